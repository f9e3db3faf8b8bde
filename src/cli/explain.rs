//! `ees explain`

use super::args::{Explain, Words};
use super::assess::{paired, stops};
use super::read::{Read, read, rows};
use super::show::Show;
use super::{Ending, write};
use crate::assess::Answer;
use crate::diagnostic::words::counted;
use crate::diagnostic::{Diagnostic, Problems, codes::usage as codes, did_you_mean};
use crate::explain::{self, Question};
use crate::model::{CategoryId, Policy};
use crate::session;
use crate::settings::{self, Notes, Row};

/// The level of the first heading: that above it is the page's own.
const FIRST_HEADING: u8 = 2;

/// Shows why one setting is where it is.
pub(super) fn run(args: &Explain, show: &Show) -> Ending {
    let Ok(Read { mut loaded, table, on, mut problems }) = read(&args.policy, args.settings.as_deref(), show) else {
        return Ending::Bad;
    };
    write::keep(args.settings.as_deref().as_slice(), args.output.as_deref(), "the explanation", &mut problems);
    let Some(policy) = loaded.policy.take() else { return Ending::Bad };
    let settings::Read { rows, notes } = rows(&loaded, &policy, &args.policy, table, on, &mut problems);
    let Some(mut assessor) = session::assessor(&policy, on, &mut problems) else { return show.bad(problems, &loaded.sources) };
    let answers = session::answers(&mut assessor, &rows, &mut problems);
    let asked = paired(&answers, &rows).into_iter().find(|row| row.answer.id == args.id);
    let Some(row) = asked.filter(|_| !stops(&problems)) else {
        if !problems.has_errors() {
            problems.push(not_among(&args.id, &rows, &notes));
        }
        return show.bad(problems, &loaded.sources);
    };
    // What was too much of other settings is nothing to this one.
    problems = problems.without(codes::TOO_TANGLED);
    let questions = questions(args, &policy, row.answer, &mut problems);
    if problems.has_errors() {
        return show.bad(problems, &loaded.sources);
    }
    show.problems(problems, &loaded.sources);
    let text = match questions.as_slice() {
        [] => explain::setting(&mut assessor, row),
        asked => explain::questions(&mut assessor, row, asked),
    };
    let text = text.and(&notes_of_all(&notes));
    let content = match args.format {
        Words::Text => show.words_for(&text, args.output.as_deref()),
        Words::Markdown => explain::markdown(&text, FIRST_HEADING),
        Words::Html => explain::html(&text, FIRST_HEADING),
        Words::Json => explain::json(&text),
    };
    show.written(write::whole(args.output.as_deref(), content.as_bytes()))
}

/// What is asked about categories. One that does not exist, and a kind of setting that has none, are reported.
fn questions(args: &Explain, policy: &Policy, answer: &Answer<'_>, problems: &mut Problems) -> Vec<Question> {
    let to = |category| Question::To { category, most: usize::from(args.most) };
    let asked: [(_, &dyn Fn(CategoryId) -> Question); 2] = [(&args.to, &to), (&args.why_not, &Question::WhyNot)];
    let mut questions = Vec::new();
    for (code, question) in asked.into_iter().filter_map(|(code, question)| Some((code.as_ref()?, question))) {
        if policy.categorisation(answer.kind).is_none() {
            problems.push(no_categories(policy, answer));
            break;
        }
        match session::category_called(policy, code, None) {
            Ok(category) => questions.push(question(category)),
            Err(diagnostic) => problems.push(*diagnostic),
        }
    }
    questions
}

fn no_categories(policy: &Policy, answer: &Answer<'_>) -> Diagnostic {
    let kind = policy.a_kind(answer.kind);
    let message = format!("`{}` is {kind}, and the policy gives that kind of setting no category.", answer.id);
    let others = session::with_categories(policy);
    let help = format!("Leave out `--to` and `--why-not` to see what it gets. {others}");
    Diagnostic::nowhere(codes::NOT_CATEGORISED, message).help(help)
}

/// What is said of every setting of the table.
fn notes_of_all(notes: &Notes) -> Vec<String> {
    session::sayings(&Notes { notices: notes.notices.clone(), left_out: Vec::new() })
}

/// That no setting has an id, or that the import leaves it out.
pub(super) fn not_among(id: &str, rows: &[Row], notes: &Notes) -> Diagnostic {
    left_out(id, notes).unwrap_or_else(|| no_such(id, rows))
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
