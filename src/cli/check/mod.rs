//! `ees check`

mod lists;
mod page;

use super::args::Check;
use super::show::Show;
use super::{Ending, write};
use crate::cli::read::places;
use crate::diagnostic::codes::usage;
use crate::diagnostic::words::counted;
use crate::diagnostic::{Problems, Severity};
use crate::model::{Method, Policy};
use crate::prove::prove;
use crate::session::{Loaded, Place, check_examples, load_with_tests};
use crate::source::Span;
use std::collections::HashSet;

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
        check_examples(&mut loaded);
        if let Some(policy) = &loaded.policy {
            let proved = prove(policy);
            loaded.problems.extend(proved.findings.sorted());
        }
        let own = match &loaded.policy {
            Some(policy) if args.readings || args.sources || args.contradictions => {
                words += &lists::of(policy, &loaded.sources, args, show);
                Ending::Fine
            }
            Some(_) | None => verdict(&loaded, &mut words),
        };
        ending = ending.worse(own);
        show.verdict(loaded.problems, &loaded.sources);
    }
    ending.worse(show.written(write::whole(None, words.as_bytes())))
}

fn verdict(loaded: &Loaded, words: &mut String) -> Ending {
    let count = |severity| loaded.problems.iter().filter(|one| one.code.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
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
    ending
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
