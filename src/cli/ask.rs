//! `ees ask`

use super::args::{Ask, By, PlainFormat};
use super::assess::{paired, stops};
use super::explain::not_among;
use super::read::{Read, read, rows};
use super::show::Show;
use super::{Ending, write};
use crate::assess::Ranking;
use crate::diagnostic::codes::usage as codes;
use crate::explain;
use crate::harness::forms::ask::{Sheets, csv, json, page};
use crate::harness::inquiry::Sheet;
use crate::session;
use crate::settings;

/// Shows what to ask of settings next, and what need not be asked.
pub(super) fn run(args: &Ask, show: &Show) -> Ending {
    let Ok(Read { mut loaded, table, on, mut problems }) = read(&args.policy, args.settings.as_deref(), show) else {
        return Ending::Bad;
    };
    write::keep(args.settings.as_deref().as_slice(), args.form.output.as_deref(), "the answer", &mut problems);
    let Some(policy) = loaded.policy.take() else { return Ending::Bad };
    let settings::Read { rows, notes } = rows(&loaded, &policy, &args.policy, table, on, &mut problems);
    let Some(mut assessor) = session::assessor(&policy, on, &mut problems) else { return show.bad(problems, &loaded.sources) };
    let answers = session::answers(&mut assessor, &rows, &mut problems);
    let mut found = paired(&answers, &rows);
    if let Some(id) = &args.id {
        found.retain(|row| row.answer.id == *id);
        if found.is_empty() && !problems.has_errors() {
            problems.push(not_among(id, &rows, &notes));
        }
        // What was too much of other settings is nothing to this one.
        if !found.is_empty() {
            problems = problems.without(codes::TOO_TANGLED);
        }
    }
    if found.is_empty() && problems.has_errors() || stops(&problems) {
        return show.bad(problems, &loaded.sources);
    }
    let all = !problems.has_errors();
    show.problems(problems, &loaded.sources);
    let ranking = Ranking { by_cost: args.by == By::Cost, ahead: args.ahead == 2 };
    let number = |id: &str| rows.iter().position(|row| row.id == id).map_or(0, |at| at + 1);
    let sheet = |row: &explain::Row<'_>| Sheet::of(&assessor, number(row.answer.id), row.answer, row.facts, ranking);
    let sheets: Vec<Sheet> = found.iter().map(sheet).collect();
    let sheets = Sheets { policy: &policy, on, ranking, all: &sheets };
    let ids = args.form.ids();
    let content = match args.form.format {
        PlainFormat::Csv => csv(sheets, ids),
        PlainFormat::Json => json(sheets, ids),
        PlainFormat::Table => {
            let text = page(sheets, ids).and(&session::sayings(&notes));
            show.words_for(&text, args.form.output.as_deref())
        }
    };
    let ending = show.written(write::whole(args.form.output.as_deref(), content.as_bytes()));
    if all { ending } else { Ending::Bad }
}
