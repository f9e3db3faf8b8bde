//! One kind of setting of a policy, compiled for one assessment date.

use super::apart::{GateRoot, Parts};
use super::conditions::{Conditions, Frame};
use super::order::{self, Order};
use super::quick::Quick;
use super::regions::Regions;
use super::relations::{self, Cutting};
use super::store::{Nodes, Ref, TooLarge, WHOLE_LIMIT};
use crate::model::{CategoryId, FactId, FactState, Facts, KindId, Policy};
use jiff::civil::Date;
use std::sync::Arc;

/// Facts a kind may have: a diagram is walked as deep as there are facts.
pub(super) const FACT_LIMIT: usize = 1_000;
/// Regions a fact may have.
pub(super) const REGION_LIMIT: usize = 250;
/// Categories a policy may have: sets of them are the bits of one number.
pub(super) const CATEGORY_LIMIT: usize = 120;

/// Nodes that the diagram may have in the order that answers fastest, before another is tried.
const FIRST_LIMIT: usize = 100_000;

/// The leaf of a setting that every strand is silent about; a category's leaf is its index and one.
pub(super) const SILENT: u32 = 0;

/// The leaf of a category.
pub(super) const fn category_leaf(category: CategoryId) -> Ref {
    Ref::leaf(category.0 as u32 + 1)
}

/// The category of a leaf, none for [`SILENT`].
pub(super) fn category_of(value: u32) -> Option<CategoryId> {
    Some(CategoryId(u16::try_from(value.checked_sub(1)?).ok()?))
}

/// Leaves of expectations.
pub(super) mod expected {
    /// It does not apply.
    pub(in crate::diagram) const NOTHING: u32 = 0;
    /// It applies and is met.
    pub(in crate::diagram) const MET: u32 = 1;
    /// It applies and is not met.
    pub(in crate::diagram) const NOT_MET: u32 = 2;
}

/// A fact as a variable.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    pub(super) fact: FactId,
    pub(super) regions: Regions,
}

/// A strand: its leaves are the index of the line that decides it, or the number of lines where it is silent.
#[derive(Clone, Debug)]
pub(super) struct StrandRoot {
    pub(super) root: Ref,
    pub(super) categories: Vec<CategoryId>,
}

/// Where the diagrams of a kind begin. Those that say so lead to [`Ref::ILLEGAL`] where a constraint is broken.
#[derive(Clone, Debug)]
pub(super) struct Roots {
    /// The category or silence; legal.
    pub(super) outcome: Ref,
    /// The same without constraints.
    pub(super) unconstrained: Ref,
    /// Strands; legal.
    pub(super) strands: Vec<StrandRoot>,
    /// 0, or one more than the index of the gate that lifted last; legal.
    pub(super) gate: Ref,
    /// Category and [`expected`] leaves, illegal too where the category is another.
    pub(super) expectations: Vec<(CategoryId, Ref)>,
    /// Index in [`Policy::also`] and where it holds; legal.
    pub(super) also: Vec<(usize, Ref)>,
}

impl Roots {
    fn all(&mut self) -> Vec<&mut Ref> {
        let mut all = vec![&mut self.outcome, &mut self.unconstrained, &mut self.gate];
        all.extend(self.strands.iter_mut().map(|strand| &mut strand.root));
        all.extend(self.expectations.iter_mut().map(|(_, root)| root));
        all.extend(self.also.iter_mut().map(|(_, root)| root));
        all
    }
}

/// What a policy says of one kind of setting on one assessment date, as diagrams.
#[derive(Clone, Debug)]
pub struct Compiled {
    pub(super) variables: Vec<Variable>,
    pub(super) nodes: Nodes,
    pub(super) roots: Roots,
    pub(super) categorised: bool,
    pub(super) quick: Quick,
    /// Whose caches a scratch holds.
    pub(super) identity: Arc<()>,
}

impl Compiled {
    /// Compiles a policy without errors for a kind of setting.
    ///
    /// # Errors
    /// Where it passes a limit.
    pub fn new(policy: &Policy, kind: KindId, on: Date) -> Result<Self, TooLarge> {
        Self::within(policy, kind, on, WHOLE_LIMIT)
    }

    /// Compiles it into so many nodes at most.
    pub(super) fn within(policy: &Policy, kind: KindId, on: Date, limit: usize) -> Result<Self, TooLarge> {
        if policy.categories.len() > CATEGORY_LIMIT {
            return Err(TooLarge::Categories(CATEGORY_LIMIT));
        }
        match Self::with_order(policy, kind, on, order::levels(policy, kind, true), None, FIRST_LIMIT.min(limit)) {
            Err(TooLarge::Diagram(_)) => Self::with_order(policy, kind, on, Order::Together.of(policy, kind), None, limit),
            other => other,
        }
    }

    /// Compiles it for settings that have these facts told or assumed alone. A fact whose value lies in no region counts as unknown.
    ///
    /// # Errors
    /// Where even that passes a limit.
    pub fn of_setting(policy: &Policy, kind: KindId, on: Date, facts: &Facts) -> Result<Self, TooLarge> {
        if policy.categories.len() > CATEGORY_LIMIT {
            return Err(TooLarge::Categories(CATEGORY_LIMIT));
        }
        Self::with_order(policy, kind, on, Order::Together.of(policy, kind), Some(facts), WHOLE_LIMIT)
    }

    fn with_order(
        policy: &Policy,
        kind: KindId,
        on: Date,
        order: Vec<FactId>,
        setting: Option<&Facts>,
        limit: usize,
    ) -> Result<Self, TooLarge> {
        // What is compared with a known fact is a plain test; no assumed one is left among those that are compared.
        let given = setting.map(|facts| relations::given(policy, kind, on, &|fact| facts.get(fact).value()));
        let policy = given.as_deref().unwrap_or(policy);
        let regions = regions(policy, kind, on, &order, None);
        let known = |(fact, regions): (&FactId, &Regions)| regions.region_of(setting?.get(*fact).value()?);
        let told: Vec<Option<usize>> = order.iter().zip(&regions).map(known).collect();
        let open = || order.iter().zip(&regions).zip(&told).filter(|(_, told)| told.is_none());
        if open().count() > FACT_LIMIT {
            return Err(TooLarge::Facts(FACT_LIMIT));
        }
        are_few(open().map(|((fact, _), _)| fact), open().map(|((_, regions), _)| regions))?;
        let frame = Frame { order: &order, regions: &regions, told: &told };
        let mut conditions = Conditions::new(policy, kind, on, frame, limit)?;
        let parts = conditions.parts(kind)?;
        let mut roots = conditions.roots(parts)?;
        let nodes = conditions.builder.kept(&mut roots.all())?;
        let variables: Vec<_> = order.into_iter().zip(regions).map(|(fact, regions)| Variable { fact, regions }).collect();
        let is_assumed = |variable: &Variable| policy.fact(variable.fact).is_some_and(|fact| fact.assumed.is_some());
        let first = variables.iter().position(is_assumed).unwrap_or(variables.len());
        let quick = Quick::new(&nodes, &variables, &roots, first);
        Ok(Self { variables, nodes, roots, categorised: policy.categorisation(kind).is_some(), quick, identity: Arc::new(()) })
    }

    /// Compiles another policy about the same facts, in the order of this one, so that the two can be walked side by side.
    ///
    /// # Errors
    /// Where it passes a limit.
    pub fn alike(&self, policy: &Policy, kind: KindId, on: Date) -> Result<Self, TooLarge> {
        Self::with_order(policy, kind, on, self.variables.iter().map(|variable| variable.fact).collect(), None, WHOLE_LIMIT)
    }

    /// How many nodes its diagrams have, those they share counted once.
    #[must_use]
    pub const fn nodes(&self) -> usize {
        self.nodes.len()
    }

    /// Whether a setting's facts lie in regions that say all of them: a fact that is compared with others may not
    /// ([`TooLarge::NotFinite`]). Otherwise nothing but its own policy says what the setting comes to.
    #[must_use]
    pub fn says_all_of(&self, facts: &Facts) -> bool {
        self.not_finite(facts).is_none()
    }

    /// A fact whose region does not say all of it.
    pub(super) fn not_finite(&self, facts: &Facts) -> Option<FactId> {
        not_finite(&self.variables, facts)
    }

    /// A fact that is compared with others so that its regions stand for no more than an order, if there is one.
    #[must_use]
    pub fn ordered(&self) -> Option<FactId> {
        self.variables.iter().find(|variable| variable.regions.are_ordered()).map(|variable| variable.fact)
    }

    /// Whether there is one.
    #[must_use]
    pub fn has_orders(&self) -> bool {
        self.ordered().is_some()
    }

    /// The regions of a fact's values, for a fact of this kind.
    #[must_use]
    pub fn regions(&self, fact: FactId) -> Option<&Regions> {
        self.variables.iter().find(|variable| variable.fact == fact).map(|variable| &variable.regions)
    }
}

/// A fact whose region does not say all of what is known of it.
pub(super) fn not_finite(variables: &[Variable], facts: &Facts) -> Option<FactId> {
    let is_vague = |variable: &&Variable| match facts.get(variable.fact) {
        FactState::Told(value) => variable.regions.region_of(value).is_some_and(|region| !variable.regions.says_all(region)),
        // What rests on it is asked over all its values.
        FactState::Assumed(_) => true,
        FactState::Unknown => false,
    };
    variables.iter().filter(|variable| variable.regions.are_ordered()).find(is_vague).map(|variable| variable.fact)
}

/// The regions of facts, which a policy tells apart; for one setting, as far as that has not told them.
pub(super) fn regions(policy: &Policy, kind: KindId, on: Date, order: &[FactId], setting: Option<&Facts>) -> Vec<Regions> {
    let tests = order::tests(policy, order::conditions(policy, kind));
    let compared = order::relations(policy, kind);
    let mut related = Cutting { policy, on, tests: &tests, relations: &compared, setting }.regions();
    let mut of_fact = |id: &FactId| {
        let own: Vec<_> = tests.iter().copied().filter(|test| test.fact == *id).collect();
        related.remove(id).map_or_else(|| Some(Regions::new(policy, policy.fact(*id)?, &own, on)), Some)
    };
    order.iter().filter_map(&mut of_fact).collect()
}

/// That facts have no more regions than may be.
pub(super) fn are_few<'r>(
    order: impl IntoIterator<Item = &'r FactId>,
    regions: impl IntoIterator<Item = &'r Regions>,
) -> Result<(), TooLarge> {
    let many = order.into_iter().zip(regions).find(|(_, regions)| regions.len() > REGION_LIMIT);
    many.map_or(Ok(()), |(fact, _)| Err(TooLarge::Regions(*fact, REGION_LIMIT)))
}

impl Conditions<'_> {
    /// The strands combined, gates and constraints applied.
    fn roots(&mut self, parts: Parts) -> Result<Roots, TooLarge> {
        let legal = self.all(&parts.constraints)?;
        let mut strands = Vec::new();
        let mut unconstrained = Ref::leaf(SILENT);
        for strand in parts.strands {
            let most = |one: Ref, other: Ref| Some(Ref::leaf(one.value()?.max(other.value()?)));
            unconstrained = self.builder.apply(unconstrained, strand.given, &most)?;
            let lines: Vec<_> = strand.lines.iter().enumerate().map(|(at, (_, holds))| (*holds, Ref::leaf_at(at))).collect();
            let root = self.first(&lines, Ref::leaf_at(lines.len()))?;
            let categories = strand.lines.into_iter().map(|(category, _)| category).collect();
            strands.push(StrandRoot { root: self.only(legal, root)?, categories });
        }
        let mut gate = Ref::leaf(0);
        for one in parts.gates {
            (unconstrained, gate) = self.lift(unconstrained, gate, one)?;
        }
        let gate = self.only(legal, gate)?;
        let outcome = self.only(legal, unconstrained)?;
        let mut expectations = Vec::new();
        for (category, state) in parts.expectations {
            expectations.push((category, self.expected_in(category, state, outcome)?));
        }
        let mut also = Vec::new();
        for (at, holds) in parts.also {
            also.push((at, self.only(legal, holds)?));
        }
        Ok(Roots { outcome, unconstrained, strands, gate, expectations, also })
    }

    /// Where all of these hold.
    pub(super) fn all(&mut self, conditions: &[Ref]) -> Result<Ref, TooLarge> {
        conditions.iter().try_fold(Ref::TRUE, |all, one| {
            self.builder.apply(*one, all, &|one, all| match (one, all) {
                (Ref::TRUE, other) | (other, Ref::TRUE) => Some(other),
                (Ref::FALSE, _) | (_, Ref::FALSE) => Some(Ref::FALSE),
                _ => None,
            })
        })
    }

    /// A diagram where the constraints are kept, illegal elsewhere.
    pub(super) fn only(&mut self, legal: Ref, of: Ref) -> Result<Ref, TooLarge> {
        self.choose(legal, of, Ref::ILLEGAL)
    }

    /// One diagram where a condition holds, a leaf elsewhere.
    pub(super) fn choose(&mut self, condition: Ref, held: Ref, otherwise: Ref) -> Result<Ref, TooLarge> {
        self.builder.apply(condition, held, &|condition, held| match condition {
            Ref::TRUE => Some(held),
            Ref::FALSE => Some(otherwise),
            _ => None,
        })
    }

    /// The outcome, and the gate that lifted last, after one more gate.
    pub(super) fn lift(&mut self, outcome: Ref, last: Ref, gate: GateRoot) -> Result<(Ref, Ref), TooLarge> {
        let (from, to) = (category_leaf(gate.from), category_leaf(CategoryId(gate.from.0 + 1)));
        let stays = self.builder.apply(outcome, gate.open, &|outcome, open| match (outcome.value().is_some(), open) {
            (true, _) if outcome != from => Some(Ref::TRUE),
            (true, Ref::TRUE | Ref::FALSE) => Some(open),
            _ => None,
        })?;
        Ok((self.choose(stays, outcome, to)?, self.choose(stays, last, Ref::leaf_at(gate.at + 1))?))
    }

    /// The state of an expectation where the category is its own.
    pub(super) fn expected_in(&mut self, category: CategoryId, state: Ref, outcome: Ref) -> Result<Ref, TooLarge> {
        let wanted = category_leaf(category);
        self.builder.apply(outcome, state, &|outcome, state| match outcome.value() {
            Some(_) if outcome == wanted => Some(state),
            Some(_) => Some(Ref::ILLEGAL),
            None => None,
        })
    }
}
