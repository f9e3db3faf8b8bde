//! The fewest facts that alone make a setting what it is.

use super::counted::counted_together;
use crate::assess::answer::{Answer, Assessor, Status};
use crate::diagram::{Goal, Paths, Smallest};
use crate::model::{CategoryId, FactId, FactState, Facts};
use std::collections::BTreeSet;

/// Facts, told or assumed, that alone make a setting what it is, whatever all others were. None of them can be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Those that make it at least so intensive, as declared; no fewer of all of these do.
    pub at_least: Vec<FactId>,
    /// Those that, with these, let nothing call for more, as declared; none for an open answer.
    pub no_more: Vec<FactId>,
    /// Whether it is proved that no fewer facts would do, told or assumed. Of as few the assumed ones are as few as may be, and
    /// then those beside the lines that decide.
    pub is_smallest: bool,
    /// Facts among these of which any others of a group would do as well; each group stands in one of the two parts.
    pub any: Vec<AnyOf>,
}

/// That any so many of some facts do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnyOf {
    /// All facts that do, as declared; the reason names some of them.
    pub of: Vec<FactId>,
    /// So many of them are needed.
    pub many: usize,
}

impl Assessor<'_> {
    /// The smallest reason for an answer that these facts got: for its category, or for the least that it can be where it is open.
    /// `None` where nothing is certain, or where it would take too many steps.
    #[must_use]
    pub fn reason(&self, answer: &Answer<'_>, facts: &Facts) -> Option<Reason> {
        let walkable = self.walkable(answer.kind)?;
        let paths = walkable.paths();
        let floor = answer.possible.first().copied().filter(|_| !answer.may_be_silent)?;
        let known = self.policy().facts_of(answer.kind).map(|(id, _)| id).filter(|fact| facts.get(*fact).value().is_some());
        let known: Vec<FactId> = known.collect();
        let search = Search { assessor: self, answer, facts, paths, deciding: self.deciding(answer) };
        let mut reason = search.reason(floor, &known)?;
        search.fold(floor, &mut reason);
        Some(reason)
    }

    /// The facts of the lines that decide, and of the gate.
    fn deciding(&self, answer: &Answer<'_>) -> BTreeSet<FactId> {
        let Some(categorisation) = self.policy().categorisation(answer.kind) else { return BTreeSet::new() };
        let line = |(strand, line): &(usize, usize)| categorisation.strands.get(*strand)?.lines.get(*line)?.condition.as_ref();
        let gate = answer.gate.and_then(|gate| categorisation.gates.get(gate)).map(|gate| &gate.unless);
        let mut facts = BTreeSet::new();
        answer.because.iter().filter_map(line).chain(gate).for_each(|condition| condition.facts(self.policy(), &mut facts));
        facts
    }
}

struct Search<'a> {
    assessor: &'a Assessor<'a>,
    answer: &'a Answer<'a>,
    facts: &'a Facts,
    paths: Paths<'a>,
    deciding: BTreeSet<FactId>,
}

impl Search<'_> {
    fn reason(&self, floor: CategoryId, known: &[FactId]) -> Option<Reason> {
        if self.answer.status != Status::Decided {
            let (at_least, is_smallest) = self.fewest(Goal::at_least(floor), known)?;
            return Some(Reason { at_least, no_more: Vec::new(), is_smallest, any: Vec::new() });
        }
        let (whole, is_smallest) = self.fewest(Goal::is(floor), known)?;
        let (at_least, _) = self.fewest(Goal::at_least(floor), &whole)?;
        let no_more = whole.into_iter().filter(|fact| !at_least.contains(fact)).collect();
        Some(Reason { at_least, no_more, is_smallest, any: Vec::new() })
    }

    /// The fewest of some facts that lead there, and whether that is proved.
    fn fewest(&self, goal: Goal, of: &[FactId]) -> Option<(Vec<FactId>, bool)> {
        let policy = self.assessor.policy();
        match self.paths.smallest_reason(policy, self.facts, goal, of, &|fact| self.weight(fact)) {
            Smallest::Found(facts) => Some((facts, true)),
            Smallest::Never => None,
            Smallest::Beyond => {
                let mut of = of.to_vec();
                of.sort_by_key(|fact| (std::cmp::Reverse(self.weight(*fact)), std::cmp::Reverse(*fact)));
                let mut facts = self.paths.minimal_reason(policy, self.facts, goal, &of)?;
                facts.sort_unstable();
                Some((facts, false))
            }
        }
    }

    /// What is assumed is wanted least, then what no line that decides is about.
    fn weight(&self, fact: FactId) -> u32 {
        let is_assumed = matches!(self.facts.get(fact), FactState::Assumed(_));
        u32::from(is_assumed) << 16 | u32::from(!self.deciding.contains(&fact))
    }

    /// Sees of which facts any so many would do: those that a policy counts together, and that count alike.
    fn fold(&self, floor: CategoryId, reason: &mut Reason) {
        let counted = counted_together(self.assessor.policy(), self.answer.kind, self.assessor.on(), self.facts);
        let named = |reason: &Reason| [reason.at_least.as_slice(), reason.no_more.as_slice()].concat();
        let is = if self.answer.status == Status::Decided { Goal::is(floor) } else { Goal::at_least(floor) };
        for group in counted {
            for of_least in [true, false] {
                let part = if of_least { &reason.at_least } else { &reason.no_more };
                let other = if of_least { &reason.no_more } else { &reason.at_least };
                let many = part.iter().filter(|fact| group.contains(fact)).count();
                let free = |fact: &FactId| !other.contains(fact) && !reason.any.iter().any(|any| any.of.contains(fact));
                let of: Vec<FactId> = group.iter().copied().filter(free).collect();
                if many == 0 || of.len() <= many || part.iter().any(|fact| group.contains(fact) && !of.contains(fact)) {
                    continue;
                }
                let any = [reason.any.as_slice(), &[AnyOf { of, many }]].concat();
                let whole = self.do_any(is, &named(reason), &any);
                let least = || !of_least || self.do_any(Goal::at_least(floor), &reason.at_least, &any);
                if whole && least() {
                    reason.any = any;
                }
            }
        }
    }

    /// Whether facts lead there if of some of them any others of their groups stand in for them.
    fn do_any(&self, goal: Goal, named: &[FactId], any: &[AnyOf]) -> bool {
        let groups = any.iter().filter(|any| any.of.iter().any(|fact| named.contains(fact)));
        let groups: Vec<(Vec<FactId>, usize)> = groups.map(|any| (any.of.clone(), any.many)).collect();
        let kept = named.iter().copied().filter(|fact| !groups.iter().any(|(of, _)| of.contains(fact)));
        let kept: Vec<FactId> = kept.collect();
        self.paths.any_will_do(self.assessor.policy(), self.facts, goal, &kept, &groups) == Some(true)
    }
}
