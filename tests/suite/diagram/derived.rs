//! Tables and scores drawn at random, strands that tables speak for, and lines without strands.

use super::kit::{add_vocabulary, all, said, span, strand, vocabulary};
use super::random::{KIND, any_condition, any_test, operand};
use ees::model::{
    CategoryId, Citation, Comparison, Condition, ConditionKind, Derived, DerivedId, DerivedRule, DerivedTest, Domain, HitPolicy,
    Line, Method, Name, NumberDomain, Operand, Points, PointsFor, Policy, Row, Strand, Table, TestKind, Unit, Value,
};
use fastrand::Rng;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Adds tables and scores; each may rest on those before it.
pub(crate) fn any_derived(rng: &mut Rng, policy: &mut Policy, on: Date, most: usize) {
    for _ in 0..rng.usize(0..=most) {
        let at = policy.derived.len();
        let (domain, rule) = if rng.u8(0..3) == 0 { any_score(rng, policy, on) } else { any_table(rng, policy, on) };
        let or_none = matches!(&rule, DerivedRule::Table(table) if table.hit != HitPolicy::Sum);
        let (name, citation) = (Name::new(&format!("derived {at}")), Citation::default());
        policy.derived.push(Derived { name, kind: KIND, domain, or_none, rule, citation, span: span() });
    }
}

fn any_score(rng: &mut Rng, policy: &Policy, on: Date) -> (Domain, DerivedRule) {
    let numbered = (0..policy.derived.len()).filter(|at| matches!(policy.derived[*at].domain, Domain::Number(_)));
    let numbered: Vec<usize> = numbered.collect();
    let lines = (0..rng.usize(1..=3)).map(|_| {
        let what = if !numbered.is_empty() && rng.u8(0..3) == 0 {
            PointsFor::Value(DerivedId(numbered[rng.usize(0..numbered.len())] as u16))
        } else if rng.bool() {
            PointsFor::When(any_condition(rng, policy, on, 1))
        } else {
            PointsFor::Each { of: (0..rng.usize(1..=3)).map(|_| any_condition(rng, policy, on, 0)).collect(), list: None }
        };
        let points = any_number(rng);
        Points { points: operand(rng, policy, points), what, text: "".into(), citation: Citation::default(), span: span() }
    });
    (numbers(), DerivedRule::Score(lines.collect()))
}

fn any_table(rng: &mut Rng, policy: &mut Policy, on: Date) -> (Domain, DerivedRule) {
    let hit = [HitPolicy::FirstMatch, HitPolicy::ExactlyOne, HitPolicy::MostIntensive, HitPolicy::Sum][rng.usize(0..4)];
    let gives_categories = hit != HitPolicy::Sum && rng.bool();
    let codes: Vec<String> = policy.categories.iter().map(|category| category.code.to_string()).collect();
    let (count, domain) = if gives_categories {
        let values: Vec<(&str, u16)> = codes.iter().map(String::as_str).zip(0..).collect();
        (codes.len() as u16, add_vocabulary(policy, vocabulary(true, &values)))
    } else if hit == HitPolicy::Sum || hit != HitPolicy::MostIntensive && rng.bool() {
        (0, numbers())
    } else {
        (3, add_vocabulary(policy, vocabulary(true, &[("fine", 0), ("fair", 1), ("poor", 1)])))
    };
    let rows = (0..rng.usize(1..=4)).map(|_| {
        let condition = all((0..rng.usize(0..=2)).map(|_| any_test(rng, policy, on)).collect());
        let gives = if count == 0 { Value::Number(any_number(rng)) } else { Value::Option(rng.u16(0..count)) };
        Row { condition, gives, citation: Citation::default(), span: span() }
    });
    let rows = rows.collect();
    (domain, DerivedRule::Table(Table { hit, any_order: false, square: false, gives_categories, rows }))
}

/// A number of points, whole or not, sometimes below nothing.
fn any_number(rng: &mut Rng) -> Decimal {
    [Decimal::from(rng.i64(-2..5)), Decimal::new(rng.i64(-5..25), 1)][rng.usize(0..2)]
}

fn numbers() -> Domain {
    Domain::Number(NumberDomain { unit: Unit::Bare, whole: false, least: None, most: None })
}

/// A test of a table or score.
pub(crate) fn any_derived_test(rng: &mut Rng, policy: &Policy) -> Condition {
    let id = DerivedId(rng.u16(0..policy.derived.len() as u16));
    let one = &policy.derived[id.at()];
    let kind = match &one.domain {
        _ if one.or_none && rng.u8(0..5) == 0 => TestKind::None,
        Domain::Vocabulary(vocabulary) => {
            let count = policy.vocabularies[usize::from(vocabulary.0)].values.len() as u16;
            TestKind::OneOf((0..count).filter(|_| rng.bool()).collect())
        }
        Domain::Number(_) | Domain::Date => {
            let ways = [Comparison::Under, Comparison::AtMost, Comparison::Over, Comparison::AtLeast, Comparison::Equal];
            let bound = any_number(rng) + Decimal::from(rng.i64(0..4));
            TestKind::Number(ways[rng.usize(0..5)], operand(rng, policy, bound))
        }
    };
    let text = format!("{} passes {kind:?}", one.name.phrase);
    said(ConditionKind::Derived(DerivedTest { derived: id, kind }), text)
}

/// By what a kind is categorised, and its strands.
pub(crate) fn any_method(rng: &mut Rng, policy: &Policy, on: Date, strands: Vec<Strand>) -> (Method, Vec<Strand>) {
    match rng.u8(0..6) {
        0 => (Method::FirstMatch, vec![Strand { hit: HitPolicy::FirstMatch, ..any_lines(rng, policy, on) }]),
        1 => (Method::ExactlyOne, vec![Strand { hit: HitPolicy::ExactlyOne, ..any_lines(rng, policy, on) }]),
        2 | 3 => {
            let mut strands = strands;
            let tables = policy.derived.iter().enumerate().filter(|(_, one)| one.table().is_some_and(|one| one.gives_categories));
            strands.extend(tables.map(|(at, one)| by_table(DerivedId(at as u16), one)));
            for (at, strand) in strands.iter_mut().enumerate() {
                strand.name = Name::new(&format!("strand {at}"));
            }
            (Method::MostIntensiveStrand, strands)
        }
        _ => (Method::MostIntensiveStrand, strands),
    }
}

/// Lines in no order.
fn any_lines(rng: &mut Rng, policy: &Policy, on: Date) -> Strand {
    let count = policy.categories.len() as u16;
    let mut lines: Vec<(u16, Option<Condition>)> =
        (0..rng.usize(1..=4)).map(|_| (rng.u16(0..count), Some(any_condition(rng, policy, on, 2)))).collect();
    if rng.bool() {
        let at = rng.usize(0..=lines.len());
        lines.insert(at, (rng.u16(0..count), None));
    }
    strand("strand 0", lines)
}

fn by_table(id: DerivedId, derived: &Derived) -> Strand {
    let table = derived.table().unwrap();
    let line = |row: &Row| {
        let Value::Option(at) = row.gives else { panic!("{:?} is no category", row.gives) };
        let condition = Some(row.condition.clone());
        Line { category: CategoryId(at), condition, citation: Citation::default(), span: span() }
    };
    let mut lines: Vec<Line> = table.rows.iter().map(line).collect();
    if table.hit == HitPolicy::MostIntensive {
        lines.sort_by_key(|line| std::cmp::Reverse(line.category));
    }
    Strand { hit: table.hit, table: Some(id), lines, ..strand("", Vec::new()) }
}

/// Tables and scores as one can read them when a test fails.
pub(crate) fn derived_told(policy: &Policy) -> String {
    let operand = |operand: &Operand| match operand {
        Operand::Number(number) => number.to_string(),
        Operand::Parameter(_) | Operand::Date(_) => format!("{operand:?}"),
    };
    let mut out = String::new();
    for one in &policy.derived {
        match &one.rule {
            DerivedRule::Table(table) => {
                out += &format!("table {} by {:?}\n", one.name.phrase, table.hit);
                out.extend(table.rows.iter().map(|row| format!("  {:?} when {}\n", row.gives, row.condition.text)));
            }
            DerivedRule::Score(lines) => {
                out += &format!("score {}\n", one.name.phrase);
                for line in lines {
                    let of: Vec<&str> = line.conditions().iter().map(|condition| &*condition.text).collect();
                    let what = if let PointsFor::Value(id) = line.what { format!("{id:?}") } else { of.join("; ") };
                    out += &format!("  {} for each of {what}\n", operand(&line.points));
                }
            }
        }
    }
    out
}
