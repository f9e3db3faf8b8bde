//! Allocations and what a setting also gets.

mod periods;
mod statements;

use super::comparisons::{same_unit, unit_of};
use super::{Lowering, citation};
use crate::diagnostic::words::{joined, with_article};
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::ids::CategoryId;
use crate::model::support::{Activity, Allocation, Also, Binding};
use crate::model::value::Unit;
use crate::syntax::tree::{self, AllocationRow, Declaration, Measure, Phrase, Quantity};
use rust_decimal::Decimal;
use std::sync::Arc;

impl Lowering<'_> {
    pub(super) fn allocation(&mut self, allocation: &tree::Allocation, declaration: &Declaration) {
        let kind = self.kind_called(&allocation.about);
        let categories = self.categories_called(&allocation.categories);
        let (binding, days) = match &allocation.stated.measure {
            Measure::Days(binding, days) => (*binding, Some(self.days(days))),
            Measure::NotGiven | Measure::Each(_) | Measure::Times(_) => (Binding::Exact, None),
        };
        let activities: Vec<Option<Activity>> = allocation.rows.iter().map(|row| self.activity(row)).collect();
        let (Some(kind), Some(categories)) = (kind, categories) else { return };
        let read = !declaration.broken && activities.iter().all(Option::is_some);
        let mut one = Allocation {
            kind,
            category: None,
            about: about(allocation),
            breadth: 1,
            binding,
            days,
            days_span: allocation.stated.span,
            activities: activities.into_iter().flatten().collect(),
            disputes: Vec::new(),
            citation: citation(&declaration.tail, None),
            span: declaration.span,
        };
        if !self.disputes(&allocation.claims, &mut one, read) || !read {
            self.incomplete.push(declaration.span);
        }
        for category in categories {
            one.category = category;
            if !self.room_for(self.policy.allocations.len(), "allocations", declaration.heading) {
                return;
            }
            let twice =
                self.policy.allocations_for(kind, category).find(|other| other.breadth == one.breadth).map(|other| other.span);
            if let Some(first) = twice {
                let code = category.map_or_else(String::new, |id| format!(" in {}", self.policy.category_code(id)));
                let message = format!("The allocation for {}{code} is given twice.", with_article(&allocation.about.text));
                self.report(super::given_twice(declaration.heading, first, message, "Keep one of the two."));
                continue;
            }
            self.policy.allocations.push(one.clone());
        }
    }

    /// Whom an allocation is for by category; one without a category where it names none, nothing where one is unknown.
    fn categories_called(&mut self, phrases: &[Phrase]) -> Option<Vec<Option<CategoryId>>> {
        if phrases.is_empty() {
            return Some(vec![None]);
        }
        let all: Vec<Option<CategoryId>> = phrases.iter().map(|phrase| self.category_called(phrase)).collect();
        all.iter().all(Option::is_some).then_some(all)
    }

    /// The number of days; another unit is reported.
    fn days(&mut self, days: &Quantity) -> Decimal {
        if !same_unit(&unit_of(days), &Unit::Named("days".into())) {
            let message = "An allocation is stated in days.";
            let help = "Give the number of days, for example `9.5 days`.";
            self.report(Diagnostic::new(codes::WRONG_UNIT, days.span, message).help(help));
        }
        days.number
    }

    /// A row; `None` where some time of it is unknown, or how often it is does not fit.
    fn activity(&mut self, row: &AllocationRow) -> Option<Activity> {
        let visits = self.visits(row)?;
        let parts = row.days.clone().unwrap_or_default();
        Some(Activity { name: row.activity.value.as_str().into(), parts, visits, span: row.span })
    }

    pub(super) fn also(&mut self, also: &tree::Also, declaration: &Declaration) {
        for about in &also.about {
            let Some(kind) = self.kind_called(about) else { continue };
            let when = match &also.when {
                Some(when) => match self.condition(when, kind) {
                    Some(when) => Some(when),
                    None => continue,
                },
                None => None,
            };
            let items = also.items.iter().map(|item| item.value.as_str().into()).collect();
            self.policy.also.push(Also {
                kind,
                when,
                items,
                citation: citation(&declaration.tail, None),
                span: declaration.heading,
            });
        }
    }
}

/// Whom an allocation is for, as a sentence names them: `a school in B1`, `early years in B1 or B2`.
fn about(allocation: &tree::Allocation) -> Arc<str> {
    let kind = with_article(&allocation.about.text);
    let codes: Vec<&str> = allocation.categories.iter().map(|category| category.text.as_str()).collect();
    if codes.is_empty() { kind.into() } else { format!("{kind} in {}", joined(&codes, "or")).into() }
}
