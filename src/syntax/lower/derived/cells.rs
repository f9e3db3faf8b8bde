//! Cells: what may stand behind `is`, or `any`; and results.

use super::super::Reader;
use super::rows::with_bars;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::Rule;
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
    let (negated, test) = reader.test(&test, test.has(Rule::k_not), heading)?;
    Some(Cell { test: Some(CellTest { negated, test }), span })
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
        reader.check_value(phrase);
    }
    Some(result)
}
