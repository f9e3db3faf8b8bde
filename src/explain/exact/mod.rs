//! What may be said of a setting. The explaining evaluator reads strands and gates one by one, and so leaves more open than is
//! possible; here the diagram takes away what no legal completion of the unknown facts reaches.

mod given;
mod probes;

use crate::diagram::Scratch;
use crate::evaluate::{GateTrace, Trace, Truth, Verdict, evaluate};
use crate::model::{DerivedId, FactId, FactState, Facts, HitPolicy, KindId, Policy, Strand, Value};
use given::{given, settled};
use jiff::civil::Date;
use probes::{Probes, Question};
use std::collections::HashMap;

/// What was compiled to say what may be so of the settings of a policy on one assessment date. Kept from one explanation to the next it
/// saves most of what the next would take; it must not be used for another policy or date.
#[derive(Debug, Default)]
pub struct Prepared(HashMap<KindId, Option<Probes>>);

impl Prepared {
    /// Compiles ahead what settings of a kind are asked, so that the first explanation takes no longer than the next.
    pub fn of_kind(&mut self, policy: &Policy, kind: KindId, on: Date) {
        self.probes(policy, kind, on);
    }

    fn probes(&mut self, policy: &Policy, kind: KindId, on: Date) -> Option<&Probes> {
        self.0.entry(kind).or_insert_with(|| Probes::new(policy, kind, on)).as_ref()
    }
}

/// A policy on one assessment date, ready to say what is possible.
#[derive(Debug)]
pub(super) struct Exactly<'p> {
    pub(super) policy: &'p Policy,
    pub(super) on: Date,
    prepared: Prepared,
    scratch: Scratch,
    /// Whether it is about one setting.
    alone: bool,
}

/// What may be so of one setting, and whether it is certain.
struct Found {
    may: Vec<(Question, bool)>,
    /// What tables cannot come to.
    ruled_out: Vec<(DerivedId, Value)>,
}

/// What is known of one setting.
#[derive(Debug)]
pub(super) struct Known {
    /// Why, with nothing in it that cannot be.
    pub(super) trace: Trace,
    /// Unknown facts that can be only what the trace has for them, as the policy says that other combinations cannot be.
    pub(super) follows: Vec<FactId>,
    /// What tables cannot come to, though the trace may have it for them.
    pub(super) ruled_out: Vec<(DerivedId, Value)>,
    /// What may be so, and whether it is certain; `None` where the trace needs no correction, or would take too long.
    found: Option<HashMap<Question, bool>>,
    /// Whether the trace may leave more open than is possible, as it would have taken too long to see.
    pub(super) rough: bool,
}

impl<'p> Exactly<'p> {
    pub(super) fn new(policy: &'p Policy, on: Date) -> Self {
        Self { policy, on, prepared: Prepared::default(), scratch: Scratch::default(), alone: false }
    }

    /// For one setting alone, on which more time may be spent.
    pub(super) fn of_one(policy: &'p Policy, on: Date) -> Self {
        Self { alone: true, ..Self::new(policy, on) }
    }

    /// What is known of one setting alone, with what was prepared, which is added to.
    pub(super) fn prepared(policy: &'p Policy, on: Date, kind: KindId, facts: &Facts, prepared: &mut Prepared) -> Known {
        let mut exactly = Self { prepared: std::mem::take(prepared), ..Self::of_one(policy, on) };
        let known = exactly.known(kind, facts);
        *prepared = exactly.prepared;
        known
    }

    /// What may be so, and whether it is certain; nothing where that would take too long. For a setting alone a policy that is
    /// too large is cut down to what the setting's facts leave of it.
    fn found(&mut self, kind: KindId, facts: &Facts) -> Option<Found> {
        let (policy, on) = (self.policy, self.on);
        let mut ask = |probes: &Probes, facts: &Facts| {
            let may = probes.answer(&mut self.scratch, facts)?;
            Some(Found { ruled_out: probes.ruled_out(&may), may })
        };
        match self.prepared.probes(policy, kind, on) {
            Some(probes) => ask(probes, facts),
            None if self.alone => {
                let facts = settled(policy, kind, facts);
                ask(&Probes::new(&given(policy, kind, on, &facts), kind, on)?, &facts)
            }
            None => None,
        }
    }

    /// What is known of a setting with these facts, which can be.
    pub(super) fn known(&mut self, kind: KindId, facts: &Facts) -> Known {
        let (policy, on) = (self.policy, self.on);
        let unknown = policy.facts_of(kind).any(|(id, _)| facts.get(id) == FactState::Unknown);
        let Some(Found { may, ruled_out }) = unknown.then(|| self.found(kind, facts)).flatten() else {
            let (follows, ruled_out) = (Vec::new(), Vec::new());
            return Known { trace: evaluate(policy, kind, on, facts), follows, ruled_out, found: None, rough: unknown };
        };
        let mut facts = facts.clone();
        let mut follows = Vec::new();
        for (question, certain) in &may {
            let Question::Is(id, value) = *question else { continue };
            if *certain && facts.get(id) == FactState::Unknown {
                facts.set(id, FactState::Told(value));
                follows.push(id);
            }
        }
        let mut trace = evaluate(policy, kind, on, &facts);
        let strands = policy.categorisation(kind).map_or(&[][..], |one| &one.strands);
        let found = may.into_iter().collect();
        sharpen(&mut trace, strands, &found);
        Known { trace, follows, ruled_out, found: Some(found), rough: false }
    }
}

/// Takes from a trace what cannot be, and makes certain what is.
fn sharpen(trace: &mut Trace, strands: &[Strand], found: &HashMap<Question, bool>) {
    for (at, (strand, written)) in trace.strands.iter_mut().zip(strands).enumerate() {
        let (mut decided, in_order) = (false, written.hit != HitPolicy::ExactlyOne);
        for (number, line) in strand.lines.iter_mut().enumerate().filter(|(_, line)| line.verdict.is_in_play()) {
            line.verdict = match found.get(&Question::Decides(at, number)) {
                Some(true) => Verdict::Decides,
                Some(false) => Verdict::MayDecide,
                None if decided && in_order => Verdict::NotReached,
                None => Verdict::Fails,
            };
            decided |= line.verdict == Verdict::Decides;
        }
        strand.may_be_silent = found.contains_key(&Question::Silent(at));
    }
    for gate in &mut trace.gates {
        gate.lifts = match found.get(&Question::Lifts(gate.gate)) {
            Some(true) => Truth::Holds,
            Some(false) => Truth::Open,
            None => Truth::Fails,
        };
    }
}

impl Known {
    /// Whether a line may give the category that the setting gets.
    pub(super) fn may_give(&self, strand: usize, line: usize) -> bool {
        self.may(Question::Gives(strand, line))
    }

    /// Whether a gate may be the last that lifts it.
    pub(super) fn may_lift_last(&self, gate: usize) -> bool {
        self.may(Question::LiftsLast(gate))
    }

    /// Whether a gate is shut, so that it would lift a setting of its category.
    pub(super) fn shut(&self, gate: &GateTrace) -> Truth {
        match self.found.as_ref().map(|found| found.get(&Question::Shut(gate.gate))) {
            Some(Some(true)) => Truth::Holds,
            Some(Some(false)) => Truth::Open,
            Some(None) => Truth::Fails,
            None => !gate.why.truth,
        }
    }

    fn may(&self, question: Question) -> bool {
        self.found.as_ref().is_none_or(|found| found.contains_key(&question))
    }
}
