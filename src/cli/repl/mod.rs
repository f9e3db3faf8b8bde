//! `ees repl`: a conversation about one setting.

pub(super) mod disk;
mod forms;
mod greeting;
mod history;
pub(super) mod input;
mod paths;
mod piped;
mod terminal;

use super::Ending;
use super::args::{Repl, Transcript};
use super::show::Show;
use crate::cli::write;
use crate::diagnostic::Problems;
use crate::dialogue::{Dialogue, Step, Version};
use crate::model::{KindId, Policy};
use crate::session::{self, Place};
use disk::Disk;
pub(super) use forms::schema;
use history::Kept;
use jiff::Zoned;
use jiff::civil::Date;
use std::io::{self, IsTerminal as _};

/// Talks about a setting until there is nothing more to say.
pub(super) fn run(args: &Repl, show: &Show) -> Ending {
    let is_typed = io::stdin().is_terminal() && io::stdout().is_terminal() && args.format == Transcript::Text;
    let name = if is_typed { terminal::NAME } else { piped::NAME };
    let mut dialogue = match begun(args, show, name) {
        Ok(dialogue) => dialogue,
        Err(ending) => return ending,
    };
    let mut disk = Disk::default();
    dialogue.watches(&mut disk);
    if !is_typed {
        return piped::run(&mut dialogue, &mut disk, args, show);
    }
    let kept = Kept::of(args, dialogue.now().policy());
    let of_examples = args.on.is_none() && is_outside(dialogue.now().policy(), Zoned::now().date());
    let greeting = greeting::greeting(&dialogue, of_examples);
    terminal::run(dialogue, &mut disk, kept, &greeting, show)
}

/// Shows an answer and what is wrong.
fn answer(answer: &str, step: Step, show: &Show) -> Ending {
    let written = show.written(write::whole(None, answer.as_bytes()));
    show.problems(step.problems, &step.sources);
    written
}

/// A conversation that can begin; what is wrong has been shown where there is none. What is typed is called `name` in messages.
fn begun(args: &Repl, show: &Show, name: &str) -> Result<Dialogue, Ending> {
    let loaded = session::load(args.folder.clone().map_or(Place::BuiltIn, Place::Folder));
    let (version, found) = Version::of(loaded).map_err(|(sources, problems)| show.bad(problems, &sources))?;
    let mut problems = Problems::default();
    let on = day(&version.policy, args.on, &mut problems);
    let kind = kind(&version.policy, args.setting.as_deref(), &mut problems);
    problems.extend(found.iter().cloned());
    let (sources, bad) = (version.sources.clone(), problems.has_errors());
    show.problems(problems, &sources);
    let dialogue = kind.filter(|_| !bad).and_then(|kind| Dialogue::new(version, kind, on, name));
    dialogue.ok_or(Ending::Bad)
}

/// The assessment date: the one asked for, else today; where today is outside the policy's period, that of its examples.
pub(super) fn day(policy: &Policy, asked: Option<Date>, problems: &mut Problems) -> Date {
    let today = Zoned::now().date();
    let of_examples = policy.examples.as_ref().filter(|_| is_outside(policy, today)).map(|examples| examples.on);
    session::assessment_date(policy, asked, of_examples, today, problems)
}

/// Whether a policy is not in force on a day.
fn is_outside(policy: &Policy, day: Date) -> bool {
    policy.in_force.is_some_and(|(first, last)| day < first || day > last)
}

/// The kind of setting that is asked for, else the first.
pub(super) fn kind(policy: &Policy, asked: Option<&str>, problems: &mut Problems) -> Option<KindId> {
    let Some(asked) = asked else { return policy.kind_ids().next() };
    session::kind_called(policy, asked, None).map_err(|diagnostic| problems.push(*diagnostic)).ok()
}
