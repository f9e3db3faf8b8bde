//! What would have to be otherwise, and which facts alone are enough.

use super::answer::{Answer, Assessor, Status};
use crate::diagram::{Change, Goal, Nearest, Reach, Regions};
use crate::evaluate::evaluate;
use crate::model::{CategoryId, FactId, FactState, Facts, KindId};
use std::collections::BTreeSet;

/// Facts, told or assumed, that alone make a setting what it is, whatever all others were. None of them can be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Those that make it at least so intensive, as declared.
    pub at_least: Vec<FactId>,
    /// Those that, with these, let nothing call for more, as declared; none for an open answer.
    pub no_more: Vec<FactId>,
}

impl Assessor<'_> {
    /// How a setting with these facts, which can be, could come to a category. Every change has been tried by the explaining
    /// evaluator. `None` for a kind that is not categorised.
    #[must_use]
    pub fn nearest_change(&self, kind: KindId, facts: &Facts, wanted: CategoryId) -> Option<Reach> {
        self.policy().categorisation(kind)?;
        // An order of facts is no region that a change could be told in.
        let Some(compiled) = self.compiled(kind).filter(|compiled| !compiled.has_orders()) else {
            return Some(Reach { certain: Nearest::Beyond(0), possible: None, unfixed: None });
        };
        let reach = compiled.nearest_change(self.policy(), facts, wanted);
        let tried = |nearest: Nearest| match nearest {
            Nearest::Found(change) if !self.is_so(kind, &change, wanted) => Nearest::Beyond(change.changed.len()),
            Nearest::Found(_) | Nearest::Never | Nearest::Beyond(_) => nearest,
        };
        Some(Reach { certain: tried(reach.certain), possible: reach.possible.map(tried), unfixed: reach.unfixed.map(tried) })
    }

    /// Whether the explaining evaluator gives the category to every setting that a change names.
    fn is_so(&self, kind: KindId, change: &Change, wanted: CategoryId) -> bool {
        let is = |facts: &Facts| {
            let trace = evaluate(self.policy(), kind, self.on(), facts);
            trace.violated().is_empty() && trace.category() == Some(wanted)
        };
        !change.witnesses.is_empty() && change.witnesses.iter().all(is)
    }

    /// The regions of a fact's values for a kind of setting.
    #[must_use]
    pub fn regions(&self, kind: KindId, fact: FactId) -> Option<&Regions> {
        self.compiled(kind)?.regions(fact)
    }

    /// One minimal reason for an answer that these facts got: for its category, or for the least that it can be where it is
    /// open. What the policy assumes is left out sooner than what is told, and the lines that decide come first. `None` where
    /// nothing is certain, or where it would take too many steps.
    #[must_use]
    pub fn reason(&self, answer: &Answer<'_>, facts: &Facts) -> Option<Reason> {
        let compiled = self.compiled(answer.kind).filter(|compiled| compiled.says_all_of(facts))?;
        let floor = answer.possible.first().copied().filter(|_| !answer.may_be_silent)?;
        let first = |fact: &FactId| (!matches!(facts.get(*fact), FactState::Assumed(_)), std::cmp::Reverse(*fact));
        let mut known: Vec<FactId> = self.policy().facts_of(answer.kind).map(|(id, _)| id).collect();
        known.retain(|fact| facts.get(*fact).value().is_some());
        known.sort_by_key(first);
        let least = |of: &[FactId]| compiled.reason(self.policy(), facts, Goal::at_least(floor), of);
        let cores = self.deciding(answer).into_iter().filter_map(|deciding| least(&last(&known, &deciding)));
        let assumed = |core: &Vec<FactId>| core.iter().filter(|fact| !first(fact).0).count();
        let core = cores.min_by_key(|core| (core.len(), assumed(core)))?;
        if answer.status != Status::Decided {
            return Some(Reason { at_least: sorted(core), no_more: Vec::new() });
        }
        let whole = compiled.reason(self.policy(), facts, Goal::is(floor), &last(&known, &core.into_iter().collect()))?;
        let at_least = least(&whole)?;
        let no_more = whole.into_iter().filter(|fact| !at_least.contains(fact)).collect();
        Some(Reason { at_least: sorted(at_least), no_more: sorted(no_more) })
    }

    /// The facts of each line that decides, and of the gate.
    fn deciding(&self, answer: &Answer<'_>) -> Vec<BTreeSet<FactId>> {
        let Some(categorisation) = self.policy().categorisation(answer.kind) else { return Vec::new() };
        let line = |(strand, line): &(usize, usize)| categorisation.strands.get(*strand)?.lines.get(*line)?.condition.as_ref();
        let gate = answer.gate.and_then(|gate| categorisation.gates.get(gate)).map(|gate| &gate.unless);
        let conditions = answer.because.iter().filter_map(line).chain(gate);
        let mut all: Vec<BTreeSet<FactId>> = conditions
            .map(|condition| {
                let mut facts = BTreeSet::new();
                condition.facts(self.policy(), &mut facts);
                facts
            })
            .collect();
        all.push(BTreeSet::new());
        all
    }
}

/// Facts in their order, some of them after all others.
fn last(all: &[FactId], some: &BTreeSet<FactId>) -> Vec<FactId> {
    let (late, early): (Vec<_>, Vec<_>) = all.iter().copied().partition(|fact| some.contains(fact));
    [early, late].concat()
}

fn sorted(mut facts: Vec<FactId>) -> Vec<FactId> {
    facts.sort_unstable();
    facts
}
