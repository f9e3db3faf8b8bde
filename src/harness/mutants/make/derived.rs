//! Tables, matrices and scores.

use super::Maker;
use super::tests::At;
use super::values::next_to;
use crate::harness::mutants::operator::Operator;
use crate::model::machine_name;
use crate::source::Span;
use crate::syntax::tree::{Cell, Declaration, Literal, Matrix, Phrase, Score, ScoreLine, ScoredFor, Table, Tail};

impl Maker<'_> {
    pub(super) fn table(&mut self, table: &Table, declaration: &Declaration) {
        self.hit_policy(declaration.heading);
        for row in &table.rows {
            if table.rows.len() > 1 {
                self.drop_row(row.span, &row.tail);
            }
            for (cell, input) in row.cells.iter().zip(&table.inputs) {
                self.cell(cell, input);
            }
            self.result(&table.result, &row.gives);
        }
    }

    pub(super) fn matrix(&mut self, matrix: &Matrix) {
        for gives in matrix.rows.iter().flat_map(|row| &row.gives) {
            self.result(&matrix.name, gives);
        }
    }

    fn drop_row(&mut self, span: Span, tail: &Tail) {
        let lines = self.lines_of(span, tail);
        self.replace(Operator::DropRow, lines, "");
    }

    /// A cell that matters no more, and with other values.
    fn cell(&mut self, cell: &Cell, input: &Phrase) {
        let Some(test) = &cell.test else { return };
        self.replace(Operator::Cell, cell.span.range(), "any");
        let at = At { name: &input.text, place: input.span, whole: cell.span.range() };
        self.test(&at, &test.test, if test.negated { "not " } else { "" });
    }

    /// What a row gives: the neighbours of a value or category, or a number moved.
    fn result(&mut self, name: &Phrase, gives: &Literal) {
        let Literal::Phrase(phrase) = gives else { return self.move_literal(Operator::Result, gives) };
        let neighbours = match self.values_of(&name.text, name.span, &phrase.text) {
            Some((values, at)) => next_to(values, at),
            None => self.categories_beside(&phrase.text),
        };
        for other in neighbours.into_iter().filter(|other| machine_name(other) != machine_name(&phrase.text)) {
            self.replace(Operator::Result, phrase.span.range(), other);
        }
    }

    pub(super) fn score(&mut self, score: &Score) {
        for line in &score.lines {
            if score.lines.len() > 1 {
                self.drop_row(line.span, &line.tail);
            }
            self.score_line(line);
        }
    }

    fn score_line(&mut self, line: &ScoreLine) {
        if let Some(points) = &line.points {
            self.move_literal(Operator::Points, points);
        }
        match &line.what {
            ScoredFor::When(condition) => self.condition(condition),
            ScoredFor::Each(members) => {
                let spans: Vec<Span> = members.iter().map(|member| member.span).collect();
                self.drop_one(Operator::DropMember, &spans, "and");
                members.iter().for_each(|member| self.condition(member));
            }
            ScoredFor::EachOf(_) | ScoredFor::Value(_) => {}
        }
    }
}
