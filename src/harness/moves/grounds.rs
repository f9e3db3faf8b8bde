//! Which lines of each side a move comes from.

use super::{Direction, Pair, Side};
use crate::evaluate::{self, Trace, Verdict};
use crate::harness::{Found, Outcome, Place};
use crate::model::{KindId, machine_name};
use crate::settings::Row;
use std::sync::Arc;

/// What a move comes from, and what it says on each side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What it is.
    pub what: Blamed,
    /// What it says before; `None` where it says nothing, or is not there.
    pub before: Option<GivenLine>,
    /// What it says after.
    pub after: Option<GivenLine>,
}

/// What a move can come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blamed {
    /// A strand, by name.
    Strand(Arc<str>),
    /// A line that lifts the category.
    Gate,
    /// What the policy says cannot be.
    Constraint,
}

/// A line and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenLine {
    /// The category that it gives, if it is one that does.
    pub category: Option<Arc<str>>,
    /// Its condition as written, or `otherwise`; all of it for what gives no category.
    pub text: Arc<str>,
    /// Whether it is only one of the lines that may decide.
    pub perhaps: bool,
    /// Where it stands.
    pub place: Place,
}

impl Blamed {
    /// `strand people`, `gate`, `what cannot be`
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Strand(name) => format!("strand {name}"),
            Self::Gate => "gate".to_owned(),
            Self::Constraint => "what cannot be".to_owned(),
        }
    }
}

impl GivenLine {
    /// `B when weak`, `A otherwise`, `never A unless strong`
    #[must_use]
    pub fn words(&self) -> String {
        let when = if &*self.text == "otherwise" { "" } else { "when " };
        let perhaps = if self.perhaps { "perhaps " } else { "" };
        match &self.category {
            Some(code) => format!("{perhaps}{code} {when}{}", self.text),
            None => self.text.to_string(),
        }
    }
}

/// The lines to blame. The strands are those that give the category on the side where it is the more intensive: on the other side
/// they say less.
pub(super) fn of(before: &Side<'_>, after: &Side<'_>, pair: Pair<'_>, found: [&Found; 2], direction: Direction) -> Vec<Reason> {
    let [old_found, new_found] = found;
    let (old, new) = (old_found.outcome(), new_found.outcome());
    let (old_says, new_says) = (Says::of(before, pair.before), Says::of(after, pair.after));
    let down = matches!(direction, Direction::Less | Direction::PerhapsLess | Direction::Narrower);
    let (first, second) = if down { (old, new) } else { (new, old) };
    // Where there is no answer on one side, no strand is what matters there; nor where a gate alone gave the category.
    let (old_gate, new_gate) = (gate(before, old), gate(after, new));
    let text = |gate: &Option<GivenLine>| gate.as_ref().map(|gate| Arc::clone(&gate.text));
    let by_gate = text(&old_gate) != text(&new_gate);
    let both = first.zip(second).map(|(first, second)| if by_gate { [first, first] } else { [first, second] });
    let guide = both.and_then(|sides| sides.into_iter().find(|outcome| !outcome.because.is_empty()));
    let strands = guide.map_or(&[][..], |outcome| &outcome.because).iter().map(|grounds| &grounds.strand);
    let mut reasons: Vec<Reason> = Vec::new();
    for strand in strands {
        let what = Blamed::Strand(Arc::clone(strand));
        reasons.push(Reason { what, before: old_says.strand(strand), after: new_says.strand(strand) });
    }
    let says_other = |reason: &Reason| {
        let said = |line: &Option<GivenLine>| line.as_ref().map(|line| (line.category.clone(), line.perhaps));
        said(&reason.before) != said(&reason.after)
    };
    if reasons.iter().any(says_other) {
        reasons.retain(says_other);
    }
    if by_gate {
        reasons.push(Reason { what: Blamed::Gate, before: old_gate, after: new_gate });
    }
    let (old_broken, new_broken) = (broken(before, old_found), broken(after, new_found));
    if old_broken.is_some() || new_broken.is_some() {
        reasons.push(Reason { what: Blamed::Constraint, before: old_broken, after: new_broken });
    }
    reasons
}

/// What each strand of a side says of one setting.
struct Says<'s, 'p> {
    side: &'s Side<'p>,
    kind: KindId,
    trace: Trace,
}

impl<'s, 'p> Says<'s, 'p> {
    fn of(side: &'s Side<'p>, row: &Row) -> Self {
        let trace = evaluate::evaluate(side.assessor.policy(), row.kind, side.assessor.on(), &row.facts);
        Self { side, kind: row.kind, trace }
    }

    /// The line of a strand that decides, or the first that may.
    fn strand(&self, name: &str) -> Option<GivenLine> {
        let policy = self.side.assessor.policy();
        let strands = policy.categorisation(self.kind)?.strands.iter().zip(&self.trace.strands);
        let (strand, trace) = strands.into_iter().find(|(strand, _)| *strand.name.machine == machine_name(name))?;
        let mut lines = strand.lines.iter().zip(&trace.lines);
        let (line, trace) = lines.find(|(_, trace)| trace.verdict.is_in_play())?;
        Some(GivenLine {
            category: Some(policy.category_code(line.category).into()),
            text: line.text().into(),
            perhaps: trace.verdict == Verdict::MayDecide,
            place: Place::of(line.span, self.side.sources),
        })
    }
}

fn gate(side: &Side<'_>, outcome: Option<&Outcome>) -> Option<GivenLine> {
    let (text, span) = outcome?.gate.as_ref()?;
    Some(GivenLine { category: None, text: Arc::clone(text), perhaps: false, place: Place::of(*span, side.sources) })
}

fn broken(side: &Side<'_>, found: &Found) -> Option<GivenLine> {
    let Found::CannotBe(constraints) = found else { return None };
    let constraint = side.assessor.policy().constraints.get(*constraints.first()?)?;
    let text = format!("it cannot be that {}", constraint.condition.text).into();
    Some(GivenLine { category: None, text, perhaps: false, place: Place::of(constraint.span, side.sources) })
}
