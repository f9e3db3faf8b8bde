//! What `ees check` says in the end: whether anything is wrong, what the policy holds, and what was proved.

use super::super::Ending;
use crate::diagnostic::codes::usage;
use crate::diagnostic::words::counted;
use crate::diagnostic::{Problems, Severity};
use crate::model::{Method, Policy, spoken};
use crate::prove::Proved;
use crate::session::{Loaded, Place};
use crate::source::Span;
use std::collections::HashSet;

/// Adds the verdict on a policy, of which something was proved where it has no errors.
pub(super) fn add(loaded: &Loaded, proved: Option<&Proved>, notes_shown: bool, words: &mut String) -> Ending {
    let count = |severity| loaded.problems.iter().filter(|one| one.code.severity == severity).count();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    let place = match &loaded.place {
        Place::BuiltIn => "The built-in policy".to_owned(),
        Place::Folder(folder) => folder.display().to_string(),
        Place::Memory(_) => "The policy".to_owned(),
    };
    let (line, ending) = match &loaded.policy {
        Some(policy) if warnings == 0 => (format!("nothing wrong. {}", contents(policy)), Ending::Fine),
        Some(policy) => {
            (format!("{} to look at, no errors. {}", counted(warnings, "thing", "things"), contents(policy)), Ending::No)
        }
        None => (
            format!("{}; see above.", counted(errors, "error", "errors")),
            if unreadable(&loaded.problems) { Ending::Bad } else { Ending::No },
        ),
    };
    words.push_str(&format!("{place}: {line}\n"));
    if let (Some(policy), Some(proved)) = (&loaded.policy, proved) {
        words.push_str(&format!("  {}\n", of_proofs(policy, proved, notes, notes_shown)));
    }
    ending
}

/// `212 claims proved for every setting there could be, on any day from … to …; 3 findings allowed, 0 claims not proved, 5 notes.`
fn of_proofs(policy: &Policy, proved: &Proved, notes: usize, notes_shown: bool) -> String {
    let days = policy
        .in_force
        .map_or_else(String::new, |(first, last)| format!(", on any day from {} to {}", spoken(first), spoken(last)));
    let claims = counted(proved.proved, "claim", "claims");
    let allowed = counted(proved.allowed(), "finding", "findings");
    let open = counted(proved.open.len(), "claim", "claims");
    let notes = match notes.saturating_sub(proved.open.len()) {
        0 => String::new(),
        notes if notes_shown => format!(", {}", counted(notes, "note", "notes")),
        notes => format!(", {} (`ees check --notes` shows them)", counted(notes, "note", "notes")),
    };
    format!("{claims} proved for every setting there could be{days}; {allowed} allowed, {open} not proved{notes}.")
}

/// Whether the policy could not even be read: that is bad input, not a finding about it.
fn unreadable(problems: &Problems) -> bool {
    let codes = [
        usage::FILE_MISSING,
        usage::FILE_UNREADABLE,
        usage::NOT_UTF8,
        usage::FILE_TOO_LARGE,
        usage::FOLDER_MISSING,
        usage::FOLDER_EMPTY,
    ];
    problems.iter().any(|one| codes.contains(&one.code))
}

/// `1 kind of setting, 29 facts, 5 strands, 5 allocations.`
fn contents(policy: &Policy) -> String {
    let by_strands = policy.categorisations.iter().filter(|one| one.method == Method::MostIntensiveStrand);
    let strands = by_strands.flat_map(|one| &one.strands).map(|one| one.span);
    let tables = || policy.derived.iter().filter(|one| one.table().is_some()).map(|one| one.span);
    let scores = || policy.derived.iter().filter(|one| one.table().is_none()).map(|one| one.span);
    let allocations = policy.allocations.iter().map(|one| one.span);
    let mut parts = vec![
        counted(policy.kinds.len(), "kind of setting", "kinds of setting"),
        counted(policy.facts.len(), "fact", "facts"),
        counted(declared(strands), "strand", "strands"),
        counted(declared(allocations), "allocation", "allocations"),
    ];
    let besides = [
        (declared(tables()), "table", "tables"),
        (declared(scores()), "score", "scores"),
        (policy.more_specific().len(), "in the place of a more general one", "in the place of more general ones"),
        (policy.every_contradiction().len(), "settled contradiction", "settled contradictions"),
    ];
    parts.extend(besides.into_iter().filter(|(number, ..)| *number > 0).map(|(number, one, many)| counted(number, one, many)));
    let revision = if policy.revision.is_empty() { String::new() } else { format!(", revision {}", policy.revision) };
    format!("{}{revision}: {}.", policy.name.phrase, parts.join(", "))
}

/// How many declarations these are: what is declared for several kinds of setting is declared once.
fn declared(spans: impl Iterator<Item = Span>) -> usize {
    spans.collect::<HashSet<_>>().len()
}
