//! Times of the year: half terms, terms and others, and when the rows of an allocation are.

use super::super::{Lowering, Sort};
use crate::diagnostic::words::{counted, listed};
use crate::diagnostic::{Diagnostic, codes::policy as codes, did_you_mean};
use crate::model::ids::PeriodId;
use crate::model::name::{Name, machine_name};
use crate::model::support::{Cadence, Period, TimeSort, Visit, When};
use crate::source::Span;
use crate::syntax::tree::{self, AllocationRow, Phrase};

/// Words that say how often something is, and are no time that the language knows.
const HOW_OFTEN: [&str; 13] = [
    "weekly",
    "fortnightly",
    "monthly",
    "quarterly",
    "annually",
    "yearly",
    "each",
    "every",
    "twice",
    "times",
    "once",
    "per",
    "regularly",
];

impl Lowering<'_> {
    pub(in crate::model::from_syntax) fn times(&mut self, times: &tree::Times) {
        for phrase in &times.names {
            if self.room_for(self.policy.periods.len(), "times", phrase.span) && self.claim(Sort::Time, phrase) {
                self.policy.periods.push(Period { name: Name::new(&phrase.text), sort: times.sort });
            }
        }
    }

    /// Puts the times in the order of the year, each term before its half terms and other times last. Nothing points to any of
    /// them yet.
    pub(in crate::model::from_syntax) fn arrange_times(&mut self) {
        let all = std::mem::take(&mut self.policy.periods);
        let (year, other): (Vec<Period>, Vec<Period>) = all.into_iter().partition(|one| one.sort != TimeSort::Other);
        let (terms, half_terms): (Vec<Period>, Vec<Period>) = year.into_iter().partition(|one| one.sort == TimeSort::Term);
        let each = if terms.is_empty() { 0 } else { half_terms.len() / terms.len() };
        if let (Some(first), false) = (terms.first(), each * terms.len() == half_terms.len()) {
            let span = self.places.get(&(Sort::Time, first.name.machine.to_string())).copied();
            self.do_not_divide(terms.len(), half_terms.len(), span);
        }
        let mut half_terms = half_terms.into_iter();
        let mut arranged = Vec::new();
        for term in terms {
            arranged.push(term);
            arranged.extend(half_terms.by_ref().take(each));
        }
        self.policy.periods = arranged.into_iter().chain(half_terms).chain(other).collect();
    }

    fn do_not_divide(&mut self, terms: usize, half_terms: usize, span: Option<Span>) {
        let Some(span) = span else { return };
        let message = format!(
            "{} cannot be parted into {}: each term is the same number of half terms.",
            counted(half_terms, "half term", "half terms"),
            counted(terms, "term", "terms")
        );
        let help = "Add or take out a half term or a term.";
        self.report(Diagnostic::new(codes::TERMS, span, message).help(help));
    }

    /// When the activity of a row is. `None` where some time is unknown, or the number before the days is not that of its times.
    pub(super) fn visits(&mut self, row: &AllocationRow) -> Option<Vec<Visit>> {
        let each = row.times.iter().any(|time| matches!(time.when, tree::When::Each(..)));
        let once = if each { 1 } else { row.count.unwrap_or(1) };
        let visits: Vec<Option<Visit>> = row.times.iter().map(|time| self.visit(time, once)).collect();
        let visits: Vec<Visit> = visits.into_iter().collect::<Option<_>>()?;
        let times: usize = visits.iter().map(|visit| visit.times).sum();
        match row.count.filter(|count| each && *count != times) {
            Some(count) => {
                self.count_against_cadence(row, count, times);
                None
            }
            None => Some(visits),
        }
    }

    fn visit(&mut self, time: &tree::Time, once: usize) -> Option<Visit> {
        let note = time.note.as_ref().map(|note| note.value.as_str().into());
        Some(match &time.when {
            tree::When::At(name) => Visit { when: When::At(self.period_called(name)?), times: once, note },
            tree::When::Each(cadence, span) => Visit { when: When::Each(*cadence), times: self.in_year(*cadence, *span)?, note },
        })
    }

    /// How often a cadence is in the year; one that cannot be counted is reported.
    pub(super) fn in_year(&mut self, cadence: Cadence, span: Span) -> Option<usize> {
        let times = self.policy.times_in_year(cadence);
        if times > 0 {
            return Some(times);
        }
        let (what, example) = match cadence {
            Cadence::Term => ("terms", "`terms: ONE, TWO, THREE`"),
            Cadence::HalfTerm => ("half terms", "`half terms: ONE, TWO, THREE`"),
        };
        let message = format!("How many {what} a year has is not said.");
        let help = format!("Declare them in the order of the year: {example}.");
        self.report(Diagnostic::new(codes::UNKNOWN_TIME, span, message).help(help));
        None
    }

    /// `6 x 0.5` beside `each term`.
    fn count_against_cadence(&mut self, row: &AllocationRow, count: usize, times: usize) {
        let (days, when) = (self.text_of(row.days_span), self.text_of(row.times_span));
        let message = format!(
            "`{days}` is {} in the year, and `{when}` is {}.",
            counted(count, "time", "times"),
            counted(times, "time", "times")
        );
        let fits = [Cadence::Term, Cadence::HalfTerm].into_iter().find(|one| self.policy.times_in_year(*one) == count);
        let right = match fits {
            Some(fits) => format!("Write {times} before the days or `{}`, whichever is right.", fits.words()),
            None => format!("Write {times} before the days, or mend how often it is."),
        };
        let help = format!(
            "{right} Where the source says both, write the right one here, and below the table `also stated as … for {} from \"…\"` \
             and `settled as … for {} because \"…\"`.",
            row.activity.value, row.activity.value
        );
        let found = Diagnostic::new(codes::COUNT_AGAINST_CADENCE, row.days_span, message);
        self.report(found.also(row.times_span, counted(times, "time a year", "times a year")).help(help));
    }

    fn period_called(&mut self, phrase: &Phrase) -> Option<PeriodId> {
        let machine = machine_name(&phrase.text);
        if let Some(at) = self.policy.periods.iter().position(|period| *period.name.machine == *machine) {
            return PeriodId::from_index(at);
        }
        if !self.names.is_broken(&phrase.text) {
            let names: Vec<&str> = self.policy.periods.iter().map(|period| &*period.name.phrase).collect();
            let message = format!("`{}` is neither a half term nor another declared time.", phrase.text);
            let often = phrase.text.split(' ').any(|word| HOW_OFTEN.iter().any(|one| one.eq_ignore_ascii_case(word)));
            let help = did_you_mean(&phrase.text, names.iter().copied(), || match listed(&names, "and") {
                _ if often => format!(
                    "How often is said by `each term` or `each half term`. For anything else declare it, `other times: {}`, and write how often \
                     in the year before the days, as in `4 x 0.5`.",
                    phrase.text
                ),
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
}
