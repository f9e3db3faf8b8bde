//! What an interview came to, with everything that it rests on: to be read, printed and put into a file.

use super::state::{Answered, Given};
use super::{Asking, Interview, ask};
use crate::assess::Status;
use crate::diagnostic::words::joined;
use crate::explain::{self, Paragraph, Part, Prepared, Row, Text};
use crate::model::{FactId, Policy, spoken};
use jiff::civil::Date;

/// What a settled answer is told with.
const SETTLED: [Part; 5] = [Part::Result, Part::Reason, Part::Support, Part::Strands, Part::Assumed];
/// What an open answer is told with: what is possible, and what each of it hangs on.
const OPEN: [Part; 3] = [Part::Result, Part::Open, Part::Support];

/// What an interview came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How far the category is known; `None` where that could not be worked out or was not asked.
    pub status: Option<Status>,
    /// The whole answer, in words.
    pub text: Text,
}

impl Interview {
    /// What it came to so far: the answer, why, and what was told.
    #[must_use]
    pub fn outcome(&self, policy: &Policy, on: Date) -> Outcome {
        let mut text = Text::default();
        let status = self.answer(&mut Asking::new(policy, on, &mut text));
        self.told(policy, &mut text);
        self.not_known(policy, on, &mut text);
        by_what(policy, on, &mut text);
        Outcome { status, text }
    }

    fn answer(&self, asking: &mut Asking<'_>) -> Option<Status> {
        let policy = asking.policy;
        let Some(kind) = self.now.kind else {
            asking.say("Nothing was told, not even what kind of setting it is.");
            return None;
        };
        let called = self.led.called.as_ref().map_or_else(String::new, |name| format!("{name}, "));
        asking.text.heading(format!("The answer for {called}{}", policy.a_kind(kind)));
        let facts = self.now.facts(policy);
        let found = asking.assessor(kind).and_then(|assessor| {
            let answer = assessor.assess("", "", kind, &facts).ok()?;
            let parts = if answer.status == Status::Open { &OPEN[..] } else { &SETTLED[..] };
            Some((
                answer.status,
                explain::parts(assessor, Row { answer: &answer, facts: &facts }, parts, &mut Prepared::default()),
            ))
        });
        let Some((status, parts)) = found else {
            asking.say("So much is not known that it would take too long to answer exactly.");
            return None;
        };
        asking.text.paragraphs.extend(parts.paragraphs);
        Some(status)
    }

    /// What was answered, each with whom it is asked of.
    fn told(&self, policy: &Policy, text: &mut Text) {
        let mut part = |title: &str, wanted: fn(Answered) -> bool| {
            let given: Vec<&Given> = self.now.given.iter().filter(|given| wanted(given.answer)).collect();
            if given.is_empty() {
                return;
            }
            text.heading(title);
            for given in given {
                let of = policy.asked_of(given.fact);
                let of = of.map_or_else(String::new, |of| format!(" (asked of {})", of.whom));
                text.push(ask::answered(policy, *given).plain(of));
            }
        };
        part("What was told", |answer| matches!(answer, Answered::Is(_)));
        part("What was taken as the policy assumes", |answer| matches!(answer, Answered::Assumed(_)));
        part("What was not known", |answer| answer == Answered::NotKnown);
    }

    /// What could still be found out, and of whom.
    fn not_known(&self, policy: &Policy, on: Date, text: &mut Text) {
        let Some(kind) = self.now.kind else { return };
        let facts = self.now.facts(policy);
        let relevance = crate::assess::Assessor::of_kind(policy, kind, on)
            .ok()
            .and_then(|assessor| assessor.inquire(kind, &facts).ok()?.relevance().ok());
        let Some(found) = relevance else { return };
        let others = found.expectations.iter().map(|(_, facts)| facts).chain(found.also.iter().map(|(_, facts)| facts)).flatten();
        let mut matter: Vec<FactId> =
            found.category.iter().chain(&found.days).chain(others).chain(&found.unproved).copied().collect();
        matter.sort_unstable();
        matter.dedup();
        if matter.is_empty() {
            return;
        }
        let anybody = matter.iter().any(|fact| policy.asked_of(*fact).is_some());
        text.heading(if anybody { "What could still matter, and who could be asked" } else { "What could still matter" });
        for fact in matter {
            let name = policy.fact(fact).map_or("", |about| &about.name.phrase);
            let of = policy.asked_of(fact).map_or_else(String::new, |of| format!(": ask {}", of.whom));
            text.push(Paragraph::at(2).name(name).plain(of));
        }
    }
}

/// By which policy, as of when, and from which sources.
fn by_what(policy: &Policy, on: Date, text: &mut Text) {
    text.heading("By what");
    text.push(Paragraph::at(0).name(explain::policy_name(policy)).plain(", as of ").value(spoken(on)).plain("."));
    let sources: Vec<&str> = policy.sources.iter().map(|source| &*source.phrase).collect();
    if !sources.is_empty() {
        text.push(Paragraph::at(0).plain(format!("Sources: {}.", joined(&sources, "and"))));
    }
}
