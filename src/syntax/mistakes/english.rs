//! English that the grammar reads and that means something else, or may mean two things.

use super::super::grammar::{Node, Rule};
use super::super::lower::{NUMBER_WORDS, Reader, phrase};
use super::super::outline::keyword::Keyword;
use super::super::outline::words::{Token, is_quote};
use super::super::tree::Join;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::diagnostic::words::with_article;
use crate::source::Span;

/// How many must hold, before a number.
const COUNTS: &[&str] = &["at least", "at most", "more than", "fewer than", "less than", "exactly", "up to"];
/// What the place in a source may be called.
const PLACES: &[&str] = &["section", "annex", "page", "paragraph", "para", "table", "appendix", "chapter"];

/// Reports the first term that is English and not yet the language, and says whether there is one.
pub(in crate::syntax) fn in_english(reader: &mut Reader<'_, '_>, terms: &[Node<'_>], joins: &[Join]) -> bool {
    let found = terms.iter().enumerate().find_map(|(at, term)| {
        let plain = term.child(Rule::plain)?;
        let source = source(reader, &plain);
        source.or_else(|| {
            let name = plain.child(Rule::name)?;
            let text = phrase(&name).text;
            let bare = !name.text().starts_with(is_quote);
            let tested = plain.has(Rule::test).then(|| plain.child(Rule::test)).flatten();
            let denied = plain.has(Rule::k_not);
            let next = terms.get(at + 1).filter(|_| joins.get(at) == Some(&Join::Or));
            bare.then(|| {
                two_numbers(&text, terms.get(at + 1), plain.span())
                    .or_else(|| not_a_pair(reader, at, terms, joins, &text))
                    .or_else(|| one_of_named(reader, at, terms, joins, &text))
                    .or_else(|| no(&text, denied, tested.is_some(), plain.span()))
                    .or_else(|| there_is(&text, tested.as_ref()?, plain.span()))
                    .or_else(|| count_of(&text, plain.span()))
                    .or_else(|| or_more(&text, next?, plain.span()))
            })?
        })
    });
    let is_english = found.is_some();
    found.into_iter().for_each(|diagnostic| reader.push(diagnostic));
    is_english
}

fn other_word(span: Span, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(codes::OTHER_WORD, span, message).help(help)
}

/// `not both a and b`, `not either a or b`, `neither a or b`
fn not_a_pair(reader: &Reader<'_, '_>, at: usize, terms: &[Node<'_>], joins: &[Join], name: &str) -> Option<Diagnostic> {
    let plain = terms.get(at)?.child(Rule::plain)?;
    let (word, _) = name.split_once(' ').filter(|(_, rest)| terms.len() > 1 && !rest.starts_with("of "))?;
    let (join, opposite) = match (word.to_lowercase().as_str(), plain.has(Rule::k_not)) {
        ("both", true) => (Join::And, "or"),
        ("either", true) | ("neither", false) => (Join::Or, "and"),
        _ => return None,
    };
    let written = reader.written(plain.span());
    let first = written.split_once(word)?.1.trim();
    let others: Option<Vec<String>> = terms
        .get(1..)?
        .iter()
        .map(|term| term.child(Rule::plain).filter(|plain| !plain.has(Rule::k_not)).map(|plain| reader.written(plain.span())))
        .collect();
    let whole = others.filter(|others| at == 0 && !others.is_empty() && joins.iter().all(|other| *other == join));
    let help = match whole.as_deref() {
        Some([second]) if join == Join::And && !first.contains(',') && !second.contains(',') => {
            format!("Write `at most 1 of {first}, {second}`.")
        }
        Some(others) => {
            let denied: Vec<String> = others.iter().map(|other| format!("not {other}")).collect();
            format!("Write `not {first} {opposite} {}`.", denied.join(&format!(" {opposite} ")))
        }
        None => "Give what is denied a name with `define`, and write `not` and the name.".to_owned(),
    };
    let not = if plain.has(Rule::k_not) { "`not` cannot stand before" } else { "No name begins with" };
    Some(other_word(plain.span(), format!("{not} `{word}`."), help))
}

/// `one of a or b`, which is no list with a name.
fn one_of_named(reader: &Reader<'_, '_>, at: usize, terms: &[Node<'_>], joins: &[Join], name: &str) -> Option<Diagnostic> {
    let (number, of) = name.split_once(' ').and_then(|(number, rest)| Some((in_figures(number)?, rest.strip_prefix("of ")?)))?;
    let behind = joins.get(at..).filter(|behind| behind.contains(&Join::Or))?;
    if of.get(..4).is_some_and(|the| the.eq_ignore_ascii_case("the ")) {
        return None;
    }
    let (first, others) = terms.get(at..)?.split_first()?;
    let last = others.last()?;
    let written = reader.written(first.span());
    let (_, member) = written.split_once(" of ")?;
    let plain = others.iter().all(|term| term.child(Rule::plain).is_some_and(|plain| !plain.has(Rule::k_not)));
    let span = first.span().to(last.span());
    let listed: Vec<String> =
        std::iter::once(member.to_owned()).chain(others.iter().map(|term| reader.written(term.span()))).collect();
    let clear = plain && behind.iter().all(|join| *join == Join::Or) && !listed.iter().any(|member| member.contains(','));
    let listed = if clear { listed.join(", ") } else { "ONE, TWO, THREE".to_owned() };
    let least = if number == "1" { "any".to_owned() } else { format!("at least {number}") };
    let as_in = if clear { "" } else { "the members with commas between them, as in " };
    let help = format!("Write {as_in}`{least} of {listed}`, or `exactly {number} of {listed}` if no more may hold.");
    Some(other_word(span, "This does not say whether more may hold.", help))
}

/// `between 3 and 6 of the risk factors`, `two or three of the risk factors`
fn two_numbers(name: &str, next: Option<&Node<'_>>, span: Span) -> Option<Diagnostic> {
    let first = in_figures(name.strip_prefix("between ").unwrap_or(name))?;
    let next = next?.child(Rule::plain)?;
    let (second, rest) =
        phrase(&next.child(Rule::name)?).text.split_once(" of ").map(|(second, rest)| (second.to_owned(), rest.to_owned()))?;
    let second = in_figures(&second)?;
    let help = format!(
        "Write `at least {first} of {rest}`; where more than {second} must not count, `at least {first} of {rest} and at most {second} of {rest}`."
    );
    Some(other_word(span.to(next.span()), "A count has one number, and these are two.", help))
}

/// `no improvement plan`
fn no(name: &str, denied: bool, tested: bool, span: Span) -> Option<Diagnostic> {
    let (first, rest) = name.split_once(' ')?;
    let help =
        if denied { format!("Write `{rest}`.") } else { format!("Write `not {rest}`, or `none of the {rest}` for a list.") };
    let found = first.eq_ignore_ascii_case("no") && !tested;
    found.then(|| other_word(span, "A condition is denied with `not`, and no name begins with `no`.", help))
}

/// `there is no improvement plan`
fn there_is(name: &str, test: &Node<'_>, span: Span) -> Option<Diagnostic> {
    let value = test
        .child(Rule::values)?
        .child(Rule::value)?
        .child(Rule::literal)
        .map(|value| phrase(&value.first().unwrap_or(value)).text)?;
    let text = value.strip_prefix("no ").unwrap_or(&value);
    let not = if text.len() == value.len() { "" } else { "not " };
    let text = ["a ", "an "].iter().find_map(|article| text.strip_prefix(article)).unwrap_or(text);
    let message = "A condition names what holds, without `there is`.";
    name.eq_ignore_ascii_case("there").then(|| other_word(span, message, format!("Write `{not}{text}`.")))
}

/// `at least 2 risk factors`, `two of the risk factors`
fn count_of(name: &str, span: Span) -> Option<Diagnostic> {
    let lower = name.to_lowercase();
    let count = COUNTS.iter().find(|count| lower.strip_prefix(**count).is_some_and(|rest| rest.starts_with(' ')));
    let behind = count.map_or(Some(name), |count| name.get(count.len() + 1..))?;
    let (number, rest) = behind.split_once(' ')?;
    let number = in_figures(number)?;
    if let Some(count) = count {
        let help = format!("Write `{count} {number} of the {}`.", rest.strip_prefix("the ").unwrap_or(rest));
        return Some(other_word(span, format!("`of` is missing behind `{count} {number}`."), help));
    }
    let rest = rest.strip_prefix("of ")?;
    let least = if number == "1" { "any".to_owned() } else { format!("at least {number}") };
    let message = "This does not say whether more may hold.";
    Some(other_word(span, message, format!("Write `{least} of {rest}`, or `exactly {number} of {rest}`.")))
}

/// `2 or more risk factors`
fn or_more(name: &str, next: &Node<'_>, span: Span) -> Option<Diagnostic> {
    let number = in_figures(name)?;
    let next = next.child(Rule::plain)?;
    let text = phrase(&next.child(Rule::name)?).text;
    let (more, rest) = text.split_once(' ')?;
    let count = match more.to_lowercase().as_str() {
        "more" => "at least",
        "fewer" | "less" => "at most",
        _ => return None,
    };
    let help =
        format!("Write `{count} {number} of the {}`.", rest.strip_prefix("of the ").or(rest.strip_prefix("of ")).unwrap_or(rest));
    Some(other_word(span.to(next.span()), format!("`of` is missing behind `{name} or {more}`."), help))
}

/// `2` and `two` as `2`.
pub(super) fn in_figures(number: &str) -> Option<String> {
    let word = NUMBER_WORDS.iter().position(|word| number.eq_ignore_ascii_case(word)).map(|at| (at + 1).to_string());
    let figures = number.chars().all(|char| char.is_ascii_digit());
    word.or_else(|| figures.then(|| number.to_owned()))
}

/// `grade is good from section 3.2`, the source without quotation marks.
fn source(reader: &Reader<'_, '_>, plain: &Node<'_>) -> Option<Diagnostic> {
    let segment = reader.trimmed(plain.span());
    let tokens: Vec<Token<'_>> = reader.words(segment).collect();
    let at = tokens.windows(2).position(|pair| matches!(pair, [from, place] if from.is("from") && place.is_one_of(PLACES)))?;
    let (from, place) = (tokens.get(at)?, tokens.get(at + 1)?);
    let span = Span::new(reader.file, from.start, segment.end);
    let written = reader.written(Span::new(reader.file, place.start, segment.end));
    let message = "Where the source says so stands in quotation marks.";
    Some(other_word(span, message, format!("Write `from \"{written}\"` at the end of the line.")))
}

/// How to open a list of bullets below a line that opens none.
pub(in crate::syntax) fn opening(line: &str) -> String {
    let bare = line.trim_end_matches([':', ' ']);
    let lower = bare.to_lowercase();
    let known =
        [("both of", "all of"), ("both", "all of"), ("either of", "any of"), ("either", "any of"), ("the following", "any of")];
    let known = known.iter().find(|(end, _)| lower.ends_with(end) && !lower.trim_end_matches(end).ends_with(char::is_alphabetic));
    if let Some((before, right)) = known.and_then(|(end, right)| Some((bare.get(..bare.len() - end.len())?, right))) {
        let as_in = if before.trim().is_empty() { String::new() } else { format!(", as in `{before}{right}`") };
        return format!("End the line above with `{right}`{as_in}.");
    }
    let number = lower
        .strip_suffix(" of")
        .or((lower == "of").then_some(""))
        .and_then(|rest| rest.split(' ').next_back())
        .and_then(in_figures);
    if let Some(number) = number {
        let least = if number == "1" { "any of".to_owned() } else { format!("at least {number} of") };
        return format!("Say whether more may hold: end the line above with `{least}`, or with `exactly {number} of`.");
    }
    format!("End the line above with `any of` or `all of`, as in `{bare} and any of`.")
}

/// `facts about every setting`, `also for a school if …`: a heading that names no kind of setting, which is reported.
pub(in crate::syntax) fn about_no_kind(reader: &mut Reader<'_, '_>, keyword: Keyword, node: &Node<'_>) -> bool {
    let whom = node.child(Rule::whom);
    let kinds = whom.iter().flat_map(|whom| whom.children(Rule::about)).filter_map(|about| about.child(Rule::kind));
    let found = { kinds }.find_map(|kind| {
        if kind.text().starts_with(is_quote) {
            return None;
        }
        let text = phrase(&kind).text;
        let words: Vec<&str> = text.split(' ').collect();
        let is = |word: &&str, of: &[&str]| of.iter().any(|one| one.eq_ignore_ascii_case(word));
        if words.len() > 1 && words.first().is_some_and(|first| is(first, &["every", "all", "each", "any"])) {
            let first = words.first().map(|first| first.to_lowercase()).unwrap_or_default();
            let help = format!(
                "If `{}` is a kind of setting or a group, write it without `{first}`. Otherwise name the kinds one by one, as in `a SETTING or \
                 OTHER SETTING`, or give them a name: `group NAME: SETTING, OTHER SETTING`.",
                words.get(1..).unwrap_or_default().join(" ")
            );
            return Some(other_word(kind.span(), format!("There is no word for all kinds of setting, such as `{first}`."), help));
        }
        if keyword != Keyword::Also {
            return None;
        }
        let at = words.iter().position(|word| is(word, &["if", "where", "in"])).filter(|at| *at > 0)?;
        let (kind_words, rest) = words.split_at(at);
        let word = *rest.first()?;
        let start = whom.as_ref().map_or(kind.span(), Node::span);
        let before = reader.written(Span { end: kind.span().start, ..start });
        let named = match kind_words.join(" ") {
            only if before.is_empty() => with_article(&only),
            last => format!("{before} {last}"),
        };
        Some(if is(&word, &["in"]) {
            let message = "`also` is for a kind of setting, in whatever category.";
            other_word(
                kind.span(),
                message,
                format!("Write `also for {named}`, or put it into the allocations of the categories."),
            )
        } else {
            let rest = rest.get(1..).unwrap_or_default().join(" ");
            other_word(
                kind.span(),
                format!("`also` has no `{word}`."),
                format!("Write `also for {named} when {rest}`."),
            )
        })
    });
    let found_one = found.is_some();
    found.into_iter().for_each(|diagnostic| reader.push(diagnostic));
    found_one
}
