//! For people.

use super::super::Ids;
use super::{Sought, why};
use crate::diagnostic::words::{counted, joined, listed};
use crate::explain::{self, Paragraph, Text};
use crate::harness::solve::goal::Wanted;
use crate::harness::solve::{NotTried, Solution};
use crate::model::spoken;

/// So many changes are shown.
const SHOWN: usize = 20;
/// So many settings are named that a change moves.
const NAMED: usize = 12;

/// What was found, or why nothing was.
#[must_use]
pub fn page(sought: &Sought<'_>, ids: Ids) -> Text {
    let mut text = Text::default();
    let solved = sought.solved;
    text.push(Paragraph::at(0).faint(format!("{}, as of {}", explain::policy_name(sought.policy), spoken(sought.on))));
    goals(sought, &mut text);
    if sought.is_reached() {
        text.blank();
        text.push(Paragraph::at(0).plain("No number of the policy need be changed."));
        return text;
    }
    if solved.certain.is_empty() {
        none(sought, ids, &mut text);
    } else {
        text.heading("What reaches it, each change by itself, fewest settings moved first");
        changes(sought, &solved.certain, ids, &mut text);
    }
    if !solved.perhaps.is_empty() {
        text.heading("What reaches it perhaps, as it turns out for settings of which not all is known");
        changes(sought, &solved.perhaps, ids, &mut text);
    }
    refused(sought, &mut text);
    not_tried(sought, &mut text);
    if !(solved.certain.is_empty() && solved.perhaps.is_empty()) {
        text.blank();
        let how = "No file was changed. To try a change, write its line into a revision of the policy: a folder whose `policy` amends it.";
        text.push(Paragraph::at(0).faint(how));
    }
    text
}

fn goals(sought: &Sought<'_>, text: &mut Text) {
    for (goal, now) in sought.goals.iter().zip(&sought.solved.now) {
        let reached = match (now.certain, now.perhaps) {
            (true, _) => "reached",
            (false, true) => "reached perhaps, as it turns out for settings of which not all is known",
            (false, false) => "not reached",
        };
        let paragraph = Paragraph::at(0).plain("Goal: ").value(&*goal.text).plain(". Now: ");
        text.push(paragraph.value(goal.figure(now)).plain(format!(", {reached}.")));
        if let Wanted::Days { .. } = goal.wanted {
            let unplaced = now.unplaced.normalize();
            if !unplaced.is_zero() {
                let day = if unplaced == rust_decimal::Decimal::ONE { "day" } else { "days" };
                let words = format!(
                    "Up to {unplaced} {day} more may lie there: the policy does not say in which part of the year they are."
                );
                text.push(Paragraph::at(2).faint(words));
            }
            if now.not_given {
                text.push(Paragraph::at(2).faint("Some support has no days that are given; it is not counted."));
            }
            text.push(
                Paragraph::at(2).faint("Days are as stated: a ceiling (up to) and a minimum (at least) count at their figure."),
            );
        }
    }
}

fn changes(sought: &Sought<'_>, all: &[Solution], ids: Ids, text: &mut Text) {
    for (at, one) in all.iter().take(SHOWN).enumerate() {
        change(sought, one, &format!("{}. ", at + 1), ids, text);
    }
    if all.len() > SHOWN {
        text.push(Paragraph::at(0).plain(format!("And {} more; `--format json` has all of them.", all.len() - SHOWN)));
    }
}

fn change(sought: &Sought<'_>, one: &Solution, before: &str, ids: Ids, text: &mut Text) {
    let (value, values) = (one.value_words(sought.policy), one.values_words(sought.policy));
    let mut paragraph = Paragraph::at(0).plain(before).name(sought.name(one.parameter)).plain(": ").value(&*value);
    if values != value {
        paragraph = paragraph.plain(" (all of ").value(values).plain(" do the same)");
    }
    text.push(paragraph.plain(format!(", now {}", one.now_words(sought.policy))));
    let moved: Vec<String> = one.moved.iter().take(NAMED).map(|one| sought.moved(one, ids)).collect();
    let more = one.moved.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    let settings = counted(one.moved.len(), "setting", "settings");
    let then = sought.figures(one);
    text.push(Paragraph::at(3).plain(format!("then {then}; moves {settings}: {}{more}", moved.join(", "))));
    text.push(Paragraph::at(3).quote(one.line(sought.policy, sought.on)));
}

/// That no change reaches it, and what is in the way.
fn none(sought: &Sought<'_>, ids: Ids, text: &mut Text) {
    let solved = sought.solved;
    text.blank();
    let tried = counted(solved.tried, "parameter", "parameters");
    let goals = if sought.goals.len() > 1 { "all goals" } else { "the goal" };
    let may = !solved.perhaps.is_empty() || solved.now.iter().all(|stand| stand.perhaps);
    let sure = if may { " for certain" } else { "" };
    let what = match solved.tried {
        0 => format!("No parameter of the policy changes anything for these settings, so none reaches {goals}."),
        _ => format!("No single parameter reaches {goals}{sure}: all values of {tried} that make a difference were tried."),
    };
    text.push(Paragraph::at(0).plain(what));
    // What reaches it perhaps is told in full below.
    let nearest = solved.nearest.as_ref().filter(|_| solved.perhaps.is_empty());
    if let Some(nearest) = nearest {
        text.heading("What comes nearest");
        change(sought, nearest, "", ids, text);
    }
    let called = |all: &[usize]| joined(&all.iter().map(|at| sought.called(*at, ids)).collect::<Vec<_>>(), "and");
    if !solved.keeping.is_empty() {
        let then = if nearest.is_some() { "Still in the way then" } else { "In the way" };
        text.push(Paragraph::at(0).plain(format!("{then}: {}.", called(&solved.keeping))));
    }
    if !solved.always.is_empty() && solved.tried > 0 {
        let all = format!("In the way whatever value any of these parameters has: {}.", called(&solved.always));
        text.push(Paragraph::at(0).plain(all));
    }
}

/// What would do and is none of a policy's values.
fn refused(sought: &Sought<'_>, text: &mut Text) {
    if sought.refused.is_empty() {
        return;
    }
    text.heading("What would reach it, and cannot be written");
    for (one, because) in sought.refused {
        let paragraph = Paragraph::at(0).name(sought.name(one.parameter)).plain(": ").value(one.value_words(sought.policy));
        text.push(paragraph.plain(format!(": {because}")));
    }
}

fn not_tried(sought: &Sought<'_>, text: &mut Text) {
    let names = |wanted: &dyn Fn(&NotTried) -> bool| {
        let all = sought.solved.not_tried.iter().filter(|(_, why)| wanted(why));
        all.map(|(id, _)| sought.name(*id)).collect::<Vec<_>>()
    };
    let idle = names(&|why| *why == NotTried::Idle);
    if !idle.is_empty() {
        text.blank();
        text.push(
            Paragraph::at(0).faint(format!("Nothing changes for these settings with another value of {}.", listed(&idle, "or"))),
        );
    }
    for (id, reason) in sought.solved.not_tried.iter().filter(|(_, why)| *why != NotTried::Idle) {
        text.push(Paragraph::at(0).faint(format!("Not tried: `{}` {}.", sought.name(*id), why(reason))));
    }
}
