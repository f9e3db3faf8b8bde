//! Mistakes in the rows of tables and in the lines of scores.

use super::super::grammar::{self, Node, Rule};
use super::super::lower::phrase;
use super::english::in_figures;
use super::{LONGEST_MEND, Look, Place};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::source::Span;
use crate::syntax::outline::keyword::{Keyword, is_slip};
use crate::syntax::outline::words::{Token, is_blank, is_dash};

/// A line below a table that is no row, a row without its last bar, or with a citation behind it.
pub(super) fn row(look: &Look<'_>) -> Option<Diagnostic> {
    let (first, last) = (look.all.first()?, look.tokens.last()?);
    if look.place != Place::TableRow {
        return None;
    }
    if !first.is_mark("|") {
        let message = "Here stand the rows of a table, and this line is none.";
        let help = "A row is written with a bar before each cell and one at its end: `| ONE | OTHER | GIVES |`.";
        return Some(Diagnostic::new(codes::NO_PLACE, look.whole(), message).help(help));
    }
    if look.all.len() > look.tokens.len() {
        let cited = look.all.get(look.tokens.len()..)?;
        let place = look.token_span(cited.first()?).to(look.token_span(cited.last()?));
        let message = "Nothing stands behind the last bar of a row.";
        let help = "Say where each row comes from in a last column of the table, with the heading `from` (or `reading`); where all rows \
                    come from stands behind the heading of the table.";
        return Some(Diagnostic::new(codes::ROW_CITATION, place, message).help(help));
    }
    let open = !last.is_mark("|") || look.all.len() == 1;
    open.then(|| look.at(codes::ROW_NOT_CLOSED, last, "The last bar of this row is missing.").help("End the row with `|`."))
}

/// What people write where it makes no difference.
const ANY: [&str; 6] = ["-", "–", "—", "*", "…", "..."];

/// Signs before a number or value, and the words for them.
const SIGNS: [(&str, &str); 11] = [
    (">=", "at least "),
    ("=>", "at least "),
    ("≥", "at least "),
    ("<=", "at most "),
    ("=<", "at most "),
    ("≤", "at most "),
    ("<>", "not "),
    ("!=", "not "),
    ("≠", "not "),
    (">", "over "),
    ("<", "under "),
];

/// `>= 3`, `3+`, `-`, `A and B`, `A / B`
pub(super) fn cell(look: &Look<'_>) -> Option<Diagnostic> {
    let written = look.text.get(look.line.start..look.line.end).filter(|_| look.place == Place::Cell)?;
    let whole = look.span(look.line.start, look.line.end);
    let mend = |words: String| look.can_read(&words).then(|| format!("Write `{words}`."));
    let said = |message: String, help: String| Some(Diagnostic::new(codes::CELL, whole, message).help(help));
    if ANY.contains(&written) {
        return said(format!("`{written}` says nothing in a cell."), "Write `any` where it makes no difference.".to_owned());
    }
    let signed = SIGNS.iter().find_map(|(sign, words)| Some((sign, words, written.strip_prefix(sign)?)));
    if let Some((sign, words, rest)) = signed {
        let help = mend(format!("{words}{}", rest.trim_matches(is_blank)));
        return said(
            format!("The sign `{sign}` is not part of the language."),
            help.unwrap_or_else(|| "Write `at least`, `at most`, `over`, `under` or `not` in its place.".to_owned()),
        );
    }
    if let Some(help) =
        written.strip_suffix('+').and_then(|number| mend(format!("at least {}", number.trim_end_matches(is_blank))))
    {
        return said("The sign `+` is not part of the language.".to_owned(), help);
    }
    if let [low, dash, high] = look.tokens.as_slice()
        && dash.text.chars().all(is_dash)
        && let Some(help) = mend(format!("{} to {}", low.text, high.text))
    {
        return Some(look.at(codes::CELL, dash, "A dash between blanks joins no numbers.").help(help));
    }
    if let Some(slash) = look.tokens.iter().find(|token| token.is_mark("/")) {
        let parts: Vec<&str> = written.split('/').map(|part| part.trim_matches(is_blank)).collect();
        let help = mend(parts.join(" or ")).unwrap_or_else(|| "Write `or` in its place.".to_owned());
        return Some(look.at(codes::CELL, slash, "The sign `/` joins no values.").help(help));
    }
    let (at, and) = look.find(&["and", "but"])?;
    let message = format!("A cell is one test, and has no `{}`.", and.text);
    let values = format!("{} or {}", look.between(0, at), look.between(at + 1, look.tokens.len()));
    let or = if look.can_read(&values) { format!("`{values}`") } else { "`or` between values".to_owned() };
    let help = format!(
        "Write {or} if either will do. For numbers write both ends, as in `2 to 3`; what another fact must be stands in a column of its own."
    );
    Some(look.at(codes::CELL, and, message).help(help))
}

/// `amber or red`, `10 (max)`
pub(super) fn result(look: &Look<'_>) -> Option<Diagnostic> {
    let stop = look.tokens.iter().find(|token| token.end() > look.stopped).filter(|_| look.place == Place::Result)?;
    let (message, help) = if stop.is_one_of(&["or", "and", "and/or", "nor", "but"]) {
        let message = format!("A row gives one result, and `{}` makes two of it.", stop.text);
        let whole = look.between(0, look.tokens.len());
        (message, format!("Write one of them; if it is one name, put it in quotation marks: `\"{whole}\"`."))
    } else {
        let message = format!("This result cannot be read beyond `{}`.", stop.text);
        (message, "Write a category, a value or a number; any other words go into quotation marks.".to_owned())
    };
    Some(look.at(codes::CELL, stop, message).help(help))
}

/// What a line of a score looks like.
const FORM: &str = "Write `NUMBER when CONDITION`, or `NUMBER for each of the LIST`.";

/// Words that say nothing before points.
const ADDING: [&str; 4] = ["add", "plus", "score", "award"];

/// `add 3 when …`, which is read as if the points were called so.
pub(in crate::syntax) fn added(points: &Node<'_>) -> Option<Diagnostic> {
    let words: Vec<Node<'_>> = points.children(Rule::word).collect();
    let (first, rest) = words.split_first()?;
    let adds = ADDING.iter().any(|word| word.eq_ignore_ascii_case(first.text()));
    let number = rest.first().is_some_and(|number| number.text().starts_with(|char: char| char.is_ascii_digit()));
    let rest: Vec<&str> = rest.iter().map(Node::text).collect();
    (adds && number).then(|| adds_up(first.span(), first.text(), format!("Write `{} when …`.", rest.join(" "))))
}

fn adds_up(span: Span, word: &str, help: String) -> Diagnostic {
    Diagnostic::new(codes::SCORE_LINE, span, format!("Points need no `{word}`: all that holds is added up.")).help(help)
}

/// Words for the most that something may come to.
const LIMITS: [&str; 8] =
    ["up to ", "at most ", "maximum ", "max ", "max. ", "a maximum of ", "no more than ", "to a maximum of "];

/// `1 for each of the risk factors up to 3`, `maximum 10`, of which the grammar makes names.
pub(in crate::syntax) fn capped(name: &Node<'_>) -> Option<Diagnostic> {
    let lower = phrase(name).text.to_lowercase();
    let limits = |limit: &str| lower.starts_with(limit) || lower.contains(&format!(" {limit}"));
    LIMITS.iter().find(|limit| limits(limit))?;
    let message = "A line of a score has no upper limit.";
    let help = "Count it in a score of its own, give its points in a table, by the first match, and name the table here.";
    Some(Diagnostic::new(codes::SCORE_LINE, name.span(), message).help(help))
}

/// `categorise a school using the risk matrix`
pub(super) fn categorised_using(look: &Look<'_>) -> Option<Diagnostic> {
    if look.place != Place::Heading(Keyword::Categorise) {
        return None;
    }
    let (at, word) = look.find(&["using", "with", "from", "on", "through", "according"]).filter(|(at, _)| *at > 0)?;
    let behind = at + 1 + usize::from(look.tokens.get(at + 1).is_some_and(|to| to.is("to")));
    let mend = format!("{} by {}", look.between(0, at), look.between(behind, look.tokens.len()));
    let readable = mend.len() <= LONGEST_MEND && grammar::read(Rule::categorise, &mend, look.file, 0).is_ok();
    let message = format!("`categorise` goes with `by`, not with `{}`.", word.text);
    readable.then(|| look.at(codes::OTHER_WORD, word, message).help(format!("Write `categorise {mend}`.")))
}

/// Lines of a score in other words or another order.
pub(super) fn score_line(look: &Look<'_>) -> Option<Diagnostic> {
    let first = look.tokens.first().filter(|_| look.place == Place::ScoreLine)?;
    let all = look.tokens.len();
    if let Some((_, word)) = look.find(&["otherwise", "else", "default"]) {
        let message =
            format!("A score has no `{}`: what holds is added up, and nothing is added where nothing holds.", word.text);
        return Some(look.at(codes::SCORE_OTHERWISE, word, message).help("Take the line out."));
    }
    if first.is_one_of(&["when", "if", "where", "for"]) {
        let starts = usize::from(!first.is("for"));
        let gives = ["then", "add", "adds", "give", "gives", "score", "scores"];
        let parts = look.tokens.iter().rposition(|token| token.is_one_of(&gives) || parts_points(token));
        let mend = parts.filter(|_| starts == 1).and_then(|at| {
            let then = at.checked_sub(1).filter(|before| look.tokens.get(*before).is_some_and(|token| token.is("then")));
            mended(look, &look.between(at + 1, all), 1, then.unwrap_or(at))
        });
        let message = "This line begins with its condition; a line of a score begins with its points.";
        let help = mend.unwrap_or_else(|| FORM.to_owned());
        return Some(Diagnostic::new(codes::REVERSED_LINE, look.whole(), message).help(help));
    }
    if first.is_mark("+") || first.is_one_of(&ADDING) {
        let help = look.mend(&look.between(1, all)).unwrap_or_else(|| FORM.to_owned());
        return Some(adds_up(look.token_span(first), first.text, help));
    }
    other_when(look).or_else(|| score_each(look)).or_else(|| missing_when(look)).or_else(|| points_last(look))
}

/// Whether a mark may stand between a condition and the points for it.
fn parts_points(token: &Token<'_>) -> bool {
    token.is_mark(":") || token.is_mark("=") || token.text.chars().all(is_dash)
}

fn is_number(token: &Token<'_>) -> bool {
    in_figures(token.text).is_some() || token.text.starts_with(|char: char| char.is_ascii_digit())
}

/// A line with `when` between two of its tokens.
fn with_when(look: &Look<'_>, at: usize, behind: usize) -> Option<String> {
    mended(look, &look.between(0, at), behind, look.tokens.len())
}

/// A line of points and a condition, which may lack its `is`: `attendance below 90%`.
fn mended(look: &Look<'_>, points: &str, from: usize, to: usize) -> Option<String> {
    look.mend(&format!("{points} when {}", look.between(from, to))).or_else(|| {
        let comparing =
            |token: &Token<'_>| token.is_one_of(&["under", "below", "over", "above", "at", "less", "more", "between"]);
        let at = look.tokens.get(from..to)?.iter().position(comparing).filter(|at| *at > 0)? + from;
        look.mend(&format!("{points} when {} is {}", look.between(from, at), look.between(at, to)))
    })
}

/// `3 if x`, `3 wen x`
fn other_when(look: &Look<'_>) -> Option<Diagnostic> {
    if look.find(&["when"]).is_some() {
        return None;
    }
    if let Some((at, word)) = look.find(&["if", "where", "whenever", "while"]).filter(|(at, _)| *at > 0) {
        let help = with_when(look, at, at + 1).unwrap_or_else(|| "Write `when` in its place.".to_owned());
        return Some(look.at(codes::OTHER_WORD, word, format!("A rule has no `{}`.", word.text)).help(help));
    }
    let slip = look.tokens.iter().enumerate().skip(1).find(|(_, token)| is_slip(&token.text.to_lowercase(), "when"));
    let (_, word) = slip.filter(|(at, _)| with_when(look, *at, at + 1).is_some())?;
    let message = format!("`{}` is not understood in this place.", word.text);
    Some(look.at(codes::MISSPELT_WORD, word, message).help("Did you mean `when`?"))
}

/// `3 x is good`, `3: x is good`, `3 points for x is good`
fn missing_when(look: &Look<'_>) -> Option<Diagnostic> {
    let written = look.find(&["when"]).is_some();
    look.tokens.first().filter(|first| is_number(first) && !written)?;
    let unit = look.tokens.get(1).is_some_and(|token| token.is_one_of(&["point", "points", "%"]));
    let at = 1 + usize::from(unit);
    let parted = look.tokens.get(at).is_some_and(|token| parts_points(token) || token.is("for"));
    let help = with_when(look, at, at + usize::from(parted))?;
    Some(Diagnostic::new(codes::MISSING_WHEN, look.whole(), "This line has no `when`.").help(help))
}

/// `1 per risk factor`, `1 for every risk factor`, `1 for any of the risk factors`
fn score_each(look: &Look<'_>) -> Option<Diagnostic> {
    let behind_for = |at: usize| at.checked_sub(1).and_then(|at| look.tokens.get(at)).is_some_and(|before| before.is("for"));
    let (at, word) =
        look.tokens.iter().enumerate().skip(1).find(|(at, token)| {
            token.is_one_of(&["per", "every", "each"]) || token.is_one_of(&["any", "all"]) && behind_for(*at)
        })?;
    let mut behind = at + 1;
    while look.tokens.get(behind).is_some_and(|token| token.is_one_of(&["of", "the", "for"])) {
        behind += 1;
    }
    let (points, list) = (look.between(0, if behind_for(at) { at - 1 } else { at }), look.between(behind, look.tokens.len()));
    let each = if behind > at + 1 { "each of the" } else { "each" };
    let bullets = list.starts_with("following").then(|| format!("Write `{points} for each of the following:`."));
    let help = bullets.or_else(|| look.mend(&format!("{points} for {each} {list}")));
    let message = "Points for each member of a list are given `for each of` it.";
    Some(look.at(codes::SCORE_LINE, word, message).help(help.unwrap_or_else(|| FORM.to_owned())))
}

/// `attendance is under 90%: 3 points`, `weak leadership`
fn points_last(look: &Look<'_>) -> Option<Diagnostic> {
    let all = look.tokens.len();
    if look.find(&["when"]).is_some() || look.tokens.first().is_some_and(is_number) {
        return None;
    }
    let parts = look.tokens.iter().rposition(parts_points).filter(|at| look.tokens.get(at + 1).is_some_and(is_number));
    let mend = parts.and_then(|at| mended(look, &look.between(at + 1, all), 0, at));
    let (code, message) = match mend {
        Some(_) => (codes::REVERSED_LINE, "A line of a score begins with its points."),
        None => (codes::SCORE_LINE, "How many points this line gives is not said."),
    };
    Some(Diagnostic::new(code, look.whole(), message).help(mend.unwrap_or_else(|| FORM.to_owned())))
}
