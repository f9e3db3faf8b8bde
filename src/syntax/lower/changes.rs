//! What a revision replaces, adds and removes.

use super::categorise::{self, Kind, only};
use super::derived::method::Below;
use super::headings::{self, about, label};
use super::reader::{phrase, text, without_article};
use super::{Lowered, Reader, facts, lists};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::source::Span;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::mistakes::{self, Place};
use crate::syntax::outline::changes::Changing;
use crate::syntax::outline::keyword::Keyword;
use crate::syntax::outline::{Piece, Segment};
use crate::syntax::tree::{Change, ChangeWord, DeclarationKind, Facts, Method, Part, Phrase, Sort, Strand, Tail, Target, Text};

/// The word of change before a declaration.
pub(super) fn change(reader: &Reader<'_, '_>, piece: &Piece, changing: Changing) -> Change {
    Change { word: changing.word, span: reader.span(Segment { start: piece.start, end: changing.end }) }
}

/// Reads a declaration with a word of change before it.
pub(super) fn lower(reader: &mut Reader<'_, '_>, piece: &Piece, changing: &Changing) -> Lowered {
    let (word, keyword) = (changing.word, piece.found.keyword);
    let place = change(reader, piece, *changing).span;
    if let Some(refusal) = mistakes::refused(word, keyword, place) {
        reader.push(refusal);
        return unreadable(reader, piece);
    }
    let mut tail = Tail::default();
    let part = match (word, keyword) {
        (_, Keyword::Unknown) => Some(Part::Unsaid(rest(reader, piece))),
        (ChangeWord::Remove, _) => removal(reader, piece).map(Part::Removed),
        (_, Keyword::Fact) => fact(reader, piece, &mut tail).map(Part::Fact),
        (_, Keyword::Strand) => strand(reader, piece).map(Part::Strand),
        (_, Keyword::Gate) => {
            let gate = categorise::gate(reader, &piece.heading, behind(piece));
            gate.map(|gate| Part::Gate(crate::syntax::tree::Gate { span: from(piece, gate.span), ..gate }))
        }
        (_, Keyword::Expectation) => categorise::expectation(reader, &piece.heading, behind(piece)).map(Part::Expectation),
        (ChangeWord::Replace | ChangeWord::Add, _) => return headings::lower(reader, piece),
    };
    if keyword != Keyword::Strand || word == ChangeWord::Remove {
        reader.no_body(piece);
    }
    let Some(part) = part else { return unreadable(reader, piece) };
    if let Part::Strand(strand) = &part {
        tail = strand.tail.clone();
    }
    let broken = matches!(&part, Part::Unsaid(_) | Part::Strand(Strand { broken: true, .. }));
    let heading = Segment { start: piece.found.start, end: piece.heading.head.end };
    Lowered { kind: DeclarationKind::Part(part), heading: Some(heading), tail, broken }
}

fn unreadable(reader: &mut Reader<'_, '_>, piece: &Piece) -> Lowered {
    reader.note_names(behind(piece));
    piece.body.iter().for_each(|line| reader.note_names(line.head));
    Lowered { kind: DeclarationKind::Unreadable, heading: None, tail: Tail::default(), broken: true }
}

/// What stands behind the word of a heading.
fn behind(piece: &Piece) -> Segment {
    Segment { start: piece.found.end, end: piece.heading.head.end }
}

/// The same without the blanks around it, as a name.
fn rest(reader: &Reader<'_, '_>, piece: &Piece) -> Phrase {
    let segment = reader.trimmed(reader.span(behind(piece)));
    let Text { value, span } = reader.free_text(segment);
    Phrase { text: value.trim_end_matches(':').to_owned(), span }
}

/// A place that begins with the word of the declaration, and not with the word of change before it.
fn from(piece: &Piece, span: Span) -> Span {
    let start = Span::new(span.file, piece.found.start, piece.found.end);
    Span { start: start.start, ..span }
}

/// `fact latest Ofsted, for a school: …`
fn fact(reader: &mut Reader<'_, '_>, piece: &Piece, tail: &mut Tail) -> Option<Facts> {
    lists::refuse(reader, &piece.heading);
    let segment = reader.trimmed(reader.span(behind(piece)));
    let node = reader.read_line(Rule::replaced_fact, &piece.heading, segment, Place::Heading(Keyword::Fact))?;
    *tail = reader.line_tail(&node, &piece.heading);
    let fact = facts::fact(reader, &node, tail.clone())?;
    Some(Facts { about: about(&node), facts: vec![fact] })
}

/// `strand leadership, for a school` with its lines.
fn strand(reader: &mut Reader<'_, '_>, piece: &Piece) -> Option<Strand> {
    let strand = categorise::strand(reader, &piece.heading, behind(piece));
    let whole = !strand.broken;
    let strand = Strand { span: from(piece, strand.span), ..strand };
    let mut below = Below::new(Some(Method::MostIntensiveStrand));
    below.add_strand(reader, strand);
    for line in &piece.body {
        if let Kind::CategoryLine = categorise::kind(reader, line) {
            let line = categorise::category_line(reader, line);
            below.add_line(reader, line);
        } else {
            let message = "Below one strand stand only its own lines.";
            let help = "Write this at the left margin as a change of its own, as in `add never CATEGORY unless CONDITION`.";
            reader.push(Diagnostic::new(codes::NO_PLACE, reader.span(line.head), message).help(help));
        }
    }
    let (_, strands) = below.finish(reader, piece, !whole);
    strands.into_iter().next().filter(|_| whole)
}

/// What is removed, by what is behind the word of its declaration.
fn removal(reader: &mut Reader<'_, '_>, piece: &Piece) -> Option<Target> {
    let keyword = piece.found.keyword;
    let sort = sort(keyword)?;
    let segment = reader.trimmed(reader.span(behind(piece)));
    let node = reader.read_line(rule(sort), &piece.heading, segment, Place::Removal(keyword))?;
    reader.allows_nothing(&node);
    let condition = match node.child(Rule::condition) {
        Some(condition) => Some(reader.condition(&condition, &piece.heading.bullets)?),
        None => {
            lists::refuse(reader, &piece.heading);
            None
        }
    };
    let end = (node.span_without_tail().end as usize).max(piece.found.end);
    let span = reader.span(Segment { start: piece.found.start, end });
    Some(Target { sort, names: names(reader, sort, &node)?, about: kinds(sort, &node), condition, span })
}

fn names(reader: &mut Reader<'_, '_>, sort: Sort, node: &Node<'_>) -> Option<Vec<Phrase>> {
    let all = |rules: &[Rule]| {
        let found = rules.iter().flat_map(|rule| node.children(*rule));
        found.map(|name| phrase(&name)).collect::<Vec<_>>()
    };
    if sort == Sort::Contradiction {
        let title = node.child(Rule::text).map(|title| text(&title));
        return title.map(|Text { value, span }| vec![Phrase { text: value, span }]);
    }
    if let Some(name) = label(node).map(without_article) {
        return reader.check_comma(&name).then(|| vec![name]);
    }
    Some(all(&[Rule::allocation_category, Rule::clause_name, Rule::removed_code, Rule::code, Rule::name]))
}

fn kinds(sort: Sort, node: &Node<'_>) -> Vec<Phrase> {
    if matches!(sort, Sort::Gate | Sort::Expectation) {
        return only(node);
    }
    let each = node.children(Rule::removed_one).filter_map(|one| one.child(Rule::removed_kind));
    about(node).into_iter().chain(each.map(|kind| phrase(&kind))).collect()
}

const fn rule(sort: Sort) -> Rule {
    match sort {
        Sort::HalfTerms | Sort::Terms | Sort::OtherTimes | Sort::Categories | Sort::Asking => Rule::removed_whole,
        Sort::Categorise => Rule::removed_for,
        Sort::Allocation => Rule::removed_allocation,
        Sort::Also => Rule::also,
        Sort::Constraint => Rule::constraint,
        Sort::Gate => Rule::removed_gate,
        Sort::Expectation => Rule::expectation,
        Sort::Clause => Rule::removed_clauses,
        Sort::Contradiction => Rule::removed_words,
        Sort::Setting | Sort::Group | Sort::Scale | Sort::Choice | Sort::Parameter | Sort::Import => Rule::removed,
        Sort::Fact | Sort::Define | Sort::List | Sort::Table | Sort::Matrix | Sort::Score | Sort::Strand => Rule::removed,
    }
}

/// What a declaration of this word is, where it can be removed.
const fn sort(keyword: Keyword) -> Option<Sort> {
    Some(match keyword {
        Keyword::Setting => Sort::Setting,
        Keyword::Group => Sort::Group,
        Keyword::Scale => Sort::Scale,
        Keyword::Choice => Sort::Choice,
        Keyword::Fact => Sort::Fact,
        Keyword::Constraint => Sort::Constraint,
        Keyword::Parameter => Sort::Parameter,
        Keyword::HalfTerms => Sort::HalfTerms,
        Keyword::Terms => Sort::Terms,
        Keyword::OtherTimes => Sort::OtherTimes,
        Keyword::Categories => Sort::Categories,
        Keyword::Define => Sort::Define,
        Keyword::List => Sort::List,
        Keyword::Table => Sort::Table,
        Keyword::Matrix => Sort::Matrix,
        Keyword::Score => Sort::Score,
        Keyword::Categorise => Sort::Categorise,
        Keyword::Strand => Sort::Strand,
        Keyword::Gate => Sort::Gate,
        Keyword::Expectation => Sort::Expectation,
        Keyword::Allocation => Sort::Allocation,
        Keyword::Also => Sort::Also,
        Keyword::Clause => Sort::Clause,
        Keyword::Contradiction => Sort::Contradiction,
        Keyword::Import => Sort::Import,
        Keyword::Asking => Sort::Asking,
        Keyword::Policy | Keyword::Facts | Keyword::Examples | Keyword::Pin | Keyword::Unknown => return None,
        Keyword::Scenario | Keyword::DraftedScenario | Keyword::Scenarios | Keyword::Property => return None,
    })
}
