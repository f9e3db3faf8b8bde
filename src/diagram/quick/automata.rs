//! What a fully told answer rests on, read by two automata.
//!
//! Once the first facts are told, a setting is a word: a letter for each layer. A layer's assumed facts matter if, from some
//! place that the letters before it lead to, two of its columns lead to places that the letters after it tell apart.
//! Which places are reached depends on the letters before alone, and is a state of the first automaton; which places
//! are alike depends on those after alone, and is a state of the second, read backwards. There are few of either:
//! behind a finished strand only the category so far counts. So nearly every letter is one step in a table, whatever
//! mix of told and assumed facts a setting has.

use super::layers::{Layer, Layers, Letter};
use crate::diagram::project::Known;
use crate::diagram::store::QuickMap;
use crate::model::FactId;
use std::hash::Hash;

/// Cells that the automata's tables may have before they are begun anew.
const CELL_LIMIT: usize = 1_000_000;

/// A step that has not been worked out.
const NOT_YET: u32 = u32::MAX;

/// Both automata as far as they were needed, and room to work in.
#[derive(Debug, Default)]
pub(super) struct Automata {
    /// Before each layer, and after the last: the sets of places that may be reached.
    reached: Vec<Automaton<u64>>,
    /// The ways in which the places there may be alike: by place, the number of its class.
    alike: Vec<Automaton<u16>>,
    /// By layer, way in which the places after it are alike, and letter: the places that lead to ones that are not.
    turning: Vec<Vec<u64>>,
    /// By place in the first layer: the state in which only that is reached.
    starts: Vec<u32>,
    /// How much has been worked out, roughly.
    cells: usize,
    /// For each layer: what is known of it.
    word: Vec<Spelt>,
    /// The states before each layer and after the last.
    before: Vec<u32>,
    /// The same of the second automaton, from the last to the first.
    after: Vec<u32>,
    /// Whether each layer's assumed facts matter.
    turned: Vec<bool>,
    set: Vec<u64>,
    classes: Vec<u16>,
    pairs: QuickMap<(u16, u16), u16>,
}

/// What is known of one layer's facts, if nothing is unknown.
#[derive(Clone, Copy, Debug, Default)]
struct Spelt {
    /// The column of those that are told.
    told: usize,
    /// How many are assumed.
    assumed: usize,
}

impl Spelt {
    fn letter(self, layer: &Layer) -> Letter {
        Letter { low: self.told, free: self.assumed * layer.span(), gathered: 0 }
    }
}

/// The states at one layer and the steps from them.
#[derive(Debug)]
struct Automaton<T> {
    /// Items of each state.
    width: usize,
    items: Vec<T>,
    numbers: QuickMap<Box<[T]>, u32>,
    /// By state and letter: the next state.
    steps: Vec<u32>,
    /// Of the layer whose letters the steps are for.
    columns: usize,
    letters: usize,
}

impl<T: Copy + Eq + Hash> Automaton<T> {
    /// Steps with the letters of a layer, if there is one.
    fn new(width: usize, layer: Option<&Layer>) -> Self {
        let (columns, letters) = layer.map_or((0, 0), |layer| (layer.columns, layer.columns * (layer.levels.len() + 1)));
        Self { width, items: Vec::new(), numbers: QuickMap::default(), steps: Vec::new(), columns, letters }
    }

    fn cell(&self, state: u32, spelt: Spelt) -> usize {
        state as usize * self.letters + spelt.assumed * self.columns + spelt.told
    }

    fn step(&self, state: u32, spelt: Spelt) -> u32 {
        self.steps.get(self.cell(state, spelt)).copied().unwrap_or(NOT_YET)
    }

    fn learn(&mut self, state: u32, spelt: Spelt, next: u32) {
        let cell = self.cell(state, spelt);
        if let Some(step) = self.steps.get_mut(cell) {
            *step = next;
        }
    }

    fn items(&self, state: u32) -> &[T] {
        let from = state as usize * self.width;
        self.items.get(from..from + self.width).unwrap_or(&[])
    }

    /// The number of the state of these items.
    fn state(&mut self, items: &[T]) -> u32 {
        if let Some(known) = self.numbers.get(items) {
            return *known;
        }
        let number = u32::try_from(self.numbers.len()).unwrap_or(NOT_YET);
        self.numbers.insert(items.into(), number);
        self.items.extend_from_slice(items);
        self.steps.resize(self.steps.len() + self.letters, NOT_YET);
        number
    }
}

impl Automata {
    fn new(layers: &Layers) -> Self {
        let places = || layers.layers.iter().map(|layer| layer.places).chain([layers.leaves.len()]);
        let with = || layers.layers.iter().map(Some);
        let mut alike: Vec<_> = places().zip([None].into_iter().chain(with())).map(|(p, l)| Automaton::new(p, l)).collect();
        if let Some(last) = alike.last_mut() {
            // Leaves are all different.
            let leaves: Vec<u16> = (0..layers.leaves.len()).filter_map(|leaf| u16::try_from(leaf).ok()).collect();
            last.state(&leaves);
        }
        Self {
            reached: places().zip(with().chain([None])).map(|(p, l)| Automaton::new(p.div_ceil(64), l)).collect(),
            alike,
            turning: vec![Vec::new(); layers.layers.len()],
            ..Self::default()
        }
    }

    /// The value of the leaf that a setting's facts lead to from a place in the first layer, and the assumed facts that it
    /// depends on, in declaration order. Nothing is unknown.
    pub(super) fn read(&mut self, layers: &Layers, entry: usize, known: &[Known]) -> (Option<u32>, Vec<FactId>) {
        if self.reached.is_empty() || self.cells > CELL_LIMIT {
            *self = Self::new(layers);
        }
        let outcome = self.spell(layers, entry, known);
        if outcome.is_none() || self.word.iter().all(|spelt| spelt.assumed == 0) {
            return (outcome, Vec::new());
        }
        let start = self.starts.get(entry).copied().filter(|start| *start != NOT_YET);
        let start = start.unwrap_or_else(|| self.start(entry));
        self.before.clear();
        self.before.push(start);
        self.after.clear();
        self.after.push(0);
        // At most each step is yet to be worked out.
        for _ in 0..=self.word.len() {
            let Err(at) = self.read_on() else { break };
            self.reach(layers, at);
        }
        for _ in 0..=self.word.len() {
            let Err(at) = self.read_back() else { break };
            self.liken(layers, at);
        }
        self.turn();
        (outcome, layers.facts(known, &self.turned))
    }

    /// Notes the letters, and gives the value of the leaf that they lead to.
    fn spell(&mut self, layers: &Layers, entry: usize, known: &[Known]) -> Option<u32> {
        let mut place = entry;
        self.word.clear();
        for layer in &layers.layers {
            let (mut column, mut told, mut assumed) = (0, 0, 0);
            for level in &layer.levels {
                // No branches: which facts are told is nothing a processor could guess.
                let known = known.get(*level)?;
                let one = usize::from(known.is_assumed());
                column += known.region_if_any();
                told += known.region_if_any() * (1 - one);
                assumed += one;
            }
            place = layer.arrow(place, column)?;
            self.word.push(Spelt { told, assumed });
        }
        layers.leaves.get(place)?.value()
    }

    /// Notes the states before each layer and after the last, from where that was left off, until a step is yet to be
    /// worked out: that of the layer which is then given.
    fn read_on(&mut self) -> Result<(), usize> {
        let from = self.before.len().saturating_sub(1);
        let mut state = self.before.last().copied().unwrap_or(NOT_YET);
        for (at, (automaton, spelt)) in self.reached.iter().zip(&self.word).enumerate().skip(from) {
            state = automaton.step(state, *spelt);
            if state == NOT_YET {
                return Err(at);
            }
            self.before.push(state);
        }
        Ok(())
    }

    /// The same for the states after each layer, the last one's first, and before the first.
    fn read_back(&mut self) -> Result<(), usize> {
        let from = self.after.len().saturating_sub(1);
        let mut state = self.after.last().copied().unwrap_or(NOT_YET);
        for (at, (automaton, spelt)) in self.alike.iter().skip(1).zip(&self.word).enumerate().rev().skip(from) {
            state = automaton.step(state, *spelt);
            if state == NOT_YET {
                return Err(at);
            }
            self.after.push(state);
        }
        Ok(())
    }

    /// Notes for each layer whether a place that is reached before it leads to places that are not alike after it.
    fn turn(&mut self) {
        self.turned.clear();
        let automata = self.reached.iter().zip(self.alike.iter().skip(1)).zip(&self.turning);
        let states = self.word.iter().zip(self.before.iter().zip(self.after.iter().rev().skip(1)));
        for (((before, after), turning), (spelt, (reached, alike))) in automata.zip(states) {
            let from = after.cell(*alike, *spelt) * before.width;
            let turning = turning.get(from..from + before.width).unwrap_or(&[]);
            self.turned.push(before.items(*reached).iter().zip(turning).any(|(reached, turning)| reached & turning != 0));
        }
    }

    #[cold]
    fn start(&mut self, entry: usize) -> u32 {
        let Some(first) = self.reached.first_mut() else { return NOT_YET };
        self.set.clear();
        self.set.resize(first.width, 0);
        put(&mut self.set, entry);
        let state = first.state(&self.set);
        self.starts.resize(self.starts.len().max(entry + 1), NOT_YET);
        if let Some(start) = self.starts.get_mut(entry) {
            *start = state;
        }
        state
    }

    #[cold]
    fn reach(&mut self, layers: &Layers, at: usize) {
        let (Some(layer), Some(spelt), Some(state), Some([here, next, ..])) =
            (layers.layers.get(at), self.word.get(at), self.before.last().copied(), self.reached.get_mut(at..))
        else {
            return;
        };
        self.set.clear();
        self.set.resize(next.width, 0);
        for place in places(here.items(state)) {
            layer.led_to(place, spelt.letter(layer)).iter().for_each(|to| put(&mut self.set, *to as usize));
        }
        let reached = next.state(&self.set);
        here.learn(state, *spelt, reached);
        self.cells += 2 * next.width + next.letters;
    }

    #[cold]
    fn liken(&mut self, layers: &Layers, at: usize) {
        let (Some(layer), Some(spelt), Some(state)) = (layers.layers.get(at), self.word.get(at), self.after.last().copied())
        else {
            return;
        };
        let (Some([here, after, ..]), Some(turning)) = (self.alike.get_mut(at..), self.turning.get_mut(at)) else { return };
        let letter = spelt.letter(layer);
        let below = after.items(state);
        let class = |to: &u32| below.get(*to as usize).copied().unwrap_or(0);
        // Places are alike if each column leads to places that are: they are told apart column by column.
        self.classes.clear();
        self.classes.resize(layer.places, 0);
        for column in 0..=letter.free {
            self.pairs.clear();
            for (place, of) in self.classes.iter_mut().enumerate() {
                let to = layer.led_to(place, letter).get(column).map_or(0, class);
                let fresh = u16::try_from(self.pairs.len()).unwrap_or(0);
                *of = *self.pairs.entry((*of, to)).or_insert(fresh);
            }
        }
        let width = layer.places.div_ceil(64);
        let from = after.cell(state, *spelt) * width;
        turning.resize(turning.len().max(from + width), 0);
        for place in 0..layer.places {
            let mut classes = layer.led_to(place, letter).iter().map(class);
            let first = classes.next();
            if classes.any(|class| Some(class) != first) {
                put(turning.get_mut(from..).unwrap_or(&mut []), place);
            }
        }
        let likened = here.state(&self.classes);
        after.learn(state, *spelt, likened);
        self.cells += here.width + here.letters + width * after.letters;
    }
}

fn put(set: &mut [u64], place: usize) {
    if let Some(word) = set.get_mut(place / 64) {
        *word |= 1 << (place % 64);
    }
}

/// The places of a set.
fn places(set: &[u64]) -> impl Iterator<Item = usize> {
    set.iter().enumerate().flat_map(|(at, word)| {
        let mut left = *word;
        std::iter::from_fn(move || {
            let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(at * 64 + bit)
        })
    })
}
