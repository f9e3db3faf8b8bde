//! What each heading of a table means.

use super::csv::Record;
use super::memo::Memo;
use super::mistake::shown;
use super::numbers::PartsOfOne;
use crate::diagnostic::words::listed;
use crate::diagnostic::{Diagnostic, Problems, codes::settings as codes, nearest};
use crate::model::{FactId, Policy, Value, machine_name};
use crate::source::{FileId, Span};
use std::collections::{HashMap, HashSet};

/// The columns of a table.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) list: Vec<Column>,
    /// Which of them holds the ids.
    pub(super) id: Option<usize>,
    /// Which of them holds the names.
    pub(super) name: Option<usize>,
    /// Which of them holds the kinds of setting.
    pub(super) setting: usize,
}

/// One column.
#[derive(Debug)]
pub(super) struct Column {
    /// What messages call it.
    pub(super) title: String,
    /// Where its heading stands.
    pub(super) span: Span,
    pub(super) role: Role,
}

/// What a column is for.
#[derive(Debug)]
pub(super) enum Role {
    /// The id, the name, the kind of setting, or a heading that has been complained of.
    Apart,
    /// No heading, as spreadsheets leave to the right of the last; it may hold nothing.
    Headless,
    /// A fact, by kind of setting: none where the kind has no such fact.
    Fact(Vec<Option<FactColumn>>),
}

/// The fact of one kind of setting that a column tells, and what its texts turned out to mean.
#[derive(Debug)]
pub(super) struct FactColumn {
    pub(super) fact: FactId,
    pub(super) memo: Memo<Value>,
    pub(super) parts_of_one: PartsOfOne,
}

/// A heading as it stands in the table.
#[derive(Clone, Copy, Debug)]
struct Heading<'r> {
    text: &'r str,
    span: Span,
}

const OWN: [&str; 3] = ["id", "name", "setting"];

/// The columns that a row of headings names, or `None` where no row can be read with them.
pub(super) fn read(record: &Record<'_>, policy: &Policy, problems: &mut Problems) -> Option<Columns> {
    if record.broken {
        return None;
    }
    let mut seen: HashMap<String, Heading<'_>> = HashMap::new();
    let mut own: [Option<usize>; 3] = [None; 3];
    let mut list = Vec::with_capacity(record.len());
    let mut found = Vec::new();
    for (at, (text, span)) in record.cells().zip(record.spans()).enumerate() {
        let heading = Heading { text, span };
        let machine = machine_name(text);
        let mut title = format!("column `{}`", shown(text));
        let mut role = Role::Apart;
        if machine.is_empty() {
            role = Role::Headless;
            title = format!("column {}, which has no heading", at + 1);
        } else if let Some(first) = seen.get(&machine) {
            found.push(twice(heading, *first));
        } else if let Some(place) = OWN.iter().position(|name| *name == machine).and_then(|which| own.get_mut(which)) {
            *place = Some(at);
        } else if let Some(facts) = facts_named(&machine, policy) {
            role = Role::Fact(facts);
        } else {
            found.push(unknown(heading, &machine, policy));
        }
        seen.entry(machine).or_insert(heading);
        list.push(Column { title, span, role });
    }
    let [id, name, setting] = own;
    if let (None, None, Some(other)) = (id, setting, other_separator(record)) {
        problems.push(other);
        return None;
    }
    found.into_iter().for_each(|one| problems.push(one));
    for (column, name) in [(id, "id"), (setting, "setting")] {
        if column.is_none() {
            problems.push(missing(record.file, name, policy));
        }
    }
    Some(Columns { list, id, name, setting: setting? })
}

/// The facts of this machine name, by kind of setting; `None` if no kind has one.
fn facts_named(machine: &str, policy: &Policy) -> Option<Vec<Option<FactColumn>>> {
    let mut by_kind: Vec<Option<FactColumn>> = policy.kinds.iter().map(|_| None).collect();
    let mut any = false;
    for (at, fact) in policy.facts.iter().enumerate().filter(|(_, fact)| *fact.name.machine == *machine) {
        for kind in &fact.kinds {
            if let (Some(place), Some(fact)) = (by_kind.get_mut(kind.at()), FactId::from_index(at)) {
                *place = Some(FactColumn { fact, memo: Memo::new(), parts_of_one: PartsOfOne::default() });
                any = true;
            }
        }
    }
    any.then_some(by_kind)
}

fn twice(again: Heading<'_>, first: Heading<'_>) -> Diagnostic {
    let (heading, other) = (shown(again.text), shown(first.text));
    let message = if heading == other {
        format!("There are two columns `{heading}`.")
    } else {
        format!(
            "The columns `{other}` and `{heading}` are one name: upper case, blanks, hyphens and underscores make no difference."
        )
    };
    Diagnostic::new(codes::COLUMN_TWICE, again.span, message)
        .label("again here")
        .also(first.span, "first here")
        .help("Delete one of them, or give it the name of what it holds.")
}

fn unknown(heading: Heading<'_>, machine: &str, policy: &Policy) -> Diagnostic {
    let names = || OWN.into_iter().chain(policy.facts.iter().map(|fact| &*fact.name.machine));
    let message = format!("The column `{}` is no fact of `{}`.", shown(heading.text), policy.name.phrase);
    let derived = policy.derived.iter().find(|one| *one.name.machine == *machine);
    let help = match nearest(machine, names()) {
        _ if derived.is_some() => "The policy works it out from the facts: delete the column.".to_owned(),
        Some(word) => format!("Did you mean `{word}`? Otherwise delete the column."),
        None => {
            format!("The columns are {}. Delete the column, or name it as the policy does.", listed(&all_names(policy), "or"))
        }
    };
    Diagnostic::new(codes::COLUMN_UNKNOWN, heading.span, message).help(help)
}

/// Every heading that a table can have, each once.
fn all_names(policy: &Policy) -> Vec<&str> {
    let mut seen = HashSet::new();
    let names = OWN.into_iter().chain(policy.facts.iter().map(|fact| &*fact.name.machine));
    names.filter(|name| seen.insert(*name)).collect()
}

fn missing(file: FileId, name: &str, policy: &Policy) -> Diagnostic {
    let kinds: Vec<&str> = policy.kinds.iter().map(|kind| &*kind.name.phrase).collect();
    let help = if name == "id" {
        "Add a column `id` with something that tells each setting from every other, such as its number, or rename the column that \
         has it. The headings must stand in row 1, without title lines above them."
            .to_owned()
    } else {
        format!(
            "Add a column `{name}` that says what kind each setting is, {}, or rename the column that says so. The headings must \
             stand in row 1, without title lines above them.",
            listed(&kinds, "or")
        )
    };
    Diagnostic::new(codes::COLUMN_MISSING, Span::new(file, 0, 0), format!("The table has no column `{name}`.")).help(help)
}

/// The complaint where the headings would be the right ones if the cells were parted by another sign.
fn other_separator(record: &Record<'_>) -> Option<Diagnostic> {
    let signs = [(';', "semicolons"), ('\t', "tabs"), ('|', "upright lines")];
    let (sign, name) = signs.into_iter().find(|(sign, _)| {
        let words = record.cells().flat_map(|text| text.split(*sign)).map(machine_name);
        words.filter(|word| OWN.contains(&word.as_str())).count() >= 2
    })?;
    let at = record.find(sign)?;
    let message = format!("The cells of the table are parted by {name}, not by commas.");
    Some(
        Diagnostic::new(codes::NOT_COMMAS, at, message)
            .help("Save it again as \"CSV UTF-8 (comma delimited)\"; where the program asks for a separator, choose the comma."),
    )
}
