//! `ees assess`

use super::args::{Assess, Format, PolicyArgs};
use super::show::Show;
use super::{Ending, write};
use crate::assess;
use crate::diagnostic::Problems;
use crate::explain::{self, WIDEST};
use crate::session::{self, Loaded, Place};
use crate::settings::{Reading, Row};
use jiff::Zoned;
use jiff::civil::Date;
use std::io::Write as _;
use std::path::Path;

/// Reads the policy and the table, and writes the answers: all of them, or none and what is wrong.
pub(super) fn run(args: &Assess, show: &Show) -> Ending {
    let Ok(Read { loaded, rows, on }) = read(&args.policy, args.settings.as_deref(), show) else { return Ending::Bad };
    let mut problems = Problems::default();
    let Some(policy) = &loaded.policy else { return Ending::Bad };
    let Some(mut assessor) = session::assessor(policy, on, &mut problems) else { return show.bad(problems, &loaded.sources) };
    let answers = session::answers(&mut assessor, &rows, &mut problems);
    if problems.has_errors() {
        return show.bad(problems, &loaded.sources);
    }
    let mut content = Vec::new();
    let mut program = |form| assess::write(form, policy, on, &answers, &mut content);
    let written = match args.format {
        Format::Csv => program(assess::Format::Csv),
        Format::Json => program(assess::Format::Json),
        Format::Jsonl => program(assess::Format::JsonLines),
        Format::Table => {
            let shown: Vec<_> =
                answers.iter().zip(&rows).map(|(answer, row)| explain::Row { answer, facts: &row.facts }).collect();
            let summary = explain::summary(policy, on, &shown);
            let summary = if show.colour && args.output.is_none() {
                explain::ansi(&summary, WIDEST)
            } else {
                explain::plain(&summary, WIDEST)
            };
            writeln!(content, "{}\n{summary}", explain::table(policy, on, &shown, WIDEST))
        }
    };
    // Writing to memory does not fail.
    drop(written);
    show.written(write::whole(args.output.as_deref(), &content))
}

/// A policy without errors, and settings to answer for.
pub(super) struct Read {
    pub(super) loaded: Loaded,
    pub(super) rows: Vec<Row>,
    pub(super) on: Date,
}

/// Reads policy and table; what is wrong has been shown where this fails.
pub(super) fn read(args: &PolicyArgs, settings: Option<&Path>, show: &Show) -> Result<Read, Ending> {
    let mut loaded = session::load(args.policy.clone().map_or(Place::BuiltIn, Place::Folder));
    let found = std::mem::take(&mut loaded.problems);
    if loaded.policy.is_none() {
        return Err(show.bad(found, &loaded.sources));
    }
    show.problems(found, &loaded.sources);
    let mut problems = Problems::default();
    let Some(table) = session::read_table(&mut loaded, settings, &mut problems) else {
        return Err(show.bad(problems, &loaded.sources));
    };
    let today = Zoned::now().date();
    let read = loaded.policy.as_ref().and_then(|policy| {
        let on = session::assessment_date(policy, args.on, table.on, today, &mut problems)?;
        let reading = Reading { on, strict: args.strict };
        Some((crate::settings::read_csv(&loaded.sources, table.file, policy, &reading, &mut problems), on))
    });
    match read {
        Some((rows, on)) if !problems.has_errors() => {
            show.problems(problems, &loaded.sources);
            Ok(Read { loaded, rows, on })
        }
        Some(_) | None => Err(show.bad(problems, &loaded.sources)),
    }
}
