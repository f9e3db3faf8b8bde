//! `ees review`

use super::{Day, in_force, shown, written};
use crate::cli::args::{CompareFormat, Review};
use crate::cli::show::Show;
use crate::cli::{Ending, write};
use crate::diagnostic::words::listed;
use crate::diagnostic::{Diagnostic, Problems, codes::usage as codes, did_you_mean};
use crate::harness::About;
use crate::harness::forms::review::{self as forms, Terms};
use crate::harness::moves::{Group, Side};
use crate::harness::review::{half_term, half_terms, paired, review};
use crate::model::{PeriodId, Policy};
use crate::session::{self, Loaded, Place, Table};
use crate::settings::{self, Reading};
use jiff::civil::Date;
use std::path::Path;

/// Compares two terms' tables under one policy, whole or not at all.
pub(in crate::cli) fn run(args: &Review, show: &Show) -> Ending {
    let mut loaded = session::load(args.policy.clone().map_or(Place::BuiltIn, Place::Folder));
    show.problems(std::mem::take(&mut loaded.problems), &loaded.sources);
    let Some(policy) = loaded.policy.clone() else { return Ending::Bad };
    match compared(args, &mut loaded, &policy, show) {
        Ok((terms, all)) => {
            let ids = args.form.ids();
            let content = match args.form.format {
                CompareFormat::Table => written(&forms::page(&terms, ids), &args.form, show),
                CompareFormat::Csv => forms::csv(&terms, ids),
                CompareFormat::Json => forms::json(&terms, ids),
                CompareFormat::Markdown => forms::markdown(&terms, ids),
            };
            let ending = show.written(write::whole(args.form.output.as_deref(), content.as_bytes()));
            if all { ending } else { Ending::Bad }
        }
        Err(ending) => ending,
    }
}

/// What the terms come to, and whether every setting could be answered.
fn compared(args: &Review, loaded: &mut Loaded, policy: &Policy, show: &Show) -> Result<(Terms, bool), Ending> {
    let mut problems = Problems::default();
    let tables = [&args.before, &args.after].map(|path| table(args, loaded, path, &mut problems));
    in_force(policy, &Day { on: args.before_on, whose: "the policy", flag: "--before-on" }, &mut problems);
    in_force(policy, &Day { on: args.on, whose: "the policy", flag: "--on" }, &mut problems);
    let from = args.from.as_ref().and_then(|name| from(policy, name, &mut problems));
    write::keep(&[&args.before, &args.after], args.form.output.as_deref(), "the comparison", &mut problems);
    let ([Some(before), Some(after)], false) = (tables, problems.has_errors()) else {
        return Err(show.bad(problems, &loaded.sources));
    };
    let mut read = |table: &Table, on: Date| {
        let reading = Reading { on, strict: args.strict };
        let read = settings::read(&loaded.sources, table.file, policy, table.import(policy), &reading, &mut problems);
        session::warn(&read.notes, &mut problems);
        read.rows
    };
    let (old, new) = (read(&before, args.before_on), read(&after, args.on));
    let bad = problems.has_errors();
    let mut ready = |on: Date| if bad { None } else { session::assessor(policy, on, &mut problems) };
    let (Some(of_old), Some(of_new)) = (ready(args.before_on), ready(args.on)) else {
        return Err(show.bad(problems, &loaded.sources));
    };
    show.problems(problems, &loaded.sources);
    let mut side_before = Side { assessor: of_old, sources: &loaded.sources };
    let mut side_after = Side { assessor: of_new, sources: &loaded.sources };
    let review = review(&mut side_before, &mut side_after, &old, &new, from);
    let pairs = paired(&old, &new);
    let is_bad = |from: &Group, to: &Group| *from == Group::CannotBe || *to == Group::CannotBe;
    let all = shown(&mut side_before, &mut side_after, &pairs, &review.moves, is_bad, show)?;
    let place = args.policy.as_ref().map_or_else(|| "built-in".to_owned(), |path| path.display().to_string());
    let about = |on: Date| About::new(policy, place.as_str(), Some(on));
    let name = |path: &Path| path.display().to_string();
    let terms = Terms {
        before: about(args.before_on),
        after: about(args.on),
        table_before: name(&args.before),
        table_after: name(&args.after),
        review,
    };
    Ok((terms, all))
}

fn table(args: &Review, loaded: &mut Loaded, path: &Path, problems: &mut Problems) -> Option<Table> {
    match &args.import {
        Some(name) => session::read_import(loaded, path, name, problems),
        None => session::read_table(loaded, Some(path), problems),
    }
}

/// The half term of a name; one that is not there is reported.
fn from(policy: &Policy, name: &str, problems: &mut Problems) -> Option<PeriodId> {
    let found = half_term(policy, name);
    if found.is_none() {
        let all = half_terms(policy);
        let help = did_you_mean(name, all.iter().copied(), || match all.as_slice() {
            [] => "It names none. They are declared with `half terms: …`.".to_owned(),
            all => format!("The half terms are {}.", listed(all, "and")),
        });
        problems.push(Diagnostic::nowhere(codes::HALF_TERM_UNKNOWN, format!("The policy has no half term `{name}`.")).help(help));
    }
    found
}
