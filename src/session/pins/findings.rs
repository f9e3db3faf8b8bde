//! What is said of pinned tables. Nothing here names a setting.

use super::{PinResult, revision};
use crate::diagnostic::words::counted;
use crate::diagnostic::{Diagnostic, codes};
use crate::harness::pins::{Change, FOLDER, Tally, Unreadable};
use crate::model::{Pin, Policy, spoken};
use crate::source::{FileId, Span};
use std::path::Path;

pub(super) fn outside(pin: &Pin) -> Diagnostic {
    let message = format!("`{}` lies outside of the policy's folder, and only a table in it can be pinned.", pin.file);
    Diagnostic::new(codes::policy::PIN_OUTSIDE, pin.file_span, message)
        .help("A pinned table is made up for the policy: its ids are kept in the snapshot. Put such a table beside the policy, and name it by its path from this file.")
}

pub(super) fn twice(pin: &Pin, first: &Pin) -> Diagnostic {
    let message = format!("`{}` is pinned twice on {}.", pin.file, spoken(pin.on));
    Diagnostic::new(codes::policy::PIN_TWICE, pin.span, message)
        .label("again here")
        .also(first.span, "first here")
        .help("Delete one of the two, or give it another day.")
}

pub(super) fn unreadable(file: FileId, text: &str, wrong: &Unreadable) -> Diagnostic {
    let start: usize = text.split_inclusive('\n').take(wrong.line.saturating_sub(1)).map(str::len).sum();
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let span = Span::new(file, start, start + line.len());
    Diagnostic::new(codes::settings::SNAPSHOT_UNREADABLE, span, format!("The snapshot cannot be read. {}", wrong.says))
        .help("Take the file back to what it was, or delete it and write it anew with `ees test FOLDER --accept`.")
}

pub(super) fn new(result: &PinResult) -> Diagnostic {
    let message = format!("What becomes of the settings of `{}` on {} is not pinned yet.", result.table, spoken(result.pin.on));
    let help = format!(
        "`ees test FOLDER --accept` writes it to `{FOLDER}/{}`. Read that file before you keep it: it says what the policy does, not what it should do.",
        result.snapshot
    );
    Diagnostic::new(codes::tests::NOT_PINNED, result.pin.file_span, message).help(help)
}

pub(super) fn changed(result: &PinResult, changes: &[Change]) -> Diagnostic {
    let table = format!("`{}` ({})", result.table, counted(result.settings, "setting", "settings"));
    let message = format!("{table} is not as it is pinned: {}.", Tally::headline(changes));
    let help = "If that is meant, `ees test FOLDER --review` takes the changes over one by one and `--accept` all of them; otherwise mend the policy.";
    Diagnostic::new(codes::tests::OTHERWISE, result.pin.file_span, message).help(help)
}

pub(super) fn unused(path: &Path, policy: &Policy) -> Diagnostic {
    let message = format!("No pin of the policy uses the snapshot `{}`.", path.display());
    let help = format!(
        "Delete it if it is left over; snapshots here are {}. Or a `pin` was lost, or its table was renamed.",
        revision(policy)
    );
    Diagnostic::nowhere(codes::tests::SNAPSHOT_UNUSED, message).help(help)
}
