//! `ees assess`

use super::args::{Assess, Format};
use super::read::{Read, read, rows};
use super::show::Show;
use super::{Ending, write};
use crate::assess::{self, Answer};
use crate::diagnostic::{Diagnostic, Problems, Severity, codes::usage as codes};
use crate::explain::{self, Overview, WIDEST};
use crate::model::Policy;
use crate::session;
use crate::settings::Row;
use jiff::civil::Date;
use std::io::{self, Write as _};
use std::path::Path;

/// Reads the policy and the table, and writes the answers: all of them, or none and what is wrong. Only settings that are too
/// tangled for an exact answer are left out, and said.
pub(super) fn run(args: &Assess, show: &Show) -> Ending {
    let Ok(Read { mut loaded, table, on, mut problems }) = read(&args.policy, args.settings.as_deref(), show) else {
        return Ending::Bad;
    };
    if let (Some(table), Some(output)) = (&args.settings, &args.output)
        && write::is_same_file(table, output)
    {
        problems.push(over_itself(output));
    }
    let Some(policy) = loaded.policy.take() else { return Ending::Bad };
    let rows = rows(&loaded, &policy, &args.policy, table, on, &mut problems);
    let Some(mut assessor) = session::assessor(&policy, on, &mut problems) else { return show.bad(problems, &loaded.sources) };
    let answers = session::answers(&mut assessor, &rows, &mut problems);
    if answers.is_empty() && problems.has_errors() || stops(&problems) {
        return show.bad(problems, &loaded.sources);
    }
    let whole = !problems.has_errors();
    show.problems(problems, &loaded.sources);
    let colour = show.colour && args.output.is_none();
    let content =
        content(&policy, on, &answers, &rows, args.format, colour).map_err(|error| write::unwritable("The answers", &error));
    let ending = show.written(content.and_then(|content| write::whole(args.output.as_deref(), &content)));
    if whole { ending } else { Ending::Bad }
}

/// Whether something is wrong for which nothing is answered at all.
pub(super) fn stops(problems: &Problems) -> bool {
    problems.iter().any(|one| one.code.severity == Severity::Error && one.code != codes::TOO_TANGLED)
}

/// Each answer with its row; rows may have none.
pub(super) fn paired<'a>(answers: &'a [Answer<'a>], rows: &'a [Row]) -> Vec<explain::Row<'a>> {
    let mut rows = rows.iter();
    let pair = |answer: &'a Answer<'a>| {
        let row = rows.find(|row| row.id == answer.id)?;
        Some(explain::Row { answer, facts: &row.facts })
    };
    answers.iter().filter_map(pair).collect()
}

/// The answers in the form asked for.
fn content(policy: &Policy, on: Date, answers: &[Answer<'_>], rows: &[Row], format: Format, colour: bool) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    let mut program = |form| assess::write(form, policy, on, answers, &mut content);
    match format {
        Format::Csv => program(assess::Format::Csv)?,
        Format::Json => program(assess::Format::Json)?,
        Format::Jsonl => program(assess::Format::JsonLines)?,
        Format::Table => {
            let shown = paired(answers, rows);
            let mut overview = Overview::new(policy, on, &shown);
            let summary = overview.summary();
            let summary = if colour { explain::ansi(&summary, WIDEST) } else { explain::plain(&summary, WIDEST) };
            writeln!(content, "{}\n{summary}", overview.table(WIDEST))?;
        }
    }
    Ok(content)
}

fn over_itself(output: &Path) -> Diagnostic {
    let message = format!("`{}` is the table of settings itself, and the answers would take its place.", output.display());
    Diagnostic::nowhere(codes::FILE_UNWRITABLE, message).help("Choose another name with `-o FILE`.")
}
