//! The words before a declaration by which a revision changes the policy that it amends.

use super::keyword::{self, Found, Keyword, is_slip};
use super::physical::Physical;
use super::words::{Kind, Token};
use crate::syntax::tree::ChangeWord;

/// Such a word as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax) struct Changing {
    pub(in crate::syntax) word: ChangeWord,
    /// Whether the text has another word for it.
    pub(in crate::syntax) misspelt: bool,
    /// Where it ends.
    pub(in crate::syntax) end: usize,
}

const WORDS: &[ChangeWord] = &[ChangeWord::Replace, ChangeWord::Add, ChangeWord::Remove];

/// What officers write in their place.
const OTHER_WORDS: &[(&[&str], ChangeWord)] = &[
    (
        &[
            "replaces",
            "replacing",
            "replaced",
            "change",
            "changes",
            "amend",
            "amends",
            "update",
            "updates",
            "modify",
            "edit",
            "revise",
            "redefine",
            "override",
        ],
        ChangeWord::Replace,
    ),
    (
        &[
            "removes", "removing", "removed", "delete", "deletes", "deleted", "drop", "omit", "repeal", "repeals", "withdraw",
            "revoke",
        ],
        ChangeWord::Remove,
    ),
    (&["adds", "adding", "added", "insert", "inserts"], ChangeWord::Add),
];

/// A line of fewer words says what is changed and no more.
const FEW_WORDS: usize = 5;

/// What only a revision declares by itself.
const PARTS: &[(&str, Keyword)] = &[("fact", Keyword::Fact), ("strand", Keyword::Strand), ("never", Keyword::Gate)];

/// The declaration that a line begins, with a word of change before it or not.
pub(in crate::syntax) fn begins(line: &Physical<'_>) -> Option<Found> {
    keyword::begins(&line.first).or_else(|| changed(line))
}

fn changed(line: &Physical<'_>) -> Option<Found> {
    let (first, rest) = line.first.split_first()?;
    let change = word(first)?;
    let inner = part(rest).or_else(|| keyword::begins(rest)).filter(|inner| !change.misspelt || !inner.misspelt);
    let expectation = || {
        let start = rest.first().filter(|_| line.expects && !change.misspelt)?.start;
        Some(Found { keyword: Keyword::Expectation, ..Found::unknown(start) })
    };
    // Short as it is it can be no line of a declaration that has lost its indentation.
    let bare = || {
        let is_short = !line.has_colon && !line.begins_line && line.first.len() < FEW_WORDS;
        Some(Found::unknown(change.end)).filter(|_| is_short && !change.misspelt)
    };
    inner.or_else(expectation).or_else(bare).map(|inner| Found { change: Some(change), ..inner })
}

/// A word of change with something behind it that is no declaration: `remove many`.
pub(in crate::syntax) fn of_nothing(line: &Physical<'_>) -> Option<Found> {
    let change = word(line.first.first()?).filter(|change| !change.misspelt || !line.has_colon)?;
    Some(Found { change: Some(change), ..Found::unknown(change.end) })
}

/// Whether a line begins with a word of change.
pub(in crate::syntax) fn begins_so(line: &Physical<'_>) -> bool {
    line.first.first().and_then(word).is_some()
}

fn word(token: &Token<'_>) -> Option<Changing> {
    if token.kind != Kind::Word {
        return None;
    }
    let exact = WORDS.iter().find(|word| token.is(word.words()));
    let other = || OTHER_WORDS.iter().find(|(words, _)| token.is_one_of(words)).map(|(_, word)| word);
    let found = exact.or_else(other)?;
    Some(Changing { word: *found, misspelt: exact.is_none(), end: token.end() })
}

fn part(rest: &[Token<'_>]) -> Option<Found> {
    let first = rest.first().filter(|first| first.kind == Kind::Word)?;
    if let ([terms], true) = (rest, first.is("terms")) {
        return Some(Found { keyword: Keyword::Terms, spelt: "terms", end: terms.end(), ..Found::unknown(first.start) });
    }
    let written = first.text.to_lowercase();
    let (spelt, keyword) = PARTS.iter().find(|(spelt, _)| written == *spelt || *spelt == "strand" && is_slip(&written, spelt))?;
    let misspelt = written != *spelt;
    Some(Found { keyword: *keyword, spelt, misspelt, start: first.start, end: first.end(), change: None })
}
