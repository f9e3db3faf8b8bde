//! For a terminal.

use super::super::page::{Grid, Page};
use super::super::{Ids, days, growth_in_words, kind, notes_on_days};
use super::lines::changed;
use super::meaning;
use super::{FEW_TESTS, counted, of_tests, otherwise, parted, some};
use crate::explain::{Paragraph, Text};
use crate::harness::changes::Change;
use crate::harness::meaning::Meaning;
use crate::harness::moves::{Figures, Growth, Moves, Reason, Setting};
use crate::harness::{About, Difference};
use crate::model::spoken;
use similar::ChangeTag;

/// What differs, for people.
#[must_use]
pub fn page(difference: &Difference, ids: Ids) -> Page {
    let mut page = Page::default();
    let mut top = Text::default();
    for (word, about) in [("Before: ", &difference.before), ("After: ", &difference.after)] {
        top.push(side(word, about));
    }
    page.words(top);
    page.words(in_meaning(&difference.meaning));
    let (rules, tests) = parted(&difference.changes);
    let mut top = Text::default();
    top.heading(format!("In the texts: {}", counted(&rules)));
    page.words(top);
    rules.iter().for_each(|change| page.words(in_lines(change)));
    if let Some(words) = of_tests(&tests) {
        let mut text = Text::default();
        text.heading(words);
        page.words(text);
        tests.iter().filter(|_| tests.len() <= FEW_TESTS).for_each(|change| page.words(in_lines(change)));
    }
    if let Some(moves) = &difference.moves {
        settings(moves, ids, &mut page);
    }
    page
}

fn side(word: &str, about: &About) -> Paragraph {
    let on = about.on.map_or_else(String::new, |on| format!(", as of {}", spoken(on)));
    Paragraph::at(0).plain(word).name(about.words()).plain(on).faint(format!(" ({})", about.place))
}

/// What differs in meaning, for people.
#[must_use]
pub fn in_meaning(found: &Meaning) -> Text {
    let mut text = Text::default();
    for line in meaning::lines(found) {
        if line.heading {
            text.heading(line.words);
        } else {
            text.push(Paragraph::at(2 * line.depth).plain(line.words));
        }
    }
    text
}

/// A change: where it stands, and the lines that were and are.
fn in_lines(change: &Change) -> Text {
    let mut text = Text::default();
    let places = [&change.before, &change.after].into_iter().flatten().map(|declared| declared.place.to_string());
    let places = places.collect::<Vec<_>>().join(" -> ");
    text.push(Paragraph::at(0).plain(format!("{}: ", change.fate().word())).name(change.title()));
    text.push(Paragraph::at(2).faint(places));
    for (tag, line) in changed(change) {
        let word = if tag == ChangeTag::Delete { "was  " } else { "now  " };
        text.verbatim(2, &format!("{word}{line}"));
    }
    text
}

fn settings(moves: &Moves, ids: Ids, page: &mut Page) {
    let mut text = Text::default();
    text.heading(format!("Settings: {}", moves.settings.len()));
    page.words(text);
    page.grid(by_category(moves));
    page.words(sum(moves));
    page.grid(matrix(moves));
    movers(moves, ids, page);
    let others = otherwise(moves, ids);
    if !others.is_empty() {
        let mut text = Text::default();
        text.push(Paragraph::at(0).plain("In the category as before, with something else:"));
        page.words(text);
        let mut grid = Grid::new(["settings", "kind", "category", "differs in", "days", "which"]).with_figures(0..1);
        for one in others {
            grid.row([one.settings.len().to_string(), one.kind, one.standing, one.differs, one.days, some(&one.settings)]);
        }
        page.grid(grid);
    }
    let mut note = Text::default();
    note.push(Paragraph::at(0).faint(ids.note()));
    page.words(note);
}

/// How many settings move, and which: from where to where, without what it comes from.
#[must_use]
pub fn in_short(moves: &Moves, ids: Ids) -> Text {
    let mut text = in_all(moves);
    moves.movers().for_each(|setting| text.push(mover(setting, ids)));
    text
}

pub(super) const BY_CATEGORY: [&str; 6] = ["category", "before", "after", "days before", "days after", "difference"];

/// The rows of the table by category, with all of them together last.
pub(super) fn category_rows(moves: &Moves) -> Vec<Vec<String>> {
    let row = |name: &str, numbers: [usize; 2], [before, after]: [&Figures; 2], growth: String| {
        let growth = if before.words() == after.words() && before.without + after.without == 0 { String::new() } else { growth };
        let [old, new] = numbers.map(|number| number.to_string());
        vec![name.to_owned(), old, new, before.words(), after.words(), growth]
    };
    let counts = moves.by_category();
    let rows = counts.iter().map(|count| {
        let (before, after) = (&count.before, &count.after);
        let growth = Growth::between(&before.days, &after.days).map_or_else(String::new, |growth| growth.words());
        row(count.group.word(), [before.settings, after.settings], [&before.days, &after.days], growth)
    });
    let (before, after) = moves.days();
    rows.chain([row("all", [moves.settings.len(); 2], [&before, &after], growth_in_words(moves))]).collect()
}

pub(in super::super) fn by_category(moves: &Moves) -> Grid {
    let mut grid = Grid::new(BY_CATEGORY).with_figures(1..6);
    category_rows(moves).into_iter().for_each(|row| grid.row(row));
    grid
}

/// How many settings move.
fn in_all(moves: &Moves) -> Text {
    let mut text = Text::default();
    text.push(Paragraph::at(0).value(super::super::movers_in_words(moves.movers())).plain("."));
    text
}

pub(in super::super) fn sum(moves: &Moves) -> Text {
    let mut text = in_all(moves);
    notes_on_days(moves).into_iter().for_each(|note| text.push(Paragraph::at(0).plain(note)));
    text
}

/// The headings of the matrix and its rows; no number where there is none.
pub(super) fn matrix_rows(moves: &Moves) -> (Vec<String>, Vec<Vec<String>>) {
    let matrix = moves.matrix();
    let headings = std::iter::once("from, to".to_owned()).chain(matrix.to.iter().map(|group| group.word().to_owned()));
    let figure = |number: &usize| if *number == 0 { "-".to_owned() } else { number.to_string() };
    let row = |(group, row): (&crate::harness::moves::Group, &Vec<usize>)| {
        std::iter::once(group.word().to_owned()).chain(row.iter().map(figure)).collect()
    };
    (headings.collect(), matrix.from.iter().zip(&matrix.rows).map(row).collect())
}

pub(in super::super) fn matrix(moves: &Moves) -> Grid {
    let (headings, rows) = matrix_rows(moves);
    let last = headings.len();
    let mut grid = Grid::new(headings).with_figures(1..last);
    rows.into_iter().for_each(|row| grid.row(row));
    grid
}

pub(in super::super) const MOVERS: [&str; 6] = ["setting", "kind", "from", "to", "days", ""];

fn movers(moves: &Moves, ids: Ids, page: &mut Page) {
    for setting in moves.movers() {
        let mut text = Text::default();
        text.push(mover(setting, ids));
        setting.because.iter().for_each(|reason| because(reason, &mut text));
        page.words(text);
    }
}

/// Which setting moves from where to where, and what it does to its days.
pub(in super::super) fn mover(setting: &Setting, ids: Ids) -> Paragraph {
    let direction = match setting.direction.words() {
        "" => String::new(),
        words => format!(", {words}"),
    };
    let paragraph = Paragraph::at(0).name(ids.setting(setting)).plain(format!(" ({}): ", kind(setting)));
    let paragraph = paragraph.category(setting.from().words()).plain(" -> ").category(setting.to().words());
    paragraph.plain(format!("{direction}; days: {}", days(setting)))
}

/// What a move comes from, on both sides.
pub(in super::super) fn because(reason: &Reason, text: &mut Text) {
    text.push(Paragraph::at(2).plain(reason.what.words()));
    for (word, line) in [("was ", &reason.before), ("now ", &reason.after)] {
        let paragraph = Paragraph::at(4).plain(word);
        text.push(match line {
            Some(line) => paragraph.quote(line.words()).faint(format!(" ({})", line.place)),
            None => paragraph.plain("nothing"),
        });
    }
}
