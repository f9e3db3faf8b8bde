//! `ees check`

mod allowed;
mod lists;
mod page;
mod verdict;

use super::args::Check;
use super::show::Show;
use super::{Ending, write};
use crate::cli::read::places;
use crate::diagnostic::codes::proofs;
use crate::diagnostic::{Diagnostic, Problems, Severity};
use crate::prove::prove;
use crate::session::{check_examples, load_with_tests};

/// Checks one policy, or every policy of a folder. Findings go to standard error, the verdict to standard output.
pub(super) fn run(args: &Check, show: &Show) -> Ending {
    if let Some(code) = &args.explain {
        return page::show(code, show);
    }
    let places = places(args.folder.as_deref());
    let mut words = String::new();
    let mut ending = Ending::Fine;
    for place in places {
        let mut loaded = load_with_tests(place);
        let proved = loaded.policy.as_ref().map(prove);
        // Where nothing can be, no row of a table can either; it need not be said of each.
        if !proved.as_ref().is_some_and(|proved| proved.findings.iter().any(|one| one.code == proofs::NOTHING_CAN_BE)) {
            check_examples(&mut loaded);
        }
        loaded.problems.extend(proved.iter().flat_map(|proved| proved.findings.iter().cloned()));
        let own = match (&loaded.policy, &proved) {
            (Some(policy), Some(proved)) if args.asks_for_lists() => {
                words += &lists::of(policy, proved, &loaded.sources, args, show);
                Ending::Fine
            }
            _ => verdict::add(&loaded, proved.as_ref(), args.notes, &mut words),
        };
        ending = ending.worse(own);
        let notes = args.notes || !show.is_for_people();
        show.verdict(if notes { loaded.problems } else { without_notes(loaded.problems) }, &loaded.sources);
    }
    ending.worse(show.written(write::whole(None, words.as_bytes())))
}

/// What is worth a look, and what was not proved: nobody should take that for proved.
fn without_notes(problems: Problems) -> Problems {
    let mut shown = Problems::default();
    let is_shown = |one: &Diagnostic| one.code == proofs::TOO_LARGE || one.code.severity != Severity::Note;
    shown.extend(problems.into_found().into_iter().filter(is_shown));
    shown
}
