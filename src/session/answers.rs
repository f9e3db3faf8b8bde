//! From a table of settings to answers.

use crate::assess::{Answer, Assessor, Impossible};
use crate::diagnostic::{Diagnostic, Problems, codes::settings as settings_codes, codes::usage as codes};
use crate::diagram::TooLarge;
use crate::model::{FactState, Policy, spoken};
use crate::settings::Row;
use jiff::civil::Date;

/// The assessment date: the one asked for, else the one that the table brings, else today. A day on which the policy is not
/// in force is reported.
pub fn assessment_date(policy: &Policy, asked: Option<Date>, table: Option<Date>, today: Date, problems: &mut Problems) -> Option<Date> {
    let on = asked.or(table).unwrap_or(today);
    let Some((first, last)) = policy.in_force.filter(|(first, last)| on < *first || on > *last) else { return Some(on) };
    let whose = if asked.is_some() { "The assessment date" } else { "Today" };
    let message = format!("{whose}, {}, lies outside the days on which the policy is in force: {} to {}.", spoken(on), spoken(first), spoken(last));
    let help = format!("Say for which day: `--on {}`, or any other day in that time.", if on > last { last } else { first });
    problems.push(Diagnostic::nowhere(codes::NOT_IN_FORCE, message).help(help));
    None
}

/// A policy made ready to answer; one that is too tangled is reported.
pub fn assessor<'p>(policy: &'p Policy, on: Date, problems: &mut Problems) -> Option<Assessor<'p>> {
    match Assessor::new(policy, on) {
        Ok(assessor) => Some(assessor),
        Err(too_large) => {
            problems.push(too_tangled(policy, &too_large));
            None
        }
    }
}

/// Answers for every row. A row whose facts cannot be together is reported and has none.
pub fn answers<'r>(assessor: &mut Assessor<'_>, rows: &'r [Row], problems: &mut Problems) -> Vec<Answer<'r>> {
    let mut answers = Vec::with_capacity(rows.len());
    for row in rows {
        match assessor.assess(&row.id, &row.name, row.kind, &row.facts) {
            Ok(answer) => answers.push(answer),
            Err(impossible) => problems.push(cannot_be(assessor.policy(), row, &impossible)),
        }
    }
    answers
}
