//! Each claim by its definition.

use super::points::Points;
use ees::model::{Amount, Categorisation, CategoryId, Condition, ConditionKind, HitPolicy, KindId, Line, Operand, Quota, Strand};
use ees::source::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What came of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Holds,
    Fails,
    /// It fails because of what stands around it.
    FailsHere,
}

/// Code, place and what tells claims about one place apart; for each kind and day what came of it.
pub(super) type Claims = BTreeMap<(&'static str, Span, usize), Vec<(KindId, Date, State)>>;

pub(super) fn add(points: &Points<'_>, claims: &mut Claims) {
    let mut claim = |code, at, which, fails| {
        let state = if fails { State::Fails } else { State::Holds };
        claims.entry((code, at, which)).or_default().push((points.kind, points.on, state));
    };
    let Some(of) = points.policy.categorisation(points.kind) else { return parts_of_names(points, claims) };
    let categories = points.categories();
    for at in 0..points.policy.categories.len() {
        claim("P305", of.span, at, !categories.iter().any(|category| category.is_some_and(|category| category.at() == at)));
    }
    let before_gates = points.most(of.strands.iter());
    for (at, strand) in of.strands.iter().enumerate() {
        lines(points, of, (at, strand), &before_gates, &mut claim);
        if of.strands.len() > 1 {
            let others = of.strands.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, strand)| strand);
            let without = points.through_gates(of, points.most(others)).pop().unwrap();
            claim("P312", strand.span, 0, without == categories);
        }
    }
    let stages = points.through_gates(of, before_gates);
    for (gate, comes) in of.gates.iter().zip(&stages) {
        if gate.category.at() + 1 == points.policy.categories.len() {
            continue;
        }
        let open = points.holds(&gate.unless);
        let here: Vec<bool> =
            comes.iter().zip(open).filter(|(comes, _)| **comes == Some(gate.category)).map(|(_, open)| open).collect();
        claim("P313", gate.span, 0, here.iter().all(|open| *open));
        claim("P314", gate.span, 0, !here.is_empty() && here.iter().all(|open| !*open));
    }
    parts_of_rules(points, of, &stages, claims);
    parts_of_names(points, claims);
}

fn lines(
    points: &Points<'_>,
    of: &Categorisation,
    (at, strand): (usize, &Strand),
    before_gates: &[Option<CategoryId>],
    claim: &mut dyn FnMut(&'static str, Span, usize, bool),
) {
    let decided = points.lines(strand);
    let mut above: Option<usize> = None;
    for (place, line) in read(strand) {
        let dead = !decided.contains(&Some(place));
        if !dead && of.strands.len() > 1 {
            let outcome =
                |(line, most): (&Option<usize>, &Option<_>)| *line == Some(place) && *most == Some(strand.lines[place].category);
            claim("P308", line.span, at, !decided.iter().zip(before_gates).any(outcome));
        }
        if strand.table.is_some() {
            continue;
        }
        claim("P306", line.span, 0, dead);
        if dead {
            above = None;
            continue;
        }
        let needless = is_needless(points, strand, &decided, place);
        claim("P310", line.span, 0, needless);
        if let Some(above) = above.filter(|_| !needless) {
            let other = &strand.lines[above];
            let kinds = |line: Span| {
                let has = |one: &Categorisation| one.strands.iter().flat_map(|strand| &strand.lines).any(|one| one.span == line);
                points.policy.categorisations.iter().filter(|one| has(one)).count()
            };
            let mut one = line.category == other.category && line.citation == other.citation && line.condition.is_some();
            one &= kinds(line.span) == kinds(other.span);
            if strand.hit == HitPolicy::ExactlyOne && one {
                let [first, second] = [line, other].map(|line| points.holds(line.condition.as_ref().unwrap()));
                one = !first.into_iter().zip(second).any(|(first, second)| first && second);
            }
            claim("P310", line.span, 1, one);
        }
        above = (!needless && line.condition.is_some()).then_some(place);
    }
}

/// Whether a strand would give the same without a line and those that never decide. By exactly one these keep others from deciding,
/// and only `otherwise` can give the same in a line's place.
fn is_needless(points: &Points<'_>, strand: &Strand, decided: &[Option<usize>], place: usize) -> bool {
    let without = |gone: &dyn Fn(usize) -> bool| {
        let mut fewer = strand.clone();
        fewer.lines = strand.lines.iter().enumerate().filter(|(at, _)| !gone(*at)).map(|(_, line)| line.clone()).collect();
        points.given(&fewer)
    };
    let dead = |at: usize| !decided.contains(&Some(at));
    if strand.hit == HitPolicy::ExactlyOne {
        let otherwise = strand.lines.iter().position(|line| line.condition.is_none());
        return otherwise.is_some_and(|otherwise| !dead(otherwise)) && without(&|at| at == place) == points.given(strand);
    }
    without(&|at| at == place || dead(at)) == points.given(strand)
}

/// Lines that are not behind an `otherwise`.
fn read(strand: &Strand) -> impl Iterator<Item = (usize, &Line)> {
    let otherwise = strand.lines.iter().position(|line| line.condition.is_none()).unwrap_or(strand.lines.len());
    strand.lines.iter().enumerate().filter(move |(at, _)| *at <= otherwise || strand.hit == HitPolicy::ExactlyOne)
}

fn parts_of_rules(points: &Points<'_>, of: &Categorisation, stages: &[Vec<Option<CategoryId>>], claims: &mut Claims) {
    for (at, strand) in of.strands.iter().enumerate().filter(|(_, strand)| strand.table.is_none()) {
        let given = points.given(strand);
        for (place, line) in read(strand) {
            let Some(whole) = &line.condition else { continue };
            let same = |other: &Condition| {
                let mut changed = of.strands[at].clone();
                changed.lines[place].condition = Some(other.clone());
                points.given(&changed) == given
            };
            parts(points, whole, Asked::Line, &same, claims);
        }
    }
    let among = |wanted, stage: &[Option<CategoryId>], one: &Condition, other: &Condition| {
        let both = points.holds(one).into_iter().zip(points.holds(other)).zip(stage);
        both.filter(|(_, category)| **category == Some(wanted)).all(|((one, other), _)| one == other)
    };
    for (gate, stage) in of.gates.iter().zip(stages) {
        // One of the most intensive category is an error.
        if gate.category.at() + 1 < points.policy.categories.len() {
            parts(points, &gate.unless, Asked::Parts, &|other| among(gate.category, stage, &gate.unless, other), claims);
        }
    }
    for one in &of.expectations {
        let Some(when) = &one.when else { continue };
        parts(points, when, Asked::Whole, &|other| among(one.category, &stages[stages.len() - 1], when, other), claims);
    }
}

fn parts_of_names(points: &Points<'_>, claims: &mut Claims) {
    for define in points.policy.defines.iter().filter(|one| one.kind == points.kind) {
        parts(points, &define.condition, Asked::Parts, &|_| false, claims);
    }
    for list in points.policy.lists.iter().filter(|one| one.kind == points.kind) {
        list.members.iter().for_each(|member| parts(points, member, Asked::Parts, &|_| false, claims));
    }
    for also in points.policy.also.iter().filter(|one| one.kind == points.kind) {
        also.when.iter().for_each(|when| parts(points, when, Asked::Whole, &|_| false, claims));
    }
}

/// What is asked of a condition: of its parts alone, of the whole too, or besides where an alternative adds nothing to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Parts,
    Whole,
    Line,
}

/// `same` tells whether another condition in its place changes nothing.
fn parts(points: &Points<'_>, whole: &Condition, asked: Asked, same: &dyn Fn(&Condition) -> bool, claims: &mut Claims) {
    let own = points.holds(whole);
    let constant =
        |holds| Condition { kind: if holds { ConditionKind::All(vec![]) } else { ConditionKind::Any(vec![]) }, ..whole.clone() };
    let settled = same(&constant(true)) || same(&constant(false));
    let mut claim = |at, state| claims.entry(("P309", at, 0)).or_default().push((points.kind, points.on, state));
    if asked != Asked::Parts {
        claim(whole.span, if own.iter().all(|holds| *holds) { State::Fails } else { State::Holds });
    }
    let mut paths = Vec::new();
    paths_of(whole, &mut Vec::new(), &mut paths);
    for path in paths {
        let taken = [true, false].map(|holds| taken(whole, &path, holds));
        let trivial = own.iter().all(|holds| *holds) || !own.contains(&true);
        let state = if trivial {
            State::Holds
        } else if taken.iter().any(|other| points.holds(other) == own) {
            State::Fails
        } else if !settled && taken.iter().any(same) {
            let alternative = asked == Asked::Line && !wants_all(at(whole, &path[..path.len() - 1]));
            if alternative && same(&taken[1]) { State::Fails } else { State::FailsHere }
        } else {
            State::Holds
        };
        claim(at(whole, &path).span, state);
    }
}

/// Whether a condition asks for all of its parts, so that to leave one out is to take it to hold.
fn wants_all(of: &Condition) -> bool {
    match &of.kind {
        ConditionKind::All(_) => true,
        ConditionKind::Count { quota: Quota::AtLeast(Amount { base: Operand::Number(number), offset }), of, .. } => {
            *number + Decimal::from(*offset) == Decimal::from(of.len())
        }
        ConditionKind::Test(_) | ConditionKind::Related(_) | ConditionKind::Derived(_) | ConditionKind::Defined(_) => false,
        ConditionKind::Not(_) | ConditionKind::Any(_) | ConditionKind::Count { .. } => false,
    }
}

fn children(of: &Condition) -> &[Condition] {
    match &of.kind {
        ConditionKind::Not(inner) => std::slice::from_ref(inner),
        ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, list: None, .. } => of,
        ConditionKind::Test(_) | ConditionKind::Related(_) | ConditionKind::Derived(_) | ConditionKind::Defined(_) => &[],
        ConditionKind::Count { list: Some(_), .. } => &[],
    }
}

/// The way to each part, from the outside in.
fn paths_of(of: &Condition, path: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
    for (at, child) in children(of).iter().enumerate() {
        path.push(at);
        found.push(path.clone());
        paths_of(child, path, found);
        path.pop();
    }
}

fn at<'c>(of: &'c Condition, path: &[usize]) -> &'c Condition {
    path.iter().fold(of, |of, at| &children(of)[*at])
}

fn taken(of: &Condition, path: &[usize], holds: bool) -> Condition {
    let mut of = of.clone();
    let mut part = &mut of;
    for at in path {
        part = match &mut part.kind {
            ConditionKind::Not(inner) => inner,
            ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, .. } => &mut of[*at],
            ConditionKind::Test(_) | ConditionKind::Related(_) => panic!("a test has no parts"),
            ConditionKind::Derived(_) | ConditionKind::Defined(_) => panic!("a name has no parts"),
        };
    }
    part.kind = if holds { ConditionKind::All(vec![]) } else { ConditionKind::Any(vec![]) };
    of
}
