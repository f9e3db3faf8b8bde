//! The lines that give the categories: each stands once in a snapshot and has a short name, by which the settings refer to it.

use super::{Content, Line, NOTHING, Part};
use crate::model::{CategoryId, KindId, Policy};
use std::collections::{BTreeSet, HashMap};

/// The reasons that settings have referred to so far.
pub(super) struct Reasons<'p> {
    policy: &'p Policy,
    used: BTreeSet<(KindId, Reason)>,
}

/// Why an answer is as it is, by indices of the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    /// A line of a strand gives the category.
    Line { strand: usize, line: usize },
    /// A gate lifted it.
    Gate(usize),
    /// The facts cannot be together.
    CannotBe(usize),
}

/// A reason in words.
struct Words {
    /// Its strand.
    strand: String,
    /// What it gives; where the strand has several lines for one category, with their number.
    gives: String,
    /// How settings refer to it.
    short: String,
    /// Its condition.
    when: String,
}

impl<'p> Reasons<'p> {
    pub(super) fn of(policy: &'p Policy) -> Self {
        Self { policy, used: BTreeSet::new() }
    }

    /// How a setting of a kind refers to a reason.
    pub(super) fn refer(&mut self, kind: KindId, reason: Reason) -> String {
        self.used.insert((kind, reason));
        self.words(kind, reason).map_or_else(String::new, |words| words.short)
    }

    /// The reasons that were referred to, in the order of the policy.
    pub(super) fn lines(&self) -> Vec<Line> {
        let line = |(kind, reason): &(KindId, Reason)| {
            let Words { strand, gives, when, .. } = self.words(*kind, *reason)?;
            Some(Line::new(Part::Reasons, [self.policy.kind_name(*kind), &strand, &gives, &when]))
        };
        self.used.iter().filter_map(line).collect()
    }

    fn words(&self, kind: KindId, reason: Reason) -> Option<Words> {
        let policy = self.policy;
        let code = |category: CategoryId| policy.category_code(category).to_owned();
        match reason {
            Reason::Line { strand, line } => {
                let strand = policy.categorisation(kind)?.strands.get(strand)?;
                let category = strand.lines.get(line)?.category;
                let before = strand.lines.iter().take(line).filter(|one| one.category == category).count();
                let number = nth(before);
                Some(Words {
                    strand: strand.name.phrase.to_string(),
                    gives: format!("{}{number}", code(category)),
                    short: format!("{}{number}", strand.name.phrase),
                    when: strand.lines.get(line)?.text().to_owned(),
                })
            }
            Reason::Gate(gate) => {
                let gates = &policy.categorisation(kind)?.gates;
                let category = gates.get(gate)?.category;
                let before = gates.iter().take(gate).filter(|one| one.category == category).count();
                let short = format!("never {}{}", code(category), nth(before));
                let when = gates.get(gate)?.text.to_string();
                Some(Words { strand: NOTHING.to_owned(), gives: short.clone(), short, when })
            }
            Reason::CannotBe(at) => {
                let before = policy.constraints.iter().take(at).filter(|one| one.kind == kind).count();
                let short = format!("cannot be{}", nth(before));
                let when = policy.constraints.get(at)?.condition.text.to_string();
                Some(Words { strand: NOTHING.to_owned(), gives: short.clone(), short, when })
            }
        }
    }
}

/// ` #2` behind the second of several; nothing behind the first.
fn nth(before: usize) -> String {
    if before == 0 { String::new() } else { format!(" #{}", before + 1) }
}

/// The lines of a snapshot that give categories, by what settings refer to them with: their kind, strand and what they give.
pub(in crate::harness::pins) struct Stated<'c>(HashMap<(&'c str, &'c str, &'c str), &'c Line>);

impl<'c> Stated<'c> {
    pub(in crate::harness::pins) fn of(content: &'c Content) -> Self {
        let mut stated = HashMap::new();
        for line in content.part(Part::Reasons) {
            stated.entry((line.cell(0), line.cell(1), line.cell(2))).or_insert(line);
        }
        Self(stated)
    }

    /// Those that the cell `why` of a setting refers to, each with the reference.
    pub(in crate::harness::pins) fn referred(&self, setting: &Line) -> Vec<(String, Option<&'c Line>)> {
        let [_, kind, outcome, _, why, ..] = setting.cells.as_slice() else { return Vec::new() };
        let find = |strand: &str, gives: &str| self.0.get(&(kind.as_str(), strand, gives)).copied();
        let of_strand = |short: &str| {
            let strand = short.rsplit_once(" #").map_or(short, |(strand, _)| strand);
            let number = short.strip_prefix(strand).unwrap_or_default();
            // Of an open answer it is the line for the most intensive possible category.
            outcome.rsplit(", ").find_map(|category| find(strand, &format!("{category}{number}")))
        };
        let each = why.split("; ").filter(|short| *short != NOTHING);
        each.map(|short| (short.to_owned(), find(NOTHING, short).or_else(|| of_strand(short)))).collect()
    }
}
