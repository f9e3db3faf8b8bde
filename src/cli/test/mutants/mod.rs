//! `ees test --mutants`

mod words;

use super::place_name;
use crate::cli::args::{Mutants, Test, TestFormat};
use crate::cli::read::places;
use crate::cli::show::Show;
use crate::cli::texts::diff;
use crate::cli::{Ending, write};
use crate::diagnostic::{Diagnostic, codes::usage as codes};
use crate::harness::mutants::{Counts, Fate, Judges, Mutant, Operator, Original, Record, Tried, Watch, try_all};
use crate::model::Policy;
use crate::session::{self, Loaded, Pins, load_with_tests};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Zoned;
use std::time::{Duration, Instant};

/// Tries the mutants of one policy, or of every policy of a folder.
pub(super) fn run(args: &Test, show: &Show) -> Ending {
    let deadline = args.mutants.time_limit.and_then(|seconds| Instant::now().checked_add(Duration::from_secs(seconds)));
    let mut ending = Ending::Fine;
    let (mut words, mut records, mut any) = (String::new(), Vec::new(), false);
    for place in places(args.folder.as_deref()) {
        let mut loaded = load_with_tests(place);
        let mut problems = std::mem::take(&mut loaded.problems);
        let Pins { results: pins, problems: of_pins, .. } = session::pins(&mut loaded);
        let Some(policy) = &loaded.policy else {
            ending = ending.worse(show.bad(problems, &loaded.sources));
            continue;
        };
        // A table that cannot be read judges nothing, so what it would notice is not known.
        if of_pins.has_errors() {
            ending = ending.worse(Ending::Bad);
        }
        problems.extend(of_pins.sorted());
        show.problems(problems, &loaded.sources);
        let original = Original::new(&loaded.sources, &loaded.whole, policy, Zoned::now().date());
        let all = original.mutants();
        let chosen: Vec<&Mutant> = all.iter().filter(|mutant| is_chosen(mutant, &args.mutants)).collect();
        any |= !chosen.is_empty();
        let tells_apart = |mutated: &Policy| {
            let pin = pins.iter().find(|pin| pin.tells_apart(&loaded.sources, mutated));
            pin.map(|pin| pin.table.as_str().into())
        };
        let judges = Judges { pins: (!pins.is_empty()).then_some(&tells_apart) };
        let tried = tried(&original, &chosen, judges, deadline);
        ending = ending.worse(verdict(&Counts::of(&tried, None)));
        match args.format {
            TestFormat::Json => records.extend(serde_json::to_value(Record::of(&original, &tried)).ok()),
            TestFormat::Text => words += &said(&loaded, &original, &tried, args, show),
        }
    }
    if let (Some(id), false) = (&args.mutants.mutant, any) {
        return ending.worse(show.written(Err(no_mutant(id))));
    }
    if args.format == TestFormat::Json {
        words = serde_json::to_string_pretty(&records).unwrap_or_default() + "\n";
    }
    ending.worse(show.written(write::whole(None, words.as_bytes())))
}

fn is_chosen(mutant: &Mutant, args: &Mutants) -> bool {
    let by_operator =
        args.operator.is_empty() || args.operator.iter().any(|name| Operator::called(name) == Some(mutant.operator));
    by_operator && args.mutant.as_ref().is_none_or(|id| id.eq_ignore_ascii_case(&mutant.id))
}

/// Tries mutants, with a bar on a terminal.
fn tried<'m>(original: &Original<'_>, chosen: &[&'m Mutant], judges: Judges<'_>, deadline: Option<Instant>) -> Vec<Tried<'m>> {
    // The bar draws itself on standard error, and on a terminal alone.
    let bar = ProgressBar::new(u64::try_from(chosen.len()).unwrap_or(u64::MAX));
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos} of {len}, {eta} to go") {
        bar.set_style(style);
    }
    bar.set_message(original.policy().name.phrase.to_string());
    let go_on = || deadline.is_none_or(|deadline| Instant::now() < deadline);
    let done = || bar.inc(1);
    let tried = try_all(original, chosen, judges, Watch { go_on: &go_on, done: &done });
    bar.finish_and_clear();
    tried
}

const fn verdict(counts: &Counts) -> Ending {
    if counts.survived > 0 || counts.not_tried > 0 { Ending::No } else { Ending::Fine }
}

fn said(loaded: &Loaded, original: &Original<'_>, tried: &[Tried<'_>], args: &Test, show: &Show) -> String {
    let place = place_name(&loaded.place);
    match (&args.mutants.mutant, tried) {
        (None, _) => words::summary(&place, original, tried) + &words::survivors(&loaded.sources, tried),
        (Some(_), [one]) => {
            let (before, after) = (loaded.sources.text(one.mutant.file), one.mutant.text(&loaded.sources));
            let change = diff::short(before, &after, show.colour);
            let heading = words::heading(&loaded.sources, one.mutant);
            format!("{heading}\n{change}\n  {}\n{}", words::fate(one), witness_of(one))
        }
        (Some(_), _) => String::new(),
    }
}

fn witness_of(one: &Tried<'_>) -> String {
    match &one.fate {
        Fate::Survived(witness) => words::witness(witness.as_deref()),
        Fate::Refused(_) | Fate::Equivalent | Fate::Killed | Fate::NotDecided | Fate::NotTried => String::new(),
    }
}

fn no_mutant(id: &str) -> Diagnostic {
    let message = format!("There is no mutant `{id}`.");
    let help = "An id is what is done to a sentence and a number, as in `join-3`. `ees test --mutants` names those that no scenario \
                notices; with `--format json` it names all.";
    Diagnostic::nowhere(codes::NO_MUTANT, message).help(help)
}
