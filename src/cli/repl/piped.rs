//! A conversation whose lines come from a file or another program.

use super::super::Ending;
use super::super::args::Repl;
use super::super::show::Show;
use super::input::lines::{LONGEST, Lines, Refused};
use super::{answer, forms};
use crate::dialogue::{Dialogue, World};
use std::io::{self, BufRead};

/// What messages call the lines.
pub(super) const NAME: &str = "standard input";

/// Takes line after line, and shows each with its answer. The first that is not understood ends it, unless it is to keep going.
pub(super) fn run(dialogue: &mut Dialogue, world: &mut dyn World, args: &Repl, show: &Show) -> Ending {
    let mut lines = Lines::new(io::stdin().lock(), NAME);
    let mut ending = Ending::Fine;
    loop {
        let before = lines.read();
        let (ends, is_wrong) = match entered(&mut lines, dialogue) {
            Ok(None) => return ending,
            Ok(Some(line)) => {
                let step = dialogue.step(&line, world);
                let (ends, is_wrong) = (step.ends, step.problems.has_errors());
                if answer(&forms::written(args.format, &line, &step, dialogue, show), step, show) == Ending::Bad {
                    return Ending::Bad;
                }
                (ends, is_wrong)
            }
            Err(refused) => {
                (before..lines.read()).for_each(|_| dialogue.passes_over(""));
                let is_over = refused.is_over;
                refused.say(show);
                (is_over, true)
            }
        };
        if is_wrong {
            ending = Ending::Bad;
        }
        if ends || is_wrong && !args.keep_going {
            return ending;
        }
    }
}

/// The next line, with those that belong to it; none at the end.
fn entered(lines: &mut Lines<impl BufRead>, dialogue: &Dialogue) -> Result<Option<String>, Refused> {
    let Some(mut entered) = lines.next_line()? else { return Ok(None) };
    while dialogue.wants_more(&entered) {
        let Some(more) = lines.next_line()? else { break };
        entered.extend(["\n", &more]);
        if entered.len() >= LONGEST {
            return Err(lines.too_long());
        }
    }
    Ok(Some(entered))
}
