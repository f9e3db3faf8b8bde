//! `clause …` and `contradiction …`: what is said of the document that the policy comes from; what is allowed behind a line; and `asking
//! costs`, what it costs to ask those whom facts come from.

mod allowances;
mod asking;
mod clauses;
mod contradiction;

pub(super) use asking::asking;
pub(super) use clauses::clauses;
pub(super) use contradiction::contradiction;

use super::Reader;
use super::reader::text;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::source::Span;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::tree::{Tail, Text};

/// The place of a statement, without which nobody can look it up; one that is missing is reported.
pub(super) fn cited_place(reader: &mut Reader<'_, '_>, tail: &Tail, span: Span) -> Option<Text> {
    if let Some(reading) = &tail.reading {
        no_reading(reader, reading);
    }
    if tail.from.is_none() {
        let message = "Where this is stated is not said.";
        let help = format!("Add the place: `{} from \"…\"`.", reader.written(span));
        reader.push(Diagnostic::new(codes::MISSING_FROM, span, message).help(help));
    }
    tail.from.clone()
}

/// The reason of what was settled; one that is missing is reported.
pub(super) fn reason(reader: &mut Reader<'_, '_>, node: &Node<'_>, tail: &Tail, span: Span) -> Option<Text> {
    let reason = because(node);
    match (&reason, &tail.reading) {
        (Some(_), Some(reading)) => no_reading(reader, reading),
        (Some(_), None) => {}
        (None, reading) => {
            let help = match reading {
                Some(_) => "Write `because` in place of `reading`.".to_owned(),
                None => format!("Add the reason: `{} because \"…\"`.", reader.written(span)),
            };
            let message = "Why it was settled so is not said.";
            reader.push(Diagnostic::new(codes::MISSING_BECAUSE, span, message).help(help));
        }
    }
    reason
}

/// `because "…"`
fn because(node: &Node<'_>) -> Option<Text> {
    node.child(Rule::because)?.child(Rule::quoted).map(|reason| text(&reason))
}

fn no_reading(reader: &mut Reader<'_, '_>, reading: &Text) {
    let message = "A `reading` has no place in this line.";
    let help = "What was decided, and why, stands in a line of its own: `settled as … because \"…\"`.";
    reader.push(Diagnostic::new(codes::NO_PLACE, reading.span, message).help(help));
}
