//! Mistakes in what a revision replaces, adds and removes, and in how it names the policy that it amends.

use super::{Look, Place};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::source::Span;
use crate::syntax::outline::keyword::Keyword;
use crate::syntax::outline::words::{Kind, is_quote};
use crate::syntax::tree::ChangeWord;

/// What officers write for `amends`.
const AMENDS: [&str; 12] = [
    "amends",
    "amend",
    "amending",
    "amended",
    "revises",
    "revision-of",
    "extends",
    "replaces",
    "supersedes",
    "updates",
    "based",
    "modifies",
];

/// `add parameter few: 1`, `replace policy …`: a word of change where there can be none.
pub(in crate::syntax) fn refused(word: ChangeWord, keyword: Keyword, place: Span) -> Option<Diagnostic> {
    let is_part = matches!(keyword, Keyword::Strand | Keyword::Gate | Keyword::Expectation);
    let (message, help) = match (word, keyword) {
        (_, Keyword::Unknown) => return None,
        (_, Keyword::Policy) => (
            "The heading of a policy is not changed with a word before it.".to_owned(),
            "Write `policy NAME` and below it what changes; what is left out there is inherited.".to_owned(),
        ),
        (_, Keyword::Examples | Keyword::Pin | Keyword::Scenario | Keyword::DraftedScenario) => tests(),
        (_, Keyword::Scenarios | Keyword::Property) => tests(),
        (ChangeWord::Add, _) if is_part => return None,
        (ChangeWord::Add, Keyword::Fact) => (
            "A fact is added without `add`.".to_owned(),
            "Write `facts about a SETTING`, and the fact below it, indented.".to_owned(),
        ),
        (ChangeWord::Add, _) => (
            "`add` stands only before a strand, a line with `never` or a line with `expects`.".to_owned(),
            "Take `add` out: every other declaration of a revision adds by itself.".to_owned(),
        ),
        (ChangeWord::Replace, Keyword::Facts) => (
            "Facts are replaced one by one.".to_owned(),
            "Write `replace fact NAME, for a SETTING: VALUES`; a fact that is new stands below `facts about a SETTING`."
                .to_owned(),
        ),
        (ChangeWord::Remove, Keyword::Facts) => {
            ("Facts are removed one by one.".to_owned(), "Write `remove fact NAME, for a SETTING`.".to_owned())
        }
        (ChangeWord::Replace, Keyword::Constraint) => (
            "What cannot be has no name by which it could be replaced.".to_owned(),
            "Remove the old one by its words, `remove it cannot be that …`, and write the new one without a word before it."
                .to_owned(),
        ),
        (ChangeWord::Replace | ChangeWord::Remove, _) => return None,
    };
    Some(Diagnostic::new(codes::NO_SUCH_CHANGE, place, message).help(help))
}

fn tests() -> (String, String) {
    let message = "A revision inherits no examples and no tests, so there are none to change.";
    let help = "Write the revision's own without a word before it, or take the line out.";
    (message.to_owned(), help.to_owned())
}

/// `remove parameter many: 3`
pub(super) fn removal_says_more(look: &Look<'_>) -> Option<Diagnostic> {
    let Place::Removal(_) = look.place else { return None };
    if let Some(cited) = look.all.get(look.tokens.len()) {
        let message = "What is removed is named and not cited.";
        return Some(look.at(codes::REMOVED_SAYS, cited, message).help("Take the citation out."));
    }
    let colon = look.tokens.iter().position(|token| token.is_mark(":")).filter(|at| *at > 0)?;
    let rest = look.tokens.get(colon..)?;
    let span = rest.first().zip(rest.last()).map(|(first, last)| look.token_span(first).to(look.token_span(last)))?;
    let message = "Behind `remove` stands what is removed, and not what it says.";
    let help = format!("End the line behind `{}`; to give it something else to say, write `replace`.", look.between(0, colon));
    Some(Diagnostic::new(codes::REMOVED_SAYS, span, message).help(help))
}

/// `amends ../strategy-2021`, `based on "../strategy-2021"`
pub(super) fn amends(look: &Look<'_>) -> Option<Diagnostic> {
    let first = look.all.first().filter(|first| look.place == Place::PolicyLine && first.is_one_of(&AMENDS))?;
    let quoted = look.all.iter().find(|token| token.kind == Kind::Quoted);
    let behind = look.all.iter().skip(1).find(|token| !token.is_mark(":") && !token.is_one_of(&["on", "the", "policy"]));
    let written = look.all.last().zip(behind).and_then(|(last, behind)| look.text.get(behind.start..last.end()));
    let folder = quoted.map(|token| token.text).or(written).map(|folder| folder.trim_matches(is_quote));
    let message = "Which policy is amended is not said in a way that can be read.";
    let help = match folder {
        Some(folder) if !folder.contains(is_quote) => format!("Write `amends \"{folder}\"`, with the folder of the policy."),
        _ => "Write `amends \"../FOLDER\"`, with the folder of the policy, seen from the folder of this one.".to_owned(),
    };
    Some(look.at(codes::AMENDS_FORM, first, message).help(help))
}
