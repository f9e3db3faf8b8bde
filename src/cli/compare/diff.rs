//! `ees diff`

use super::tell::tell;
use super::{Day, in_force, shown, written};
use crate::assess::Assessor;
use crate::cli::args::{CompareFormat, Diff};
use crate::cli::show::Show;
use crate::cli::{Ending, write};
use crate::diagnostic::{Diagnostic, Problems, codes::usage as codes};
use crate::harness::changes::{Thing, changes, things};
use crate::harness::forms::diff;
use crate::harness::meaning::{Of, meaning};
use crate::harness::moves::{FailOn, Group, Moves, Pair, Side, compare};
use crate::harness::{About, Difference};
use crate::model::Policy;
use crate::session::{self, Loaded, Place};
use crate::settings::{Reading, Row, read_shared};
use crate::source::FileId;
use jiff::Zoned;
use jiff::civil::Date;
use std::path::Path;

/// What the built-in policy is called.
const BUILT_IN: &str = "built-in";

/// Compares two policies, whole or not at all.
pub(in crate::cli) fn run(args: &Diff, show: &Show) -> Ending {
    let (old, new) = (load(&args.old, show), load(&args.new, show));
    let (Some(mut old), Some(mut new)) = (old, new) else { return Ending::Bad };
    let changes = changes(&old.things, &new.things);
    let asked = args.settings.is_some() || args.examples;
    if !asked && args.fail_on.iter().any(|on| matches!(on, FailOn::Days(_))) {
        let help = "Name one: `--settings FILE`, or `--examples` for those of the old policy.";
        let message = "No table of settings is named, and `days=N` counts the days of one.";
        let mut problems = Problems::default();
        problems.push(Diagnostic::nowhere(codes::NO_EXAMPLES, message).help(help));
        return show.bad(problems, &old.loaded.sources);
    }
    let read = if asked { tables(args, &mut old, &mut new, show).map(Some) } else { Ok(None) };
    let days = match read {
        Ok(days) => days,
        Err(ending) => return ending,
    };
    let compared = days.map(|tables| moves(args, [&old, &new], &tables, show)).transpose();
    let (moves, all) = match compared {
        Ok(Some((moves, all))) => (Some(moves), all),
        Ok(None) => (None, true),
        Err(ending) => return ending,
    };
    let meaning = meaning(old.of(), new.of(), Zoned::now().date());
    let fails = args.fail_on.iter().any(|on| match &moves {
        Some(moves) => moves.fails(*on),
        None => meaning.fails(*on),
    });
    let on = |at: fn(&[Tabled; 2]) -> Date| days.as_ref().map(at);
    let (before, after) = (old.about(on(|[old, _]| old.on)), new.about(on(|[_, new]| new.on)));
    let difference = Difference { before, after, changes, meaning, moves };
    let ids = args.form.ids();
    let content = match args.form.format {
        CompareFormat::Table => written(&diff::page(&difference, ids), &args.form, show),
        CompareFormat::Csv => diff::csv(&difference, ids),
        CompareFormat::Json => diff::json(&difference, ids),
        CompareFormat::Markdown => diff::markdown(&difference, ids),
    };
    let ending = show.written(write::whole(args.form.output.as_deref(), content.as_bytes()));
    match (ending, all, fails) {
        (Ending::Fine, false, _) => Ending::Bad,
        (Ending::Fine, true, true) => Ending::No,
        (_, _, _) => ending,
    }
}

/// One of the policies.
pub(super) struct Read {
    pub(super) loaded: Loaded,
    policy: Policy,
    things: Vec<Thing>,
    place: String,
}

impl Read {
    fn of(&self) -> Of<'_> {
        Of { policy: &self.policy, sources: &self.loaded.sources }
    }

    fn about(&self, on: Option<Date>) -> About {
        About::new(&self.policy, self.place.as_str(), on)
    }
}

/// Reads a policy; what is wrong with it has been shown where this gives none.
fn load(path: &Path, show: &Show) -> Option<Read> {
    let place = if path == Path::new(BUILT_IN) { Place::BuiltIn } else { Place::Folder(path.to_owned()) };
    let mut loaded = session::load_with_tests(place);
    show.problems(std::mem::take(&mut loaded.problems), &loaded.sources);
    let policy = loaded.policy.clone()?;
    let things = things(&loaded.whole.texts(&loaded.sources), &loaded.whole.trees, &loaded.sources);
    Some(Read { loaded, policy, things, place: path.display().to_string() })
}

/// A table among the texts of one side, and its day there.
#[derive(Clone, Copy)]
struct Tabled {
    file: FileId,
    on: Date,
}

/// Reads the table, and finds the day of each side.
fn tables(args: &Diff, old: &mut Read, new: &mut Read, show: &Show) -> Result<[Tabled; 2], Ending> {
    let mut problems = Problems::default();
    let path = args.settings.as_deref();
    if path.is_none() && old.policy.examples.is_none() {
        let help = "Name a table instead: `--settings FILE`. A policy names its own with `examples`.";
        problems.push(Diagnostic::nowhere(codes::NO_EXAMPLES, "The old policy brings no example settings.").help(help));
        return Err(show.bad(problems, &old.loaded.sources));
    }
    let Some(table) = session::read_table(&mut old.loaded, path, &mut problems) else {
        return Err(show.bad(problems, &old.loaded.sources));
    };
    let file = new.loaded.sources.add_from(&old.loaded.sources, table.file);
    let usual = args.on.or(table.on).unwrap_or_else(|| Zoned::now().date());
    let (on_old, on_new) = (args.on_old.unwrap_or(usual), args.on_new.unwrap_or(usual));
    in_force(&old.policy, &Day { on: on_old, whose: "the old policy", flag: "--on-old" }, &mut problems);
    in_force(&new.policy, &Day { on: on_new, whose: "the new policy", flag: "--on-new" }, &mut problems);
    write::keep(path.as_slice(), args.form.output.as_deref(), "the comparison", &mut problems);
    if problems.has_errors() {
        return Err(show.bad(problems, &old.loaded.sources));
    }
    Ok([Tabled { file: table.file, on: on_old }, Tabled { file, on: on_new }])
}

/// What becomes of the settings, and whether all could be answered.
fn moves(args: &Diff, sides: [&Read; 2], tables: &[Tabled; 2], show: &Show) -> Result<(Moves, bool), Ending> {
    let ([old, new], [of_old, of_new]) = (sides, tables);
    let rows = |side: &Read, other: &Read, table: &Tabled| {
        let mut found = Problems::default();
        let reading = Reading { on: table.on, strict: args.strict };
        let rows = read_shared(&side.loaded.sources, table.file, &side.policy, &other.policy, &reading, &mut found);
        (rows, found)
    };
    let ((old_rows, old_found), (new_rows, new_found)) = (rows(old, new, of_old), rows(new, old, of_new));
    let bad = old_found.has_errors() || new_found.has_errors();
    tell(sides, [old_found, new_found], show);
    if bad {
        return Err(Ending::Bad);
    }
    let mut before = Side { assessor: ready(old, of_old.on, show)?, sources: &old.loaded.sources };
    let mut after = Side { assessor: ready(new, of_new.on, show)?, sources: &new.loaded.sources };
    let pairs: Vec<Pair<'_>> = paired(&old_rows, &new_rows);
    let moves = compare(&mut before, &mut after, pairs.iter().copied());
    let is_bad = |from: &Group, to: &Group| *from == Group::CannotBe && *to == Group::CannotBe;
    shown(&mut before, &mut after, &pairs, &moves, is_bad, show).map(|all| (moves, all))
}

fn ready<'p>(side: &'p Read, on: Date, show: &Show) -> Result<Assessor<'p>, Ending> {
    let mut problems = Problems::default();
    session::assessor(&side.policy, on, &mut problems).ok_or_else(|| show.bad(problems, &side.loaded.sources))
}

/// The rows of a table as both sides read it, by their order.
fn paired<'r>(old: &'r [Row], new: &'r [Row]) -> Vec<Pair<'r>> {
    let pairs = old.iter().zip(new).zip(1..);
    pairs.map(|((before, after), number)| Pair { number, before, after }).collect()
}
