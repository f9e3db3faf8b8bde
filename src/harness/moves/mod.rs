//! What becomes of settings: two outcomes of each, compared, and what they come to.

mod counts;
mod direction;
mod figures;
mod grounds;
mod standing;

pub use counts::{CategoryCount, Matrix, Tally};
pub use direction::Direction;
pub use figures::{Figures, Growth, days_of, signed};
pub use grounds::{Blamed, GivenLine, Reason};
pub(super) use grounds::{Says, blamed};
pub use standing::{Group, Standing};

use super::{Found, Outcome, Support, SupportLine};
use crate::assess::Assessor;
use crate::model::{Binding, KindId, Policy};
use crate::settings::Row;
use crate::source::Sources;
use rust_decimal::Decimal;
use std::sync::Arc;

/// A policy on an assessment date, and the texts it comes from.
#[derive(Debug)]
pub struct Side<'p> {
    /// The policy, made ready.
    pub assessor: Assessor<'p>,
    /// Its texts.
    pub sources: &'p Sources,
}

/// One setting as each side reads it.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'r> {
    /// Which of the settings it is, from 1; it is called so where its id is not to be shown.
    pub number: usize,
    /// As the earlier side reads it.
    pub before: &'r Row,
    /// As the later side reads it.
    pub after: &'r Row,
}

/// What becomes of some settings, in the order in which they were given.
#[derive(Clone, Debug)]
pub struct Moves {
    /// The settings.
    pub settings: Vec<Setting>,
    /// Codes of the categories of both sides, least intensive first as the later side has it.
    pub categories: Vec<Arc<str>>,
}

/// What becomes of one setting. Its name is not kept: settings can be people.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Which of the settings it is, from 1.
    pub number: usize,
    /// Its id. Not for what is shared.
    pub id: String,
    /// What kind of setting it is.
    pub kind: Arc<str>,
    /// What kind it was, where that is another.
    pub was: Option<Arc<str>>,
    /// What came of it before.
    pub before: Found,
    /// What comes of it after.
    pub after: Found,
    /// Whether what it gets is more intensive.
    pub direction: Direction,
    /// The lines that it comes from, for a setting that moves.
    pub because: Vec<Reason>,
}

/// What differs between two outcomes whose category is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// The days.
    Days,
    /// Activities, or when they are.
    Activities,
    /// What is expected, or what becomes of it.
    Expectations,
    /// What it gets besides.
    Also,
}

impl Aspect {
    /// `days`, `activities`, `expectations`, `also`
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Activities => "activities",
            Self::Expectations => "expectations",
            Self::Also => "also",
        }
    }
}

/// What makes a comparison fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// A setting moves.
    Moves,
    /// A setting gets, or may now get, a more intensive category.
    MoreIntensive,
    /// The settings that have a figure on both sides together get more than so many days more, as stated.
    Days(Decimal),
}

/// Compares what two sides say of settings.
pub fn compare<'r>(before: &mut Side<'_>, after: &mut Side<'_>, pairs: impl IntoIterator<Item = Pair<'r>>) -> Moves {
    let codes = |side: &Side<'_>| side.assessor.policy().categories.iter().map(|one| Arc::clone(&one.code)).collect::<Vec<_>>();
    let (old, new) = (codes(before), codes(after));
    let settings = pairs.into_iter().map(|pair| setting(before, after, pair, [&new, &old])).collect();
    let gone = old.iter().filter(|code| !new.contains(code));
    Moves { settings, categories: new.iter().chain(gone).cloned().collect() }
}

fn setting(before: &mut Side<'_>, after: &mut Side<'_>, pair: Pair<'_>, orders: [&[Arc<str>]; 2]) -> Setting {
    let kind = |side: &Side<'_>, row: &Row| -> Arc<str> { side.assessor.policy().kind_name(row.kind).into() };
    let (was, is) = (kind(before, pair.before), kind(after, pair.after));
    let mut old = Found::of(&mut before.assessor, pair.before.kind, &pair.before.facts);
    if let Found::Outcome(outcome) = &mut old {
        called_now(outcome, [before.assessor.policy(), after.assessor.policy()], [pair.before.kind, pair.after.kind]);
    }
    let new = Found::of(&mut after.assessor, pair.after.kind, &pair.after.facts);
    let (from, to) = (Standing::of(&old), Standing::of(&new));
    let direction = Direction::between(&from, &to, orders);
    let because = if from == to { Vec::new() } else { grounds::of(before, after, pair, [&old, &new], direction) };
    let was = (*was != *is).then_some(was);
    Setting { number: pair.number, id: pair.after.id.clone(), kind: is, was, before: old, after: new, direction, because }
}

/// What was expected by an earlier name of a fact is called as the later side calls it.
fn called_now(outcome: &mut Outcome, [old, new]: [&Policy; 2], [before, after]: [KindId; 2]) {
    for (name, _) in &mut outcome.expectations {
        let Some((_, was)) = old.facts_of(before).find(|(_, fact)| fact.name.phrase == *name) else { continue };
        if new.facts_of(after).any(|(_, fact)| fact.name.machine == was.name.machine) {
            continue;
        }
        if let Some((_, now)) = new.facts_of(after).find(|(_, fact)| fact.was(&was.name) || was.was(&fact.name)) {
            *name = Arc::clone(&now.name.phrase);
        }
    }
}

impl Setting {
    /// Where it stood.
    #[must_use]
    pub fn from(&self) -> Standing {
        Standing::of(&self.before)
    }

    /// Where it stands.
    #[must_use]
    pub fn to(&self) -> Standing {
        Standing::of(&self.after)
    }

    /// Whether its category is another, or is known otherwise.
    #[must_use]
    pub fn moves(&self) -> bool {
        self.from() != self.to()
    }

    /// What differs besides the category.
    #[must_use]
    pub fn differs_in(&self) -> Vec<Aspect> {
        let (Some(before), Some(after)) = (self.before.outcome(), self.after.outcome()) else { return Vec::new() };
        let aspects = [
            (Aspect::Days, before.days != after.days || stated(before).ne(stated(after))),
            (Aspect::Activities, !same_rows(before, after)),
            (Aspect::Expectations, before.expectations != after.expectations),
            (Aspect::Also, before.also != after.also),
        ];
        aspects.into_iter().filter(|(_, differs)| *differs).map(|(aspect, _)| aspect).collect()
    }
}

/// The days of what each possible category brings.
fn stated(outcome: &Outcome) -> impl Iterator<Item = Option<(Binding, Decimal)>> {
    outcome.support.iter().map(|support| support.stated)
}

/// Whether what they bring has the same rows, wherever these stand.
fn same_rows(one: &Outcome, other: &Outcome) -> bool {
    let same_row = |one: &SupportLine, other: &SupportLine| {
        one.activity == other.activity && one.each == other.each && one.times == other.times
    };
    let same = |one: &Support, other: &Support| {
        one.rows.len() == other.rows.len() && one.rows.iter().zip(&other.rows).all(|(one, other)| same_row(one, other))
    };
    let (one, other) = (&one.support, &other.support);
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
}

impl Moves {
    /// The settings whose category is another, or is known otherwise.
    pub fn movers(&self) -> impl Iterator<Item = &Setting> {
        self.settings.iter().filter(|setting| setting.moves())
    }

    /// The settings whose category stays and that get something else, with what differs.
    pub fn otherwise(&self) -> impl Iterator<Item = (&Setting, Vec<Aspect>)> {
        let staying = self.settings.iter().filter(|setting| !setting.moves());
        staying.map(|setting| (setting, setting.differs_in())).filter(|(_, aspects)| !aspects.is_empty())
    }

    /// All days before and after.
    #[must_use]
    pub fn days(&self) -> (Figures, Figures) {
        let sum = |of: fn(&Setting) -> &Found| self.settings.iter().map(|setting| Figures::of(of(setting))).sum();
        (sum(|setting| &setting.before), sum(|setting| &setting.after))
    }

    /// By how much the days of all settings grow that have a figure on both sides, `None` where no setting does; and how many
    /// settings are left out, since they do not.
    #[must_use]
    pub fn growth(&self) -> (Option<Growth>, usize) {
        let of = |one: &Setting| Growth::between(&Figures::of(&one.before), &Figures::of(&one.after));
        let all: Vec<Growth> = self.settings.iter().filter_map(of).collect();
        let (least, most) = all.iter().fold(Default::default(), |(least, most): (Decimal, Decimal), one| {
            ((least + one.least).normalize(), (most + one.most).normalize())
        });
        ((!all.is_empty()).then_some(Growth { least, most }), self.settings.len() - all.len())
    }

    /// Whether the comparison fails.
    #[must_use]
    pub fn fails(&self, on: FailOn) -> bool {
        match on {
            FailOn::Moves => self.movers().next().is_some(),
            FailOn::MoreIntensive => self.settings.iter().any(|setting| setting.direction.may_be_more()),
            FailOn::Days(most) => self.growth().0.is_some_and(|growth| growth.most > most),
        }
    }
}
