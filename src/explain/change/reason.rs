//! Which facts alone make a setting what it is.

use crate::assess::{AnyOf, Assessor, Reason, Status};
use crate::explain::markup::{Paragraph, Style, Text};
use crate::explain::{Row, phrases};
use crate::model::{FactId, FactState, Policy};

/// The smallest reason, and what is told besides and not needed for it.
pub(in crate::explain) fn write(assessor: &Assessor<'_>, row: Row<'_>, text: &mut Text) {
    let Some(reason) = assessor.reason(row.answer, row.facts) else { return not_looked_for(assessor, row, text) };
    let (is_open, is_bare) = (row.answer.status == Status::Open, reason.at_least.is_empty());
    // Of the least category of all nothing makes sure; that it may be more is said already.
    if is_open && is_bare {
        return;
    }
    text.heading("In short");
    let telling = Telling { policy: assessor.policy(), row, reason: &reason };
    if !is_bare {
        telling.at_least(is_open, text);
    }
    if !is_open && (is_bare || !reason.no_more.is_empty()) {
        telling.no_more(is_bare, text);
    }
    telling.not_needed(text);
    if !reason.is_smallest {
        let line = "None of these can be left out. Whether fewer others would do was not looked through to the end, so they are not \
                    proved to be the fewest.";
        text.push(Paragraph::at(0).plain(line));
    }
}

/// That there is a reason, and that it was not looked for to the end.
fn not_looked_for(assessor: &Assessor<'_>, row: Row<'_>, text: &mut Text) {
    let floor = row.answer.possible.first().filter(|_| !row.answer.may_be_silent);
    if floor.is_some_and(|floor| row.answer.status == Status::Decided || floor.at() > 0) {
        text.heading("In short");
        let paragraph = Paragraph::at(0).plain("Which facts alone make it so was not looked for to the end, as ");
        text.push(match assessor.compared(row.answer.kind) {
            Some(fact) => {
                let names = phrases::names(assessor.policy(), &[fact]).concat();
                paragraph.name(names).plain(" is compared with other facts or added up with them.")
            }
            None => paragraph.plain("the policy is too large."),
        });
    }
}

/// How it is known what facts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Told,
    Assumed,
    Both,
}

/// Some facts and their value.
struct Item {
    state: State,
    /// Empty where each has its own.
    value: String,
    names: String,
    /// The facts, where their names are not all said; of different values with these.
    which: Option<String>,
}

struct Telling<'a> {
    policy: &'a Policy,
    row: Row<'a>,
    reason: &'a Reason,
}

impl Telling<'_> {
    fn code(&self) -> &str {
        self.row.answer.possible.first().map_or("", |floor| self.policy.category_code(*floor))
    }

    /// What makes it at least so intensive.
    fn at_least(&self, is_open: bool, text: &mut Text) {
        let least = if is_open || !self.reason.no_more.is_empty() { "at least " } else { "" };
        let lead =
            if self.reason.at_least.len() == 1 { "One fact is enough to make it " } else { "These facts are enough to make it " };
        let paragraph = Paragraph::at(0).plain(lead).plain(least).category(self.code());
        text.push(paragraph.plain(", whatever the others are:"));
        self.list(self.items(&self.reason.at_least), text);
    }

    /// Facts and their values, one below the other.
    fn list(&self, items: Vec<Item>, text: &mut Text) {
        for item in items {
            let paragraph = Paragraph::at(2).name(item.names).plain(if item.value.is_empty() { "" } else { ": " });
            let paragraph = paragraph.value(item.value);
            text.push(match item.state {
                State::Told => paragraph,
                State::Assumed => paragraph.plain(" (assumed)"),
                State::Both => paragraph.plain(" (some of it assumed)"),
            });
            if let Some(which) = item.which {
                text.push(Paragraph::at(4).name(which));
            }
        }
    }

    /// What lets nothing call for more; without anything else that makes it what it is, where that is the least of all.
    fn no_more(&self, alone: bool, text: &mut Text) {
        let items = self.items(&self.reason.no_more);
        let it_is = Paragraph::at(0).plain("It is ").category(self.code());
        text.push(match (alone, items.as_slice()) {
            (true, []) => it_is.plain(", whatever its facts are."),
            (true, _) => it_is.plain(" as long as these stay as they are, whatever the others are:"),
            (false, _) => Paragraph::at(0).plain("Nothing calls for more as long as these stay as they are:"),
        });
        self.list(items, text);
    }

    /// What is told, and true, and makes no difference to that.
    fn not_needed(&self, text: &mut Text) {
        let needed = |fact: &FactId| {
            let Reason { at_least, no_more, any, .. } = self.reason;
            at_least.contains(fact) || no_more.contains(fact) || any.iter().any(|any| any.of.contains(fact))
        };
        let told =
            self.policy.facts_of(self.row.answer.kind).map(|(fact, _)| fact).filter(|fact| self.state(*fact) == State::Told);
        let rest: Vec<FactId> = told.filter(|fact| self.row.facts.get(*fact).value().is_some() && !needed(fact)).collect();
        if !rest.is_empty() {
            let names = phrases::named_each(self.policy, &rest);
            text.push(Paragraph::at(0).plain("Told too, but not needed for that: ").each(Style::Name, &names, "and").plain("."));
        }
    }

    fn state(&self, fact: FactId) -> State {
        if matches!(self.row.facts.get(fact), FactState::Assumed(_)) { State::Assumed } else { State::Told }
    }

    fn state_of(&self, facts: &[FactId]) -> State {
        let assumed = facts.iter().filter(|fact| self.state(**fact) == State::Assumed).count();
        match assumed {
            0 => State::Told,
            all if all == facts.len() => State::Assumed,
            _ => State::Both,
        }
    }

    /// Facts by how they are known and by their values, those of which any so many do after the others.
    fn items(&self, part: &[FactId]) -> Vec<Item> {
        let any: Vec<&AnyOf> = self.reason.any.iter().filter(|any| any.of.iter().any(|fact| part.contains(fact))).collect();
        let all = part.iter().copied().filter(|fact| !any.iter().any(|any| any.of.contains(fact)));
        let all: Vec<FactId> = all.collect();
        let mut items = Vec::new();
        for state in [State::Told, State::Assumed] {
            let pairs = all.iter().filter(|fact| self.state(**fact) == state).map(|fact| (*fact, self.value(*fact)));
            let groups = phrases::each_by_value(self.policy, pairs).into_iter();
            items.extend(groups.map(|(value, names)| Item { state, value, names, which: None }));
        }
        items.extend(any.into_iter().map(|any| self.any(any)));
        items
    }

    /// `any 3 of these 5 risk factors: yes`; or, of different values, with each of them.
    fn any(&self, any: &AnyOf) -> Item {
        let value = any.of.first().map_or_else(String::new, |fact| self.value(*fact));
        let state = self.state_of(&any.of);
        let (names, which) = phrases::so_many(self.policy, &any.of, any.many);
        if any.of.iter().all(|fact| self.value(*fact) == value) {
            return Item { state, value, names, which };
        }
        let each = any.of.iter().map(|fact| format!("{}: {}", phrases::names(self.policy, &[*fact]).concat(), self.value(*fact)));
        let each = each.collect::<Vec<_>>().join("; ");
        let names =
            if any.many == 1 { "any one of these".to_owned() } else { format!("any {} of these {}", any.many, any.of.len()) };
        Item { state, value: String::new(), names, which: Some(each) }
    }

    fn value(&self, fact: FactId) -> String {
        phrases::value(self.policy, self.row.facts, fact)
    }
}
