//! No two settings of a table have one id.

use crate::diagnostic::{Diagnostic, Problems, codes::settings as codes};
use crate::settings::readers::Record;
use crate::source::Span;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Every id so far, with the row that had it first.
#[derive(Debug, Default)]
pub(super) struct Ids {
    first: HashMap<Box<str>, (usize, Span)>,
}

impl Ids {
    /// Takes note of a row's id and says so where another row before it has it. Rows that could not be read whole count too.
    pub(super) fn note(&mut self, id: &str, record: &Record<'_>, problems: &mut Problems) {
        match self.first.entry(id.into()) {
            Entry::Vacant(place) => _ = place.insert((record.number, record.span())),
            Entry::Occupied(first) => problems.push(twice(record, *first.get())),
        }
    }
}

/// Ids can be names, so both places are the rows' beginnings and neither is quoted.
fn twice(record: &Record<'_>, (number, span): (usize, Span)) -> Diagnostic {
    let message = format!("{} {number} and {} have the same `id`.", record.form().rows(), record.number);
    let row = record.form().row(0).to_lowercase();
    let row = row.trim_end_matches(" 0");
    Diagnostic::new(codes::ID_TWICE, record.span().beginning(), message)
        .label(format!("again in this {row}"))
        .also(span.beginning(), format!("first in this {row}"))
        .help(format!("Delete one of the {row}s, or give each setting an id of its own."))
}
