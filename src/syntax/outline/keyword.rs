//! The words that begin a declaration.

use super::words::{Kind, Token};

/// What a declaration is by its first word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax) enum Keyword {
    Policy,
    Setting,
    Scale,
    Choice,
    Facts,
    Constraint,
    Parameter,
    HalfTerms,
    OtherTimes,
    Categories,
    Define,
    List,
    Categorise,
    Allocation,
    Also,
    Examples,
    /// A word of the language that this version does not read yet.
    Later,
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
    pub(in crate::syntax) fn below(self) -> Below {
        match self {
            Self::Setting | Self::Choice | Self::Parameter | Self::HalfTerms | Self::OtherTimes => Below::Nothing,
            Self::Examples | Self::Later => Below::Nothing,
            Self::Constraint | Self::List | Self::Also => Below::Bullets,
            Self::Policy | Self::Scale | Self::Facts | Self::Categories | Self::Define => Below::Lines,
            Self::Categorise | Self::Allocation => Below::Lines,
        }
    }
}

const KEYWORDS: &[(&str, Keyword)] = &[
    ("policy", Keyword::Policy),
    ("setting", Keyword::Setting),
    ("scale", Keyword::Scale),
    ("choice", Keyword::Choice),
    ("facts", Keyword::Facts),
    ("it cannot be", Keyword::Constraint),
    ("parameter", Keyword::Parameter),
    ("half terms", Keyword::HalfTerms),
    ("other times", Keyword::OtherTimes),
    ("categories", Keyword::Categories),
    ("define", Keyword::Define),
    ("list", Keyword::List),
    ("categorise", Keyword::Categorise),
    ("categorize", Keyword::Categorise),
    ("allocation", Keyword::Allocation),
    ("also", Keyword::Also),
    ("examples", Keyword::Examples),
    ("group", Keyword::Later),
    ("table", Keyword::Later),
    ("score", Keyword::Later),
    ("scenario", Keyword::Later),
    ("property", Keyword::Later),
    ("clause", Keyword::Later),
    ("import", Keyword::Later),
];

/// A declaration's word as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax) struct Found {
    pub(in crate::syntax) keyword: Keyword,
    /// How it is spelt in the language.
    pub(in crate::syntax) spelt: &'static str,
    /// Whether the text spells it otherwise.
    pub(in crate::syntax) misspelt: bool,
    /// Where it ends.
    pub(in crate::syntax) end: usize,
}

/// The declaration that a line of these first words begins, perhaps misspelt.
pub(in crate::syntax) fn begins(first: &[Token<'_>]) -> Option<Found> {
    let by = |matches: &dyn Fn(&str, &str) -> bool, misspelt: bool| {
        KEYWORDS.iter().find_map(|(spelt, keyword)| {
            let words = first.get(..spelt.split(' ').count())?;
            let bare = words.iter().all(|token| token.kind == Kind::Word);
            let written = words.iter().map(|token| token.text).collect::<Vec<_>>().join(" ").to_lowercase();
            let end = words.last()?.end();
            (bare && matches(&written, spelt)).then_some(Found { keyword: *keyword, spelt, misspelt, end })
        })
    };
    by(&|written, spelt| written == spelt, false).or_else(|| by(&is_slip, true))
}

/// Whether a word is another one with a slip or two; stricter than "did you mean", for what is a body line otherwise.
pub(in crate::syntax) fn is_slip(written: &str, spelt: &str) -> bool {
    let allowed = if spelt.chars().count() <= 5 { 1 } else { 2 };
    let same_start = written.chars().next() == spelt.chars().next();
    spelt != "it cannot be"
        && same_start
        && written.len().abs_diff(spelt.len()) <= 2
        && strsim::damerau_levenshtein(written, spelt) <= allowed
}
