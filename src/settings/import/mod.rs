//! Tables of others, as an import of the policy says that they are to be read.
//!
//! file -> `headings` (which column is which) -> one setting a record: `decide` (which line holds), `newest` (dated things), `facts`
//! (what each fact is). Only the columns that the import names are looked at.

mod decide;
mod facts;
mod headings;
mod newest;
mod words;

pub(super) use headings::{WITHIN, are_headings};

use super::mistake::{at_cell, heading};
use super::readers::{Record, Records};
use super::table::{Made, Maker, id_missing, untold};
use super::values::numbers::PartsOfOne;
use super::{LeftOut, Reading, Row};
use crate::diagnostic::Problems;
use crate::model::{ColumnId, FactState, Facts, How, Import, KindGiven, KindId, Policy, Told, Value, code_name};
use crate::source::{FileId, Span};
use decide::{Decided, decide};
use newest::Found;
use std::sync::Arc;
use words::Reads;

/// What is the same for every row.
pub(super) struct Imported<'p> {
    policy: &'p Policy,
    import: &'p Import,
    reading: &'p Reading,
    /// Where each column of the import stands in the file.
    places: Vec<usize>,
    /// What messages call each column of the file.
    titles: Vec<String>,
    /// Where its heading stands.
    headings: Vec<Span>,
    /// Per cent of each column of the import that look like parts of one.
    parts_of_one: Vec<PartsOfOne>,
    untold: Vec<Facts>,
    width: usize,
    left_out: Vec<LeftOut>,
}

impl<'p> Imported<'p> {
    /// Finds the headings among the first rows. `None` where no row can be read, which is said.
    pub(super) fn new(
        records: &mut dyn Records<'_>,
        file: FileId,
        policy: &'p Policy,
        import: &'p Import,
        reading: &'p Reading,
        problems: &mut Problems,
    ) -> Option<Self> {
        // What is wrong with title lines is nobody's concern.
        let mut above = Problems::default();
        for _ in 0..WITHIN {
            let Some(record) = records.next(&mut above) else { break };
            if record.broken || !are_headings(record, import) {
                continue;
            }
            let places = headings::places(record, import, problems)?;
            let column = record.form().column();
            let titles = record.cells().map(|text| format!("{column} `{}`", heading(text))).collect();
            let width = record.len();
            let headings = (0..width).map(|at| record.span_of(at)).collect();
            return Some(Self {
                policy,
                import,
                reading,
                places,
                titles,
                headings,
                parts_of_one: vec![PartsOfOne::default(); import.columns.len()],
                untold: untold(policy, reading),
                width,
                left_out: Vec::new(),
            });
        }
        problems.push(headings::nowhere(Span::new(file, 0, 0), import));
        None
    }

    /// The rows that were left out, by reason.
    pub(super) fn left_out(self) -> Vec<LeftOut> {
        self.left_out
    }

    /// The text of a column of the import, and its place in the file.
    fn cell<'r>(&self, record: &'r Record<'_>, column: ColumnId) -> Option<(&'r str, usize)> {
        let at = *self.places.get(column.at())?;
        Some((self.text(record, at)?, at))
    }

    /// The text at a place in the file, nothing where the import says that it stands for nothing.
    fn text<'r>(&self, record: &'r Record<'_>, at: usize) -> Option<&'r str> {
        let text = record.cell(at)?;
        let nothing = &self.import.nothing;
        let is_nothing = !nothing.is_empty() && nothing.iter().any(|one| **one == code_name(text));
        Some(if is_nothing { "" } else { text })
    }

    fn title(&self, at: usize) -> &str {
        self.titles.get(at).map_or("", String::as_str)
    }

    /// What kind of setting a record is; `Err` where it is left out or cannot be told.
    fn kind(&mut self, record: &Record<'_>, found: &mut Found, problems: &mut Problems) -> Result<KindId, Made> {
        let import = self.import;
        let mut look = |subject| self.look(subject, record, found, problems);
        match decide(&import.setting, &mut look) {
            Decided::Line(line) => match &line.gives {
                KindGiven::Kind(kind) => Ok(*kind),
                KindGiven::LeftOut(because) => {
                    self.leave_out(because, record);
                    Err(Made::LeftOut)
                }
            },
            Decided::Unknown => {
                let at = self.first_of_setting();
                problems.push(at_cell(record, at, self.title(at), words::kind_unknown()));
                Err(Made::Bad)
            }
            Decided::Not(undecided) => {
                let reads = Reads { what: "setting", first: self.first_of_setting(), decision: &import.setting };
                self.undecided(undecided, &reads, record, problems);
                Err(Made::Bad)
            }
        }
    }

    /// The place in the file of the column that tells the kind of setting, or of the first that is looked at.
    fn first_of_setting(&self) -> usize {
        let mut tests = self.import.setting.lines.iter().flat_map(|line| &line.tests);
        tests.find_map(|test| self.place_of(test.subject)).unwrap_or(0)
    }

    /// Takes note of a number that a column tells in the policy's own words.
    fn note_part_of_one(&mut self, told: &Told, value: Value, record: &Record<'_>) {
        let How::Column(column) = told.how else { return };
        let Some((text, at)) = self.cell(record, column) else { return };
        let title = self.titles.get(at).map_or("", String::as_str);
        if let Some(parts) = self.parts_of_one.get_mut(column.at()) {
            parts.note(value, text, || (record.words_at(at, title), record.span_of(at)));
        }
    }

    fn leave_out(&mut self, because: &Arc<str>, record: &Record<'_>) {
        let id = self.cell(record, self.import.id).map_or("", |(id, _)| id).to_owned();
        let row = (id, record.number);
        match self.left_out.iter_mut().find(|one| one.because == *because) {
            Some(one) => one.rows.push(row),
            None => self.left_out.push(LeftOut { because: because.clone(), rows: vec![row] }),
        }
    }
}

impl Maker for Imported<'_> {
    fn width(&self) -> usize {
        self.width
    }

    fn row(&mut self, record: &Record<'_>, problems: &mut Problems) -> Made {
        let mut found = Found::new();
        let kind = match self.kind(record, &mut found, problems) {
            Ok(kind) => kind,
            Err(made) => return made,
        };
        let id = self.cell(record, self.import.id).map_or("", |(id, _)| id);
        if id.is_empty() {
            problems.push(id_missing(record, self.places.get(self.import.id.at()).copied().unwrap_or(0)));
        }
        let Some(mut facts) = self.untold.get(kind.at()).cloned() else { return Made::Bad };
        for told in self.import.facts.iter().filter(|told| told.kind == kind) {
            match self.told(told, record, &mut found, problems) {
                Ok(Some(value)) => {
                    self.note_part_of_one(told, value, record);
                    facts.set(told.fact, FactState::Told(value));
                }
                Ok(None) => {}
                // What could not be read is not assumed: nothing is to be concluded from it.
                Err(()) => facts.set(told.fact, FactState::Unknown),
            }
        }
        if id.is_empty() {
            return Made::Bad;
        }
        let title = self.import.title.and_then(|title| self.cell(record, title)).map_or("", |(title, _)| title);
        Made::Row(Row {
            id: id.to_owned(),
            name: title.to_owned(),
            kind,
            facts,
            number: record.number,
            span: record.span(),
            form: record.form(),
        })
    }

    fn id(&self) -> Option<usize> {
        self.places.get(self.import.id.at()).copied()
    }

    fn end(&mut self, problems: &mut Problems) {
        for (at, parts) in self.parts_of_one.iter().enumerate() {
            let told = self.import.facts.iter().find(|told| matches!(told.how, How::Column(column) if column.at() == at));
            let Some(fact) = told.and_then(|told| self.policy.fact(told.fact)) else { continue };
            let Some((title, heading)) = self.places.get(at).and_then(|at| Some((self.title(*at), *self.headings.get(*at)?)))
            else {
                continue;
            };
            parts.report(&fact.domain, title, heading, problems);
        }
    }
}
