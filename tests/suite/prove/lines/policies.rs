//! Random policies as the claims need them: each part has a place of its own, and often two kinds of setting share most of it.

use crate::diagram::random::{KIND, policy_of};
use ees::model::{
    Categorisation, Citation, Condition, ConditionKind, DefineId, DerivedId, DerivedRule, KindId, PointsFor, Policy,
};
use ees::source::{FileId, Span};
use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::Date;

/// The kind that shares what is said of [`KIND`].
pub(super) const OTHER: KindId = KindId(0);

pub(super) fn any_policy(rng: &mut Rng, on: Date) -> Policy {
    let mut policy = policy_of(rng, on, 2..=4);
    policy.in_force = Some(match rng.u8(0..4) {
        0 => (on - rng.i64(1..200).days(), on + rng.i64(1..200).days()),
        _ => (on, on),
    });
    cite(rng, &mut policy);
    place(&mut policy);
    if rng.bool() {
        share(rng, &mut policy);
    }
    policy
}

/// Lines of some strands come from different places.
fn cite(rng: &mut Rng, policy: &mut Policy) {
    for strand in policy.categorisations.iter_mut().flat_map(|one| &mut one.strands) {
        let many = rng.u8(0..4) == 0;
        for line in &mut strand.lines {
            line.citation = Citation { from: (many && rng.bool()).then(|| "elsewhere".into()), reading: None };
        }
    }
}

/// Gives each part a place of its own, inside that of what it is a part of.
fn place(policy: &mut Policy) {
    let mut at = 0;
    for define in &mut policy.defines {
        define.span = open(&mut at);
        placed(&mut define.condition, &mut at);
    }
    for also in &mut policy.also {
        also.span = open(&mut at);
        also.when.iter_mut().for_each(|when| placed(when, &mut at));
    }
    for list in &mut policy.lists {
        list.members.iter_mut().for_each(|member| placed(member, &mut at));
    }
    for constraint in &mut policy.constraints {
        constraint.span = open(&mut at);
    }
    for one in &mut policy.categorisations {
        one.span = open(&mut at);
        for strand in &mut one.strands {
            strand.span = open(&mut at);
            for line in &mut strand.lines {
                let start = open(&mut at);
                line.condition.iter_mut().for_each(|condition| placed(condition, &mut at));
                line.span = close(start, &mut at);
            }
        }
        for gate in &mut one.gates {
            let start = open(&mut at);
            placed(&mut gate.unless, &mut at);
            gate.span = close(start, &mut at);
        }
        for expectation in &mut one.expectations {
            let start = open(&mut at);
            expectation.when.iter_mut().for_each(|when| placed(when, &mut at));
            expectation.span = close(start, &mut at);
        }
    }
}

fn open(at: &mut usize) -> Span {
    *at += 1;
    Span::new(FileId(0), *at - 1, *at)
}

fn close(start: Span, at: &mut usize) -> Span {
    start.to(open(at))
}

fn placed(condition: &mut Condition, at: &mut usize) {
    let start = open(at);
    match &mut condition.kind {
        ConditionKind::Test(_) | ConditionKind::Related(_) => {}
        ConditionKind::Derived(_) | ConditionKind::Defined(_) => {}
        ConditionKind::Not(inner) => placed(inner, at),
        ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, .. } => {
            of.iter_mut().for_each(|one| placed(one, at));
        }
    }
    condition.span = close(start, at);
}

/// Says the same of the other kind, but for some lines and constraints.
fn share(rng: &mut Rng, policy: &mut Policy) {
    policy.constraints.retain(|one| one.kind == KIND);
    policy.also.retain(|one| one.kind == KIND);
    policy.facts.iter_mut().filter(|fact| fact.kinds.contains(&KIND)).for_each(|fact| fact.kinds = vec![OTHER, KIND]);
    let (defines, derived) = (policy.defines.len() as u16, policy.derived.len() as u16);
    let moved = |condition: &Condition| moved(condition, defines, derived);
    let mut copied = policy.defines.clone();
    for define in &mut copied {
        (define.kind, define.condition) = (OTHER, moved(&define.condition));
    }
    policy.defines.extend(copied);
    let mut copied = policy.derived.clone();
    for one in &mut copied {
        one.kind = OTHER;
        match &mut one.rule {
            DerivedRule::Table(table) => table.rows.iter_mut().for_each(|row| row.condition = moved(&row.condition)),
            DerivedRule::Score(lines) => lines.iter_mut().for_each(|line| match &mut line.what {
                PointsFor::When(condition) => *condition = moved(condition),
                PointsFor::Each { of, .. } => of.iter_mut().for_each(|one| *one = moved(one)),
                PointsFor::Value(id) => *id = DerivedId(id.0 + derived),
            }),
        }
    }
    policy.derived.extend(copied);
    let mut copied = policy.constraints.clone();
    copied.retain(|_| rng.u8(0..3) > 0);
    for constraint in &mut copied {
        (constraint.kind, constraint.condition) = (OTHER, moved(&constraint.condition));
    }
    policy.constraints.extend(copied);
    if let Some(one) = policy.categorisation(KIND).cloned() {
        policy.categorisations.insert(0, shared(rng, one, derived, &moved));
    }
}

fn shared(rng: &mut Rng, mut one: Categorisation, derived: u16, moved: &dyn Fn(&Condition) -> Condition) -> Categorisation {
    one.kind = OTHER;
    for strand in &mut one.strands {
        strand.table = strand.table.map(|id| DerivedId(id.0 + derived));
        if strand.table.is_none() {
            strand.lines.retain(|_| rng.u8(0..6) > 0);
        }
        strand.lines.iter_mut().filter_map(|line| line.condition.as_mut()).for_each(|condition| *condition = moved(condition));
    }
    one.gates.iter_mut().for_each(|gate| gate.unless = moved(&gate.unless));
    for expectation in &mut one.expectations {
        expectation.expects = moved(&expectation.expects);
        expectation.when.iter_mut().for_each(|when| *when = moved(when));
    }
    one
}

/// A condition with the names of the other kind.
fn moved(of: &Condition, defines: u16, derived: u16) -> Condition {
    let each = |of: &[Condition]| of.iter().map(|one| moved(one, defines, derived)).collect::<Vec<_>>();
    let kind = match &of.kind {
        ConditionKind::Test(_) | ConditionKind::Related(_) => of.kind.clone(),
        ConditionKind::Derived(test) => {
            let mut test = test.clone();
            test.derived = DerivedId(test.derived.0 + derived);
            ConditionKind::Derived(test)
        }
        ConditionKind::Defined(id) => ConditionKind::Defined(DefineId(id.0 + defines)),
        ConditionKind::Not(inner) => ConditionKind::Not(Box::new(moved(inner, defines, derived))),
        ConditionKind::All(of) => ConditionKind::All(each(of)),
        ConditionKind::Any(of) => ConditionKind::Any(each(of)),
        ConditionKind::Count { quota, of, list } => ConditionKind::Count { quota: quota.clone(), of: each(of), list: *list },
    };
    Condition { kind, ..of.clone() }
}
