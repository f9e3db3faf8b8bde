//! What is otherwise now than is pinned: setting by setting, and what stands once for all.

mod merge;
mod words;

use super::content::{Content, Days, Figures, Key, Line, NOTHING, Part, Stated};
pub use merge::merged;
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};
pub use words::{Detail, Naming};

/// How something has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sort {
    /// The setting is in a more intensive category.
    MoreIntensive,
    /// The setting is in a less intensive category.
    LessIntensive,
    /// Another set of categories is possible, or none is.
    Possible,
    /// The same outcome brings other days.
    Days,
    /// The same outcome and days for another reason.
    Why,
    /// The line that gives the category has another number among those of its strand, and the setting refers to it by that.
    Numbered,
    /// Something else of a setting: what to ask, what is expected, what it gets besides, what is assumed.
    Rest,
    /// The setting is new in the table.
    Added,
    /// The setting is no longer in the table.
    Gone,
    /// It is no setting: what a category brings, what is assumed, how a line reads, what the table is called.
    NoSetting,
}

/// One line that is otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub key: Key,
    /// How it changed.
    pub sort: Sort,
    /// The line as pinned; `None` where there was none.
    pub before: Option<Line>,
    /// The line now; `None` where there is none.
    pub now: Option<Line>,
    /// Which of the settings it is, from 1: of the table, or, where it is gone, of the snapshot. 0 for no setting.
    pub number: usize,
    /// Why, before and now: the lines that give the category, in full.
    pub why: (Vec<String>, Vec<String>),
    /// How many settings rest on the line, for a line that gives a category.
    pub rests: usize,
}

/// How many settings changed, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Settings in a more intensive category.
    pub more: usize,
    /// Settings in a less intensive category.
    pub less: usize,
    /// Settings of which something else is possible.
    pub possible: usize,
    /// Settings with other days alone.
    pub days: usize,
    /// Settings with another reason alone.
    pub why: usize,
    /// Settings whose reason has another number alone.
    pub numbered: usize,
    /// Settings of which something else changed.
    pub rest: usize,
    /// Settings that are new.
    pub added: usize,
    /// Settings that are gone.
    pub gone: usize,
    /// Changes of no setting.
    pub others: usize,
}

/// What is otherwise now: settings in the order of the table, those that are gone behind them, then the other parts. `categories` are
/// the codes of the policy's categories, least intensive first.
#[must_use]
pub fn compare(pinned: &Content, now: &Content, categories: &[&str]) -> Vec<Change> {
    let (old, new) = (pinned.keyed(), now.keyed());
    let old_of: HashMap<&Key, &Line> = old.iter().map(|(key, line)| (key, *line)).collect();
    let new_of: HashMap<&Key, &Line> = new.iter().map(|(key, line)| (key, *line)).collect();
    let gone = old.iter().filter(|(key, _)| !new_of.contains_key(key)).map(|(key, _)| key);
    let otherwise = new.iter().filter(|(key, line)| old_of.get(key).is_none_or(|old| old != line)).map(|(key, _)| key);
    let mut keys: Vec<&Key> = otherwise.chain(gone).collect();
    // Settings come first; the sort keeps the order within a part.
    keys.sort_by_key(|key| (key.part != Part::Settings, key.part));
    let (old_places, new_places) = (places(&old), places(&new));
    let (old_stated, new_stated) = (Stated::of(pinned), Stated::of(now));
    let resting = resting(now, &new_stated);
    let change = |key: &&Key| {
        let (before, now_line) = (old_of.get(key).copied(), new_of.get(key).copied());
        let why = (in_full(&old_stated, before), in_full(&new_stated, now_line));
        let place = new_places.get(*key).or_else(|| old_places.get(*key));
        Change {
            key: (*key).clone(),
            sort: sort(before, now_line, categories, &why),
            before: before.cloned(),
            now: now_line.cloned(),
            number: place.copied().unwrap_or_default(),
            why,
            rests: now_line.and_then(|line| resting.get(line.cells.as_slice()).copied()).unwrap_or_default(),
        }
    };
    keys.iter().filter(|key| !follows(key, &old_of, &new_of)).map(change).collect()
}

/// Which of the settings each is, from 1.
fn places<'k>(keyed: &'k [(Key, &Line)]) -> HashMap<&'k Key, usize> {
    keyed.iter().map(|(key, _)| key).filter(|key| key.part == Part::Settings).zip(1..).collect()
}

/// A line that gives a category and comes or goes with the settings that refer to it is no change of its own.
fn follows(key: &Key, old: &HashMap<&Key, &Line>, new: &HashMap<&Key, &Line>) -> bool {
    key.part == Part::Reasons && !(old.contains_key(key) && new.contains_key(key))
}

fn sort(before: Option<&Line>, now: Option<&Line>, categories: &[&str], why: &(Vec<String>, Vec<String>)) -> Sort {
    let (before, now) = match (before, now) {
        (Some(line), _) | (_, Some(line)) if line.part != Part::Settings => return Sort::NoSetting,
        (Some(before), Some(now)) => (before, now),
        (None, _) => return Sort::Added,
        (_, None) => return Sort::Gone,
    };
    let differs = |at: usize| before.cell(at) != now.cell(at);
    let rank = |line: &Line| categories.iter().position(|code| *code == line.cell(2));
    match (rank(before), rank(now)) {
        (Some(before), Some(now)) if now > before => Sort::MoreIntensive,
        (Some(before), Some(now)) if now < before => Sort::LessIntensive,
        _ if differs(1) || differs(2) => Sort::Possible,
        _ if differs(3) => Sort::Days,
        _ if why.0 != why.1 => Sort::Why,
        _ if (5..Part::Settings.columns().len()).any(differs) => Sort::Rest,
        _ => Sort::Numbered,
    }
}

/// The lines that a setting's category comes from, in full: `strand: condition`.
fn in_full(stated: &Stated<'_>, setting: Option<&Line>) -> Vec<String> {
    let Some(setting) = setting.filter(|line| line.part == Part::Settings) else { return Vec::new() };
    let words = |(short, line): (String, Option<&Line>)| match line {
        Some(line) if line.cell(1) == NOTHING => line.cell(3).to_owned(),
        Some(line) => format!("{}: {}", line.cell(1), line.cell(3)),
        None => short,
    };
    stated.referred(setting).into_iter().map(words).collect()
}

/// How many settings refer to each line that gives a category, by its cells.
fn resting<'c>(content: &'c Content, stated: &Stated<'c>) -> HashMap<&'c [String], usize> {
    let mut resting = HashMap::new();
    for setting in content.part(Part::Settings) {
        let referred: HashSet<&[String]> =
            stated.referred(setting).into_iter().filter_map(|(_, line)| Some(line?.cells.as_slice())).collect();
        referred.into_iter().for_each(|line| *resting.entry(line).or_default() += 1);
    }
    resting
}

impl Tally {
    /// Counts changes.
    #[must_use]
    pub fn of(changes: &[Change]) -> Self {
        let mut tally = Self::default();
        for change in changes {
            let one = match change.sort {
                Sort::MoreIntensive => &mut tally.more,
                Sort::LessIntensive => &mut tally.less,
                Sort::Possible => &mut tally.possible,
                Sort::Days => &mut tally.days,
                Sort::Why => &mut tally.why,
                Sort::Numbered => &mut tally.numbered,
                Sort::Rest => &mut tally.rest,
                Sort::Added => &mut tally.added,
                Sort::Gone => &mut tally.gone,
                Sort::NoSetting => &mut tally.others,
            };
            *one += 1;
        }
        tally
    }

    /// How many settings are otherwise.
    #[must_use]
    pub const fn settings(&self) -> usize {
        self.more + self.less + self.possible + self.days + self.why + self.numbered + self.rest + self.added + self.gone
    }
}

/// By how many days the settings of some changes come to more (less, if negative) than is pinned: in what is certain, and in what it is
/// at most. A ceiling counts for the second alone; `None` there where a minimum of only one side leaves it open.
#[must_use]
pub fn days_between(changes: &[Change]) -> (Decimal, Option<Decimal>) {
    let settings = changes.iter().filter(|change| change.key.part == Part::Settings);
    let days = |line: Option<&Line>| line.and_then(|line| Figures::of(line).days).unwrap_or_default();
    settings.fold((Decimal::ZERO, Some(Decimal::ZERO)), |(least, most), change| {
        let (before, now): (Days, Days) = (days(change.before.as_ref()), days(change.now.as_ref()));
        let further = match (before.most, now.most) {
            (Some(before), Some(now)) => Some(now - before),
            (None, None) => Some(Decimal::ZERO),
            (Some(_), None) | (None, Some(_)) => None,
        };
        (least + now.least - before.least, most.zip(further).map(|(most, further)| most + further))
    })
}
