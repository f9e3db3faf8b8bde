//! How policies are read, from text to tree, and what is said of what cannot be read.

mod conditions;
mod good;
mod imports;
mod mistakes;
pub(crate) mod print;
mod print_changes;
mod print_derived;
mod print_scenarios;
mod robust;

use ees::diagnostic::{Diagnostic, Problems, Severity};
use ees::source::Sources;
use ees::syntax::tree::Tree;
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/syntax")
}

/// A tree and what was said on the way.
fn read(name: &str, text: &str) -> (Sources, Tree, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    let mut problems = Problems::default();
    let tree = ees::syntax::parse(&sources, file, &mut problems);
    (sources, tree, problems.sorted())
}

/// `code path:line:column message`, what is marked, labels and help, each on a line.
fn rendered(sources: &Sources, problems: &[Diagnostic]) -> String {
    let mut out = String::new();
    for problem in problems {
        let warning = if problem.code.severity == Severity::Warning { " (warning)" } else { "" };
        for (at, label) in problem.labels.iter().enumerate() {
            let place = sources.start(label.span);
            let path = format!("{}:{}:{}", sources.name(label.span.file), place.line, place.column);
            let marked = sources.slice(label.span).replace('\n', "⏎");
            if at == 0 {
                out += &format!("{}{warning} {path} {}\n  marked: {marked}\n", problem.code.id, problem.message);
            }
            if !label.text.is_empty() {
                out += &format!("  label {path}: {} `{marked}`\n", label.text);
            }
        }
        out += &problem.help.as_ref().map_or(String::new(), |help| format!("  help: {help}\n"));
    }
    out
}

/// Snapshots of this room lie in a folder of their own, under short names.
fn snapshot_settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/syntax");
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings
}
