//! What `assess` and `explain` share: the policy and the table that were named.

use super::Ending;
use super::args::PolicyArgs;
use super::show::Show;
use crate::diagnostic::{Diagnostic, Problems, codes::usage as codes};
use crate::model::Policy;
use crate::session::{self, Loaded, Place, Table};
use crate::settings::{self, Reading};
use jiff::Zoned;
use jiff::civil::Date;
use std::path::Path;

/// The policy that is named, or every policy of a folder; without a name, the built-in one.
pub(super) fn places(folder: Option<&Path>) -> Vec<Place> {
    let Some(folder) = folder else { return vec![Place::BuiltIn] };
    match session::policy_folders(folder) {
        // Loading it says what is wrong with it.
        inner if inner.is_empty() => vec![Place::Folder(folder.to_owned())],
        inner => inner.into_iter().map(Place::Folder).collect(),
    }
}

/// A policy without errors, a table not yet looked into, and what is already wrong.
pub(super) struct Read {
    pub(super) loaded: Loaded,
    pub(super) table: Table,
    pub(super) on: Date,
    pub(super) problems: Problems,
}

/// Reads policy and table; what is wrong has been shown where this fails.
pub(super) fn read(args: &PolicyArgs, settings: Option<&Path>, show: &Show) -> Result<Read, Ending> {
    let mut loaded = session::load(args.policy.clone().map_or(Place::BuiltIn, Place::Folder));
    let found = std::mem::take(&mut loaded.problems);
    if loaded.policy.is_none() {
        return Err(show.bad(found, &loaded.sources));
    }
    show.problems(found, &loaded.sources);
    let mut problems = Problems::default();
    let table = match (&args.import, settings) {
        (Some(name), Some(path)) => session::read_import(&mut loaded, path, name, &mut problems),
        (Some(_), None) => {
            problems.push(nothing_to_import());
            None
        }
        (None, _) => session::read_table(&mut loaded, settings, &mut problems),
    };
    let (Some(table), Some(policy)) = (table, &loaded.policy) else {
        return Err(show.bad(problems, &loaded.sources));
    };
    let on = session::assessment_date(policy, args.on, table.on, Zoned::now().date(), &mut problems);
    Ok(Read { loaded, table, on, problems })
}

fn nothing_to_import() -> Diagnostic {
    Diagnostic::nowhere(codes::NOTHING_TO_IMPORT, "No table is named that the import could read.")
        .help("Name it first: `ees assess FILE --import NAME`.")
}

/// The settings of a table, and what is to be said with them.
pub(super) fn rows(
    loaded: &Loaded,
    policy: &Policy,
    args: &PolicyArgs,
    table: Table,
    on: Date,
    problems: &mut Problems,
) -> settings::Read {
    let reading = Reading { on, strict: args.strict };
    settings::read(&loaded.sources, table.file, policy, table.import(policy), &reading, problems)
}
