//! Where a policy tests the facts of one kind of setting.

use crate::diagnostic::codes::proofs as codes;
use crate::model::{Condition, ConditionKind, DefineId, DerivedId, FactId, KindId, Policy, Test};
use crate::prove::claims::Wake;
use crate::source::Span;
use std::collections::HashSet;

/// A test of a fact, or a comparison of several.
#[derive(Clone, Debug)]
pub(super) struct Use<'p> {
    /// It with its words and place.
    pub(super) condition: &'p Condition,
    /// The facts that it is about.
    pub(super) facts: Vec<FactId>,
    /// The test, where it is one.
    pub(super) test: Option<&'p Test>,
    /// The declarations that it stands in, from the nearest outward.
    pub(super) within: Vec<Span>,
    /// Whether it has a say in what becomes of a setting; else it is used only where something is ruled out.
    pub(super) decides: bool,
}

/// How many uses are pointed at.
const POINTED_AT: usize = 3;

/// Some of the places where a fact is used.
pub(super) fn of_fact(uses: &[Use<'_>], fact: FactId) -> Vec<(Span, String)> {
    let of_it = uses.iter().filter(|one| one.facts.contains(&fact));
    of_it.take(POINTED_AT).map(|one| (one.condition.span, "used here".to_owned())).collect()
}

/// What would leave these uses without a difference to make: what is found of each of them, or a category that nothing comes to.
pub(super) fn wake<'u, 'p: 'u>(policy: &Policy, kind: KindId, uses: impl Iterator<Item = &'u Use<'p>>) -> Wake {
    let at = policy.categorisation(kind).map(|one| one.span);
    let categories = (0..=u8::MAX).take(policy.categories.len());
    let findings = at.into_iter().flat_map(|at| categories.clone().map(move |category| (codes::UNREACHABLE, category, at)));
    let conditions = uses.filter(|one| one.decides).map(|one| (one.condition.span, one.within.clone())).collect();
    Wake { findings: findings.collect(), conditions, say: String::new() }
}

/// Every test that has a say in what becomes of a setting or in what can be, in the order of reading, each once.
pub(super) fn uses(policy: &Policy, kind: KindId) -> Vec<Use<'_>> {
    let mut reading = Reading { policy, found: Vec::new(), defines: HashSet::new(), derived: HashSet::new(), ahead: Vec::new() };
    if let Some(categorisation) = policy.categorisation(kind) {
        for strand in &categorisation.strands {
            let table = strand.table.and_then(|id| policy.derived.get(id.at())).map(|table| table.span);
            for line in &strand.lines {
                let within: Vec<Span> = [line.span].into_iter().chain(table).chain([strand.span, categorisation.span]).collect();
                line.condition.iter().for_each(|one| reading.read(one, &within, true));
            }
        }
        for gate in &categorisation.gates {
            reading.read(&gate.unless, &[gate.span, categorisation.span], true);
        }
        for one in &categorisation.expectations {
            let conditions = one.when.iter().chain([&one.expects]);
            conditions.for_each(|condition| reading.read(condition, &[one.span, categorisation.span], true));
        }
    }
    for also in policy.also.iter().filter(|one| one.kind == kind) {
        also.when.iter().for_each(|when| reading.read(when, &[also.span], true));
    }
    for constraint in policy.constraints.iter().filter(|one| one.kind == kind) {
        reading.read(&constraint.condition, &[constraint.span], false);
    }
    let mut seen = HashSet::new();
    reading.found.retain(|one| seen.insert((one.condition.span, std::ptr::from_ref(&one.condition.kind))));
    reading.found
}

struct Reading<'p> {
    policy: &'p Policy,
    found: Vec<Use<'p>>,
    defines: HashSet<DefineId>,
    derived: HashSet<DerivedId>,
    /// Conditions behind names, not yet read, with what they stand in.
    ahead: Vec<(&'p Condition, Vec<Span>)>,
}

impl<'p> Reading<'p> {
    /// Reads a condition and all that it uses by name.
    fn read(&mut self, condition: &'p Condition, within: &[Span], decides: bool) {
        self.part(condition, within, decides);
        while let Some((condition, within)) = self.ahead.pop() {
            self.part(condition, &within, decides);
        }
    }

    fn part(&mut self, condition: &'p Condition, within: &[Span], decides: bool) {
        match &condition.kind {
            ConditionKind::Test(test) => self.found(condition, vec![test.fact], Some(test), within, decides),
            ConditionKind::Related(relation) => self.found(condition, relation.facts().collect(), None, within, decides),
            ConditionKind::Derived(test) => self.derived(test.derived),
            ConditionKind::Defined(id) => {
                if let Some(define) = self.policy.defines.get(id.at()).filter(|_| self.defines.insert(*id)) {
                    self.ahead.push((&define.condition, vec![define.span]));
                }
            }
            ConditionKind::Not(inner) => self.part(inner, within, decides),
            ConditionKind::All(of) | ConditionKind::Any(of) => of.iter().for_each(|one| self.part(one, within, decides)),
            ConditionKind::Count { of, list, .. } => {
                let list = list.and_then(|id| self.policy.lists.get(id.at())).map(|list| list.span);
                let within: Vec<Span> = list.into_iter().chain(within.iter().copied()).collect();
                of.iter().for_each(|one| self.part(one, &within, decides));
            }
        }
    }

    fn found(&mut self, condition: &'p Condition, facts: Vec<FactId>, test: Option<&'p Test>, within: &[Span], decides: bool) {
        self.found.push(Use { condition, facts, test, within: within.to_vec(), decides });
    }

    fn derived(&mut self, id: DerivedId) {
        let mut ids = vec![id];
        while let Some(id) = ids.pop() {
            let Some(one) = self.policy.derived.get(id.at()).filter(|_| self.derived.insert(id)) else { continue };
            ids.extend(one.values());
            let rows = one.table().into_iter().flat_map(|table| &table.rows);
            self.ahead.extend(rows.map(|row| (&row.condition, vec![row.span, one.span])));
            self.ahead.extend(
                one.points()
                    .iter()
                    .flat_map(|line| line.conditions().iter().map(move |condition| (condition, vec![line.span, one.span]))),
            );
        }
    }
}
