//! `ees assess`

use super::args::{Assess, Format};
use super::read::{Read, read, rows};
use super::show::Show;
use super::{Ending, write};
use crate::assess::{self, Answer};
use crate::diagnostic::{Diagnostic, codes::usage as codes};
use crate::explain::{self, Overview, WIDEST};
use crate::model::Policy;
use crate::session;
use crate::settings::Row;
use jiff::civil::Date;
use std::io::{self, Write as _};
use std::path::Path;

/// Reads the policy and the table, and writes the answers: all of them, or none and what is wrong.
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
    if problems.has_errors() {
        return show.bad(problems, &loaded.sources);
    }
    show.problems(problems, &loaded.sources);
    let colour = show.colour && args.output.is_none();
    let content =
        content(&policy, on, &answers, &rows, args.format, colour).map_err(|error| write::unwritable("The answers", &error));
    show.written(content.and_then(|content| write::whole(args.output.as_deref(), &content)))
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
            let shown: Vec<_> =
                answers.iter().zip(rows).map(|(answer, row)| explain::Row { answer, facts: &row.facts }).collect();
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
