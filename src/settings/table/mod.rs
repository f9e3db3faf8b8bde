//! From records to rows: the loop that every table goes through, and how a table in the policy's own columns is read.

mod columns;
mod ids;
mod memo;
mod own;

use super::readers::{Form, Record, Records};
use super::{Row, mistake};
use crate::diagnostic::{Diagnostic, Problems, codes::settings as codes};
use crate::source::{FileId, Span};
use ids::Ids;

pub(super) use columns::{Columned, are_headings};
pub(super) use memo::Memo;
pub(super) use own::{Own, id_missing, untold};

/// More mistakes than this are not listed: the table as a whole is then something else than was meant.
const MOST_MISTAKES: usize = 10_000;

/// What makes settings of records: the policy's own columns, or an import.
pub(super) trait Maker {
    /// How many headings there are.
    fn width(&self) -> usize;

    /// The setting that a record tells; what is wrong with it is reported.
    fn row(&mut self, record: &Record<'_>, problems: &mut Problems) -> Made;

    /// Which cell holds the id.
    fn id(&self) -> Option<usize>;

    /// What is to be said of the table as a whole.
    fn end(&mut self, problems: &mut Problems);
}

/// What was made of a record.
pub(super) enum Made {
    Row(Row),
    /// It is no setting, and that is said.
    LeftOut,
    /// Something is wrong with it, and that is said.
    Bad,
}

/// Reads all records below the headings and hands on one row after the other.
pub(super) fn read(
    records: &mut dyn Records<'_>,
    maker: &mut dyn Maker,
    file: FileId,
    problems: &mut Problems,
    each: &mut dyn FnMut(Row, &mut Problems),
) {
    let before = problems.len();
    let mut ids = Ids::default();
    let mut form = None;
    while let Some(record) = records.next(problems) {
        form = Some(record.form());
        if problems.len() - before > MOST_MISTAKES {
            problems.push(too_many(record.number, record.span(), record.form()));
            break;
        }
        if record.broken {
            continue;
        }
        record.widen(maker.width());
        let made = if record.len() == maker.width() {
            maker.row(record, problems)
        } else {
            problems.push(ragged(record, maker.width()));
            Made::Bad
        };
        if matches!(made, Made::LeftOut) {
            continue;
        }
        if let Some(id) = maker.id().and_then(|at| record.cell(at)).filter(|id| !id.is_empty()) {
            ids.note(id, record);
        }
        if let Made::Row(row) = made {
            each(row, problems);
        }
    }
    match form {
        Some(form) => ids.report(file, form, problems),
        None if problems.len() == before => problems.push(no_settings(file)),
        None => {}
    }
    maker.end(problems);
}

fn ragged(record: &Record<'_>, wanted: usize) -> Diagnostic {
    let cells = record.len();
    if record.form() == Form::Sheet {
        let first = (wanted..cells).find(|at| record.cell(*at) != Some("")).unwrap_or(wanted);
        return mistake::at_cell(record, first, "which has no heading", mistake::no_heading());
    }
    let message = format!("{} has {cells} cells, and there are {wanted} headings.", record.words());
    let help = if cells > wanted {
        "Look for a comma inside a cell: such a cell is written in quotation marks. Then delete what is too much at the end."
    } else {
        "Look for a cell or a comma that is missing. An empty cell still has its comma."
    };
    Diagnostic::new(codes::RAGGED_ROW, record.span().beginning(), message).help(help)
}

fn too_many(number: usize, span: Span, form: Form) -> Diagnostic {
    let row = form.noun();
    let message = format!("There are more than {MOST_MISTAKES} mistakes; {row} {number} and those below it were not read.");
    Diagnostic::new(codes::TOO_MANY, span.beginning(), message)
        .help("Mend what is the same in a whole column first, then read the table again.")
}

fn no_settings(file: FileId) -> Diagnostic {
    Diagnostic::new(codes::NO_SETTINGS, Span::new(file, 0, 0), "The table has headings and no settings below them.")
        .help("Add a row for each setting.")
}
