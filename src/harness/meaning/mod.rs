//! What differs between two policies in meaning: for every setting there could be, exactly.
//!
//! Both are set side by side over one row of facts, kind by kind and day by day ([`Contrast`](crate::diagram::Contrast)). Settings that
//! come to different things are sets there, told as few regions; each region has a setting that the explaining evaluator has been asked
//! about on both sides. Where it does not find what the diagrams found, or something was too large, nothing is claimed and that is said.

mod compare;
mod confirm;
mod facts;
mod verdict;
mod when;
mod witness;
mod words;

pub use facts::FactNote;
pub use verdict::Verdict;
pub use when::When;
pub use witness::{Told, Witness};

use super::moves::{FailOn, Reason};
use crate::diagram::Fate;
use crate::model::{Binding, Policy};
use crate::prove::side_by_side;
use crate::source::Sources;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::sync::Arc;

/// Regions that one change is told in at most.
pub const MOST_REGIONS: usize = 60;

/// A policy and the texts it comes from.
#[derive(Clone, Copy, Debug)]
pub struct Of<'p> {
    /// The policy.
    pub policy: &'p Policy,
    /// Its texts.
    pub sources: &'p Sources,
}

/// What differs in meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// For which assessment dates it was looked.
    pub when: When,
    /// Kind by kind, in the order of the later policy; those that are gone come last.
    pub kinds: Vec<OfKind>,
}

/// What differs for one kind of setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfKind {
    /// What it is called.
    pub kind: Arc<str>,
    /// What is known of it on one side alone, or otherwise.
    pub facts: Vec<FactNote>,
    /// What differs.
    pub standing: Standing,
}

/// Where a kind of setting is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The earlier policy alone has it.
    Gone,
    /// The later one alone has it.
    New,
    /// Both have it: what differs, by spans of days.
    Both(Vec<Span>),
}

/// Assessment dates for which the same is so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
    /// What differs.
    pub compared: Compared,
}

/// What differs for one kind of setting on some days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// How the categories change; `None` where that is not proved.
    pub categories: Option<Verdict>,
    /// How the days change; `None` where that is not proved.
    pub days: Option<Verdict>,
    /// What changes.
    pub changes: Vec<Change>,
    /// What was not proved, in words: it was too large, or the explaining evaluator did not confirm it.
    pub open: Vec<&'static str>,
    /// The strands that say the same on both sides, where there are others too.
    pub same_strands: Vec<Arc<str>>,
}

/// Settings that come to one thing before and to another after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What they come to.
    pub what: What,
    /// Which way their category goes.
    pub sense: Verdict,
    /// Their days before and after.
    pub days: [Days; 2],
    /// Which way the days go.
    pub days_sense: Verdict,
    /// Whether what the category brings has other rows.
    pub activities: bool,
    /// Of which settings the regions speak.
    pub among: Among,
    /// The settings, the plainest regions first.
    pub regions: Vec<Region>,
    /// Whether these regions are all.
    pub whole: bool,
    /// Whether it is proved that no fewer regions could tell it.
    pub fewest: bool,
}

/// What settings come to before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// These categories; `None` is no answer.
    Category([Option<Arc<str>>; 2]),
    /// What a kind of setting without categories gets.
    Support,
    /// Categories on one side alone (0 the earlier); on the other the kind gets none.
    Categorised(usize),
    /// Something that their category expects of them.
    Expectation {
        /// The category.
        category: Arc<str>,
        /// What is expected.
        name: Arc<str>,
        /// What becomes of it.
        fate: Fate,
    },
    /// Something that they get besides.
    Also {
        /// What, as written.
        item: Arc<str>,
        /// What becomes of it.
        fate: Fate,
    },
    /// They can be on one side alone (0 the earlier): the other rules them out.
    Alone(usize),
    /// What they can come to where nobody tells a fact, of which something else is assumed.
    Untold {
        /// The fact, as the later policy calls it.
        fact: Arc<str>,
        /// What is assumed of it, before and after; `None` where nothing is.
        assumed: [Option<String>; 2],
        /// The categories that are possible, before and after, least intensive first; `None` is no answer.
        possible: [Vec<Option<Arc<str>>>; 2],
    },
}

/// Of which settings regions speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Among {
    /// Of all.
    All,
    /// Of those that come to this before; `None` is no answer.
    From(Option<Arc<str>>),
    /// Of those for which these are possible before, where a fact is not told.
    Possible(Vec<Option<Arc<str>>>),
    /// Of those that are in this category before and after.
    Staying(Arc<str>),
}

/// What is said of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// Nothing: there is no allocation, or no category.
    Nothing,
    /// That none are given.
    NotGiven,
    /// So many.
    Stated(Binding, Decimal),
}

/// Settings in words, one of them, and what it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// What is true of them, and of no others of those that the change speaks of; nothing for all.
    pub where_: Vec<String>,
    /// One of them; `None` where it is all settings of a kind without categories.
    pub witness: Option<Witness>,
    /// The lines that decide for that one.
    pub because: Vec<Reason>,
}

/// Compares two policies in meaning. A day is needed where neither says when it is in force nor names any day.
#[must_use]
pub fn meaning(before: Of<'_>, after: Of<'_>, today: Date) -> Meaning {
    let (when, days) = when::when(before.policy, after.policy, today);
    let kinds: Vec<compare::Kinds> = compare::kinds(before.policy, after.policy);
    let parts: Vec<(&compare::Kinds, Date)> =
        kinds.iter().filter(|one| one.both.is_some()).flat_map(|one| days.iter().map(move |on| (one, *on))).collect();
    let found = side_by_side(&parts, |(kinds, on)| compare::of_one_day([before, after], kinds, *on));
    let mut found = parts.iter().zip(found).peekable();
    let mut all = Vec::new();
    for one in &kinds {
        let standing = match (&one.both, one.gone) {
            (None, true) => Standing::Gone,
            (None, false) => Standing::New,
            (Some(_), _) => {
                let mut spans = Vec::new();
                while let Some(((_, on), compared)) = found.next_if(|((of, _), _)| std::ptr::eq(*of, one)) {
                    add(&mut spans, *on, compared);
                }
                Standing::Both(spans)
            }
        };
        let facts = one.notes(before, after);
        all.push(OfKind { kind: Arc::clone(&one.name), facts, standing });
    }
    Meaning { when, kinds: all }
}

impl Meaning {
    /// Whether some setting there could be makes a comparison fail. What is not proved counts as if it did. Days are
    /// counted over settings that are given, so none fails here by them.
    #[must_use]
    pub fn fails(&self, on: FailOn) -> bool {
        let spans = self.kinds.iter().filter_map(|kind| match &kind.standing {
            Standing::Both(spans) => Some(spans),
            Standing::Gone | Standing::New => None,
        });
        let mut spans = spans.flatten().map(|span| &span.compared);
        let more = |verdict: Verdict| !matches!(verdict, Verdict::Same | Verdict::Less);
        match on {
            FailOn::Moves => spans.any(|one| one.categories != Some(Verdict::Same) || one.untold().next().is_some()),
            FailOn::MoreIntensive => spans.any(|one| one.categories.is_none_or(more) || one.untold().any(|one| more(one.sense))),
            FailOn::Days(_) => false,
        }
    }
}

/// What is so on a day, with the span before it where the same is so.
fn add(spans: &mut Vec<Span>, on: Date, compared: Compared) {
    match spans.last_mut().filter(|span| span.compared.says_the_same(&compared)) {
        Some(span) => span.last = on,
        None => spans.push(Span { first: on, last: on, compared }),
    }
}

impl Compared {
    /// Whether the same is said, whichever settings show it.
    fn says_the_same(&self, other: &Self) -> bool {
        let bare = |one: &Self| {
            let mut one = one.clone();
            one.changes.iter_mut().flat_map(|change| &mut change.regions).for_each(|region| region.witness = None);
            one
        };
        bare(self) == bare(other)
    }

    /// What changes for settings that do not tell some fact.
    pub fn untold(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| matches!(change.what, What::Untold { .. }))
    }

    /// Whether it is proved that nothing differs.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.open.is_empty() && self.changes.is_empty()
    }
}
