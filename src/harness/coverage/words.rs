//! What is not exercised, in words.

use super::{Coverage, Item, Nearest, Seen, Side, Sort, State};
use crate::diagnostic::words::counted;
use crate::explain::{Paragraph, Text};
use crate::source::{FileId, Sources, Span};
use std::collections::BTreeMap;

/// What is missing of a thing, to stand behind a colon; nothing where it is exercised.
#[must_use]
pub fn missing(item: &Item) -> Option<String> {
    Some(gap(item)? + drafted(item))
}

fn drafted(item: &Item) -> &'static str {
    if item.with_drafts() == State::Exercised { "; drafted scenarios do" } else { "" }
}

fn gap(item: &Item) -> Option<String> {
    Some(match (&item.seen, item.state()) {
        (_, State::Exercised) => return None,
        (Seen::Whole { .. }, state) => of_whole(item.sort, state).to_owned(),
        (Seen::Condition(outcomes), _) => match (outcomes.when(true).counted > 0, outcomes.when(false).counted > 0) {
            (false, false) => "never seen where it decides".to_owned(),
            (true, false) => "never seen false where it decides".to_owned(),
            (false, true) => "never seen true where it decides".to_owned(),
            (true, true) => "seen true and false where it decides, but its line came out the same each time".to_owned(),
        },
        (Seen::Threshold { holds, fails }, _) => match (holds.times.counted > 0, fails.times.counted > 0) {
            (true, false) => format!("no value seen for which it does not hold{}", nearest_of([holds])),
            (false, true) => format!("no value seen for which it holds{}", nearest_of([fails])),
            (false, false) | (true, true) => "no value seen where it decides".to_owned(),
        },
    })
}

fn of_whole(sort: Sort, state: State) -> &'static str {
    match (sort, state == State::Missed) {
        (Sort::Line, true) => "never reached",
        (Sort::Row, true) => "never reached where its table decides",
        (Sort::Line | Sort::Row, false) => "reached, but never held",
        (Sort::Points, true) => "its score never decides",
        (Sort::Points, false) => "never gave points",
        (Sort::Gate, true) => "never reached: nothing comes to its category",
        (Sort::Gate, false) => "reached, but never lifted anything",
        (Sort::Expectation, true) => "never reached: nothing gets its category",
        (Sort::Expectation, false) => "never asked",
        (Sort::Also, true) => "never reached",
        (Sort::Also, false) => "never given",
        (Sort::Constraint, true) => "never tried",
        (Sort::Constraint, false) => "never broken: no scenario shows what cannot be",
        (Sort::Support, _) => "nothing gets a category that brings it",
        (Sort::Step, _) => "never in force where a comparison with it decides",
        (Sort::Assumption, true) => "never assumed",
        (Sort::Assumption, false) => "assumed, but no answer rests on it",
        (Sort::Category, _) => "nothing gets it",
        (Sort::Condition | Sort::Threshold, _) => "never seen where it decides",
    }
}

/// `; the nearest is 80% (5% away)`
fn nearest_of<'a>(sides: impl IntoIterator<Item = &'a Side>) -> String {
    let nearest = sides.into_iter().filter_map(|side| side.nearest.as_ref()).min_by_key(|nearest| nearest.distance);
    nearest.map_or_else(String::new, |nearest| format!("; the nearest is {}", value(nearest)))
}

/// A value near a threshold: `79% (1% away)`.
pub(super) fn value(nearest: &Nearest) -> String {
    match nearest.away.as_str() {
        "" => format!("{} (the threshold itself)", nearest.value),
        away => format!("{} ({away} away)", nearest.value),
    }
}

/// The sentences of which something is not exercised, in the order of the texts, so many at most; what is missing of each
/// stands below it. What stands in a line that was never reached is not named again.
#[must_use]
pub fn unexercised(coverage: &Coverage, sources: &Sources, most: usize) -> Text {
    let mut sentences: BTreeMap<(FileId, usize), Vec<&Item>> = BTreeMap::new();
    let unreached: Vec<Span> =
        coverage.items.iter().filter(|item| item.sort.is_line() && item.state() == State::Missed).map(|item| item.span).collect();
    let within = |item: &Item| {
        let around = |line: &Span| line.file == item.span.file && line.start <= item.span.start && item.span.end <= line.end;
        !item.sort.is_line() && item.state() == State::Missed && unreached.iter().any(around)
    };
    for item in coverage.items.iter().filter(|item| item.state() != State::Exercised && !within(item)) {
        sentences.entry((item.span.file, sources.start(item.span).line)).or_default().push(item);
    }
    let mut text = Text::default();
    for ((file, line), items) in sentences.iter().take(most) {
        let written = sources.text(*file).lines().nth(line.saturating_sub(1)).unwrap_or_default();
        let column = items.first().map_or(1, |item| sources.start(item.span).column);
        let place = format!("{}:{line}:{column}", sources.name(*file));
        text.push(Paragraph::at(0).quote(written.trim()).faint(format!(" ({place})")));
        for (item, missing) in gaps(items) {
            let paragraph = Paragraph::at(4).faint(item.sort.one());
            // A line is the sentence itself.
            let paragraph = if item.sort.is_line() { paragraph } else { paragraph.plain(" ").name(item.text.to_string()) };
            text.push(paragraph.plain(format!(": {missing}")));
        }
    }
    let more = sentences.len().saturating_sub(most);
    if more > 0 {
        text.push(Paragraph::at(0).plain(format!("and {}.", counted(more, "more sentence", "more sentences"))));
    }
    text
}

/// What is missing of the things of one sentence, each with what it is missing of. A threshold whose condition is named too says no
/// more than that: its nearest value goes there.
pub(super) fn gaps<'a>(all: &[&'a Item]) -> Vec<(&'a Item, String)> {
    let told = |item: &&'a Item| {
        let same = |sort: Sort| all.iter().filter(move |other| other.sort == sort && other.span == item.span);
        let said = |other: &&Item| other.state() != State::Exercised;
        if item.sort == Sort::Threshold && same(Sort::Condition).any(said) {
            return None;
        }
        let mut words = gap(item)?;
        if item.sort == Sort::Condition {
            words += &nearest_of(same(Sort::Threshold).flat_map(|other| sides(other)));
        }
        Some((*item, words + drafted(item)))
    };
    all.iter().filter_map(told).collect()
}

fn sides(item: &Item) -> Vec<&Side> {
    match &item.seen {
        Seen::Threshold { holds, fails } => vec![holds, fails],
        Seen::Whole { .. } | Seen::Condition(_) => Vec::new(),
    }
}
