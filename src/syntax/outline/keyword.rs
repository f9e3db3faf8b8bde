//! The words that begin a declaration.

use super::changes::Changing;
use super::physical::Physical;
use super::words::{Kind, Token, is_dash};
use crate::diagnostic::nearest;
use crate::syntax::tree::ChangeWord;

/// What a declaration is by its first word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax) enum Keyword {
    Policy,
    Setting,
    Group,
    Scale,
    Choice,
    Facts,
    Constraint,
    Parameter,
    HalfTerms,
    Terms,
    OtherTimes,
    Categories,
    Define,
    List,
    Table,
    Matrix,
    Score,
    Categorise,
    Allocation,
    Also,
    Examples,
    Clause,
    Contradiction,
    Import,
    Scenario,
    DraftedScenario,
    Scenarios,
    Property,
    Pin,
    Asking,
    /// One fact; only behind a word of change, as are the next three.
    Fact,
    Strand,
    /// `never … unless …`
    Gate,
    /// `… expects …`
    Expectation,
    /// No word of the language, at the margin where only declarations begin.
    Unknown,
}

/// What may stand below a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax) enum Below {
    Nothing,
    /// Bullets that belong to the heading.
    Bullets,
    Lines,
}

impl Keyword {
    fn below(self) -> Below {
        match self {
            Self::Setting | Self::Group | Self::Choice | Self::Parameter | Self::HalfTerms | Self::Terms => Below::Nothing,
            Self::OtherTimes | Self::Examples | Self::Pin | Self::Clause | Self::Fact | Self::Unknown => Below::Nothing,
            Self::Constraint | Self::List | Self::Also | Self::Gate | Self::Expectation => Below::Bullets,
            Self::Policy | Self::Scale | Self::Facts | Self::Categories | Self::Define | Self::Asking => Below::Lines,
            Self::Categorise | Self::Allocation | Self::Contradiction => Below::Lines,
            Self::Table | Self::Matrix | Self::Score | Self::Import | Self::Strand => Below::Lines,
            Self::Scenario | Self::DraftedScenario | Self::Scenarios | Self::Property => Below::Lines,
        }
    }
}

impl Found {
    /// No word of the language, with `end` as the end of what stands in its place.
    pub(in crate::syntax) const fn unknown(end: usize) -> Self {
        Self { keyword: Keyword::Unknown, spelt: "", misspelt: false, start: end, end, change: None }
    }

    /// What may stand below the heading. What is removed is named and no more.
    pub(in crate::syntax) fn below(&self) -> Below {
        match (self.keyword.below(), self.change) {
            (Below::Bullets, _) => Below::Bullets,
            (_, Some(Changing { word: ChangeWord::Remove, .. })) => Below::Nothing,
            (below, _) => below,
        }
    }

    /// How it is written, of two spellings the British one.
    pub(in crate::syntax) fn plain(&self) -> &'static str {
        if self.spelt == "categorize" { "categorise" } else { self.spelt }
    }
}

const KEYWORDS: &[(&str, Keyword)] = &[
    ("policy", Keyword::Policy),
    ("setting", Keyword::Setting),
    ("group", Keyword::Group),
    ("scale", Keyword::Scale),
    ("choice", Keyword::Choice),
    ("facts", Keyword::Facts),
    ("it cannot be", Keyword::Constraint),
    ("parameter", Keyword::Parameter),
    ("half terms", Keyword::HalfTerms),
    ("terms", Keyword::Terms),
    ("other times", Keyword::OtherTimes),
    ("categories", Keyword::Categories),
    ("define", Keyword::Define),
    ("list", Keyword::List),
    ("categorise", Keyword::Categorise),
    ("categorize", Keyword::Categorise),
    ("allocation", Keyword::Allocation),
    ("also", Keyword::Also),
    ("examples", Keyword::Examples),
    ("table", Keyword::Table),
    ("matrix", Keyword::Matrix),
    ("score", Keyword::Score),
    ("scenario", Keyword::Scenario),
    ("drafted scenario", Keyword::DraftedScenario),
    ("scenarios", Keyword::Scenarios),
    ("property", Keyword::Property),
    ("pin", Keyword::Pin),
    ("asking costs", Keyword::Asking),
    ("clause", Keyword::Clause),
    ("clauses", Keyword::Clause),
    ("contradiction", Keyword::Contradiction),
    ("import", Keyword::Import),
];

/// Words that are another declaration's, as officers write them.
const OTHER_SPELLINGS: &[(&str, &str, Keyword)] = &[
    ("it can not be", "it cannot be", Keyword::Constraint),
    ("it can't be", "it cannot be", Keyword::Constraint),
    ("it can’t be", "it cannot be", Keyword::Constraint),
    ("half term", "half terms", Keyword::HalfTerms),
    ("term", "terms", Keyword::Terms),
    ("category", "categories", Keyword::Categories),
    ("definition", "define", Keyword::Define),
    ("cost of asking", "asking costs", Keyword::Asking),
    ("costs of asking", "asking costs", Keyword::Asking),
];

/// What is probably meant by words that begin no declaration.
const MEANT: &[(&str, &str)] = &[
    ("quarters", "other times"),
    ("quarter", "other times"),
    ("times", "other times"),
    ("dates", "other times"),
    ("decision", "table"),
    ("grid", "matrix"),
    ("points", "score"),
    ("test", "scenario"),
    ("tests", "scenarios"),
    ("case", "scenario"),
    ("example", "scenario"),
    ("draft", "drafted scenario"),
    ("claim", "property"),
    ("always", "property"),
    ("snapshot", "pin"),
    ("scoring", "score"),
    ("it is impossible", "it cannot be that"),
    ("it", "it cannot be that"),
];

/// Words that decide what a line below `categorise` is, and that no other line holds bare.
pub(in crate::syntax) const DECIDERS: &[&str] = &["when", "otherwise", "expects", "unless"];

/// A declaration's word as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax) struct Found {
    pub(in crate::syntax) keyword: Keyword,
    /// How it is spelt in the language.
    pub(in crate::syntax) spelt: &'static str,
    /// Whether the text spells it otherwise.
    pub(in crate::syntax) misspelt: bool,
    /// Where it begins, without the word of change before it.
    pub(in crate::syntax) start: usize,
    /// Where it ends.
    pub(in crate::syntax) end: usize,
    /// `replace`, `add` or `remove` before it.
    pub(in crate::syntax) change: Option<Changing>,
}

/// The declaration that a line of these first words begins, perhaps misspelt. Hyphens are blanks, and both may be left out.
pub(in crate::syntax) fn begins(first: &[Token<'_>]) -> Option<Found> {
    let written: Vec<(String, usize)> = (1..=first.len()).map_while(|count| opening(first, count)).collect();
    let start = first.first()?.start;
    let found = |spelt: &'static str, keyword, misspelt, end| Found { keyword, spelt, misspelt, start, end, change: None };
    let exact = KEYWORDS.iter().find_map(|(spelt, keyword)| {
        let joined = |words: &str| words.split(' ').collect::<String>();
        let (_, end) = written.iter().find(|(words, _)| joined(words) == joined(spelt))?;
        Some(found(spelt, *keyword, false, *end))
    });
    let other = || {
        OTHER_SPELLINGS.iter().find_map(|(other, spelt, keyword)| {
            let (_, end) = written.iter().find(|(words, _)| words == other)?;
            Some(found(spelt, *keyword, !spelt.starts_with("it cannot"), *end))
        })
    };
    let near = || {
        let slips = KEYWORDS.iter().flat_map(|(spelt, keyword)| {
            let slips = written.iter().filter(|(words, _)| is_slip(words, spelt));
            slips.map(move |(words, end)| (strsim::damerau_levenshtein(words, spelt), found(spelt, *keyword, true, *end)))
        });
        slips.min_by_key(|(distance, _)| *distance).map(|(_, found)| found)
    };
    exact.or_else(other).or_else(near).filter(|found| fits(found, first))
}

/// Whether what follows a word suits it, where the word alone could begin a line of a body that has lost its indentation.
fn fits(found: &Found, first: &[Token<'_>]) -> bool {
    let next = first.iter().find(|token| token.start >= found.end);
    let written = |next: &Token<'_>| next.kind == Kind::Quoted || next.text.starts_with(|first: char| first.is_ascii_digit());
    let terms = found.keyword != Keyword::Terms || next.is_some_and(|next| next.is_mark(":"));
    let clause = found.keyword != Keyword::Clause || !found.misspelt || next.is_some_and(written);
    let claim = next.is_some_and(|next| next.is_one_of(&["stated", "states", "said", "says"]));
    terms && clause && !(found.keyword == Keyword::Also && claim)
}

/// So many first words in small letters with blanks for hyphens, and where they end.
fn opening(first: &[Token<'_>], count: usize) -> Option<(String, usize)> {
    let words = first.get(..count)?;
    let bare = words.iter().all(|token| token.kind == Kind::Word);
    let written = words.iter().map(|token| token.text).collect::<Vec<_>>().join(" ").to_lowercase();
    bare.then_some((written.replace(is_dash, " "), words.last()?.end()))
}

/// A label before a colon has fewer words.
const LABEL: usize = 4;

/// What begins a line that no declaration begins with: the words before its colon, or its first word.
pub(in crate::syntax) fn unknown(line: &Physical<'_>) -> Option<Found> {
    let first = line.first.first()?;
    let colon = line.first.iter().take(LABEL).position(|token| token.is_mark(":")).filter(|at| *at > 0);
    let last = colon.and_then(|at| line.first.get(at - 1)).unwrap_or(first);
    Some(Found { start: first.start, ..Found::unknown(last.end()) })
}

/// The declaration that is probably meant by a word that begins none.
pub(in crate::syntax) fn meant(written: &str) -> Option<&'static str> {
    let lower = written.to_lowercase().replace(is_dash, " ");
    let known = MEANT.iter().find(|(other, _)| lower == *other || lower.starts_with(&format!("{other} ")));
    known.map(|(_, spelt)| *spelt).or_else(|| nearest(&lower, KEYWORDS.iter().map(|(spelt, _)| *spelt)))
}

/// Whether a word is another one with a slip or two; stricter than "did you mean", for what is a body line otherwise.
pub(in crate::syntax) fn is_slip(written: &str, spelt: &str) -> bool {
    let allowed = if spelt.chars().count() <= 5 { 1 } else { 2 };
    let same_start = written.chars().next() == spelt.chars().next();
    !["it cannot be", "terms"].contains(&spelt)
        && same_start
        && written.chars().count().abs_diff(spelt.chars().count()) <= 2
        && strsim::damerau_levenshtein(written, spelt) <= allowed
}
