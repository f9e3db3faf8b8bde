//! `ees solve`

use super::args::{PlainFormat, Solve};
use super::assess::{paired, stops};
use super::read::{Read, read, rows};
use super::show::Show;
use super::{Ending, write};
use crate::diagnostic::{Diagnostic, Problems, Severity, codes::usage as codes};
use crate::harness::forms::solve::{Sought, csv, json, page};
use crate::harness::solve::goal::{self, Goal};
use crate::harness::solve::{Setting, Solution, Solved, solve};
use crate::model::Policy;
use crate::session::{self, Loaded};
use crate::settings;
use jiff::civil::Date;

/// So many changes are tried in the policy's own text; what is further down is rarely read.
const TRIED_IN_TEXT: usize = 40;

/// Looks for the single numbers of a policy that would have to be otherwise for settings to come out as they should.
pub(super) fn run(args: &Solve, show: &Show) -> Ending {
    let Ok(Read { mut loaded, table, on, mut problems }) = read(&args.policy, args.settings.as_deref(), show) else {
        return Ending::Bad;
    };
    write::keep(args.settings.as_deref().as_slice(), args.form.output.as_deref(), "the answer", &mut problems);
    let Some(policy) = loaded.policy.take() else { return Ending::Bad };
    let settings::Read { rows, notes } = rows(&loaded, &policy, &args.policy, table, on, &mut problems);
    let Some(mut assessor) = session::assessor(&policy, on, &mut problems) else { return show.bad(problems, &loaded.sources) };
    let answers = session::answers(&mut assessor, &rows, &mut problems);
    let number = |id: &str| rows.iter().position(|row| row.id == id).map_or(0, |at| at + 1);
    let found = paired(&answers, &rows);
    let settings: Vec<Setting<'_>> = found
        .iter()
        .map(|row| Setting { number: number(row.answer.id), id: row.answer.id, kind: row.answer.kind, facts: row.facts })
        .collect();
    let goals = goals(args, &policy, &settings, &mut problems);
    if policy.parameters.is_empty() {
        problems.push(no_parameters());
    }
    if settings.is_empty() && problems.has_errors() || stops(&problems) {
        return show.bad(problems, &loaded.sources);
    }
    let all = !problems.has_errors();
    show.problems(problems, &loaded.sources);
    let Ok(mut solved) = solve(&policy, on, &settings, &goals) else { return Ending::Bad };
    let refused = refused(&mut solved, &loaded, &policy, on);
    let sought = Sought { policy: &policy, on, settings: &settings, goals: &goals, solved: &solved, refused: &refused };
    let ids = args.form.ids();
    let content = match args.form.format {
        PlainFormat::Csv => csv(&sought, ids),
        PlainFormat::Json => json(&sought, ids),
        PlainFormat::Table => {
            let text = page(&sought, ids).and(&session::sayings(&notes));
            show.words_for(&text, args.form.output.as_deref())
        }
    };
    let reached = solved.now.iter().all(|stand| stand.certain) || !solved.certain.is_empty();
    let answer = if reached { Ending::Fine } else { Ending::No };
    let ending = show.written(write::whole(args.form.output.as_deref(), content.as_bytes())).worse(answer);
    if all { ending } else { Ending::Bad }
}

/// The goals; what is not understood is reported.
fn goals(args: &Solve, policy: &Policy, settings: &[Setting<'_>], problems: &mut Problems) -> Vec<Goal> {
    let ids: Vec<&str> = settings.iter().map(|one| one.id).collect();
    let mut goals = Vec::new();
    for text in &args.goal {
        match goal::read(policy, &ids, text) {
            Ok(goal) => goals.push(goal),
            Err(misread) => {
                let code = if misread.unknown_name { codes::GOAL_NAME } else { codes::GOAL_UNCLEAR };
                problems.push(Diagnostic::nowhere(code, misread.message).help(misread.help));
            }
        }
    }
    goals
}

fn no_parameters() -> Diagnostic {
    let message = "The policy has no parameter, so there is no number to be changed.";
    let help = "Give the numbers in its rules names, with `parameter NAME: NUMBER`, and write the names into the rules.";
    Diagnostic::nowhere(codes::NO_PARAMETERS, message).help(help)
}

/// Takes out the changes with which the policy would have errors, each with the first of them.
fn refused(solved: &mut Solved, loaded: &Loaded, policy: &Policy, on: Date) -> Vec<(Solution, String)> {
    let mut refused = Vec::new();
    for list in [&mut solved.certain, &mut solved.perhaps] {
        let mut kept = Vec::new();
        for (at, one) in std::mem::take(list).into_iter().enumerate() {
            let wrong = if at < TRIED_IN_TEXT { session::trial(loaded, &one.line(policy, on)) } else { Problems::default() };
            let first = wrong.sorted().into_iter().find(|one| one.code.severity == Severity::Error);
            match first {
                Some(wrong) => refused.push((one, wrong.message)),
                None => kept.push(one),
            }
        }
        *list = kept;
    }
    refused
}
