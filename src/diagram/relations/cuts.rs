//! How the values of facts that are compared with each other, or added up, are cut.

use crate::diagram::compile::REGION_LIMIT;
use crate::diagram::conditions::number_of;
use crate::diagram::regions::{Cut, Regions, day_cuts, ends};
use crate::diagram::store::TooLarge;
use crate::model::{Domain, FactId, Policy, Relation, Test, TestKind, Value};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::{BTreeSet, HashMap};

/// What cutting goes by.
struct Cutting<'a> {
    policy: &'a Policy,
    on: Date,
    tests: &'a [&'a Test],
    relations: &'a [&'a Relation],
}

/// The regions of the facts that these relations tie together; those of scales and choices, each value of which is a region
/// anyhow, are left out.
pub(in crate::diagram) fn cut(
    policy: &Policy,
    on: Date,
    tests: &[&Test],
    relations: &[&Relation],
) -> Result<HashMap<FactId, Regions>, TooLarge> {
    let cutting = Cutting { policy, on, tests, relations };
    let mut regions = HashMap::new();
    for group in cutting.groups() {
        cutting.cut(&group, &mut regions)?;
    }
    Ok(regions)
}

impl Cutting<'_> {
    fn domain(&self, fact: FactId) -> Option<&Domain> {
        self.policy.fact(fact).map(|fact| &fact.domain)
    }

    /// Facts that are tied together, directly or by others.
    fn groups(&self) -> Vec<BTreeSet<FactId>> {
        let mut groups: Vec<BTreeSet<FactId>> = Vec::new();
        for relation in self.relations {
            let mut joined: BTreeSet<FactId> = relation.facts().collect();
            if joined.iter().any(|fact| matches!(self.domain(*fact), None | Some(Domain::Vocabulary(_)))) {
                continue;
            }
            groups.retain(|group| {
                let apart = group.is_disjoint(&joined);
                if !apart {
                    joined.extend(group);
                }
                apart
            });
            groups.push(joined);
        }
        groups
    }

    fn cut(&self, group: &BTreeSet<FactId>, regions: &mut HashMap<FactId, Regions>) -> Result<(), TooLarge> {
        let own = || self.relations.iter().filter(|relation| relation.facts().any(|fact| group.contains(&fact)));
        let every = group.iter().all(|fact| self.every(*fact).is_some());
        let mut named = BTreeSet::new();
        for relation in own().filter(|relation| every || relation.plain().is_none()) {
            let Some(values) = relation.facts().map(|fact| self.every(fact)).collect::<Option<Vec<_>>>() else {
                return Err(relation.two_facts().map_or(TooLarge::Answer(0), TooLarge::NotFinite));
            };
            named.extend(values.into_iter().flatten());
        }
        let is_date = group.iter().any(|fact| matches!(self.domain(*fact), Some(Domain::Date)));
        let points = group.len() + 1;
        if is_date {
            let cuts = self.days(group, points);
            for fact in group {
                regions.extend(self.policy.fact(*fact).map(|one| (*fact, Regions::of_days(self.on, cuts.clone(), one.or_none))));
            }
            return Ok(());
        }
        named.extend(group.iter().flat_map(|fact| self.named(*fact)));
        let whole = group.iter().any(|fact| matches!(self.domain(*fact), Some(Domain::Number(domain)) if domain.whole));
        let line = line(named, whole, points);
        for fact in group {
            let Some(one) = self.policy.fact(*fact) else { continue };
            if let Domain::Number(domain) = &one.domain {
                regions.insert(*fact, Regions::on_line(domain, &line, one.or_none));
            }
        }
        Ok(())
    }

    /// All values of a fact of whole numbers, if they are few.
    fn every(&self, fact: FactId) -> Option<Vec<Decimal>> {
        let Some(Domain::Number(domain)) = self.domain(fact) else { return None };
        let (least, most) = ends(domain);
        let (least, most) = (least.filter(|_| domain.whole)?, most?);
        let count = most.checked_sub(least)?.to_usize()?.checked_add(1)?;
        // One region more may be none.
        (count < REGION_LIMIT).then(|| (0..count).map(|up| least + Decimal::from(up)).collect())
    }

    /// The numbers that the policy names of a fact, its bounds and what is assumed among them.
    fn named(&self, fact: FactId) -> Vec<Decimal> {
        let Some(one) = self.policy.fact(fact) else { return Vec::new() };
        let Domain::Number(domain) = &one.domain else { return Vec::new() };
        let (least, most) = ends(domain);
        let assumed = match one.assumed {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        };
        let tests = self.tests.iter().filter(|test| test.fact == fact).filter_map(|test| match &test.kind {
            TestKind::Number(_, operand) => number_of(self.policy, operand, self.on),
            TestKind::OneOf(_) | TestKind::None | TestKind::Date(..) | TestKind::Within { .. } => None,
        });
        tests.chain(least).chain(most).chain(assumed).collect()
    }

    /// The days with which regions begin: those that the policy names, and behind each, as before the first, as many more as there are
    /// to be points.
    fn days(&self, group: &BTreeSet<FactId>, points: usize) -> Vec<Date> {
        let of_group = self.tests.iter().filter(|test| group.contains(&test.fact));
        let mut named: BTreeSet<Date> =
            of_group.flat_map(|test| day_cuts(self.policy, test, self.on)).collect();
        for fact in group {
            if let Some(Value::Date(day)) = self.policy.fact(*fact).and_then(|fact| fact.assumed) {
                named.extend([Some(day), day.tomorrow().ok()].into_iter().flatten());
            }
        }
        let first = named.first().copied().filter(|first| *first <= self.on).or_else(|| self.on.tomorrow().ok());
        let mut cuts = Vec::new();
        let steps = || std::iter::repeat_n((), points.saturating_sub(1));
        for day in &named {
            cuts.push(*day);
            cuts.extend(steps().scan(*day, |day, ()| day.tomorrow().ok().inspect(|next| *day = *next)));
        }
        if let Some(first) = first {
            cuts.extend(steps().scan(first, |day, ()| day.yesterday().ok().inspect(|before| *day = *before)));
        }
        cuts
    }
}

/// A region of numbers: a value of it, where it ends, and whether it has no other value.
#[derive(Clone, Copy, Debug)]
pub(in crate::diagram) struct Piece {
    pub(in crate::diagram) value: Decimal,
    pub(in crate::diagram) end: Option<Cut>,
    pub(in crate::diagram) single: bool,
}

/// All numbers, cut at those that are named and, in between, at so many points. Where facts of whole numbers are among those compared, the points
/// are whole; where there are not so many whole numbers between two named ones, those that there are count as named.
fn line(mut named: BTreeSet<Decimal>, whole: bool, points: usize) -> Vec<Piece> {
    if whole {
        let ends: Vec<Decimal> = named.iter().copied().collect();
        for pair in ends.windows(2) {
            let [low, high] = pair else { continue };
            let between = whole_above(*low).take(points).take_while(|number| number < high).collect::<Vec<_>>();
            if between.len() < points {
                named.extend(between);
            }
        }
    }
    let mut pieces = Vec::new();
    let mut low = None;
    for high in named.into_iter().map(Some).chain([None]) {
        let between = between(low, high, whole, points);
        let last = between.len().saturating_sub(1);
        for (at, value) in between.into_iter().enumerate() {
            let end = if at < last { Some(Cut { at: value, after: true }) } else { high.map(|at| Cut { at, after: false }) };
            pieces.push(Piece { value, end, single: false });
        }
        pieces.extend(high.map(|value| Piece { value, end: Some(Cut { at: value, after: true }), single: true }));
        low = high;
    }
    pieces
}

/// So many numbers strictly between two, upwards.
fn between(low: Option<Decimal>, high: Option<Decimal>, whole: bool, points: usize) -> Vec<Decimal> {
    let steps = || (1..=points).map(Decimal::from);
    match (low, high) {
        (Some(low), Some(high)) => {
            let inside = |number: &Decimal| *number > low && *number < high;
            let own: Vec<Decimal> = whole_above(low).take(points).filter(inside).collect();
            if whole && own.len() == points {
                return own;
            }
            let step = (high - low) / Decimal::from(points + 1);
            let mut spread: Vec<Decimal> = steps().filter_map(|at| low.checked_add(step * at)).filter(inside).collect();
            spread.dedup();
            spread
        }
        (Some(low), None) => whole_above(low).take(points).collect(),
        (None, Some(high)) => {
            let mut down: Vec<Decimal> = steps().filter_map(|at| high.ceil().checked_sub(at)).collect();
            down.reverse();
            down
        }
        (None, None) => steps().collect(),
    }
}

/// The whole numbers above a number, upwards.
fn whole_above(number: Decimal) -> impl Iterator<Item = Decimal> {
    std::iter::successors(number.floor().checked_add(Decimal::ONE), |at| at.checked_add(Decimal::ONE))
}
