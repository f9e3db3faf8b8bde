//! The settings of a table that was loaded.

use super::super::{Case, Version, World};
use crate::diagnostic::{Problems, Severity, codes::usage as codes};
use crate::session::{self, Asked};
use crate::settings::{self, Reading, Row};
use crate::source::Sources;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// A table of settings, as it was read.
#[derive(Debug)]
pub struct Rows {
    /// Which table it is.
    pub asked: Asked,
    /// Its settings, in the order of the table.
    pub rows: Vec<Row>,
    /// The policy that it was read with.
    pub version: Arc<Version>,
    /// The assessment date that it was read for: none of its facts is dated later.
    pub on: Date,
    /// The assessment date that the policy declares for it, where it does.
    pub meant_for: Option<Date>,
    /// Which settings the last search found, by index; nothing where there was none.
    pub found: Option<Vec<usize>>,
    /// Whether none of what the last search found has been used yet, so that the first comes next.
    pub fresh: bool,
}

impl Rows {
    /// Reads a table for a policy on a day, and adds it to these texts; with it what is to be said with its answers.
    ///
    /// # Errors
    /// A table of which something cannot be read, or a setting whose facts cannot be together; then nothing of it is taken.
    pub(in crate::dialogue) fn read(
        asked: Asked,
        (version, on): (&Arc<Version>, Date),
        sources: &mut Sources,
        world: &mut dyn World,
    ) -> Result<(Self, Vec<String>), Problems> {
        let (mut problems, policy) = (Problems::default(), &version.policy);
        let Some(table) = world.table(version, sources, &asked, &mut problems) else { return Err(problems) };
        let reading = Reading { on, strict: false };
        let settings::Read { rows, notes } =
            settings::read(sources, table.file, policy, table.import(policy), &reading, &mut problems);
        let assessor = if problems.has_errors() { None } else { session::assessor(policy, on, &mut problems) };
        if let Some(mut assessor) = assessor {
            session::answers(&mut assessor, &rows, &mut problems);
        }
        // A setting that has too many unknown facts to be answered can be talked about all the same.
        let bears = [codes::TOO_TANGLED, codes::NOT_FINITE];
        if problems.iter().any(|one| one.code.severity == Severity::Error && !bears.contains(&one.code)) {
            return Err(problems);
        }
        let rows = Self { asked, rows, version: Arc::clone(version), on, meant_for: table.on, found: None, fresh: true };
        Ok((rows, session::sayings(&notes)))
    }

    /// The settings as another policy knows them: what it does not know of them is left out, and so are kinds that it does not have.
    #[must_use]
    pub fn under(&self, version: &Arc<Version>) -> Cow<'_, [Row]> {
        if Arc::ptr_eq(&self.version, version) {
            return Cow::Borrowed(&self.rows);
        }
        let carried = |row: &Row| {
            let case = self.carried(row, version)?;
            Some(Row { kind: case.kind, facts: case.facts, ..row.clone() })
        };
        Cow::Owned(self.rows.iter().filter_map(carried).collect())
    }

    /// A setting of an id as another policy knows it.
    #[must_use]
    pub fn case(&self, id: &str, version: &Arc<Version>) -> Option<Case> {
        let row = self.rows.iter().find(|row| row.id == id)?;
        if Arc::ptr_eq(&self.version, version) { Some(Case::of(row)) } else { self.carried(row, version) }
    }

    fn carried(&self, row: &Row, version: &Version) -> Option<Case> {
        Some(Case::of(row).carried(&self.version.policy, &version.policy, self.on)?.case)
    }

    /// The settings to walk through, by index: those that the last search found, else all.
    #[must_use]
    pub fn walked(&self) -> Cow<'_, [usize]> {
        self.found.as_deref().map_or_else(|| (0..self.rows.len()).collect(), Cow::Borrowed)
    }

    /// Where each setting stands in the table, by its id.
    #[must_use]
    pub fn places(&self) -> HashMap<&str, usize> {
        self.rows.iter().enumerate().map(|(at, row)| (row.id.as_str(), at)).collect()
    }
}
