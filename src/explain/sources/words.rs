//! Readings and sources, written.

use super::coverage::Unruled;
use super::{Citing, Coverage, Place, Reading, coverage, readings};
use crate::explain::markup::{Paragraph, Text};
use crate::explain::phrases::{self, count, place};
use crate::model::Policy;
use crate::source::Sources;

/// How readings are put in order, as people are told it.
const ORDER: &str = "The most consequential come first: those that bear on every strand at once; then those on lines, and on what \
                     lines rest on, by the most intensive category that can come of them and by how many lines rest on them; then \
                     those on facts, on support, and on the rest.";

/// Every reading of a policy, the most consequential first.
#[must_use]
pub fn readings_in_words(policy: &Policy, sources: &Sources) -> Text {
    let found = readings(policy);
    let mut text = Text::default();
    text.heading(format!("Readings of {}", phrases::policy(policy)));
    if found.is_empty() {
        text.push(Paragraph::at(0).plain("The policy has no `reading`: it decides nothing that its source leaves open."));
        return text;
    }
    let number = count(found.len(), "thing is", "things are");
    text.push(Paragraph::at(0).plain(format!("{number} decided that the source leaves open. {ORDER}")));
    for (at, reading) in found.iter().enumerate() {
        text.blank();
        text.push(Paragraph::at(0).faint(format!("{}. ", at + 1)).quote(format!("\"{}\"", reading.text)));
        text.push(about(policy, reading));
        text.push(Paragraph::at(4).faint(place(reading.span, sources)).from(reading.from.as_deref()));
    }
    text
}

/// What a reading is attached to, and what that bears on.
fn about(policy: &Policy, reading: &Reading) -> Paragraph {
    let paragraph = Paragraph::at(4).plain(reading.about.clone());
    let (Some(lines), Some(category)) = (reading.bears_on, reading.category) else { return paragraph };
    let rest = if lines == 1 { "rests on it, for" } else { "rest on it, up to" };
    let lines = count(lines, "line", "lines");
    paragraph.plain(format!("; {lines} {rest} ")).category(policy.category_code(category))
}

/// Every place of the source that a policy cites, with what cites it, and what cites none.
#[must_use]
pub fn coverage_in_words(policy: &Policy, sources: &Sources) -> Text {
    let Coverage { places, uncited, no_rule, unused } = coverage(policy);
    let mut text = Text::default();
    text.heading(format!("Sources of {}", phrases::policy(policy)));
    let cited = count(places.len(), "place of the source is cited", "places of the source are cited");
    let without = count(uncited.len(), "thing cites none", "things cite none");
    text.push(Paragraph::at(0).plain(format!("{cited}; {without}.")));
    for Place { name, by } in &places {
        text.blank();
        text.push(Paragraph::at(0).name(name.clone()));
        by.iter().for_each(|citing| text.push(one(citing, sources)));
    }
    if !uncited.is_empty() {
        text.heading("Without a place of the source");
        uncited.iter().for_each(|citing| text.push(one(citing, sources)));
    }
    clauses("Clauses that nothing cites", &unused, sources, &mut text);
    clauses("Clauses that are no rule, and why", &no_rule, sources, &mut text);
    text
}

fn clauses(heading: &str, clauses: &[Unruled], sources: &Sources, text: &mut Text) {
    if clauses.is_empty() {
        return;
    }
    text.heading(heading);
    for together in clauses.chunk_by(|one, next| one.words == next.words) {
        let Some(Unruled { words, span, .. }) = together.first() else { continue };
        let names: Vec<&str> = together.iter().map(|one| one.clause.as_str()).collect();
        let words = if words.is_empty() { String::new() } else { format!(": {words}") };
        text.push(
            Paragraph::at(2).name(phrases::list(&names, "and")).plain(words).faint(format!(" ({})", place(*span, sources))),
        );
    }
}

fn one(citing: &Citing, sources: &Sources) -> Paragraph {
    let reading = if citing.has_reading { ", with a reading" } else { "" };
    Paragraph::at(2).plain(citing.what.clone()).plain(reading).faint(format!(" ({})", place(citing.span, sources)))
}
