//! The lines of a text as they stand, and what can be seen of each without its neighbours.

use super::Segment;
use super::keyword;
use super::words::{self, Kind, Token, Tokens};

/// How many words at the start of a line are kept to see what it begins.
const FIRST_WORDS: usize = 5;

/// A line that holds more than blanks and a comment.
#[derive(Clone, Debug)]
pub(in crate::syntax) struct Physical<'t> {
    /// From its first to its last character, the comment left out.
    pub(in crate::syntax) content: Segment,
    /// How far it is indented, in columns.
    pub(in crate::syntax) indent: usize,
    /// How many tabs it is indented by.
    pub(in crate::syntax) tabs: usize,
    pub(in crate::syntax) first: Vec<Token<'t>>,
    /// What stands behind a bullet.
    pub(in crate::syntax) bullet: Option<Segment>,
    /// What looks like its bullet may be a minus: `-1 when …`.
    pub(in crate::syntax) negative: bool,
    /// It holds nothing but citations.
    pub(in crate::syntax) is_tail: bool,
    /// It is a row of a table.
    pub(in crate::syntax) is_row: bool,
    /// It is a rule or strand of its own, whatever stands before it.
    pub(in crate::syntax) begins_line: bool,
    /// `expects` stands in it.
    pub(in crate::syntax) expects: bool,
    /// It starts with `and` or `or`.
    pub(in crate::syntax) continues: bool,
    /// It ends with a word after which something must follow.
    pub(in crate::syntax) open_ended: bool,
    /// It ends with `any of` or the like.
    pub(in crate::syntax) opens_list: bool,
    pub(in crate::syntax) has_colon: bool,
    pub(in crate::syntax) has_text_after_colon: bool,
    /// A quotation mark that is not closed.
    pub(in crate::syntax) unclosed: Option<usize>,
}

/// The lines of a text that hold something.
pub(in crate::syntax) fn lines(text: &str) -> impl Iterator<Item = Physical<'_>> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        Physical::of(line, start)
    })
}

impl<'t> Physical<'t> {
    fn of(line: &'t str, base: usize) -> Option<Self> {
        let all = words::tokens(line, base);
        let seen = Seen::of(all.clone());
        let content = seen.content?;
        let first: Vec<Token<'t>> = all.take(FIRST_WORDS).collect();
        let quote_second = first.get(1).is_some_and(|token| matches!(token.kind, Kind::Quoted | Kind::Unclosed));
        let starts = |words: &[&str]| first.first().is_some_and(|token| token.is_one_of(words));
        let is_tail = quote_second && starts(&["from", "reading", "because"]) || words::allows(&first);
        Some(Self {
            indent: indent(line),
            tabs: line.chars().take_while(|char| words::is_blank(*char)).filter(|char| *char == '\t').count(),
            bullet: bullet(line, content, base),
            negative: is_negative(&first),
            is_tail,
            is_row: first.first().is_some_and(|token| token.is_mark("|")),
            expects: seen.expects,
            begins_line: seen.line_word || starts(&["strand", "never"]),
            continues: starts(&["and", "or"]),
            open_ended: seen.open_ended,
            opens_list: seen.opens_list,
            has_colon: seen.colon,
            has_text_after_colon: seen.text_after_colon,
            unclosed: seen.unclosed,
            content,
            first,
        })
    }
}

/// How far a line is indented, in columns.
pub(in crate::syntax) fn indent(line: &str) -> usize {
    line.chars().take_while(|char| words::is_blank(*char)).map(width).sum()
}

/// How many columns a tab takes.
pub(in crate::syntax) const TAB: usize = 4;

/// How many columns a blank takes.
fn width(blank: char) -> usize {
    match blank {
        '\t' => TAB,
        '\u{FEFF}' | '\u{200B}' => 0,
        _ => 1,
    }
}

/// What may stand between `any of` and the bullets it opens.
const THE_FOLLOWING: &[&str] = &[
    "the",
    "these",
    "following",
    "conditions",
    "criteria",
    "statements",
    "apply",
    "applies",
    "hold",
    "holds",
    "are",
    "is",
    "true",
    "met",
];

/// What one walk over the tokens of a line shows.
#[derive(Default)]
struct Seen {
    content: Option<Segment>,
    line_word: bool,
    expects: bool,
    colon: bool,
    text_after_colon: bool,
    open_ended: bool,
    opens_list: bool,
    unclosed: Option<usize>,
}

impl Seen {
    fn of(tokens: Tokens<'_>) -> Self {
        let mut seen = Self::default();
        let (mut counting, mut allowing) = (false, false);
        for token in tokens {
            let start = seen.content.map_or(token.start, |content| content.start);
            seen.content = Some(Segment { start, end: token.end() });
            seen.expects |= token.is("expects");
            seen.line_word |= token.is_one_of(keyword::DECIDERS);
            counting |= token.is_one_of(&["any", "all", "each", "none", "least", "most", "exactly", "than", "more"]);
            allowing = token.is("allow") || allowing && (words::is_code(&token) || token.is_one_of(&["because", "and", "or"]));
            let citation = token.is_one_of(&["from", "reading"]) || token.kind == Kind::Quoted || allowing;
            let goes_on = token.is_mark(":") || citation || token.is_one_of(THE_FOLLOWING);
            seen.opens_list = counting && token.is("of") || seen.opens_list && goes_on;
            seen.open_ended = token.is_one_of(&["and", "or", "when", "unless", "that"]) || token.is_mark(",");
            seen.text_after_colon |= seen.colon && !citation;
            seen.colon |= token.is_mark(":");
            if token.kind == Kind::Unclosed {
                seen.unclosed = Some(token.start);
            }
        }
        seen
    }
}

/// Whether points with a minus stand first: `-1 when`, `-1 for each of`, `-2 times the`.
fn is_negative(first: &[Token<'_>]) -> bool {
    let [sign, number, word, ..] = first else { return false };
    let points = ["when", "if", "where", "for", "point", "points", "otherwise", "times", "time", "x"];
    let points = word.is_one_of(&points) || word.is_mark(":") || word.is_mark("×");
    let number_like = number.text.starts_with(|char: char| char.is_ascii_digit() || char == '£');
    sign.kind == Kind::Mark && sign.text.chars().all(words::is_dash) && sign.end() == number.start && number_like && points
}

/// What stands behind a bullet, where a line begins with one.
fn bullet(line: &str, content: Segment, base: usize) -> Option<Segment> {
    let written = line.get(content.start.checked_sub(base)?..content.end.checked_sub(base)?)?;
    let first = written.chars().next()?;
    let behind = if words::is_dash(first) || matches!(first, '*' | '•' | '◦' | '▪' | '‣' | '·') {
        written.get(first.len_utf8()..)?
    } else {
        numbered(written)?
    };
    let text = behind.trim_start_matches(words::is_blank);
    Some(Segment { start: content.end - text.len(), end: content.end })
}

/// What stands behind `1.`, `1)`, `a)` or `(a)`.
fn numbered(written: &str) -> Option<&str> {
    let inner = written.strip_prefix('(').unwrap_or(written);
    let mark = inner.get(..inner.find(['.', ')'])?)?;
    let behind = inner.get(mark.len()..)?;
    let number = !mark.is_empty() && mark.len() <= 2 && mark.chars().all(|char| char.is_ascii_digit());
    let letter = mark.len() == 1 && mark.chars().all(char::is_alphabetic) || matches!(mark, "ii" | "iii" | "iv");
    let rest = behind.strip_prefix(')').or_else(|| behind.strip_prefix('.').filter(|_| number && inner == written))?;
    ((number || letter) && rest.starts_with(words::is_blank)).then_some(rest)
}
