//! Where a policy uses a parameter.

use crate::diagram::{conditions, each_part, relations};
use crate::model::{
    Against, Amount, Condition, ConditionKind, DerivedId, DerivedRule, FactId, KindId, Operand, ParameterId, PointsFor, Policy,
    Quota, TestKind,
};
use std::collections::BTreeSet;

/// How a fact, or what follows from facts, is compared with a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compared {
    Number,
    Date,
    /// `within`, in months or in days.
    Within {
        months: bool,
    },
}

/// A count that a parameter is the number of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Count {
    /// The least and the most that make a difference.
    pub(super) least: usize,
    pub(super) most: usize,
}

/// All uses of one parameter by the rules for one kind of setting.
#[derive(Clone, Debug)]
pub(super) struct Uses {
    pub(super) kind: KindId,
    pub(super) facts: Vec<(FactId, Compared)>,
    pub(super) counts: Vec<Count>,
    /// Tables and scores that are compared with it.
    pub(super) derived: BTreeSet<DerivedId>,
    /// Scores that it gives points in.
    pub(super) points: BTreeSet<DerivedId>,
    /// Tables and scores whose rows or lines have it in a condition.
    pub(super) within: BTreeSet<DerivedId>,
    /// Whether it multiplies what another score comes to.
    pub(super) multiplies: bool,
    /// Two facts, of sums that are compared with it, or one of which is and is compared with the other too.
    pub(super) compared: Option<[FactId; 2]>,
}

impl Uses {
    /// The uses by the rules for a kind of setting; `None` where there are none.
    pub(super) fn of(policy: &Policy, kind: KindId, id: ParameterId) -> Option<Self> {
        let mut uses = Self {
            kind,
            facts: Vec::new(),
            counts: Vec::new(),
            derived: BTreeSet::new(),
            points: BTreeSet::new(),
            within: BTreeSet::new(),
            multiplies: false,
            compared: None,
        };
        let mut any = false;
        for condition in conditions(policy, kind) {
            any |= uses.condition(condition, id);
        }
        for (at, derived) in policy.derived.iter().enumerate().filter(|(_, one)| one.kind == kind) {
            let Some(own) = DerivedId::from_index(at) else { continue };
            if derived.conditions().any(|condition| rests_on(policy, condition, id)) {
                uses.within.insert(own);
            }
            let DerivedRule::Score(lines) = &derived.rule else { continue };
            for line in lines.iter().filter(|line| is(&line.points, id)) {
                any = true;
                match line.what {
                    PointsFor::When(_) | PointsFor::Each { .. } => _ = uses.points.insert(own),
                    PointsFor::Value(_) => uses.multiplies = true,
                }
            }
        }
        for relation in relations(policy, kind) {
            let own = matches!(&relation.right, Against::Operand(operand) if is(operand, id));
            any |= own;
            if own || relation.facts().any(|fact| uses.facts.iter().any(|(one, _)| *one == fact)) {
                uses.compared = uses.compared.or_else(|| relation.two_facts());
            }
        }
        any.then_some(uses)
    }

    /// Notes the uses in a condition; says whether there are any.
    fn condition(&mut self, condition: &Condition, id: ParameterId) -> bool {
        let before = self.facts.len() + self.counts.len() + self.derived.len();
        each_part(condition, &mut |part| match &part.kind {
            ConditionKind::Test(test) => self.facts.extend(compared(&test.kind, id).map(|how| (test.fact, how))),
            ConditionKind::Derived(test) => self.derived.extend(compared(&test.kind, id).map(|_| test.derived)),
            ConditionKind::Count { quota, of, .. } => self.counts.extend(count(quota, of.len(), id)),
            ConditionKind::Related(_) | ConditionKind::Defined(_) | ConditionKind::Not(_) => {}
            ConditionKind::All(_) | ConditionKind::Any(_) => {}
        });
        before < self.facts.len() + self.counts.len() + self.derived.len()
    }
}

/// Whether a condition, with all that it uses by name, compares something with a parameter.
fn rests_on(policy: &Policy, condition: &Condition, id: ParameterId) -> bool {
    any_part(policy, condition, &|part| match &part.kind {
        ConditionKind::Test(test) => compared(&test.kind, id).is_some(),
        ConditionKind::Derived(test) => compared(&test.kind, id).is_some(),
        ConditionKind::Count { quota, of, .. } => count(quota, of.len(), id).is_some(),
        ConditionKind::Related(relation) => matches!(&relation.right, Against::Operand(operand) if self::is(operand, id)),
        ConditionKind::Defined(_) | ConditionKind::Not(_) | ConditionKind::All(_) | ConditionKind::Any(_) => false,
    })
}

/// Whether a condition, with all that it uses by name, tests one of these tables or scores.
pub(super) fn tests_any(policy: &Policy, condition: &Condition, some: &[DerivedId]) -> bool {
    any_part(policy, condition, &|part| matches!(&part.kind, ConditionKind::Derived(test) if some.contains(&test.derived)))
}

/// Whether something is so of any part of a condition, or of what it uses by name.
fn any_part(policy: &Policy, condition: &Condition, is: &dyn Fn(&Condition) -> bool) -> bool {
    let mut ahead = vec![condition];
    let (mut defines, mut derived) = (BTreeSet::new(), BTreeSet::new());
    while let Some(condition) = ahead.pop() {
        let mut found = false;
        let mut more: Vec<&Condition> = Vec::new();
        each_part(condition, &mut |part| {
            found |= is(part);
            match &part.kind {
                ConditionKind::Derived(test) if derived.insert(test.derived) => {
                    more.extend(policy.derived.get(test.derived.at()).into_iter().flat_map(|one| one.conditions()));
                }
                ConditionKind::Defined(named) if defines.insert(*named) => {
                    more.extend(policy.defines.get(named.at()).map(|one| &one.condition));
                }
                ConditionKind::Derived(_) | ConditionKind::Defined(_) | ConditionKind::Test(_) | ConditionKind::Not(_) => {}
                ConditionKind::Related(_) => {}
                ConditionKind::All(_) | ConditionKind::Any(_) | ConditionKind::Count { .. } => {}
            }
        });
        if found {
            return true;
        }
        ahead.append(&mut more);
    }
    false
}

const fn is(operand: &Operand, id: ParameterId) -> bool {
    matches!(operand, Operand::Parameter(own) if own.0 == id.0)
}

fn compared(test: &TestKind, id: ParameterId) -> Option<Compared> {
    match test {
        TestKind::Number(_, operand) => is(operand, id).then_some(Compared::Number),
        TestKind::Date(_, operand) => is(operand, id).then_some(Compared::Date),
        TestKind::Within { length, months } => is(length, id).then_some(Compared::Within { months: *months }),
        TestKind::OneOf(_) | TestKind::None => None,
    }
}

/// The numbers of members that a count tells apart; others are refused where the policy is read.
fn count(quota: &Quota, members: usize, id: ParameterId) -> Option<Count> {
    let (Quota::AtLeast(amount) | Quota::AtMost(amount) | Quota::Exactly(amount)) = quota;
    let Amount { base, offset } = amount;
    let (least, most) = match (quota, offset) {
        (Quota::AtLeast(_), 0) | (Quota::AtMost(_), -1) => (1, members),
        (Quota::AtLeast(_), _) | (Quota::AtMost(_), _) => (0, members.saturating_sub(1)),
        (Quota::Exactly(_), _) => (0, members),
    };
    is(base, id).then_some(Count { least, most })
}
