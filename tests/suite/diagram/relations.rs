//! Facts compared with each other, and sums: held to brute force over values fine enough to lie in every order.

#![expect(clippy::wildcard_enum_match_arm, reason = "a test names what it is about, and no more")]

use super::brute::{as_number, complete, completions, effort, exact, line_of, number};
use super::kit::{
    add_fact, add_vocabulary, all, any, count, defined, facts_told, not, policy, policy_told, related, said, span, strand, test,
    vocabulary,
};
use ees::diagram::{Answerer, Compiled, Limits, Scratch, Study, TooLarge};
use ees::model::{
    Against, Also, Amount, Categorisation, CategoryId, Citation, Comparison, Condition, ConditionKind, Constraint, Define,
    DefineId, Domain, FactId, FactState, Facts, KindId, Line, Method, Name, NumberDomain, Operand, Policy, Quota, Relates,
    Relation, TestKind, Unit, Value, in_months,
};
use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

const ON: Date = date(2024, 3, 31);
const KIND: KindId = KindId(0);

/// Whether facts compare so with each other. Of a scale each step towards the best is one more.
pub(super) fn relates(policy: &Policy, relation: &Relation, values: &[Value], on: Date) -> bool {
    let fact = |id: &FactId| values[id.at()];
    let facts: Vec<Value> = relation.facts().map(|id| fact(&id)).collect();
    if facts.contains(&Value::None) {
        return false;
    }
    let comparison = match relation.how {
        Relates::Compares(comparison) => comparison,
        Relates::Within { length, months } => {
            let [Value::Date(one), Value::Date(other)] = facts[..] else { panic!("{facts:?} are no days") };
            let (first, last) = if one < other { (one, other) } else { (other, one) };
            let end = if months { in_months(first, length) } else { first.checked_add(length.days()).ok() };
            return end.unwrap() >= last;
        }
    };
    match facts[..] {
        [Value::Option(one), Value::Option(other)] if comparison == Comparison::Equal => one == other,
        [Value::Option(one), Value::Option(other)] => {
            let Domain::Vocabulary(id) = policy.facts[relation.left[0].at()].domain else { panic!("no values") };
            let height = |at: u16| -i32::from(policy.vocabularies[usize::from(id.0)].values[usize::from(at)].rank);
            comparison.holds(&height(one), &height(other))
        }
        [Value::Date(one), Value::Date(other)] => comparison.holds(&one, &other),
        _ => {
            let left: Decimal = relation.left.iter().map(|id| as_number(fact(id))).sum();
            let right: Decimal = match &relation.right {
                Against::Facts(facts) => facts.iter().map(|id| as_number(fact(id))).sum(),
                Against::Operand(operand) => number(policy, operand, on),
            };
            comparison.holds(&left, &right)
        }
    }
}

/// What the facts of a policy are, and so how they compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Scales,
    /// Numbers with decimals, perhaps bounded; in order only.
    Decimals,
    /// Whole numbers, perhaps bounded, some of them without an end.
    Wholes,
    /// Whole numbers beside others.
    Mixed,
    Days,
    /// Whole numbers from 0 to 4, added up.
    SmallSums,
    /// Any numbers, added up: answered where all but one are told.
    Sums,
    /// Days compared by how far they are apart: likewise.
    Apart,
}

const WAYS: [Comparison; 5] = [Comparison::Under, Comparison::AtMost, Comparison::Over, Comparison::AtLeast, Comparison::Equal];

/// The numbers that policies name are from 0 to this; of more facts fewer, for brute force has to go through them all.
const fn top(facts: usize) -> i64 {
    if facts > 2 { 2 } else { 4 }
}

/// A policy about so many facts of one sort.
fn any_policy(rng: &mut Rng, sort: Sort, facts: usize) -> Policy {
    let mut policy = policy(&["school"], &["A", "B", "C", "D"]);
    let scale = add_vocabulary(&mut policy, vocabulary(true, &[("best", 0), ("good", 1), ("weak", 2), ("poor", 2)]));
    for at in 0..facts {
        let whole = match sort {
            Sort::Wholes | Sort::SmallSums => true,
            Sort::Mixed => at % 2 == 0,
            _ => rng.bool() && sort == Sort::Sums,
        };
        let bound = |rng: &mut Rng, bound: i64| (sort == Sort::SmallSums || rng.u8(0..3) == 0).then(|| Decimal::from(bound));
        let (least, most) = (bound(rng, 0), bound(rng, top(facts)));
        let domain = match sort {
            Sort::Scales => scale.clone(),
            Sort::Days | Sort::Apart => Domain::Date,
            _ => Domain::Number(NumberDomain { unit: Unit::Bare, whole, least, most }),
        };
        let assumed = (rng.u8(0..3) == 0).then(|| match sort {
            Sort::Scales => Value::Option(rng.u16(0..4)),
            Sort::Days | Sort::Apart => Value::Date(ON - rng.i64(0..5).days()),
            _ => Value::Number(Decimal::from(rng.i64(0..=top(facts)))),
        });
        add_fact(&mut policy, &format!("fact {at}"), KIND, domain, rng.u8(0..4) == 0, assumed);
    }
    for _ in 0..rng.usize(0..2) {
        let condition = all(vec![any_condition(rng, &policy, sort, 1), any_condition(rng, &policy, sort, 1)]);
        policy.constraints.push(Constraint { kind: KIND, condition, citation: Citation::default(), span: span() });
    }
    let mut strands = Vec::new();
    for at in 0..rng.usize(1..3) {
        let mut lines: Vec<_> = [3, 2, 1].into_iter().map(|one| (one, Some(any_condition(rng, &policy, sort, 2)))).collect();
        lines.push((0, None));
        strands.push(strand(&format!("strand {at}"), lines));
    }
    let citation = Citation::default();
    let (method, gates, expectations) = (Method::MostIntensiveStrand, Vec::new(), Vec::new());
    policy.categorisations.push(Categorisation { kind: KIND, method, strands, gates, expectations, citation, span: span() });
    policy
}

fn any_condition(rng: &mut Rng, policy: &Policy, sort: Sort, depth: u8) -> Condition {
    let several = |rng: &mut Rng| (0..rng.usize(2..4)).map(|_| any_condition(rng, policy, sort, depth - 1)).collect::<Vec<_>>();
    match if depth == 0 { 0 } else { rng.u8(0..8) } {
        0..=3 if rng.u8(0..3) > 0 => any_relation(rng, policy, sort),
        0..=3 => any_test(rng, policy),
        4 => not(any_condition(rng, policy, sort, depth - 1)),
        5 => all(several(rng)),
        6 => any(several(rng)),
        _ => count(Quota::AtLeast(Amount { base: Operand::Number(Decimal::TWO), offset: 0 }), several(rng)),
    }
}

fn any_test(rng: &mut Rng, policy: &Policy) -> Condition {
    let fact = rng.usize(0..policy.facts.len());
    let way = WAYS[rng.usize(0..5)];
    let kind = match policy.facts[fact].domain {
        _ if policy.facts[fact].or_none && rng.u8(0..4) == 0 => TestKind::None,
        Domain::Vocabulary(_) => TestKind::OneOf(vec![rng.u16(0..4)]),
        Domain::Number(_) => TestKind::Number(way, Operand::Number(Decimal::from(rng.i64(0..=top(policy.facts.len()))))),
        Domain::Date => TestKind::Date(way, Operand::Date(ON - rng.i64(0..5).days())),
    };
    test(policy, FactId(fact as u16), kind)
}

fn any_relation(rng: &mut Rng, policy: &Policy, sort: Sort) -> Condition {
    let mut facts: Vec<FactId> = (0..policy.facts.len() as u16).map(FactId).collect();
    rng.shuffle(&mut facts);
    let way = Relates::Compares(WAYS[rng.usize(0..5)]);
    let one = Against::Facts(vec![facts[1]]);
    let relation = match sort {
        Sort::SmallSums | Sort::Sums if rng.bool() => {
            let right = match rng.u8(0..2) {
                0 if facts.len() > 2 => Against::Facts(facts[2..].to_vec()),
                _ => Against::Operand(Operand::Number(Decimal::from(rng.i64(0..7)))),
            };
            Relation { left: facts[..2].to_vec(), how: way, right }
        }
        Sort::Apart if rng.bool() => {
            let months = rng.bool();
            let length = if months { rng.i64(0..2) } else { rng.i64(0..6) };
            Relation { left: vec![facts[0]], how: Relates::Within { length, months }, right: one }
        }
        _ => Relation { left: vec![facts[0]], how: way, right: one },
    };
    related(policy, relation)
}

/// How fine values have to be to lie in every order, between two numbers that are named and beyond them.
#[derive(Clone, Copy, Debug)]
struct Fine {
    /// Steps between two whole numbers.
    steps: i64,
    /// Whole numbers beyond those that are named, or told.
    beyond: i64,
    /// Days back.
    back: i64,
}

fn values(policy: &Policy, fact: FactId, fine: Fine) -> Vec<Value> {
    let top = top(policy.facts.len());
    let fact = &policy.facts[fact.at()];
    let mut values: Vec<Value> = match &fact.domain {
        Domain::Vocabulary(_) => (0..4).map(Value::Option).collect(),
        Domain::Number(domain) => {
            let steps = if domain.whole { 1 } else { fine.steps };
            let numbers = (-(fine.beyond + 1) * steps..=(top + 1 + fine.beyond) * steps)
                .map(|step| Decimal::from(step) / Decimal::from(steps));
            let fits = |number: &Decimal| {
                domain.least.is_none_or(|least| *number >= least) && domain.most.is_none_or(|most| *number <= most)
            };
            // Far from what is named, whole steps are fine enough.
            let near =
                |number: &Decimal| number.is_integer() || (*number > Decimal::NEGATIVE_ONE && *number < Decimal::from(top + 1));
            numbers.filter(fits).filter(near).map(Value::Number).collect()
        }
        Domain::Date => (0..fine.back).map(|back| Value::Date(ON - back.days())).collect(),
    };
    values.extend(fact.or_none.then_some(Value::None));
    values
}

/// For each fact, values fine enough for one setting: those of unknown facts lie between and around those of assumed ones.
fn classes(policy: &Policy, sort: Sort, facts: &Facts) -> Vec<Vec<Vec<Value>>> {
    let of = |wanted: fn(&FactState) -> bool| policy.facts_of(KIND).filter(|(id, _)| wanted(&facts.get(*id))).count() as i64;
    let assumed = of(|state| matches!(state, FactState::Assumed(_)));
    let unknown = of(|state| matches!(state, FactState::Unknown));
    let months = if sort == Sort::Apart { 35 } else { 0 };
    let wide = Fine { steps: assumed + 2, beyond: assumed + 1, back: 7 + assumed + months };
    let room = Fine { steps: wide.steps * (unknown + 1), beyond: wide.beyond + unknown + 1, back: wide.back + unknown + 1 };
    let of_fact = |(id, _)| {
        let fine = if matches!(facts.get(id), FactState::Assumed(_)) { wide } else { room };
        values(policy, id, fine).into_iter().map(|value| vec![value]).collect()
    };
    policy.facts_of(KIND).map(of_fact).collect()
}

fn any_setting(rng: &mut Rng, policy: &Policy, unknown: u8) -> Facts {
    let mut facts = Facts::unknown(policy.facts.len());
    for (id, fact) in policy.facts_of(KIND) {
        // Values that are told lie as far from each other as those that the policy names.
        let values = values(policy, id, Fine { steps: 1, beyond: 0, back: 7 });
        let told = values[rng.usize(0..values.len())];
        let state = match (rng.u8(0..10), fact.assumed) {
            (chance, _) if chance < unknown => FactState::Unknown,
            (0..=7, Some(value)) => FactState::Assumed(value),
            _ => FactState::Told(told),
        };
        facts.set(id, state);
    }
    facts
}

#[derive(Debug, Default)]
struct Met {
    answered: usize,
    open: usize,
    resting: usize,
    refused: usize,
}

/// Every way of answering, held to brute force. Which of several facts is best asked first hangs on how many regions there are, so
/// what is asked is compared as a set.
fn as_brute_force(seed: u64, sort: Sort, facts: usize, policies: usize) -> Met {
    let mut rng = Rng::with_seed(seed);
    let mut met = Met::default();
    let most = if facts > 2 { 6_000 } else { 2_000 };
    let by_setting = Limits { whole: 0, apart: 0, ..Limits::default() };
    for _ in 0..policies {
        let policy = any_policy(&mut rng, sort, facts);
        let ways = [Limits::default(), Limits { whole: 0, ..Limits::default() }, by_setting];
        let answerers = ways.map(|limits| Answerer::new(&policy, KIND, ON, limits).unwrap());
        let mut scratches = [Scratch::default(), Scratch::default(), Scratch::default()];
        for unknown in [0, 3, 6, 10] {
            let setting = any_setting(&mut rng, &policy, unknown);
            let classes = classes(&policy, sort, &setting);
            if effort(&classes, &policy, KIND, &setting) > most {
                continue;
            }
            let mut expected = exact(&policy, KIND, ON, &classes, &setting);
            expected.ask.sort_unstable();
            for (answerer, scratch) in answerers.iter().zip(&mut scratches) {
                let told = || format!("{}{}", policy_told(&policy), facts_told(&policy, &setting));
                let mut answer = match answerer.answer(scratch, &setting) {
                    Ok(answer) => answer,
                    Err(TooLarge::NotFinite(_)) => {
                        met.refused += 1;
                        continue;
                    }
                    Err(other) => panic!("{other:?}\n{}", told()),
                };
                answer.ask.sort_unstable();
                assert!(answer == expected, "{}diagram: {answer:#?}\nbrute force: {expected:#?}", told());
                met.answered += 1;
                met.open += usize::from(answer.possible.len() > 1);
                met.resting += usize::from(!answer.rests_on.is_empty());
            }
        }
    }
    met
}

#[test]
fn scales_are_compared_as_brute_force_does() {
    let met = as_brute_force(1, Sort::Scales, 3, 200);
    assert!(met.refused == 0 && met.open > 200 && met.resting > 40, "{met:?}");
}

#[test]
fn numbers_are_compared_as_brute_force_does() {
    for (seed, sort) in [(2, Sort::Decimals), (3, Sort::Wholes), (4, Sort::Mixed)] {
        let met = as_brute_force(seed, sort, 2, 150);
        assert!(met.open > 100 && met.resting > 20, "{sort:?} {met:?}");
        assert!(met.refused == 0 || sort == Sort::Mixed, "{sort:?} {met:?}");
    }
}

#[test]
fn chains_of_numbers_are_compared_as_brute_force_does() {
    for (seed, sort) in [(5, Sort::Decimals), (6, Sort::Wholes), (7, Sort::Mixed)] {
        let met = as_brute_force(seed, sort, 3, 60);
        assert!(met.open > 40, "{sort:?} {met:?}");
        assert!(met.refused == 0 || sort == Sort::Mixed, "{sort:?} {met:?}");
    }
}

#[test]
fn days_are_compared_as_brute_force_does() {
    for facts in [2, 3] {
        let met = as_brute_force(8, Sort::Days, facts, 80);
        assert!(met.refused == 0 && met.open > 60, "{met:?}");
    }
}

#[test]
fn small_sums_are_compared_as_brute_force_does() {
    let met = as_brute_force(9, Sort::SmallSums, 3, 120);
    assert!(met.refused == 0 && met.open > 100 && met.resting > 20, "{met:?}");
}

#[test]
fn other_sums_and_distances_are_answered_where_all_but_one_are_told_and_refused_elsewhere() {
    for (seed, sort) in [(10, Sort::Sums), (11, Sort::Apart)] {
        let met = as_brute_force(seed, sort, 2, 150);
        assert!(met.answered > 250 && met.open > 25 && met.refused > 50, "{sort:?} {met:?}");
    }
}

/// Which line of a strand decides, and what comes of it all, is asked of every setting at once: each found is one by brute force, and
/// where none is found brute force finds none.
#[test]
fn what_is_said_of_every_setting_is_so() {
    let mut rng = Rng::with_seed(12);
    let mut met = [0; 2];
    for round in 0..240 {
        let sorts = [Sort::Scales, Sort::Decimals, Sort::Wholes, Sort::Mixed, Sort::Days, Sort::SmallSums];
        let policy = any_policy(&mut rng, sorts[round % sorts.len()], 2);
        let study = Study::new(&policy, KIND, ON).unwrap();
        let nothing = Facts::unknown(2);
        let all = completions(&policy, KIND, &classes(&policy, Sort::Days, &nothing), &nothing, ON);
        let told = || policy_told(&policy);
        for (strand, of) in policy.categorisations[0].strands.iter().enumerate() {
            for line in 0..of.lines.len() {
                let decides = |values: &[Value]| line_of(&policy, of, values, ON) == Some(line);
                let found = study.setting_in(&[study.legal(), study.line_decides(strand, line)]).unwrap();
                let values: Option<Vec<Value>> =
                    found.map(|facts| (0..2).map(|at| facts.get(FactId(at)).value().unwrap()).collect());
                if let Some(values) = &values {
                    let complete = complete(&policy, KIND, values, ON);
                    assert!(complete.legal && decides(values), "{values:?} and line {line} of {strand}\n{}", told());
                }
                let is = all.iter().any(|values| decides(values));
                assert_eq!(values.is_some(), is, "line {line} of strand {strand}\n{}", told());
                met[usize::from(is)] += 1;
            }
        }
    }
    assert!(met.iter().all(|times| *times > 150), "{met:?}");
}

/// What cannot be worked out is left open alone: the rest of the policy is.
#[test]
fn a_sum_that_changes_nothing_stands_in_the_way_of_nothing() {
    let mut rng = Rng::with_seed(13);
    let mut policy = any_policy(&mut rng, Sort::Decimals, 3);
    let way = Relates::Compares(Comparison::Over);
    let sum = |policy: &Policy| {
        let (left, right) = (vec![FactId(0), FactId(1)], Against::Facts(vec![FactId(2)]));
        related(policy, Relation { left, how: way, right })
    };
    let never = all(vec![sum(&policy), said(ConditionKind::Any(Vec::new()), "never".to_owned())]);
    policy.categorisations[0].strands[0].lines.push(Line {
        category: CategoryId(0),
        condition: Some(never),
        citation: Citation::default(),
        span: span(),
    });
    let unused = sum(&policy);
    policy.defines.push(Define {
        name: Name::new("unused"),
        kind: KIND,
        condition: unused,
        citation: Citation::default(),
        span: span(),
    });
    assert!(Compiled::new(&policy, KIND, ON).is_ok());
    let mut study = Study::new(&policy, KIND, ON).unwrap();
    assert!(matches!(study.where_holds(&defined(&policy, DefineId(0))), Err(TooLarge::NotFinite(_))));
    let mut scored = policy.clone();
    scored.also.push(Also {
        kind: KIND,
        when: Some(defined(&policy, DefineId(0))),
        items: vec![],
        citation: Citation::default(),
        span: span(),
    });
    assert!(matches!(Compiled::new(&scored, KIND, ON), Err(TooLarge::NotFinite(_))));
}
