//! Which lines of each side a move comes from.

use super::{Direction, Pair, Side};
use crate::evaluate::{self, StrandTrace, Trace, Truth, Verdict};
use crate::harness::{Found, Outcome, Place};
use crate::model::{Policy, machine_name};
use crate::settings::Row;
use crate::source::Sources;
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

/// The lines to blame for what becomes of a row of a table.
pub(super) fn of(before: &Side<'_>, after: &Side<'_>, pair: Pair<'_>, found: [&Found; 2], direction: Direction) -> Vec<Reason> {
    let [old, new] = found;
    let down = matches!(direction, Direction::Less | Direction::PerhapsLess | Direction::Narrower);
    blamed(&Says::of_row(before, pair.before, old), &Says::of_row(after, pair.after, new), down)
}

/// The lines to blame. The strands are those that give the category on the side where it is the more intensive (`down` says that this is
/// the first): on the other side they say less.
pub(in crate::harness) fn blamed(old: &Says<'_>, new: &Says<'_>, down: bool) -> Vec<Reason> {
    let (first, second) = if down { (old, new) } else { (new, old) };
    // Where there is no answer on one side, no strand is what matters there; nor where a gate alone gave the category.
    let text = |says: &Says<'_>| says.gate.as_ref().map(|gate| Arc::clone(&gate.text));
    let both = first.because.as_ref().zip(second.because.as_ref());
    let by_gate = both.is_some() && text(old) != text(new);
    let both = both.map(|(first, second)| if by_gate { [first, first] } else { [first, second] });
    let strands = both.and_then(|sides| sides.into_iter().find(|because| !because.is_empty()));
    let mut reasons: Vec<Reason> = Vec::new();
    for strand in strands.into_iter().flatten() {
        let what = Blamed::Strand(Arc::clone(strand));
        reasons.push(Reason { what, before: old.strand(strand), after: new.strand(strand) });
    }
    let says_other = |reason: &Reason| {
        let said = |line: &Option<GivenLine>| line.as_ref().map(|line| (line.category.clone(), line.perhaps));
        said(&reason.before) != said(&reason.after)
    };
    // Strands that all say the same are not to blame for what a gate does.
    if by_gate || reasons.iter().any(says_other) {
        reasons.retain(says_other);
    }
    if by_gate {
        reasons.push(Reason { what: Blamed::Gate, before: old.gate.clone(), after: new.gate.clone() });
    }
    if old.broken.is_some() || new.broken.is_some() {
        reasons.push(Reason { what: Blamed::Constraint, before: old.broken.clone(), after: new.broken.clone() });
    }
    reasons
}

/// What one side says of one setting.
pub(in crate::harness) struct Says<'s> {
    policy: &'s Policy,
    sources: &'s Sources,
    trace: Trace,
    /// The strands that give the category; `None` where there is no answer at all.
    because: Option<Vec<Arc<str>>>,
    gate: Option<GivenLine>,
    broken: Option<GivenLine>,
}

impl<'s> Says<'s> {
    fn of_row(side: &'s Side<'_>, row: &Row, found: &Found) -> Self {
        let policy = side.assessor.policy();
        let trace = evaluate::evaluate(policy, row.kind, side.assessor.on(), &row.facts);
        let because = |outcome: &Outcome| outcome.because.iter().map(|grounds| Arc::clone(&grounds.strand)).collect();
        Self {
            policy,
            sources: side.sources,
            trace,
            because: found.outcome().map(because),
            gate: gate(side, found.outcome()),
            broken: broken(policy, side.sources, found),
        }
    }

    /// Of a setting of which everything is told.
    pub(in crate::harness) fn of_complete(policy: &'s Policy, sources: &'s Sources, trace: Trace) -> Self {
        let most = trace.strands.iter().filter_map(StrandTrace::category).max();
        let strands = policy.categorisation(trace.kind).map_or(&[][..], |all| &all.strands).iter().zip(&trace.strands);
        let giving = strands.filter(|(_, trace)| most.is_some() && trace.category() == most);
        let because = giving.map(|(strand, _)| Arc::clone(&strand.name.phrase)).collect();
        let lifts = trace.gates.iter().rev().find(|gate| gate.lifts == Truth::Holds);
        let gate = lifts.and_then(|gate| policy.categorisation(trace.kind)?.gates.get(gate.gate));
        let line = |text: &Arc<str>, span| GivenLine {
            category: None,
            text: Arc::clone(text),
            perhaps: false,
            place: Place::of(span, sources),
        };
        let gate = gate.map(|gate| line(&gate.text, gate.span));
        let violated = trace.violated();
        let broken = violated.first().and_then(|at| constraint(policy, sources, *at));
        Self { policy, sources, because: violated.is_empty().then_some(because), gate, broken, trace }
    }

    /// The line of a strand that decides, or the first that may.
    fn strand(&self, name: &str) -> Option<GivenLine> {
        let strands = self.policy.categorisation(self.trace.kind)?.strands.iter().zip(&self.trace.strands);
        let (strand, trace) = strands.into_iter().find(|(strand, _)| *strand.name.machine == machine_name(name))?;
        let mut lines = strand.lines.iter().zip(&trace.lines);
        let (line, trace) = lines.find(|(_, trace)| trace.verdict.is_in_play())?;
        Some(GivenLine {
            category: Some(self.policy.category_code(line.category).into()),
            text: line.text().into(),
            perhaps: trace.verdict == Verdict::MayDecide,
            place: Place::of(line.span, self.sources),
        })
    }
}

fn gate(side: &Side<'_>, outcome: Option<&Outcome>) -> Option<GivenLine> {
    let (text, span) = outcome?.gate.as_ref()?;
    Some(GivenLine { category: None, text: Arc::clone(text), perhaps: false, place: Place::of(*span, side.sources) })
}

fn broken(policy: &Policy, sources: &Sources, found: &Found) -> Option<GivenLine> {
    let Found::CannotBe(constraints) = found else { return None };
    constraint(policy, sources, *constraints.first()?)
}

fn constraint(policy: &Policy, sources: &Sources, at: usize) -> Option<GivenLine> {
    let constraint = policy.constraints.get(at)?;
    let text = format!("it cannot be that {}", constraint.condition.text).into();
    Some(GivenLine { category: None, text, perhaps: false, place: Place::of(constraint.span, sources) })
}
