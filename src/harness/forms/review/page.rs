//! For a terminal.

use super::super::Ids;
use super::super::diff::{because, by_category, matrix, mover, sum};
use super::super::page::Page;
use super::{Terms, apart, cause, fact, notes, rest};
use crate::explain::{Paragraph, Text};
use crate::harness::About;
use crate::harness::moves::Setting;
use crate::harness::review::{Mover, Review};
use crate::model::spoken;

/// What two terms come to, for people.
#[must_use]
pub fn page(terms: &Terms, ids: Ids) -> Page {
    let mut page = Page::default();
    let review = &terms.review;
    let mut top = Text::default();
    top.push(Paragraph::at(0).name(terms.after.words()).faint(format!(" ({})", terms.after.place)));
    top.push(term("Before: ", &terms.before, &terms.table_before));
    top.push(term("After: ", &terms.after, &terms.table_after));
    top.heading(format!("Settings in both tables: {}", review.moves.settings.len()));
    page.words(top);
    if !review.moves.settings.is_empty() {
        page.grid(by_category(&review.moves));
        page.words(sum(&review.moves));
        page.grid(matrix(&review.moves));
    }
    terms.movers().for_each(|(setting, mover)| page.words(moved(review, setting, mover, ids)));
    let mut end = Text::default();
    if review.unmoved > 0 {
        let number = review.unmoved;
        end.push(Paragraph::at(0).plain(format!("Facts changed and category as before: {number}.")));
    }
    for (words, names) in apart(terms, ids) {
        end.push(Paragraph::at(0).plain(format!("{words}: ")).name(names.join(", ")).plain("."));
    }
    page.words(end);
    let mut below = Text::default();
    notes(review, ids).into_iter().for_each(|note| below.push(Paragraph::at(0).faint(note)));
    page.words(below);
    page
}

fn term(word: &str, about: &About, table: &str) -> Paragraph {
    let on = about.on.map_or_else(String::new, |on| format!("as of {}, ", spoken(on)));
    Paragraph::at(0).plain(format!("{word}{on}")).name(table)
}

fn moved(review: &Review, setting: &Setting, because_of: &Mover, ids: Ids) -> Text {
    let mut text = Text::default();
    text.push(mover(setting, ids));
    setting.because.iter().for_each(|reason| because(reason, &mut text));
    let facts = because_of.changed.iter().map(fact).collect::<Vec<_>>().join("; ");
    let facts = if facts.is_empty() { "none".to_owned() } else { facts };
    text.push(Paragraph::at(2).plain("facts that changed: ").value(facts));
    text.push(Paragraph::at(2).plain(cause(because_of)).plain("."));
    if let Some(rest) = rest(review, because_of) {
        text.push(Paragraph::at(2).plain(rest).plain("."));
    }
    text
}
