//! Allocations and what a setting also gets.

use super::comparisons::{same_unit, unit_of};
use super::{Lowering, citation};
use crate::diagnostic::words::{listed, with_article};
use crate::diagnostic::{Diagnostic, codes::policy as codes, did_you_mean};
use crate::model::ids::PeriodId;
use crate::model::name::machine_name;
use crate::model::support::{Activity, Allocation, Also, Visit};
use crate::model::value::Unit;
use crate::syntax::tree::{self, AllocationRow, Declaration, Phrase};

impl Lowering<'_> {
    pub(super) fn allocation(&mut self, allocation: &tree::Allocation, declaration: &Declaration) {
        let (kind, category) = (self.kind_called(&allocation.about), self.category_called(&allocation.category));
        let unit = unit_of(&allocation.days);
        // A number without a unit has been complained of where it was read.
        if unit != Unit::Bare && !same_unit(&unit, &Unit::Named("days".into())) {
            let message = "An allocation is stated in days.";
            self.report(
                Diagnostic::new(codes::WRONG_UNIT, allocation.days.span, message)
                    .help("Give the number of days, for example `9.5 days`."),
            );
        }
        let activities: Vec<Activity> = allocation.rows.iter().map(|row| self.activity(row)).collect();
        let (Some(kind), Some(category)) = (kind, category) else { return };
        if allocation.rows.iter().zip(&activities).any(|(row, activity)| row.times.len() != activity.visits.len()) {
            self.incomplete.push(declaration.span);
        }
        if let Some(first) = self.policy.allocation(kind, category) {
            let message = format!(
                "The allocation for {} in {} is given twice.",
                with_article(&allocation.about.text),
                allocation.category.text
            );
            self.report(super::given_twice(declaration.heading, first.span, message, "Keep one of the two."));
            return;
        }
        self.policy.allocations.push(Allocation {
            kind,
            category,
            binding: allocation.binding,
            days: allocation.days.number,
            days_span: allocation.days.span,
            activities,
            citation: citation(&declaration.tail, None),
            span: declaration.span,
        });
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
