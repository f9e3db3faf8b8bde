//! Conversations, as transcripts: what was typed and what was answered. Each fixture in `tests/fixtures/dialogue` is what was typed.

mod line;
mod piped;

use ees::diagnostic::{Diagnostic, Problems};
use ees::dialogue::{Dialogue, Version, World};
use ees::explain;
use ees::model::parse_date;
use ees::report::{Style, render};
use ees::session::{Loaded, Place, Table, load, read_table};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The width of a usual terminal.
const COLUMNS: usize = 80;

/// Texts in place of files.
#[derive(Default)]
pub struct Texts {
    pub files: BTreeMap<String, String>,
}

impl World for Texts {
    fn table(&mut self, loaded: &mut Loaded, path: &str, problems: &mut Problems) -> Option<Table> {
        match self.files.get(path) {
            Some(text) => Some(Table { file: loaded.sources.add(path, text.clone()), on: None, import: None }),
            None => read_table(loaded, Some(Path::new(path)), problems),
        }
    }

    fn write_new(&mut self, path: &str, content: &str) -> Result<(), Box<Diagnostic>> {
        self.files.insert(path.to_owned(), content.to_owned());
        Ok(())
    }

    fn is_there(&mut self, path: &str) -> bool {
        self.files.contains_key(path)
    }
}

/// A conversation about a setting of the built-in policy.
pub fn begun(kind: &str) -> Dialogue {
    let (version, _) = Version::of(load(Place::BuiltIn)).unwrap();
    let kind = version.policy.kind(kind).unwrap();
    Dialogue::new(version, kind, parse_date("2021-11-15").unwrap(), "typed").unwrap()
}

/// What was typed, and what was answered.
pub fn transcript(dialogue: &mut Dialogue, world: &mut dyn World, typed: &str) -> String {
    let mut told = String::new();
    for line in typed.lines() {
        let step = dialogue.step(line, world);
        writeln!(told, "> {line}").unwrap();
        told.push_str(&explain::plain(&step.text, COLUMNS));
        told.push_str(&render(&step.problems.sorted(), &step.sources, Style::Plain));
        if step.ends {
            told.push_str("(ends)\n");
        }
    }
    told
}

#[test]
fn conversations_read_as_they_should() {
    let mut found: Vec<_> = fs::read_dir("tests/fixtures/dialogue").unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    for path in found.iter().filter(|path| path.extension().is_some_and(|ending| ending == "txt")) {
        let typed = fs::read_to_string(path).unwrap();
        let (kind, typed) = typed.split_once('\n').unwrap();
        let told = transcript(&mut begun(kind), &mut Texts::default(), typed);
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(path.file_stem().unwrap().to_str().unwrap(), told);
        });
    }
}
