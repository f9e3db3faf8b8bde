//! Every field of an exact answer by its definition: all completions are tried, one by one.

use super::relations::relates;
use ees::diagram::{Exact, Expected};
use ees::model::{
    CategoryId, Comparison, Condition, ConditionKind, Derived, DerivedRule, Domain, Fact, FactId, FactState, Facts, HitPolicy,
    KindId, Line, Operand, ParameterValue, Points, PointsFor, Policy, Quota, Strand, Test, TestKind, Value, in_months,
};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

pub(crate) fn number(policy: &Policy, operand: &Operand, on: Date) -> Decimal {
    match operand {
        Operand::Number(number) => *number,
        Operand::Parameter(id) => match policy.parameter_on(*id, on) {
            Some(ParameterValue::Number(number)) => number,
            other => panic!("{other:?} is no number"),
        },
        Operand::Date(day) => panic!("{day} is no number"),
    }
}

fn day(policy: &Policy, operand: &Operand, on: Date) -> Date {
    match operand {
        Operand::Date(day) => *day,
        Operand::Parameter(id) => match policy.parameter_on(*id, on) {
            Some(ParameterValue::Date(day)) => day,
            other => panic!("{other:?} is no day"),
        },
        Operand::Number(number) => panic!("{number} is no day"),
    }
}

pub(crate) fn passes(policy: &Policy, test: &TestKind, value: Value, on: Date) -> bool {
    match (test, value) {
        (TestKind::None, Value::None) => true,
        (TestKind::OneOf(values), Value::Option(at)) => values.contains(&at),
        (TestKind::Number(comparison, bound), Value::Number(value)) => comparison.holds(&value, &number(policy, bound, on)),
        (TestKind::Date(comparison, bound), Value::Date(value)) => comparison.holds(&value, &day(policy, bound, on)),
        (TestKind::Within { length, months }, Value::Date(value)) => {
            let length = i64::try_from(number(policy, length, on)).unwrap();
            let end = if *months { in_months(value, length) } else { value.checked_add(length.days()).ok() };
            end.unwrap() >= on
        }
        _ => false,
    }
}

/// What a table or score comes to.
pub(crate) fn derived(policy: &Policy, derived: &Derived, values: &[Value], on: Date) -> Value {
    let holds = |condition: &Condition| holds(policy, condition, values, on);
    let table = match &derived.rule {
        DerivedRule::Table(table) => table,
        DerivedRule::Score(lines) => {
            let times = |line: &Points| match &line.what {
                PointsFor::When(condition) => Decimal::from(u8::from(holds(condition))),
                PointsFor::Each { of, .. } => Decimal::from(of.iter().filter(|one| holds(one)).count()),
                PointsFor::Value(id) => as_number(self::derived(policy, &policy.derived[id.at()], values, on)),
            };
            let points = lines.iter().map(|line| number(policy, &line.points, on) * times(line));
            return Value::Number(points.sum());
        }
    };
    let hits: Vec<Value> = table.rows.iter().filter(|row| holds(&row.condition)).map(|row| row.gives).collect();
    match (table.hit, hits.as_slice()) {
        (HitPolicy::Sum, hits) => Value::Number(hits.iter().map(|hit| as_number(*hit)).sum()),
        (_, []) => Value::None,
        (HitPolicy::FirstMatch, [first, ..]) => *first,
        (HitPolicy::ExactlyOne, [only]) => *only,
        (HitPolicy::ExactlyOne, [_, ..]) => Value::None,
        (HitPolicy::MostIntensive, hits) => *hits.iter().max_by_key(|hit| as_option(**hit)).unwrap(),
    }
}

/// None adds nothing.
pub(super) fn as_number(value: Value) -> Decimal {
    match value {
        Value::Number(number) => number,
        Value::None => Decimal::ZERO,
        Value::Option(_) | Value::Date(_) => panic!("{value:?} is no number"),
    }
}

fn as_option(value: Value) -> u16 {
    match value {
        Value::Option(at) => at,
        Value::None | Value::Number(_) | Value::Date(_) => panic!("{value:?} is no option"),
    }
}

/// Every legal completion of what is known, with one value of each class for the unknown facts.
pub(crate) fn completions(
    policy: &Policy,
    kind: KindId,
    classes: &[Vec<Vec<Value>>],
    facts: &Facts,
    on: Date,
) -> Vec<Vec<Value>> {
    let mut all: Vec<Vec<Value>> = vec![Vec::new()];
    for (at, (fact, classes)) in policy.facts.iter().zip(classes).enumerate() {
        let values = match facts.get(FactId(at as u16)) {
            FactState::Told(value) | FactState::Assumed(value) => vec![value],
            FactState::Unknown if fact.is_of(kind) => classes.iter().map(|class| class[0]).collect(),
            FactState::Unknown => vec![Value::None],
        };
        all = all.iter().flat_map(|one| values.iter().map(|value| [&one[..], &[*value]].concat())).collect();
    }
    all.retain(|values| complete(policy, kind, values, on).legal);
    all
}

/// The line of a strand that decides it.
pub(crate) fn line_of(policy: &Policy, strand: &Strand, values: &[Value], on: Date) -> Option<usize> {
    let holds = |line: &Line| line.condition.as_ref().map(|condition| holds(policy, condition, values, on));
    if strand.hit != HitPolicy::ExactlyOne {
        return strand.lines.iter().position(|line| holds(line) != Some(false));
    }
    let of = |wanted: Option<bool>| -> Vec<usize> {
        strand.lines.iter().enumerate().filter(|(_, line)| holds(line) == wanted).map(|(at, _)| at).collect()
    };
    match (of(Some(true)).as_slice(), of(None).as_slice()) {
        ([only], _) | ([], [only]) => Some(*only),
        _ => None,
    }
}

/// Whether a condition holds; `values` has a value for each fact of the policy.
pub(crate) fn holds(policy: &Policy, condition: &Condition, values: &[Value], on: Date) -> bool {
    let part = |part: &Condition| holds(policy, part, values, on);
    match &condition.kind {
        ConditionKind::Test(test) => passes(policy, &test.kind, values[test.fact.at()], on),
        ConditionKind::Related(relation) => relates(policy, relation, values, on),
        ConditionKind::Defined(id) => part(&policy.defines[id.at()].condition),
        ConditionKind::Derived(test) => {
            let value = derived(policy, &policy.derived[test.derived.at()], values, on);
            passes(policy, &test.kind, value, on)
        }
        ConditionKind::Not(inner) => !part(inner),
        ConditionKind::All(parts) => parts.iter().all(part),
        ConditionKind::Any(parts) => parts.iter().any(part),
        ConditionKind::Count { quota, of, .. } => {
            let count = Decimal::from(of.iter().filter(|one| part(one)).count());
            let (Quota::AtLeast(amount) | Quota::AtMost(amount) | Quota::Exactly(amount)) = quota;
            let wanted = number(policy, &amount.base, on) + Decimal::from(amount.offset);
            match quota {
                Quota::AtLeast(_) => count >= wanted,
                Quota::AtMost(_) => count <= wanted,
                Quota::Exactly(_) => count == wanted,
            }
        }
    }
}

/// What becomes of a setting of which everything is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Complete {
    pub(crate) legal: bool,
    /// None where every strand is silent.
    pub(crate) category: Option<CategoryId>,
    lines: Vec<Option<usize>>,
    gate: Option<usize>,
    pub(crate) expectations: Vec<Option<bool>>,
    pub(crate) also: Vec<(usize, bool)>,
}

pub(crate) fn complete(policy: &Policy, kind: KindId, values: &[Value], on: Date) -> Complete {
    let holds = |condition: &Condition| holds(policy, condition, values, on);
    let legal = !policy.constraints.iter().any(|one| one.kind == kind && holds(&one.condition));
    let optional = |condition: &Option<Condition>| condition.as_ref().is_none_or(holds);
    let (mut category, mut gate, mut lines, mut expectations) = (None, None, Vec::new(), Vec::new());
    if let Some(categorisation) = policy.categorisation(kind) {
        for strand in &categorisation.strands {
            let line = line_of(policy, strand, values, on);
            category = category.max(line.map(|line| strand.lines[line].category));
            lines.push(line);
        }
        for (at, one) in categorisation.gates.iter().enumerate() {
            if category == Some(one.category) && one.category.at() + 1 < policy.categories.len() && !holds(&one.unless) {
                category = Some(CategoryId(one.category.0 + 1));
                gate = Some(at);
            }
        }
        for one in &categorisation.expectations {
            expectations.push(optional(&one.when).then(|| holds(&one.expects)));
        }
    }
    let also = policy.also.iter().enumerate().filter(|(_, one)| one.kind == kind);
    let also = also.map(|(at, one)| (at, optional(&one.when))).collect();
    Complete { legal, category, lines, gate, expectations, also }
}

/// All tests that a policy states of a kind.
fn tests(policy: &Policy, kind: KindId) -> Vec<&Test> {
    fn gather<'a>(condition: &'a Condition, found: &mut Vec<&'a Test>) {
        match &condition.kind {
            ConditionKind::Test(test) => found.push(test),
            ConditionKind::Related(_) | ConditionKind::Defined(_) | ConditionKind::Derived(_) => {}
            ConditionKind::Not(inner) => gather(inner, found),
            ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, .. } => {
                of.iter().for_each(|one| gather(one, found));
            }
        }
    }
    let mut conditions: Vec<&Condition> = Vec::new();
    conditions.extend(policy.constraints.iter().filter(|one| one.kind == kind).map(|one| &one.condition));
    conditions.extend(policy.defines.iter().filter(|one| one.kind == kind).map(|one| &one.condition));
    conditions.extend(policy.lists.iter().filter(|one| one.kind == kind).flat_map(|one| &one.members));
    conditions.extend(policy.derived.iter().filter(|one| one.kind == kind).flat_map(Derived::conditions));
    conditions.extend(policy.also.iter().filter(|one| one.kind == kind).filter_map(|one| one.when.as_ref()));
    if let Some(one) = policy.categorisation(kind) {
        conditions.extend(one.strands.iter().flat_map(|one| &one.lines).filter_map(|one| one.condition.as_ref()));
        conditions.extend(one.gates.iter().map(|one| &one.unless));
        conditions.extend(one.expectations.iter().flat_map(|one| [Some(&one.expects), one.when.as_ref()]).flatten());
    }
    let mut found = Vec::new();
    conditions.into_iter().for_each(|one| gather(one, &mut found));
    found
}

/// Values of a fact on both sides of every cut, in order, those together that no test of the policy can tell apart.
pub(crate) fn classes(policy: &Policy, kind: KindId, id: FactId, on: Date) -> Vec<Vec<Value>> {
    let fact = &policy.facts[id.at()];
    let tests: Vec<&Test> = tests(policy, kind).into_iter().filter(|test| test.fact == id).collect();
    let mut classes: Vec<(Vec<bool>, Vec<Value>)> = Vec::new();
    for value in samples(policy, fact, &tests, on) {
        let mut sides: Vec<bool> = tests.iter().flat_map(|test| sides(policy, test, value, on)).collect();
        // Values of a vocabulary are regions of their own, told apart or not.
        if let Value::Option(at) = value {
            sides.extend((0..at).map(|_| true));
            sides.push(false);
        }
        sides.push(value == Value::None);
        match classes.iter_mut().find(|(known, _)| *known == sides) {
            Some((_, values)) => values.push(value),
            None => classes.push((sides, vec![value])),
        }
    }
    classes.into_iter().map(|(_, values)| values).collect()
}

/// On which side of each of a test's cuts a value lies.
fn sides(policy: &Policy, test: &Test, value: Value, on: Date) -> Vec<bool> {
    let ways = match &test.kind {
        TestKind::Number(Comparison::Equal, _) | TestKind::Date(Comparison::Equal, _) => {
            vec![Comparison::Under, Comparison::Over]
        }
        TestKind::Number(way, _) | TestKind::Date(way, _) => vec![*way],
        TestKind::OneOf(_) | TestKind::None => vec![],
        TestKind::Within { .. } => return vec![passes(policy, &test.kind, value, on)],
    };
    let turned = |way: Comparison| match &test.kind {
        TestKind::Number(_, bound) => TestKind::Number(way, bound.clone()),
        TestKind::Date(_, bound) => TestKind::Date(way, bound.clone()),
        TestKind::OneOf(_) | TestKind::None | TestKind::Within { .. } => test.kind.clone(),
    };
    ways.into_iter().map(|way| passes(policy, &turned(way), value, on)).collect()
}

fn samples(policy: &Policy, fact: &Fact, tests: &[&Test], on: Date) -> Vec<Value> {
    let mut values: Vec<Value> = match &fact.domain {
        Domain::Vocabulary(id) => {
            (0..policy.vocabularies[usize::from(id.0)].values.len()).map(|at| Value::Option(at as u16)).collect()
        }
        Domain::Number(domain) => {
            let bounds = domain.least.into_iter().chain(domain.most);
            let mut numbers: BTreeSet<Decimal> = bounds.flat_map(|bound| [bound, bound.floor(), bound.ceil()]).collect();
            numbers.extend((domain.least.is_none() && domain.most.is_none()).then_some(Decimal::ZERO));
            for test in tests {
                if let TestKind::Number(_, bound) = &test.kind {
                    let at = number(policy, bound, on);
                    let step = if domain.whole { Decimal::ONE } else { Decimal::new(1, 2) };
                    numbers.extend([at - step, at, at + step]);
                    numbers.extend([at.floor(), at.ceil(), at.floor() + step, at.ceil() - step]);
                }
            }
            numbers.retain(|number| !domain.whole || number.is_integer());
            numbers.retain(|number| {
                domain.least.is_none_or(|least| *number >= least) && domain.most.is_none_or(|most| *number <= most)
            });
            numbers.into_iter().map(Value::Number).collect()
        }
        Domain::Date => {
            let mut days = BTreeSet::from([on, on - 3000.days()]);
            for test in tests {
                match &test.kind {
                    TestKind::Date(_, bound) => {
                        let at = day(policy, bound, on);
                        days.extend([at - 1.day(), at, at + 1.day()]);
                    }
                    TestKind::Within { .. } => {
                        let inside = |day: Date| passes(policy, &test.kind, Value::Date(day), on);
                        let edges = (0..900).map(|back| on - back.days()).filter(|day| inside(*day) != inside(*day - 1.day()));
                        days.extend(edges.flat_map(|day| [day, day - 1.day()]).collect::<Vec<_>>());
                    }
                    TestKind::OneOf(_) | TestKind::None | TestKind::Number(..) => {}
                }
            }
            days.into_iter().filter(|day| *day <= on).map(Value::Date).collect()
        }
    };
    values.extend(fact.or_none.then_some(Value::None));
    values
}

/// All values of some facts together, one of each class; the first fact changes slowest.
struct Space {
    facts: Vec<FactId>,
    choices: Vec<Vec<Value>>,
}

impl Space {
    fn of(classes: &[Vec<Vec<Value>>], facts: Vec<FactId>) -> Self {
        let choices = facts.iter().map(|fact| classes[fact.at()].iter().map(|values| values[0]).collect()).collect();
        Self { facts, choices }
    }

    fn len(&self) -> usize {
        self.choices.iter().map(Vec::len).product()
    }

    fn stride(&self, at: usize) -> usize {
        self.choices[at + 1..].iter().map(Vec::len).product()
    }

    fn digit(&self, at: usize, index: usize) -> usize {
        index / self.stride(at) % self.choices[at].len()
    }

    fn put(&self, index: usize, values: &mut [Value]) {
        for (at, fact) in self.facts.iter().enumerate() {
            values[fact.at()] = self.choices[at][self.digit(at, index)];
        }
    }

    /// Whether two points that differ in one fact alone have different answers, both legal.
    fn turns_on<T: PartialEq>(&self, at: usize, points: &[Option<T>]) -> bool {
        (0..self.len()).any(|index| {
            let base = index - self.digit(at, index) * self.stride(at);
            points[index].is_some()
                && (0..self.choices[at].len())
                    .map(|digit| base + digit * self.stride(at))
                    .any(|other| points[other].is_some() && points[other] != points[index])
        })
    }
}

/// How many completions a setting's answer looks at, those with other values for the assumed facts included.
pub(crate) fn effort(classes: &[Vec<Vec<Value>>], policy: &Policy, kind: KindId, facts: &Facts) -> usize {
    let open = policy.facts_of(kind).filter(|(id, _)| !matches!(facts.get(*id), FactState::Told(_)));
    open.map(|(id, _)| classes[id.at()].len()).product()
}

/// The exact answer by definition.
pub(crate) fn exact(policy: &Policy, kind: KindId, on: Date, classes: &[Vec<Vec<Value>>], facts: &Facts) -> Exact {
    let ids = |wanted: fn(&FactState) -> bool| {
        policy.facts_of(kind).map(|(id, _)| id).filter(|id| wanted(&facts.get(*id))).collect::<Vec<_>>()
    };
    let unknown = Space::of(classes, ids(|state| matches!(state, FactState::Unknown)));
    let assumed = Space::of(classes, ids(|state| matches!(state, FactState::Assumed(_))));
    let mut values: Vec<Value> =
        (0..policy.facts.len()).map(|at| facts.get(FactId(at as u16)).value().unwrap_or(Value::None)).collect();
    let all: Vec<Complete> = (0..unknown.len())
        .map(|index| {
            unknown.put(index, &mut values);
            complete(policy, kind, &values, on)
        })
        .collect();
    let legal: Vec<&Complete> = all.iter().filter(|one| one.legal).collect();
    if legal.is_empty() {
        return Exact { impossible: true, ..Exact::default() };
    }
    let outcomes: BTreeSet<Option<CategoryId>> = legal.iter().map(|one| one.category).collect();
    let possible: Vec<CategoryId> = outcomes.iter().flatten().copied().collect();
    let decided = outcomes.len() == 1;
    let (gate, because) = reasons(policy, kind, &legal, decided, possible.last().copied());
    Exact {
        impossible: false,
        may_be_silent: policy.categorisation(kind).is_some() && outcomes.contains(&None),
        ask: if decided { Vec::new() } else { ask(&unknown, &all) },
        rests_on: rests_on(policy, kind, on, &assumed, &unknown, &mut values),
        gate,
        because,
        expectations: expectations(policy, kind, &legal, &possible),
        also: also(&legal),
        possible,
    }
}

fn ask(unknown: &Space, all: &[Complete]) -> Vec<FactId> {
    let points: Vec<Option<Option<CategoryId>>> = all.iter().map(|one| one.legal.then_some(one.category)).collect();
    let left = |at: usize| -> Vec<usize> {
        let regions = (0..unknown.choices[at].len()).map(|digit| {
            let here = (0..unknown.len()).filter(|index| unknown.digit(at, *index) == digit);
            here.filter_map(|index| points[index]).collect::<BTreeSet<_>>().len()
        });
        regions.filter(|left| *left > 0).collect()
    };
    let mut asked: Vec<usize> = (0..unknown.facts.len()).filter(|at| unknown.turns_on(*at, &points)).collect();
    if asked.is_empty() {
        let free: Vec<_> = all.iter().map(|one| Some(one.category)).collect();
        let tied: Vec<_> = points.iter().copied().map(Some).collect();
        asked = (0..unknown.facts.len())
            .filter(|at| left(*at).len() > 1 && unknown.turns_on(*at, &free) && unknown.turns_on(*at, &tied))
            .collect();
    }
    let mean = |at: &usize| {
        let left = left(*at);
        (left.iter().sum::<usize>(), left.len())
    };
    // Sorting is stable, so ties stay in declaration order.
    asked.sort_by(|one, other| {
        let ((sum, count), (other_sum, other_count)) = (mean(one), mean(other));
        (sum * other_count).cmp(&(other_sum * count))
    });
    asked.into_iter().map(|at| unknown.facts[at]).collect()
}

fn rests_on(policy: &Policy, kind: KindId, on: Date, assumed: &Space, unknown: &Space, values: &mut [Value]) -> Vec<FactId> {
    if assumed.facts.is_empty() {
        return Vec::new();
    }
    let points: Vec<Option<BTreeSet<Option<CategoryId>>>> = (0..assumed.len())
        .map(|index| {
            assumed.put(index, values);
            let mut outcomes = BTreeSet::new();
            for completion in 0..unknown.len() {
                unknown.put(completion, values);
                let one = complete(policy, kind, values, on);
                outcomes.extend(one.legal.then_some(one.category));
            }
            (!outcomes.is_empty()).then_some(outcomes)
        })
        .collect();
    (0..assumed.facts.len()).filter(|at| assumed.turns_on(*at, &points)).map(|at| assumed.facts[at]).collect()
}

fn reasons(
    policy: &Policy,
    kind: KindId,
    legal: &[&Complete],
    decided: bool,
    category: Option<CategoryId>,
) -> (Option<usize>, Vec<(usize, usize)>) {
    let (Some(category), Some(categorisation)) = (category, policy.categorisation(kind)) else { return (None, Vec::new()) };
    let gives = |strand: usize, one: &Complete| {
        one.lines[strand].is_some_and(|line| categorisation.strands[strand].lines[line].category == category)
    };
    let strands = 0..categorisation.strands.len();
    let first = |strand: usize| {
        let lines = legal.iter().filter(|one| gives(strand, one)).filter_map(|one| one.lines[strand]);
        lines.min().map(|line| (strand, line))
    };
    let may: Vec<_> = strands.clone().filter_map(first).collect();
    if !decided {
        return (None, may);
    }
    let certain: Vec<_> = strands.filter(|strand| legal.iter().all(|one| gives(*strand, one))).filter_map(first).collect();
    let lifted = legal.iter().filter_map(|one| one.gate).min();
    if legal.iter().all(|one| one.gate.is_some()) {
        return (lifted, certain);
    }
    if certain.is_empty() { (lifted, may) } else { (None, certain) }
}

fn expectations(policy: &Policy, kind: KindId, legal: &[&Complete], possible: &[CategoryId]) -> Vec<(usize, Expected)> {
    let mut found = Vec::new();
    for (at, one) in policy.categorisation(kind).into_iter().flat_map(|one| &one.expectations).enumerate() {
        if !possible.contains(&one.category) {
            continue;
        }
        let with = legal.iter().filter(|complete| complete.category == Some(one.category));
        let states: Vec<Option<bool>> = with.map(|complete| complete.expectations[at]).collect();
        if states.iter().all(Option::is_none) {
            continue;
        }
        let state = if !states.contains(&Some(false)) {
            Expected::Met
        } else if states.iter().all(|state| *state == Some(false)) {
            Expected::NotMet
        } else {
            Expected::Unknown
        };
        found.push((at, state));
    }
    found
}

fn also(legal: &[&Complete]) -> Vec<(usize, bool)> {
    let count = legal[0].also.len();
    let holds = |at: usize, one: &&&Complete| one.also[at].1;
    (0..count)
        .filter(|at| legal.iter().any(|one| holds(*at, &one)))
        .map(|at| (legal[0].also[at].0, legal.iter().all(|one| holds(at, &one))))
        .collect()
}
