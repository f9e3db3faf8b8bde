//! The rules whose words have more than one spelling, and the one that is plain.
//!
//! Whatever is not in the table is written as it stands: words of the language in small letters, names with plain dashes.

use super::parts::free_text;
use super::plain::{Role, Word, flat, spell, spell_parts};
use super::{scenarios, values};
use crate::syntax::grammar::{Node, Rule};
use std::ops::Range;

/// Adds the words of a node.
pub(super) type Form = fn(&Node<'_>, &mut Vec<Word>);

/// The plain form of each rule that has one of its own.
pub(super) const FORMS: &[(Rule, Form)] = &[
    (Rule::text, free_text),
    (Rule::tail, citations),
    // Headings.
    (Rule::scale, without_colon),
    (Rule::facts, without_colon),
    (Rule::asking, without_first_colon),
    (Rule::anyone_else, |node, out| instead(node, "anyone else", out)),
    (Rule::define, without_colon),
    (Rule::list, without_colon),
    (Rule::categorise, without_colon),
    (Rule::strand, without_colon),
    (Rule::table, without_colon),
    (Rule::score, without_colon),
    (Rule::clause, without_first_colon),
    (Rule::contradiction, without_first_colon),
    (Rule::allocation, allocation),
    (Rule::categories, categories),
    (Rule::constraint, constraint),
    (Rule::also, also),
    (Rule::lead_in, left_out),
    (Rule::up_to, |node, out| instead(node, "up to", out)),
    (Rule::minimum, |node, out| instead(node, "at least", out)),
    // Lines.
    (Rule::amends, |node, out| apart_from_marks(&content(node), |_| true, out)),
    (Rule::in_force, in_force),
    (Rule::category_line, without_marks),
    (Rule::gate, without_marks),
    (Rule::expectation, without_marks),
    (Rule::day_part, multiplied),
    (Rule::value_of, multiplied),
    (Rule::scored, scored),
    (Rule::because, because),
    (Rule::allowed_one, allowed_first),
    (Rule::allowed_code, |node, out| instead(node, node.text().to_uppercase(), out)),
    (Rule::sign, |node, out| instead(node, if node.has(Rule::pounds) { "pounds" } else { "per cent" }, out)),
    // Scenarios and properties.
    (Rule::scenario, scenarios::heading),
    (Rule::property, without_colon),
    (Rule::not_known, |node, out| instead(node, "unknown", out)),
    (Rule::expect_line, scenarios::expect_line),
    (Rule::expect_cell, scenarios::expect_cell),
    (Rule::expected_categories, or_between),
    (Rule::expected_support, |node, out| instead(node, "support:", out)),
    (Rule::cannot_be, |node, out| instead(node, "cannot be", out)),
    (Rule::because_of, scenarios::because),
    (Rule::asked, scenarios::asked),
    (Rule::assumed_nothing, |node, out| instead(node, "nothing assumed", out)),
    (Rule::state, scenarios::state),
    (Rule::always_is, scenarios::always),
    (Rule::claim_line, scenarios::claim),
    // Conditions.
    (Rule::join, join),
    (Rule::list_join, or_between),
    (Rule::values, or_between),
    (Rule::member_values, or_between),
    (Rule::open_group, open_group),
    (Rule::each, each),
    (Rule::any_number_of, at_least_of),
    (Rule::or_more_of, at_least_of),
    (Rule::fewer_than_of, fewer_than_of),
    (Rule::at_least, |node, out| instead(node, "at least", out)),
    (Rule::at_most, |node, out| instead(node, "at most", out)),
    (Rule::plain, tested),
    (Rule::member, tested),
    (Rule::exceeding, values::exceeding),
    (Rule::comparison, values::comparison),
    (Rule::as_good, |node, out| instead(node, "no worse than", out)),
    (Rule::no_worse, |node, out| instead(node, "no worse than", out)),
    (Rule::same_as, |node, out| instead(node, "the same as", out)),
    (Rule::length, values::worded),
    (Rule::or_more, values::or_more),
    (Rule::between, values::between),
    (Rule::low_to_high, values::low_to_high),
    // Values.
    (Rule::date, values::date),
    (Rule::quantity, values::quantity),
    (Rule::minus, |node, out| out.push(Word::new("-", place(node), Role::Opening))),
    (Rule::pounds, |node, out| out.push(Word::new("£", place(node), Role::Opening))),
    (Rule::percent, |node, out| out.push(Word::plain("%", place(node)).joined())),
    (Rule::worded, values::worded),
];

/// Where a node's own words stand, the blanks behind them left out.
pub(super) fn place(node: &Node<'_>) -> Range<usize> {
    node.span().range()
}

/// Adds other words in place of all of a node's.
pub(super) fn instead(node: &Node<'_>, text: impl Into<String>, out: &mut Vec<Word>) {
    out.push(Word::plain(text, place(node)));
}

fn left_out(node: &Node<'_>, out: &mut Vec<Word>) {
    out.push(Word::nothing(place(node)));
}

/// `from "…"`, `reading "…"` and `allow P318 because "…"`, each in one.
fn citations(node: &Node<'_>, out: &mut Vec<Word>) {
    for cited in node.nodes() {
        let role = if cited.is(Rule::from) {
            Role::From
        } else if cited.is(Rule::allow) {
            Role::Allow
        } else {
            Role::Reading
        };
        let mut words = Vec::new();
        spell_parts(&cited, &mut words);
        out.push(Word::new(super::plain::line_of(&words), place(&cited), role));
    }
}

/// Below a heading that says `allow` the first code stands without the word.
fn allowed_first(node: &Node<'_>, out: &mut Vec<Word>) {
    for part in node.nodes() {
        if part.is(Rule::k_allow) {
            left_out(&part, out);
        } else {
            spell(&part, out);
        }
    }
}

/// What a line consists of, the citations behind it and its end left out.
pub(super) fn content<'t>(node: &Node<'t>) -> Vec<Node<'t>> {
    node.nodes().filter(|part| !part.is(Rule::tail) && !part.is(Rule::EOI)).collect()
}

/// Adds the citations behind a line, and leaves out the marks before them.
pub(super) fn tail_without_marks(node: &Node<'_>, out: &mut Vec<Word>) {
    let end = content(node).last().map_or(node.range().start, |last| place(last).end);
    let cited = node.child(Rule::tail).and_then(|tail| tail.first());
    out.push(Word::nothing(end..cited.map_or(node.range().end, |cited| cited.range().start)));
    node.children(Rule::tail).for_each(|tail| spell(&tail, out));
}

/// A heading whose colon at the end says nothing.
fn without_colon(node: &Node<'_>, out: &mut Vec<Word>) {
    content(node).iter().for_each(|part| spell(part, out));
    tail_without_marks(node, out);
}

/// A line whose words say everything and whose marks say nothing: `B, when: …`
fn without_marks(node: &Node<'_>, out: &mut Vec<Word>) {
    apart_from_marks(&content(node), |_| true, out);
    tail_without_marks(node, out);
}

/// Adds the words of some parts, and leaves out the marks before those that are asked for.
pub(super) fn apart_from_marks(parts: &[Node<'_>], before: impl Fn(&Node<'_>) -> bool, out: &mut Vec<Word>) {
    let mut end = None;
    for part in parts {
        if let Some(end) = end.filter(|_| before(part)) {
            out.push(Word::nothing(end..part.range().start));
        }
        spell(part, out);
        end = Some(place(part).end);
    }
}

/// `categories, least intensive first`
fn categories(node: &Node<'_>, out: &mut Vec<Word>) {
    let parts = content(node);
    if let Some(first) = parts.first() {
        out.push(Word::plain(",", node.range().start..first.range().start).joined());
    }
    parts.iter().for_each(|part| spell(part, out));
    tail_without_marks(node, out);
}

/// `it cannot be that …`; `it cannot be, for a school, that …`
fn constraint(node: &Node<'_>, out: &mut Vec<Word>) {
    let of_a_kind = node.has(Rule::whom);
    let mut end = node.range().start;
    for part in node.nodes() {
        if part.is(Rule::k_for) || part.is(Rule::k_that) {
            let before = end..part.range().start;
            out.push(if of_a_kind { Word::plain(",", before).joined() } else { Word::nothing(before) });
        }
        spell(&part, out);
        end = place(&part).end;
    }
}

/// `also for a school or academy when two-year-olds`
fn also(node: &Node<'_>, out: &mut Vec<Word>) {
    apart_from_marks(&content(node), |part| part.is(Rule::k_when), out);
    tail_without_marks(node, out);
}

/// `allocation for a school in B1: 9.5 days`, without a comma before `in`
fn allocation(node: &Node<'_>, out: &mut Vec<Word>) {
    let parts: Vec<Node<'_>> = node.nodes().collect();
    apart_from_marks(&parts, |part| part.is(Rule::k_in), out);
}

/// `3 when …`
fn scored(node: &Node<'_>, out: &mut Vec<Word>) {
    let parts: Vec<Node<'_>> = node.nodes().collect();
    apart_from_marks(&parts, |_| true, out);
}

/// `in force: 1 September 2021 to 31 August 2024`
fn in_force(node: &Node<'_>, out: &mut Vec<Word>) {
    let mut first_day = None;
    for part in node.nodes() {
        if part.is(Rule::date) {
            if let Some(end) = first_day {
                out.push(Word::plain("to", end..part.range().start));
            }
            first_day = first_day.or(Some(place(&part).end));
            spell(&part, out);
        } else if part.is(Rule::k_in) || part.is(Rule::k_force) {
            spell(&part, out);
        } else if first_day.is_none() {
            out.push(Word::nothing(place(&part)));
        }
    }
}

/// `2 x 0.75`; `2 times the attendance points` has a word of its own.
fn multiplied(node: &Node<'_>, out: &mut Vec<Word>) {
    let mut end = None;
    for part in node.nodes() {
        if let Some(end) = end.filter(|_| !part.is(Rule::k_times)) {
            out.push(Word::plain("x", end..part.range().start));
        }
        end = (part.is(Rule::factor) || part.is(Rule::times_number)).then(|| place(&part).end);
        spell(&part, out);
    }
}

/// `for each of`, whatever stands between it and the bullets.
fn each(node: &Node<'_>, out: &mut Vec<Word>) {
    let mut end = node.range().start;
    for part in node.nodes() {
        if part.is(Rule::each_open) {
            out.push(Word::nothing(end..node.range().end));
        } else {
            spell(&part, out);
        }
        end = place(&part).end;
    }
}

/// `because "…"`, in one.
fn because(node: &Node<'_>, out: &mut Vec<Word>) {
    let mut words = Vec::new();
    node.nodes().for_each(|part| spell(&part, &mut words));
    out.push(Word::new(super::plain::line_of(&words), place(node), Role::Because));
}

/// `clause "4.1": …`, without a colon behind the first word.
fn without_first_colon(node: &Node<'_>, out: &mut Vec<Word>) {
    if let Some(first) = node.first() {
        out.push(Word::nothing(node.range().start..first.range().start));
    }
    spell_parts(node, out);
}

fn join(node: &Node<'_>, out: &mut Vec<Word>) {
    let (text, role) = if node.has(Rule::k_and) {
        ("and", Role::Join)
    } else if node.has(Rule::k_but) {
        ("but", Role::Plain)
    } else {
        ("or", Role::Join)
    };
    out.push(Word::new(text, place(node), role));
}

/// The words between values and members.
fn or_between(node: &Node<'_>, out: &mut Vec<Word>) {
    for part in node.nodes() {
        if part.is(Rule::k_and) {
            out.push(Word::new("and", part.range(), Role::Or));
        } else if part.is(Rule::k_or) || part.is(Rule::k_and_or) {
            out.push(Word::new("or", part.range(), Role::Or));
        } else {
            spell(&part, out);
        }
    }
}

/// `any of`, whatever stands between it and the bullets.
fn open_group(node: &Node<'_>, out: &mut Vec<Word>) {
    if let Some(quantifier) = node.child(Rule::quantifier) {
        spell(&quantifier, out);
        out.push(Word::nothing(place(&quantifier).end..node.range().end));
    }
}

/// `any 2 of` and `2 or more of` are `at least 2 of`.
fn at_least_of(node: &Node<'_>, out: &mut Vec<Word>) {
    let number = node.nodes().find(|part| part.is(Rule::number) || part.is(Rule::number_word));
    let (Some(number), Some(of)) = (number, node.child(Rule::k_of)) else { return spell_parts(node, out) };
    out.push(Word::plain(format!("at least {}", flat(&number)), node.range().start..of.range().start));
    spell(&of, out);
}

fn fewer_than_of(node: &Node<'_>, out: &mut Vec<Word>) {
    for part in node.nodes() {
        if part.is(Rule::k_less) {
            instead(&part, "fewer", out);
        } else {
            spell(&part, out);
        }
    }
}

/// `isn't good` is `is not good`, where the test does not deny once more.
fn tested(node: &Node<'_>, out: &mut Vec<Word>) {
    let test = node.child(Rule::test).or_else(|| node.child(Rule::member_test));
    let denies = test.is_some_and(|test| test.has(Rule::k_not) || test.has(Rule::neither));
    for part in node.nodes() {
        let isnt = part.child(Rule::k_isnt).filter(|_| part.is(Rule::is) && !denies);
        match isnt {
            Some(isnt) if isnt.text().to_lowercase().starts_with("are") => instead(&part, "are not", out),
            Some(_) => instead(&part, "is not", out),
            None => spell(&part, out),
        }
    }
}
