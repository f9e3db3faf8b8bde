//! Tables and scores in the tree: the rows that count, and every line of a score with what it gives.

use super::tree::{STEP, Tree};
use crate::evaluate::{Because, DerivedParts, DerivedTrace, PointsTrace, RowTrace, Scored, Truth, Verdict, Why};
use crate::explain::markup::{Paragraph, Style, Text};
use crate::explain::phrases::{self, answer_to, cited};
use crate::explain::telling::{each, row_words};
use crate::model::{Citation, Derived, DerivedRule, Points, Table};
use rust_decimal::Decimal;

/// So many rows that do not hold are written each by itself.
const ROWS: usize = 4;

impl Tree<'_> {
    /// What a table or score comes to, behind a test of it: `yes: 8 points`.
    pub(super) fn comes_to(&self, trace: &DerivedTrace, text: &str, truth: Truth, paragraph: Paragraph) -> Paragraph {
        let Some(derived) = self.teller.derived_of(trace) else { return paragraph };
        let value = match self.teller.value_now(trace).certain() {
            Some(value) => self.teller.value_of(derived, value),
            None => self.teller.reached(derived, trace, Some(truth)),
        };
        let said = truth == Truth::Holds && text.ends_with(value.as_str()) || text == &*derived.name.phrase;
        if said { paragraph } else { paragraph.plain(": ").value(value) }
    }

    /// What it comes from; what has been told of it once is not told again.
    pub(super) fn derived(&mut self, trace: &DerivedTrace, indent: usize, text: &mut Text) {
        if self.derived.contains(&trace.derived) {
            return;
        }
        self.derived.push(trace.derived);
        let Some(derived) = self.teller.derived_of(trace) else { return };
        if derived.citation != Citation::default() {
            text.push(cited(Paragraph::at(indent).name(&*derived.name.phrase), &derived.citation));
        }
        match (&trace.parts, &derived.rule) {
            (DerivedParts::Rows(found), DerivedRule::Table(table)) => self.rows(derived, table, found, indent, text),
            (DerivedParts::Points(found), DerivedRule::Score(lines)) => {
                lines.iter().zip(found).for_each(|(line, found)| self.points(derived, line, found, indent, text));
            }
            _ => {}
        }
    }

    fn rows(&mut self, derived: &Derived, table: &Table, found: &[RowTrace], indent: usize, text: &mut Text) {
        let failing = found.iter().filter(|row| row.verdict == Verdict::Fails).count();
        let all = || table.rows.iter().zip(found).enumerate();
        for (at, (row, found)) in all() {
            let words = row_words(at, row, table.square);
            match found.verdict {
                Verdict::NotReached => continue,
                Verdict::Fails if failing > ROWS => continue,
                Verdict::Fails => {
                    let paragraph = Paragraph::at(indent).quote(words).plain(" - ").value(answer_to(Truth::Fails)).plain(": ");
                    text.push(paragraph.each(Style::Name, &each(&self.teller.points(&found.why)), "and"));
                    continue;
                }
                Verdict::Decides | Verdict::MayDecide | Verdict::Conflicts => {}
            }
            let gives = self.teller.value_of(derived, row.gives);
            let paragraph = self.stands(&found.why, Paragraph::at(indent).quote(words));
            let paragraph = match found.verdict {
                Verdict::Conflicts => paragraph.plain(", but it is not the only row that holds"),
                Verdict::Decides | Verdict::MayDecide | Verdict::Fails | Verdict::NotReached => {
                    paragraph.plain(" - gives ").value(gives)
                }
            };
            let from = row.citation.from.as_ref().filter(|_| row.citation.from != derived.citation.from);
            text.push(paragraph.from(from.map(|from| &**from)));
            self.below(&found.why, indent + STEP, text);
        }
        if failing > ROWS {
            let failing: Vec<_> = found.iter().filter(|row| row.verdict == Verdict::Fails).collect();
            let words = format!("{} do not hold: ", phrases::count(failing.len(), "other row", "other rows"));
            let mut points = Vec::new();
            for point in failing.iter().flat_map(|row| self.teller.points(&row.why)).map(|point| point.words) {
                if !points.contains(&point) {
                    points.push(point);
                }
            }
            text.push(Paragraph::at(indent).plain(words).each(Style::Name, &points, "and"));
        }
    }

    fn points(&mut self, derived: &Derived, line: &Points, found: &PointsTrace, indent: usize, text: &mut Text) {
        let paragraph = Paragraph::at(indent).quote(&*line.text);
        let paragraph = match &found.what {
            Scored::When(why) => self.stands(why, paragraph),
            Scored::Each(count) => {
                let open = if count.tally.open > 0 { format!(", {} not known", count.tally.open) } else { String::new() };
                paragraph.plain(" - ").value(format!("{} of {}{open}", count.tally.holds, count.of.len()))
            }
            Scored::Value(trace) => {
                let value = self.teller.derived_of(trace).map(|other| match self.teller.value_now(trace).certain() {
                    Some(value) => self.teller.value_of(other, value),
                    None => self.teller.reached(other, trace, None),
                });
                let paragraph = paragraph.plain(" - ").value(value.unwrap_or_default());
                match found.gives() {
                    (least, most) if least == most && found.points != Decimal::ONE => {
                        paragraph.plain(", which gives ").value(phrases::number(least))
                    }
                    _ => paragraph,
                }
            }
        };
        let from = line.citation.from.as_ref().filter(|_| line.citation.from != derived.citation.from);
        text.push(paragraph.from(from.map(|from| &**from)));
        self.parameter(found.parameter, indent + STEP, text);
        match &found.what {
            Scored::When(Why { because: Because::Fact { .. }, .. }) => {}
            Scored::When(why) => self.below(why, indent + STEP, text),
            Scored::Each(count) => self.members(count, indent + STEP, text),
            Scored::Value(trace) => self.derived(trace, indent + STEP, text),
        }
    }
}
