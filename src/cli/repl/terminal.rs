//! A conversation at a terminal, whose lines are edited, completed, hinted at and coloured. Only this file and `typed` know the editor of lines.

use super::super::write;
use super::super::{Ending, show::Show};
use super::history::Kept;
use super::{answer, paths};
use crate::diagnostic::{Diagnostic, codes::what_if as codes};
use crate::dialogue::{Completion, Dialogue, Ink, World};
use crate::explain::Text;
use rustyline::completion::{Completer, Pair};
use rustyline::config::{BellStyle, Configurer as _};
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::history::MemHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{ColorMode, CompletionType, Config, Context, Editor, Helper};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What messages call the lines.
pub(super) const NAME: &str = "typed";

/// What helps with a line while it is typed.
struct Typing {
    dialogue: Rc<RefCell<Dialogue>>,
    hints: bool,
    /// The width of the terminal, in columns.
    columns: Cell<usize>,
    /// Whether nothing is typed yet.
    is_empty: Cell<bool>,
}

/// Takes line after line until there is nothing more to say.
pub(super) fn run(dialogue: Dialogue, world: &mut dyn World, mut kept: Kept, greeting: &Text, show: &Show) -> Ending {
    let dialogue = Rc::new(RefCell::new(dialogue));
    let mut editor = match editor(&dialogue, show) {
        Ok(editor) => editor,
        Err(error) => return unreadable(&error, show),
    };
    for line in kept.lines(show) {
        drop(editor.add_history_entry(line));
    }
    show.fit(columns(&mut editor));
    if show.written(write::whole(None, show.words(greeting).as_bytes())) == Ending::Bad {
        return Ending::Bad;
    }
    loop {
        let width = columns(&mut editor);
        if let Some(typing) = editor.helper() {
            typing.columns.set(width);
        }
        dialogue.borrow_mut().prepare();
        let prompt = dialogue.borrow().prompt();
        match editor.readline(&prompt) {
            Ok(line) => {
                drop(editor.add_history_entry(line.as_str()));
                kept.keep(&dialogue.borrow(), &line, show);
                // The terminal may have become another width meanwhile.
                show.fit(columns(&mut editor));
                let step = dialogue.borrow_mut().step(&line, world);
                let ends = step.ends;
                let written = answer(&show.words(&step.text), step, show);
                if ends || written == Ending::Bad {
                    return written;
                }
            }
            Err(ReadlineError::Interrupted) if editor.helper().is_some_and(|typing| typing.is_empty.get()) => {
                show.say("Type `quit`, or press Ctrl-D, to leave.\n");
            }
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => return Ending::Fine,
            Err(error) => return unreadable(&error, show),
        }
    }
}

/// The width of the terminal; 0 where it is not known.
fn columns(editor: &mut Editor<Typing, MemHistory>) -> usize {
    editor.dimensions().map_or(0, |(columns, _)| usize::from(columns))
}

fn unreadable(error: &ReadlineError, show: &Show) -> Ending {
    let message = format!("What is typed cannot be read: {error}.");
    show.written(Err(Diagnostic::nowhere(codes::LINE_UNREADABLE, message).help("Begin again with `ees repl`.")))
}

fn editor(dialogue: &Rc<RefCell<Dialogue>>, show: &Show) -> rustyline::Result<Editor<Typing, MemHistory>> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(true)
        .color_mode(if show.colour { ColorMode::Enabled } else { ColorMode::Disabled })
        .bell_style(BellStyle::None)
        .bracketed_paste(show.lines)
        .build();
    let mut editor = Editor::with_history(config, MemHistory::new())?;
    editor.enable_synchronized_output(show.lines);
    let dialogue = Rc::clone(dialogue);
    editor.set_helper(Some(Typing { dialogue, hints: show.lines, columns: Cell::new(0), is_empty: Cell::new(true) }));
    Ok(editor)
}

impl Helper for Typing {}

impl Completer for Typing {
    type Candidate = Pair;

    fn complete(&self, line: &str, cursor: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let Completion { start, candidates, path } = self.dialogue.borrow().complete(line, cursor);
        let files = path.map_or_else(Vec::new, |from| paths::begun(line.get(from..cursor).unwrap_or_default()));
        let command = path.and_then(|from| line.get(start..from)).unwrap_or_default();
        let files = files.into_iter().map(|file| Pair { replacement: format!("{command}{file}"), display: file });
        let names = candidates.into_iter().map(|one| Pair { display: one.shown, replacement: one.text });
        Ok((start, names.chain(files).collect()))
    }
}

/// A hint as it fits behind the line.
struct Shown {
    text: String,
    rest: Option<String>,
}

impl Hint for Shown {
    fn display(&self) -> &str {
        &self.text
    }

    fn completion(&self) -> Option<&str> {
        self.rest.as_deref()
    }
}

impl Hinter for Typing {
    type Hint = Shown;

    fn hint(&self, line: &str, _: usize, _: &Context<'_>) -> Option<Shown> {
        self.is_empty.set(line.is_empty());
        let dialogue = self.dialogue.borrow();
        let hint = self.hints.then(|| dialogue.hint(line)).flatten()?;
        let text = hint.fits(&format!("{}{line}", dialogue.prompt()), self.columns.get())?;
        Some(Shown { text, rest: hint.rest().map(str::to_owned) })
    }
}

impl Highlighter for Typing {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        let pieces = self.dialogue.borrow().paint(line);
        pieces.into_iter().map(|(ink, text)| coloured(ink, text)).collect::<String>().into()
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        format!("\u{1b}[2m{hint}\u{1b}[0m").into()
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        kind != CmdKind::MoveCursor
    }
}

impl Validator for Typing {
    fn validate(&self, typed: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let wants_more = self.dialogue.borrow().wants_more(typed.input());
        Ok(if wants_more { ValidationResult::Incomplete } else { ValidationResult::Valid(None) })
    }
}

fn coloured(ink: Ink, text: &str) -> String {
    let code = match ink {
        Ink::Plain => return text.to_owned(),
        Ink::Command | Ink::Category => "1",
        Ink::Fact => "36",
        Ink::Value => "32",
        Ink::Unknown => "4",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}
