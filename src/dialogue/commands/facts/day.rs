//! The assessment date.

use super::super::super::phrase::Phrase;
use super::super::super::turn::Turn;
use super::{Command, Group, Takes};
use crate::diagnostic::words::joined;
use crate::diagnostic::{Diagnostic, codes::what_if as codes};
use crate::explain::Paragraph;
use crate::model::{Value, parse_date, spoken};
use jiff::civil::Date;
use std::sync::Arc;

pub(in super::super) const ON: Command = Command {
    words: "on",
    takes: Takes::Name,
    shown: "DAY",
    group: Group::Facts,
    about: "assesses as of another day: `on 1 September 2022`",
    run: on,
};

fn on(turn: &mut Turn<'_>, day: Phrase<'_>) {
    let Some(date) = parse_date(day.text) else {
        let message = format!("`{}` is no day of the calendar, or is not written as one.", day.text);
        let help = "Write days as `2022-09-01` or `1 September 2022`.";
        return turn.wrong(Diagnostic::new(codes::NO_DAY, day.span(), message).help(help));
    };
    let version = Arc::clone(&turn.dialogue.now.version);
    let outside = version.policy.in_force.filter(|(first, last)| date < *first || date > *last);
    if let Some((first, last)) = outside {
        let message = format!("On {} the policy is not in force.", spoken(date));
        let help = format!("It is in force from {} to {}.", spoken(first), spoken(last));
        return turn.wrong(Diagnostic::new(codes::NO_DAY, day.span(), message).help(help));
    }
    let later = told_later(turn, date);
    if !later.is_empty() {
        let message = format!("Something was told that lies after {}: {}.", spoken(date), joined(&later, "and"));
        let help = "Nothing has changed. `forget` it first, or choose a later day.";
        return turn.wrong(Diagnostic::new(codes::NO_DAY, day.span(), message).help(help));
    }
    if date == turn.dialogue.on {
        let words = format!("It is assessed as of {} already.", spoken(date));
        return turn.text.push(Paragraph::at(0).plain(words));
    }
    let case = (*turn.dialogue.now.case).clone();
    if turn.go_on_at(&version, case, date, day.span()) {
        turn.text.push(Paragraph::at(0).plain(format!("As of {}.", spoken(date))));
    }
}

/// Days that were told and lie after another.
fn told_later(turn: &Turn<'_>, date: Date) -> Vec<String> {
    let policy = turn.policy();
    let told = turn.dialogue.now.case.told(policy);
    let later = told.filter_map(|(id, value)| match value {
        Some(Value::Date(day)) if day > date => Some(format!("{} is {}", policy.fact(id)?.name.phrase, spoken(day))),
        Some(Value::Date(_) | Value::None | Value::Option(_) | Value::Number(_)) | None => None,
    });
    later.collect()
}
