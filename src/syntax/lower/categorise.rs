//! `categorise …`: strands and category lines, gates and expectations.

use super::derived::method::{self, Below};
use super::headings::{about, label};
use super::reader::phrase;
use super::{Reader, lists};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::mistakes::{self, Place};
use crate::syntax::outline::words::Token;
use crate::syntax::outline::{Line, Piece, Segment, keyword};
use crate::syntax::tree::{Categorise, CategoryLine, Expectation, Gate, Phrase, Strand, Tail};

/// What a line below `categorise` is, by its words.
pub(super) enum Kind {
    Strand(Segment),
    Gate(Segment),
    Expectation,
    CategoryLine,
}

pub(super) fn lower<'t>(
    reader: &mut Reader<'t, '_>,
    piece: &Piece,
    node: Option<&Node<'t>>,
    broken: &mut bool,
) -> Option<Categorise> {
    lists::refuse(reader, &piece.heading);
    let method = node.and_then(|node| node.child(Rule::method)).and_then(|method| method::of(reader, &method));
    let any_order = node.and_then(|node| node.child(Rule::any_order)).map(|part| part.span());
    if let (Some(span), Some(method)) = (any_order, &method) {
        method::check_any_order(reader, span, method);
    }
    let mut below = Below::new(method);
    let (mut gates, mut expectations) = (Vec::new(), Vec::new());
    for line in &piece.body {
        let whole = match kind(reader, line) {
            Kind::Strand(rest) => {
                let strand = strand(reader, line, rest);
                below.add_strand(reader, strand)
            }
            Kind::Gate(rest) => gate(reader, line, rest).map(|gate| gates.push(gate)).is_some(),
            Kind::Expectation => expectation(reader, line, line.head).map(|expectation| expectations.push(expectation)).is_some(),
            Kind::CategoryLine => {
                let line = category_line(reader, line);
                below.add_line(reader, line)
            }
        };
        *broken |= !whole;
    }
    let (method, strands) = below.finish(reader, piece, *broken);
    Some(Categorise { about: about(node?), method: method?, any_order: any_order.is_some(), strands, gates, expectations })
}

pub(super) fn kind(reader: &mut Reader<'_, '_>, line: &Line) -> Kind {
    let first: Vec<Token<'_>> = reader.words(line.head).take(1).collect();
    let rest = |word: &Token<'_>| Segment { start: word.end(), end: line.head.end };
    let Some(word) = first.first() else { return Kind::CategoryLine };
    if word.is("strand") {
        return Kind::Strand(rest(word));
    } else if word.is("never") {
        return Kind::Gate(rest(word));
    }
    let decider = reader.words(line.head).find(|token| token.is_one_of(&["when", "otherwise", "expects", "unless"]));
    match decider {
        Some(decider) if decider.is("expects") => Kind::Expectation,
        Some(_) => Kind::CategoryLine,
        None if keyword::is_slip(&word.text.to_lowercase(), "strand") => {
            let place = reader.span(Segment { start: word.start, end: word.end() });
            let message = format!("No line below `categorise` begins with `{}`.", word.text);
            reader.push(Diagnostic::new(codes::MISSPELT_WORD, place, message).help("Did you mean `strand`?"));
            Kind::Strand(rest(word))
        }
        None => Kind::CategoryLine,
    }
}

/// `for a school`: the kinds that a line is for; empty where it does not say.
pub(super) fn only(node: &Node<'_>) -> Vec<Phrase> {
    let all = node.child(Rule::only);
    let each = all.iter().flat_map(|all| all.children(Rule::only_one)).filter_map(|one| one.child(Rule::only_kind));
    each.map(|kind| phrase(&kind)).collect()
}

pub(super) fn strand(reader: &mut Reader<'_, '_>, line: &Line, rest: Segment) -> Strand {
    lists::refuse(reader, line);
    let span = reader.span(line.head);
    let Some((node, name)) = reader.read_line(Rule::strand, line, rest, Place::Strand).and_then(|node| {
        let name = node.child(Rule::strand_name).map(|name| phrase(&name)).or_else(|| label(&node))?;
        Some((node, name))
    }) else {
        reader.note_names(rest);
        let text = reader.written(reader.span(rest));
        let name = Phrase { text, span: reader.span(rest) };
        return Strand { name, only: Vec::new(), span, lines: Vec::new(), by: None, tail: Tail::default(), broken: true };
    };
    let comma = reader.check_comma(&name);
    let by = node.child(Rule::strand_by).and_then(|by| by.child(Rule::other_method)).map(|by| method::table_called(&phrase(&by)));
    let tail = reader.line_tail(&node, line);
    let broken = !line.bullets.is_empty();
    let mut only = only(&node);
    let mut name = name;
    if let Some((own, kind)) = name.text.split_once(" for ").filter(|_| !comma && only.is_empty()) {
        // Read as it is meant, so that its lines are not blamed for kinds that it is not about.
        let kind = kind.split_once(' ').map_or(kind, |(_, kind)| kind);
        only.push(Phrase { text: kind.to_owned(), span: name.span });
        name = Phrase { text: own.to_owned(), span: name.span };
    }
    let end = only.last().or(by.as_ref()).map_or(name.span.end, |last| last.span.end);
    Strand {
        span: reader.span(Segment { start: line.head.start, end: end as usize }),
        name,
        only,
        lines: Vec::new(),
        by,
        tail,
        broken,
    }
}

pub(super) fn category_line(reader: &mut Reader<'_, '_>, line: &Line) -> Option<CategoryLine> {
    let node = reader.read_line(Rule::category_line, line, line.head, Place::CategoryLine)?;
    let tail = reader.line_tail(&node, line);
    let code = node.child(Rule::code)?;
    if let Some(mistake) = mistakes::expects_in_code(&code) {
        reader.push(mistake);
        return None;
    }
    let category = phrase(&code);
    let condition = match node.child(Rule::condition) {
        Some(condition) => Some(reader.condition(&condition, &line.bullets)?),
        None if line.bullets.is_empty() => None,
        None => {
            lists::refuse(reader, line);
            return None;
        }
    };
    let span = condition.as_ref().map_or(node.span_without_tail(), |condition| category.span.to(condition.span));
    Some(CategoryLine { category, only: only(&node), condition, span, tail })
}

/// Whether codes are joined, as in `A or AS`; a longer category may have such a word in its name.
fn are_several(category: &Node<'_>) -> bool {
    let words: Vec<&str> = category.children(Rule::word).map(|word| word.text()).collect();
    let joins = |word: &&str| ["and", "or"].iter().any(|join| join.eq_ignore_ascii_case(word));
    words.iter().any(joins) && words.split(joins).all(|part| matches!(part, [code] if code.len() <= mistakes::LONGEST_CODE))
}

pub(super) fn gate(reader: &mut Reader<'_, '_>, line: &Line, rest: Segment) -> Option<Gate> {
    let node = reader.read_line(Rule::gate, line, rest, Place::Gate)?;
    let tail = reader.line_tail(&node, line);
    let category = node.child(Rule::code)?;
    if are_several(&category) {
        reader.push(mistakes::several_categories(category.span(), &reader.written(category.span())));
        return None;
    }
    let unless = reader.condition(&node.child(Rule::condition)?, &line.bullets)?;
    let span = reader.span(line.head);
    let span = crate::source::Span { end: unless.span.end, ..span };
    Some(Gate { category: phrase(&category), only: only(&node), unless, span, tail })
}

pub(super) fn expectation(reader: &mut Reader<'_, '_>, line: &Line, words: Segment) -> Option<Expectation> {
    let node = reader.read_line(Rule::expectation, line, words, Place::Expectation)?;
    let tail = reader.line_tail(&node, line);
    let when = match node.child(Rule::condition) {
        Some(condition) => Some(reader.condition(&condition, &line.bullets)?),
        None => {
            lists::refuse(reader, line);
            None
        }
    };
    let category = phrase(&node.child(Rule::code)?);
    let span = when.as_ref().map_or(node.span_without_tail(), |when| category.span.to(when.span));
    Some(Expectation { category, only: only(&node), expects: phrase(&node.child(Rule::name)?), when, span, tail })
}
