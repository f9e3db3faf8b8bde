//! Bullets below a line, and the checks of how terms are joined.

use super::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::source::Span;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::mistakes::{self, Place};
use crate::syntax::outline::{Bullet, Line};
use crate::syntax::tree::{Condition, Join};

/// Longer readings are not written out.
const LONGEST_READING: usize = 300;

/// The members in bullets. `None` where one of them was reported.
pub(in crate::syntax) fn members(reader: &mut Reader<'_, '_>, below: &[Bullet]) -> Option<Vec<Condition>> {
    let lost = report_lost(reader, below);
    let members: Vec<_> = below.iter().map(|bullet| member(reader, bullet)).collect();
    members.into_iter().collect::<Option<Vec<_>>>().filter(|_| !lost)
}

fn member(reader: &mut Reader<'_, '_>, bullet: &Bullet) -> Option<Condition> {
    if is_note(reader, bullet) {
        let span = reader.span(bullet.segment);
        reader.push(Diagnostic::new(codes::SYMBOL, span, "Two dashes are no bullet.").help(NOTE));
        return None;
    }
    let node = reader.read_segment(Rule::rule_line, bullet.segment, Place::Bullet)?;
    let condition = node.child(Rule::condition)?;
    let groups: Vec<_> = condition.children(Rule::term).filter_map(|term| term.first()).collect();
    let nested = groups.iter().find(|term| {
        let pair = term.is(Rule::either_group) || term.is(Rule::both_group);
        term.is(Rule::inline_group) || term.is(Rule::open_group) || pair && groups.len() > 1
    });
    if let Some(nested) = nested {
        let message = "A list cannot stand inside a list.";
        let help = "Give the inner list a name with `define`, or with `list` if it is counted, and write the name here.";
        reader.push(Diagnostic::new(codes::NESTED_LIST, nested.span(), message).help(help));
        return None;
    }
    if let Some(cited) = node.child(Rule::tail).and_then(|tail| tail.first()) {
        let message = if cited.is(Rule::allow) {
            "Nothing is found of a single bullet that could be allowed."
        } else {
            "A single bullet cannot be cited."
        };
        let help = "Put it behind the line that opens the list, or on a line of its own below the bullets.";
        reader.push(Diagnostic::new(codes::BULLET_CITATION, cited.span(), message).help(help));
    }
    reader.condition(&condition, &[])
}

/// Says of the first bullet that stands deeper than those before it that it does; the bullets of a list are one list.
fn report_deeper(reader: &mut Reader<'_, '_>, below: &[Bullet]) -> bool {
    let Some(deeper) = below.iter().find(|bullet| bullet.deeper) else { return false };
    let span = reader.span(deeper.segment);
    let message = "This bullet stands deeper than the one above it, and a list cannot stand inside a list.";
    let help = "If it belongs with the others, indent it as they are. If it belongs to the one above it, write both on one line, or \
                give the inner list a name with `define`, or with `list` if it is counted, and write the name here.";
    reader.push(Diagnostic::new(codes::NESTED_LIST, span, message).help(help));
    true
}

/// Says once that a list has lost its bullets.
pub(in crate::syntax) fn report_lost(reader: &mut Reader<'_, '_>, below: &[Bullet]) -> bool {
    if report_deeper(reader, below) {
        return true;
    }
    let mut lost = below.iter().filter(|bullet| bullet.lost).map(|bullet| reader.span(bullet.segment));
    let Some(first) = lost.next() else { return false };
    let more = lost.count();
    let message = match more {
        0 => "This line stands in a list and has no bullet.".to_owned(),
        more => format!("This line and {more} more of the same list have no bullet."),
    };
    let help = format!("Begin each line of the list with `-`, as in `- {}`.", reader.written(first));
    reader.push(Diagnostic::new(codes::LOST_BULLETS, first, message).help(help));
    true
}

/// Whether what opens a list and what stands below it fit together.
pub(in crate::syntax) fn check_opened(reader: &mut Reader<'_, '_>, span: Span, opens: Option<&Node<'_>>, below: &[Bullet]) {
    match (opens, below.first()) {
        (None, Some(first)) if is_note(reader, first) => {}
        (None, Some(first)) => {
            let message = "These bullets belong to no list: the line above them opens none.";
            let help = mistakes::opening(&reader.written(span));
            let place = reader.span(first.segment);
            reader.push(
                Diagnostic::new(codes::BULLETS_OPEN_NOTHING, place, message).help(help).also(span, "this line opens no list"),
            );
        }
        (Some(opens), None) => {
            let message = format!("Nothing is listed after `{}`.", reader.written(opens.span()));
            let help = "Write the members below it, each on a line that begins with `-`, or behind it with commas.";
            reader.push(Diagnostic::new(codes::EMPTY_LIST, opens.span(), message).help(help));
        }
        (None, None) | (Some(_), Some(_)) => {}
    }
}

/// What to do with `-- note`.
const NOTE: &str = "If it is a note, begin it with `#` in place of the dashes; a bullet has one dash.";

/// Whether a bullet has two dashes, as notes have elsewhere.
fn is_note(reader: &Reader<'_, '_>, bullet: &Bullet) -> bool {
    let before = reader.text.get(..bullet.segment.start).unwrap_or("");
    before.trim_end().ends_with("--") || before.trim_end().ends_with('-') && reader.slice(bullet.segment).starts_with('-')
}

/// Says that a declaration or line has no place for the bullets below it.
pub(in crate::syntax) fn refuse(reader: &mut Reader<'_, '_>, line: &Line) {
    if let Some(first) = line.bullets.first() {
        let message = "These bullets belong to no list: the line above them opens none.";
        let help =
            if is_note(reader, first) { NOTE } else { "Write these lines without bullets, or put them where a list is opened." };
        let place = reader.span(first.segment);
        reader.push(Diagnostic::new(codes::BULLETS_OPEN_NOTHING, place, message).help(help));
    }
}

/// How the terms of a condition are joined; `and` and `or` together are reported with both readings.
pub(in crate::syntax) fn join(reader: &mut Reader<'_, '_>, terms: &[Node<'_>], joins: &[Join]) -> Option<Join> {
    let Some(first) = joins.first() else { return Some(Join::And) };
    let at = joins.iter().position(|join| join != first);
    let Some(other) = at.and_then(|at| terms.get(at + 1)) else {
        return Some(*first).filter(|first| *first == Join::And || !denies_unclearly(reader, terms));
    };
    let written = terms.iter().map(|term| reader.written(term.span()));
    let bare =
        |term: String| ["either ", "both "].iter().find_map(|word| term.strip_prefix(word)).map_or(term.clone(), str::to_owned);
    let written: Vec<String> = written.map(bare).collect();
    let all = terms.first().map_or(other.span(), |term| term.span().to(other.span()));
    let message = "`and` and `or` stand in one condition, which can be read in two ways.";
    let diagnostic = Diagnostic::new(codes::MIXED_AND_OR, all, message);
    let help = if written.iter().map(String::len).sum::<usize>() > LONGEST_READING {
        "Write `any of` or `all of` with each part in a bullet of its own, or give a part a name with `define`.".to_owned()
    } else {
        let (one, two) = (runs(&written, joins, Join::And), runs(&written, joins, Join::Or));
        format!(
            "It may mean {}, or {}. For the first write `any of` and below it {}; for the second write `all of` and below it {}.",
            bracketed(&one, " or "),
            bracketed(&two, " and "),
            in_bullets(&one),
            in_bullets(&two),
        )
    };
    reader.push(diagnostic.help(help));
    None
}

/// `not a or b`: whether it is unclear how far the `not` reaches, which is reported.
fn denies_unclearly(reader: &mut Reader<'_, '_>, terms: &[Node<'_>]) -> bool {
    let denied = |term: &Node<'_>| term.child(Rule::plain).is_some_and(|plain| plain.has(Rule::k_not));
    let Some((first, others)) = terms.split_first() else { return false };
    let is_not = |term: &Node<'_>| {
        let plain = term.child(Rule::plain);
        let denied_verb = plain.as_ref().and_then(|plain| plain.child(Rule::is)).is_some_and(|is| is.has(Rule::k_isnt));
        denied_verb || plain.and_then(|plain| plain.child(Rule::test)).is_some_and(|test| test.has(Rule::k_not))
    };
    let (denied_too, held): (Vec<&Node<'_>>, Vec<&Node<'_>>) = others.iter().partition(|term| denied(term) || is_not(term));
    if !denied(first) || held.is_empty() {
        return false;
    }
    let span = others.last().map_or(first.span(), |last| first.span().to(last.span()));
    let message = "How far this `not` reaches can be read in two ways.";
    let diagnostic = Diagnostic::new(codes::NOT_BEFORE_OR, span, message);
    let one_line = span.range().len() <= LONGEST_READING && others.iter().all(|term| term.has(Rule::plain));
    let help = if one_line {
        let write = |term: &Node<'_>| reader.written(term.span());
        let none: Vec<String> = terms
            .iter()
            .map(|term| if denied(term) || is_not(term) { write(term) } else { format!("not {}", write(term)) })
            .collect();
        let last: Vec<String> = held.into_iter().chain([first]).chain(denied_too).map(write).collect();
        format!(
            "If none of them may hold, write `{}`. If it denies only what stands next to it, write `{}`.",
            none.join(" and "),
            last.join(" or ")
        )
    } else {
        "Write `any of` or `none of` with each part in a bullet of its own, or give a part a name with `define`.".to_owned()
    };
    reader.push(diagnostic.help(help));
    true
}

/// The terms in runs that `within` joins.
fn runs(terms: &[String], joins: &[Join], within: Join) -> Vec<String> {
    let word = if within == Join::And { " and " } else { " or " };
    let mut runs: Vec<String> = Vec::new();
    for (at, term) in terms.iter().enumerate() {
        let joined = at.checked_sub(1).and_then(|before| joins.get(before)).is_some_and(|join| *join == within);
        match runs.last_mut() {
            Some(run) if joined => {
                run.push_str(word);
                run.push_str(term);
            }
            _ => runs.push(term.clone()),
        }
    }
    runs
}

fn bracketed(runs: &[String], between: &str) -> String {
    let runs: Vec<String> = runs.iter().map(|run| format!("`{run}`")).collect();
    runs.join(between)
}

fn in_bullets(runs: &[String]) -> String {
    let runs: Vec<String> = runs.iter().map(|run| format!("`- {run}`")).collect();
    runs.join(" and ")
}

/// `any of a, b and not c`, `at least 2 of a, b and c or d`: whether it is unclear where a list on one line ends, which is
/// reported. A last `and` or `or` behind commas, or one word throughout, is clear.
pub(in crate::syntax) fn joined_unclearly(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> bool {
    let joins: Vec<Option<Join>> = node.children(Rule::list_join).map(|join| list_join(&join)).collect();
    let members: Vec<Node<'_>> = node.children(Rule::member).collect();
    let Some((last, before)) = joins.split_last() else { return false };
    let denied = |member: &Node<'_>| member.has(Rule::k_not);
    let all = node.child(Rule::quantifier).is_some_and(|quantifier| quantifier.has(Rule::all_of));
    let (last_member, others) = members.split_last().map_or((None, members.as_slice()), |(last, others)| (Some(last), others));
    let only_last_denied = last.is_some() && last_member.is_some_and(denied) && !others.iter().any(denied);
    let same = before.iter().all(|join| join == last);
    let commas = before.iter().all(Option::is_none);
    let parts_off = all && *last == Some(Join::Or);
    if (same || commas) && !only_last_denied && !parts_off {
        return false;
    }
    let written: Vec<String> = members.iter().map(|member| reader.written(member.span())).collect();
    let quantifier = node.child(Rule::quantifier).map(|quantifier| reader.written(quantifier.span()));
    let opening = quantifier.as_ref().map_or(String::new(), |quantifier| format!("{quantifier} "));
    let member = if quantifier.is_some() { "the list" } else { "this list" };
    let message = format!("Where {member} ends, or what its `and` and `or` join, can be read in two ways.");
    let whole = format!("If all of them are members, write `{opening}{}`.", written.join(", "));
    let help = match (written.split_last(), last) {
        _ if written.iter().map(String::len).sum::<usize>() > LONGEST_READING => {
            "Put each member into a bullet of its own, or give a part a name with `define`.".to_owned()
        }
        (Some((last_written, others)), Some(join)) if commas_but_one(before) && quantifier.is_some() => {
            let word = if *join == Join::And { "and" } else { "or" };
            format!(
                "{whole} If `{last_written}` stands outside the list, write it first: `{last_written} {word} {opening}{}`.",
                others.join(", ")
            )
        }
        _ => format!(
            "{whole} If some belong together, put each member into a bullet of its own, or give a part a name with `define`."
        ),
    };
    reader.push(Diagnostic::new(codes::MIXED_AND_OR, node.span(), message).help(help));
    true
}

/// Commas, and at most a last `and` or `or` that closes the list.
fn commas_but_one(joins: &[Option<Join>]) -> bool {
    joins.split_last().is_none_or(|(_, early)| early.iter().all(Option::is_none))
}

/// How members are joined; `None` for a comma alone.
fn list_join(node: &Node<'_>) -> Option<Join> {
    if node.has(Rule::k_and) {
        Some(Join::And)
    } else if node.has(Rule::k_or) || node.has(Rule::k_and_or) {
        Some(Join::Or)
    } else {
        None
    }
}
