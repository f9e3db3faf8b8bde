//! One setting a record.

use super::columns::{Column, Columns, FactColumn, Role};
use super::csv::{Record, Records};
use super::memo::Memo;
use super::mistake::{Mistake, shown};
use super::{Reading, Row, values};
use crate::diagnostic::words::{joined, listed};
use crate::diagnostic::{Diagnostic, Problems, codes::settings as codes, nearest};
use crate::model::{FactState, Facts, Kind, KindId, Policy, machine_name};
use crate::source::{FileId, Span};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// More mistakes than this are not listed: the table as a whole is then something else than was meant.
const MOST_MISTAKES: usize = 10_000;

/// Reads all rows below the headings.
pub(super) fn read(
    mut records: Records<'_>,
    columns: Columns,
    file: FileId,
    policy: &Policy,
    reading: &Reading,
    problems: &mut Problems,
) -> Vec<Row> {
    let mut table = Table::new(columns, policy, reading);
    let mut rows = Vec::new();
    let mut unread = Vec::new();
    let before = problems.len();
    let mut any = false;
    while let Some(record) = records.next(problems) {
        any = true;
        if problems.len() - before > MOST_MISTAKES {
            problems.push(too_many(record.number, record.span()));
            break;
        }
        if record.broken {
            continue;
        }
        if record.len() != table.columns.len() {
            problems.push(ragged(record, table.columns.len()));
            unread.extend(table.unread(record));
            continue;
        }
        match table.row(record, problems) {
            Some(row) => rows.push(row),
            None => unread.extend(table.unread(record)),
        }
    }
    same_ids(&rows, &unread, problems);
    table.doubts(problems);
    if !any {
        problems.push(no_settings(file));
    }
    rows
}

/// A row by its id, whatever else could be read of it.
#[derive(Clone, Copy)]
struct Identified<'r> {
    id: &'r str,
    number: usize,
    span: Span,
}

/// Says which rows have an id that another before them has. Rows that could not be read whole are compared too.
fn same_ids(rows: &[Row], unread: &[(String, usize, Span)], problems: &mut Problems) {
    let whole = rows.iter().map(|row| Identified { id: &row.id, number: row.number, span: row.span });
    let unread = unread.iter().map(|(id, number, span)| Identified { id, number: *number, span: *span });
    let mut all: Vec<Identified<'_>> = whole.chain(unread).collect();
    all.sort_by_key(|row| row.number);
    let mut first_of = HashMap::with_capacity(all.len());
    let mut left = MOST_MISTAKES;
    for row in all {
        match first_of.entry(row.id) {
            Entry::Vacant(place) => _ = place.insert(row),
            Entry::Occupied(_) if left == 0 => return problems.push(too_many(row.number, row.span)),
            Entry::Occupied(first) => {
                left -= 1;
                problems.push(id_twice(&row, first.get()));
            }
        }
    }
}

/// What is the same for every row.
struct Table<'p> {
    columns: Vec<Column>,
    id: Option<usize>,
    name: Option<usize>,
    setting: usize,
    kinds: Memo<KindId>,
    /// What is assumed of each kind of setting before anything is told.
    untold: Vec<Facts>,
    policy: &'p Policy,
    reading: &'p Reading,
}

impl<'p> Table<'p> {
    fn new(columns: Columns, policy: &'p Policy, reading: &'p Reading) -> Self {
        let untold = policy.kinds.iter().map(|_| Facts::unknown(policy.facts.len())).collect();
        let Columns { list, id, name, setting } = columns;
        let mut table = Self { columns: list, id, name, setting, kinds: Memo::new(), untold, policy, reading };
        if !reading.strict {
            table.assume();
        }
        table
    }

    fn assume(&mut self) {
        for kind in self.policy.kind_ids() {
            let assumed = self.policy.facts_of(kind).filter_map(|(id, fact)| Some((id, fact.assumed?)));
            if let Some(facts) = self.untold.get_mut(kind.at()) {
                assumed.for_each(|(id, value)| facts.set(id, FactState::Assumed(value)));
            }
        }
    }

    /// One setting, or `None` where it is not known what kind it is or which.
    fn row(&mut self, record: &Record<'_>, problems: &mut Problems) -> Option<Row> {
        let id = self.id.and_then(|at| record.cell(at));
        if let (Some(""), Some(column)) = (id, self.id) {
            problems.push(id_missing(record, column));
        }
        let Some(kind) = self.kind(record, problems) else {
            self.facts_of_any_kind(record, problems);
            return None;
        };
        let facts = self.facts(kind, record, problems)?;
        Some(Row {
            id: id.filter(|text| !text.is_empty())?.to_owned(),
            name: self.name.and_then(|at| record.cell(at)).unwrap_or_default().to_owned(),
            kind,
            facts,
            number: record.number,
            span: record.span(),
        })
    }

    /// The id of a row that gives no setting.
    fn unread(&self, record: &Record<'_>) -> Option<(String, usize, Span)> {
        let id = record.cell(self.id?).filter(|id| !id.is_empty())?;
        Some((id.to_owned(), record.number, record.span()))
    }

    fn kind(&mut self, record: &Record<'_>, problems: &mut Problems) -> Option<KindId> {
        let text = record.cell(self.setting)?;
        let policy = self.policy;
        let found = self.kinds.get_or(text, || policy.kind(&machine_name(text)).ok_or(()));
        if found.is_err() {
            let title = self.columns.get(self.setting).map_or("", |column| &column.title);
            problems.push(at_cell(record, self.setting, title, unknown_kind(text, policy)));
        }
        found.ok()
    }

    /// What the cells of a row tell of a setting of this kind.
    fn facts(&mut self, kind: KindId, record: &Record<'_>, problems: &mut Problems) -> Option<Facts> {
        let (policy, on) = (self.policy, self.reading.on);
        let mut facts = self.untold.get(kind.at())?.clone();
        for (at, (text, column)) in record.cells().zip(&mut self.columns).enumerate() {
            if text.is_empty() {
                continue;
            }
            let mistake = match &mut column.role {
                Role::Apart => None,
                Role::Headless => Some(no_heading()),
                Role::Fact(by_kind) => match by_kind.get_mut(kind.at()).and_then(Option::as_mut) {
                    None if text == "?" => None,
                    None => Some(of_another(kind, by_kind, policy)),
                    Some(told) if text == "?" => {
                        facts.set(told.fact, FactState::Unknown);
                        None
                    }
                    Some(told) => {
                        let fact = policy.fact(told.fact)?;
                        let value = told.memo.get_or(text, || {
                            values::decode(text, fact, policy, on)
                                .inspect(|value| told.parts_of_one.note(*value, text, record.number, || record.span_of(at)))
                        });
                        // What could not be read is not assumed: nothing is to be concluded from it.
                        facts.set(told.fact, value.as_ref().map_or(FactState::Unknown, |value| FactState::Told(*value)));
                        value.err()
                    }
                },
            };
            if let Some(mistake) = mistake {
                problems.push(at_cell(record, at, &column.title, mistake));
            }
        }
        Some(facts)
    }

    /// Where it is not known what kind of setting a row is: the cells that mean nothing for any kind.
    fn facts_of_any_kind(&self, record: &Record<'_>, problems: &mut Problems) {
        for (at, (text, column)) in record.cells().zip(&self.columns).enumerate() {
            let Role::Fact(by_kind) = &column.role else { continue };
            if text.is_empty() || text == "?" {
                continue;
            }
            let facts = by_kind.iter().flatten().filter_map(|one| self.policy.fact(one.fact));
            let meanings = facts.map(|fact| values::decode(text, fact, self.policy, self.reading.on));
            let first_mistake = meanings.map(Result::err).reduce(|first, next| next.and(first)).flatten();
            if let Some(mistake) = first_mistake {
                problems.push(at_cell(record, at, &column.title, mistake));
            }
        }
    }

    /// What is legal in every cell and still likely wrong in the column.
    fn doubts(&self, problems: &mut Problems) {
        for column in &self.columns {
            let Role::Fact(by_kind) = &column.role else { continue };
            for told in by_kind.iter().flatten() {
                let Some(fact) = self.policy.fact(told.fact) else { continue };
                match told.parts_of_one.doubtful(&fact.domain) {
                    ([], _) => {}
                    (_, true) => problems.push(parts_of_one(column)),
                    (cells, false) => {
                        cells.iter().for_each(|(row, text, span)| problems.push(part_of_one(column, *row, text, *span)))
                    }
                }
            }
        }
    }
}

/// A mistake with its place before it.
fn at_cell(record: &Record<'_>, at: usize, column: &str, mistake: Mistake) -> Diagnostic {
    Diagnostic::new(mistake.code, record.span_of(at), format!("Row {}, {column}: {}", record.number, mistake.says))
        .help(mistake.help)
}

fn no_heading() -> Mistake {
    Mistake::new(codes::NO_HEADING, "there is a value here.", "Write the name of a fact at the top of the column, or clear it.")
}

fn of_another(kind: KindId, by_kind: &[Option<FactColumn>], policy: &Policy) -> Mistake {
    let name = by_kind.iter().flatten().find_map(|one| policy.fact(one.fact)).map_or("", |fact| &fact.name.phrase);
    let named = |kind: &Kind| format!("`{}`", kind.name.phrase);
    let this = policy.kinds.get(kind.at()).map(named).unwrap_or_default();
    let others: Vec<String> =
        policy.kinds.iter().zip(by_kind).filter(|(_, one)| one.is_some()).map(|(kind, _)| named(kind)).collect();
    let says = format!("the cell has a value, and a setting of the kind {this} has no `{name}`.");
    let help = format!("Only {} has it. Leave the cell empty, or mend what kind of setting the row is.", joined(&others, "or"));
    Mistake::new(codes::FACT_OF_ANOTHER, says, help)
}

fn unknown_kind(text: &str, policy: &Policy) -> Mistake {
    let machine = machine_name(text);
    if let Some(group) = policy.groups.iter().find(|group| *group.name.machine == *machine) {
        let kinds = group.kinds.iter().filter_map(|kind| Some(&*policy.kinds.get(kind.at())?.name.phrase));
        let says = format!("`{}` is a group, and a setting is of one kind.", shown(text));
        let help = format!("Say which it is: {}.", listed(&kinds.collect::<Vec<_>>(), "or"));
        return Mistake::new(codes::SETTING_UNKNOWN, says, help);
    }
    let kinds: Vec<&str> = policy.kinds.iter().map(|kind| &*kind.name.phrase).collect();
    let says = match text {
        "" => "the cell is empty, and without it nothing can be said of the row.".to_owned(),
        _ => format!("`{}` is no kind of setting.", shown(text)),
    };
    let possible = format!("It can be {}.", listed(&kinds, "or"));
    let help = match nearest(text, kinds.iter().copied()) {
        Some(word) => format!("Did you mean `{word}`? {possible}"),
        None if text.is_empty() => format!("{possible} Delete rows that are no setting, such as totals."),
        None => possible,
    };
    Mistake::new(codes::SETTING_UNKNOWN, says, help)
}

fn id_missing(record: &Record<'_>, column: usize) -> Diagnostic {
    Diagnostic::new(codes::ID_MISSING, record.span_of(column), format!("Row {} has no `id`.", record.number))
        .help("Give each setting an id of its own, such as its number.")
}

/// Ids can be names, so both places are the rows' beginnings and neither is quoted.
fn id_twice(row: &Identified<'_>, first: &Identified<'_>) -> Diagnostic {
    let message = format!("Rows {} and {} have the same `id`.", first.number, row.number);
    Diagnostic::new(codes::ID_TWICE, row.span.beginning(), message)
        .label("again in this row")
        .also(first.span.beginning(), "first in this row")
        .help("Delete one of the rows, or give each setting an id of its own.")
}

fn ragged(record: &Record<'_>, wanted: usize) -> Diagnostic {
    let (row, cells) = (record.number, record.len());
    let message = format!("Row {row} has {cells} cells, and there are {wanted} headings.");
    let help = if cells > wanted {
        "Look for a comma inside a cell: such a cell is written in quotation marks. Then delete what is too much at the end."
    } else {
        "Look for a cell or a comma that is missing. An empty cell still has its comma."
    };
    Diagnostic::new(codes::RAGGED_ROW, record.span().beginning(), message).help(help)
}

fn parts_of_one(column: &Column) -> Diagnostic {
    let message = format!("Every figure in {} is 1 or less: 0.8 is read as 0.8%, not as 80%.", column.title);
    Diagnostic::new(codes::PARTS_OF_ONE, column.span, message).help(
        "If 80% is meant, write `80` or `80%`. In a spreadsheet, give the column the format for percentages and save the table again.",
    )
}

/// One such figure among others that are none.
fn part_of_one(column: &Column, row: usize, text: &str, span: Span) -> Diagnostic {
    let message = format!("Row {row}, {}: `{1}` is read as {1}%, less than 1%.", column.title, shown(text));
    Diagnostic::new(codes::PARTS_OF_ONE, span, message)
        .help(format!("If that is meant, write `{0}%`; otherwise mend the figure.", shown(text)))
}

fn too_many(row: usize, span: Span) -> Diagnostic {
    let message = format!("There are more than {MOST_MISTAKES} mistakes; row {row} and those below it were not read.");
    Diagnostic::new(codes::TOO_MANY, span.beginning(), message)
        .help("Mend what is the same in a whole column first, then read the table again.")
}

fn no_settings(file: FileId) -> Diagnostic {
    Diagnostic::new(codes::NO_SETTINGS, Span::new(file, 0, 0), "The table has headings and no settings below them.")
        .help("Add a row for each setting.")
}
