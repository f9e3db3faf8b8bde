//! Answers of an interview, typed at a terminal: edited with the usual keys, and not ended by a slip on Ctrl-C.

use rustyline::config::{BellStyle, Configurer as _};
use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;
use rustyline::{ColorMode, Config, Editor};
use std::io;

/// What was typed.
pub(in crate::cli) enum Typed {
    /// A line.
    Line(String),
    /// Ctrl-C.
    Interrupted,
    /// Ctrl-D: there is nothing more.
    Over,
}

/// Takes answers at a terminal. None of them is kept.
pub(in crate::cli) struct Answers(Editor<(), MemHistory>);

impl Answers {
    /// Answers at this terminal; with `signs` it may be told more than letters.
    pub(in crate::cli) fn new(signs: bool) -> io::Result<Self> {
        let config = Config::builder()
            .color_mode(ColorMode::Disabled)
            .bell_style(BellStyle::None)
            .auto_add_history(false)
            .bracketed_paste(signs)
            .build();
        let mut editor = Editor::with_history(config, MemHistory::new()).map_err(io::Error::other)?;
        editor.enable_synchronized_output(signs);
        Ok(Self(editor))
    }

    /// The next of them.
    pub(in crate::cli) fn next(&mut self, prompt: &str) -> io::Result<Typed> {
        match self.0.readline(prompt) {
            Ok(line) => Ok(Typed::Line(line)),
            Err(ReadlineError::Interrupted) => Ok(Typed::Interrupted),
            Err(ReadlineError::Eof) => Ok(Typed::Over),
            Err(error) => Err(io::Error::other(error)),
        }
    }
}
