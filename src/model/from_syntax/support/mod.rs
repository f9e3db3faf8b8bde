//! Allocations and what a setting also gets.

mod asking;
mod periods;
mod statements;

pub(super) use asking::informant_name;

use super::comparisons::{same_unit, unit_of};
use super::{Lowering, citation};
use crate::diagnostic::words::joined;
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::ids::CategoryId;
use crate::model::support::{Activity, Allocation, Also, Binding, MoreGeneral};
use crate::model::value::Unit;
use crate::source::Span;
use crate::syntax::tree::{self, AllocationRow, Declaration, DeclarationKind, Measure, Phrase, Quantity};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::sync::Arc;

impl Lowering<'_> {
    /// All allocations, those for fewer kinds first, so that it makes no difference in what order they are declared.
    pub(super) fn allocations(&mut self, declarations: &[&Declaration]) {
        let mut all: Vec<(usize, &tree::Allocation, &Declaration)> = Vec::new();
        let mut places: HashMap<Span, usize> = HashMap::new();
        for declaration in declarations {
            if let DeclarationKind::Allocation(allocation) = &declaration.kind {
                let kinds = allocation.about.iter().filter_map(|phrase| self.kinds_named(&phrase.text));
                places.insert(declaration.span, all.len());
                all.push((kinds.map(|kinds| kinds.len()).sum(), allocation, declaration));
            }
        }
        all.sort_by_key(|(kinds, ..)| *kinds);
        for (_, allocation, declaration) in all {
            self.allocation(allocation, declaration);
        }
        self.policy.allocations.sort_by_key(|one| places.get(&one.span).copied());
        self.idle_allocations();
    }

    fn allocation(&mut self, allocation: &tree::Allocation, declaration: &Declaration) {
        let whom = self.whom(&allocation.about);
        let categories = self.categories_called(&allocation.categories);
        let (binding, days) = match &allocation.stated.measure {
            Measure::Days(binding, days) => (*binding, Some(self.days(days))),
            Measure::NotGiven | Measure::Each(_) | Measure::Times(_) => (Binding::Exact, None),
        };
        let activities: Vec<Option<Activity>> = allocation.rows.iter().map(|row| self.activity(row)).collect();
        let (Some(whom), Some(categories)) = (whom, categories) else { return };
        let read = !declaration.broken && activities.iter().all(Option::is_some);
        let Some(first) = whom.kinds.first() else { return };
        let mut one = Allocation {
            kind: *first,
            kinds: whom.kinds.clone(),
            instead_of: None,
            category: None,
            about: about(&whom.words, &allocation.categories),
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
        let mut given_twice = false;
        let rows = one.activities.len() + allocation.claims.len();
        for (at, category) in categories.into_iter().enumerate() {
            self.each_kind(&whom, |lowering, kind| {
                let first = at == 0 && lowering.room_to_copy(rows, kind, declaration.heading);
                if first || at > 0 && lowering.room_for_copies(rows, declaration.heading) {
                    given_twice |= !lowering.allocate(Allocation { kind, category, ..one.clone() }, declaration.heading);
                }
            });
        }
        if whom.kinds.len() > 1 && !given_twice {
            self.shared_allocations.push((declaration.span, declaration.heading));
        }
    }

    /// An allocation for several kinds of which each has an allocation of its own.
    fn idle_allocations(&mut self) {
        let all = std::mem::take(&mut self.shared_allocations);
        for (span, heading) in all {
            if !self.policy.allocations.iter().any(|one| one.span == span) {
                let message = "This allocation holds for no kind of setting: each of its kinds has an allocation of its own.";
                let help = "Take it out, or one of the others.";
                self.report(Diagnostic::new(codes::IDLE_ALLOCATION, heading, message).help(help));
            }
        }
    }

    /// Adds an allocation, those for fewer kinds having been added. Of two for one kind and category that for fewer kinds holds; where
    /// both are for as many, one is too many, and the answer is `false`.
    fn allocate(&mut self, new: Allocation, heading: Span) -> bool {
        let same = |one: &Allocation| one.kind == new.kind && one.category == new.category;
        let Some(at) = self.policy.allocations.iter().position(same) else {
            if self.room_for(self.policy.allocations.len(), "allocations", heading) {
                self.policy.allocations.push(new);
            }
            return true;
        };
        let Some(held) = self.policy.allocations.get_mut(at) else { return true };
        if new.kinds.len() > held.kinds.len() {
            held.instead_of.get_or_insert_with(|| more_general(&new));
            return true;
        }
        let (first, alike) = (held.span, held.kinds.iter().all(|kind| new.kinds.contains(kind)));
        let kind = self.here(new.kind);
        let code = new.category.map_or_else(String::new, |id| format!(" in {}", self.policy.category_code(id)));
        let message = format!("The allocation for {kind}{code} is given twice.");
        let help = if alike {
            "Keep one of the two.".to_owned()
        } else {
            format!(
                "Write `allocation for {kind}{code}: …` beside them, as what is for fewer kinds holds; or keep one of the two."
            )
        };
        self.report(super::given_twice(heading, first, message, &help));
        false
    }

    /// Whom an allocation is for by category; one without a category where it names none, nothing where one is unknown.
    fn categories_called(&mut self, phrases: &[Phrase]) -> Option<Vec<Option<CategoryId>>> {
        if phrases.is_empty() {
            return Some(vec![None]);
        }
        let all: Vec<Option<CategoryId>> = phrases.iter().map(|phrase| self.one_category(phrase)).collect();
        all.iter().all(Option::is_some).then_some(all)
    }

    /// `B1`, or `category B1`; what stands for several at once is reported in words of its own.
    fn one_category(&mut self, phrase: &Phrase) -> Option<CategoryId> {
        let declared = |code: &str| self.policy.categories.iter().any(|category| *category.code == *code);
        if declared(&phrase.text) {
            return self.category_called(phrase);
        }
        let (first, rest) = phrase.text.split_once(' ').unwrap_or((&phrase.text, ""));
        if ["category", "categories"].iter().any(|word| first.eq_ignore_ascii_case(word)) && declared(rest) {
            return self.category_called(&Phrase { text: rest.to_owned(), span: phrase.span });
        }
        let whole = ["all", "any", "every", "each"].iter().any(|word| first.eq_ignore_ascii_case(word));
        let ends: Vec<&str> = phrase.text.split([' ', '/', '-']).filter(|word| declared(word)).collect();
        if !whole && ends.len() < 2 {
            return self.category_called(phrase);
        }
        let every: Vec<&str> = self.policy.categories.iter().map(|category| &*category.code).collect();
        let message = format!("There is no category `{}`.", phrase.text);
        let help = format!("Name each of them: `in {}`.", joined(if whole { &every } else { &ends }, "or"));
        self.report(Diagnostic::new(codes::UNKNOWN_CATEGORY, phrase.span, message).help(help));
        None
    }

    /// The number of days; another unit is reported.
    fn days(&mut self, days: &Quantity) -> Decimal {
        // A number without a unit has been reported.
        if days.unit.is_some() && !same_unit(&unit_of(days), &Unit::Named("days".into())) {
            let message = "An allocation is stated in days.";
            let help = "Give the number of days, for example `9.5 days`; where the source gives none, write `no days given`.";
            self.report(Diagnostic::new(codes::WRONG_UNIT, days.span, message).help(help));
        }
        days.number
    }

    /// A row; `None` where some time of it is unknown, or how often it is does not fit.
    pub(super) fn activity(&mut self, row: &AllocationRow) -> Option<Activity> {
        let visits = self.visits(row)?;
        let parts = row.days.clone().unwrap_or_default();
        Some(Activity { name: row.activity.value.as_str().into(), parts, visits, span: row.span })
    }

    pub(super) fn also(&mut self, also: &tree::Also, declaration: &Declaration) {
        let Some(whom) = self.whom(&also.about) else { return };
        self.each_kind(&whom, |lowering, kind| {
            let when = also.when.as_ref().map(|when| lowering.condition(when, kind));
            let room = lowering.room_to_copy(also.items.len(), kind, declaration.heading);
            if !room || when.as_ref().is_some_and(Option::is_none) {
                return;
            }
            let items = also.items.iter().map(|item| item.value.as_str().into()).collect();
            let (citation, span) = (citation(&declaration.tail, None), declaration.heading);
            lowering.policy.also.push(Also { kind, when: when.flatten(), items, citation, span });
        });
    }
}

/// Whom an allocation is for, as a sentence names them: `a school in B1`, `early years in B1 or B2`.
fn about(whom: &str, categories: &[Phrase]) -> Arc<str> {
    let codes: Vec<&str> = categories.iter().map(|category| category.text.as_str()).collect();
    if codes.is_empty() { whom.into() } else { format!("{whom} in {}", joined(&codes, "or")).into() }
}

/// What an allocation gives that one for fewer kinds stands in the place of.
fn more_general(allocation: &Allocation) -> MoreGeneral {
    let (kinds, about) = (allocation.kinds.clone(), allocation.about.clone());
    MoreGeneral { kinds, about, stated: allocation.stated(), span: allocation.span }
}
