//! Conversations, as transcripts: what was typed and what was answered. Each fixture in `tests/fixtures/dialogue` is what was typed.

mod changed;
mod disk;
mod interview;
mod line;
mod piped;
mod same;
mod saved;
mod tables;

use ees::diagnostic::{Diagnostic, Problems};
use ees::dialogue::{Dialogue, Version, World, way};
use ees::explain;
use ees::model::parse_date;
use ees::report::{Style, render};
use ees::session::{Asked, Loaded, Place, Table, load, read_asked};
use ees::source::Sources;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The width of a usual terminal.
const COLUMNS: usize = 80;

/// Texts in place of files.
#[derive(Default)]
pub(crate) struct Texts {
    pub(crate) files: BTreeMap<String, String>,
    /// The policy's texts, where it is another by now.
    pub(crate) policy: Option<Vec<(String, String)>>,
    /// Files that were changed since the conversation last asked.
    pub(crate) touched: Vec<String>,
}

impl World for Texts {
    fn table(&mut self, version: &Version, sources: &mut Sources, asked: &Asked, problems: &mut Problems) -> Option<Table> {
        let text = match asked {
            Asked::File(path) => self.files.get(path.to_str().unwrap()).map(|text| (path, text)),
            Asked::Examples | Asked::Import(..) => None,
        };
        match text {
            Some((path, text)) => Some(Table { file: sources.add(path.to_str().unwrap(), text.clone()), on: None, import: None }),
            None => read_asked(&version.policy, &version.place, asked, sources, problems),
        }
    }

    fn policy(&mut self, place: &Place) -> Loaded {
        load(self.policy.clone().map_or_else(|| place.clone(), Place::Memory))
    }

    fn changed(&mut self, paths: &[String]) -> Vec<String> {
        let (now, left) = std::mem::take(&mut self.touched).into_iter().partition(|path| paths.contains(path));
        self.touched = left;
        now
    }

    fn write_new(&mut self, path: &str, content: &str) -> Result<(), Box<Diagnostic>> {
        self.files.insert(path.to_owned(), content.to_owned());
        Ok(())
    }

    fn write_folder(&mut self, folder: &str, files: &[(String, String)]) -> Result<(), Box<Diagnostic>> {
        self.files.extend(files.iter().map(|(name, text)| (format!("{folder}/{name}"), text.clone())));
        Ok(())
    }

    fn way(&self, from: &str, to: &Path) -> Option<String> {
        way(Path::new(from), to)
    }

    fn keep(&mut self, path: &str, content: &str, replaces: bool) -> Result<(), Box<Diagnostic>> {
        if self.files.contains_key(path) && !replaces {
            let message = format!("`{path}` is there already.");
            return Err(Box::new(Diagnostic::nowhere(ees::diagnostic::codes::usage::FILE_UNWRITABLE, message)));
        }
        self.write_new(path, content)
    }

    fn is_there(&mut self, path: &str) -> bool {
        self.files.keys().any(|name| name == path || name.starts_with(&format!("{path}/")))
    }
}

/// A conversation about a setting of the built-in policy.
pub(crate) fn begun(kind: &str) -> Dialogue {
    let (version, _) = Version::of(load(Place::BuiltIn)).unwrap();
    let kind = version.policy.kind(kind).unwrap();
    Dialogue::new(version, kind, parse_date("2021-11-15").unwrap(), "typed").unwrap()
}

/// The next line that was typed, with those that belong to it.
pub(super) fn next(dialogue: &Dialogue, lines: &mut std::str::Lines<'_>) -> Option<String> {
    let mut line = lines.next()?.to_owned();
    while dialogue.wants_more(&line) {
        let Some(more) = lines.next() else { break };
        line.extend(["\n", more]);
    }
    Some(line)
}

/// What was typed, and what was answered.
pub(crate) fn transcript(dialogue: &mut Dialogue, world: &mut dyn World, typed: &str) -> String {
    let mut told = String::new();
    let mut lines = typed.lines();
    while let Some(line) = next(dialogue, &mut lines) {
        let step = dialogue.step(&line, world);
        writeln!(told, "> {}", line.trim_end().replace('\n', "\n> ")).unwrap();
        told.push_str(&explain::plain(&step.text, COLUMNS));
        told.push_str(&render(&step.problems.sorted(), &step.sources, Style::Plain));
        if step.ends {
            told.push_str("(ends)\n");
        }
    }
    told
}

/// A file that was written.
fn written((name, text): (&String, &String)) -> String {
    format!("\n(written: {name})\n{text}")
}

/// The tables that conversations can load.
fn files() -> BTreeMap<String, String> {
    let named = |path: PathBuf| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap());
    fs::read_dir("tests/fixtures/dialogue/files").unwrap().map(|entry| named(entry.unwrap().path())).collect()
}

#[test]
fn conversations_read_as_they_should() {
    let mut found: Vec<_> = fs::read_dir("tests/fixtures/dialogue").unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    for path in found.iter().filter(|path| path.extension().is_some_and(|ending| ending == "txt")) {
        let typed = fs::read_to_string(path).unwrap();
        let (kind, typed) = typed.split_once('\n').unwrap();
        let mut world = Texts { files: files(), ..Texts::default() };
        let read: Vec<String> = world.files.keys().cloned().collect();
        let mut told = transcript(&mut begun(kind), &mut world, typed);
        let is_written = |name: &String| !read.contains(name) && !name.contains("/base/");
        told.extend(world.files.iter().filter(|(name, _)| is_written(name)).map(written));
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(path.file_stem().unwrap().to_str().unwrap(), told);
        });
    }
}
