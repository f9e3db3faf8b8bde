//! Allocations and what a setting also gets.

use super::comparisons::{same_unit, unit_of};
use super::{Lowering, citation};
use crate::diagnostic::words::listed;
use crate::diagnostic::{Diagnostic, codes::policy as codes, did_you_mean};
use crate::model::ids::PeriodId;
use crate::model::name::machine_name;
use crate::model::support::{Activity, Allocation, Also, MoreGeneral, Visit};
use crate::model::value::Unit;
use crate::source::Span;
use crate::syntax::tree::{self, AllocationRow, Declaration, Phrase};
use std::cmp::Ordering;

/// What an allocation gives that one for fewer kinds stands in the place of.
fn more_general(allocation: &Allocation) -> MoreGeneral {
    MoreGeneral { kinds: allocation.kinds.clone(), binding: allocation.binding, days: allocation.days }
}

impl Lowering<'_> {
    pub(super) fn allocation(&mut self, allocation: &tree::Allocation, declaration: &Declaration) {
        let (whom, category) = (self.whom(&allocation.about), self.category_called(&allocation.category));
        let unit = unit_of(&allocation.days);
        if !same_unit(&unit, &Unit::Named("days".into())) {
            let message = "An allocation is stated in days.";
            self.report(
                Diagnostic::new(codes::WRONG_UNIT, allocation.days.span, message)
                    .help("Give the number of days, for example `9.5 days`."),
            );
        }
        let activities: Vec<Activity> = allocation.rows.iter().map(|row| self.activity(row)).collect();
        let (Some(whom), Some(category)) = (whom, category) else { return };
        if allocation.rows.iter().zip(&activities).any(|(row, activity)| row.times.len() != activity.visits.len()) {
            self.incomplete.push(declaration.span);
        }
        let mut given_twice = false;
        self.each_kind(&whom, |lowering, kind| {
            if !lowering.room_to_copy(activities.len(), kind, declaration.heading) {
                return;
            }
            let allocation = Allocation {
                kind,
                kinds: whom.kinds.clone(),
                instead_of: None,
                category,
                binding: allocation.binding,
                days: allocation.days.number,
                days_span: allocation.days.span,
                activities: activities.clone(),
                citation: citation(&declaration.tail, None),
                span: declaration.span,
            };
            given_twice |= !lowering.allocate(allocation, declaration.heading);
        });
        if whom.kinds.len() > 1 && !given_twice {
            self.shared_allocations.push((declaration.span, declaration.heading));
        }
    }

    /// An allocation for several kinds of which each has an allocation of its own.
    pub(super) fn idle_allocations(&mut self) {
        let all = std::mem::take(&mut self.shared_allocations);
        for (span, heading) in all {
            if !self.policy.allocations.iter().any(|one| one.span == span) {
                let message = "This allocation holds for no kind of setting: each of its kinds has an allocation of its own.";
                let help = "Take it out, or one of the others.";
                self.report(Diagnostic::new(codes::IDLE_ALLOCATION, heading, message).help(help));
            }
        }
    }

    /// Adds an allocation. Of two for one kind and category that for fewer kinds holds; where both are for as many, one is too many,
    /// and the answer is `false`.
    fn allocate(&mut self, mut new: Allocation, heading: Span) -> bool {
        let same = |one: &Allocation| one.kind == new.kind && one.category == new.category;
        let Some(at) = self.policy.allocations.iter().position(same) else {
            self.policy.allocations.push(new);
            return true;
        };
        let Some(old) = self.policy.allocations.get_mut(at) else { return true };
        match new.kinds.len().cmp(&old.kinds.len()) {
            Ordering::Less => {
                new.instead_of = Some(more_general(old));
                *old = new;
            }
            Ordering::Greater => {
                let nearer = old.instead_of.as_ref().is_none_or(|one| new.kinds.len() < one.kinds.len());
                old.instead_of = if nearer { Some(more_general(&new)) } else { old.instead_of.take() };
            }
            Ordering::Equal => {
                let first = old.span;
                let (kind, category) = (self.here(new.kind), self.policy.category_code(new.category));
                let message = format!("The allocation for {kind} in {category} is given twice.");
                self.report(super::given_twice(heading, first, message, "Keep one of the two."));
                return false;
            }
        }
        true
    }

    fn activity(&mut self, row: &AllocationRow) -> Activity {
        let visits = row.times.iter().filter_map(|time| {
            let period = self.period_called(&time.name)?;
            Some(Visit { period, note: time.note.as_ref().map(|note| note.value.as_str().into()) })
        });
        let visits: Vec<Visit> = visits.collect();
        Activity { name: row.activity.value.as_str().into(), parts: row.days.clone(), visits, span: row.span }
    }

    fn period_called(&mut self, phrase: &Phrase) -> Option<PeriodId> {
        let machine = machine_name(&phrase.text);
        if let Some(at) = self.policy.periods.iter().position(|period| *period.name.machine == *machine) {
            return PeriodId::from_index(at);
        }
        if !self.names.is_broken(&phrase.text) {
            let names: Vec<&str> = self.policy.periods.iter().map(|period| &*period.name.phrase).collect();
            let message = format!("`{}` is neither a half term nor another declared time.", phrase.text);
            let help = did_you_mean(&phrase.text, names.iter().copied(), || match listed(&names, "and") {
                none if none.is_empty() => {
                    "Declare them: `half terms: …` in the order of the year, and `other times: …`.".to_owned()
                }
                all => format!(
                    "Declared are {all}. A new one is added under `other times:`; a remark goes in brackets behind the time."
                ),
            });
            self.report(Diagnostic::new(codes::UNKNOWN_TIME, phrase.span, message).help(help));
        }
        None
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
