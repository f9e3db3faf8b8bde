//! `ees explain`

use super::args::Explain;
use super::read::{Read, read, rows};
use super::show::Show;
use super::{Ending, write};
use crate::diagnostic::words::counted;
use crate::diagnostic::{Diagnostic, codes::usage as codes, did_you_mean};
use crate::explain::{self, WIDEST};
use crate::session;
use crate::settings::{self, Notes, Row};

/// Shows why one setting is where it is.
pub(super) fn run(args: &Explain, show: &Show) -> Ending {
    let Ok(Read { mut loaded, table, on, mut problems }) = read(&args.policy, args.settings.as_deref(), show) else {
        return Ending::Bad;
    };
    let Some(policy) = loaded.policy.take() else { return Ending::Bad };
    let settings::Read { rows, notes } = rows(&loaded, &policy, &args.policy, table, on, &mut problems);
    let Some(mut assessor) = session::assessor(&policy, on, &mut problems) else { return show.bad(problems, &loaded.sources) };
    let answers = session::answers(&mut assessor, &rows, &mut problems);
    let asked = answers.iter().zip(&rows).find(|(answer, _)| answer.id == args.id);
    let Some((answer, row)) = asked.filter(|_| !problems.has_errors()) else {
        if !problems.has_errors() {
            problems.push(left_out(&args.id, &notes).unwrap_or_else(|| no_such(&args.id, &rows)));
        }
        return show.bad(problems, &loaded.sources);
    };
    show.problems(problems, &loaded.sources);
    let text = explain::setting(&mut assessor, explain::Row { answer, facts: &row.facts }).and(&notes_of_all(&notes));
    let words = if show.colour { explain::ansi(&text, WIDEST) } else { explain::plain(&text, WIDEST) };
    show.written(write::whole(None, words.as_bytes()))
}

/// What is said of every setting of the table.
fn notes_of_all(notes: &Notes) -> Vec<String> {
    session::sayings(&Notes { notices: notes.notices.clone(), left_out: Vec::new() })
}

/// That the import leaves the row with this id out, and why.
fn left_out(id: &str, notes: &Notes) -> Option<Diagnostic> {
    let rows = notes.left_out.iter().flat_map(|one| one.rows.iter().map(move |(id, row)| (id, row, &one.because)));
    let (_, row, because) = rows.into_iter().find(|(own, ..)| *own == id)?;
    let message = format!("The import leaves row {row}, which has the id `{id}`, out: {}.", because.trim_end_matches('.'));
    Some(Diagnostic::nowhere(codes::LEFT_OUT, message).help("What is left out stands below `setting` in the import."))
}

fn no_such(id: &str, rows: &[Row]) -> Diagnostic {
    let message = format!("No setting of the table has the id `{id}`.");
    let help = did_you_mean(id, rows.iter().map(|row| row.id.as_str()), || {
        format!("The table has {}; the column `id` names them.", counted(rows.len(), "setting", "settings"))
    });
    Diagnostic::nowhere(codes::ID_UNKNOWN, message).help(help)
}
