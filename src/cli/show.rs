//! Where and how things are shown.

use super::Ending;
use super::args::{Errors, Output};
use crate::diagnostic::{Diagnostic, Problems};
use crate::explain::{Text, WIDEST, aloud, ansi, plain};
use crate::report::{Style, render};
use crate::source::Sources;
use std::cell::Cell;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// How results and findings are shown in this run.
#[derive(Debug)]
pub(super) struct Show {
    /// Whether results may have colour.
    pub(super) colour: bool,
    /// Whether results may have drawn lines.
    pub(super) lines: bool,
    findings: Style,
    /// Columns that there are for people to read in.
    width: Cell<usize>,
    /// The first code of this run that people were told of.
    told: Cell<Option<&'static str>>,
}

impl Show {
    /// From what was asked for and where the output goes. Colour is for terminals alone, and never where `NO_COLOR` is set.
    pub(super) fn of(output: &Output) -> Self {
        let wanted = !output.plain && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let findings = match output.errors {
            Errors::Json => Style::Json,
            Errors::Text if output.plain => Style::Plain,
            Errors::Text => Style::Graphical { colour: wanted && io::stderr().is_terminal(), width: WIDEST },
        };
        let width = Cell::new(WIDEST);
        Self { colour: wanted && io::stdout().is_terminal(), lines: !output.plain, findings, width, told: Cell::new(None) }
    }

    /// Writes for a terminal of so many columns from here on; for a usual one where they are not known.
    pub(super) fn fit(&self, columns: usize) {
        self.width.set(if columns == 0 { WIDEST } else { columns.min(WIDEST) });
    }

    /// Says on standard error what was found; nothing where nothing was found.
    pub(super) fn problems(&self, problems: Problems, sources: &Sources) {
        if !problems.is_empty() {
            self.verdict(problems, sources);
        }
    }

    /// Says what was found where that was the question: programs are told of nothing too.
    pub(super) fn verdict(&self, problems: Problems, sources: &Sources) {
        let sorted = problems.sorted();
        let style = match self.findings {
            Style::Graphical { colour, .. } => Style::Graphical { colour, width: self.width.get() },
            style @ (Style::Plain | Style::Json) => style,
        };
        self.say(&render(&sorted, sources, style));
        self.told.set(
            self.told.get().or_else(|| sorted.iter().min_by_key(|finding| finding.code.severity).map(|finding| finding.code.id)),
        );
    }

    /// Says, once a run and to people alone, how to read more about what was found.
    pub(super) fn more(&self) {
        if let (Some(code), true) = (self.told.get(), self.is_for_people()) {
            self.say(&format!("More about a code: ees check --explain {code}\n"));
        }
    }

    /// Whether what is said on standard error is for people, not for programs.
    pub(super) const fn is_for_people(&self) -> bool {
        matches!(self.findings, Style::Graphical { .. } | Style::Plain)
    }

    /// Says what was found and gives the ending for bad input.
    pub(super) fn bad(&self, problems: Problems, sources: &Sources) -> Ending {
        self.problems(problems, sources);
        Ending::Bad
    }

    /// Ends after writing: bad if that failed.
    pub(super) fn written(&self, result: Result<(), Diagnostic>) -> Ending {
        let Err(diagnostic) = result else { return Ending::Fine };
        let mut problems = Problems::default();
        problems.push(diagnostic);
        self.bad(problems, &Sources::default())
    }

    /// Text as this run shows it.
    pub(super) fn words(&self, text: &Text) -> String {
        if self.colour { ansi(text, self.width.get()) } else { self.without_colour(text) }
    }

    /// The same, or as this run writes it into a file.
    pub(super) fn words_for(&self, text: &Text, file: Option<&Path>) -> String {
        if file.is_none() { self.words(text) } else { self.without_colour(text) }
    }

    fn without_colour(&self, text: &Text) -> String {
        if self.lines { plain(text, self.width.get()) } else { aloud(text, self.width.get()) }
    }

    /// Words on standard error. Where even that is closed there is nobody to tell.
    pub(super) fn say(&self, words: &str) {
        drop(io::stderr().lock().write_all(words.as_bytes()));
    }
}
