//! What would have to be otherwise for another category.

use super::values;
use crate::assess::{Answer, Assessor, Change, Changed, Nearest, Reach, Status, Values};
use crate::explain::markup::{Paragraph, Text};
use crate::explain::{Row, phrases};
use crate::model::{CategoryId, FactId, FactState, Policy};

/// One nearest change, or that there is none.
pub(super) fn write(assessor: &Assessor<'_>, row: Row<'_>, wanted: CategoryId, text: &mut Text) {
    let policy = assessor.policy();
    text.heading(format!("What would make it {}", policy.category_code(wanted)));
    if row.answer.category == Some(wanted) {
        text.push(it_is(policy, wanted).plain(" already; nothing has to be otherwise."));
        return;
    }
    let Some(reach) = assessor.nearest_change(row.answer.kind, row.facts, wanted) else { return };
    Telling { assessor, policy, row, wanted }.reach(&reach, text);
}

fn it_is(policy: &Policy, wanted: CategoryId) -> Paragraph {
    Paragraph::at(0).plain("It is ").category(policy.category_code(wanted))
}

struct Telling<'a> {
    assessor: &'a Assessor<'a>,
    policy: &'a Policy,
    row: Row<'a>,
    wanted: CategoryId,
}

impl Telling<'_> {
    fn code(&self) -> &str {
        self.policy.category_code(self.wanted)
    }

    fn answer(&self) -> &Answer<'_> {
        self.row.answer
    }

    fn kind(&self) -> &str {
        self.policy.kind_name(self.answer().kind)
    }

    fn reach(&self, reach: &Reach, text: &mut Text) {
        let possible = reach.possible.as_ref().and_then(Nearest::change);
        let as_it_is = possible.filter(|change| change.changed.is_empty());
        if let Some(change) = as_it_is {
            let paragraph = Paragraph::at(0).plain("It can be ").category(self.code()).plain(" without any change.");
            self.provided(change, paragraph, text);
        }
        match &reach.certain {
            Nearest::Found(change) => return self.certain(change, as_it_is.is_some(), text),
            Nearest::Beyond(facts) => self.beyond(*facts, text),
            Nearest::Never if possible.is_some() => text.push(self.unsure()),
            Nearest::Never => {}
        }
        match (possible, &reach.possible) {
            (Some(_), _) if as_it_is.is_some() => {}
            (Some(change), _) => self.with_luck(change, text),
            (None, Some(Nearest::Beyond(facts))) => self.beyond(*facts, text),
            (None, _) if matches!(reach.certain, Nearest::Beyond(_)) => {}
            (None, _) => self.never(reach.unfixed.as_ref(), text),
        }
    }

    fn unsure(&self) -> Paragraph {
        let paragraph = Paragraph::at(0).plain("No change of what is known makes sure of ").category(self.code());
        paragraph.plain(", as it hangs on what is unknown.")
    }

    /// A change after which it is certain.
    fn certain(&self, change: &Change, second: bool, text: &mut Text) {
        let lead = match (second, change.changed.len()) {
            (true, 1) => "To make sure of it, whatever is unknown, one fact would have to be otherwise:".to_owned(),
            (true, many) => format!("To make sure of it, whatever is unknown, {many} facts would have to be otherwise:"),
            (false, 1) => "One fact would have to be otherwise, all else as it is:".to_owned(),
            (false, many) => format!("No fewer than {many} facts would have to be otherwise, all else as it is:"),
        };
        text.push(Paragraph::at(0).plain(lead));
        self.changed(change, text);
        let whatever = if self.answer().status == Status::Open && !second { ", whatever is unknown" } else { "" };
        let paragraph = Paragraph::at(0).plain("It would then be ").category(self.code());
        let paragraph = match self.policy.allocation(self.answer().kind, self.wanted) {
            Some(allocation) => paragraph.plain(", with ").value(phrases::days_of(allocation.stated())),
            None => paragraph,
        };
        text.push(paragraph.plain(format!("{whatever}.")));
    }

    /// A change after which it is possible.
    fn with_luck(&self, change: &Change, text: &mut Text) {
        let many = phrases::count(change.changed.len(), "fact", "facts");
        text.push(Paragraph::at(0).plain(format!("It would become possible with {many} otherwise:")));
        self.changed(change, text);
        self.provided(change, Paragraph::at(0).plain("Then it hangs on what is unknown."), text);
    }

    fn never(&self, unfixed: Option<&Nearest>, text: &mut Text) {
        match unfixed {
            Some(Nearest::Found(change)) => {
                let paragraph = Paragraph::at(0).plain("It cannot become ").category(self.code());
                let might = if change.provided.is_empty() { "would" } else { "could" };
                text.push(paragraph.plain(format!(" without a change of what is fixed. It {might} be, if")));
                self.changed(change, text);
                if !change.provided.is_empty() {
                    self.provided(change, Paragraph::at(0).plain("Then it hangs on what is unknown."), text);
                }
            }
            Some(Nearest::Never) => {
                let paragraph = Paragraph::at(0).plain("The policy gives ").category(self.code());
                text.push(paragraph.plain(format!(" to no {} at all, whatever its facts are.", self.kind())));
            }
            Some(Nearest::Beyond(_)) | None => {
                let paragraph = Paragraph::at(0).plain("It cannot become ").category(self.code());
                text.push(paragraph.plain(" without a change of what is fixed."));
            }
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

    /// The changed facts; those that change in one way, and that the same others could stand in for, together.
    fn changed(&self, change: &Change, text: &mut Text) {
        let one_way = |one: &Changed, next: &Changed| {
            self.words(&one.to) == self.words(&next.to) && self.now(one) == self.now(next) && one.instead == next.instead
        };
        for group in change.changed.chunk_by(one_way) {
            let Some(first) = group.first() else { continue };
            let facts: Vec<FactId> = group.iter().map(|changed| changed.to.fact).collect();
            let names = phrases::list(&phrases::names(self.policy, &facts), "and");
            let paragraph = Paragraph::at(2).name(names).plain(": ").value(self.words(&first.to));
            text.push(paragraph.plain(format!(" ({})", self.now(first))));
            self.instead(first, group.len(), text);
        }
    }

    /// What a changed fact is now, and how that is known.
    fn now(&self, changed: &Changed) -> String {
        let fact = changed.to.fact;
        let is_fixed = self.policy.fact(fact).is_some_and(|fact| fact.fixed);
        let now = phrases::value(self.policy, self.row.facts, fact);
        match self.row.facts.get(fact) {
            FactState::Assumed(_) => format!("{now} is assumed"),
            FactState::Told(_) if is_fixed => format!("now {now}, and fixed"),
            FactState::Told(_) | FactState::Unknown => format!("now {now}"),
        }
    }

    /// What unknown facts must be.
    fn provided(&self, change: &Change, paragraph: Paragraph, text: &mut Text) {
        let ways = if change.in_no_other_case { " It is, if and only if:" } else { " One way:" };
        text.push(paragraph.plain(ways));
        for values in &change.provided {
            let names = phrases::names(self.policy, &[values.fact]).concat();
            text.push(Paragraph::at(2).name(names).plain(": ").value(self.words(values)));
        }
    }

    /// `needs consolidating or better`
    fn words(&self, values: &Values) -> String {
        let regions = self.assessor.regions(self.answer().kind, values.fact);
        regions.map_or_else(String::new, |regions| values::words(self.policy, regions, values))
    }

    /// `or, as near, vulnerability: some; any of the 14 risk factors: yes`
    fn instead(&self, changed: &Changed, of: usize, text: &mut Text) {
        let pairs = changed.instead.iter().map(|values| (values.fact, self.words(values)));
        let groups = phrases::either_by_value(self.policy, pairs);
        let lead = if of > 1 { "or, as near, for one of them " } else { "or, as near, " };
        let mut paragraph = Paragraph::at(4).plain(lead);
        for (at, (value, names)) in groups.iter().enumerate() {
            paragraph = paragraph.plain(if at == 0 { "" } else { "; " }).name(names).plain(": ").value(value);
        }
        if !groups.is_empty() {
            text.push(paragraph);
        }
    }
}
