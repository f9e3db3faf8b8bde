//! What can be typed: one table of commands, and how a line is read.

mod asking;
pub(super) mod facts;
mod help;
mod setting;
mod settings;
mod time;
mod trying;

pub(super) use facts::{Named, Told, tell};
pub(super) use trying::{Kept, goes_on};

use super::Moment;
use super::phrase::Phrase;
use super::turn::Turn;
use crate::diagnostic::{Diagnostic, codes::what_if as codes, nearest};
use crate::model::Policy;

/// What a command is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing more.
    Nothing,
    /// A category.
    Category,
    /// A fact of the setting.
    Fact,
    /// A kind of setting.
    Kind,
    /// A name of the officer's own.
    Name,
    /// A file or folder.
    Path,
    /// A sentence of a policy; what belongs to it can stand in lines below it, until an empty one.
    Sentence,
    /// A condition, or a category.
    Condition,
    /// A strand of the setting.
    Strand,
    /// Names of results that are kept, or nothing.
    Kept,
    /// The id of a setting in the table.
    Id,
    /// A command, or nothing.
    Command,
}

/// What commands are for; help shows them by this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What is known of the setting.
    Facts,
    /// Questions about the answer.
    Questions,
    /// Another policy, tried.
    Trying,
    /// Settings of a table.
    Settings,
    /// Going back and forth.
    Time,
}

/// A command.
#[derive(Debug)]
pub struct Command {
    /// The words that it begins with.
    pub words: &'static str,
    /// What comes behind them.
    pub takes: Takes,
    /// How that is shown in help: `CATEGORY`; empty for nothing.
    pub shown: &'static str,
    /// What it is for.
    pub group: Group,
    /// What it does, in a few words.
    pub about: &'static str,
    pub(super) run: fn(&mut Turn<'_>, Phrase<'_>),
}

impl Command {
    /// One that stands by itself.
    const fn alone(group: Group, words: &'static str, about: &'static str, run: fn(&mut Turn<'_>, Phrase<'_>)) -> Self {
        Self::with(group, (words, Takes::Nothing, ""), about, run)
    }

    /// One with something behind its words: the words, what that is, and how help shows it.
    const fn with(
        group: Group,
        (words, takes, shown): (&'static str, Takes, &'static str),
        about: &'static str,
        run: fn(&mut Turn<'_>, Phrase<'_>),
    ) -> Self {
        Self { words, takes, shown, group, about, run }
    }

    /// Whether something has to stand behind it.
    pub(super) fn must_have(&self) -> bool {
        self.takes != Takes::Nothing && !self.shown.starts_with('[')
    }
}

/// Every command, in the order in which help shows them.
pub const COMMANDS: &[Command] = &[
    facts::FORGET,
    facts::FACTS,
    facts::SHOW,
    setting::SETTING,
    facts::ON,
    asking::WHY,
    asking::WHY_NOT,
    asking::TO,
    asking::ASK,
    asking::INTERVIEW,
    asking::INTERVIEW_BY_COST,
    asking::MATTER,
    asking::DAYS,
    asking::PLAN,
    asking::ASSUMPTIONS,
    asking::SOURCES,
    asking::TRACE,
    trying::TRY,
    trying::STRAND,
    trying::TRIED,
    trying::KEEP,
    trying::KEPT,
    trying::COMPARE,
    trying::DROP,
    #[cfg(feature = "cli")]
    trying::DIFF,
    trying::CHECK,
    trying::SAVE,
    trying::SAVE_FACTS,
    settings::LOAD,
    settings::USE,
    settings::NEXT,
    settings::PREVIOUS,
    settings::WHERE,
    settings::SETTINGS,
    time::UNDO,
    time::REDO,
    time::RESET,
    time::RESET_FACTS,
    time::RESET_POLICY,
    help::HELP,
    help::QUIT,
];

/// What a line says.
#[derive(Debug)]
pub(super) enum Said<'l> {
    /// What is known of facts.
    Facts(Vec<Told<'l>>),
    /// A command, and what it is about.
    Command(&'static Command, Phrase<'l>),
}

/// What a line says. A fact with a value goes before a command, and so does a fact by
/// itself, but where it is called just like a command. `None` where it says nothing.
pub(super) fn heard<'l>(line: Phrase<'l>, now: &Moment) -> Result<Option<Said<'l>>, Box<Diagnostic>> {
    if line.text.is_empty() || line.text.starts_with('#') {
        return Ok(None);
    }
    let statements = line.statements();
    let told: Option<Vec<Told<'l>>> = statements.iter().map(|one| facts::told(*one, now.policy(), now.case.kind)).collect();
    if let Some(told) = told {
        return Ok(Some(Said::Facts(told)));
    }
    let is_fact = || matches!(facts::named(line, now.policy(), now.case.kind), Named::Fact(_));
    if let Some((command, rest)) = command(line).filter(|(_, rest)| rest.text.is_empty() || !is_fact()) {
        return fits(command, rest).map(|()| Some(Said::Command(command, rest)));
    }
    match facts::named(line, now.policy(), now.case.kind) {
        Named::Fact(_) => Ok(Some(Said::Command(&facts::SHOW, line))),
        Named::OfAnother(_) | Named::Unknown => Err(Box::new(not_understood(line, &statements, now))),
    }
}

/// The command that a line begins with: the one of most words.
pub(super) fn command(line: Phrase<'_>) -> Option<(&'static Command, Phrase<'_>)> {
    let begun = COMMANDS.iter().filter_map(|command| Some((command, line.after(command.words)?)));
    begun.max_by_key(|(command, _)| command.words.len())
}

/// That a command has behind it what it takes.
fn fits(command: &Command, rest: Phrase<'_>) -> Result<(), Box<Diagnostic>> {
    let Command { words, takes, shown, .. } = command;
    if *takes == Takes::Nothing && !rest.text.is_empty() {
        let message = format!("`{words}` stands by itself.");
        let help = format!("Leave out what stands behind it: type `{words}`.");
        return Err(Box::new(Diagnostic::new(codes::SAYS_TOO_MUCH, rest.span(), message).help(help)));
    }
    if command.must_have() && rest.text.is_empty() {
        let message = format!("`{words}` is to have something behind it.");
        return Err(Box::new(
            Diagnostic::new(codes::SAYS_TOO_LITTLE, rest.span(), message).help(format!("Type `{words} {shown}`.")),
        ));
    }
    Ok(())
}

/// That a line is neither a command nor about a fact, and what may be meant.
fn not_understood(line: Phrase<'_>, statements: &[Phrase<'_>], now: &Moment) -> Diagnostic {
    let (policy, kind) = (now.policy(), now.case.kind);
    let wrong = statements.iter().find(|one| facts::told(**one, policy, kind).is_none()).copied().unwrap_or(line);
    let not_told = || facts::not_told(wrong, policy, kind);
    if let Some(diagnostic) = not_told().or_else(|| parameter(wrong, policy)).or_else(|| facts::unknown(wrong, policy, kind)) {
        return diagnostic;
    }
    if let Named::OfAnother(_) = facts::named(wrong, policy, kind)
        && let Err(diagnostic) = facts::fact_called(wrong, policy, kind)
    {
        return *diagnostic;
    }
    if statements.len() > 1
        && let Some((command, _)) = command(wrong)
    {
        let message = format!("`{}` is a command, and stands in a line of its own.", command.words);
        return Diagnostic::new(codes::NOT_UNDERSTOOD, wrong.span(), message)
            .help(format!("Nothing has changed. Tell the facts first, then type `{}`.", wrong.text));
    }
    let message = format!("`{}` is neither a command nor a fact of {}.", wrong.text, policy.a_kind(kind));
    let names = policy.facts_of(kind).map(|(_, fact)| &*fact.name.phrase);
    let near = nearest(wrong.text, names).map(str::to_owned).or_else(|| near_command(wrong));
    let meant = near.map_or_else(String::new, |near| format!("Did you mean `{near}`? "));
    let help = format!("{meant}`help` lists the commands, and `facts` what there is to tell.");
    Diagnostic::new(codes::NOT_UNDERSTOOD, wrong.span(), message).help(help)
}

/// That something is a parameter of the policy, which is tried and not told.
fn parameter(line: Phrase<'_>, policy: &Policy) -> Option<Diagnostic> {
    let (name, value) = line.tellings().next().map_or((line, None), |(name, value)| (name, Some(value)));
    let machine = name.after("parameter").unwrap_or(name).machine();
    let phrase = &policy.parameters.iter().find(|one| *one.name.machine == *machine)?.name.phrase;
    let message = format!("`{phrase}` is a parameter of the policy, and no fact of a setting.");
    let value = value.map_or("VALUE", |value| value.text);
    let help = format!("To change it while you talk, type `try parameter {phrase}: {value}`.");
    Some(Diagnostic::new(codes::NOT_UNDERSTOOD, name.span(), message).help(help))
}

/// The command that a line is most likely meant as, with what stands behind it: `why not A` for `wy not A`.
fn near_command(line: Phrase<'_>) -> Option<String> {
    let most = COMMANDS.iter().map(|one| one.words.split(' ').count()).max().unwrap_or(1);
    (1..=most).rev().find_map(|many| {
        let (begun, rest) = line.words(many)?;
        let alike = COMMANDS.iter().filter(|one| one.words.split(' ').count() == many).map(|one| one.words);
        let near = nearest(begun.text, alike)?;
        let takes = COMMANDS.iter().any(|one| one.words == near && one.takes != Takes::Nothing);
        match (takes, rest.text) {
            (_, "") => Some(near.to_owned()),
            (true, rest) => Some(format!("{near} {rest}")),
            (false, _) => None,
        }
    })
}
