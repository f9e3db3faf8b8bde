//! `contradiction …` with what is stated in each place.

use super::{cited_place, reason};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::lower::reader::text;
use crate::syntax::lower::{Reader, lists};
use crate::syntax::mistakes::{self, Place};
use crate::syntax::outline::{Line, Piece};
use crate::syntax::tree::{Contradiction, Phrase, SettledWords, Statement};

pub(in crate::syntax::lower) fn contradiction<'t>(
    reader: &mut Reader<'t, '_>,
    piece: &Piece,
    node: Option<&Node<'t>>,
    broken: &mut bool,
) -> Option<Contradiction> {
    lists::refuse(reader, &piece.heading);
    let mut statements = Vec::new();
    let mut settled: Option<SettledWords> = None;
    for line in &piece.body {
        lists::refuse(reader, line);
        let words: Vec<_> = reader.words(line.head).collect();
        if mistakes::settles(&words) != Some(true) {
            let statement = statement(reader, line);
            *broken |= statement.is_none();
            statements.extend(statement);
            continue;
        }
        match (settlement(reader, line), &settled) {
            (None, _) => *broken = true,
            (Some(second), Some(first)) => reader.given_twice("settled as", first.span, second.span),
            (one, None) => settled = one,
        }
    }
    let words = text(&node?.child(Rule::text)?);
    let title = Phrase { text: words.value.trim_end_matches([':', ' ']).to_owned(), span: words.span };
    if let (0 | 1, false) = (statements.len(), *broken) {
        let has = if statements.is_empty() { "none" } else { "one" };
        let message = format!("A contradiction has two statements at least, and `{}` has {has}.", title.text);
        let help = "Write below it, indented, what is stated in each place: `stated as \"…\" from \"…\"`.";
        reader.push(Diagnostic::new(codes::ONE_STATEMENT, title.span, message).help(help));
        *broken = true;
    }
    Some(Contradiction { title, statements, settled })
}

fn statement(reader: &mut Reader<'_, '_>, line: &Line) -> Option<Statement> {
    let node = reader.read_line(Rule::stated_as, line, line.head, Place::Statement)?;
    let (tail, span) = (reader.tail(&node), node.span_without_tail());
    reader.allows_nothing(&node);
    let from = cited_place(reader, &tail, span)?;
    Some(Statement { words: text(&node.child(Rule::quoted)?), from, span })
}

fn settlement(reader: &mut Reader<'_, '_>, line: &Line) -> Option<SettledWords> {
    let node = reader.read_line(Rule::settled_as, line, line.head, Place::Statement)?;
    let (tail, span) = (reader.tail(&node), node.span_without_tail());
    reader.allows_nothing(&node);
    let because = reason(reader, &node, &tail, span)?;
    Some(SettledWords { words: text(&node.child(Rule::quoted)?), because, span })
}
