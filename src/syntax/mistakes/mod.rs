//! What to say of a line that cannot be read: the mistakes officers make first, each with its own words; else what a line may
//! look like in this place.
//!
//! A mend that is a whole line is read by the grammar before it is offered, so that no advice is wrong.

mod changes;
mod conditions;
mod derived;
mod english;
mod forms;
mod imports;
mod lines;
mod phrases;
mod place;
mod scenarios;
mod statements;
mod whom;

pub(super) use changes::refused;
pub(super) use derived::{added, capped};
pub(super) use english::{about_no_kind, in_english, opening};
pub(super) use imports::OTHER_WORDS as IN_PLACE_OF_WHEN;
pub(super) use phrases::{LONGEST_CODE, expects_in_code, several_categories};
pub(super) use place::Place;
pub(super) use statements::allowances::ends_allowing;
pub(super) use statements::settles;
use statements::{allowances, clauses, figures};

use super::grammar::{self, Rule};
use super::lower::Reader;
use super::outline::Segment;
use super::outline::words::{Kind, Token, allows};
use crate::diagnostic::codes::syntax as codes;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// A line that could not be read.
#[derive(Debug)]
struct Look<'t> {
    place: Place,
    file: FileId,
    text: &'t str,
    line: Segment,
    /// Its words without the citations behind it.
    tokens: Vec<Token<'t>>,
    /// Its words with them.
    all: Vec<Token<'t>>,
    stopped: usize,
}

type Check = fn(&Look<'_>) -> Option<Diagnostic>;

/// The mistakes, in the order they are looked for: a later one may be the consequence of an earlier.
const CHECKS: &[Check] = &[
    lines::nothing_written,
    imports::line,
    changes::removal_says_more,
    changes::amends,
    allowances::line,
    lines::misspelt_citation,
    conditions::commas::inside_a_number,
    scenarios::line,
    statements::unquoted,
    statements::because_of_no_decision,
    statements::other_word_for_from,
    statements::claim,
    figures::quoted_figure,
    figures::activity_first,
    figures::two_figures,
    figures::bound_behind,
    figures::none_given,
    figures::fraction,
    figures::sign_between,
    clauses::from_to,
    clauses::no_rule,
    clauses::because_of_a_rule,
    lines::goes_on_after_citation,
    lines::because,
    lines::row,
    whom::before_the_line,
    whom::behind_otherwise,
    whom::in_brackets,
    derived::row,
    derived::cell,
    derived::result,
    derived::score_line,
    derived::categorised_using,
    lines::reversed,
    phrases::gate_with_when,
    phrases::gate_of_several,
    phrases::category_line,
    phrases::unless_in_line,
    phrases::single_quotes,
    phrases::until,
    lines::other_word,
    conditions::symbol,
    conditions::brackets,
    lines::missing_colon,
    lines::unknown_label,
    conditions::doubled,
    conditions::nothing_follows,
    conditions::comparison_cut_short,
    conditions::nothing_before,
    lines::misspelt_word,
    whom::without_when,
    lines::missing_when,
    lines::gate_without_unless,
    lines::after_otherwise,
    conditions::not_a_count,
    conditions::commas::neither_of_facts,
    conditions::neither_or,
    conditions::nested,
    phrases::comparison_again,
    conditions::missing_is,
    conditions::commas::count_of_commas,
    conditions::commas::outside_a_list,
    conditions::commas::facts_for,
    conditions::lone_mark,
    forms::any,
];

/// Reports a line that could not be read beyond byte `stopped`.
pub(super) fn report(reader: &mut Reader<'_, '_>, place: Place, line: Segment, stopped: usize) {
    let all: Vec<Token<'_>> = reader.words(line).collect();
    let cited = (0..all.len()).find(|at| all.get(*at..).is_some_and(|rest| citation(rest) > 0));
    let tokens = all.iter().take(cited.unwrap_or(all.len())).copied().collect();
    let look = Look { place, file: reader.file, text: reader.text, line, tokens, all, stopped };
    if let Some(found) = CHECKS.iter().find_map(|check| check(&look)) {
        reader.push(found);
    }
}

/// How many words at a place are a citation, or say what is allowed; none where there is neither.
fn citation(words: &[Token<'_>]) -> usize {
    match words {
        [word, quote, ..] if word.is_one_of(&["from", "reading", "because"]) && quote.kind == Kind::Quoted => 2,
        words if allows(words) => {
            let quoted = words.iter().take(4).position(|word| word.kind == Kind::Quoted);
            quoted.map_or(2, |at| at + 1)
        }
        _ => 0,
    }
}

impl<'t> Look<'t> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    fn token_span(&self, token: &Token<'_>) -> Span {
        self.span(token.start, token.end())
    }

    fn at(&self, code: Code, token: &Token<'_>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, self.token_span(token), message)
    }

    /// The line without citations.
    fn whole(&self) -> Span {
        let start = self.all.first().map_or(self.line.start, |first| first.start);
        let end = self.tokens.last().or(self.all.last()).map_or(self.line.end, Token::end);
        self.span(start, end)
    }

    fn find(&self, words: &[&str]) -> Option<(usize, &Token<'t>)> {
        self.tokens.iter().enumerate().find(|(_, token)| token.is_one_of(words))
    }

    fn has_mark(&self, mark: &str) -> bool {
        self.tokens.iter().any(|token| token.is_mark(mark))
    }

    /// The text from one token to another, blanks reduced, the last one left out.
    fn between(&self, from: usize, to: usize) -> String {
        let tokens = self.tokens.get(from..to).unwrap_or(&[]);
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return String::new() };
        let text = self.text.get(first.start..last.end()).unwrap_or("");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether a mend can be read in the place of the line.
    fn can_read(&self, mend: &str) -> bool {
        let rules = [
            (Place::CategoryLine, Rule::category_line),
            (Place::Expectation, Rule::expectation),
            (Place::Gate, Rule::gate),
            (Place::Fact, Rule::fact),
            (Place::ScoreLine, Rule::score_line),
            (Place::Cell, Rule::cell_test),
            (Place::ToldLine, Rule::told_line),
            (Place::ExpectLine, Rule::expect_line),
            (Place::PropertyLine, Rule::claim_line),
        ];
        let rule = rules.iter().find(|(place, _)| *place == self.place).map_or(Rule::rule_line, |(_, rule)| *rule);
        mend.len() <= LONGEST_MEND && grammar::read(rule, mend, self.file, 0).is_ok()
    }

    /// A mend that is a whole line, where it can be read.
    fn mend(&self, mend: &str) -> Option<String> {
        let never = if self.place == Place::Gate { "never " } else { "" };
        self.can_read(mend).then(|| format!("Write `{never}{mend}`."))
    }
}

/// Longer lines are not written out again.
const LONGEST_MEND: usize = 160;

/// Words of which only one may stand before the other in a line.
const JOINING: &[&str] = &["and", "or", "when", "unless", "is", "are", "not", "that"];

fn unreadable(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(codes::UNREADABLE_LINE, span, message)
}
