//! Two policies on one kind of setting and one assessment date, over one row of facts: where they come to different things, as sets
//! of settings.
//!
//! Both are compiled into diagrams that share their nodes, so that a strand, gate or constraint that says the same on both sides is one
//! diagram, and costs nothing ([`rest`]). A setting has all facts of either side; each side looks at its own. What only one side can
//! say of a fact is in no set.

mod categories;
mod facts;
mod legal;
mod outcomes;
mod rest;
mod support;
mod tell;
mod witness;

pub use legal::Alone;
pub use outcomes::{Moves, Untold};
pub use support::{Expecting, Fate, Gets};
pub use tell::{OnSide, Term, Told, Whose};

use super::apart::Parts;
use super::compile::{self, FACT_LIMIT};
use super::conditions::Conditions;
use super::cover::{Atom, Topic};
use super::order::Order;
use super::regions::Regions;
use super::store::{Builder, Ref, TooLarge};
use crate::model::{FactId, KindId, Policy};
use categories::Categories;
use facts::Shared;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::HashMap;

/// Nodes that a comparison may make.
const LIMIT: usize = 1_000_000;

/// Two policies over one row of facts. Of what has two sides the earlier is the first.
pub struct Contrast<'p> {
    sides: [Side<'p>; 2],
    facts: Vec<Shared>,
    /// The region that each fact is usually in, and what the rest of the strands usually come to.
    usual: Vec<usize>,
    categories: Categories,
    builder: Builder,
    /// The strands that say the same on both sides, by their places on each.
    same: Vec<[usize; 2]>,
}

/// One of the policies.
struct Side<'p> {
    policy: &'p Policy,
    kind: KindId,
    parts: Parts,
    named: Vec<(Topic, Atom)>,
}

impl std::fmt::Debug for Contrast<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Contrast").field("facts", &self.facts).finish_non_exhaustive()
    }
}

impl<'p> Contrast<'p> {
    /// Sets two policies side by side. The pairs are the facts that both have, of whatever names; each is of one sort on both sides: a
    /// choice or scale, numbers of one unit, or days.
    ///
    /// # Errors
    /// Where even their parts pass a limit.
    pub fn new(of: [(&'p Policy, KindId); 2], on: Date, pairs: &[(FactId, FactId)]) -> Result<Self, TooLarge> {
        let policies = of.map(|(policy, _)| policy);
        let categories = Categories::of(policies);
        if categories.leaves() > rest::MOST {
            return Err(TooLarge::Categories(rest::MOST - 1));
        }
        let orders = of.map(|(policy, kind)| Order::Together.of(policy, kind));
        let facts = shared(of, on, [&orders[0], &orders[1]], pairs)?;
        let arities = facts.iter().map(|one| one.regions[0].len()).chain([categories.leaves()]).collect();
        let mut builder = Builder::new(arities, LIMIT);
        let [old, new] = of;
        let mut side = |of, at| Side::of(of, at, on, &facts, &categories, &mut builder);
        let sides = [side(old, 0)?, side(new, 1)?];
        let usual = facts.iter().map(|fact| usual(policies, fact)).chain([0]).collect();
        let mut contrast = Self { sides, facts, usual, categories, builder, same: Vec::new() };
        contrast.same = contrast.same_strands();
        Ok(contrast)
    }

    /// The level at which the rest of the strands lies.
    fn rest(&self) -> usize {
        self.facts.len()
    }

    /// Strands that are one diagram on both sides, each with one of the other side.
    fn same_strands(&self) -> Vec<[usize; 2]> {
        let [old, new] = &self.sides;
        let mut same: Vec<[usize; 2]> = Vec::new();
        if !self.categories.in_order {
            return same;
        }
        for (at, strand) in old.parts.strands.iter().enumerate() {
            let free = |other: usize| !same.iter().any(|[_, taken]| *taken == other);
            let alike = |other: &usize| new.parts.strands.get(*other).is_some_and(|one| one.given == strand.given);
            if let Some(other) = (0..new.parts.strands.len()).filter(|other| free(*other)).find(alike) {
                same.push([at, other]);
            }
        }
        same
    }
}

impl<'p> Side<'p> {
    fn of(
        (policy, kind): (&'p Policy, KindId),
        at: usize,
        on: Date,
        facts: &[Shared],
        categories: &Categories,
        builder: &mut Builder,
    ) -> Result<Self, TooLarge> {
        let own = |one: &Shared| one.facts.get(at).copied().flatten();
        let levels: HashMap<FactId, usize> =
            facts.iter().enumerate().filter_map(|(level, one)| Some((own(one)?, level))).collect();
        let regions: Vec<Regions> = facts.iter().filter_map(|one| one.regions.get(at).cloned()).collect();
        let about = (levels, Cow::Owned(regions), &[][..]);
        let mut conditions = Conditions::into(policy, kind, on, about, std::mem::take(builder))?;
        let mut parts = conditions.parts(kind)?;
        let named = conditions.named(kind)?;
        *builder = conditions.builder;
        let leaves = categories.translation(at);
        let translated = |leaf: Ref| leaf.at().and_then(|at| leaves.get(&at)).map_or(Ref::ILLEGAL, |at| Ref::leaf_at(*at));
        for strand in &mut parts.strands {
            strand.given = builder.map(strand.given, &translated)?;
        }
        Ok(Self { policy, kind, parts, named })
    }
}

/// The facts of both, level by level, with the regions that either tells apart.
fn shared(
    of: [(&Policy, KindId); 2],
    on: Date,
    orders: [&[FactId]; 2],
    pairs: &[(FactId, FactId)],
) -> Result<Vec<Shared>, TooLarge> {
    let mut regions: [HashMap<FactId, Regions>; 2] = [HashMap::new(), HashMap::new()];
    for ((policy, kind), (order, all)) in of.into_iter().zip(orders.into_iter().zip(&mut regions)) {
        let found = compile::regions(policy, kind, on, order, None);
        // An order of facts holds for the regions of one policy alone.
        if let Some((fact, _)) = order.iter().zip(&found).find(|(_, regions)| regions.are_ordered()) {
            return Err(TooLarge::NotFinite([*fact, *fact]));
        }
        compile::are_few(order, &found)?;
        all.extend(order.iter().copied().zip(found));
    }
    let [earlier, later] = &regions;
    let policies = of.map(|(policy, _)| policy);
    let mut levels = Vec::new();
    for facts in facts::order(orders, pairs) {
        let one = match facts {
            [Some(left), Some(right)] => {
                earlier.get(&left).zip(later.get(&right)).map(|(old, new)| Shared::of_both(policies, [left, right], [old, new]))
            }
            [Some(left), None] => earlier.get(&left).map(|regions| Shared::of_one(0, left, regions)),
            [None, Some(right)] => later.get(&right).map(|regions| Shared::of_one(1, right, regions)),
            [None, None] => None,
        };
        levels.extend(one);
    }
    if levels.len() >= FACT_LIMIT {
        return Err(TooLarge::Facts(FACT_LIMIT));
    }
    Ok(levels)
}

/// The region that a fact is usually in: of what the later side assumes, or the earlier; else the first that both can say.
fn usual(policies: [&Policy; 2], fact: &Shared) -> usize {
    let assumed = |side: usize| {
        let id = fact.facts.get(side).copied().flatten()?;
        let value = policies.get(side)?.fact(id)?.assumed?;
        fact.region_of(side, value).filter(|region| fact.both_say(*region))
    };
    let first = || (0..fact.regions[0].len()).find(|region| fact.both_say(*region));
    assumed(1).or_else(|| assumed(0)).or_else(first).unwrap_or(0)
}
