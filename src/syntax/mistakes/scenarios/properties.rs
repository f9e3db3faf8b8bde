//! What a property says, in other words than the language's.

use super::super::Look;
use super::mended;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::diagnostic::words::singular;
use crate::syntax::grammar::Rule;
use crate::syntax::outline::words::Token;

/// Words that may stand before a kind of setting.
const DETERMINERS: [&str; 9] = ["a", "an", "the", "all", "every", "each", "any", "no", "none"];
/// Words that part a kind of setting from its categories.
const VERBS: [&str; 15] =
    ["is", "are", "can", "cannot", "may", "must", "should", "shall", "will", "gets", "get", "becomes", "become", "ever", "never"];
/// What else may stand between the two.
const BETWEEN: [&str; 8] = ["not", "be", "always", "get", "in", "category", "only", "placed"];
/// What begins a condition.
const WHEN: [&str; 5] = ["when", "if", "where", "whenever", "unless"];
/// Words for making a fact better.
const IMPROVING: [&str; 6] = ["improving", "improve", "better", "improved", "raising", "improvements"];
const CHANGING: [&str; 3] = ["changing", "change", "changes"];

/// What is wrong with the line of a property.
pub(super) fn line(look: &Look<'_>) -> Option<Diagnostic> {
    let first = look.tokens.first()?;
    let claim = if first.is_one_of(&IMPROVING) {
        movement(look, "improving", "never gives a more intensive category")
    } else if first.is_one_of(&CHANGING) {
        movement(look, "changing", "never changes the category")
    } else {
        state(look)
    }?;
    let (condition, word) = condition(look);
    let all = look.tokens.len();
    let behind = word.map_or(all, |at| at + 1);
    let mend = if condition < all { format!("{claim} when {}", look.between(behind, all)) } else { claim };
    let help = mended(look, Rule::claim_line, &mend)?;
    let other = word.and_then(|at| look.tokens.get(at)).filter(|word| !word.is("when"));
    if let Some(other) = other.filter(|_| look.between(0, condition) == mend.split(" when ").next().unwrap_or_default()) {
        return Some(look.at(codes::OTHER_WORD, other, format!("A property has no `{}`.", other.text)).help(help));
    }
    Some(Diagnostic::new(codes::UNREADABLE_LINE, look.whole(), "A property is not said in these words.").help(help))
}

/// Where the claim ends, and the word that begins the condition.
fn condition(look: &Look<'_>) -> (usize, Option<usize>) {
    let word = look.find(&WHEN).map(|(at, _)| at);
    let end = word.unwrap_or(look.tokens.len());
    let comma = end.checked_sub(1).filter(|at| look.tokens.get(*at).is_some_and(|token| token.is_mark(",")));
    (comma.unwrap_or(end), word)
}

/// `better leadership never raises the category`
fn movement(look: &Look<'_>, word: &str, claim: &str) -> Option<String> {
    let stop = |token: &&Token<'_>| {
        token.is_one_of(&["never", "does", "cannot", "makes", "has", "must", "should", "can", "may", "will"])
    };
    let end = look.tokens.iter().position(|token| stop(&token)).filter(|at| *at > 1)?;
    let from = 1 + usize::from(look.tokens.get(1).is_some_and(|next| next.is_one_of(&["of", "in"])));
    let facts = look.between(from, end);
    (!facts.is_empty()).then(|| format!("{word} {facts} {claim}"))
}

/// `schools are never A`, `a school must be C`, `never A`
fn state(look: &Look<'_>) -> Option<String> {
    let (end, _) = condition(look);
    let verb = look.tokens.iter().take(end).position(|token| token.is_one_of(&VERBS))?;
    let determiners = look.tokens.iter().take(verb).take_while(|token| token.is_one_of(&DETERMINERS) || token.is("of")).count();
    let subject = look.between(determiners, verb);
    let middle = look.tokens.iter().take(end).skip(verb).take_while(|token| token.is_one_of(&VERBS) || token.is_one_of(&BETWEEN));
    let middle: Vec<&Token<'_>> = middle.collect();
    let denied = middle.iter().any(|token| token.is_one_of(&["never", "not", "cannot"]));
    let none = look.tokens.iter().take(verb).any(|token| token.is_one_of(&["no", "none"]));
    let categories = look.between(verb + middle.len(), end);
    let says = middle.iter().any(|token| !token.is_one_of(&["never", "ever", "not"]));
    if !says && !subject.is_empty() {
        return None;
    }
    let subject = if subject.is_empty() { "SETTING".to_owned() } else { singular(&subject) };
    let whom = if denied || none { "no" } else { "every" };
    (!categories.is_empty()).then(|| format!("{whom} {subject} is {categories}"))
}
