//! Snapshots taken over: all of them, or one change after the other. Each file is written whole, once all about it is answered.

use crate::cli::args::Test;
use crate::cli::write;
use crate::diagnostic::{Diagnostic, codes::usage as codes};
use crate::explain::{Paragraph, Text};
use crate::harness::pins::{Change, Naming, Tally};
use crate::model::spoken;
use crate::session::{PinResult, PinState, Pins};
use std::collections::HashSet;
use std::fs;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

/// What was decided, and the files that were written.
#[derive(Debug, Default)]
pub(super) struct Reviewed {
    pub(super) accepted: usize,
    pub(super) rejected: usize,
    pub(super) skipped: usize,
    pub(super) written: Vec<PathBuf>,
}

/// The person who is asked, or the answers that were prepared.
pub(super) struct Dialogue<'a> {
    pub(super) input: &'a mut dyn BufRead,
    pub(super) out: &'a mut dyn Write,
    /// How text is shown.
    pub(super) words: &'a dyn Fn(&Text) -> String,
    /// Whether a person sits there, who is asked again where the answer is none.
    pub(super) person: bool,
}

/// What becomes of a change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decision {
    Accept,
    Reject,
    Skip,
}

const CHOICE: &str = "a accept, r reject, s skip";

/// Why no snapshot may be written here: a service that runs the tests has nobody who has looked at them.
pub(super) fn refused(args: &Test) -> Option<Diagnostic> {
    let option = if args.accept { "--accept" } else { "--review" };
    let ci = std::env::var("CI").unwrap_or_default();
    let of_service = !matches!(ci.to_lowercase().as_str(), "" | "0" | "false");
    (of_service && (args.accept || args.review)).then(|| {
        let message = format!("`{option}` writes snapshots, and where `CI` is set nobody looks at them, so none are written.");
        Diagnostic::nowhere(codes::NOT_IN_CI, message)
            .help("Run it at your own desk, read the snapshots that changed, and hand them in with the change of the policy.")
    })
}

/// Why the snapshots of a policy cannot be written: it lies in no folder.
pub(super) fn no_folder(pins: &Pins) -> Option<Diagnostic> {
    pins.results.iter().any(|one| one.path.is_none()).then(|| {
        Diagnostic::nowhere(codes::NOTHING_TO_PIN, "The built-in policy lies in the program, and so do its snapshots.")
            .help("Name the folder of a policy: `ees test FOLDER --accept`.")
    })
}

/// Takes everything over.
pub(super) fn accept(pins: &Pins, reviewed: &mut Reviewed) -> Result<(), Diagnostic> {
    for one in pins.results.iter().filter(|one| !matches!(one.state, PinState::Kept)) {
        written(one, &one.accepted(), reviewed)?;
        reviewed.accepted += one.changes().len().max(1);
    }
    Ok(())
}

/// Asks about every change and writes what was accepted, table by table. Where an answer is none, or there are no more, nothing of
/// the table that was being asked about is written.
pub(super) fn review(pins: &Pins, dialogue: &mut Dialogue<'_>, reviewed: &mut Reviewed) -> Result<(), Diagnostic> {
    for one in &pins.results {
        match &one.state {
            PinState::Kept => {}
            PinState::New => {
                let text = introduction(one, "not pinned yet. This is what would be pinned:");
                dialogue.show(&text);
                dialogue.verbatim(&one.now.text());
                whole(one, dialogue, reviewed)?;
            }
            PinState::Changed { changes, .. } if changes.is_empty() => {
                dialogue.show(&introduction(one, &Tally::headline(changes)));
                whole(one, dialogue, reviewed)?;
            }
            PinState::Changed { changes, .. } => {
                dialogue.show(&introduction(one, &Tally::headline(changes)));
                each(one, changes, dialogue, reviewed)?;
            }
        }
    }
    Ok(())
}

fn introduction(one: &PinResult, says: &str) -> Text {
    let mut text = Text::default();
    text.push(Paragraph::at(0).plain(format!("{} on {}: {says}", one.table, spoken(one.pin.on))));
    text
}

/// Asks about a snapshot as a whole.
fn whole(one: &PinResult, dialogue: &mut Dialogue<'_>, reviewed: &mut Reviewed) -> Result<(), Diagnostic> {
    match dialogue.ask("all of it", one)? {
        Decision::Accept => {
            written(one, &one.accepted(), reviewed)?;
            reviewed.accepted += 1;
        }
        Decision::Reject => reviewed.rejected += 1,
        Decision::Skip => reviewed.skipped += 1,
    }
    Ok(())
}

/// Asks about each change, then writes the lines of those that were accepted.
fn each(one: &PinResult, changes: &[Change], dialogue: &mut Dialogue<'_>, reviewed: &mut Reviewed) -> Result<(), Diagnostic> {
    let (mut accepted, mut rejected) = (HashSet::new(), 0);
    for (at, change) in changes.iter().enumerate() {
        let mut text = Text::default();
        change.say(Naming::Ids, &one.table, 2, &mut text);
        dialogue.show(&text);
        match dialogue.ask(&format!("{} of {}", at + 1, changes.len()), one)? {
            Decision::Accept => drop(accepted.insert(at)),
            Decision::Reject => rejected += 1,
            Decision::Skip => {}
        }
    }
    if !accepted.is_empty() {
        written(one, &one.partly(&accepted), reviewed)?;
    }
    reviewed.accepted += accepted.len();
    reviewed.rejected += rejected;
    reviewed.skipped += changes.len() - accepted.len() - rejected;
    Ok(())
}

/// Writes a snapshot, whole or not at all.
fn written(one: &PinResult, content: &str, reviewed: &mut Reviewed) -> Result<(), Diagnostic> {
    let Some(path) = &one.path else { return Ok(()) };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| unwritable(write::unwritable(Some(folder), &error)))?;
    }
    write::whole(Some(path), content.as_bytes()).map_err(unwritable)?;
    reviewed.written.push(path.clone());
    Ok(())
}

fn unwritable(found: Diagnostic) -> Diagnostic {
    found.help("What was pinned is as it was. Check that you may write in the policy's folder.")
}

impl Dialogue<'_> {
    /// Where nobody can be shown anything, the answers still count.
    fn show(&mut self, text: &Text) {
        let words = (self.words)(text);
        drop(self.out.write_all(words.as_bytes()));
    }

    /// A text that is shown as it stands: its cells hold nothing that steers a terminal.
    fn verbatim(&mut self, text: &str) {
        drop(self.out.write_all(format!("\n{text}\n").as_bytes()));
    }

    fn ask(&mut self, what: &str, about: &PinResult) -> Result<Decision, Diagnostic> {
        loop {
            drop(write!(self.out, "[{what}: {CHOICE}] ").and_then(|()| self.out.flush()));
            let mut answer = String::new();
            // What is no text is no answer either.
            let read = self.input.read_line(&mut answer).unwrap_or_default();
            if !self.person {
                // A person has ended the line; prepared answers have not.
                drop(writeln!(self.out));
            }
            let decision = match answer.trim().to_lowercase().as_str() {
                "a" | "accept" => Decision::Accept,
                "r" | "reject" => Decision::Reject,
                "s" | "skip" => Decision::Skip,
                _ if read > 0 && self.person => continue,
                _ if read == 0 => return Err(stopped("The answers ended before everything was answered.", about)),
                other => return Err(stopped(&format!("`{}` is no answer.", shown(other)), about)),
            };
            return Ok(decision);
        }
    }
}

/// An answer as a message shows it.
fn shown(answer: &str) -> String {
    answer.chars().take(20).collect()
}

fn stopped(says: &str, about: &PinResult) -> Diagnostic {
    let file = about.path.as_deref().unwrap_or_else(|| Path::new(&about.snapshot)).display();
    let message = format!("{says} Nothing of the table that was asked about was written.");
    let help = format!("The answers are {CHOICE}. `{file}` is as it was; tables that were answered whole before it are written.");
    Diagnostic::nowhere(codes::REVIEW_STOPPED, message).help(help)
}
