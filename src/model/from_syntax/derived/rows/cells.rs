//! Columns and their cells: what a heading names, and the condition that a cell makes of it.

use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::condition::{Condition, ConditionKind};
use crate::model::from_syntax::Lowering;
use crate::model::from_syntax::conditions::spells;
use crate::model::from_syntax::names::{Declared, Meaning, Wanted};
use crate::model::ids::KindId;
use crate::model::policy::Domain;
use crate::syntax::tree::{Cell, Literal, Operand, Phrase, Plain, Quantity, Test};
use rust_decimal::Decimal;
use std::str::FromStr;
use std::sync::Arc;

/// A column, or a side of a matrix.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) heading: Phrase,
    pub(super) declared: Declared,
}

impl Lowering<'_> {
    /// What a heading names; what is no fact, define, table or score is reported.
    pub(super) fn column(&mut self, heading: &Phrase, kind: KindId) -> Option<Column> {
        let declared = self.look_up(heading, Some(kind), Wanted::Condition { negated: false, tested: true })?;
        let (name, help) = match declared.meaning {
            Meaning::Fact(_) | Meaning::Define(_) | Meaning::Table(_) | Meaning::Score(_) => {
                return Some(Column { heading: heading.clone(), declared });
            }
            Meaning::List(_) => (
                &declared.phrase,
                format!(
                    "Count it in a score, `score NAME` with `1 for each of the {}` below it, and write that name here.",
                    declared.phrase
                ),
            ),
            Meaning::Parameter(_) => (&declared.phrase, "Name the fact that is compared with it.".to_owned()),
        };
        let message = format!(
            "`{name}` is a {}, and a column is about a fact, a definition, a table or a score.",
            declared.meaning.words()
        );
        self.report(Diagnostic::new(codes::HEADING, heading.span, message).also(declared.span, "declared here").help(help));
        None
    }

    /// The condition of a cell: inside, `None` is `any`. Outside, `None` is a mistake, which is reported.
    pub(super) fn cell(&mut self, column: &Column, cell: &Cell, kind: KindId) -> Option<Option<Condition>> {
        let Some(of_cell) = &cell.test else { return Some(None) };
        let subject = self.subject(column.declared.meaning);
        let number = subject.as_ref().is_some_and(|one| matches!(one.domain, Domain::Number(_)));
        let test = dashed(&of_cell.test).filter(|_| number).unwrap_or_else(|| of_cell.test.clone());
        let said = yes_or_no(&test);
        if matches!(column.declared.meaning, Meaning::Define(_)) && said.is_none() {
            let message = format!("`{}` is a definition: it holds or does not.", column.heading.text);
            let help = "Write `yes`, `no` or `any`.";
            self.report(
                Diagnostic::new(codes::NEEDS_TEST, cell.span, message).also(column.declared.span, "declared here").help(help),
            );
            return None;
        }
        self.beside = None;
        let name = Phrase { text: column.heading.text.clone(), span: cell.span };
        let plain = Plain { negated: of_cell.negated, name, addends: Vec::new(), test: Some(test), span: cell.span };
        self.heading = subject.as_ref().map(|one| one.name.phrase.to_string());
        let kind_of_condition = self.plain_kind(&plain, &column.declared, plain.test.as_ref(), kind);
        self.heading = None;
        let kind_of_condition = kind_of_condition?;
        let written = self.text_of(cell.span);
        let holds = said.filter(|_| subject.is_none_or(|one| one.is_yes_no()));
        let text: Arc<str> = match (holds, of_cell.negated) {
            (Some(yes), negated) if yes != negated => column.heading.text.as_str().into(),
            (Some(_), _) => format!("not {}", column.heading.text).into(),
            (None, _) => format!("{} is {}", column.heading.text, written.strip_prefix("is ").unwrap_or(&written)).into(),
        };
        let mut condition = Condition { kind: kind_of_condition, text: Arc::clone(&written), span: cell.span };
        if of_cell.negated {
            let (text, span) = (Arc::clone(&written), cell.span);
            condition = Condition { kind: ConditionKind::Not(Box::new(condition)), text, span };
        }
        name_in(&mut condition, &written, &text);
        Some(Some(condition))
    }
}

/// A cell says only what stands behind `is`; its conditions say of what, too.
fn name_in(condition: &mut Condition, cell: &Arc<str>, whole: &Arc<str>) {
    if condition.text == *cell {
        condition.text = Arc::clone(whole);
    }
    match &mut condition.kind {
        ConditionKind::Test(_) | ConditionKind::Related(_) | ConditionKind::Derived(_) | ConditionKind::Defined(_) => {}
        ConditionKind::Not(inner) => name_in(inner, cell, whole),
        ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, .. } => {
            of.iter_mut().for_each(|part| name_in(part, cell, whole));
        }
    }
}

/// Whether a test is no more than `yes` or `no`.
fn yes_or_no(test: &Test) -> Option<bool> {
    let Test::OneOf(values) = test else { return None };
    let [one] = values.as_slice() else { return None };
    spells(one, "yes").then_some(true).or_else(|| spells(one, "no").then_some(false))
}

/// `0-2`, which is a range only where it is said of a number.
fn dashed(test: &Test) -> Option<Test> {
    let Test::OneOf(values) = test else { return None };
    let [one] = values.as_slice() else { return None };
    let Literal::Phrase(phrase) = &one.value else { return None };
    let (low, high) = phrase.text.split_once(['-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}'])?;
    let end = |text: &str| {
        let figures = text.starts_with(|letter: char| letter.is_ascii_digit());
        let number = Decimal::from_str(text.trim()).ok().filter(|_| figures)?;
        Some(Operand::Quantity(Quantity { number, unit: None, span: phrase.span }))
    };
    Some(Test::Between(end(low)?, end(high)?))
}
