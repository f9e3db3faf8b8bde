//! What one scenario exercises: its trace walked beside the policy, from each line that was reached down to what decides it.

use super::conditions::{domain, is_between, is_counted_to, is_one, nearest, nearest_count};
use super::items::Key;
use super::{Nearest, Sort};
use crate::assess::{Answer, Unanswered};
use crate::evaluate::{
    Because, Bound, Count, DerivedParts, DerivedTrace, Limit, PointsTrace, RowTrace, Scored, Tally, Trace, Truth, Verdict, Why,
    evaluate,
};
use crate::model::{
    Categorisation, Condition, ConditionKind, DefineId, DerivedId, DerivedRule, FactState, HitPolicy, ParameterId, Points,
    Policy, Scenario, Strand, Table, TestKind, Value,
};
use crate::source::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// What one scenario exercises, each thing once.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Things that were reached (`false`) and that were exercised (`true`).
    pub(super) whole: BTreeSet<(Key, bool)>,
    /// Conditions that decide: their truth, and how their line came out.
    pub(super) conditions: BTreeSet<(Span, bool, bool)>,
    /// Thresholds: which of those in one place, and whether the comparison holds; the nearest value.
    pub(super) sides: BTreeMap<(Span, usize, bool), Option<Nearest>>,
}

/// The nearer of two values; any is nearer than none.
pub(super) fn nearer(one: Option<Nearest>, other: Option<Nearest>) -> Option<Nearest> {
    match (one, other) {
        (Some(one), Some(other)) => Some(if other.distance < one.distance { other } else { one }),
        (one, other) => one.or(other),
    }
}

/// What a scenario exercises.
pub(super) fn marks(policy: &Policy, scenario: &Scenario, answer: &Result<Answer<'_>, Unanswered>) -> Marks {
    let mut walk =
        Walk { policy, on: scenario.on, marks: Marks::default(), defined: BTreeSet::new(), consulted: BTreeSet::new() };
    let trace = evaluate(policy, scenario.kind, scenario.on, &scenario.facts);
    walk.constraints(&trace);
    if matches!(answer, Err(Unanswered::Impossible(_))) {
        return walk.marks;
    }
    if let Some(categorisation) = policy.categorisation(scenario.kind) {
        for (strand, found) in categorisation.strands.iter().zip(&trace.strands) {
            let lines = found.lines.iter().map(|line| (line.verdict, line.why.as_ref()));
            walk.strand(strand, lines);
        }
        walk.gates_and_expectations(categorisation, &trace);
    }
    for (one, found) in trace.also.iter().filter_map(|found| Some((policy.also.get(found.also)?, found))) {
        walk.whole(Sort::Also, one.span, 0, found.truth == Truth::Holds);
        walk.line(one.when.as_ref(), found.when.as_ref());
    }
    walk.answered(scenario, answer.as_ref().ok());
    walk.marks
}

/// A threshold: the one condition that it stands in, which of its thresholds, and whether the comparison is denied there.
#[derive(Clone, Copy)]
struct Place {
    span: Span,
    which: usize,
    denied: bool,
}

struct Walk<'a> {
    policy: &'a Policy,
    on: Date,
    marks: Marks,
    /// Definitions already walked, by how the line came out: a further use shows nothing new.
    defined: BTreeSet<(DefineId, bool)>,
    /// Tables and scores already walked.
    consulted: BTreeSet<DerivedId>,
}

impl Walk<'_> {
    /// Something that was reached, and perhaps exercised.
    fn whole(&mut self, sort: Sort, span: Span, which: usize, held: bool) {
        self.marks.whole.insert(((sort, span, which), false));
        if held {
            self.marks.whole.insert(((sort, span, which), true));
        }
    }

    fn constraints(&mut self, trace: &Trace) {
        let policy = self.policy;
        for found in &trace.constraints {
            let Some(one) = policy.constraints.get(found.constraint) else { continue };
            self.whole(Sort::Constraint, one.span, 0, found.why.truth == Truth::Holds);
            self.line(Some(&one.condition), Some(&found.why));
        }
    }

    fn strand<'w>(&mut self, strand: &Strand, found: impl Iterator<Item = (Verdict, Option<&'w Why>)>) {
        let sort = if strand.table.is_some() { Sort::Row } else { Sort::Line };
        for (line, (verdict, why)) in strand.lines.iter().zip(found) {
            if verdict != Verdict::NotReached {
                self.whole(sort, line.span, 0, why.is_none_or(|why| why.truth == Truth::Holds));
                self.line(line.condition.as_ref(), why);
            }
        }
    }

    fn gates_and_expectations(&mut self, categorisation: &Categorisation, trace: &Trace) {
        for found in trace.gates.iter().filter(|found| found.reached != Truth::Fails) {
            let Some(gate) = categorisation.gates.get(found.gate) else { continue };
            self.whole(Sort::Gate, gate.span, 0, found.lifts == Truth::Holds);
            self.line(Some(&gate.unless), Some(&found.why));
        }
        for found in &trace.expectations {
            let Some(one) = categorisation.expectations.get(found.expectation) else { continue };
            let asked = found.asked() == Truth::Holds;
            self.whole(Sort::Expectation, one.span, 0, asked);
            self.line(one.when.as_ref(), found.when.as_ref());
            if asked {
                self.line(Some(&one.expects), Some(&found.expects));
            }
        }
    }

    /// What the answer as a whole shows: the category and what it brings, and what is assumed.
    fn answered(&mut self, scenario: &Scenario, answer: Option<&Answer<'_>>) {
        let policy = self.policy;
        for (id, fact) in policy.facts_of(scenario.kind) {
            if matches!(scenario.facts.get(id), FactState::Assumed(_)) {
                let rests = answer.is_some_and(|answer| answer.assumed.contains(&id));
                self.whole(Sort::Assumption, fact.span, 0, rests);
            }
        }
        let Some(answer) = answer else { return };
        if let Some(category) = answer.category.and_then(|id| policy.categories.get(id.at())) {
            self.whole(Sort::Category, category.span, scenario.kind.at(), true);
        } else if policy.categorisation(scenario.kind).is_some() {
            return;
        }
        for allocation in answer.allocations(policy).flatten() {
            if allocation.activities.is_empty() {
                self.whole(Sort::Support, allocation.span, 0, true);
            }
            allocation.activities.iter().for_each(|row| self.whole(Sort::Support, row.span, 0, true));
        }
    }

    /// The condition of a line that was reached. Where it is open nothing in it decides.
    fn line(&mut self, condition: Option<&Condition>, why: Option<&Why>) {
        if let (Some(condition), Some(why)) = (condition, why)
            && let Some(outcome) = known(why.truth)
        {
            self.decides(condition, why, outcome);
        }
    }

    /// A condition that decides its line: turned round alone it would turn the line, which came out as `outcome`.
    fn decides(&mut self, condition: &Condition, why: &Why, outcome: bool) {
        let Some(truth) = known(why.truth) else { return };
        let place = is_one(condition).then_some(Place { span: condition.span, which: 0, denied: false });
        if place.is_some() {
            self.marks.conditions.insert((condition.span, truth, outcome));
        }
        self.inside(condition, why, outcome, place);
    }

    /// What a condition that decides is made of. `place` is that of the threshold, within one condition.
    fn inside(&mut self, condition: &Condition, why: &Why, outcome: bool, place: Option<Place>) {
        match (&condition.kind, &why.because) {
            (ConditionKind::Test(test), Because::Fact { state, limit, .. }) => {
                self.compared(&condition.kind, &test.kind, why.truth, state.value(), *limit, place);
            }
            (ConditionKind::Derived(test), Because::Derived { limit, trace }) => {
                self.compared(&condition.kind, &test.kind, why.truth, trace.value.certain(), *limit, place);
                self.consult(trace);
            }
            (ConditionKind::Defined(id), Because::Defined(_, why)) => {
                if let Some(define) = self.policy.defines.get(id.at()).filter(|_| self.defined.insert((*id, outcome))) {
                    self.decides(&define.condition, why, outcome);
                }
            }
            (ConditionKind::Not(inner), Because::Not(why)) => match place {
                Some(place) => self.inside(inner, why, outcome, Some(Place { denied: !place.denied, ..place })),
                None => self.decides(inner, why, outcome),
            },
            (ConditionKind::All(of), Because::All(whys)) => {
                let all = |tally: Tally| tally.at_least(Decimal::from(of.len()));
                if let Some(place) = place.filter(|_| is_between(of)) {
                    for (at, (part, why)) in
                        deciding(of, whys, all).into_iter().filter(|(_, (_, why))| known(why.truth).is_some())
                    {
                        self.inside(part, why, outcome, Some(Place { which: at, ..place }));
                    }
                } else {
                    self.members(of, whys, outcome, all);
                }
            }
            (ConditionKind::Any(of), Because::Any(whys)) => {
                self.members(of, whys, outcome, |tally| tally.at_least(Decimal::ONE));
            }
            (ConditionKind::Count { quota, of, .. }, Because::Count(count)) => {
                if is_counted_to(quota, of.len()) {
                    let near = (count.tally.open == 0).then(|| nearest_count(count.tally.holds, of.len(), count.wanted));
                    self.side(Place { span: condition.span, which: 0, denied: false }, why.truth, near);
                }
                self.used(count.parameter);
                self.members(of, &count.of, outcome, |tally| holds(count, tally));
            }
            // A trace has the shape of its condition.
            _ => {}
        }
    }

    fn members(&mut self, of: &[Condition], whys: &[Why], outcome: bool, whole: impl Fn(Tally) -> Truth) {
        for (_, (condition, why)) in deciding(of, whys, whole) {
            self.decides(condition, why, outcome);
        }
    }

    /// A comparison that decides.
    fn compared(
        &mut self,
        kind: &ConditionKind,
        test: &TestKind,
        truth: Truth,
        value: Option<Value>,
        limit: Option<Limit>,
        place: Option<Place>,
    ) {
        self.used(limit.and_then(|limit| limit.parameter));
        let (Some(domain), Some(place)) = (domain(self.policy, kind), place) else { return };
        if value == Some(Value::None) {
            return;
        }
        let near = value.and_then(|value| nearest(self.policy, &domain, test, value, limit, self.on));
        self.side(place, truth, near);
    }

    fn side(&mut self, place: Place, truth: Truth, near: Option<Nearest>) {
        if let Some(truth) = known(truth) {
            let side = self.marks.sides.entry((place.span, place.which, truth != place.denied)).or_default();
            *side = nearer(side.take(), near);
        }
    }

    /// A parameter in use: the value in force on the assessment date.
    fn used(&mut self, parameter: Option<ParameterId>) {
        let Some(parameter) = parameter.and_then(|id| self.policy.parameters.get(id.at())) else { return };
        let at = parameter.steps.iter().rposition(|(from, _)| from.is_none_or(|from| from <= self.on)).unwrap_or(0);
        self.whole(Sort::Step, parameter.span, at, true);
    }

    /// A table or score of which a test decides.
    fn consult(&mut self, found: &DerivedTrace) {
        let policy = self.policy;
        let Some(derived) = policy.derived.get(found.derived.at()).filter(|_| self.consulted.insert(found.derived)) else {
            return;
        };
        match (&derived.rule, &found.parts) {
            (DerivedRule::Table(table), DerivedParts::Rows(rows)) => self.rows(table, rows),
            (DerivedRule::Score(lines), DerivedParts::Points(points)) => {
                lines.iter().zip(points).for_each(|(line, found)| self.points(line, found));
            }
            _ => {}
        }
    }

    fn rows(&mut self, table: &Table, rows: &[RowTrace]) {
        for (at, (row, found)) in table.rows.iter().zip(rows).enumerate() {
            let outdone = table.hit == HitPolicy::MostIntensive
                && table.rows.iter().zip(rows).enumerate().any(|(other, (one, its))| {
                    other != at && its.why.truth == Truth::Holds && option(one.gives) > option(row.gives)
                });
            if found.verdict != Verdict::NotReached && !outdone {
                self.whole(Sort::Row, row.span, 0, found.why.truth == Truth::Holds);
                self.line(Some(&row.condition), Some(&found.why));
            }
        }
    }

    fn points(&mut self, line: &Points, found: &PointsTrace) {
        let (least, most) = found.gives();
        let gives = least == most && !least.is_zero();
        self.whole(Sort::Points, line.span, 0, gives);
        if gives {
            self.used(found.parameter);
        }
        match &found.what {
            Scored::When(why) => self.line(line.conditions().first(), Some(why)),
            Scored::Each(count) => {
                line.conditions().iter().zip(&count.of).for_each(|(condition, why)| self.line(Some(condition), Some(why)));
            }
            Scored::Value(trace) => self.consult(trace),
        }
    }
}

/// The members that decide a whole: those with which it holds and without which it does not, or the other way round, whatever is open.
fn deciding<'c>(of: &'c [Condition], whys: &'c [Why], whole: impl Fn(Tally) -> Truth) -> Vec<(usize, (&'c Condition, &'c Why))> {
    let all = Tally::of(whys.iter().map(|why| why.truth));
    let turns = |(_, (_, why)): &(usize, (&Condition, &Why))| {
        let with = |truth: Truth| known(whole(instead(all, why.truth, truth)));
        matches!((with(Truth::Holds), with(Truth::Fails)), (Some(one), Some(other)) if one != other)
    };
    of.iter().zip(whys).enumerate().filter(turns).collect()
}

/// A tally with one truth in the place of another.
const fn instead(mut tally: Tally, gone: Truth, come: Truth) -> Tally {
    match gone {
        Truth::Holds => tally.holds -= 1,
        Truth::Fails => tally.fails -= 1,
        Truth::Open => tally.open -= 1,
    }
    match come {
        Truth::Holds => tally.holds += 1,
        Truth::Fails => tally.fails += 1,
        Truth::Open => tally.open += 1,
    }
    tally
}

fn holds(count: &Count, tally: Tally) -> Truth {
    match count.bound {
        Bound::AtLeast => tally.at_least(count.wanted),
        Bound::AtMost => tally.at_most(count.wanted),
        Bound::Exactly => tally.exactly(count.wanted),
    }
}

const fn known(truth: Truth) -> Option<bool> {
    match truth {
        Truth::Holds => Some(true),
        Truth::Fails => Some(false),
        Truth::Open => None,
    }
}

const fn option(value: Value) -> u16 {
    match value {
        Value::Option(at) => at,
        Value::None | Value::Number(_) | Value::Date(_) => 0,
    }
}
