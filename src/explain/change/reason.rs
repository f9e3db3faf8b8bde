//! Which facts alone make a setting what it is.

use crate::assess::{Assessor, Status};
use crate::explain::markup::{Paragraph, Text};
use crate::explain::{Row, phrases};
use crate::model::{FactId, FactState, Policy};

/// One minimal reason, where something calls for the category. The least category of all needs none.
pub(in crate::explain) fn write(assessor: &Assessor<'_>, row: Row<'_>, text: &mut Text) {
    let policy = assessor.policy();
    let Some(reason) = assessor.reason(row.answer, row.facts).filter(|reason| !reason.at_least.is_empty()) else { return };
    let Some(floor) = row.answer.possible.first() else { return };
    let code = policy.category_code(*floor);
    text.heading("In short");
    let least = if row.answer.status == Status::Open || !reason.no_more.is_empty() { "at least " } else { "" };
    let lead = if reason.at_least.len() == 1 { "This fact alone makes it " } else { "These facts alone make it " };
    let paragraph = Paragraph::at(0).plain(lead).plain(least).category(code);
    text.push(paragraph.plain(", whatever all others are:"));
    let told = Told { policy, row };
    for (is_assumed, pairs) in told.apart(&reason.at_least) {
        for (value, names) in phrases::each_by_value(policy, pairs.into_iter()) {
            let paragraph = Paragraph::at(2).name(names).plain(": ").value(value);
            text.push(if is_assumed { paragraph.plain(" (assumed)") } else { paragraph });
        }
    }
    if reason.no_more.is_empty() {
        return;
    }
    text.push(Paragraph::at(0).plain("With that, it is no more as long as these stay as they are:"));
    for (is_assumed, pairs) in told.apart(&reason.no_more).into_iter().filter(|(_, pairs)| !pairs.is_empty()) {
        let mut paragraph = Paragraph::at(2).plain(if is_assumed { "assumed: " } else { "told: " });
        for (at, (value, names)) in phrases::each_by_value(policy, pairs.into_iter()).into_iter().enumerate() {
            paragraph = paragraph.plain(if at == 0 { "" } else { "; " }).value(value).plain(" for ").name(names);
        }
        text.push(paragraph);
    }
}

struct Told<'a> {
    policy: &'a Policy,
    row: Row<'a>,
}

impl Told<'_> {
    /// Facts with their values, those told apart from those assumed, which come second.
    fn apart(&self, facts: &[FactId]) -> [(bool, Vec<(FactId, String)>); 2] {
        let is_assumed = |fact: &FactId| matches!(self.row.facts.get(*fact), FactState::Assumed(_));
        [false, true].map(|assumed| {
            let of = facts.iter().filter(|fact| is_assumed(fact) == assumed);
            (assumed, of.map(|fact| (*fact, phrases::value(self.policy, self.row.facts, *fact))).collect())
        })
    }
}
