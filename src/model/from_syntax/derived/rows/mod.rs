//! The rows of tables, and those that a matrix stands for.

mod cells;
mod clashes;
mod coverage;

use super::Pending;
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::condition::{Condition, ConditionKind};
use crate::model::derived::Row;
use crate::model::from_syntax::{Lowering, citation};
use crate::model::ids::KindId;
use crate::model::name::machine_name;
use crate::model::value::Value;
use crate::source::Span;
use crate::syntax::tree::{self, Cell, Phrase, Tail};
use cells::Column;
use std::collections::HashMap;

/// A row, its cells apart: `None` is `any`.
#[derive(Debug)]
pub(super) struct Split {
    pub(super) cells: Vec<Option<Condition>>,
    pub(super) gives: Value,
    pub(super) span: Span,
}

impl Lowering<'_> {
    /// The rows of a table. `None` where some of it is wrong, which is reported.
    pub(super) fn table_rows(
        &mut self,
        pending: &Pending<'_>,
        table: &tree::Table,
        values: &[Option<Value>],
    ) -> Option<Vec<Row>> {
        let kind = pending.kind;
        let result = self.result_column(table, kind);
        let columns: Vec<Option<Column>> = table.inputs.iter().map(|heading| self.column(heading, kind)).collect();
        let twice = self.refuse_twice(&table.inputs);
        let mut split = Vec::with_capacity(table.rows.len());
        let mut rows = Vec::with_capacity(table.rows.len());
        let mut whole = result && !twice && columns.iter().all(Option::is_some);
        for (row, gives) in table.rows.iter().zip(values) {
            if !self.room_for(rows.len(), "rows of a table", row.span) {
                break;
            }
            let cells: Vec<Option<Option<Condition>>> = columns
                .iter()
                .zip(&row.cells)
                .map(|(column, cell)| column.as_ref().and_then(|column| self.cell(column, cell, kind)))
                .collect();
            let (Some(cells), Some(gives)) = (cells.into_iter().collect::<Option<Vec<_>>>(), *gives) else {
                whole = false;
                continue;
            };
            let citation = citation(&row.tail, Some(&pending.declaration.tail));
            rows.push(Row { condition: joined(cells.clone(), row.span), gives, citation, span: row.span });
            split.push(Split { cells, gives, span: row.span });
        }
        self.refuse_clashes(table.hit, &split);
        whole.then_some(rows)
    }

    /// Whether the last column can be the result: no fact of another name.
    fn result_column(&mut self, table: &tree::Table, kind: KindId) -> bool {
        let own = machine_name(&table.result.text) == machine_name(&table.name.text);
        let Some(other) = self.names.find(&table.result.text, Some(kind)).filter(|_| !own).cloned() else { return true };
        let message = format!(
            "The last column is what the table gives, and `{}` is a {} already.",
            table.result.text,
            other.meaning.words()
        );
        let help = format!(
            "Add a last column with what each row gives, headed `{0}`; or, if this is it, head it `{0}`.",
            table.name.text
        );
        self.report(Diagnostic::new(codes::NO_RESULT, table.result.span, message).also(other.span, "declared here").help(help));
        false
    }

    fn refuse_twice(&mut self, headings: &[Phrase]) -> bool {
        let mut seen: HashMap<String, Span> = HashMap::new();
        let mut twice = false;
        for heading in headings {
            if let Some(first) = seen.insert(machine_name(&heading.text), heading.span) {
                let message = format!("Two columns are about `{}`.", heading.text);
                let help = "Put both into one column: a cell can hold `A or B`, `2 to 3` or `at least 4`.";
                self.report(Diagnostic::new(codes::COLUMN_TWICE, heading.span, message).also(first, "the first").help(help));
                twice = true;
            }
        }
        twice
    }

    /// A row for each combination of a matrix. `None` where some of it is wrong, which is reported.
    pub(super) fn matrix_rows(
        &mut self,
        pending: &Pending<'_>,
        matrix: &tree::Matrix,
        values: &[Option<Value>],
    ) -> Option<Vec<Row>> {
        let kind = pending.kind;
        let (down, across) = (self.column(&matrix.down, kind), self.column(&matrix.across, kind));
        let (down, across) = (down?, across?);
        if down.declared.meaning == across.declared.meaning {
            let message = format!("`{}` runs both down and across.", matrix.across.text);
            let help = "Name another fact for one of the two.";
            self.report(
                Diagnostic::new(codes::COLUMN_TWICE, matrix.across.span, message).also(matrix.down.span, "the first").help(help),
            );
            return None;
        }
        let labels: Vec<&Cell> = matrix.rows.iter().map(|row| &row.label).collect();
        let beside = self.labels(&down, &labels, kind);
        let above = self.labels(&across, &matrix.top.iter().collect::<Vec<_>>(), kind);
        if !pending.declaration.broken {
            for (column, labels, way) in [(&down, &beside, "row"), (&across, &above, "column")] {
                if let Some(labels) = labels {
                    self.refuse_gaps(column, labels, way);
                }
            }
        }
        let (beside, above) = (beside?, above?);
        let mut rows = Vec::new();
        let (mut values, mut whole) = (values.iter(), true);
        for (row, label) in matrix.rows.iter().zip(&beside) {
            for (gives, top) in row.gives.iter().zip(&above) {
                let span = crate::model::from_syntax::comparisons::literal_span(gives);
                if !self.room_for(rows.len(), "rows of a table", span) {
                    return None;
                }
                let Some(Some(gives)) = values.next().copied() else {
                    whole = false;
                    continue;
                };
                let citation = citation(&Tail::default(), Some(&pending.declaration.tail));
                rows.push(Row { condition: joined(vec![label.clone(), top.clone()], span), gives, citation, span });
            }
        }
        whole.then_some(rows)
    }

    fn labels(&mut self, column: &Column, cells: &[&Cell], kind: KindId) -> Option<Vec<Option<Condition>>> {
        let labels: Vec<_> = cells.iter().map(|cell| self.cell(column, cell, kind)).collect();
        labels.into_iter().collect()
    }
}

/// All the cells of a row as one condition.
fn joined(cells: Vec<Option<Condition>>, span: Span) -> Condition {
    let mut parts: Vec<Condition> = cells.into_iter().flatten().collect();
    let text = match parts.as_slice() {
        [] => "in any case".into(),
        parts => parts.iter().map(|part| &*part.text).collect::<Vec<_>>().join(" and ").into(),
    };
    let kind = match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only.kind,
        (last, _) => {
            parts.extend(last);
            ConditionKind::All(parts)
        }
    };
    Condition { kind, text, span }
}
