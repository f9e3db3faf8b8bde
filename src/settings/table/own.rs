//! One setting a record, in the policy's own columns.

use super::columns::{self, Column, Columned, Columns, FactColumn, Role};
use super::{Made, Maker, Memo};
use crate::diagnostic::words::{joined, listed};
use crate::diagnostic::{Diagnostic, Problems, codes::settings as codes, nearest};
use crate::model::{FactState, Facts, Import, Kind, KindId, Policy, machine_name};
use crate::settings::import;
use crate::settings::mistake::{Mistake, at_cell, no_heading, shown};
use crate::settings::readers::{Record, Records};
use crate::settings::{Reading, Row, values};
use crate::source::{FileId, Span};

/// What is the same for every row.
pub(in crate::settings) struct Own<'p> {
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

impl<'p> Own<'p> {
    /// Reads the headings. `None` where no row can be read with them, which is said.
    pub(in crate::settings) fn new(
        records: &mut dyn Records<'_>,
        file: FileId,
        columned: &Columned<'p>,
        reading: &'p Reading,
        problems: &mut Problems,
    ) -> Option<Self> {
        let policy = columned.policy;
        let Some(headings) = records.next(problems) else {
            problems.push(empty(file));
            return None;
        };
        let import = policy.imports.iter().find(|import| import::are_headings(headings, import));
        if let Some(import) = import.filter(|_| !columns::are_headings(headings)) {
            problems.push(needs_import(file, import));
            return None;
        }
        let Columns { list, id, name, setting } = columns::read(headings, columned, problems)?;
        let untold = untold(policy, reading);
        Some(Self { columns: list, id, name, setting, kinds: Memo::new(), untold, policy, reading })
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
            let of_other = column.is_of_other(kind);
            let mistake = match &mut column.role {
                Role::Apart => None,
                Role::Headless => Some(no_heading()),
                Role::Fact(by_kind) => match by_kind.get_mut(kind.at()).and_then(Option::as_mut) {
                    None if text == "?" || of_other => None,
                    None => Some(of_another(kind, by_kind, policy)),
                    Some(told) if text == "?" => {
                        facts.set(told.fact, FactState::Unknown);
                        None
                    }
                    Some(told) => {
                        let fact = policy.fact(told.fact)?;
                        let value = told.memo.get_or(text, || {
                            values::decode(text, fact, policy, on).inspect(|value| {
                                told.parts_of_one.note(*value, text, || (record.words_at(at, &column.title), record.span_of(at)))
                            })
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

    /// One setting, or `None` where it is not known what kind it is or which.
    fn setting(&mut self, record: &Record<'_>, problems: &mut Problems) -> Option<Row> {
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
            form: record.form(),
        })
    }
}

impl Maker for Own<'_> {
    fn width(&self) -> usize {
        self.columns.len()
    }

    fn row(&mut self, record: &Record<'_>, problems: &mut Problems) -> Made {
        self.setting(record, problems).map_or(Made::Bad, Made::Row)
    }

    fn id(&self) -> Option<usize> {
        self.id
    }

    /// What is legal in every cell and still likely wrong in the column.
    fn end(&mut self, problems: &mut Problems) {
        for column in &self.columns {
            let Role::Fact(by_kind) = &column.role else { continue };
            for told in by_kind.iter().flatten() {
                let Some(fact) = self.policy.fact(told.fact) else { continue };
                told.parts_of_one.report(&fact.domain, &column.title, column.span, problems);
            }
        }
    }
}

/// What is assumed of each kind of setting before anything is told.
pub(in crate::settings) fn untold(policy: &Policy, reading: &Reading) -> Vec<Facts> {
    let nothing = Facts::unknown(policy.facts.len());
    policy.kind_ids().map(|kind| if reading.strict { nothing.clone() } else { policy.untold(kind) }).collect()
}

fn needs_import(file: FileId, import: &Import) -> Diagnostic {
    let name = &import.name.phrase;
    let message = format!("The table is not in the policy's own columns; it has those that the import `{name}` reads.");
    Diagnostic::new(codes::NEEDS_IMPORT, Span::new(file, 0, 0), message).help(format!("Say so: `--import \"{name}\"`."))
}

fn empty(file: FileId) -> Diagnostic {
    Diagnostic::new(codes::EMPTY_TABLE, Span::new(file, 0, 0), "The table is empty.")
        .help("A table of settings begins with a row of headings: `id`, `name`, `setting`, and the facts by name.")
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
        let kinds = group.kinds.iter().map(|kind| policy.kind_name(*kind));
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

pub(in crate::settings) fn id_missing(record: &Record<'_>, column: usize) -> Diagnostic {
    Diagnostic::new(codes::ID_MISSING, record.span_of(column), format!("{} has no `id`.", record.words()))
        .help("Give each setting an id of its own, such as its number.")
}
