//! The pinned tables among the tests of a policy.

use super::results::Tested;
use super::review::{self, Dialogue, Reviewed};
use super::{Ending, Show, Test, is_wanted};
use crate::cli::args::TestFormat;
use crate::diagnostic::words::counted;
use crate::diagnostic::{Diagnostic, Problems};
use crate::explain::{Paragraph, Text};
use crate::harness::pins::Naming;
use crate::model::{Pin, spoken};
use crate::session::{self, Loaded, PinResult, PinState, Pins};
use std::io::{self, IsTerminal as _};

/// So many changes of a table are shown; `--review` shows them all.
const MOST: usize = 20;

/// What came of the pinned tables of a policy.
pub(super) struct Held {
    pub(super) tested: Vec<Tested>,
    /// What is otherwise than pinned, and what was written.
    pub(super) changes: Text,
    /// Whether a table that was asked for could not be read.
    pub(super) broken: bool,
    pub(super) ending: Ending,
}

/// Compares the pinned tables with what the policy says now, and takes over what is to be taken over. What is otherwise then is said
/// in `problems`.
pub(super) fn held(loaded: &mut Loaded, args: &Test, show: &Show, problems: &mut Problems) -> Held {
    let mut held = Held { tested: Vec::new(), changes: Text::default(), broken: false, ending: Ending::Fine };
    let mut pins = session::pins_of(loaded, |table| is_wanted(args, table));
    if args.accept || args.review {
        let mut reviewed = Reviewed::default();
        if let Err(found) = taken_over(&pins, args, show, &mut reviewed) {
            problems.push(found);
            held.ending = Ending::Bad;
        }
        reviewed.say(&mut held.changes);
        pins = session::pins_of(loaded, |table| is_wanted(args, table));
    }
    // What is told beside results for others may go where they go.
    let shared = args.redact || args.junit.is_some() || args.format == TestFormat::Json;
    let naming = if shared { Naming::Numbers } else { Naming::Ids };
    for one in &pins.results {
        let found = one.finding();
        if found.is_some() && held.ending == Ending::Fine {
            held.ending = Ending::No;
        }
        held.tested.push(tested(loaded, one, found.as_ref()));
        // Where a review was broken off, that alone is said.
        if held.ending != Ending::Bad {
            problems.extend(found);
        }
        say(one, naming, &mut held.changes);
    }
    if pins.problems.has_errors() {
        held.broken = true;
        held.ending = Ending::Bad;
        held.tested.extend(unread(loaded, args, &pins));
    }
    problems.extend(pins.problems.sorted());
    held
}

fn taken_over(pins: &Pins, args: &Test, show: &Show, reviewed: &mut Reviewed) -> Result<(), Diagnostic> {
    if let Some(refused) = review::no_folder(pins) {
        return Err(refused);
    }
    if args.accept {
        return review::accept(pins, reviewed);
    }
    let words = |text: &Text| show.words(text);
    let (mut input, mut out, mut nowhere) = (io::stdin().lock(), io::stderr().lock(), io::sink());
    let person = io::stdin().is_terminal();
    // Programs that read what is wrong are asked nothing in words.
    let out: &mut dyn io::Write = if show.is_for_people() { &mut out } else { &mut nowhere };
    review::review(pins, &mut Dialogue { input: &mut input, out, words: &words, person }, reviewed)
}

/// The record of a pin. It may be shared, so it calls no setting by its id.
fn tested(loaded: &Loaded, one: &PinResult, found: Option<&Diagnostic>) -> Tested {
    let name = format!("{} on {}", one.table, spoken(one.pin.on));
    let titles = one.changes().iter().map(|change| change.title(Naming::Numbers, &one.table));
    let failures = found.map(|found| std::iter::once(found.message.clone()).chain(titles).collect());
    Tested::of(&loaded.sources, &name, one.pin.file_span, false, failures)
}

/// Pinned tables that could not be compared, of which nothing can be said to be as expected.
fn unread(loaded: &Loaded, args: &Test, pins: &Pins) -> Vec<Tested> {
    let declared = loaded.policy.iter().flat_map(|policy| &policy.pins);
    let read = |pin: &Pin| pins.results.iter().any(|one| one.pin.span == pin.span);
    let missing = declared.filter(|pin| is_wanted(args, &pin.file) && !read(pin));
    let of = |pin: &Pin| {
        let name = format!("{} on {}", pin.file, spoken(pin.on));
        let failures = vec!["It cannot be read, or what is kept of it cannot.".to_owned()];
        Tested::of(&loaded.sources, &name, pin.file_span, false, Some(failures))
    };
    missing.map(of).collect()
}

/// What is otherwise, change by change.
fn say(one: &PinResult, naming: Naming, text: &mut Text) {
    let PinState::Changed { changes, .. } = &one.state else { return };
    if changes.is_empty() {
        return;
    }
    text.heading(format!("{} on {}, as pinned (-) and now (+)", one.table, spoken(one.pin.on)));
    changes.iter().take(MOST).for_each(|change| change.say(naming, &one.table, 2, text));
    if let Some(more) = changes.len().checked_sub(MOST).filter(|more| *more > 0) {
        let more = counted(more, "more change", "more changes");
        text.push(Paragraph::at(2).plain(format!("and {more}; `ees test FOLDER --review` shows them all.")));
    }
}

/// Says it where people read what failed.
pub(super) fn show_changes(changes: &Text, show: &Show) {
    if show.is_for_people() && !changes.paragraphs.is_empty() {
        show.say(&show.words(changes));
    }
}

impl Reviewed {
    /// `3 changes accepted, 1 rejected`, and the files that were written.
    fn say(&self, text: &mut Text) {
        let Self { accepted, rejected, skipped, written } = self;
        if accepted + rejected + skipped > 0 {
            let accepted = counted(*accepted, "change", "changes");
            text.push(Paragraph::at(0).plain(format!("{accepted} accepted, {rejected} rejected, {skipped} skipped.")));
        }
        for path in written {
            text.push(Paragraph::at(0).plain(format!("Written: {}", path.display())));
        }
    }
}
