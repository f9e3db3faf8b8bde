//! What settings are categorised by, and what may then stand below: strands, lines without strands, or neither.

use super::super::reader::{Reader, phrase};
use super::settling::{before_any_order, refuse_any_order, way};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::source::Span;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::outline::Piece;
use crate::syntax::tree::{CategoryLine, HitPolicy, Method, Phrase, Strand};

/// What a node of rule `method` says; what is none is reported.
pub(in crate::syntax::lower) fn of(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Method> {
    let Some(other) = node.child(Rule::other_method) else { return Some(Method::MostIntensiveStrand) };
    let words = phrase(&other);
    match way(&words.text) {
        Some(HitPolicy::FirstMatch) => Some(Method::FirstMatch(Vec::new())),
        Some(HitPolicy::ExactlyOne) => Some(Method::ExactlyOne(Vec::new())),
        Some(HitPolicy::MostIntensive) => {
            let message = format!("`by {}` does not say of what.", words.text);
            let help = "Write `by its most intensive strand`, or `by` and the name of a table.";
            reader.push(Diagnostic::new(codes::UNKNOWN_SETTLING, words.span, message).help(help));
            None
        }
        Some(HitPolicy::Sum) => {
            let message = "A sum gives no category by itself.";
            let help = "Add the points up in a `score`, and write `by the first match` with lines such as `CATEGORY when SCORE is at \
                        least 7`.";
            reader.push(Diagnostic::new(codes::UNKNOWN_SETTLING, words.span, message).help(help));
            None
        }
        None if words.text.to_lowercase().split(' ').any(|word| word.starts_with("strand")) => {
            let message = format!("`by {}` is not understood.", words.text);
            let help = "Write `by its most intensive strand`.";
            reader.push(Diagnostic::new(codes::UNKNOWN_SETTLING, words.span, message).help(help));
            None
        }
        None => {
            if let Some(by) = before_any_order(&words.text).filter(|by| !by.is_empty()) {
                let message = "A comma is missing before what is said of the order.";
                let help = format!("Write `by {by}, in any order`.");
                reader.push(Diagnostic::new(codes::MISSING_COMMA, words.span, message).help(help));
                return None;
            }
            Some(Method::Table(table_called(&words)))
        }
    }
}

/// Refuses `in any order` where settings are categorised by something else than the first line that holds.
pub(in crate::syntax::lower) fn check_any_order(reader: &mut Reader<'_, '_>, span: Span, method: &Method) {
    let why = match method {
        Method::FirstMatch(_) => return,
        Method::ExactlyOne(_) => "where only one line may hold, none of them comes first",
        Method::MostIntensiveStrand => "the lines of a strand run from the most to the least intensive category",
        Method::Table(_) => "the heading of the table says how its rows are settled",
    };
    refuse_any_order(reader, span, why);
}

/// The name of a table without `its`, `the`, `table` or `matrix` before it.
pub(in crate::syntax::lower) fn table_called(words: &Phrase) -> Phrase {
    let mut text = words.text.as_str();
    for sets in [["its ", "the "], ["table ", "matrix "]] {
        let found = sets.iter().find(|one| text.get(..one.len()).is_some_and(|start| start.eq_ignore_ascii_case(one)));
        text = found.and_then(|one| text.get(one.len()..)).unwrap_or(text);
    }
    Phrase { text: text.to_owned(), span: words.span }
}

/// What stands below a `categorise`, gathered line by line.
#[derive(Debug)]
pub(in crate::syntax::lower) struct Below {
    method: Option<Method>,
    strands: Vec<Strand>,
    /// Whether it has been said that strands, or lines, have no place here.
    refused: bool,
}

impl Below {
    /// `None` where the method could not be read: then nothing is out of place.
    pub(in crate::syntax::lower) const fn new(method: Option<Method>) -> Self {
        Self { method, strands: Vec::new(), refused: false }
    }

    /// Takes a strand in; false where it could not be read or has no place.
    pub(in crate::syntax::lower) fn add_strand(&mut self, reader: &mut Reader<'_, '_>, strand: Strand) -> bool {
        let by = match self.method {
            Some(Method::FirstMatch(_)) => "by the first match",
            Some(Method::ExactlyOne(_)) => "by exactly one",
            Some(Method::Table(_)) => "by a table",
            Some(Method::MostIntensiveStrand) | None => {
                let whole = !strand.broken;
                self.strands.push(strand);
                return whole;
            }
        };
        let message = format!("Settings are categorised {by} here, without strands.");
        let help = "Take the `strand` lines out, or write `by its most intensive strand` in the heading.";
        self.refuse(reader, Diagnostic::new(codes::STRANDS_AND_LINES, strand.span, message).help(help))
    }

    /// Takes a line in; false where it could not be read or has no place.
    pub(in crate::syntax::lower) fn add_line(&mut self, reader: &mut Reader<'_, '_>, line: Option<CategoryLine>) -> bool {
        match &mut self.method {
            Some(Method::FirstMatch(lines) | Method::ExactlyOne(lines)) => {
                let whole = line.is_some();
                lines.extend(line);
                whole
            }
            Some(Method::Table(table)) => {
                let Some(line) = line else { return false };
                let message = format!("The table `{}` says which category is given, so no line can.", table.text);
                let help = "Take the line out, or write `by the first match` in the heading. Below a table stand only `never … unless …` and \
                            `… expects …`.";
                self.refuse(reader, Diagnostic::new(codes::STRANDS_AND_LINES, line.span, message).help(help))
            }
            Some(Method::MostIntensiveStrand) | None => self.add_to_strand(reader, line),
        }
    }

    fn add_to_strand(&mut self, reader: &mut Reader<'_, '_>, line: Option<CategoryLine>) -> bool {
        match (self.strands.last_mut(), line) {
            (Some(Strand { by: Some(table), name, .. }), Some(line)) => {
                let message = format!("The strand `{}` says what `{}` says, and has no lines of its own.", name.text, table.text);
                let help = "Take the line out, or give it a strand of its own.";
                reader.push(Diagnostic::new(codes::STRANDS_AND_LINES, line.span, message).help(help));
                false
            }
            (Some(strand), Some(line)) => {
                strand.lines.push(line);
                true
            }
            (Some(strand), None) => {
                strand.broken = true;
                false
            }
            (None, Some(line)) => {
                if self.method.is_some() {
                    outside_strand(reader, &line);
                }
                false
            }
            (None, None) => false,
        }
    }

    fn refuse(&mut self, reader: &mut Reader<'_, '_>, diagnostic: Diagnostic) -> bool {
        if !std::mem::replace(&mut self.refused, true) {
            reader.push(diagnostic);
        }
        false
    }

    /// The method with its lines, and the strands. What should have lines and has none is reported.
    pub(in crate::syntax::lower) fn finish(
        self,
        reader: &mut Reader<'_, '_>,
        piece: &Piece,
        broken: bool,
    ) -> (Option<Method>, Vec<Strand>) {
        let silent = |strand: &&Strand| strand.lines.is_empty() && !strand.broken && strand.by.is_none();
        for strand in self.strands.iter().filter(silent) {
            let message = format!("The strand `{}` has no lines.", strand.name.text);
            let help = "Write its lines below it, the most intensive category first: `CATEGORY when CONDITION`, and `CATEGORY otherwise` last.";
            reader.push(Diagnostic::new(codes::NOTHING_BELOW, strand.span, message).help(help));
        }
        if let (Some(Method::FirstMatch(lines) | Method::ExactlyOne(lines)), false) = (&self.method, broken)
            && lines.is_empty()
        {
            let message = "No line below this says which category is given.";
            let help = "Write the lines below it: `CATEGORY when CONDITION`, and `CATEGORY otherwise` for all that is left.";
            reader.push(Diagnostic::new(codes::NOTHING_BELOW, reader.span(piece.heading.head), message).help(help));
        }
        (self.method, self.strands)
    }
}

fn outside_strand(reader: &mut Reader<'_, '_>, line: &CategoryLine) {
    let message = format!("This line gives `{}` and stands in no strand.", line.category.text);
    let help = "Write `strand` and a name on a line of its own above it; or, if there are no strands, `by the first match` in the heading.";
    reader.push(Diagnostic::new(codes::NO_PLACE, line.span, message).help(help));
}
