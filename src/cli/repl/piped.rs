//! A conversation whose lines come from a file or another program.

use super::super::Ending;
use super::super::show::Show;
use super::forms;
use crate::cli::args::Repl;
use crate::cli::write;
use crate::dialogue::{Dialogue, World};
use std::io::{self, BufRead as _};

/// What messages call the lines.
pub(super) const NAME: &str = "standard input";

/// Takes line after line, and shows each with its answer. The first that is not understood ends it, unless it is to keep going.
pub(super) fn run(dialogue: &mut Dialogue, world: &mut dyn World, args: &Repl, show: &Show) -> Ending {
    let mut ending = Ending::Fine;
    let mut lines = io::stdin().lock().lines();
    while let Some(line) = lines.next() {
        let Ok(mut line) = line else { return Ending::Bad };
        while dialogue.wants_more(&line) {
            let Some(Ok(more)) = lines.next() else { break };
            line.extend(["\n", more.as_str()]);
        }
        let step = dialogue.step(&line, world);
        let answer = forms::written(args.format, &line, &step, dialogue, show);
        if show.written(write::whole(None, answer.as_bytes())) == Ending::Bad {
            return Ending::Bad;
        }
        if step.problems.has_errors() {
            ending = Ending::Bad;
        }
        show.problems(step.problems, &step.sources);
        if step.ends || ending == Ending::Bad && !args.keep_going {
            break;
        }
    }
    ending
}
