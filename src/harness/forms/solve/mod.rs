//! Single changes that reach a goal, in each form.

mod csv;
mod json;
mod page;

pub use csv::csv;
pub use json::{json, schema};
pub use page::page;

use super::Ids;
use crate::diagnostic::words::joined;
use crate::harness::solve::goal::Goal;
use crate::harness::solve::{Move, NotTried, Setting, Solution, Solved, possible_words};
use crate::model::{ParameterId, Policy};
use jiff::civil::Date;

/// What was looked for, and what was found.
#[derive(Clone, Copy, Debug)]
pub struct Sought<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// The assessment date.
    pub on: Date,
    /// The settings.
    pub settings: &'a [Setting<'a>],
    /// What is to be reached.
    pub goals: &'a [Goal],
    /// What was found.
    pub solved: &'a Solved,
    /// Changes that reach the goals and would make the policy none, with what would be wrong.
    pub refused: &'a [(Solution, String)],
}

impl Sought<'_> {
    /// Whether every goal is reached as the policy is, whatever the unknown facts are.
    fn is_reached(&self) -> bool {
        self.solved.now.iter().all(|stand| stand.certain)
    }

    /// What a setting is called.
    fn called(&self, at: usize, ids: Ids) -> String {
        self.settings.get(at).map_or_else(String::new, |one| ids.of(one.number, one.id))
    }

    /// `S3: C -> B2`
    fn moved(&self, one: &Move, ids: Ids) -> String {
        let words = |known| possible_words(self.policy, known);
        format!("{}: {} -> {}", self.called(one.at, ids), words(&one.from), words(&one.to))
    }

    fn name(&self, id: ParameterId) -> &str {
        self.policy.parameters.get(id.at()).map_or("", |one| &one.name.phrase)
    }

    /// How each goal stands then, in words.
    fn figures(&self, solution: &Solution) -> String {
        let figures = self.goals.iter().zip(&solution.stands).map(|(goal, stand)| goal.figure(stand));
        joined(&figures.collect::<Vec<_>>(), "and")
    }
}

/// Why a parameter was not tried, to stand behind its name.
fn why(not_tried: &NotTried) -> &'static str {
    match not_tried {
        NotTried::Idle => "changes nothing for these settings",
        NotTried::ComparedWithItself => "is compared with points or a table that it is itself a part of",
        NotTried::Multiplies => "says how often another score counts",
        NotTried::TooMany => "has more values that make a difference than are tried",
        NotTried::TooLarge(_) => "rests on rules that are too tangled to be answered again and again",
    }
}
