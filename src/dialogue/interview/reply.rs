//! What can be answered, and how a line is read.

use super::super::phrase::Phrase;
use super::state::{Answered, At, Given, State};
use crate::diagnostic::words::counted;
use crate::diagnostic::{Diagnostic, codes::settings as values, codes::what_if as codes, nearest};
use crate::model::{Domain, Fact, FactId, FactState, KindId, Policy, Value, machine_name};
use crate::settings;
use jiff::civil::Date;

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reply {
    /// What kind of setting it is.
    Kind(KindId),
    /// An answer.
    Give(Given),
    /// This fact, and all others of which the policy assumes something, are as it assumes.
    AssumeAll,
    /// Whether to go on though the category is settled.
    GoOn(bool),
    /// Another answer to a question that was answered.
    Change(FactId),
    /// The file to keep the answers in; none for not keeping them.
    Keep(Option<String>),
    /// To the question before.
    Back,
    /// Later.
    Skip,
    /// No more today.
    Stop,
    /// Why this is asked.
    Why,
    /// What can be answered.
    Help,
    /// Nothing: the question once more.
    Repeat,
}

/// One of the answers that are offered.
pub(super) struct Choice {
    /// In words.
    pub(super) words: String,
    /// What picks it beside its number: machine names.
    pub(super) typed: Vec<String>,
    pub(super) reply: Reply,
}

const NOT_KNOWN: [&str; 8] =
    ["dont_know", "do_not_know", "i_dont_know", "i_do_not_know", "not_known", "unknown", "not_sure", "no_idea"];

/// What can be said at any time.
pub(super) const ALWAYS: [(&str, &str); 5] = [
    ("back", "to the question before"),
    ("skip", "asks this one later"),
    ("why", "why this is asked, and what each answer would leave"),
    ("stop", "stops here; the answers so far count"),
    ("help", "this list"),
];

fn choice(words: impl Into<String>, typed: &[&str], reply: Reply) -> Choice {
    Choice { words: words.into(), typed: typed.iter().map(|one| (*one).to_owned()).collect(), reply }
}

/// The answers that are offered.
pub(super) fn choices(policy: &Policy, state: &State) -> Vec<Choice> {
    match &state.at {
        At::Kind => policy
            .kind_ids()
            .map(|kind| {
                let name = policy.kind_name(kind);
                let about = policy.kinds.get(kind.at()).and_then(|one| one.about.as_deref());
                let words = about.map_or_else(|| name.to_owned(), |about| format!("{name}: {about}"));
                choice(words, &[&machine_name(name)], Reply::Kind(kind))
            })
            .collect(),
        At::Asked(fact) => policy.fact(*fact).map_or_else(Vec::new, |about| of_fact(policy, state, *fact, about)),
        At::Clash(new, earlier) => std::iter::once(&new.fact)
            .chain(earlier)
            .map(|fact| {
                let name = policy.fact(*fact).map_or("", |fact| &fact.name.phrase);
                choice(format!("another answer for {name}"), &[&machine_name(name)], Reply::Change(*fact))
            })
            .collect(),
        At::Settled => vec![
            choice("go on", &["yes", "y", "go_on"], Reply::GoOn(true)),
            choice("stop here", &["no", "n", "stop_here"], Reply::GoOn(false)),
        ],
        At::Keeping | At::Over => Vec::new(),
    }
}

fn of_fact(policy: &Policy, state: &State, fact: FactId, about: &Fact) -> Vec<Choice> {
    let give = |answer| Reply::Give(Given { fact, answer });
    let mut all: Vec<Choice> = Vec::new();
    if let Domain::Vocabulary(id) = &about.domain {
        let values = policy.vocabulary(*id).map_or(&[][..], |one| &one.values);
        for (at, value) in (0..).zip(values) {
            all.push(choice(&*value.name.phrase, &[&value.name.machine], give(Answered::Is(Value::Option(at)))));
        }
    }
    if about.or_none {
        all.push(choice("none: there is none", &["none", "there_is_none"], give(Answered::Is(Value::None))));
    }
    match about.assumed {
        None => all.push(choice("don't know", &NOT_KNOWN, give(Answered::NotKnown))),
        Some(value) => {
            let phrase = policy.phrase_in(&about.domain, value);
            let mut typed = vec!["assume"];
            typed.extend(NOT_KNOWN);
            all.push(choice(
                format!("don't know: then it is taken as {phrase}, as the policy assumes"),
                &typed,
                give(Answered::Assumed(value)),
            ));
            let others = assumable(policy, state).len().saturating_sub(1);
            if others > 0 {
                let words = counted(others, "other", "others");
                let words = format!("the same for this and the {words} of which the policy assumes something");
                all.push(choice(words, &["assume_all"], Reply::AssumeAll));
            }
            all.push(choice("don't know, and nothing is to be assumed", &["assume_nothing"], give(Answered::NotKnown)));
        }
    }
    all
}

/// The facts that nobody answered and of which the policy assumes something, with what it assumes.
pub(super) fn assumable(policy: &Policy, state: &State) -> Vec<(FactId, Value)> {
    let Some(kind) = state.kind else { return Vec::new() };
    let open = |fact: FactId| state.given.iter().all(|given| given.fact != fact);
    policy.facts_of(kind).filter(|(fact, _)| open(*fact)).filter_map(|(fact, about)| Some((fact, about.assumed?))).collect()
}

/// Whether answers are numbered: not where figures are an answer themselves.
pub(super) fn are_numbered(policy: &Policy, state: &State) -> bool {
    let At::Asked(fact) = state.at else { return true };
    let Some(Domain::Vocabulary(id)) = policy.fact(fact).map(|fact| &fact.domain) else { return false };
    let figures = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
    policy.vocabulary(*id).is_some_and(|all| !all.values.iter().any(|value| figures(&value.name.machine)))
}

/// What a line says where an interview stands.
pub(super) fn heard(policy: &Policy, on: Date, state: &State, line: Phrase<'_>) -> Result<Reply, Box<Diagnostic>> {
    if state.at == At::Keeping {
        return Ok(keep(line));
    }
    if line.text.is_empty() {
        return Ok(Reply::Repeat);
    }
    if line.text == "?" {
        return Ok(Reply::Help);
    }
    let choices = choices(policy, state);
    let numbered = are_numbered(policy, state);
    if numbered && line.text.bytes().all(|byte| byte.is_ascii_digit()) {
        let picked = line.text.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        return match picked.and_then(|at| choices.into_iter().nth(at)) {
            Some(choice) => Ok(choice.reply),
            None => Err(Box::new(no_such_number(line, self::choices(policy, state).len()))),
        };
    }
    let machine = line.machine();
    if let Some(choice) = choices.iter().find(|choice| choice.typed.contains(&machine)) {
        return Ok(choice.reply.clone());
    }
    match (machine.as_str(), &state.at) {
        ("back", _) => Ok(Reply::Back),
        ("skip" | "later", At::Asked(_)) => Ok(Reply::Skip),
        ("stop" | "quit" | "exit", _) => Ok(Reply::Stop),
        ("why", _) => Ok(Reply::Why),
        ("help", _) => Ok(Reply::Help),
        (_, At::Asked(fact)) => value(policy, on, *fact, line),
        _ => Err(Box::new(none_of(line, &choices))),
    }
}

fn keep(line: Phrase<'_>) -> Reply {
    match line.machine().as_str() {
        "" => Reply::Keep(None),
        "back" => Reply::Back,
        _ => Reply::Keep(Some(line.text.to_owned())),
    }
}

/// A line as a value of a fact: `good`, or `latest inspection is good`.
fn value(policy: &Policy, on: Date, fact: FactId, line: Phrase<'_>) -> Result<Reply, Box<Diagnostic>> {
    let Some(about) = policy.fact(fact) else { return Ok(Reply::Repeat) };
    let named = line.tellings().find(|(name, _)| *name.machine() == *about.name.machine);
    let said = named.map_or(line, |(_, value)| value);
    let short = match (said.machine().as_str(), &about.domain) {
        ("y", Domain::Vocabulary(crate::model::YES_NO)) => "yes",
        ("n", Domain::Vocabulary(crate::model::YES_NO)) => "no",
        _ => said.text.trim_matches('"'),
    };
    match settings::told(short, said.span(), about, policy, on) {
        Ok(FactState::Told(value)) => Ok(Reply::Give(Given { fact, answer: Answered::Is(value) })),
        Ok(FactState::Assumed(_) | FactState::Unknown) => Ok(Reply::Give(Given { fact, answer: Answered::NotKnown })),
        Err(diagnostic) => Err(Box::new(in_an_interview(*diagnostic, policy, about, said))),
    }
}

/// The same message, with help for somebody who sees no table.
fn in_an_interview(diagnostic: Diagnostic, policy: &Policy, about: &Fact, said: Phrase<'_>) -> Diagnostic {
    let words = ALWAYS.iter().map(|(word, _)| *word).chain(["don't know"]);
    let near = nearest(said.text, words);
    let is_about_cells = diagnostic.help.as_deref().is_none_or(|help| help.contains(" cell "));
    match near {
        Some(near)
            if diagnostic.code == values::VALUE_UNKNOWN
                && !diagnostic.help.as_deref().unwrap_or_default().contains("Did you") =>
        {
            diagnostic.help(format!("Did you mean `{near}`? `help` says what can be answered."))
        }
        _ if is_about_cells => {
            diagnostic.help(format!("It can be {}. Where it is not known, answer `don't know`.", policy.values_words(about)))
        }
        _ => diagnostic,
    }
}

fn no_such_number(line: Phrase<'_>, most: usize) -> Diagnostic {
    let message = format!("There is no answer {}.", line.text);
    Diagnostic::new(codes::NO_ANSWER, line.span(), message)
        .help(format!("Type a number from 1 to {most}, or the words of an answer."))
}

fn none_of(line: Phrase<'_>, choices: &[Choice]) -> Diagnostic {
    let message = format!("`{}` is none of the answers.", line.text);
    let words = choices.iter().flat_map(|choice| choice.typed.iter().map(String::as_str));
    let near = nearest(line.text, words.chain(ALWAYS.iter().map(|(word, _)| *word)));
    let meant = near.map_or_else(String::new, |near| format!("Did you mean `{}`? ", near.replace('_', " ")));
    Diagnostic::new(codes::NO_ANSWER, line.span(), message)
        .help(format!("{meant}Type the number of an answer, from 1 to {}, or its words.", choices.len()))
}
