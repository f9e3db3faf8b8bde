//! Lines that come from a file, another program, or whoever types without an editor of lines.

use crate::cli::show::Show;
use crate::diagnostic::{Diagnostic, Problems, codes::what_if as codes};
use crate::session::refusal;
use crate::source::Sources;
use std::io::{BufRead, Read as _};

/// So many bytes are too many for a line, and for lines that belong together.
pub(in crate::cli) const LONGEST: usize = 64 * 1024;

/// Lines, counted as they are read.
pub(in crate::cli) struct Lines<R> {
    input: R,
    /// What messages call them.
    name: &'static str,
    read: usize,
}

/// A line that is not taken.
pub(in crate::cli) struct Refused {
    diagnostic: Diagnostic,
    /// Whether no more can be read.
    pub(in crate::cli) is_over: bool,
}

impl Refused {
    /// Says why.
    pub(in crate::cli) fn say(self, show: &Show) {
        let mut problems = Problems::default();
        problems.push(self.diagnostic);
        show.problems(problems, &Sources::default());
    }
}

impl<R: BufRead> Lines<R> {
    pub(in crate::cli) const fn new(input: R, name: &'static str) -> Self {
        Self { input, name, read: 0 }
    }

    /// How many were read.
    pub(in crate::cli) const fn read(&self) -> usize {
        self.read
    }

    /// The next line, without its end; none at the end of all.
    pub(in crate::cli) fn next_line(&mut self) -> Result<Option<String>, Refused> {
        self.read += 1;
        let Self { name, read: number, .. } = *self;
        let refused = |diagnostic, is_over| Refused { diagnostic, is_over };
        let mut bytes = Vec::new();
        let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
        if let Err(error) = self.input.by_ref().take(most).read_until(b'\n', &mut bytes) {
            let message = format!("Line {number} of {name} cannot be read: {}.", refusal(&error));
            let diagnostic = Diagnostic::nowhere(codes::LINE_UNREADABLE, message).help("What came before it was answered.");
            return Err(refused(diagnostic, true));
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        if bytes.len() == LONGEST && bytes.last() != Some(&b'\n') {
            let is_over = self.input.skip_until(b'\n').is_err();
            let message = format!("Line {number} of {name} is longer than {LONGEST} bytes.");
            let help = "Type each command on a line of its own, and facts on several lines or with `;` between them.";
            return Err(refused(Diagnostic::nowhere(codes::LINE_TOO_LONG, message).help(help), is_over));
        }
        let text = String::from_utf8(bytes).map_err(|_| {
            let message = format!("Line {number} of {name} is not UTF-8 text.");
            let help = "Save the file as UTF-8; editors and spreadsheets offer that where they ask for the encoding.";
            refused(Diagnostic::nowhere(codes::LINE_UNREADABLE, message).help(help), false)
        })?;
        let text = if number == 1 { text.trim_start_matches('\u{feff}') } else { &text };
        let text = text.strip_suffix('\n').unwrap_or(text);
        Ok(Some(text.strip_suffix('\r').unwrap_or(text).to_owned()))
    }

    /// That lines which belong together are too long, the last of them the one that was read last.
    pub(in crate::cli) fn too_long(&self) -> Refused {
        let message = format!("What goes on to line {} of {} is longer than {LONGEST} bytes.", self.read, self.name);
        let help = "An empty line ends a sentence that is tried.";
        Refused { diagnostic: Diagnostic::nowhere(codes::LINE_TOO_LONG, message).help(help), is_over: false }
    }
}
