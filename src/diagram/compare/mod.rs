//! Two policies about the same facts side by side: whether any setting, however much of it is known, has another outcome.
//!
//! What is possible for a setting of which some facts are unknown, what becomes of its expectations, what it certainly gets besides
//! and which assumed facts its answer rests on follow from what every complete setting comes to, and from which are legal. So two
//! policies that agree on every complete setting and assume the same agree on every setting. Where they do not, a walk down both
//! diagrams finds a setting that tells them apart. Which strand or gate decides, and what is asked first, is not compared.

mod groups;
mod walk;

use super::compile::{Compiled, SILENT, category_of};
use super::regions::Regions;
use super::store::{Ref, TooLarge};
use crate::model::{CategoryId, Domain, FactId, KindId, Policy, Value};
use groups::Group;
use walk::{Held, Walk};

/// A policy and its diagrams for a kind of setting and an assessment date.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// Compiled in the order of the other side ([`Compiled::alike`]).
    pub compiled: &'a Compiled,
}

/// Two policies side by side.
#[derive(Debug)]
pub struct Pair<'a> {
    kind: KindId,
    sides: [Side<'a>; 2],
    /// Level by level.
    values: Vec<Values>,
}

/// What sets two policies apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Apart {
    /// Nothing: every setting has the same outcome.
    Nothing,
    /// Settings of which these facts are told, and all others left to what is assumed of them or unknown.
    Told(Vec<(FactId, Value)>),
    /// Neither was found out.
    NotDecided,
}

/// The values of a fact, as far as either side tells them apart.
#[derive(Debug)]
struct Values {
    fact: FactId,
    regions: Regions,
    left: Vec<Option<usize>>,
    right: Vec<Option<usize>>,
    /// What both sides assume of it, so that it need not be told.
    free: Option<usize>,
}

impl Values {
    fn sides(&self, region: usize) -> [Option<usize>; 2] {
        [&self.left, &self.right].map(|side| side.get(region).copied().flatten())
    }
}

/// Whether a category brings the same on both sides; `None` stands for a kind of setting without categories.
pub type Brings<'b> = &'b dyn Fn(Option<CategoryId>, Option<CategoryId>) -> bool;

impl<'a> Pair<'a> {
    /// Two policies for one kind of setting; none where its facts are not the same on both sides.
    #[must_use]
    pub fn new(kind: KindId, left: Side<'a>, right: Side<'a>) -> Option<Self> {
        let sorts = |side: &Side<'_>| {
            let facts = side.policy.facts_of(kind);
            facts.map(|(id, fact)| (id, fact.name.machine.clone(), std::mem::discriminant(&fact.domain))).collect::<Vec<_>>()
        };
        let order = |side: &Side<'_>| side.compiled.variables.iter().map(|variable| variable.fact).collect::<Vec<_>>();
        let alike = sorts(&left) == sorts(&right) && order(&left) == order(&right);
        let pairs = left.compiled.variables.iter().zip(&right.compiled.variables);
        let values = pairs.map(|(one, other)| values(&left, &right, one.fact, &one.regions, &other.regions)).collect();
        let ordered = left.compiled.has_orders() || right.compiled.has_orders();
        (alike && !ordered && left.compiled.categorised == right.compiled.categorised).then_some(Self {
            kind,
            sides: [left, right],
            values,
        })
    }

    /// What sets the two apart. Categories count as one where they are called the same and bring the same.
    ///
    /// # Errors
    /// Where it would take too many steps.
    pub fn apart(&self, brings: Brings<'_>) -> Result<Apart, TooLarge> {
        let [left, right] = self.sides;
        if let Some(told) = self.walk(&[left.compiled.roots.outcome], &[right.compiled.roots.outcome], None, &|one, other| {
            !self.same_outcome(one, other, brings)
        })? {
            return Ok(Apart::Told(told));
        }
        let mut decided = true;
        for group in groups::of(self.kind, &self.sides) {
            match self.group(&group)? {
                Apart::Nothing => {}
                Apart::NotDecided => decided = false,
                told @ Apart::Told(_) => return Ok(told),
            }
        }
        for (level, values) in self.values.iter().enumerate() {
            match self.assumption(level, values.fact, brings)? {
                Apart::Nothing => {}
                Apart::NotDecided => decided = false,
                told @ Apart::Told(_) => return Ok(told),
            }
        }
        Ok(if decided { Apart::Nothing } else { Apart::NotDecided })
    }

    fn walk(
        &self,
        left: &[Ref],
        right: &[Ref],
        held: Option<Held>,
        differ: &dyn Fn(&[Ref], &[Ref]) -> bool,
    ) -> Result<Option<Vec<(FactId, Value)>>, TooLarge> {
        let nodes = [&self.sides[0].compiled.nodes, &self.sides[1].compiled.nodes];
        Walk::new(nodes, &self.values, left.len(), held, differ).told([left, right].concat())
    }

    /// Whether both come to the same: bad input, silence, or one category that brings the same.
    fn same_outcome(&self, left: &[Ref], right: &[Ref], brings: Brings<'_>) -> bool {
        let ([left], [right]) = (left, right) else { return true };
        match (left.value(), right.value()) {
            _ if *left == Ref::ILLEGAL || *right == Ref::ILLEGAL => left == right,
            (Some(SILENT), Some(SILENT)) => self.sides[0].compiled.categorised || brings(None, None),
            (Some(left), Some(right)) => {
                let (left, right) = (category_of(left), category_of(right));
                left.is_some() && right.is_some() && brings(left, right)
            }
            (None, _) | (_, None) => false,
        }
    }

    /// Expectations of one name and category, or items of one text. What each of them comes to on its own decides what is
    /// certain where facts are unknown; where only their order or number differs, that is left undecided.
    fn group(&self, group: &Group) -> Result<Apart, TooLarge> {
        let (left, right) = (&group.left, &group.right);
        if left.len() == right.len() {
            let mut same = true;
            for (one, other) in left.iter().zip(right) {
                same &= self.walk(&[*one], &[*other], None, &|one, other| one != other)?.is_none();
            }
            if same {
                return Ok(Apart::Nothing);
            }
        }
        let counted = |leaves: &[Ref]| {
            let mut leaves: Vec<Ref> =
                leaves.iter().copied().filter(|leaf| *leaf != Ref::FALSE && *leaf != Ref::ILLEGAL).collect();
            leaves.sort_unstable();
            leaves
        };
        let found = self.walk(left, right, None, &|left, right| counted(left) != counted(right))?;
        Ok(match found {
            Some(told) => Apart::Told(told),
            None if left.len() <= 1 && right.len() <= 1 => Apart::Nothing,
            None => Apart::NotDecided,
        })
    }

    /// Whether it shows that the two assume different things of a fact. Apart from that they are found to agree by now, so it is
    /// asked of one of them alone.
    fn assumption(&self, level: usize, fact: FactId, brings: Brings<'_>) -> Result<Apart, TooLarge> {
        let [left, right] = self.sides;
        let assumed = |side: Side<'_>| side.policy.fact(fact).and_then(|fact| fact.assumed);
        let (one, other) = (assumed(left), assumed(right).and_then(|value| self.on_the_left(fact, value)));
        if one == other && assumed(right).is_some() == other.is_some() {
            return Ok(Apart::Nothing);
        }
        let Some(values) = self.values.get(level) else { return Ok(Apart::NotDecided) };
        let region = |value: Option<Value>| value.and_then(|value| values.regions.region_of(value));
        // Assumed on one side alone: on the other it may have any value that can be.
        let (before, after, open) = match (region(one), region(other)) {
            (Some(before), Some(after)) => (before, vec![after], false),
            (Some(held), None) | (None, Some(held)) => {
                (held, (0..values.regions.len()).filter(|region| *region != held).collect(), true)
            }
            (None, None) => return Ok(Apart::NotDecided),
        };
        for after in after {
            let held = Held {
                level,
                regions: [values.left.get(before), values.left.get(after)].map(|region| region.copied().flatten()),
            };
            if let Some(told) = self.held_apart(held, open, brings)? {
                return Ok(Apart::Told(told));
            }
        }
        // What can be of other facts may still hang on this one, and with it what an answer is said to rest on.
        Ok(if open && self.is_tied(level)? { Apart::NotDecided } else { Apart::Nothing })
    }

    /// Whether the left side tells two values of a fact apart; where the second is one of several that it may have, only as far as
    /// it adds to what the first comes to.
    fn held_apart(&self, held: Held, open: bool, brings: Brings<'_>) -> Result<Option<Vec<(FactId, Value)>>, TooLarge> {
        let roots = &self.sides[0].compiled.roots;
        let nodes = [&self.sides[0].compiled.nodes; 2];
        let seek = |root: Ref, differ: &dyn Fn(&[Ref], &[Ref]) -> bool| {
            Walk::new(nodes, &self.values, 1, Some(held), differ).told(vec![root, root])
        };
        let adds_nothing = |other: &[Ref]| open && other == [Ref::ILLEGAL];
        let differs = |one: &[Ref], other: &[Ref]| !(adds_nothing(other) || self.same_outcome(one, other, brings));
        if let Some(told) = seek(roots.outcome, &differs)? {
            return Ok(Some(told));
        }
        for (_, root) in &roots.expectations {
            if let Some(told) = seek(*root, &|one, other| groups::expectation_differs(one, other, open))? {
                return Ok(Some(told));
            }
        }
        for (_, root) in &roots.also {
            if let Some(told) = seek(*root, &|one, other| groups::also_differs(one, other, open))? {
                return Ok(Some(told));
            }
        }
        Ok(None)
    }

    /// Whether what can be of other facts hangs on the fact of a level.
    fn is_tied(&self, level: usize) -> Result<bool, TooLarge> {
        let Some(values) = self.values.get(level) else { return Ok(false) };
        let root = self.sides[0].compiled.roots.outcome;
        let nodes = [&self.sides[0].compiled.nodes; 2];
        let differ = |one: &[Ref], other: &[Ref]| (one == [Ref::ILLEGAL]) != (other == [Ref::ILLEGAL]);
        let first = values.left.first().copied().flatten();
        for region in values.left.iter().skip(1) {
            let held = Held { level, regions: [first, *region] };
            if Walk::new(nodes, &self.values, 1, Some(held), &differ).told(vec![root, root])?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A value of the right side as the left one has it.
    fn on_the_left(&self, fact: FactId, value: Value) -> Option<Value> {
        translated(self.sides[1].policy, self.sides[0].policy, fact, value)
    }
}

/// A value of a fact of one policy, as another has it: options go by their names.
#[must_use]
pub fn translated(from: &Policy, to: &Policy, fact: FactId, value: Value) -> Option<Value> {
    let Value::Option(at) = value else { return Some(value) };
    let name = &from.option_name(fact, at)?.machine;
    let Domain::Vocabulary(id) = to.fact(fact)?.domain else { return None };
    let at = to.vocabulary(id)?.values.iter().position(|value| value.name.machine == *name)?;
    u16::try_from(at).ok().map(Value::Option)
}

fn values(left: &Side<'_>, right: &Side<'_>, fact: FactId, one: &Regions, other: &Regions) -> Values {
    let regions = one.refined(other);
    let of = |region: usize| regions.representative(region);
    let on_the_left = (0..regions.len()).map(|region| one.region_of(of(region)?)).collect();
    let on_the_right = |region| other.region_of(translated(left.policy, right.policy, fact, of(region)?)?);
    let on_the_right = (0..regions.len()).map(on_the_right).collect();
    let assumed = left.policy.fact(fact).and_then(|fact| fact.assumed);
    let also = right.policy.fact(fact).and_then(|fact| fact.assumed);
    let both = assumed.filter(|value| translated(left.policy, right.policy, fact, *value) == also);
    let free = both.and_then(|value| regions.region_of(value));
    Values { fact, regions, left: on_the_left, right: on_the_right, free }
}
