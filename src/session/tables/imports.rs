//! Which import of a policy is meant, and what is said of a table that one has read.

use crate::diagnostic::words::{counted, listed};
use crate::diagnostic::{Diagnostic, Problems, codes::settings as settings_codes, codes::usage as codes, did_you_mean};
use crate::model::{Policy, machine_name};
use crate::settings::Notes;

/// The import of a name, or the only one whose name has these words in it; by index in the policy.
pub(super) fn called(policy: &Policy, name: &str, problems: &mut Problems) -> Option<usize> {
    let wanted = machine_name(name);
    let exactly = policy.imports.iter().position(|import| *import.name.machine == wanted);
    let holds = |machine: &str| !wanted.is_empty() && format!("_{machine}_").contains(&format!("_{wanted}_"));
    let mut alike = policy.imports.iter().enumerate().filter(|(_, import)| holds(&import.name.machine)).map(|(at, _)| at);
    let only = alike.next().filter(|_| alike.next().is_none());
    let found = exactly.or(only);
    if found.is_none() {
        let names: Vec<&str> = policy.imports.iter().map(|import| &*import.name.phrase).collect();
        let message = format!("The policy has no import `{name}`.");
        let help = if names.is_empty() {
            "It has none at all. One is declared with `import NAME` and says which columns of a table of others are what."
                .to_owned()
        } else {
            did_you_mean(name, names.iter().copied(), || {
                format!("Its imports are {}; a word that only one has is enough.", listed(&names, "and"))
            })
        };
        problems.push(Diagnostic::nowhere(codes::NO_IMPORT, message).help(help));
    }
    found
}

/// What is to be said with the answers, a sentence each: notices, and how many rows were left out and why.
#[must_use]
pub fn sayings(notes: &Notes) -> Vec<String> {
    let left_out = notes.left_out.iter().map(|one| left_out(one.rows.len(), &one.because));
    notes.notices.iter().map(|notice| notice.to_string()).chain(left_out).collect()
}

fn left_out(rows: usize, because: &str) -> String {
    format!("{} left out: {}.", counted(rows, "row was", "rows were"), because.trim_end_matches('.'))
}

/// The same as findings, for where answers are read by programs.
pub fn warn(notes: &Notes, problems: &mut Problems) {
    for notice in &notes.notices {
        problems.push(Diagnostic::nowhere(settings_codes::NOTICE, &**notice));
    }
    for one in &notes.left_out {
        let help = "They have no answer. What is left out stands below `setting` in the import.";
        problems.push(Diagnostic::nowhere(settings_codes::LEFT_OUT, left_out(one.rows.len(), &one.because)).help(help));
    }
}
