//! Tables of settings, from wherever they come.

mod imports;

pub use imports::{sayings, warn};

use super::files::table_of;
use super::loader::{LARGEST_TABLE, Loaded, Place, beside};
use crate::diagnostic::{Diagnostic, Problems, codes::usage as codes};
use crate::model::{Import, ImportEncoding, Policy};
use crate::source::{Encoding, FileId, Sources};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// A table of settings that was read, and its assessment date if it brings one.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its text.
    pub file: FileId,
    /// The date that the policy declares for it.
    pub on: Option<Date>,
    /// The import that reads it, by index in the policy; without one it is in the policy's own columns.
    pub import: Option<usize>,
}

impl Table {
    /// The import that reads it.
    #[must_use]
    pub fn import<'p>(&self, policy: &'p Policy) -> Option<&'p Import> {
        policy.imports.get(self.import?)
    }
}

/// Which table is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The example settings that the policy declares.
    Examples,
    /// A file in the policy's own columns.
    File(PathBuf),
    /// A file of others, and the import of the policy that reads it.
    Import(PathBuf, String),
}

/// Reads a table of settings: a file, or the example settings that the policy declares. What goes wrong is said in `problems`.
pub fn read_table(loaded: &mut Loaded, path: Option<&Path>, problems: &mut Problems) -> Option<Table> {
    let asked = path.map_or(Asked::Examples, |path| Asked::File(path.to_owned()));
    read_asked(loaded.policy.as_ref()?, &loaded.place, &asked, &mut loaded.sources, problems)
}

/// Reads a table of others with an import of the policy. What goes wrong is said in `problems`.
pub fn read_import(loaded: &mut Loaded, path: &Path, name: &str, problems: &mut Problems) -> Option<Table> {
    let asked = Asked::Import(path.to_owned(), name.to_owned());
    read_asked(loaded.policy.as_ref()?, &loaded.place, &asked, &mut loaded.sources, problems)
}

/// Reads any table for a policy that comes from a place, and adds it to these texts. What goes wrong is said in `problems`.
pub fn read_asked(
    policy: &Policy,
    place: &Place,
    asked: &Asked,
    sources: &mut Sources,
    problems: &mut Problems,
) -> Option<Table> {
    match asked {
        Asked::File(path) => {
            let file = table_of(sources, path, LARGEST_TABLE, Encoding::Marked, problems)?;
            Some(Table { file, on: None, import: None })
        }
        Asked::Import(path, name) => {
            let import = imports::called(policy, name, problems)?;
            let encoding = match policy.imports.get(import)?.encoding {
                ImportEncoding::Marked => Encoding::Marked,
                ImportEncoding::Windows => Encoding::Windows,
            };
            let file = table_of(sources, path, LARGEST_TABLE, encoding, problems)?;
            Some(Table { file, on: None, import: Some(import) })
        }
        Asked::Examples => examples(policy, place, sources, problems),
    }
}

fn examples(policy: &Policy, place: &Place, sources: &mut Sources, problems: &mut Problems) -> Option<Table> {
    let Some(examples) = &policy.examples else {
        let help = "Name a table: `ees assess settings.csv`. A policy can bring its own: `examples \"settings.csv\" on 15 November 2021`.";
        problems.push(
            Diagnostic::nowhere(codes::NO_EXAMPLES, "No table of settings is named, and the policy brings no examples.")
                .help(help),
        );
        return None;
    };
    let file = beside(place, Path::new(&*examples.file), sources, problems)?;
    Some(Table { file, on: Some(examples.on), import: None })
}
