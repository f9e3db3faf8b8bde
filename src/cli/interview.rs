//! `ees interview`: questions one after the other, for somebody who will never learn a command.

use super::args::{By, Interview as Args};
use super::repl::{
    self,
    disk::Disk,
    input::lines::{Lines, Refused},
    input::typed::{Answers, Typed},
};
use super::show::Show;
use super::{Ending, write};
use crate::assess::Status;
use crate::diagnostic::{Diagnostic, Problems, codes::usage, codes::what_if as codes};
use crate::dialogue::{Dialogue, Interview, Led, Outcome, Saved, Step, Version};
use crate::explain;
use crate::model::KindId;
use crate::session::{self, Place};
use crate::source::visible;
use std::io::{self, IsTerminal as _};
use std::path::Path;

/// What messages call the answers.
const NAME: &str = "the answers";
/// Questions are no wider than this.
const COLUMNS: usize = 80;
/// So many bytes of kept answers are read.
const LARGEST: u64 = 1024 * 1024;

/// Asks until nothing more can matter.
pub(super) fn run(args: &Args, show: &Show) -> Ending {
    let Ok((mut dialogue, interview)) = begun(args, show) else { return Ending::Bad };
    let ending = talk(&mut dialogue, interview, args.keep_going, show);
    let outcome = dialogue.interview().map(|one| one.outcome(dialogue.now().policy(), dialogue.on()));
    let Some(outcome) = outcome else { return ending };
    let settled = matches!(outcome.status, Some(Status::Decided | Status::NotCategorised));
    let ending = if settled { ending } else { ending.worse(Ending::No) };
    match &args.print {
        Some(path) if ending != Ending::Bad => ending.worse(show.written(printed(path, &outcome))),
        Some(_) | None => ending,
    }
}

/// An interview that can begin; what is wrong has been shown where there is none.
fn begun(args: &Args, show: &Show) -> Result<(Dialogue, Interview), Ending> {
    let mut loaded = session::load(args.folder.clone().map_or(Place::BuiltIn, Place::Folder));
    let mut problems = Problems::default();
    let saved = args.resume.as_deref().and_then(|path| {
        let file = session::text_of(&mut loaded.sources, path, LARGEST, &mut problems)?;
        Saved::read(loaded.sources.text(file), file).map_err(|diagnostic| problems.push(*diagnostic)).ok()
    });
    let (version, found) = Version::of(loaded).map_err(|(sources, problems)| show.bad(problems, &sources))?;
    files(args, &mut problems);
    let policy = &version.policy;
    let asked = args.on.or_else(|| saved.as_ref().and_then(Saved::on));
    let on = repl::day(policy, asked, &mut problems);
    let first = repl::kind(policy, args.setting.as_deref(), &mut problems);
    let asked_for = first.filter(|_| args.setting.is_some());
    let fitted = saved.map(|saved| saved.fit(policy, on, &mut problems));
    problems.extend(found.iter().cloned());
    let (sources, bad) = (version.sources.clone(), problems.has_errors());
    show.problems(problems, &sources);
    let only = Some(first).filter(|_| policy.kinds.len() == 1).flatten();
    let kind: Option<KindId> = asked_for.or(only);
    let file = args.save.as_deref().or(args.resume.as_deref()).map(|path| path.display().to_string());
    let resumed = args.resume.as_deref().zip(file.as_deref()).is_some_and(|(from, to)| from == Path::new(to));
    let led = Led { by_cost: args.by == By::Cost, alone: true, called: args.called.clone(), file, resumed };
    let interview = match fitted {
        Some(fitted) => Interview::resumed(led, kind, fitted),
        None => Interview::new(led, kind, Vec::new()),
    };
    let dialogue = first.filter(|_| !bad).and_then(|first| Dialogue::new(version, first, on, NAME));
    Ok((dialogue.ok_or(Ending::Bad)?, interview))
}

/// That the files which are named can be written, before anything is asked.
fn files(args: &Args, problems: &mut Problems) {
    if let Some(path) = args.print.as_deref().filter(|path| form(path).is_none()) {
        let message = format!("It is not clear in which form `{}` is to be printed.", path.display());
        let help = "Let its name end in `.html` for a page, `.md` for Markdown or `.txt` for plain text.";
        problems.push(Diagnostic::nowhere(codes::NO_FORM, message).help(help));
    }
    let resumes = |path: &Path| args.resume.as_deref().is_some_and(|from| from == path);
    if let Some(path) = args.save.as_deref().filter(|path| path.exists() && !resumes(path)) {
        let message = format!("`{}` is there already, and answers are kept in a new file.", path.display());
        let help = format!("Choose another name, or go on with what it holds: `--resume {}`.", path.display());
        problems.push(Diagnostic::nowhere(usage::FILE_UNWRITABLE, message).help(help));
    }
}

/// Asks, and takes line after line as answers. Where they end it stops, as if that had been typed.
fn talk(dialogue: &mut Dialogue, interview: Interview, keep_going: bool, show: &Show) -> Ending {
    let at_terminal = io::stdin().is_terminal();
    let Ok(mut given) = Given::new(show) else { return Ending::Bad };
    let mut ending = Ending::Fine;
    let mut disk = Disk::default();
    let mut step = dialogue.lead(interview, &mut disk);
    let mut ended = 0;
    loop {
        let (is_over, is_wrong) = (step.ends, step.problems.has_errors());
        if shown(step, show) == Ending::Bad {
            return Ending::Bad;
        }
        if is_wrong && !at_terminal {
            ending = Ending::Bad;
        }
        if is_over || ending == Ending::Bad && !keep_going || ended > 1 {
            return ending;
        }
        let line = loop {
            match given.next(show) {
                Ok(Typed::Line(line)) => break line,
                Ok(Typed::Interrupted) | Err(None) => return Ending::Bad,
                Ok(Typed::Over) => {
                    ended += 1;
                    break if ended == 1 { "stop".to_owned() } else { String::new() };
                }
                Err(Some(refused)) => {
                    dialogue.passes_over("");
                    let is_last = refused.is_over || !at_terminal && !keep_going;
                    refused.say(show);
                    if is_last {
                        return Ending::Bad;
                    }
                    ending = if at_terminal { ending } else { Ending::Bad };
                }
            }
        };
        if !at_terminal && ended == 0 {
            drop(write::whole(None, format!("> {}\n", visible::line(&line)).as_bytes()));
        }
        step = dialogue.step(&line, &mut disk);
    }
}

/// What an answer is typed behind.
const PROMPT: &str = "> ";

/// Where answers come from.
enum Given {
    Typed(Box<Answers>),
    Piped { from: Lines<io::StdinLock<'static>>, asks: bool },
}

impl Given {
    fn new(show: &Show) -> io::Result<Self> {
        let asks = io::stdin().is_terminal();
        if asks && io::stdout().is_terminal() {
            return Ok(Self::Typed(Box::new(Answers::new(show.lines)?)));
        }
        Ok(Self::Piped { from: Lines::new(io::stdin().lock(), NAME), asks })
    }

    /// The next answer. Ctrl-C says how to stop; pressed once more it leaves. Where there is none, the line that is not taken, or nothing
    /// where the terminal cannot be read.
    fn next(&mut self, show: &Show) -> Result<Typed, Option<Refused>> {
        match self {
            Self::Typed(answers) => match answers.next(PROMPT).map_err(|_| None)? {
                Typed::Interrupted => {
                    show.say("Type `stop` to stop and keep your answers. Ctrl-C once more leaves, and keeps nothing.\n");
                    answers.next(PROMPT).map_err(|_| None)
                }
                typed @ (Typed::Line(_) | Typed::Over) => Ok(typed),
            },
            Self::Piped { from, asks } => {
                if *asks {
                    drop(write::whole(None, PROMPT.as_bytes()));
                }
                from.next_line().map(|line| line.map_or(Typed::Over, Typed::Line)).map_err(Some)
            }
        }
    }
}

fn shown(step: Step, show: &Show) -> Ending {
    let Step { text, problems, sources, .. } = step;
    let words = match (show.colour, show.lines) {
        (true, _) => explain::ansi(&text, COLUMNS),
        (false, true) => explain::plain(&text, COLUMNS),
        (false, false) => explain::aloud(&text, COLUMNS),
    };
    let ending = show.written(write::whole(None, words.as_bytes()));
    show.problems(problems, &sources);
    ending
}

/// The forms that an answer is printed in.
enum Form {
    Page,
    Markdown,
    Plain,
}

fn form(path: &Path) -> Option<Form> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "html" | "htm" => Some(Form::Page),
        "md" => Some(Form::Markdown),
        "txt" => Some(Form::Plain),
        _ => None,
    }
}

fn printed(path: &Path, outcome: &Outcome) -> Result<(), Diagnostic> {
    let content = match form(path) {
        Some(Form::Page) => outcome.page(),
        Some(Form::Markdown) => outcome.markdown(),
        Some(Form::Plain) | None => explain::plain(&outcome.whole(), COLUMNS),
    };
    write::whole(Some(path), content.as_bytes())
}
