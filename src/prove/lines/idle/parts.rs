//! The parts of a condition, and the condition with some of them taken to hold or not.

use crate::model::{Amount, Condition, ConditionKind, Operand, Quota};
use rust_decimal::Decimal;
use std::sync::Arc;

/// A part of a condition, or the whole of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'c> {
    pub(super) of: &'c Condition,
    /// The condition that it is a direct part of; none for the whole.
    pub(super) inside: Option<&'c Condition>,
}

impl Part<'_> {
    /// Whether to leave it out is to take it to hold, as where all of several are asked for; else it is to take it not to.
    pub(super) fn is_left_out_as(&self) -> bool {
        self.inside.is_none_or(wants_all)
    }
}

/// A condition and all its parts, the larger first. Words that cannot be told apart, such as the two ends of `between`, are one part; the members
/// of a list with a name belong to the list.
pub(super) fn parts(whole: &Condition) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    let mut ahead = vec![Part { of: whole, inside: None }];
    while let Some(part) = ahead.pop() {
        let inner: &[Condition] = match &part.of.kind {
            ConditionKind::Test(_) | ConditionKind::Related(_) | ConditionKind::Derived(_) | ConditionKind::Defined(_) => &[],
            ConditionKind::Not(inner) => std::slice::from_ref(inner),
            ConditionKind::Count { list: Some(_), .. } => &[],
            ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, list: None, .. } => of,
        };
        let own = inner.iter().filter(|one| one.span != part.of.span);
        ahead.extend(own.rev().map(|of| Part { of, inside: Some(part.of) }));
        found.push(part);
    }
    found
}

/// Whether a condition asks for all of its parts.
fn wants_all(of: &Condition) -> bool {
    match &of.kind {
        ConditionKind::All(_) => true,
        ConditionKind::Count { quota: Quota::AtLeast(Amount { base: Operand::Number(number), offset }), of, .. } => {
            number.checked_add(Decimal::from(*offset)) == Some(Decimal::from(of.len()))
        }
        ConditionKind::Test(_) | ConditionKind::Related(_) | ConditionKind::Derived(_) | ConditionKind::Defined(_) => false,
        ConditionKind::Not(_) | ConditionKind::Any(_) | ConditionKind::Count { .. } => false,
    }
}

/// A condition with some of its parts taken to hold, or not.
pub(super) fn taken(of: &Condition, parts: &[(&Condition, bool)]) -> Condition {
    let each = |of: &[Condition]| of.iter().map(|one| taken(one, parts)).collect();
    let kind = match (parts.iter().find(|(part, _)| std::ptr::eq(*part, of)), &of.kind) {
        (Some((_, true)), _) => ConditionKind::All(Vec::new()),
        (Some((_, false)), _) => ConditionKind::Any(Vec::new()),
        (None, ConditionKind::Not(inner)) => ConditionKind::Not(Box::new(taken(inner, parts))),
        (None, ConditionKind::All(of)) => ConditionKind::All(each(of)),
        (None, ConditionKind::Any(of)) => ConditionKind::Any(each(of)),
        (None, ConditionKind::Count { quota, of, list }) => {
            ConditionKind::Count { quota: quota.clone(), of: each(of), list: *list }
        }
        (None, ConditionKind::Test(_) | ConditionKind::Related(_)) => of.kind.clone(),
        (None, ConditionKind::Derived(_) | ConditionKind::Defined(_)) => of.kind.clone(),
    };
    Condition { kind, text: Arc::clone(&of.text), span: of.span }
}
