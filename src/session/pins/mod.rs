//! The pinned tables of a policy: what it says of them now, and what lies beside it.

mod findings;
mod place;

use super::answers::assessor;
use super::loader::{Loaded, Place, beside, brings};
use crate::assess::Assessor;
use crate::diagnostic::{Diagnostic, Label, Problems};
use crate::harness::pins::{Change, Content, FOLDER, Snapshot, compare, file_names, is_snapshot, merged};
use crate::model::{Pin, Policy};
use crate::settings::{Reading, read};
use crate::source::{FileId, Sources};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What came of one pin that could be read.
#[derive(Clone, Debug)]
pub struct PinResult {
    /// The pin.
    pub pin: Pin,
    /// The path of its table from the policy's folder, which is also what the table is called.
    pub table: String,
    /// Its table's text.
    pub file: FileId,
    /// The name of its snapshot's file, which lies in the folder `snapshots` of the policy.
    pub snapshot: String,
    /// Where that is; `None` for a policy that lies in no folder.
    pub path: Option<PathBuf>,
    /// How many settings the table has.
    pub settings: usize,
    /// What the policy says of them now.
    pub now: Content,
    /// What is pinned, and how it compares.
    pub state: PinState,
    /// The header of the snapshot, as it is or is to be.
    header: Vec<String>,
}

/// How what is pinned compares with what is now.
#[derive(Clone, Debug)]
pub enum PinState {
    /// Nothing is otherwise.
    Kept,
    /// There is no snapshot yet.
    New,
    /// Something is otherwise. Where nothing but the order of lines or their layout is, there are no changes.
    Changed {
        /// What is pinned.
        pinned: Content,
        /// What is otherwise.
        changes: Vec<Change>,
    },
}

impl PinResult {
    /// Whether another policy about the same settings comes to other outcomes for its table than this one does now. How the policies
    /// word their conditions, and which of their lines decide, makes no difference.
    #[must_use]
    pub fn tells_apart(&self, sources: &Sources, other: &Policy) -> bool {
        let mut problems = Problems::default();
        let reading = Reading { on: self.pin.on, strict: false };
        let rows = read(sources, self.file, other, None, &reading, &mut problems).rows;
        let assessor = assessor(other, self.pin.on, &mut problems);
        assessor.is_some_and(|mut assessor| !Content::of(&mut assessor, &self.table, &rows).has_outcomes_of(&self.now))
    }
}

/// What came of all pins of a policy.
#[derive(Clone, Debug, Default)]
pub struct Pins {
    /// Those that could be read, in the order of the policy's texts.
    pub results: Vec<PinResult>,
    /// Snapshots that no pin uses any more.
    pub unused: Vec<PathBuf>,
    /// What is wrong with the tables and snapshots: a pin that has an error here has no result.
    pub problems: Problems,
}

/// Reads every pinned table of a policy and its snapshot, and compares them. Nothing is written. The texts that were read are added to
/// the sources.
pub fn pins(loaded: &mut Loaded) -> Pins {
    pins_of(loaded, |_| true)
}

/// The same of some tables alone, by their paths from the policy's folder; of others nothing is read and nothing said.
pub fn pins_of(loaded: &mut Loaded, wanted: impl Fn(&str) -> bool) -> Pins {
    let Loaded { sources, policy, place, .. } = loaded;
    let mut pins = Pins::default();
    let Some(policy) = policy.as_ref() else { return pins };
    let found = tables(policy, place, sources, &wanted, &mut pins.problems);
    let pinned: Vec<(String, Date)> = found.iter().map(|(pin, table)| (shown_path(table), pin.on)).collect();
    let names = file_names(&policy.revision, &pinned);
    let mut assessors: BTreeMap<Date, Option<Assessor<'_>>> = BTreeMap::new();
    for ((pin, table), name) in found.iter().zip(&names).filter(|((_, table), _)| wanted(&shown_path(table))) {
        let mut problems = Problems::default();
        let assessor = assessors.entry(pin.on).or_insert_with(|| assessor(policy, pin.on, &mut problems));
        if let Some(assessor) = assessor {
            pins.results.extend(result(assessor, place, sources, pin, table, name, &mut problems));
        }
        pins.problems.extend(problems.sorted().into_iter().map(|one| placed(one, pin)));
    }
    pins.unused = unused(place, &names)
        .into_iter()
        .filter(|path| path.file_name().is_some_and(|name| wanted(&name.to_string_lossy())))
        .collect();
    let unused = pins.unused.iter().map(|path| findings::unused(path, policy));
    pins.problems.extend(unused.collect::<Vec<_>>());
    pins
}

/// The pins, each with the path of its table from the policy's folder; one that has none, or is there twice, is reported
/// where it is wanted.
fn tables<'p>(
    policy: &'p Policy,
    place: &Place,
    sources: &Sources,
    wanted: impl Fn(&str) -> bool,
    problems: &mut Problems,
) -> Vec<(&'p Pin, PathBuf)> {
    let mut tables: Vec<(&Pin, PathBuf)> = Vec::new();
    for pin in &policy.pins {
        let found = |one: Diagnostic| wanted(&pin.file).then_some(one);
        match place::table(place, sources, pin) {
            None => problems.extend(found(findings::outside(pin))),
            Some(table) => match tables.iter().find(|(one, other)| one.on == pin.on && *other == table) {
                Some((first, _)) => problems.extend(found(findings::twice(pin, first))),
                None => tables.push((pin, table)),
            },
        }
    }
    tables
}

/// A path in a policy as it is written everywhere.
fn shown_path(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// A finding that has no place of its own is about the pin.
fn placed(mut found: Diagnostic, pin: &Pin) -> Diagnostic {
    if found.labels.is_empty() {
        found.labels.push(Label { span: pin.file_span, text: "pinned here".to_owned() });
    }
    found
}

fn result(
    assessor: &mut Assessor<'_>,
    place: &Place,
    sources: &mut Sources,
    pin: &Pin,
    table: &Path,
    name: &str,
    problems: &mut Problems,
) -> Option<PinResult> {
    let policy = assessor.policy();
    let file = beside(place, table, sources, problems)?;
    let reading = Reading { on: pin.on, strict: false };
    let rows = read(sources, file, policy, None, &reading, problems).rows;
    let snapshot = snapshot(place, sources, name, problems);
    if problems.has_errors() {
        return None;
    }
    let table = shown_path(table);
    let now = Content::of(assessor, &table, &rows);
    let (header, state) = match snapshot {
        None => (Snapshot::header(&table, pin.on, &place::declared(place, sources, pin)), PinState::New),
        Some(snapshot) if snapshot.is(&now) => (snapshot.header, PinState::Kept),
        Some(Snapshot { header, content: pinned, .. }) => {
            let categories: Vec<&str> = policy.categories.iter().map(|category| &*category.code).collect();
            let changes = compare(&pinned, &now, &categories);
            (header, PinState::Changed { pinned, changes })
        }
    };
    let path = match place {
        Place::Folder(folder) => Some(folder.join(FOLDER).join(name)),
        Place::BuiltIn | Place::Memory(_) => None,
    };
    Some(PinResult { pin: pin.clone(), table, file, snapshot: name.to_owned(), path, settings: rows.len(), now, state, header })
}

/// What is pinned, where there is a snapshot; one that cannot be read is reported.
fn snapshot(place: &Place, sources: &mut Sources, name: &str, problems: &mut Problems) -> Option<Snapshot> {
    let path = Path::new(FOLDER).join(name);
    if !brings(place, &path) {
        return None;
    }
    let file = beside(place, &path, sources, problems)?;
    let text = sources.text(file);
    Snapshot::read(text).map_err(|unreadable| problems.push(findings::unreadable(file, text, &unreadable))).ok()
}

/// The snapshots beside a policy that have none of these names.
fn unused(place: &Place, names: &[String]) -> Vec<PathBuf> {
    let Place::Folder(folder) = place else { return Vec::new() };
    let Ok(entries) = fs::read_dir(folder.join(FOLDER)) else { return Vec::new() };
    let all = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let is_unused = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        is_snapshot(&name) && !names.contains(&name)
    };
    let mut unused: Vec<PathBuf> = all.filter(is_unused).collect();
    unused.sort();
    unused
}

impl PinResult {
    /// The whole file of the snapshot as it is to be where all is taken over.
    #[must_use]
    pub fn accepted(&self) -> String {
        Snapshot::written(&self.header, &self.now)
    }

    /// The whole file with some changes taken over, by index; the lines of all others stay as they are pinned.
    #[must_use]
    pub fn partly(&self, accepted: &HashSet<usize>) -> String {
        match &self.state {
            PinState::Changed { pinned, changes } => {
                Snapshot::written(&self.header, &merged(pinned, &self.now, changes, accepted))
            }
            PinState::Kept | PinState::New => self.accepted(),
        }
    }

    /// The changes; none where there is no snapshot yet.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        match &self.state {
            PinState::Changed { changes, .. } => changes,
            PinState::Kept | PinState::New => &[],
        }
    }

    /// What is to be said of it, at the pin, where what is pinned is not what is now. It names no setting.
    #[must_use]
    pub fn finding(&self) -> Option<Diagnostic> {
        match &self.state {
            PinState::Kept => None,
            PinState::New => Some(findings::new(self)),
            PinState::Changed { changes, .. } => Some(findings::changed(self, changes)),
        }
    }
}

impl Pins {
    /// Whether every table could be read and nothing is otherwise than it is pinned.
    #[must_use]
    pub fn are_kept(&self) -> bool {
        !self.problems.has_errors() && self.results.iter().all(|one| matches!(one.state, PinState::Kept))
    }
}

/// What the policy calls the revision that its snapshots are of.
fn revision(policy: &Policy) -> String {
    if policy.revision.is_empty() { "without a revision".to_owned() } else { format!("of revision {}", policy.revision) }
}
