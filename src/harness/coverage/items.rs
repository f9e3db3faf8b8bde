//! What there is in a policy to exercise.

use super::conditions::{assumption, domain, has_threshold, is_between, is_counted_to, is_one};
use super::record::Marks;
use super::{Item, Outcomes, Seen, Side, Sort, Times};
use crate::model::{
    Categorisation, CategoryId, Condition, ConditionKind, DerivedRule, FactId, Parameter, ParameterValue, PointsFor, Policy,
    TestKind, spoken,
};
use crate::source::Span;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// By what a thing is told apart: its sort and place, and which it is where several stand in one place.
pub(super) type Key = (Sort, Span, usize);

/// The things, each once however many kinds of setting it is declared for.
pub(super) struct Items {
    list: Vec<Item>,
    at: HashMap<Key, usize>,
}

/// Everything that can be exercised.
pub(super) fn of(policy: &Policy) -> Items {
    let mut items = Items { list: Vec::new(), at: HashMap::new() };
    policy.categorisations.iter().for_each(|one| items.categorisation(policy, one));
    for one in &policy.constraints {
        items.whole(Sort::Constraint, one.span, 0, &one.condition.text);
        items.conditions(policy, &one.condition);
    }
    policy.defines.iter().for_each(|one| items.conditions(policy, &one.condition));
    policy.lists.iter().flat_map(|one| &one.members).for_each(|one| items.conditions(policy, one));
    items.derived(policy);
    items.support(policy);
    policy.parameters.iter().for_each(|one| items.steps(one));
    for (at, fact) in policy.facts.iter().enumerate() {
        if let Some(text) = FactId::from_index(at).and_then(|id| assumption(policy, id)) {
            items.whole(Sort::Assumption, fact.span, 0, &text);
        }
    }
    items
}

impl Items {
    fn push(&mut self, key: Key, text: &str, seen: impl FnOnce() -> Seen) {
        let Self { list, at } = self;
        at.entry(key).or_insert_with(|| {
            list.push(Item { sort: key.0, text: Arc::from(text), span: key.1, seen: seen() });
            list.len() - 1
        });
    }

    fn whole(&mut self, sort: Sort, span: Span, which: usize, text: &str) {
        self.push((sort, span, which), text, || Seen::Whole { reached: Times::default(), held: Times::default() });
    }

    fn threshold(&mut self, span: Span, which: usize, text: &str) {
        self.push((Sort::Threshold, span, which), text, || Seen::Threshold { holds: Side::default(), fails: Side::default() });
    }

    /// What stands in a condition; not in the definitions, lists, tables and scores that it names.
    fn conditions(&mut self, policy: &Policy, condition: &Condition) {
        if is_one(condition) {
            self.push((Sort::Condition, condition.span, 0), &condition.text, || Seen::Condition(Outcomes::default()));
            self.thresholds(policy, condition, &condition.kind, 0, "");
        }
        match &condition.kind {
            ConditionKind::Count { quota, of, list } => {
                if is_counted_to(quota, of.len()) {
                    self.threshold(condition.span, 0, &condition.text);
                }
                if list.is_none() {
                    of.iter().for_each(|one| self.conditions(policy, one));
                }
            }
            ConditionKind::All(of) | ConditionKind::Any(of) if !is_one(condition) => {
                of.iter().for_each(|one| self.conditions(policy, one));
            }
            ConditionKind::Not(inner) if !is_one(condition) => self.conditions(policy, inner),
            ConditionKind::All(_)
            | ConditionKind::Any(_)
            | ConditionKind::Not(_)
            | ConditionKind::Test(_)
            | ConditionKind::Related(_)
            | ConditionKind::Derived(_)
            | ConditionKind::Defined(_) => {}
        }
    }

    /// The thresholds of one condition.
    fn thresholds(&mut self, policy: &Policy, whole: &Condition, kind: &ConditionKind, which: usize, end: &str) {
        let test: &TestKind = match kind {
            ConditionKind::Test(test) => &test.kind,
            ConditionKind::Derived(test) => &test.kind,
            ConditionKind::Not(inner) => return self.thresholds(policy, whole, &inner.kind, which, end),
            ConditionKind::All(parts) if is_between(parts) => {
                for ((at, part), end) in parts.iter().enumerate().zip([", its lower end", ", its upper end"]) {
                    self.thresholds(policy, whole, &part.kind, at, end);
                }
                return;
            }
            ConditionKind::All(_) | ConditionKind::Any(_) | ConditionKind::Count { .. } => return,
            ConditionKind::Related(_) | ConditionKind::Defined(_) => return,
        };
        if domain(policy, kind).is_some_and(|domain| has_threshold(policy, &domain, test)) {
            self.threshold(whole.span, which, &format!("{}{end}", whole.text));
        }
    }

    fn categorisation(&mut self, policy: &Policy, one: &Categorisation) {
        for strand in &one.strands {
            let sort = if strand.table.is_some() { Sort::Row } else { Sort::Line };
            for line in &strand.lines {
                let code = policy.category_code(line.category);
                let when = line.condition.as_ref().map_or_else(|| " otherwise".to_owned(), |when| format!(" when {}", when.text));
                self.whole(sort, line.span, 0, &format!("{code}{when}"));
                line.condition.iter().for_each(|condition| self.conditions(policy, condition));
            }
        }
        for gate in &one.gates {
            self.whole(Sort::Gate, gate.span, 0, &gate.text);
            self.conditions(policy, &gate.unless);
        }
        for wanted in &one.expectations {
            let when = wanted.when.as_ref().map_or_else(String::new, |when| format!(" when {}", when.text));
            let text = format!("{} expects {}{when}", policy.category_code(wanted.category), wanted.name.phrase);
            self.whole(Sort::Expectation, wanted.span, 0, &text);
            wanted.when.iter().chain([&wanted.expects]).for_each(|condition| self.conditions(policy, condition));
        }
        for category in can_be(policy, one) {
            let declared = policy.categories.get(category.at());
            let text = format!("{} for {}", policy.category_code(category), policy.a_kind(one.kind));
            declared.into_iter().for_each(|it| self.whole(Sort::Category, it.span, one.kind.at(), &text));
        }
    }

    fn derived(&mut self, policy: &Policy) {
        for one in &policy.derived {
            match &one.rule {
                DerivedRule::Table(table) => {
                    for row in &table.rows {
                        let gives = policy.phrase_in(&one.domain, row.gives);
                        self.whole(Sort::Row, row.span, 0, &format!("{gives} when {}", row.condition.text));
                        self.conditions(policy, &row.condition);
                    }
                }
                DerivedRule::Score(lines) => {
                    for line in lines {
                        self.whole(Sort::Points, line.span, 0, &line.text);
                        // The members of a list that has a name are found where it is declared.
                        if !matches!(&line.what, PointsFor::Each { list: Some(_), .. }) {
                            line.conditions().iter().for_each(|condition| self.conditions(policy, condition));
                        }
                    }
                }
            }
        }
    }

    fn support(&mut self, policy: &Policy) {
        for one in policy.declared_allocations() {
            if one.activities.is_empty() {
                self.whole(Sort::Support, one.span, 0, &format!("allocation for {}", one.about));
            }
            for row in &one.activities {
                self.whole(Sort::Support, row.span, 0, &format!("{} for {}", row.name, one.about));
            }
        }
        for one in &policy.also {
            self.whole(Sort::Also, one.span, 0, &one.items.join("; "));
            one.when.iter().for_each(|condition| self.conditions(policy, condition));
        }
    }

    /// The values of a parameter that changes.
    fn steps(&mut self, parameter: &Parameter) {
        for (at, (from, value)) in parameter.steps.iter().enumerate().filter(|_| parameter.steps.len() > 1) {
            let value = match (value, &parameter.unit) {
                (ParameterValue::Number(number), Some(unit)) => unit.with(*number),
                (ParameterValue::Number(number), None) => number.normalize().to_string(),
                (ParameterValue::Date(date), _) => spoken(*date),
            };
            let from = from.map_or_else(String::new, |from| format!(" from {}", spoken(from)));
            self.whole(Sort::Step, parameter.span, at, &format!("{}: {value}{from}", parameter.name.phrase));
        }
    }

    /// Adds what one scenario exercised.
    pub(super) fn add(&mut self, marks: &Marks, drafted: bool) {
        for (key, held) in &marks.whole {
            if let Some(Seen::Whole { reached, held: times }) = self.seen(key) {
                (if *held { times } else { reached }).add(drafted);
            }
        }
        for (span, truth, outcome) in &marks.conditions {
            if let Some(Seen::Condition(outcomes)) = self.seen(&(Sort::Condition, *span, 0)) {
                outcomes.slot(*truth, *outcome).add(drafted);
            }
        }
        for ((span, which, truth), nearest) in &marks.sides {
            if let Some(Seen::Threshold { holds, fails }) = self.seen(&(Sort::Threshold, *span, *which)) {
                let side = if *truth { holds } else { fails };
                side.times.add(drafted);
                if !drafted {
                    side.nearest = super::record::nearer(side.nearest.take(), nearest.clone());
                }
            }
        }
    }

    fn seen(&mut self, key: &Key) -> Option<&mut Seen> {
        self.list.get_mut(*self.at.get(key)?).map(|item| &mut item.seen)
    }

    /// All of them as they stand in the texts.
    pub(super) fn in_order(self) -> Vec<Item> {
        let mut list = self.list;
        list.sort_by_key(|item| (item.span.file, item.span.start, item.sort));
        list
    }
}

/// The categories that lines and gates can give.
fn can_be(policy: &Policy, one: &Categorisation) -> BTreeSet<CategoryId> {
    let mut all: BTreeSet<CategoryId> = one.strands.iter().flat_map(|strand| &strand.lines).map(|line| line.category).collect();
    for gate in one.gates.iter().filter(|gate| gate.category.at() + 1 < policy.categories.len()) {
        if all.contains(&gate.category) {
            all.extend(CategoryId::from_index(gate.category.at() + 1));
        }
    }
    all
}
