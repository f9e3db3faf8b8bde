//! How the values of facts that are compared with each other, or added up, are cut.

use super::line::{Line, Room};
use crate::diagram::compile::REGION_LIMIT;
use crate::diagram::conditions::number_of;
use crate::diagram::regions::{Regions, day_cuts, ends};
use crate::model::{Domain, FactId, FactState, Facts, Policy, Relation, Test, TestKind, Value};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::{BTreeSet, HashMap};

/// What cutting goes by.
pub(in crate::diagram) struct Cutting<'a> {
    pub(in crate::diagram) policy: &'a Policy,
    pub(in crate::diagram) on: Date,
    pub(in crate::diagram) tests: &'a [&'a Test],
    pub(in crate::diagram) relations: &'a [&'a Relation],
    /// The one setting that is asked about, if it is one.
    pub(in crate::diagram) setting: Option<&'a Facts>,
}

type Group = BTreeSet<FactId>;

impl Cutting<'_> {
    /// The regions of the facts that the relations tie together, as far as that comes to finitely many cases; those of scales and choices, each value of which is a region
    /// anyhow, are left out.
    pub(in crate::diagram) fn regions(&self) -> HashMap<FactId, Regions> {
        let mut regions = HashMap::new();
        for group in self.groups() {
            let Some(line) = self.line(&group) else { continue };
            for (id, fact) in group.iter().filter_map(|id| Some((*id, self.policy.fact(*id)?))) {
                match &fact.domain {
                    Domain::Number(domain) => _ = regions.insert(id, Regions::on_line(domain, &line, fact.or_none)),
                    Domain::Date => _ = regions.insert(id, Regions::of_days(self.on, &line, fact.or_none)),
                    Domain::Vocabulary(_) => {}
                }
            }
        }
        regions
    }

    fn domain(&self, fact: FactId) -> Option<&Domain> {
        self.policy.fact(fact).map(|fact| &fact.domain)
    }

    /// Facts that are tied together, directly or by others.
    fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for relation in self.finite() {
            let mut joined: Group = relation.facts().collect();
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

    /// The relations that come to finitely many cases: of the order of two facts, or of whole numbers that are few.
    fn finite(&self) -> impl Iterator<Item = &Relation> {
        let every = |relation: &Relation| relation.facts().all(|fact| self.every(fact).is_some());
        self.relations.iter().copied().filter(move |relation| relation.plain().is_some() || every(relation))
    }

    /// Where the values of a group are cut. `None` where no finite number of places is enough.
    fn line(&self, group: &Group) -> Option<Line> {
        let mut named = self.added_up(group);
        named.extend(group.iter().flat_map(|fact| self.named(*fact)));
        let is_whole = |fact: &FactId| match self.domain(*fact) {
            Some(Domain::Number(domain)) => domain.whole,
            Some(Domain::Date) => true,
            Some(Domain::Vocabulary(_)) | None => false,
        };
        let (whole, all_whole) = (group.iter().any(is_whole), group.iter().all(is_whole));
        let room = match self.free(group) {
            // Between whole numbers others may lie or not, and what an assumed value leaves to unknown ones hangs on that.
            Some(_) if whole && !all_whole => return None,
            Some((assumed, unknown)) => Room::around(assumed, unknown, whole),
            None => Room::for_so_many(group.len()),
        };
        Some(Line::new(named, whole, room))
    }

    /// How many facts of a group one setting has assumed and how many it does not know, where it has both: what it rests on is
    /// then asked for each assumed value over all unknown ones.
    fn free(&self, group: &Group) -> Option<(usize, usize)> {
        let setting = self.setting?;
        let of = |wanted: fn(&FactState) -> bool| group.iter().filter(|fact| wanted(&setting.get(**fact))).count();
        let assumed = of(|state| matches!(state, FactState::Assumed(_)));
        let unknown = of(|state| matches!(state, FactState::Unknown));
        (assumed > 0 && unknown > 0).then_some((assumed, unknown))
    }

    /// Each number that facts of a group can be that are added up, or so much apart; or that all of them can be, where they are few.
    fn added_up(&self, group: &Group) -> BTreeSet<Decimal> {
        let own = self.finite().filter(|relation| relation.facts().any(|fact| group.contains(&fact)));
        let few = group.iter().all(|fact| self.every(*fact).is_some());
        let added = own.filter(|relation| few || relation.plain().is_none());
        added.flat_map(|relation| relation.facts()).filter_map(|fact| self.every(fact)).flatten().collect()
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

    /// The numbers that the policy names of a fact, its bounds and what is assumed among them. Days are numbers too, counted from the
    /// assessment date; each that is named has the day before it beside it.
    fn named(&self, fact: FactId) -> Vec<Decimal> {
        let Some(one) = self.policy.fact(fact) else { return Vec::new() };
        let tests = self.tests.iter().filter(|test| test.fact == fact);
        let (least, most) = match &one.domain {
            Domain::Number(domain) => ends(domain),
            Domain::Date => (None, Some(Decimal::ZERO)),
            Domain::Vocabulary(_) => (None, None),
        };
        let assumed = match one.assumed {
            Some(Value::Number(number)) => Some(number),
            Some(Value::Date(day)) => counted(self.on, day),
            Some(Value::None | Value::Option(_)) | None => None,
        };
        let days = tests.clone().flat_map(|test| day_cuts(self.policy, &test.kind, self.on));
        let days = days.flat_map(|day| [counted(self.on, day), counted(self.on, day).map(|day| day - Decimal::ONE)]);
        let numbers = tests.filter_map(|test| match &test.kind {
            TestKind::Number(_, operand) => number_of(self.policy, operand, self.on),
            TestKind::OneOf(_) | TestKind::None | TestKind::Date(..) | TestKind::Within { .. } => None,
        });
        numbers.chain(days.flatten()).chain(least).chain(most).chain(assumed).collect()
    }
}

/// A day as a number, counted from another one.
fn counted(from: Date, day: Date) -> Option<Decimal> {
    from.until(day).ok().map(|span| Decimal::from(span.get_days()))
}
