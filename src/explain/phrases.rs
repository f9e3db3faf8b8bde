//! The small phrases that tables and sentences share.

use super::Row;
use super::markup::Paragraph;
use crate::assess::{Answer, Days};
use crate::evaluate::Truth;
use crate::model::{Allocation, Binding, CategoryId, Citation, Fact, FactId, Facts, KindId, List, Policy};
use crate::source::{Sources, Span};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// From so many members on, facts that share a list are named by it.
const FOLDED: usize = 4;
/// So many exceptions are named.
const EXCEPTIONS: usize = 3;

/// `A, B and C`, with the joining word given.
pub(super) fn list<T: AsRef<str>>(items: &[T], joining: &str) -> String {
    let mut list = String::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 && at + 1 == items.len() {
            list.extend([" ", joining, " "]);
        } else if at > 0 {
            list.push_str(", ");
        }
        list.push_str(item.as_ref());
    }
    list
}

/// `1 setting`, `2 settings`
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `AS to C` for three or more that follow one another, `A or AS`, `A, B1 or C`; `none` where there may be none.
pub(crate) fn categories(policy: &Policy, possible: &[CategoryId], may_be_silent: bool) -> String {
    let follows = possible.windows(2).all(|pair| matches!(pair, [one, next] if next.0 == one.0 + 1));
    let mut codes: Vec<String> = possible.iter().map(|id| policy.category_code(*id).to_owned()).collect();
    if let (3.., true, [first, .., last]) = (codes.len(), follows, codes.as_slice()) {
        codes = vec![format!("{first} to {last}")];
    }
    if may_be_silent || codes.is_empty() {
        codes.push("none".to_owned());
    }
    list(&codes, "or")
}

/// The days of an answer: `9.5`, `up to 8`, `7 to 19`, `not given`, `7 or not given`; empty where the policy says nothing of days.
#[must_use]
pub fn days(policy: &Policy, answer: &Answer<'_>) -> String {
    let figures = figures(policy, answer);
    match (figures.as_str(), may_be_not_given(policy, answer)) {
        (_, false) => figures,
        ("", true) => "not given".to_owned(),
        (_, true) => format!("{figures} or not given"),
    }
}

/// The same with the word: `9.5 days`, `1 day`, `no days given`.
#[must_use]
pub fn days_in_words(policy: &Policy, answer: &Answer<'_>) -> String {
    let words = with_word(figures(policy, answer));
    match (words.as_str(), may_be_not_given(policy, answer)) {
        (_, false) => words,
        ("", true) => NOT_GIVEN.to_owned(),
        (_, true) => format!("{words} or {NOT_GIVEN}"),
    }
}

/// A place in the policy's files: `policies/x/support.ees:12`.
pub(super) fn place(span: Span, sources: &Sources) -> String {
    format!("{}:{}", sources.name(span.file), sources.start(span).line)
}

/// What an allocation states: `up to 8 days`, `no days given`.
#[must_use]
pub fn days_of(stated: Option<(Binding, Decimal)>) -> String {
    stated.map_or_else(|| NOT_GIVEN.to_owned(), |(binding, days)| with_word(bound(binding, days)))
}

const NOT_GIVEN: &str = "no days given";

/// Whether something that is possible brings visits whose days are not given.
fn may_be_not_given(policy: &Policy, answer: &Answer<'_>) -> bool {
    answer.allocations(policy).flatten().any(|allocation| allocation.days.is_none())
}

fn figures(policy: &Policy, answer: &Answer<'_>) -> String {
    let Days { stated, least, most } = answer.days;
    if let Some((binding, figure)) = stated {
        return bound(binding, figure);
    }
    let (Some(least), Some(most)) = (least, most) else { return String::new() };
    match common_binding(policy, answer) {
        Some(Binding::UpTo) => bound(Binding::UpTo, most),
        Some(Binding::AtLeast) => bound(Binding::AtLeast, least),
        Some(Binding::Exact) if least == most => number(least),
        Some(Binding::Exact) => format!("{} to {}", number(least), number(most)),
        None => each_bound(policy, answer),
    }
}

/// Figures and the word after them; nothing after nothing.
pub(super) fn with_word(figures: String) -> String {
    match figures.as_str() {
        "" => figures,
        one if one.rsplit(' ').next() == Some("1") => format!("{one} day"),
        _ => format!("{figures} days"),
    }
}

pub(super) fn bound(binding: Binding, figure: Decimal) -> String {
    match binding {
        Binding::Exact => number(figure),
        Binding::UpTo => format!("up to {}", number(figure)),
        Binding::AtLeast => format!("at least {}", number(figure)),
    }
}

/// `2 or up to 2`, where the days of what is possible do not bind alike.
fn each_bound(policy: &Policy, answer: &Answer<'_>) -> String {
    let stated = answer.allocations(policy).flatten().filter_map(Allocation::stated);
    let mut all: Vec<String> = stated.map(|(binding, days)| bound(binding, days)).collect();
    all.dedup();
    list(&all, "or")
}

/// How the days of all that is possible bind, where they bind alike.
fn common_binding(policy: &Policy, answer: &Answer<'_>) -> Option<Binding> {
    let mut bindings = answer.allocations(policy).flatten().filter_map(|one| Some(one.stated()?.0));
    let first = bindings.next()?;
    bindings.all(|binding| binding == first).then_some(first)
}

/// A number with no noughts at its end.
pub(super) fn number(number: Decimal) -> String {
    number.normalize().to_string()
}

/// `Name of the policy, revision 2021`
pub(crate) fn policy(policy: &Policy) -> String {
    let revision = if policy.revision.is_empty() { String::new() } else { format!(", revision {}", policy.revision) };
    format!("{}{revision}", policy.name.phrase)
}

/// `yes`, `no`, `not known`
pub(super) const fn answer_to(truth: Truth) -> &'static str {
    match truth {
        Truth::Holds => "yes",
        Truth::Fails => "no",
        Truth::Open => "not known",
    }
}

/// The names of facts.
pub(super) fn names<'p>(policy: &'p Policy, facts: &[FactId]) -> Vec<&'p str> {
    facts.iter().filter_map(|id| Some(&*policy.fact(*id)?.name.phrase)).collect()
}

/// The names of facts in a list; those that are most of a list of the policy are named by it.
pub(crate) fn named(policy: &Policy, facts: &[FactId]) -> String {
    list(&folded(policy, facts, Which::Each), "and")
}

/// The same, each for itself.
pub(super) fn named_each(policy: &Policy, facts: &[FactId]) -> Vec<String> {
    folded(policy, facts, Which::Each)
}

/// Facts by the values that are assumed of them, `no for all 14 risk factors`: value and names, in the order given.
pub(super) fn by_value(policy: &Policy, of: impl Iterator<Item = (FactId, String)>) -> Vec<(String, String)> {
    let groups = grouped(of).into_iter();
    groups.map(|(phrase, ids)| (phrase, list(&folded(policy, &ids, Which::All), "and"))).collect()
}

/// Facts by their values, each named, but for a list nearly all of whose members are among them: value and names, in the
/// order given.
pub(super) fn each_by_value(policy: &Policy, of: impl Iterator<Item = (FactId, String)>) -> Vec<(String, String)> {
    let groups = grouped(of).into_iter();
    groups.map(|(phrase, ids)| (phrase, list(&folded(policy, &ids, Which::Each), "and"))).collect()
}

/// So many of some facts: `A or B` for one of them, `A and B` for all, `any 3 of the 14 risk factors`, `any 3 of A, B, C and D`. Where they are
/// only a part of a list, what they are besides: `any 3 of these 10 risk factors`, and their names.
pub(super) fn so_many(policy: &Policy, of: &[FactId], many: usize) -> (String, Option<String>) {
    if many >= of.len() {
        return (list(&folded(policy, of, Which::Each), "and"), None);
    }
    if many == 1 {
        return (list(&folded(policy, of, Which::Any), "or"), None);
    }
    let all = || list(&names(policy, of), "and");
    let in_list = |one: &&List| of.len() >= FOLDED && of.iter().all(|fact| facts_of(policy, one).contains(fact));
    let Some(of_list) = policy.lists.iter().find(in_list) else { return (format!("any {many} of {}", all()), None) };
    if of_list.members.len() == of.len() {
        return (format!("any {many} of the {} {}", of.len(), of_list.name.phrase), None);
    }
    (format!("any {many} of these {} {}", of.len(), of_list.name.phrase), Some(all()))
}

fn grouped(of: impl Iterator<Item = (FactId, String)>) -> Vec<(String, Vec<FactId>)> {
    let mut groups: Vec<(String, Vec<FactId>)> = Vec::new();
    for (id, phrase) in of {
        match groups.iter_mut().find(|(other, _)| *other == phrase) {
            Some((_, ids)) if ids.contains(&id) => {}
            Some((_, ids)) => ids.push(id),
            None => groups.push((phrase, vec![id])),
        }
    }
    groups
}

/// The kinds of some settings, each once, in the order of their declaration.
pub(super) fn kinds(rows: &[Row<'_>]) -> BTreeSet<KindId> {
    rows.iter().map(|row| row.answer.kind).collect()
}

/// The first fact of the same name: to a person who fills in a table, facts of one name that kinds have each for themselves are one.
pub(super) fn first_of_name(policy: &Policy, id: FactId) -> FactId {
    let name = |fact: &Fact| policy.fact(id).is_some_and(|one| one.name.machine == fact.name.machine);
    policy.facts.iter().position(name).and_then(FactId::from_index).unwrap_or(id)
}

/// The value of a fact in words, empty where nothing is known.
pub(super) fn value(policy: &Policy, facts: &Facts, id: FactId) -> String {
    facts.get(id).value().map_or_else(String::new, |value| policy.value_phrase(id, value))
}

/// What is meant of some facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    /// All of them; of many that share a list it is enough to say how many.
    All,
    /// All of them, and it matters which they are.
    Each,
    /// Any one of them, and it matters which they are.
    Any,
}

/// The names of facts; those that are most of a list's members are named by the list.
fn folded(policy: &Policy, ids: &[FactId], which: Which) -> Vec<String> {
    let mut left = ids.to_vec();
    let mut lists = Vec::new();
    for list in &policy.lists {
        let members = facts_of(policy, list);
        let shared = left.iter().filter(|id| members.contains(id)).count();
        let counted = which == Which::All || members.len() - shared <= EXCEPTIONS;
        if shared >= FOLDED && 2 * shared > members.len() && counted {
            let others: Vec<FactId> = members.iter().copied().filter(|id| !left.contains(id)).collect();
            left.retain(|id| !members.contains(id));
            lists.push(part_of(policy, list, shared, &others, which));
        }
    }
    names(policy, &left).into_iter().map(str::to_owned).chain(lists).collect()
}

/// `all 14 risk factors`, `all risk factors but staffing unstable`, `9 of the 14 risk factors`; or `any of the 14 ...`
fn part_of(policy: &Policy, list: &List, shared: usize, others: &[FactId], which: Which) -> String {
    let name = &list.name.phrase;
    let but = || self::list(&names(policy, others), "and");
    match (others.len(), which) {
        (0, Which::All | Which::Each) => format!("all {shared} {name}"),
        (0, Which::Any) => format!("any of the {shared} {name}"),
        (1..=EXCEPTIONS, Which::All | Which::Each) => format!("all {name} but {}", but()),
        (_, Which::Any) => format!("any of the {name} but {}", but()),
        (_, Which::All | Which::Each) => format!("{shared} of the {} {name}", shared + others.len()),
    }
}

/// The facts of a list each of whose members rests on a fact of its own; otherwise none.
pub(super) fn facts_of(policy: &Policy, list: &List) -> BTreeSet<FactId> {
    let mut facts = BTreeSet::new();
    list.members.iter().for_each(|member| member.facts(policy, &mut facts));
    if facts.len() == list.members.len() { facts } else { BTreeSet::new() }
}

/// A paragraph with its `from` and `reading` after it.
pub(super) fn cited(paragraph: Paragraph, citation: &Citation) -> Paragraph {
    let paragraph = paragraph.from(citation.from.as_deref());
    match &citation.reading {
        Some(reading) => paragraph.plain("; reading: ").quote(&**reading),
        None => paragraph,
    }
}
