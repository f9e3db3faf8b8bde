//! `good when 2`, `left out when Type is Home childcarer, because "…"`, `unknown otherwise`.

use super::{column, newest, reason, whole};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::lower::Reader;
use crate::syntax::lower::reader::phrase;
use crate::syntax::mistakes::Place;
use crate::syntax::outline::Line;
use crate::syntax::tree::{Code, Given, ImportLine, ImportTest, Literal, Subject};

/// Reads a line; what cannot be read is reported.
pub(super) fn read(reader: &mut Reader<'_, '_>, line: &Line) -> Option<ImportLine> {
    let node = reader.read_line(Rule::import_line, line, line.head, Place::ImportLine)?;
    let tail = reader.line_tail(&node, line);
    let gives = given(reader, &node)?;
    let tests = node.child(Rule::import_condition).map(|condition| tests(&condition));
    let because = reason(&node);
    let span = whole(&node, reader, line);
    match (&gives, &because) {
        (Given::LeftOut(span), None) => {
            let message = "Why these rows are left out is not said.";
            let help = "Add it at the end of the line: `, because \"…\"`. The rows that are left out are counted under it.";
            reader.push(Diagnostic::new(codes::NO_REASON, *span, message).help(help));
            return None;
        }
        (Given::Value(_), Some(because)) => {
            let message = "Only rows that are left out have a `because`.";
            let help = "Write `reading \"…\"` for what the policy decides, and `from \"…\"` for where a source says so.";
            reader.push(Diagnostic::new(codes::OTHER_WORD, because.span, message).help(help));
        }
        (Given::LeftOut(_), Some(_)) | (Given::Value(_), None) => {}
    }
    Some(ImportLine { gives, tests: tests.unwrap_or_default(), because, span, tail })
}

fn given<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>) -> Option<Given> {
    if let Some(out) = node.child(Rule::import_left_out) {
        return Some(Given::LeftOut(out.span()));
    }
    let inner = node.child(Rule::import_given)?.first()?;
    let literal = if inner.is(Rule::import_given_end_of_date) {
        reader.date(&inner.child(Rule::date)?).map(|(date, span)| Literal::Date(date, span))?
    } else if inner.is(Rule::import_given_number) {
        Literal::Quantity(reader.quantity(&inner.child(Rule::quantity)?)?)
    } else {
        Literal::Phrase(phrase(&inner))
    };
    Some(Given::Value(literal))
}

fn tests(node: &Node<'_>) -> Vec<ImportTest> {
    node.children(Rule::import_test).map(|test| one(&test)).collect()
}

fn one(node: &Node<'_>) -> ImportTest {
    let code = |node: Node<'_>| match node.child(Rule::import_no_code) {
        Some(empty) => Code::Empty(empty.span()),
        None => Code::Text(phrase(&node)),
    };
    ImportTest {
        subject: node.child(Rule::import_subject).and_then(|subject| self::subject(&subject)),
        negated: node.has(Rule::k_not),
        codes: node.children(Rule::import_code).map(code).collect(),
        span: node.span(),
    }
}

fn subject(node: &Node<'_>) -> Option<Subject> {
    let inner = node.first()?;
    if inner.is(Rule::import_newest) { newest(&inner).map(Subject::Newest) } else { Some(Subject::Column(column(&inner))) }
}
