//! Another policy, tried: sentences and lines that are changed in it, and results that are kept.

mod differs;
mod kept;
mod lines;
#[cfg(feature = "cli")]
mod meaning;
mod places;
mod save;
mod sentence;
mod shown;

pub(in crate::dialogue) use kept::Kept;
pub(super) use sentence::no_longer_told;

use super::{Command, Group, Takes};
use crate::syntax;

pub(super) const TRY: Command = Command {
    words: "try",
    takes: Takes::Sentence,
    shown: "SENTENCE",
    group: Group::Trying,
    about: "puts a sentence into the policy: a declaration, `remove ...`, `CATEGORY when ..., in STRAND`, `in STRAND without line 2`",
    run: sentence::run,
};
/// What can be tried, and what that does; help shows it.
pub(super) const WAYS: [(&str, &str); 7] = [
    ("parameter NAME: NUMBER", "another number, or a new parameter"),
    ("remove strand NAME", "without it; so with a fact, a parameter, a definition"),
    ("CATEGORY when CONDITION, in STRAND", "a line more"),
    ("in STRAND: CATEGORY when any of", "the same, with bullets below it and then an empty line"),
    ("in STRAND, in place of line 2: CATEGORY when CONDITION", "another line"),
    ("in STRAND without line 2", "a line less; `strand STRAND` shows the numbers"),
    ("it cannot be that CONDITION", "or any other sentence that a policy can have"),
];

pub(super) const TRIED: Command =
    Command::alone(Group::Trying, "what is tried", "every sentence that is tried, as a revision would have it", shown::tried);
pub(super) const STRAND: Command =
    Command::with(Group::Trying, ("strand", Takes::Strand, "STRAND"), "the lines of a strand, with their numbers", shown::strand);
pub(super) const KEEP: Command = Command::with(
    Group::Trying,
    ("keep", Takes::Name, "NAME"),
    "keeps facts, policy and answer as they are, to be compared",
    kept::keep,
);
pub(super) const KEPT: Command = Command::alone(Group::Trying, "kept", "what is kept", kept::list);
pub(super) const DROP: Command =
    Command::with(Group::Trying, ("drop", Takes::Kept, "NAME"), "keeps something no longer", kept::drop);
pub(super) const COMPARE: Command = Command::with(
    Group::Trying,
    ("compare", Takes::Kept, "[NAME, NAME]"),
    "what is kept beside what is now: answers, facts and policy",
    kept::compare,
);

#[cfg(feature = "cli")]
pub(super) const DIFF: Command = Command::with(
    Group::Trying,
    ("diff", Takes::Command, "[all]"),
    "what the policy that is tried does otherwise, for every setting of the kind there could be; `diff all`: of every kind",
    meaning::diff,
);
pub(super) const CHECK: Command = Command::alone(
    Group::Trying,
    "check",
    "what can be proved of the policy that is tried and not of the one that was loaded",
    differs::check,
);
pub(super) const SAVE_FACTS: Command = Command::with(
    Group::Trying,
    ("save facts", Takes::Path, "FILE"),
    "writes the facts and the answer as a scenario",
    save::facts,
);
pub(super) const SAVE: Command = Command::with(
    Group::Trying,
    ("save", Takes::Path, "FOLDER"),
    "writes what is tried as a revision into a new folder, and the facts as a scenario in it",
    save::folder,
);

/// Whether what is tried can go on below its first line.
pub(in crate::dialogue) fn goes_on(said: &str) -> bool {
    match lines::line_in_a_strand(said) {
        Some(line) => syntax::line_goes_on(line),
        None => syntax::goes_on(said),
    }
}
