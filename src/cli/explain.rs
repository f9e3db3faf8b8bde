//! `ees explain`

use super::args::Explain;
use super::read::{Read, read, rows};
use super::show::Show;
use super::{Ending, write};
use crate::diagnostic::words::counted;
use crate::diagnostic::{Diagnostic, codes::usage as codes, did_you_mean};
use crate::explain;
use crate::session;
use crate::settings::Row;

/// Shows why one setting is where it is.
pub(super) fn run(args: &Explain, show: &Show) -> Ending {
    let Ok(Read { mut loaded, table, on, mut problems }) = read(&args.policy, args.settings.as_deref(), show) else {
        return Ending::Bad;
    };
    let Some(policy) = loaded.policy.take() else { return Ending::Bad };
    let rows = rows(&loaded, &policy, &args.policy, table, on, &mut problems);
    let Some(mut assessor) = session::assessor(&policy, on, &mut problems) else { return show.bad(problems, &loaded.sources) };
    let answers = session::answers(&mut assessor, &rows, &mut problems);
    let asked = answers.iter().zip(&rows).find(|(answer, _)| answer.id == args.id);
    let Some((answer, row)) = asked.filter(|_| !problems.has_errors()) else {
        if !problems.has_errors() {
            problems.push(no_such(&args.id, &rows));
        }
        return show.bad(problems, &loaded.sources);
    };
    show.problems(problems, &loaded.sources);
    let text = explain::setting(&mut assessor, explain::Row { answer, facts: &row.facts });
    show.written(write::whole(None, show.words(&text).as_bytes()))
}

fn no_such(id: &str, rows: &[Row]) -> Diagnostic {
    let message = format!("No setting of the table has the id `{id}`.");
    let help = did_you_mean(id, rows.iter().map(|row| row.id.as_str()), || {
        format!("The table has {}; the column `id` names them.", counted(rows.len(), "setting", "settings"))
    });
    Diagnostic::nowhere(codes::ID_UNKNOWN, message).help(help)
}
