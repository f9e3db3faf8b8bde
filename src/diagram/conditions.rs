//! From conditions to diagrams of yes and no.

use super::derived;
use super::regions::{Regions, is_within};
use super::store::{Builder, Ref, TooLarge};
use crate::model::{
    Amount, Condition, ConditionKind, DefineId, DerivedId, FactId, KindId, Operand, ParameterValue, Policy, Quota, Test,
    TestKind, Value,
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::borrow::Cow;
use std::collections::HashMap;

/// What conditions are compiled with: the variables, the assessment date, and the diagrams of defined conditions.
pub(super) struct Conditions<'a> {
    pub(super) policy: &'a Policy,
    pub(super) on: Date,
    pub(super) builder: Builder,
    pub(super) levels: HashMap<FactId, usize>,
    regions: Cow<'a, [Regions]>,
    pub(super) told: &'a [Option<usize>],
    defines: HashMap<DefineId, Result<Ref, TooLarge>>,
    pub(super) derived: HashMap<DerivedId, derived::Compiled>,
    /// Tables and scores that rest on comparisons of facts of which there is no finite number of cases.
    pub(super) not_finite: HashMap<DerivedId, TooLarge>,
}

/// At which level each fact stands, the regions level by level, and those that one setting has told.
pub(super) type Levels<'a> = (HashMap<FactId, usize>, Cow<'a, [Regions]>, &'a [Option<usize>]);

/// What conditions use by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Named {
    Define(DefineId),
    Derived(DerivedId),
}

impl Named {
    fn conditions(self, policy: &Policy) -> Vec<&Condition> {
        match self {
            Self::Define(id) => policy.defines.get(id.at()).map(|define| &define.condition).into_iter().collect(),
            Self::Derived(id) => policy.derived.get(id.at()).into_iter().flat_map(|derived| derived.conditions()).collect(),
        }
    }

    /// What it adds up, if it is a score.
    fn values(self, policy: &Policy) -> impl Iterator<Item = Self> {
        let derived = match self {
            Self::Define(_) => None,
            Self::Derived(id) => policy.derived.get(id.at()),
        };
        derived.into_iter().flat_map(|derived| derived.values()).map(Self::Derived)
    }

    fn is_in(self, policy: &Policy) -> bool {
        match self {
            Self::Define(id) => policy.defines.len() > id.at(),
            Self::Derived(id) => policy.derived.len() > id.at(),
        }
    }
}

/// The facts that conditions are about, level by level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame<'a> {
    pub(super) order: &'a [FactId],
    pub(super) regions: &'a [Regions],
    /// The regions of facts that no diagram is to ask for, as one setting has them told; may end early.
    pub(super) told: &'a [Option<usize>],
}

impl<'a> Conditions<'a> {
    /// Compiles the defined conditions of a kind of setting into at most so many nodes.
    pub(super) fn new(policy: &'a Policy, kind: KindId, on: Date, frame: Frame<'a>, limit: usize) -> Result<Self, TooLarge> {
        Self::about(policy, kind, on, (frame.order, Cow::Borrowed(frame.regions), frame.told), limit)
    }

    /// The same, about facts whose regions it may keep for itself.
    pub(super) fn about(
        policy: &'a Policy,
        kind: KindId,
        on: Date,
        (order, regions, told): (&[FactId], Cow<'a, [Regions]>, &'a [Option<usize>]),
        limit: usize,
    ) -> Result<Self, TooLarge> {
        let levels = order.iter().enumerate().map(|(level, fact)| (*fact, level)).collect();
        let builder = Builder::new(regions.iter().map(Regions::len).collect(), limit);
        Self::into(policy, kind, on, (levels, regions, told), builder)
    }

    /// The same, into diagrams that are there already; facts may lie at any levels.
    pub(super) fn into(
        policy: &'a Policy,
        kind: KindId,
        on: Date,
        (levels, regions, told): Levels<'a>,
        builder: Builder,
    ) -> Result<Self, TooLarge> {
        let (defines, derived) = (HashMap::new(), HashMap::new());
        let not_finite = HashMap::new();
        let mut compiled = Self { policy, on, builder, levels, regions, told, defines, derived, not_finite };
        for (at, _) in policy.defines.iter().enumerate().filter(|(_, define)| define.kind == kind) {
            let Ok(id) = u16::try_from(at) else { continue };
            compiled.ensure(Named::Define(DefineId(id)))?;
        }
        for (at, _) in policy.derived.iter().enumerate().filter(|(_, derived)| derived.kind == kind) {
            let Ok(id) = u16::try_from(at) else { continue };
            compiled.ensure(Named::Derived(DerivedId(id)))?;
        }
        Ok(compiled)
    }

    /// Compiles what has a name after what it uses. A chain of such may be long, so what is under way is a list
    /// and not the call stack.
    fn ensure(&mut self, named: Named) -> Result<(), TooLarge> {
        let policy = self.policy;
        let mut under_way = vec![named];
        while let Some(named) = under_way.last().copied() {
            let mut missing = Vec::new();
            missing.extend(named.values(policy).filter(|used| !self.has(*used) && used.is_in(policy)));
            for condition in named.conditions(policy) {
                for_each(condition, &mut |part| {
                    let used = match &part.kind {
                        ConditionKind::Defined(id) => Named::Define(*id),
                        ConditionKind::Derived(test) => Named::Derived(test.derived),
                        ConditionKind::Test(_) | ConditionKind::Related(_) | ConditionKind::Not(_) => return,
                        ConditionKind::All(_) | ConditionKind::Any(_) | ConditionKind::Count { .. } => return,
                    };
                    if !self.has(used) && used.is_in(policy) {
                        missing.push(used);
                    }
                });
            }
            if missing.is_empty() && !self.has(named) {
                match named {
                    Named::Define(id) => {
                        let condition = policy.defines.get(id.at()).map(|define| &define.condition);
                        let diagram = finite(self.optional(condition))?;
                        self.defines.insert(id, diagram);
                    }
                    Named::Derived(id) => {
                        if let Some(derived) = policy.derived.get(id.at())
                            && let Err(why) = finite(self.derive(id, derived))?
                        {
                            self.not_finite.insert(id, why);
                        }
                    }
                }
            }
            if missing.is_empty() {
                under_way.pop();
            }
            under_way.append(&mut missing);
        }
        Ok(())
    }

    /// The regions of facts, level by level.
    pub(super) fn regions(&self) -> &[Regions] {
        &self.regions
    }

    fn has(&self, named: Named) -> bool {
        match named {
            Named::Define(id) => self.defines.contains_key(&id),
            Named::Derived(id) => self.derived.contains_key(&id) || self.not_finite.contains_key(&id),
        }
    }

    /// Where a defined condition holds.
    pub(super) fn defined(&self, id: DefineId) -> Result<Ref, TooLarge> {
        self.defines.get(&id).copied().unwrap_or(Ok(Ref::FALSE))
    }

    /// Where a condition holds.
    pub(super) fn condition(&mut self, condition: &Condition) -> Result<Ref, TooLarge> {
        match &condition.kind {
            ConditionKind::Test(test) => self.test(test),
            ConditionKind::Related(relation) => self.related(relation),
            ConditionKind::Derived(test) => self.derived_test(test),
            ConditionKind::Defined(id) => self.defined(*id),
            ConditionKind::Not(inner) => {
                let inner = self.condition(inner)?;
                self.not(inner)
            }
            ConditionKind::All(parts) => self.join(parts, Ref::TRUE),
            ConditionKind::Any(parts) => self.join(parts, Ref::FALSE),
            ConditionKind::Count { quota, of, list: _ } => self.count(quota, of),
        }
    }

    /// Where a condition, if there is one, holds.
    pub(super) fn optional(&mut self, condition: Option<&Condition>) -> Result<Ref, TooLarge> {
        condition.map_or(Ok(Ref::TRUE), |condition| self.condition(condition))
    }

    /// Where it does not hold.
    pub(super) fn not(&mut self, of: Ref) -> Result<Ref, TooLarge> {
        self.builder.map(of, &|leaf| if leaf == Ref::TRUE { Ref::FALSE } else { Ref::TRUE })
    }

    /// All of them where they start from true, any of them where they start from false.
    fn join(&mut self, parts: &[Condition], start: Ref) -> Result<Ref, TooLarge> {
        let end = if start == Ref::TRUE { Ref::FALSE } else { Ref::TRUE };
        let mut joined = start;
        // What settles the whole does so whatever cannot be worked out beside it.
        let mut open = None;
        for part in parts.iter().rev() {
            let part = match finite(self.condition(part))? {
                Ok(part) => part,
                Err(why) => {
                    open = Some(why);
                    continue;
                }
            };
            joined = self.builder.apply(part, joined, &|left, right| match (left, right) {
                (left, right) if left == end || right == end => Some(end),
                (left, right) if left == start || left == right => Some(right),
                (left, right) if right == start => Some(left),
                _ => None,
            })?;
        }
        open.filter(|_| joined != end).map_or(Ok(joined), Err)
    }

    /// Whether so many of the members hold.
    fn count(&mut self, quota: &Quota, of: &[Condition]) -> Result<Ref, TooLarge> {
        let (Quota::AtLeast(amount) | Quota::AtMost(amount) | Quota::Exactly(amount)) = quota;
        let Some(wanted) = self.amount(amount) else { return Ok(Ref::FALSE) };
        let most = u32::try_from(of.len()).unwrap_or(u32::MAX);
        let cap = (wanted.floor() + Decimal::ONE).max(Decimal::ZERO).to_u32().unwrap_or(most).min(most);
        let sum = self.tally(of, cap)?;
        let holds = |count: u32| match quota {
            Quota::AtLeast(_) => Decimal::from(count) >= wanted,
            Quota::AtMost(_) => Decimal::from(count) <= wanted,
            Quota::Exactly(_) => Decimal::from(count) == wanted,
        };
        self.builder.map(sum, &|leaf| if leaf.value().is_some_and(holds) { Ref::TRUE } else { Ref::FALSE })
    }

    /// How many of some conditions hold, as leaves; not counted beyond the cap.
    pub(super) fn tally(&mut self, of: &[Condition], cap: u32) -> Result<Ref, TooLarge> {
        let mut sum = Ref::leaf(0);
        for member in of.iter().rev() {
            let member = self.condition(member)?;
            sum = self.builder.apply(member, sum, &|holds, sum| match (holds.value()?, sum.value()) {
                (0, _) => Some(sum),
                (holds, Some(sum)) => Some(Ref::leaf((sum + holds).min(cap))),
                (_, None) => None,
            })?;
        }
        Ok(sum)
    }

    fn amount(&self, amount: &Amount) -> Option<Decimal> {
        number_of(self.policy, &amount.base, self.on)?.checked_add(Decimal::from(amount.offset))
    }

    fn test(&mut self, test: &Test) -> Result<Ref, TooLarge> {
        let Some(level) = self.levels.get(&test.fact).copied() else { return Ok(Ref::FALSE) };
        let Some(regions) = self.regions.get(level) else { return Ok(Ref::FALSE) };
        let passes = |region| regions.representative(region).is_some_and(|value| self.passes(&test.kind, value));
        let leaf = |region| if passes(region) { Ref::TRUE } else { Ref::FALSE };
        if let Some(told) = self.told.get(level).copied().flatten() {
            return Ok(leaf(told));
        }
        let children: Vec<Ref> = (0..regions.len()).map(leaf).collect();
        self.builder.node(level, &children)
    }

    pub(super) fn passes(&self, test: &TestKind, value: Value) -> bool {
        passes(self.policy, self.on, test, value)
    }
}

/// Whether a value passes a test on an assessment date.
pub(super) fn passes(policy: &Policy, on: Date, test: &TestKind, value: Value) -> bool {
    match (test, value) {
        (TestKind::None, Value::None) => true,
        (TestKind::OneOf(values), Value::Option(at)) => values.contains(&at),
        (TestKind::Number(comparison, operand), Value::Number(number)) => {
            number_of(policy, operand, on).is_some_and(|bound| comparison.holds(&number, &bound))
        }
        (TestKind::Date(comparison, operand), Value::Date(day)) => {
            day_of(policy, operand, on).is_some_and(|bound| comparison.holds(&day, &bound))
        }
        (TestKind::Within { length, months }, Value::Date(day)) => {
            length_of(policy, length, on).is_some_and(|length| is_within(day, length, *months, on))
        }
        _ => false,
    }
}

/// What came of something, apart from other errors: that no finite number of cases covers it is so of that alone, and of what rests on it.
pub(super) fn finite<T>(made: Result<T, TooLarge>) -> Result<Result<T, TooLarge>, TooLarge> {
    match made {
        Err(why @ TooLarge::NotFinite(_)) => Ok(Err(why)),
        Err(other) => Err(other),
        Ok(made) => Ok(Ok(made)),
    }
}

/// Visits a condition and all its parts; defined conditions are not followed.
pub fn for_each<'a>(condition: &'a Condition, visit: &mut dyn FnMut(&'a Condition)) {
    visit(condition);
    match &condition.kind {
        ConditionKind::Test(_) | ConditionKind::Related(_) | ConditionKind::Derived(_) | ConditionKind::Defined(_) => {}
        ConditionKind::Not(inner) => for_each(inner, visit),
        ConditionKind::All(parts) | ConditionKind::Any(parts) | ConditionKind::Count { of: parts, .. } => {
            parts.iter().for_each(|part| for_each(part, visit));
        }
    }
}

/// The number an operand stands for on an assessment date.
pub(super) fn number_of(policy: &Policy, operand: &Operand, on: Date) -> Option<Decimal> {
    match policy.operand_on(operand, on)? {
        ParameterValue::Number(number) => Some(number),
        ParameterValue::Date(_) => None,
    }
}

/// The day an operand stands for on an assessment date.
pub(super) fn day_of(policy: &Policy, operand: &Operand, on: Date) -> Option<Date> {
    match policy.operand_on(operand, on)? {
        ParameterValue::Date(day) => Some(day),
        ParameterValue::Number(_) => None,
    }
}

/// The whole number of months or days an operand stands for on an assessment date.
pub(super) fn length_of(policy: &Policy, operand: &Operand, on: Date) -> Option<i64> {
    number_of(policy, operand, on)?.floor().to_i64()
}
