//! What would have to be otherwise for another category.

use super::fold::{Part, Told, Words};
use crate::assess::{Answer, Assessor, Change, Changes, Nearest, Reach, Status};
use crate::explain::markup::{Paragraph, Text};
use crate::explain::{Row, phrases};
use crate::model::{CategoryId, Policy};

/// The nearest changes, so many at most, or that there is none.
pub(super) fn write(assessor: &Assessor<'_>, row: Row<'_>, wanted: CategoryId, most: usize, text: &mut Text) {
    let policy = assessor.policy();
    text.heading(format!("What would make it {}", policy.category_code(wanted)));
    if row.answer.category == Some(wanted) {
        text.push(it_is(policy, wanted).plain(" already; nothing has to be otherwise."));
        return;
    }
    if let Some(fact) = assessor.compared(row.answer.kind) {
        let paragraph = Paragraph::at(0).plain("No change was looked for, as ").name(phrases::names(policy, &[fact]).concat());
        text.push(
            paragraph
                .plain(" is compared with other facts or added up with them: its values fall into no finite number of cases."),
        );
        return;
    }
    let Some(reach) = assessor.nearest_changes(row.answer.kind, row.facts, wanted) else { return };
    Telling { words: Words { assessor, row }, policy, wanted, most }.reach(&reach, text);
}

fn it_is(policy: &Policy, wanted: CategoryId) -> Paragraph {
    Paragraph::at(0).plain("It is ").category(policy.category_code(wanted))
}

struct Telling<'a> {
    words: Words<'a>,
    policy: &'a Policy,
    wanted: CategoryId,
    most: usize,
}

impl Telling<'_> {
    fn code(&self) -> &str {
        self.policy.category_code(self.wanted)
    }

    fn answer(&self) -> &Answer<'_> {
        self.words.row.answer
    }

    fn kind(&self) -> &str {
        self.policy.kind_name(self.answer().kind)
    }

    fn reach(&self, reach: &Reach, text: &mut Text) {
        let possible = reach.possible.as_ref().and_then(Nearest::changes);
        let size = |changes: &Changes| changes.each.first().map_or(0, |change| change.changed.len());
        let fewer = possible.filter(|changes| reach.certain.changes().is_none_or(|certain| size(changes) < size(certain)));
        let as_it_is = fewer.filter(|changes| size(changes) == 0).and_then(|changes| changes.each.first());
        if let Some(change) = as_it_is {
            let paragraph = Paragraph::at(0).plain("It can be ").category(self.code()).plain(" without any change.");
            self.provided(change, paragraph, text);
        }
        match &reach.certain {
            Nearest::Found(changes) => {
                if let Some(changes) = fewer.filter(|_| as_it_is.is_none()) {
                    self.with_luck(changes, text);
                }
                return self.certain(changes, fewer.is_some(), text);
            }
            Nearest::Beyond(facts) => self.beyond(*facts, text),
            Nearest::Never if possible.is_some() => text.push(self.unsure()),
            Nearest::Never => {}
        }
        match (fewer, &reach.possible) {
            (Some(_), _) if as_it_is.is_some() => {}
            (Some(changes), _) => self.with_luck(changes, text),
            (None, Some(Nearest::Beyond(facts))) => self.beyond(*facts, text),
            (None, _) if matches!(reach.certain, Nearest::Beyond(_)) => {}
            (None, _) => self.never(reach.unfixed.as_ref(), text),
        }
    }

    fn unsure(&self) -> Paragraph {
        let paragraph = Paragraph::at(0).plain("No change of what is known makes sure of ").category(self.code());
        paragraph.plain(", as it hangs on what is unknown.")
    }

    /// Changes after each of which it is certain.
    fn certain(&self, changes: &Changes, second: bool, text: &mut Text) {
        let many = changes.each.first().map_or(0, |change| change.changed.len());
        let lead = match (second, many) {
            (true, 1) => "To make sure of it, whatever is unknown, one fact would have to be otherwise".to_owned(),
            (true, many) => format!("To make sure of it, whatever is unknown, {many} facts would have to be otherwise"),
            (false, 1) => "One fact would have to be otherwise, all else as it is".to_owned(),
            (false, many) => format!("No fewer than {many} facts would have to be otherwise, all else as it is"),
        };
        text.push(Paragraph::at(0).plain(format!("{lead}{}:", ways(changes))));
        self.changes(&self.words.folded(changes), changes.complete, text);
        let whatever = if self.answer().status == Status::Open && !second { ", whatever is unknown" } else { "" };
        let paragraph = Paragraph::at(0).plain("It would then be ").category(self.code());
        let paragraph = match self.policy.allocation(self.answer().kind, self.wanted) {
            Some(allocation) => paragraph.plain(", with ").value(phrases::days_of(allocation.stated())),
            None => paragraph,
        };
        text.push(paragraph.plain(format!("{whatever}.")));
    }

    /// Changes after each of which it is possible.
    fn with_luck(&self, changes: &Changes, text: &mut Text) {
        let many = phrases::count(changes.each.first().map_or(0, |change| change.changed.len()), "fact", "facts");
        text.push(Paragraph::at(0).plain(format!("It would become possible with {many} otherwise{}:", ways(changes))));
        self.hanging(changes, text);
    }

    /// Changes, and what each hangs on; those that hang on the same together.
    fn hanging(&self, changes: &Changes, text: &mut Text) {
        let told = self.words.folded(changes);
        let hangs_alike = |one: &&Told<'_>, next: &&Told<'_>| {
            one.first.provided == next.first.provided && one.first.in_no_other_case == next.first.in_no_other_case
        };
        let mut shown = 0;
        let each: Vec<&Told<'_>> = told.iter().take(self.most).collect();
        for alike in each.chunk_by(|one, next| hangs_alike(one, next)) {
            let Some(first) = alike.first() else { continue };
            shown += alike.iter().map(|one| one.ways).sum::<usize>();
            self.listed(alike, text);
            if !first.first.provided.is_empty() {
                self.provided(first.first, Paragraph::at(0).plain("Then it still hangs on what is unknown."), text);
            }
        }
        self.more(told.iter().map(|one| one.ways).sum::<usize>() - shown, changes.complete, text);
    }

    fn never(&self, unfixed: Option<&Nearest>, text: &mut Text) {
        let cannot = Paragraph::at(0).plain("It cannot become ").category(self.code());
        match unfixed {
            Some(Nearest::Found(changes)) => {
                let hangs = changes.each.iter().any(|change| !change.provided.is_empty());
                let might = if hangs { "could" } else { "would" };
                let lead = format!(" without a change of what is fixed. It {might} be{}, if this were so:", ways(changes));
                text.push(cannot.plain(lead));
                self.hanging(changes, text);
            }
            Some(Nearest::Never) => {
                let paragraph = Paragraph::at(0).plain("The policy gives ").category(self.code());
                text.push(paragraph.plain(format!(" to no {} at all, whatever its facts are.", self.kind())));
            }
            Some(Nearest::Beyond(_)) | None => text.push(cannot.plain(" without a change of what is fixed.")),
        }
    }

    fn beyond(&self, facts: usize, text: &mut Text) {
        let tried = match facts {
            0 | 1 => String::new(),
            _ => format!("No change of fewer than {facts} facts leads there. "),
        };
        let line = "The nearest change was not found: there are too many to look through all of them.";
        text.push(Paragraph::at(0).plain(format!("{tried}{line}")));
    }

    /// The first of some changes, and how many more there are.
    fn changes(&self, told: &[Told<'_>], complete: bool, text: &mut Text) {
        let each: Vec<&Told<'_>> = told.iter().take(self.most).collect();
        self.listed(&each, text);
        self.more(told.iter().skip(self.most).map(|one| one.ways).sum(), complete, text);
    }

    fn more(&self, left: usize, complete: bool, text: &mut Text) {
        if left > 0 || !complete {
            let least = if complete { "" } else { "at least " };
            let line = format!("and {least}{} more", phrases::count(left.max(1), "way", "ways"));
            text.push(Paragraph::at(2).plain(line));
        }
    }

    /// What all of them change, and then what each does besides.
    fn listed(&self, told: &[&Told<'_>], text: &mut Text) {
        let [first, rest @ ..] = told else { return };
        if rest.is_empty() {
            self.parts(&first.parts.iter().collect::<Vec<_>>(), 2, "", text);
            return;
        }
        let in_all = |part: &&Part| rest.iter().all(|one| each_fact(one).contains(part));
        let of_first = each_fact(first);
        let common: Vec<&Part> = of_first.iter().filter(in_all).collect();
        self.parts(&common, 2, "", text);
        let indent = if common.is_empty() { 2 } else { 4 };
        if !common.is_empty() {
            text.push(Paragraph::at(2).plain("and one of these:"));
        }
        let each: Vec<Vec<Part>> = told.iter().map(|one| each_fact(one)).collect();
        let each: Vec<Vec<&Part>> =
            each.iter().map(|parts| parts.iter().filter(|part| !common.contains(part)).collect()).collect();
        let alone = each.iter().all(|parts| joined(parts).len() == 1);
        for (at, parts) in each.iter().enumerate() {
            let lead = if alone { String::new() } else { format!("{}. ", at + 1) };
            self.parts(parts, indent, &lead, text);
        }
    }

    /// What changes, the first line with a lead.
    fn parts(&self, parts: &[&Part], indent: usize, lead: &str, text: &mut Text) {
        for (at, part) in joined(parts).into_iter().enumerate() {
            let paragraph = if at == 0 { Paragraph::at(indent).plain(lead) } else { Paragraph::at(indent + lead.len()) };
            let (names, which) = phrases::so_many(self.policy, &part.of, part.many);
            let paragraph = paragraph.name(names).plain(": ").value(&part.to);
            text.push(paragraph.plain(format!(" ({})", part.now)));
            if let Some(which) = which {
                text.push(Paragraph::at(indent + lead.len() + 2).name(which));
            }
        }
    }

    /// What unknown facts must be.
    fn provided(&self, change: &Change, paragraph: Paragraph, text: &mut Text) {
        let ways = if change.in_no_other_case { " It is if all of these are so, and only then:" } else { " One way:" };
        text.push(paragraph.plain(ways));
        for values in &change.provided {
            let names = phrases::names(self.policy, &[values.fact]).concat();
            text.push(Paragraph::at(2).name(names).plain(": ").value(self.words.to(values)));
        }
    }
}

/// In how many ways facts can change; nothing where there is only one.
fn ways(changes: &Changes) -> String {
    match (changes.each.len(), changes.complete) {
        (1, true) => String::new(),
        (many, true) => format!(", in any of {many} ways"),
        (many, false) => format!(", in any of more than {many} ways"),
    }
}

/// The parts of a change, those in which all facts change fact by fact.
fn each_fact(told: &Told<'_>) -> Vec<Part> {
    let apart = |part: &Part| -> Vec<Part> {
        if part.many < part.of.len() {
            return vec![part.clone()];
        }
        part.of.iter().map(|fact| Part { many: 1, of: vec![*fact], ..part.clone() }).collect()
    };
    told.parts.iter().flat_map(apart).collect()
}

/// Parts in which all facts of some change in one way are one part.
fn joined(parts: &[&Part]) -> Vec<Part> {
    let mut all: Vec<Part> = Vec::new();
    for part in parts {
        let whole = part.many == part.of.len();
        let same = |other: &&mut Part| whole && other.many == other.of.len() && other.to == part.to && other.now == part.now;
        match all.iter_mut().find(same) {
            Some(other) => {
                other.of.extend(&part.of);
                other.of.sort_unstable();
                other.many = other.of.len();
            }
            None => all.push((*part).clone()),
        }
    }
    all.sort_by(|one, other| one.of.cmp(&other.of));
    all
}
