//! `judgements, newest first`: which columns hold the parts of each, and what value it has.

use super::super::citation;
use super::decisions::{Looked, decided};
use super::{Importing, Lowering};
use crate::diagnostic::words::{listed, singular};
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::import::{Decision, Series, SeriesGiven, Subject};
use crate::model::name::{Name, machine_name};
use crate::source::Span;
use crate::syntax::tree::{self, Given, Literal, Phrase};

impl Lowering<'_> {
    /// A series. `None` where its table lacks the value or the date.
    pub(super) fn series(&mut self, series: &tree::Series, importing: &mut Importing) -> Option<Series> {
        let one = Name::new(&singular(&series.name.text));
        let part = |machine: &str| series.parts.iter().position(|part| machine_name(&part.value) == machine);
        let (value, date) = (part(&one.machine), part("date"));
        if !series.rows.is_empty() && (value.is_none() || date.is_none()) {
            let missing: Vec<&str> =
                [(value, &*one.phrase), (date, "date")].iter().filter(|(at, _)| at.is_none()).map(|(_, name)| *name).collect();
            let span = series.parts.first().zip(series.parts.last()).map_or(series.name.span, |(a, b)| a.span.to(b.span));
            let message = format!("The table of `{}` has no column {}.", series.name.text, listed(&missing, "and no column"));
            let help = format!("Begin it with `| {} | date |`, and more columns if lines below ask for them.", one.phrase);
            self.report(Diagnostic::new(codes::SERIES_PARTS, span, message).help(help));
        }
        let (value, date) = (value?, date?);
        let mut rows = Vec::new();
        for row in &series.rows {
            for (part, name) in [(value, &*one.phrase), (date, "date")] {
                if let Some(None) = row.get(part) {
                    self.part_needed(name, row.iter().flatten().next().map_or(series.name.span, |cell| cell.span));
                }
            }
            let mut number = |cell: &tree::Text| importing.columns.number(&Phrase { text: cell.value.clone(), span: cell.span });
            rows.push(row.iter().map(|cell| cell.as_ref().and_then(&mut number)).collect());
        }
        let looked = Looked { subject: Some(Subject::Part(value)), parts: &series.parts, heading: &one.phrase };
        let mut values: Vec<Name> = Vec::new();
        let mut lines = Vec::new();
        for line in &series.lines {
            let tests = self.tests(line, looked, importing);
            let gives = self.series_gives(&line.gives, &mut values);
            lines.extend(gives.zip(tests).map(|(gives, tests)| decided(gives, tests, line)));
        }
        self.check_lines(&series.lines, &lines, importing);
        Some(Series {
            name: Name::new(&series.name.text),
            one,
            parts: series.parts.iter().map(|part| Name::new(&part.value)).collect(),
            value,
            date,
            rows,
            values,
            decision: Decision { lines, span: series.span },
            citation: citation(&series.tail, None),
        })
    }

    fn part_needed(&mut self, name: &str, span: Span) {
        let message = format!("This row has no column for `{name}`, which every row needs.");
        let help = "Only parts that lines below ask for can be `-`. Write the heading of the column, or take the row away.";
        self.report(Diagnostic::new(codes::SERIES_PARTS, span, message).help(help));
    }

    fn series_gives(&mut self, gives: &Given, values: &mut Vec<Name>) -> Option<SeriesGiven> {
        let literal = match gives {
            Given::Value(literal) => literal,
            Given::LeftOut(span) => {
                self.left_out_elsewhere(*span);
                return None;
            }
        };
        let text = match literal {
            Literal::Phrase(phrase) => phrase.text.clone(),
            Literal::Quantity(quantity) => self.text_of(quantity.span).to_string(),
            Literal::Date(_, span) => self.text_of(*span).to_string(),
        };
        if text.eq_ignore_ascii_case("unknown") {
            return Some(SeriesGiven::Unknown);
        } else if text.eq_ignore_ascii_case("none") {
            return Some(SeriesGiven::None);
        }
        let name = Name::new(&text);
        let at = values.iter().position(|value| value.machine == name.machine).unwrap_or_else(|| {
            values.push(name);
            values.len() - 1
        });
        Some(SeriesGiven::Value(at))
    }

    pub(super) fn left_out_elsewhere(&mut self, span: Span) {
        let message = "Rows are left out below `setting` only: a row is a setting or it is none.";
        let help = "Write `unknown when …` if the file does not tell it, `none when …` if it is known not to exist, or move the line below \
                    `setting`.";
        self.report(Diagnostic::new(codes::LEFT_OUT_ELSEWHERE, span, message).help(help));
    }
}
