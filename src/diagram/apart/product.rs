//! Strands kept apart, walked as if they were one diagram, whose nodes are made only where a walk comes.

use super::Apart;
use crate::diagram::compile::SILENT;
use crate::diagram::store::{QuickMap, Ref};
use std::cell::RefCell;
use std::collections::HashMap;

/// Nodes that walks may make, all in all.
const LIMIT: usize = 200_000;

/// A part that is still asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::diagram) enum Part {
    /// A constraint, and where it has been followed to.
    Constraint(Ref),
    /// A strand.
    Strand(Ref),
    /// Where the gates of an outcome are open.
    Gates(u32, Ref),
}

impl Part {
    pub(in crate::diagram) const fn at(self) -> Ref {
        match self {
            Self::Constraint(at) | Self::Strand(at) | Self::Gates(_, at) => at,
        }
    }

    const fn followed(self, to: Ref) -> Self {
        match self {
            Self::Constraint(_) => Self::Constraint(to),
            Self::Strand(_) => Self::Strand(to),
            Self::Gates(outcome, _) => Self::Gates(outcome, to),
        }
    }
}

/// A node: the outcome that is certain so far, and the parts that are still asked about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::diagram) struct Node {
    pub(in crate::diagram) so_far: u32,
    pub(in crate::diagram) parts: Box<[Part]>,
}

/// See the module.
#[derive(Debug)]
pub(in crate::diagram) struct Product<'a> {
    pub(in crate::diagram) apart: &'a Apart,
    made: RefCell<Made>,
}

#[derive(Debug, Default)]
struct Made {
    numbers: HashMap<Node, Ref>,
    nodes: Vec<(usize, Node)>,
    children: QuickMap<(Ref, usize), Ref>,
    /// The most intensive outcome that a strand's node may lead to.
    most: QuickMap<Ref, u32>,
    is_full: bool,
}

impl<'a> Product<'a> {
    pub(in crate::diagram) fn new(apart: &'a Apart) -> Self {
        Self { apart, made: RefCell::default() }
    }

    /// Where it begins.
    pub(in crate::diagram) fn root(&self) -> Ref {
        let parts = &self.apart.parts;
        let constraints = parts.constraints.iter().map(|kept| Part::Constraint(*kept));
        let strands = parts.strands.iter().map(|strand| Part::Strand(strand.given));
        let gates = (1..).zip(&self.apart.open).filter_map(|(outcome, open)| Some(Part::Gates(outcome, (*open)?)));
        self.node(SILENT, constraints.chain(strands).chain(gates).collect())
    }

    /// Whether more nodes would have been needed than may be made: nothing that was followed since then counts.
    pub(in crate::diagram) fn is_full(&self) -> bool {
        self.made.borrow().is_full
    }

    pub(in crate::diagram) fn level(&self, at: Ref) -> Option<usize> {
        at.number().and_then(|number| self.made.borrow().nodes.get(number).map(|(level, _)| *level))
    }

    /// A copy of a node; none for a leaf.
    pub(in crate::diagram) fn at(&self, at: Ref) -> Option<Node> {
        at.number().and_then(|number| self.made.borrow().nodes.get(number).map(|(_, node)| node.clone()))
    }

    pub(in crate::diagram) fn child(&self, at: Ref, region: usize) -> Ref {
        if let Some(known) = self.made.borrow().children.get(&(at, region)) {
            return *known;
        }
        let (Some(level), Some(node)) = (self.level(at), self.at(at)) else { return Ref::ILLEGAL };
        let nodes = &self.apart.nodes;
        let follow = |part: &Part| {
            let here = nodes.level(part.at()) == Some(level);
            if here { part.followed(nodes.child(part.at(), region)) } else { *part }
        };
        let child = self.node(node.so_far, node.parts.iter().map(follow).collect());
        self.made.borrow_mut().children.insert((at, region), child);
        child
    }

    /// The one node with these parts, or the leaf that they come to.
    fn node(&self, mut so_far: u32, mut parts: Vec<Part>) -> Ref {
        if parts.contains(&Part::Constraint(Ref::FALSE)) {
            return Ref::ILLEGAL;
        }
        let given = parts.iter().filter_map(|part| if let Part::Strand(at) = part { at.value() } else { None });
        so_far = given.fold(so_far, u32::max);
        parts.retain(|part| match part {
            Part::Constraint(at) => *at != Ref::TRUE,
            Part::Strand(at) => at.value().is_none() && self.most(*at) > so_far,
            Part::Gates(outcome, open) => *outcome >= so_far && *open != Ref::TRUE,
        });
        if !parts.iter().any(|part| matches!(part, Part::Strand(_))) {
            so_far = lifted(so_far, &mut parts);
        }
        parts.sort_unstable();
        parts.dedup();
        let Some(level) = parts.iter().filter_map(|part| self.apart.nodes.level(part.at())).min() else {
            return Ref::leaf(so_far);
        };
        let node = Node { so_far, parts: parts.into() };
        let made = &mut *self.made.borrow_mut();
        if let Some(known) = made.numbers.get(&node) {
            return *known;
        }
        if made.nodes.len() >= LIMIT {
            made.is_full = true;
            return Ref::ILLEGAL;
        }
        let number = Ref::numbered(made.nodes.len());
        made.nodes.push((level, node.clone()));
        made.numbers.insert(node, number);
        number
    }

    /// The most intensive outcome that a strand may give from a node.
    fn most(&self, at: Ref) -> u32 {
        if let Some(leaf) = at.value() {
            return leaf;
        }
        if let Some(known) = self.made.borrow().most.get(&at) {
            return *known;
        }
        let nodes = &self.apart.nodes;
        let arity = nodes.level(at).map_or(0, |level| self.apart.arity(level));
        let most = nodes.children(at, arity).iter().map(|child| self.most(*child)).max().unwrap_or(SILENT);
        self.made.borrow_mut().most.insert(at, most);
        most
    }
}

/// The outcome after the gates that are settled, once all strands are; the gates that do not matter any more are taken away.
fn lifted(mut outcome: u32, parts: &mut Vec<Part>) -> u32 {
    loop {
        let gates = parts.iter().find(|part| matches!(part, Part::Gates(of, _) if *of == outcome)).copied();
        match gates {
            Some(Part::Gates(_, open)) if open == Ref::FALSE => outcome += 1,
            Some(_) => parts.retain(|part| !matches!(part, Part::Gates(of, _) if *of < outcome)),
            None => parts.retain(|part| !matches!(part, Part::Gates(..))),
        }
        if !matches!(gates, Some(Part::Gates(_, Ref::FALSE))) {
            return outcome;
        }
    }
}
