//! Trying mutants, side by side.

use super::decide::{Decision, decide};
use super::judge::{Judges, Noticed, noticed};
use super::mutant::Mutant;
use super::operator::Operator;
use super::original::{Original, Read};
use super::witness::{Witness, witness};
use crate::diagnostic::Diagnostic;
use crate::model::machine_name;
use crate::prove::side_by_side;

/// What became of a mutant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The checker refuses it, with this finding.
    Refused(Box<Diagnostic>),
    /// Its outcomes are those of the policy.
    Equivalent,
    /// A scenario that a person wrote notices it.
    Killed,
    /// None does. A setting whose outcome changes, where a scenario can say what changes.
    Survived(Option<Box<Witness>>),
    /// No scenario notices it, and whether any outcome changes was not found out.
    NotDecided,
    /// There was no time for it.
    NotTried,
}

/// A mutant and what became of it.
#[derive(Clone, Debug)]
pub struct Tried<'m> {
    /// The mutant.
    pub mutant: &'m Mutant,
    /// What became of it.
    pub fate: Fate,
    /// What noticed it; nothing for one that is refused or equivalent.
    pub noticed: Noticed,
}

/// How a run is watched.
#[derive(Clone, Copy)]
pub struct Watch<'w> {
    /// Whether there is time for one more.
    pub go_on: &'w (dyn Fn() -> bool + Sync),
    /// Called when one more is done.
    pub done: &'w (dyn Fn() + Sync),
}

impl std::fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").finish_non_exhaustive()
    }
}

/// Tries mutants of a policy; the results are in the order given.
#[must_use]
pub fn try_all<'m>(original: &Original<'_>, mutants: &[&'m Mutant], judges: Judges<'_>, watch: Watch<'_>) -> Vec<Tried<'m>> {
    let one = |mutant: &&'m Mutant| {
        if !(watch.go_on)() {
            return Tried { mutant, fate: Fate::NotTried, noticed: Noticed::default() };
        }
        let (fate, noticed) = try_one(original, mutant, judges);
        (watch.done)();
        Tried { mutant, fate, noticed }
    };
    side_by_side(mutants, one)
}

fn try_one(original: &Original<'_>, mutant: &Mutant, judges: Judges<'_>) -> (Fate, Noticed) {
    let mutated = match original.read(mutant) {
        Read::Refused(finding) => return (Fate::Refused(Box::new(finding)), Noticed::default()),
        Read::Lost => return (Fate::NotDecided, Noticed::default()),
        Read::Policy(mutated) => mutated,
    };
    let decision = decide(original, &mutated.policy);
    if matches!(decision, Decision::Same) {
        return (Fate::Equivalent, Noticed::default());
    }
    let noticed = noticed(original, &mutated, judges);
    if noticed.scenario.is_some() {
        return (Fate::Killed, noticed);
    }
    let fate = match decision {
        Decision::Same | Decision::NotDecided => Fate::NotDecided,
        Decision::Differs { .. } => {
            let name = free_name(original, &mutant.id);
            Fate::Survived(witness(original, &mutated.policy, &decision, &name).map(Box::new))
        }
    };
    (fate, noticed)
}

/// A name for a scenario that no other has.
fn free_name(original: &Original<'_>, id: &str) -> String {
    let taken = |name: &String| original.policy.scenarios.iter().any(|one| machine_name(&one.name) == machine_name(name));
    let numbered = (2..).map(|number| format!("Notices {id} again {number}"));
    std::iter::once(format!("Notices {id}")).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
}

/// How many mutants became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub made: usize,
    /// Refused by the checker.
    pub refused: usize,
    /// With the outcomes of the policy.
    pub equivalent: usize,
    /// Noticed by a scenario that a person wrote.
    pub killed: usize,
    /// Not noticed by any, though outcomes change.
    pub survived: usize,
    /// Not noticed, and not found out whether outcomes change.
    pub not_decided: usize,
    /// Not tried for want of time.
    pub not_tried: usize,
}

impl Counts {
    /// Of all mutants, or of those of one operator.
    #[must_use]
    pub fn of(tried: &[Tried<'_>], operator: Option<Operator>) -> Self {
        let mut counts = Self::default();
        for one in tried.iter().filter(|one| operator.is_none_or(|wanted| one.mutant.operator == wanted)) {
            counts.made += 1;
            let place = match one.fate {
                Fate::Refused(_) => &mut counts.refused,
                Fate::Equivalent => &mut counts.equivalent,
                Fate::Killed => &mut counts.killed,
                Fate::Survived(_) => &mut counts.survived,
                Fate::NotDecided => &mut counts.not_decided,
                Fate::NotTried => &mut counts.not_tried,
            };
            *place += 1;
        }
        counts
    }

    /// The mutants of the score: those of which it is known that outcomes change.
    #[must_use]
    pub const fn counted(&self) -> usize {
        self.killed + self.survived
    }
}
