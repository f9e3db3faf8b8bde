//! `asking costs`, with a line for each of those who can be asked.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::lower::headings::label;
use crate::syntax::lower::{Reader, lists};
use crate::syntax::mistakes::Place;
use crate::syntax::outline::{Line, Piece};
use crate::syntax::tree::{Asking, AskingCost};

pub(in crate::syntax::lower) fn asking<'t>(
    reader: &mut Reader<'t, '_>,
    piece: &Piece,
    node: Option<&Node<'t>>,
    broken: &mut bool,
) -> Option<Asking> {
    lists::refuse(reader, &piece.heading);
    let mut costs = Vec::new();
    for line in &piece.body {
        lists::refuse(reader, line);
        let cost = cost(reader, line);
        *broken |= cost.is_none();
        costs.extend(cost);
    }
    if costs.is_empty() && !*broken {
        let message = "Nothing stands below `asking costs`.";
        let help = "Write below it, indented, who can be asked and what that costs, one on a line: `the WHOM: 2`.";
        reader.push(Diagnostic::new(codes::NOTHING_BELOW, reader.span(piece.heading.head), message).help(help));
    }
    node?;
    Some(Asking { costs })
}

fn cost<'t>(reader: &mut Reader<'t, '_>, line: &Line) -> Option<AskingCost> {
    let node = reader.read_line(Rule::asking_line, line, line.head, Place::AskingCost)?;
    let tail = reader.line_tail(&node, line);
    let written = node.child(Rule::quantity).or_else(|| node.child(Rule::worded))?;
    let (cost, whom) = (reader.quantity(&written)?, label(&node));
    let span = whom.as_ref().map(|whom| whom.span).or_else(|| node.child(Rule::anyone_else).map(|else_| else_.span()))?;
    Some(AskingCost { whom, cost, span, tail })
}
