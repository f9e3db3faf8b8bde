//! The heading of a table or matrix: its name and parts in any order.

use super::super::headings::{about, declared};
use super::super::reader::{Reader, phrase, without_article};
use super::settling;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::source::Span;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::tree::{Gives, HitPolicy, Order, Phrase};

/// What a heading says.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) name: Phrase,
    pub(super) about: Vec<Phrase>,
    pub(super) hit: Option<HitPolicy>,
    /// Where it says `in any order`.
    pub(super) any_order: Option<Span>,
    pub(super) gives: Gives,
    pub(super) down: Option<Phrase>,
    pub(super) across: Option<Phrase>,
    /// Whether a part was not understood.
    pub(super) broken: bool,
}

/// Reads the parts. Those that are not understood, or that stand twice, are reported; `form` is the right form of the whole.
pub(super) fn heading(reader: &mut Reader<'_, '_>, node: &Node<'_>, form: &str) -> Option<Heading> {
    let name = declared(reader, node)?;
    let broken = !reader.check_comma(&name);
    let mut heading = Heading {
        name,
        about: Vec::new(),
        hit: None,
        any_order: None,
        gives: Gives::default(),
        down: None,
        across: None,
        broken,
    };
    let mut seen: Vec<(&str, Span)> = Vec::new();
    for part in node.children(Rule::part) {
        let (Some(inner), span) = (part.first(), part.span()) else { continue };
        let Some(sort) = add(reader, &mut heading, &inner, form) else {
            heading.broken = true;
            continue;
        };
        if let Some((_, first)) = seen.iter().find(|(other, _)| *other == sort) {
            let message = format!("This heading says twice {sort}.");
            let diagnostic = Diagnostic::new(codes::GIVEN_TWICE, span, message).also(*first, "the first is here");
            reader.push(diagnostic.help("Keep one of the two."));
            heading.broken = true;
        }
        seen.push((sort, span));
    }
    Some(heading)
}

/// Takes a part in, and gives what it says in words.
fn add(reader: &mut Reader<'_, '_>, heading: &mut Heading, part: &Node<'_>, form: &str) -> Option<&'static str> {
    if part.is(Rule::for_kind) {
        heading.about = about(part);
        return Some("for which kind of setting it is");
    } else if part.is(Rule::hit) {
        let words = phrase(&part.child(Rule::settling)?);
        let Some(way) = settling::way(&words.text) else {
            if let Some(by) = settling::before_any_order(&words.text).filter(|by| settling::way(by).is_some()) {
                let message = "A comma is missing before what is said of the order.";
                let help = format!("Write `by {by}, in any order`.");
                reader.push(Diagnostic::new(codes::MISSING_COMMA, words.span, message).help(help));
                return None;
            }
            let message = format!("How rows are settled `by {}` is not understood.", words.text);
            reader.push(Diagnostic::new(codes::UNKNOWN_SETTLING, words.span, message).help(settling::help(&words.text)));
            return None;
        };
        heading.hit = Some(way);
        return Some("how its rows are settled");
    } else if part.is(Rule::giving) {
        heading.gives.values = part.child(Rule::given).map(|given| without_article(phrase(&given)));
        return Some("what it gives");
    } else if part.is(Rule::part_order) {
        let best = part.child(Rule::order)?.has(Rule::k_best);
        heading.gives.order = Some(if best { Order::BestFirst } else { Order::WorstFirst });
        return Some("which end is the better");
    } else if part.is(Rule::any_order) {
        heading.any_order = Some(part.span());
        return Some("that the order makes no difference");
    } else if part.is(Rule::axis) {
        let name = part.child(Rule::axis_name).map(|name| without_article(phrase(&name)));
        if part.has(Rule::down) {
            heading.down = name;
            return Some("what runs down");
        }
        heading.across = name;
        return Some("what runs across");
    }
    let words = reader.written(part.span());
    let message = format!("`{words}` is not understood in this heading.");
    let help = if settling::way(&words).is_some() {
        format!("Write `by {words}`.")
    } else if settling::before_any_order(&words).is_some_and(str::is_empty) {
        "Write `in any order`.".to_owned()
    } else {
        form.to_owned()
    };
    reader.push(Diagnostic::new(codes::TABLE_CLAUSE, part.span(), message).help(help));
    None
}
