//! What two terms come to, in each form.

mod csv;
mod json;
mod markdown;
mod page;

pub use csv::csv;
pub use json::{json, schema};
pub use markdown::markdown;
pub use page::page;

use super::Ids;
use crate::diagnostic::words::{counted, joined};
use crate::harness::About;
use crate::harness::moves::{Setting, signed};
use crate::harness::review::{Alone, Cause, Changed, MOST_TRIED, Mover, Rest, Review, Undated};

/// Two tables under one policy, and what they come to.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The policy as of the earlier day.
    pub before: About,
    /// The same as of the later day.
    pub after: About,
    /// The earlier table.
    pub table_before: String,
    /// The later table.
    pub table_after: String,
    /// What they come to.
    pub review: Review,
}

impl Terms {
    fn movers(&self) -> impl Iterator<Item = (&Setting, &Mover)> {
        self.review.moves.movers().zip(&self.review.movers)
    }
}

/// `roof: patched -> leaking`
fn fact(changed: &Changed) -> String {
    format!("{}: {} -> {}", changed.fact, changed.before, changed.after)
}

/// The sets of facts that alone bring a move, by name.
fn sets(mover: &Mover) -> Vec<Vec<&str>> {
    let Cause::Facts(sets) = &mover.cause else { return Vec::new() };
    let name = |at: &usize| mover.changed.get(*at).map(|changed| &*changed.fact);
    sets.iter().map(|set| set.iter().filter_map(name).collect()).collect()
}

/// What brings a move, a sentence without its full stop.
fn cause(mover: &Mover) -> String {
    match &mover.cause {
        Cause::Kind => "It is another kind of setting now".to_owned(),
        Cause::Date => "The date alone brings it: with the facts of before it is so too".to_owned(),
        Cause::Facts(_) => {
            let sets = sets(mover);
            let words: Vec<String> = sets.iter().map(|set| joined(set, "and")).collect();
            match (words.as_slice(), sets.first().map_or(0, Vec::len)) {
                ([only], 1) => format!("Brought by {only} alone"),
                ([only], _) => format!("Brought by {only} together, and by no fewer"),
                (several, _) => format!("Each of these alone brings it: {}", several.join("; ")),
            }
        }
        Cause::TooMany { tried: 0 } => format!("More than {MOST_TRIED} facts changed, too many to try"),
        Cause::TooMany { tried } => {
            let facts = counted(*tried, "fact", "facts");
            format!("No {facts} alone bring it; larger sets were not tried, for they are more than {MOST_TRIED}")
        }
        Cause::Unanswered => "What brings it cannot be told".to_owned(),
    }
}

/// `From Spring 1 on: 4 days -> 6 (+2). Without a half term: Review 1 -> Review 3`
fn rest(review: &Review, mover: &Mover) -> Option<String> {
    let (from, [before, after]) = (review.from.as_ref()?, mover.rest.as_ref()?);
    let days = |rest: &Rest| match rest.not_given {
        0 => rest.days.normalize().to_string(),
        rows => format!("{}, {} not given", rest.days.normalize(), counted(rows, "row", "rows")),
    };
    let growth = signed(after.days - before.days);
    let dated = format!("From {from} on, days: {} -> {} ({growth})", days(before), days(after));
    let apart = if before.undated.is_empty() && after.undated.is_empty() {
        String::new()
    } else {
        format!(". Without a half term: {} -> {}", undated(&before.undated), undated(&after.undated))
    };
    Some(dated + &apart)
}

fn undated(all: &[Undated]) -> String {
    let one = |one: &Undated| {
        let days = one.days.map_or_else(|| "not given".to_owned(), |days| days.normalize().to_string());
        one.activity.as_ref().map_or_else(|| format!("{days} in all"), |activity| format!("{activity} {days}"))
    };
    if all.is_empty() { "nothing".to_owned() } else { joined(&all.iter().map(one).collect::<Vec<_>>(), "and") }
}

fn alone(one: &Alone, ids: Ids) -> String {
    format!("{} ({})", ids.of(one.number, &one.id), one.kind)
}

/// Settings of one table alone, and those of another kind, each with what is said of them; nothing where there are none.
fn apart(terms: &Terms, ids: Ids) -> Vec<(&'static str, Vec<String>)> {
    let review = &terms.review;
    let names = |all: &[Alone]| all.iter().map(|one| alone(one, ids)).collect::<Vec<_>>();
    let other_kind = review.moves.settings.iter().filter_map(|setting| {
        let was = setting.was.as_ref()?;
        Some(format!("{} (was {was}, is {})", ids.setting(setting), setting.kind))
    });
    let all = [
        ("In the later table alone", names(&review.appeared)),
        ("In the earlier table alone", names(&review.vanished)),
        ("Of another kind of setting now", other_kind.collect()),
    ];
    all.into_iter().filter(|(_, names)| !names.is_empty()).collect()
}

/// What is said of the days of movers in the rest of the year, and of ids.
fn notes(review: &Review, ids: Ids) -> Vec<&'static str> {
    let mut notes = Vec::new();
    if !review.movers.is_empty() {
        notes.push(days_note(review));
    }
    notes.push(ids.note());
    if ids == Ids::Redacted && !review.movers.is_empty() {
        notes
            .push("The facts that changed are told all the same: look whether they show who a setting is before you share them.");
    }
    notes
}

fn days_note(review: &Review) -> &'static str {
    match review.from {
        Some(_) => "Rows that name no half term are told apart: a policy does not say which of them are over.",
        None => "Days are those of a whole year. With `--from`, the half term of a move, only those from then on are told.",
    }
}
