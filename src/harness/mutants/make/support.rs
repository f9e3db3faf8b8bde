//! What a category brings: days, when, and rows. Where a row changes the total changes with it, as the checker asks.

use super::Maker;
use crate::harness::mutants::mutant::{Edit, whole_lines};
use crate::harness::mutants::operator::Operator;
use crate::model::{Activity, TimeSort, machine_name};
use crate::syntax::tree::{Allocation, AllocationRow, Binding, Cadence, ClaimSort, Figure, Measure, When};
use rust_decimal::Decimal;
use std::ops::Range;

impl<'a> Maker<'a> {
    pub(super) fn allocation(&mut self, allocation: &Allocation) {
        let half = Decimal::new(5, 1);
        if allocation.rows.is_empty() {
            for more in [half, -half] {
                if let Some(total) = self.total(allocation, more) {
                    self.push(Operator::Days, total);
                }
            }
        }
        self.binding(allocation);
        for row in &allocation.rows {
            let Some(activity) = self.activity(row) else { continue };
            self.days(allocation, row, activity, half);
            self.times(allocation, row, activity);
            let gone = activity.days().map_or(Decimal::ZERO, |days| -days);
            if let Some(mut edits) = self.total(allocation, gone).filter(|_| allocation.rows.len() > 1) {
                edits.push(Edit::new(whole_lines(self.text, row.span.range()), ""));
                self.push(Operator::DropActivity, edits);
            }
        }
    }

    fn activity(&self, row: &AllocationRow) -> Option<&'a Activity> {
        let all = self.policy.allocations.iter().flat_map(|allocation| &allocation.activities);
        all.into_iter().find(|activity| activity.span == row.span)
    }

    /// The days stated and settled, with so many more; none where there are none, or they would be less than nothing.
    fn total(&self, allocation: &Allocation, more: Decimal) -> Option<Vec<Edit>> {
        if more.is_zero() {
            return Some(Vec::new());
        }
        let Measure::Days(_, stated) = &allocation.stated.measure else { return None };
        let mut edits = vec![self.added(stated.span.range(), more)?];
        for figure in self.settled(allocation) {
            let Measure::Days(_, settled) = &figure.measure else { continue };
            edits.push(self.added(settled.span.range(), more)?);
        }
        Some(edits)
    }

    /// What was settled of the whole allocation.
    fn settled<'t>(&self, allocation: &'t Allocation) -> impl Iterator<Item = &'t Figure> {
        let whole = allocation.claims.iter().filter(|claim| claim.activity.is_none());
        whole.filter(|claim| matches!(claim.sort, ClaimSort::Settled(_))).map(|claim| &claim.figure)
    }

    /// Half a day more for a row, each time that it is.
    fn days(&mut self, allocation: &Allocation, row: &AllocationRow, activity: &Activity, half: Decimal) {
        let cell = row.days_span.range();
        // The last part, behind how often it is: `2 x 0.5 + 0.75`.
        let Some(part) = row.days.as_ref().map(|_| self.last_part(cell)) else { return };
        let (often, figures) = self.often(&part);
        let often = if row.count.is_some() { Decimal::ONE } else { often };
        let more = half * often * Decimal::from(activity.times());
        if let (Some(mut edits), Some(edit)) = (self.total(allocation, more), self.added(figures, half)) {
            edits.push(edit);
            self.push(Operator::Days, edits);
        }
    }

    fn last_part(&self, cell: Range<usize>) -> Range<usize> {
        let start = self.slice(cell.clone()).rfind('+').map_or(cell.start, |plus| cell.start + plus + 1);
        start..cell.end
    }

    /// How often a part of a cell is, and where its days stand.
    fn often(&self, part: &Range<usize>) -> (Decimal, Range<usize>) {
        let text = self.slice(part.clone());
        let Some((sign, length)) =
            text.char_indices().find(|(_, char)| matches!(char, 'x' | 'X' | '×')).map(|(at, char)| (at, char.len_utf8()))
        else {
            return (Decimal::ONE, part.clone());
        };
        let often = self.figures(part.start..part.start + sign).map_or(Decimal::ONE, |(_, often)| often);
        (often, part.start + sign + length..part.end)
    }

    /// `up to 8 days` as `8 days`, and back; `at least 1 day` as `1 day`.
    fn binding(&mut self, allocation: &Allocation) {
        let figures: Vec<&Figure> = std::iter::once(&allocation.stated).chain(self.settled(allocation)).collect();
        let mut edits = Vec::new();
        for figure in figures {
            let Measure::Days(binding, days) = &figure.measure else { continue };
            let days = days.span.range();
            edits.push(match binding {
                Binding::Exact => Edit::new(days.start..days.start, "up to "),
                Binding::UpTo | Binding::AtLeast => Edit::new(
                    figure.span.range().start..self.figures(days.clone()).map_or(days.start, |(place, _)| place.start),
                    "",
                ),
            });
        }
        self.push(Operator::Binding, edits);
    }

    /// Each time of a row at the next time of its sort; each term as each half term, and back.
    fn times(&mut self, allocation: &Allocation, row: &AllocationRow, activity: &Activity) {
        for time in &row.times {
            match &time.when {
                When::At(name) => {
                    if let Some(other) = self.next_time(&name.text, row) {
                        self.replace(Operator::Time, name.span.range(), other);
                    }
                }
                When::Each(cadence, span) => {
                    let edits = self.other_cadence(allocation, row, activity, *cadence, span.range());
                    self.push(Operator::Time, edits.unwrap_or_default());
                }
            }
        }
    }

    /// The next time of the same sort that the row does not name yet.
    fn next_time(&self, name: &str, row: &AllocationRow) -> Option<String> {
        let machine = machine_name(name);
        let named = |one: &str| {
            row.times.iter().any(|time| matches!(&time.when, When::At(own) if machine_name(&own.text) == machine_name(one)))
        };
        let sort: TimeSort = self.policy.periods.iter().find(|one| *one.name.machine == *machine)?.sort;
        let alike: Vec<&str> = self.policy.periods.iter().filter(|one| one.sort == sort).map(|one| &*one.name.phrase).collect();
        let at = alike.iter().position(|one| machine_name(one) == machine)?;
        let behind = alike.iter().cycle().skip(at + 1).take(alike.len());
        behind.copied().find(|one| !named(one)).map(str::to_owned)
    }

    fn other_cadence(
        &self,
        allocation: &Allocation,
        row: &AllocationRow,
        activity: &Activity,
        cadence: Cadence,
        place: Range<usize>,
    ) -> Option<Vec<Edit>> {
        let other = match cadence {
            Cadence::Term => Cadence::HalfTerm,
            Cadence::HalfTerm => Cadence::Term,
        };
        let (now, then) = (self.policy.times_in_year(cadence), self.policy.times_in_year(other));
        if then == 0 || row.times.len() > 1 {
            return None;
        }
        let each = activity.each().unwrap_or_default();
        let mut edits = self.total(allocation, each * (Decimal::from(then) - Decimal::from(now)))?;
        edits.push(Edit::new(place, other.words()));
        if row.count.is_some() {
            // `3 x 0.5 + 3 x 1`: the number stands before each part.
            let cell = row.days_span.range();
            let mut start = cell.start;
            for part in self.slice(cell).split('+') {
                let (often, _) = self.figures(start..start + part.len())?;
                edits.push(Edit::new(often, then.to_string()));
                start += part.len() + 1;
            }
        }
        Some(edits)
    }
}
