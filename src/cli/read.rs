//! What `assess` and `explain` share: the policy and the table that were named.

use super::Ending;
use super::args::PolicyArgs;
use super::show::Show;
use crate::diagnostic::Problems;
use crate::model::Policy;
use crate::session::{self, Loaded, Place, Table};
use crate::settings::{self, Reading, Row};
use jiff::Zoned;
use jiff::civil::Date;
use std::path::Path;

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
    let table = session::read_table(&mut loaded, settings, &mut problems);
    let (Some(table), Some(policy)) = (table, &loaded.policy) else {
        return Err(show.bad(problems, &loaded.sources));
    };
    let on = session::assessment_date(policy, args.on, table.on, Zoned::now().date(), &mut problems);
    Ok(Read { loaded, table, on, problems })
}

/// The settings of a table.
pub(super) fn rows(
    loaded: &Loaded,
    policy: &Policy,
    args: &PolicyArgs,
    table: Table,
    on: Date,
    problems: &mut Problems,
) -> Vec<Row> {
    settings::read(&loaded.sources, table.file, policy, &Reading { on, strict: args.strict }, problems)
}
