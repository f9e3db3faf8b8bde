//! What each heading of a table means.

use super::Memo;
use crate::diagnostic::words::listed;
use crate::diagnostic::{Diagnostic, Problems, codes::settings as codes, nearest};
use crate::model::{Fact, FactId, KindId, Policy, Value, machine_name};
use crate::settings::mistake::shown;
use crate::settings::readers::{Form, Record};
use crate::settings::values::numbers::PartsOfOne;
use crate::source::Span;
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
    /// The kinds of setting for which another policy that reads the table has a fact of this name.
    of_other: Vec<KindId>,
}

impl Column {
    /// Whether another policy that reads the table has such a fact of a kind.
    pub(super) fn is_of_other(&self, kind: KindId) -> bool {
        self.of_other.contains(&kind)
    }
}

/// Whose facts the columns name.
#[derive(Clone, Copy, Debug)]
pub(in crate::settings) struct Columned<'p> {
    /// The policy that reads the table.
    pub(in crate::settings) policy: &'p Policy,
    /// Another that reads it too; what only that one knows is passed over.
    pub(in crate::settings) other: Option<&'p Policy>,
}

impl Columned<'_> {
    fn both(&self) -> impl Iterator<Item = &Policy> {
        std::iter::once(self.policy).chain(self.other)
    }

    /// Whether only the other policy has a fact of this name.
    fn is_passed_over(&self, machine: &str) -> bool {
        self.other.is_some_and(|other| other.facts.iter().any(|fact| *fact.name.machine == *machine))
    }

    /// The fact of a kind of this policy that the other calls by a name.
    fn otherwise_called(&self, machine: &str, kind: KindId) -> Option<(FactId, &Fact)> {
        let other = self.other?;
        let of_other = other.kind(&self.policy.kinds.get(kind.at())?.name.machine)?;
        let (_, called) = other.facts_of(of_other).find(|(_, fact)| *fact.name.machine == *machine)?;
        self.policy.facts_of(kind).find(|(_, fact)| fact.was(&called.name) || called.was(&fact.name))
    }

    /// The kinds of this policy for which the other has a fact of this name.
    fn of_other(&self, machine: &str) -> Vec<KindId> {
        let Some(other) = self.other else { return Vec::new() };
        let has = |kind: &KindId| {
            let of_other = self.policy.kinds.get(kind.at()).and_then(|kind| other.kind(&kind.name.machine));
            of_other.is_some_and(|kind| other.facts_of(kind).any(|(_, fact)| *fact.name.machine == *machine))
        };
        self.policy.kind_ids().filter(has).collect()
    }
}

/// What a column is for.
#[derive(Debug)]
pub(super) enum Role {
    /// The id, the name, the kind of setting, what only another policy knows, or a heading that has been complained of.
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
pub(super) fn read(record: &Record<'_>, columned: &Columned<'_>, problems: &mut Problems) -> Option<Columns> {
    let policy = columned.policy;
    if record.broken {
        return None;
    }
    let mut seen: HashMap<String, Heading<'_>> = HashMap::new();
    let mut own: [Option<usize>; 3] = [None; 3];
    let mut list = Vec::with_capacity(record.len());
    let mut found = Vec::new();
    let named: HashSet<String> = record.cells().map(machine_name).collect();
    for (at, (text, span)) in record.cells().zip(record.spans()).enumerate() {
        let heading = Heading { text, span };
        let machine = machine_name(text);
        let mut title = format!("{} `{}`", record.form().column(), shown(text));
        let mut role = Role::Apart;
        if machine.is_empty() {
            role = Role::Headless;
            title = no_title(record.form(), at);
        } else if let Some(first) = seen.get(&machine) {
            found.push(twice(heading, *first, record.form()));
        } else if let Some(place) = OWN.iter().position(|name| *name == machine).and_then(|which| own.get_mut(which)) {
            *place = Some(at);
        } else if let Some(facts) = facts_named(&machine, columned, &named) {
            role = Role::Fact(facts);
        } else if !columned.is_passed_over(&machine) {
            found.push(unknown(heading, &machine, columned, record.form()));
        }
        list.push(Column { title, span, role, of_other: columned.of_other(&machine) });
        seen.entry(machine).or_insert(heading);
    }
    let [id, name, setting] = own;
    if let (None, None, Some(other)) = (id, setting, other_separator(record)) {
        problems.push(other);
        return None;
    }
    found.into_iter().for_each(|one| problems.push(one));
    for (column, name) in [(id, "id"), (setting, "setting")] {
        if column.is_none() {
            problems.push(missing(record, name, policy));
        }
    }
    Some(Columns { list, id, name, setting: setting? })
}

/// The facts of this machine name, by kind of setting; `None` if no kind has one. Where another policy reads the table too, a fact that
/// it calls so is meant where it is one of this policy by another name, which no column has.
fn facts_named(machine: &str, columned: &Columned<'_>, named: &HashSet<String>) -> Option<Vec<Option<FactColumn>>> {
    let policy = columned.policy;
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
    for (kind, place) in policy.kind_ids().zip(&mut by_kind).filter(|(_, place)| place.is_none()) {
        let fact = columned.otherwise_called(machine, kind).filter(|(_, fact)| !named.contains(&*fact.name.machine));
        if let Some((fact, _)) = fact {
            *place = Some(FactColumn { fact, memo: Memo::new(), parts_of_one: PartsOfOne::default() });
            any = true;
        }
    }
    any.then_some(by_kind)
}

/// `column 3, which has no heading`; cells of a sheet have names of their own.
fn no_title(form: Form, at: usize) -> String {
    match form {
        Form::Text => format!("column {}, which has no heading", at + 1),
        Form::Sheet => "which has no heading".to_owned(),
        Form::Objects => "a key without a name".to_owned(),
    }
}

/// Whether a row can be the headings of a table in the policy's own columns.
pub(in crate::settings) fn are_headings(record: &Record<'_>) -> bool {
    ["id", "setting"].iter().all(|name| record.cells().any(|text| machine_name(text) == *name))
}

fn twice(again: Heading<'_>, first: Heading<'_>, form: Form) -> Diagnostic {
    let (heading, other) = (shown(again.text), shown(first.text));
    let message = if heading == other {
        format!("There are two {}s `{heading}`.", form.column())
    } else {
        format!(
            "The {}s `{other}` and `{heading}` are one name: upper case, blanks, hyphens and underscores make no difference.",
            form.column()
        )
    };
    Diagnostic::new(codes::COLUMN_TWICE, again.span, message)
        .label("again here")
        .also(first.span, "first here")
        .help("Delete one of them, or give it the name of what it holds.")
}

fn unknown(heading: Heading<'_>, machine: &str, columned: &Columned<'_>, form: Form) -> Diagnostic {
    let column = form.column();
    let names = || OWN.into_iter().chain(columned.both().flat_map(|policy| &policy.facts).map(|fact| &*fact.name.machine));
    let whose = match columned.other {
        Some(_) => "either policy".to_owned(),
        None => format!("`{}`", columned.policy.name.phrase),
    };
    let message = format!("The {column} `{}` is no fact of {whose}.", shown(heading.text));
    let worked_out = columned.both().any(|policy| {
        let names = policy.derived.iter().map(|one| &one.name);
        let names = names.chain(policy.defines.iter().map(|one| &one.name)).chain(policy.lists.iter().map(|one| &one.name));
        { names }.any(|name| *name.machine == *machine)
    });
    let was = |fact: &&Fact| fact.former.iter().any(|name| *name.machine == *machine);
    let now = columned.both().flat_map(|policy| &policy.facts).find(was);
    let help = match nearest(machine, names()) {
        _ if now.is_some() => {
            let now = now.map_or("", |fact| &fact.name.machine);
            format!("It is called `{now}` now: rename the {column}.")
        }
        _ if worked_out => format!("The policy works it out from the facts: delete the {column}."),
        Some(word) => format!("Did you mean `{word}`? Otherwise delete the {column}."),
        None => {
            // Every heading that a table can have, each once.
            let mut seen = HashSet::new();
            let names = listed(&names().filter(|name| seen.insert(*name)).collect::<Vec<_>>(), "or");
            format!("The {column}s are {names}. Delete the {column}, or name it as the policy does.")
        }
    };
    Diagnostic::new(codes::COLUMN_UNKNOWN, heading.span, message).help(help)
}

fn missing(record: &Record<'_>, name: &str, policy: &Policy) -> Diagnostic {
    let (form, kinds) = (record.form(), policy.kinds.iter().map(|kind| &*kind.name.phrase).collect::<Vec<_>>());
    let says = if name == "id" {
        "with something that tells each setting from every other, such as its number".to_owned()
    } else {
        format!("that says what kind each setting is, {}", listed(&kinds, "or"))
    };
    let which = if name == "id" { "has it" } else { "says so" };
    let help = match form {
        Form::Text | Form::Sheet => format!(
            "Add a column `{name}` {says}, or rename the column that {which}. The headings must stand in row 1, without title lines \
             above them."
        ),
        Form::Objects => format!("Give each record a key `{name}` {says}, or rename the key that {which}."),
    };
    let message = format!("The table has no {} `{name}`.", form.column());
    Diagnostic::new(codes::COLUMN_MISSING, record.span().beginning(), message).help(help)
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
