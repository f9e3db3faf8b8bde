//! A part of a diagram, layer by layer.

use crate::diagram::compile::Variable;
use crate::diagram::project::Known;
use crate::diagram::store::{Nodes, QuickMap, Ref};
use crate::model::FactId;

/// Arrows that all layers together may have. A larger diagram is walked setting by setting.
const ARROW_LIMIT: usize = 1 << 14;
/// Facts that one layer may ask for.
const MEMBER_LIMIT: usize = 15;

/// The places in a diagram where a setting can stand before each of its facts is asked for.
#[derive(Clone, Debug)]
pub(super) struct Layers {
    /// The level from which on they ask.
    pub(super) first: usize,
    /// The last one's arrows lead to leaves.
    pub(super) layers: Vec<Layer>,
    /// The places after the last layer.
    pub(super) leaves: Vec<Ref>,
    /// Places in the first layer.
    entries: QuickMap<Ref, usize>,
    /// Whether a set of places is the bits of one number.
    pub(super) are_narrow: bool,
    /// Facts as declared.
    pub(super) declared: Vec<Member>,
}

/// A fact that a layer asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Member {
    pub(super) fact: FactId,
    pub(super) level: usize,
    pub(super) layer: usize,
}

/// The places before one fact, or before several of two regions each that are alike, so that only counts how many of
/// them are in the second: the members of a list are. A column is a region, or such a number.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    pub(super) levels: Vec<usize>,
    pub(super) columns: usize,
    pub(super) places: usize,
    /// Place by place, where each column leads to in the next layer; what does not ask for the fact leads to one place.
    arrows: Vec<u32>,
}

/// What is known of a layer's facts: the columns from `low` on, `free` more, each of them with `gathered` more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) low: usize,
    /// Of what is assumed: what the columns lead to is told apart.
    pub(super) free: usize,
    /// Of what is unknown: what the columns lead to is gathered.
    pub(super) gathered: usize,
}

impl Layer {
    /// Where a place's columns lead to in the next layer.
    pub(super) fn arrows(&self, place: usize) -> &[u32] {
        self.arrows.get(place * self.columns..(place + 1) * self.columns).unwrap_or(&[])
    }

    /// Where one column of a place leads to.
    pub(super) fn arrow(&self, place: usize, column: usize) -> Option<usize> {
        self.arrows.get(place * self.columns + column).map(|to| *to as usize)
    }

    /// Where a place leads to with a letter that has nothing to be gathered.
    pub(super) fn led_to(&self, place: usize, letter: Letter) -> &[u32] {
        self.arrows(place).get(letter.low..=letter.low + letter.free).unwrap_or(&[])
    }

    /// Columns that one fact of the layer can add.
    pub(super) const fn span(&self) -> usize {
        if self.levels.len() == 1 { self.columns - 1 } else { 1 }
    }

    /// The letter of a setting.
    pub(super) fn letter(&self, known: &[Known]) -> Letter {
        let mut letter = Letter::default();
        for level in &self.levels {
            let known = known.get(*level).copied().unwrap_or(Known::NOT);
            match known.told() {
                Some(region) => letter.low += region,
                None if known.is_assumed() => letter.free += self.span(),
                None => letter.gathered += self.span(),
            }
        }
        letter
    }

    /// Whether this layer's fact and the next one's can be exchanged.
    fn is_like(&self, next: &Self) -> bool {
        let after = |place: usize, one: usize, other: usize| {
            let between = self.arrows(place).get(one).map(|to| *to as usize)?;
            next.arrows(between).get(other)
        };
        self.columns == 2 && next.columns == 2 && (0..self.places).all(|place| after(place, 0, 1) == after(place, 1, 0))
    }

    /// One layer for facts that can be exchanged.
    fn joined(run: &[Self]) -> Option<Self> {
        let first = run.first()?;
        if run.len() == 1 {
            return Some(first.clone());
        }
        let columns = run.len() + 1;
        let mut arrows = Vec::with_capacity(first.places * columns);
        for place in 0..first.places {
            for column in 0..columns {
                let mut at = u32::try_from(place).ok()?;
                for (passed, layer) in run.iter().enumerate() {
                    at = *layer.arrows(at as usize).get(usize::from(passed < column))?;
                }
                arrows.push(at);
            }
        }
        Some(Self { levels: run.iter().flat_map(|layer| layer.levels.iter().copied()).collect(), columns, arrows, ..*first })
    }
}

impl Layers {
    /// The layers from a level on, below these places; none where there would be too many arrows.
    pub(super) fn new(nodes: &Nodes, variables: &[Variable], first: usize, mut places: Vec<Ref>) -> Option<Self> {
        let arity = |level: usize| variables.get(level).map_or(0, |variable| variable.regions.len());
        let entries = places.iter().enumerate().map(|(place, at)| (*at, place)).collect();
        let mut single = Vec::new();
        let mut made = 0;
        for level in first..variables.len() {
            if !places.iter().any(|at| nodes.level(*at) == Some(level)) {
                continue;
            }
            made += places.len() * arity(level);
            if made > ARROW_LIMIT {
                return None;
            }
            let mut arrows = Vec::with_capacity(places.len() * arity(level));
            let mut below = Vec::new();
            let mut known = QuickMap::default();
            for at in &places {
                for region in 0..arity(level) {
                    let to = if nodes.level(*at) == Some(level) { nodes.child(*at, region) } else { *at };
                    arrows.push(*known.entry(to).or_insert_with(|| {
                        below.push(to);
                        u32::try_from(below.len() - 1).unwrap_or(u32::MAX)
                    }));
                }
            }
            single.push(Layer { levels: vec![level], columns: arity(level), places: places.len(), arrows });
            places = below;
        }
        let layers = join(&single)?;
        let mut declared = Vec::new();
        for (at, layer) in layers.iter().enumerate() {
            declared.extend(layer.levels.iter().filter_map(|level| {
                let fact = variables.get(*level)?.fact;
                Some(Member { fact, level: *level, layer: at })
            }));
        }
        declared.sort_unstable();
        let are_narrow = layers.iter().map(|layer| layer.places).chain([places.len()]).all(|places| places <= 64);
        Some(Self { first, layers, leaves: places, entries, are_narrow, declared })
    }

    /// The place of a node in the first layer, or of a leaf.
    pub(super) fn entry(&self, at: Ref) -> Option<usize> {
        self.entries.get(&at).copied()
    }

    /// The assumed facts of the layers where they matter, in declaration order.
    pub(super) fn facts(&self, known: &[Known], matter: &[bool]) -> Vec<FactId> {
        let matters = |member: &&Member| {
            matter.get(member.layer) == Some(&true) && known.get(member.level).is_some_and(|known| known.is_assumed())
        };
        let mut facts = Vec::with_capacity(self.declared.len());
        facts.extend(self.declared.iter().filter(matters).map(|member| member.fact));
        facts
    }
}

/// Runs of layers whose facts can be exchanged, made one each.
fn join(single: &[Layer]) -> Option<Vec<Layer>> {
    let mut layers = Vec::new();
    let mut rest = single;
    while !rest.is_empty() {
        let alike = rest.windows(2).take_while(|pair| matches!(pair, [one, next] if one.is_like(next))).count();
        let (run, after) = rest.split_at_checked((alike + 1).min(MEMBER_LIMIT))?;
        layers.push(Layer::joined(run)?);
        rest = after;
    }
    Some(layers)
}
