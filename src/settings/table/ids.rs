//! No two settings of a table have one id.

use super::MOST_MISTAKES;
use crate::diagnostic::{Diagnostic, Problems, codes::settings as codes};
use crate::settings::readers::{Form, Record};
use crate::source::{FileId, Span};

/// Every id so far, one behind the other in one text: a table has many, and they are compared once.
#[derive(Debug, Default)]
pub(super) struct Ids {
    texts: String,
    list: Vec<Id>,
}

/// Where an id stands among the texts, and the row that has it.
#[derive(Clone, Copy, Debug)]
struct Id {
    from: u32,
    to: u32,
    number: u32,
    row: (u32, u32),
}

impl Ids {
    /// Takes note of a row's id. Rows that could not be read whole count too.
    pub(super) fn note(&mut self, id: &str, record: &Record<'_>) {
        let fit = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (from, span) = (self.texts.len(), record.span());
        self.texts.push_str(id);
        let to = fit(self.texts.len());
        self.list.push(Id { from: fit(from), to, number: fit(record.number), row: (span.start, span.end) });
    }

    /// Says which rows have an id that another before them has.
    pub(super) fn report(self, file: FileId, form: Form, problems: &mut Problems) {
        let Self { texts, mut list } = self;
        let text = |id: &Id| texts.get(id.from as usize..id.to as usize).unwrap_or_default();
        list.sort_unstable_by(|one, other| text(one).cmp(text(other)).then(one.number.cmp(&other.number)));
        let mut left = MOST_MISTAKES;
        let mut first: Option<Id> = None;
        for id in list {
            let Some(before) = first.filter(|before| text(before) == text(&id)) else {
                first = Some(id);
                continue;
            };
            if left == 0 {
                return problems.push(super::too_many(id.number as usize, id.span(file), form));
            }
            left -= 1;
            problems.push(twice(id, before, file, form));
        }
    }
}

impl Id {
    fn span(self, file: FileId) -> Span {
        Span { file, start: self.row.0, end: self.row.1 }.beginning()
    }
}

/// Ids can be names, so both places are the rows' beginnings and neither is quoted.
fn twice(again: Id, first: Id, file: FileId, form: Form) -> Diagnostic {
    let row = form.noun();
    let message = format!("{} {} and {} have the same `id`.", form.nouns(), first.number, again.number);
    Diagnostic::new(codes::ID_TWICE, again.span(file), message)
        .label(format!("again in this {row}"))
        .also(first.span(file), format!("first in this {row}"))
        .help(format!("Delete one of the {row}s, or give each setting an id of its own."))
}
