//! Cells: what may stand behind `is`, or `any`; and results.

use super::super::Reader;
use super::rows::with_bars;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::mistakes::Place;
use crate::syntax::outline::Segment;
use crate::syntax::tree::{Cell, CellTest, Literal, Phrase};

/// A cell below (or beside) a heading. `None` where it is empty or cannot be read, which is reported.
pub(super) fn cell(reader: &mut Reader<'_, '_>, segment: Segment, heading: &Phrase) -> Option<Cell> {
    if reader.slice(segment).is_empty() {
        let message = format!("The cell under `{}` is empty.", heading.text);
        let help = "Write what it must be, or `any` where it makes no difference.";
        reader.push(Diagnostic::new(codes::EMPTY_CELL, with_bars(reader, segment), message).help(help));
        return None;
    }
    let span = reader.span(segment);
    let node = reader.read_segment(Rule::cell_test, segment, Place::Cell)?;
    let Some(test) = node.child(Rule::test) else { return Some(Cell { test: None, span }) };
    if denies_several(reader, &test) || is_otherwise(reader, segment) {
        return None;
    }
    let (negated, test) = reader.test(&test, test.has(Rule::k_not), heading)?;
    Some(Cell { test: Some(CellTest { negated, test }), span })
}

/// `not A or B`, which is reported.
fn denies_several(reader: &mut Reader<'_, '_>, test: &Node<'_>) -> bool {
    let Some(values) = test.child(Rule::values).filter(|_| test.has(Rule::k_not)) else { return false };
    let written: Vec<String> = values.children(Rule::value).map(|value| reader.written(value.span())).collect();
    if written.len() < 2 {
        return false;
    }
    let message = format!("`not {}` can be read in two ways.", written.join(" or "));
    let help = format!(
        "If it may be none of them, write `neither {}`; otherwise name the values that are meant.",
        written.join(" nor ")
    );
    reader.push(Diagnostic::new(codes::NOT_OR, test.span(), message).help(help));
    true
}

/// `otherwise` in a cell, which is reported.
fn is_otherwise(reader: &mut Reader<'_, '_>, segment: Segment) -> bool {
    const OTHERWISE: [&str; 7] = ["otherwise", "else", "any other", "anything else", "everything else", "all others", "anything"];
    let written = reader.slice(segment);
    let found = OTHERWISE.iter().any(|other| other.eq_ignore_ascii_case(written));
    if found {
        let message = format!("`{written}` is no test of a cell.");
        let help = "Write `any`; by the first match, a row of `any` that stands last is for all that is left.";
        reader.push(Diagnostic::new(codes::CELL, reader.span(segment), message).help(help));
    }
    found
}

/// The result of a row. `None` where it is empty or cannot be read, which is reported.
pub(super) fn result(reader: &mut Reader<'_, '_>, segment: Segment, below: &str) -> Option<Literal> {
    if reader.slice(segment).is_empty() {
        let message = format!("The cell under {below} is empty: what this gives is not said.");
        reader.push(Diagnostic::new(codes::EMPTY_CELL, with_bars(reader, segment), message).help("Write what it gives."));
        return None;
    }
    let node = reader.read_segment(Rule::result, segment, Place::Result)?;
    let result = reader.literal(&node.child(Rule::literal)?)?;
    if let Literal::Phrase(phrase) = &result {
        if phrase.text.eq_ignore_ascii_case("none") {
            let message = "A row gives something, and `none` is what is given where no row holds.";
            let help = "Take the row out, or give what it means a word of its own.";
            reader.push(Diagnostic::new(codes::CELL, phrase.span, message).help(help));
            return None;
        }
        reader.check_value(phrase);
    }
    Some(result)
}
