//! A conversation whose lines come from a file or another program.

use super::super::Ending;
use super::super::args::Repl;
use super::super::show::Show;
use super::{answer, forms};
use crate::diagnostic::{Diagnostic, Problems, codes::what_if as codes};
use crate::dialogue::{Dialogue, World};
use crate::session::refusal;
use crate::source::Sources;
use std::io::{self, BufRead, Read as _};

/// What messages call the lines.
pub(super) const NAME: &str = "standard input";

/// A longer line, in bytes, is no line of a conversation.
const LONGEST: usize = 64 * 1024;

/// Takes line after line, and shows each with its answer. The first that is not understood ends it, unless it is to keep going.
pub(super) fn run(dialogue: &mut Dialogue, world: &mut dyn World, args: &Repl, show: &Show) -> Ending {
    let mut input = io::stdin().lock();
    let mut ending = Ending::Fine;
    let mut number = 0;
    loop {
        let step = match entered(&mut input, dialogue, &mut number) {
            Ok(None) => return ending,
            Ok(Some(line)) => {
                let step = dialogue.step(&line, world);
                let (ends, is_wrong) = (step.ends, step.problems.has_errors());
                if answer(&forms::written(args.format, &line, &step, dialogue, show), step, show) == Ending::Bad {
                    return Ending::Bad;
                }
                Taken { ends, is_wrong }
            }
            Err(Refused { diagnostic, is_over }) => {
                // An empty line in its place, so that later messages name the right lines.
                dialogue.step("", world);
                let mut problems = Problems::default();
                problems.push(diagnostic);
                show.problems(problems, &Sources::default());
                Taken { ends: is_over, is_wrong: true }
            }
        };
        if step.is_wrong {
            ending = Ending::Bad;
        }
        if step.ends || step.is_wrong && !args.keep_going {
            return ending;
        }
    }
}

/// What became of a line.
struct Taken {
    ends: bool,
    is_wrong: bool,
}

/// A line that is not taken.
struct Refused {
    diagnostic: Diagnostic,
    /// Whether no more can be read.
    is_over: bool,
}

/// The next line, with those that belong to it; none at the end. `number` counts what was read.
fn entered(input: &mut impl BufRead, dialogue: &Dialogue, number: &mut usize) -> Result<Option<String>, Refused> {
    let Some(mut entered) = line(input, number)? else { return Ok(None) };
    while dialogue.wants_more(&entered) {
        let Some(more) = line(input, number)? else { break };
        entered.push('\n');
        entered.push_str(&more);
    }
    Ok(Some(entered))
}

/// A line without its end; none at the end of all.
fn line(input: &mut impl BufRead, number: &mut usize) -> Result<Option<String>, Refused> {
    *number += 1;
    let refused = |diagnostic, is_over| Refused { diagnostic, is_over };
    let mut bytes = Vec::new();
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    let read = input.by_ref().take(most).read_until(b'\n', &mut bytes);
    if let Err(error) = read {
        let message = format!("Line {number} of {NAME} cannot be read: {}.", refusal(&error));
        let diagnostic = Diagnostic::nowhere(codes::LINE_UNREADABLE, message).help("What came before it was answered.");
        return Err(refused(diagnostic, true));
    }
    if bytes.is_empty() {
        return Ok(None);
    }
    if bytes.len() == LONGEST && bytes.last() != Some(&b'\n') {
        let is_over = input.skip_until(b'\n').is_err();
        let message = format!("Line {number} of {NAME} is longer than {LONGEST} bytes.");
        let help = "Type each command on a line of its own, and facts on several lines or with `;` between them.";
        return Err(refused(Diagnostic::nowhere(codes::LINE_TOO_LONG, message).help(help), is_over));
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        let message = format!("Line {number} of {NAME} is not UTF-8 text.");
        let help = "Save the file as UTF-8; editors and spreadsheets offer that where they ask for the encoding.";
        refused(Diagnostic::nowhere(codes::LINE_UNREADABLE, message).help(help), false)
    })?;
    let text = if *number == 1 { text.trim_start_matches('\u{feff}') } else { &text };
    let text = text.strip_suffix('\n').unwrap_or(text);
    Ok(Some(text.strip_suffix('\r').unwrap_or(text).to_owned()))
}
