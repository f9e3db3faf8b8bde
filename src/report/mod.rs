//! Diagnostics for people and for programs.
//!
//! In every style the code and `path:line:column` are there, and nothing from a file reaches the terminal that would be
//! taken for a command to it. Lines of a policy are shown; of any other file only the place itself, for a table's rows hold
//! the names of settings, and settings can be people.

mod excerpt;
mod json;
mod plain;
#[cfg(feature = "cli")]
mod terminal;

use crate::diagnostic::words::counted;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Sources, Span, visible};

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// With lines and arrows, for a terminal; plain where the feature `cli` is off.
    Graphical {
        /// Whether in colour.
        colour: bool,
        /// Columns of the terminal; fewer than 40 count as 40, more than 100 as 100.
        width: usize,
    },
    /// Words only, for screen readers, logs and searches.
    Plain,
    /// For programs: `{"schema":1,"findings":[…]}`, all of them.
    Json,
}

/// How many findings are written out as text; of the rest only the number is said.
const MOST: usize = 100;

/// Writes findings, which come [sorted](crate::diagnostic::Problems::sorted). As text the first hundred are written in full,
/// errors before warnings if there are more and notes last in any case, and the last line counts all of them; without findings it is empty.
#[must_use]
pub fn render(findings: &[Diagnostic], sources: &Sources, style: Style) -> String {
    match style {
        #[cfg(feature = "cli")]
        Style::Graphical { colour, width } => {
            as_text(findings, |finding| terminal::render(finding, sources, colour, width.clamp(40, 100)))
        }
        #[cfg(not(feature = "cli"))]
        Style::Graphical { .. } => as_text(findings, |finding| plain::render(finding, sources)),
        Style::Plain => as_text(findings, |finding| plain::render(finding, sources)),
        Style::Json => json::render(findings, sources),
    }
}

/// The JSON Schema (draft 2020-12) of what [`Style::Json`] writes, made from the form itself; `docs/findings.schema.json` is this.
#[cfg(feature = "cli")]
#[must_use]
pub fn schema() -> serde_json::Value {
    json::schema()
}

fn as_text(findings: &[Diagnostic], one: impl Fn(&Diagnostic) -> String) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let mut text: String = worth_showing(findings).into_iter().map(|finding| one(finding) + "\n").collect();
    if findings.len() > MOST {
        text.push_str(&format!("and {} more\n", findings.len() - MOST));
    }
    text + &count(findings) + "\n"
}

/// The findings that are written out, notes last: warnings never push an error out.
fn worth_showing(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut chosen: Vec<&Diagnostic> = findings.iter().collect();
    chosen.sort_by_key(|finding| finding.code.severity == Severity::Note);
    if chosen.len() > MOST {
        chosen.sort_by_key(|finding| finding.code.severity);
        chosen.truncate(MOST);
    }
    chosen
}

/// `3 errors, 1 warning`
fn count(findings: &[Diagnostic]) -> String {
    let of = |severity: Severity| findings.iter().filter(|finding| finding.code.severity == severity).count();
    let parts = [
        (of(Severity::Error), "error", "errors"),
        (of(Severity::Warning), "warning", "warnings"),
        (of(Severity::Note), "note", "notes"),
    ];
    let said = parts.iter().filter(|(number, ..)| *number > 0).map(|(number, one, many)| counted(*number, one, many));
    said.collect::<Vec<_>>().join(", ")
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// `error S003 policies/x/facts.ees:12:5`; without the place where there is none.
fn headline(finding: &Diagnostic, sources: &Sources) -> String {
    let head = format!("{} {}", word(finding.code.severity), finding.code.id);
    match finding.labels.first() {
        Some(label) => format!("{head} {}", place(label.span, sources)),
        None => head,
    }
}

/// `policies/x/facts.ees:12:5`
fn place(span: Span, sources: &Sources) -> String {
    let at = sources.start(excerpt::on_text(span, sources));
    format!("{}:{}:{}", visible::line(sources.name(span.file)), at.line, at.column)
}
