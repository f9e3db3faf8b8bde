//! `ees fmt`

use super::diff;
use crate::cli::args::Fmt;
use crate::cli::show::Show;
use crate::cli::{Ending, write};
use crate::diagnostic::words::counted;
use crate::diagnostic::{Diagnostic, Problems, codes::usage as codes};
use crate::format::{Formatted, Why, format};
use crate::session::{policy_text, policy_texts};
use crate::source::{FileId, Sources, Span};
use std::io;
use std::path::{Path, PathBuf};

/// Writes texts in canonical form: none of them, or all that are not in it yet.
pub(in crate::cli) fn run(args: &Fmt, show: &Show) -> Ending {
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let from_pipe = args.files.as_slice() == [Path::new("-")];
    let files = if from_pipe {
        let file = policy_text("standard input", io::stdin().lock(), &mut sources, &mut problems);
        file.map(|file| (PathBuf::from("-"), file)).into_iter().collect()
    } else {
        if args.files.is_empty() {
            problems.push(nothing_named());
        }
        policy_texts(&args.files, &mut sources, &mut problems)
    };
    if problems.has_errors() {
        return show.bad(problems, &sources);
    }
    let texts: Vec<Text> = files.into_iter().map(|(path, file)| Text::of(path, file, &sources)).collect();
    texts.iter().filter_map(|text| text.not_formatted(&sources)).for_each(|finding| problems.push(finding));
    show.problems(problems, &sources);
    if args.check {
        check(&texts, &sources, show)
    } else if from_pipe {
        let all = texts.iter().map(|text| text.formatted.text.as_str()).collect::<String>();
        show.written(write::whole(None, all.as_bytes()))
    } else {
        rewrite(&texts, &sources, show)
    }
}

/// A text and its canonical form.
struct Text {
    path: PathBuf,
    file: FileId,
    formatted: Formatted,
    changes: bool,
}

impl Text {
    fn of(path: PathBuf, file: FileId, sources: &Sources) -> Self {
        let formatted = format(sources.text(file));
        let changes = formatted.text != sources.text(file);
        Self { path, file, formatted, changes }
    }

    /// What was left as it is, and why.
    fn not_formatted(&self, sources: &Sources) -> Option<Diagnostic> {
        let left = &self.formatted.left;
        let first = left.iter().find(|left| left.why == Why::Unproved).or(left.first())?;
        let (message, help) = match (first.why, left.len()) {
            (Why::Unproved, _) => (
                "This is left as it is: written again it would not be read as before.".to_owned(),
                "The fault lies with this program. Please report it, and the text with it.",
            ),
            (Why::Errors, 1) => ("This has errors, so it is left as it is.".to_owned(), MEND),
            (Why::Errors, parts) => {
                (format!("{parts} parts of this file have errors, so they are left as they are. The first is here."), MEND)
            }
        };
        let first_line = sources.text(self.file).get(first.range.clone()).and_then(|text| text.lines().next());
        let end = first.range.start + first_line.map_or(0, |line| line.trim_end().len());
        Some(Diagnostic::new(codes::NOT_FORMATTED, Span::new(self.file, first.range.start, end), message).help(help))
    }
}

const MEND: &str = "Everything else in the file is in canonical form. `ees check` says what the errors are.";

fn nothing_named() -> Diagnostic {
    let message = "No file is named, and the policy that comes with the program cannot be formatted: it lies in the program.";
    let help = "Name files or folders, as in `ees fmt my-policy`; `ees fmt -` formats what is piped into it.";
    Diagnostic::nowhere(codes::NOTHING_TO_FORMAT, message).help(help)
}

fn check(texts: &[Text], sources: &Sources, show: &Show) -> Ending {
    let mut words = String::new();
    for text in texts.iter().filter(|text| text.changes) {
        let changes = diff::short(sources.text(text.file), &text.formatted.text, show.colour);
        words += &format!("{} is not formatted:\n{changes}\n\n", sources.name(text.file));
    }
    let wrong = texts.iter().filter(|text| text.changes).count();
    words += &summary(texts.len(), wrong, "not in canonical form");
    let ending = show.written(write::whole(None, words.as_bytes()));
    if ending == Ending::Fine && wrong > 0 { Ending::No } else { ending }
}

fn rewrite(texts: &[Text], sources: &Sources, show: &Show) -> Ending {
    let mut words = String::new();
    let (mut done, mut failed) = (0, None);
    for text in texts.iter().filter(|text| text.changes) {
        match write::whole(Some(&text.path), text.formatted.text.as_bytes()) {
            Ok(()) => {
                words += &format!("{}: formatted\n", sources.name(text.file));
                done += 1;
            }
            Err(error) => {
                failed = Some(error.help("This file is as it was. The files named on standard output are written."));
                break;
            }
        }
    }
    if failed.is_none() {
        words += &summary(texts.len(), done, "written in canonical form");
    }
    let ending = show.written(write::whole(None, words.as_bytes()));
    failed.map_or(ending, |error| show.written(Err(error)))
}

/// `7 files, 2 of them not in canonical form.`
fn summary(all: usize, some: usize, what: &str) -> String {
    let files = counted(all, "file", "files");
    match (all, some) {
        (_, 0) => format!("{files}, in canonical form.\n"),
        (1, _) => format!("{files}, {what}.\n"),
        (_, _) => format!("{files}, {some} of them {what}.\n"),
    }
}
