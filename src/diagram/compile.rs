//! One kind of setting of a policy, compiled for one assessment date.

use super::conditions::Conditions;
use super::order;
use super::quick::Quick;
use super::regions::Regions;
use super::store::{NODE_LIMIT, Nodes, Ref, TooLarge};
use crate::model::{Categorisation, CategoryId, Expectation, FactId, Gate, HitPolicy, KindId, Policy, Strand};
use jiff::civil::Date;
use std::sync::Arc;

/// Facts a kind may have: a diagram is walked as deep as there are facts.
const FACT_LIMIT: usize = 1_000;
/// Regions a fact may have.
const REGION_LIMIT: usize = 250;
/// Categories a policy may have: sets of them are the bits of one number.
const CATEGORY_LIMIT: usize = 120;

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
        if policy.categories.len() > CATEGORY_LIMIT {
            return Err(TooLarge::Categories(CATEGORY_LIMIT));
        }
        if policy.facts_of(kind).count() > FACT_LIMIT {
            return Err(TooLarge::Facts(FACT_LIMIT));
        }
        match Self::with_order(policy, kind, on, order::levels(policy, kind, true), FIRST_LIMIT) {
            Err(TooLarge::Diagram(_)) => Self::with_order(policy, kind, on, order::levels(policy, kind, false), NODE_LIMIT),
            other => other,
        }
    }

    fn with_order(policy: &Policy, kind: KindId, on: Date, order: Vec<FactId>, limit: usize) -> Result<Self, TooLarge> {
        let regions = regions(policy, kind, on, &order)?;
        let mut conditions = Conditions::new(policy, kind, on, &order, &regions, limit)?;
        let categorisation = policy.categorisation(kind);
        let mut roots = conditions.roots(kind, categorisation)?;
        let nodes = conditions.builder.kept(&mut roots.all())?;
        let variables: Vec<_> = order.into_iter().zip(regions).map(|(fact, regions)| Variable { fact, regions }).collect();
        let is_assumed = |variable: &Variable| policy.fact(variable.fact).is_some_and(|fact| fact.assumed.is_some());
        let first = variables.iter().position(is_assumed).unwrap_or(variables.len());
        let quick = Quick::new(&nodes, &variables, &roots, first);
        Ok(Self { variables, nodes, roots, categorised: categorisation.is_some(), quick, identity: Arc::new(()) })
    }

    /// How many nodes its diagrams have, those they share counted once.
    #[must_use]
    pub const fn nodes(&self) -> usize {
        self.nodes.len()
    }

    /// The regions of a fact's values, for a fact of this kind.
    #[must_use]
    pub fn regions(&self, fact: FactId) -> Option<&Regions> {
        self.variables.iter().find(|variable| variable.fact == fact).map(|variable| &variable.regions)
    }
}

fn regions(policy: &Policy, kind: KindId, on: Date, order: &[FactId]) -> Result<Vec<Regions>, TooLarge> {
    let tests = order::tests(policy, order::conditions(policy, kind));
    let mut all = Vec::with_capacity(order.len());
    for id in order {
        let Some(fact) = policy.fact(*id) else { continue };
        let of_fact: Vec<_> = tests.iter().copied().filter(|test| test.fact == *id).collect();
        let regions = Regions::new(policy, fact, &of_fact, on);
        if regions.len() > REGION_LIMIT {
            return Err(TooLarge::Regions(*id, REGION_LIMIT));
        }
        all.push(regions);
    }
    Ok(all)
}

impl Conditions<'_> {
    fn roots(&mut self, kind: KindId, categorisation: Option<&Categorisation>) -> Result<Roots, TooLarge> {
        let legal = self.legal(kind)?;
        let mut strands = Vec::new();
        let mut unconstrained = Ref::leaf(SILENT);
        for strand in categorisation.map_or(&[][..], |one| &one.strands) {
            let root = self.strand(strand)?;
            let categories: Vec<CategoryId> = strand.lines.iter().map(|line| line.category).collect();
            let gives =
                |line: Ref| line.at().and_then(|at| categories.get(at)).map_or(Ref::leaf(SILENT), |id| category_leaf(*id));
            let given = self.builder.map(root, &gives)?;
            unconstrained =
                self.builder.apply(unconstrained, given, &|one, other| Some(Ref::leaf(one.value()?.max(other.value()?))))?;
            strands.push(StrandRoot { root: self.only(legal, root)?, categories });
        }
        let mut gate = Ref::leaf(0);
        for (at, one) in categorisation.map_or(&[][..], |one| &one.gates).iter().enumerate() {
            (unconstrained, gate) = self.lift(unconstrained, gate, at, one)?;
        }
        let gate = self.only(legal, gate)?;
        let outcome = self.only(legal, unconstrained)?;
        let mut expectations = Vec::new();
        for expectation in categorisation.map_or(&[][..], |one| &one.expectations) {
            expectations.push((expectation.category, self.expectation(expectation, outcome)?));
        }
        let mut also = Vec::new();
        let policy = self.policy;
        for (at, one) in policy.also.iter().enumerate().filter(|(_, also)| also.kind == kind) {
            let holds = self.optional(one.when.as_ref())?;
            also.push((at, self.only(legal, holds)?));
        }
        Ok(Roots { outcome, unconstrained, strands, gate, expectations, also })
    }

    fn legal(&mut self, kind: KindId) -> Result<Ref, TooLarge> {
        let policy = self.policy;
        let mut legal = Ref::TRUE;
        for constraint in policy.constraints.iter().filter(|constraint| constraint.kind == kind) {
            let broken = self.condition(&constraint.condition)?;
            let kept = self.not(broken)?;
            legal = self.builder.apply(kept, legal, &|kept, legal| match (kept, legal) {
                (Ref::TRUE, other) | (other, Ref::TRUE) => Some(other),
                (Ref::FALSE, _) | (_, Ref::FALSE) => Some(Ref::FALSE),
                _ => None,
            })?;
        }
        Ok(legal)
    }

    /// A diagram where the constraints are kept, illegal elsewhere.
    fn only(&mut self, legal: Ref, of: Ref) -> Result<Ref, TooLarge> {
        self.choose(legal, of, Ref::ILLEGAL)
    }

    /// One diagram where a condition holds, a leaf elsewhere.
    fn choose(&mut self, condition: Ref, held: Ref, otherwise: Ref) -> Result<Ref, TooLarge> {
        self.builder.apply(condition, held, &|condition, held| match condition {
            Ref::TRUE => Some(held),
            Ref::FALSE => Some(otherwise),
            _ => None,
        })
    }

    fn strand(&mut self, strand: &Strand) -> Result<Ref, TooLarge> {
        if strand.hit == HitPolicy::ExactlyOne {
            let mut lines = Vec::with_capacity(strand.lines.len());
            for line in &strand.lines {
                lines.push(line.condition.as_ref().map(|condition| self.condition(condition)).transpose()?);
            }
            return self.exactly_one(&lines);
        }
        let mut rest = Ref::leaf_at(strand.lines.len());
        for (at, line) in strand.lines.iter().enumerate().rev() {
            let holds = self.optional(line.condition.as_ref())?;
            let fails = self.not(holds)?;
            rest = self.choose(fails, rest, Ref::leaf_at(at))?;
        }
        Ok(rest)
    }

    /// The outcome, and the gate that lifted last, after one more gate.
    fn lift(&mut self, outcome: Ref, last: Ref, at: usize, gate: &Gate) -> Result<(Ref, Ref), TooLarge> {
        if gate.category.at() + 1 >= self.policy.categories.len() {
            return Ok((outcome, last));
        }
        let open = self.condition(&gate.unless)?;
        let (from, to) = (category_leaf(gate.category), category_leaf(CategoryId(gate.category.0 + 1)));
        let stays = self.builder.apply(outcome, open, &|outcome, open| match (outcome.value().is_some(), open) {
            (true, _) if outcome != from => Some(Ref::TRUE),
            (true, Ref::TRUE | Ref::FALSE) => Some(open),
            _ => None,
        })?;
        Ok((self.choose(stays, outcome, to)?, self.choose(stays, last, Ref::leaf_at(at + 1))?))
    }

    fn expectation(&mut self, expectation: &Expectation, outcome: Ref) -> Result<Ref, TooLarge> {
        let when = self.optional(expectation.when.as_ref())?;
        let met = self.condition(&expectation.expects)?;
        let state = self.builder.map(met, &|met| Ref::leaf(if met == Ref::TRUE { expected::MET } else { expected::NOT_MET }))?;
        let state = self.choose(when, state, Ref::leaf(expected::NOTHING))?;
        let wanted = category_leaf(expectation.category);
        self.builder.apply(outcome, state, &|outcome, state| match outcome.value() {
            Some(_) if outcome == wanted => Some(state),
            Some(_) => Some(Ref::ILLEGAL),
            None => None,
        })
    }
}
