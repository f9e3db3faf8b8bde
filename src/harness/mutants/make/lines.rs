//! Strands and their lines, gates, expectations, and what comes besides.

use super::Maker;
use super::values::written;
use crate::harness::mutants::mutant::{Edit, whole_lines};
use crate::harness::mutants::operator::Operator;
use crate::source::Span;
use crate::syntax::tree::{
    Also, Categorise, CategoryLine, Constraint, Declaration, Expectation, Gate, Method, Phrase, Strand, Tail,
};
use std::ops::Range;

impl Maker<'_> {
    pub(super) fn categorise(&mut self, categorise: &Categorise, declaration: &Declaration) {
        if let Method::FirstMatch(lines) | Method::ExactlyOne(lines) = &categorise.method {
            self.hit_policy(declaration.heading);
            self.category_lines(lines);
            self.swapped(lines, |_, line| line.category.span.range());
        }
        for strand in &categorise.strands {
            if categorise.strands.len() > 1 {
                self.drop_strand(strand);
            }
            self.strand(strand);
        }
        for gate in &categorise.gates {
            self.gate(gate);
        }
        for expectation in &categorise.expectations {
            self.expectation(expectation);
        }
    }

    pub(super) fn strand(&mut self, strand: &Strand) {
        self.whom_line(&strand.name, &strand.only);
        self.category_lines(&strand.lines);
        // A strand's lines stay in their order, so their conditions change places.
        self.swapped(&strand.lines, |maker, line| {
            let lines = maker.lines_of(line.span, &line.tail);
            let start = lines.start;
            let end = start + maker.slice(lines).trim_end().len();
            line.category.span.range().end..end
        });
    }

    /// `by the first match` as `by exactly one`, and back.
    pub(super) fn hit_policy(&mut self, heading: Span) {
        const WAYS: [&str; 2] = ["the first match", "exactly one"];
        let text = self.slice(heading.range()).to_ascii_lowercase();
        for (one, other) in [(WAYS[0], WAYS[1]), (WAYS[1], WAYS[0])] {
            if let Some(at) = text.find(one) {
                let start = heading.range().start + at;
                self.replace(Operator::HitPolicy, start..start + one.len(), other);
            }
        }
    }

    fn drop_strand(&mut self, strand: &Strand) {
        let heading = self.lines_of(strand.span, &strand.tail);
        let end = strand.lines.last().map_or(heading.end, |last| self.lines_of(last.span, &last.tail).end);
        self.replace(Operator::DropStrand, heading.start..end, "");
    }

    fn category_lines(&mut self, lines: &[CategoryLine]) {
        for line in lines {
            self.beside(&line.category);
            if lines.len() > 1 {
                self.drop_lines(Operator::DropLine, line.span, &line.tail);
            }
            self.whom_line(&line.category, &line.only);
            if let Some(condition) = &line.condition {
                self.condition(condition);
            }
        }
    }

    /// The categories of each two lines that stand together, swapped.
    fn swapped(&mut self, lines: &[CategoryLine], place: fn(&Self, &CategoryLine) -> Range<usize>) {
        for (one, next) in lines.iter().zip(lines.iter().skip(1)) {
            if one.category.text != next.category.text && next.condition.is_some() {
                let edit = |from: Range<usize>, to: Range<usize>| Edit::new(from, self.slice(to));
                let edits = vec![edit(place(self, one), place(self, next)), edit(place(self, next), place(self, one))];
                self.push(Operator::SwapLines, edits);
            }
        }
    }

    /// Another category in its place.
    fn beside(&mut self, category: &Phrase) {
        for other in self.categories_beside(&category.text) {
            self.replace(Operator::Category, category.span.range(), other);
        }
    }

    fn drop_lines(&mut self, operator: Operator, span: Span, tail: &Tail) {
        let lines = self.lines_of(span, tail);
        self.replace(operator, lines, "");
    }

    /// A line for some kinds made one for all.
    fn whom_line(&mut self, before: &Phrase, only: &[Phrase]) {
        if let Some(last) = only.last() {
            self.replace(Operator::Whom, before.span.range().end..last.span.range().end, "");
        }
    }

    pub(super) fn gate(&mut self, gate: &Gate) {
        self.drop_lines(Operator::DropGate, gate.span, &gate.tail);
        self.beside(&gate.category);
        self.whom_line(&gate.category, &gate.only);
        self.condition(&gate.unless);
    }

    pub(super) fn expectation(&mut self, one: &Expectation) {
        self.drop_lines(Operator::DropExpectation, one.span, &one.tail);
        self.beside(&one.category);
        self.whom_line(&one.category, &one.only);
        if let Some(when) = &one.when {
            self.replace(Operator::DropCondition, one.expects.span.range().end..when.span.range().end, "");
            self.condition(when);
        }
    }

    pub(super) fn also(&mut self, also: &Also, declaration: &Declaration) {
        let items: Vec<Span> = also.items.iter().map(|item| item.span).collect();
        if items.len() > 1 {
            self.drop_one(Operator::DropAlso, &items, "and");
        } else {
            let lines = whole_lines(self.text, declaration.span.range());
            self.replace(Operator::DropAlso, lines, "");
        }
        self.one_kind_fewer(&also.about);
        if let (Some(when), Some(last)) = (&also.when, also.about.last()) {
            self.replace(Operator::DropCondition, last.span.range().end..when.span.range().end, "");
            self.condition(when);
        }
    }

    pub(super) fn constraint(&mut self, constraint: &Constraint, declaration: &Declaration) {
        let lines = self.lines_of(declaration.span, &declaration.tail);
        self.replace(Operator::DropConstraint, lines, "");
        self.one_kind_fewer(&constraint.about);
        self.condition(&constraint.condition);
    }

    /// `a school or academy` as `an academy`, and as `a school`.
    fn one_kind_fewer(&mut self, kinds: &[Phrase]) {
        let (Some(first), Some(last)) = (kinds.first(), kinds.last()) else { return };
        let heading = whole_lines(self.text, first.span.range()).start;
        let article = self.last_word(heading..first.span.range().start, &["a", "an", "the"]);
        let article = article.filter(|(_, place)| self.slice(place.end..first.span.range().start).trim().is_empty());
        let start = article.map_or(first.span.range().start, |(_, place)| place.start);
        for at in 0..kinds.len() {
            let rest = kinds.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, kind)| written(&kind.text));
            let rest: Vec<String> = rest.map(|kind| crate::diagnostic::words::with_article(&kind)).collect();
            if !rest.is_empty() {
                self.replace(Operator::Whom, start..last.span.range().end, rest.join(" or "));
            }
        }
    }
}
