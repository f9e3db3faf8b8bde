//! Dated things of a row, the newest first.

use super::Imported;
use super::decide::{Decided, Seen, decide};
use super::words::Reads;
use crate::diagnostic::{Diagnostic, Problems, codes::settings as codes};
use crate::model::{InSeries, Series, SeriesGiven, Subject};
use crate::settings::mistake::{Mistake, at_cell};
use crate::settings::readers::Record;
use jiff::civil::Date;

/// One of a series: when it was, what it is, and where in the table of the import it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) on: Date,
    pub(super) value: SeriesGiven,
    pub(super) row: usize,
}

/// The series of one record, each found when it is first asked for; `None` inside for one that cannot be read.
pub(super) type Found = Vec<Option<Option<Vec<Entry>>>>;

impl<'p> Imported<'p> {
    /// What a test of a decision sees of a record.
    pub(super) fn look<'r>(
        &self,
        subject: Subject,
        record: &'r Record<'_>,
        found: &mut Found,
        problems: &mut Problems,
    ) -> Seen<'r>
    where
        'p: 'r,
    {
        match subject {
            Subject::Column(column) => self.cell(record, column).map_or(Seen::Nothing, |(text, at)| Seen::Text(text, at)),
            Subject::Part(_) => Seen::Unknown,
            Subject::Newest(at) => {
                let Some(entries) = self.series(at.series, record, found, problems) else { return Seen::Bad };
                let (Some(entry), Some(series)) = (entries.get(at.nth), self.import.series.get(at.series)) else {
                    return Seen::Nothing;
                };
                if at.part != series.value {
                    return self.part(at, entry, record).map_or(Seen::Nothing, |(text, at)| Seen::Text(text, at));
                }
                match entry.value {
                    SeriesGiven::Value(value) => {
                        series.values.get(value).map_or(Seen::Unknown, |value| Seen::Value(&value.machine))
                    }
                    SeriesGiven::None => Seen::Nothing,
                    SeriesGiven::Unknown => Seen::Unknown,
                }
            }
        }
    }

    pub(super) fn part<'r>(&self, at: InSeries, entry: &Entry, record: &'r Record<'_>) -> Option<(&'r str, usize)> {
        let column = self.import.series.get(at.series)?.rows.get(entry.row)?.get(at.part)?;
        self.cell(record, (*column)?)
    }

    /// The place in the file of what a test looks at, if that is one column.
    pub(super) fn place_of(&self, subject: Subject) -> Option<usize> {
        match subject {
            Subject::Column(column) => self.places.get(column.at()).copied(),
            Subject::Part(_) | Subject::Newest(_) => None,
        }
    }

    pub(super) fn series<'f>(
        &self,
        at: usize,
        record: &Record<'_>,
        found: &'f mut Found,
        problems: &mut Problems,
    ) -> Option<&'f [Entry]> {
        if found.len() <= at {
            found.resize(self.import.series.len().max(at + 1), None);
        }
        let slot = found.get_mut(at)?;
        if slot.is_none() {
            let series = self.import.series.get(at)?;
            *slot = Some(entries(series, self, record, problems));
        }
        slot.as_ref()?.as_deref()
    }
}

/// All of a series that a row has, newest first; of two of one day the one that the import names first. `None` where one cannot be
/// read, which is said.
fn entries(series: &Series, imported: &Imported<'_>, record: &Record<'_>, problems: &mut Problems) -> Option<Vec<Entry>> {
    let mut found = Vec::new();
    let mut whole = true;
    for (row, columns) in series.rows.iter().enumerate() {
        let cell = |part: usize| columns.get(part).copied().flatten().and_then(|column| imported.cell(record, column));
        if (0..series.parts.len()).all(|part| cell(part).is_none_or(|(text, _)| text.is_empty())) {
            continue;
        }
        let Some((text, at)) = cell(series.date) else { continue };
        let on = if text.is_empty() {
            problems.push(undated(series, cell(series.value).map_or(at, |(_, at)| at), imported, record));
            None
        } else {
            imported.date(text).map_err(|mistake| problems.push(at_cell(record, at, imported.title(at), mistake))).ok()
        };
        let value = value(series, imported, record, &cell, problems);
        match on.zip(value) {
            Some((on, value)) => found.push(Entry { on, value, row }),
            None => whole = false,
        }
    }
    found.sort_by_key(|entry| std::cmp::Reverse(entry.on));
    whole.then_some(found)
}

fn value<'r>(
    series: &Series,
    imported: &Imported<'_>,
    record: &Record<'_>,
    cell: &dyn Fn(usize) -> Option<(&'r str, usize)>,
    problems: &mut Problems,
) -> Option<SeriesGiven> {
    if series.decision.lines.is_empty() {
        return Some(SeriesGiven::Unknown);
    }
    let mut look = |subject: Subject| match subject {
        Subject::Part(part) => cell(part).map_or(Seen::Nothing, |(text, at)| Seen::Text(text, at)),
        Subject::Column(_) | Subject::Newest(_) => Seen::Unknown,
    };
    match decide(&series.decision, &mut look) {
        Decided::Line(line) => Some(line.gives),
        Decided::Unknown => Some(SeriesGiven::Unknown),
        Decided::Not(undecided) => {
            let first = cell(series.value).map_or(0, |(_, at)| at);
            let reads = Reads { what: &series.name.phrase, first, decision: &series.decision };
            imported.undecided(undecided, &reads, record, problems);
            None
        }
    }
}

fn undated(series: &Series, at: usize, imported: &Imported<'_>, record: &Record<'_>) -> Diagnostic {
    let date = series.parts.get(series.date).map_or("", |part| &part.phrase);
    let says = format!("this {} has no {date}, so it is not known whether it is the newest.", series.one.phrase);
    let help = "Write the day into the file, or clear what else is said of it.";
    at_cell(record, at, imported.title(at), Mistake::new(codes::UNDATED, says, help))
}
