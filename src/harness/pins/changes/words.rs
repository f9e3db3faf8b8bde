//! A change in words.

use super::{Change, Sort, Tally, days_between};
use crate::diagnostic::words::{counted, joined};
use crate::explain::{Paragraph, Text};
use crate::harness::pins::content::{IN_ALL, Line, NOTHING, Part};
use rust_decimal::Decimal;

/// What settings are called. A report that is shared calls them by their number, as settings can be people and ids can be names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Naming {
    /// By their ids: `S07`.
    Ids,
    /// By their places in the table: `setting 3 of examples.csv`.
    Numbers,
}

impl Naming {
    /// What a setting is called. `number` is its place in the table, from 1.
    #[must_use]
    pub fn label(self, id: &str, number: usize, table: &str) -> String {
        match self {
            Self::Ids => id.to_owned(),
            Self::Numbers => format!("setting {number} of {table}"),
        }
    }
}

/// One thing of a changed line that is otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// What: `why`, `ask`, `days`.
    pub what: &'static str,
    /// As pinned; empty where there was nothing.
    pub before: Vec<String>,
    /// As it is now; empty where there is nothing.
    pub now: Vec<String>,
}

impl Change {
    /// What changed in one line: `S07, school: A to AS, 7 days instead of 5`. `table` is what the table is called.
    #[must_use]
    pub fn title(&self, naming: Naming, table: &str) -> String {
        let line = self.now.as_ref().or(self.before.as_ref());
        let cell = |at: usize| line.map_or("", |line| line.cell(at));
        if self.key.part == Part::Settings {
            let name = naming.label(cell(0), self.number, if self.now.is_some() { table } else { "the snapshot" });
            return format!("{name}, {}: {}", cell(1), self.outcome());
        }
        let said = match (&self.before, &self.now) {
            (None, _) => "is new",
            (_, None) => "is gone",
            (Some(_), Some(_)) => "is otherwise",
        };
        let within = |category: &str| if category == NOTHING { String::new() } else { format!(" in {category}") };
        match self.key.part {
            Part::About | Part::Settings => format!("{} {said}", cell(0)),
            Part::Reasons => {
                let strand = if cell(1) == NOTHING { String::new() } else { format!("{}, ", cell(1)) };
                let rest = counted(self.rests, "setting rests", "settings rest");
                format!("{}: {strand}{} reads otherwise; {rest} on it", cell(0), cell(2))
            }
            Part::Assumed => format!("{}: what is assumed of {} {said}", cell(0), cell(1)),
            Part::Support if cell(2) == IN_ALL => format!("{}{}: what it gets in all {said}", cell(0), within(cell(1))),
            Part::Support => format!("{}{}: {} {said}", cell(0), within(cell(1)), cell(2)),
        }
    }

    /// What became of a setting: `A to AS, 7 days instead of 5`.
    fn outcome(&self) -> String {
        let days = |line: &Line| match line.cell(3) {
            NOTHING => "no figure".to_owned(),
            one if one.rsplit(' ').next() == Some("1") => format!("{one} day"),
            figures => format!("{figures} days"),
        };
        let whole = |line: &Line| format!("{}, {}", line.cell(2), days(line));
        let (before, now) = match (&self.before, &self.now) {
            (Some(before), Some(now)) => (before, now),
            (None, Some(now)) => return format!("new, {}", whole(now)),
            (Some(before), None) => return format!("no longer there; it was {}", whole(before)),
            (None, None) => return String::new(),
        };
        let outcome = match self.sort {
            Sort::Numbered => return format!("still {}, for the same reason under another number", now.cell(2)),
            _ if before.cell(2) == now.cell(2) => format!("still {}", now.cell(2)),
            Sort::MoreIntensive => format!("{} to {}, more intensive", before.cell(2), now.cell(2)),
            Sort::LessIntensive => format!("{} to {}, less intensive", before.cell(2), now.cell(2)),
            Sort::Possible | Sort::Days | Sort::Why | Sort::Rest | Sort::Added | Sort::Gone | Sort::NoSetting => {
                format!("{} to {}", before.cell(2), now.cell(2))
            }
        };
        match (before.cell(3), now.cell(3)) {
            (one, other) if one == other => format!("{outcome}, {} as before", days(now)),
            (NOTHING, _) => format!("{outcome}, {} where there was no figure", days(now)),
            (one, _) => format!("{outcome}, {} instead of {one}", days(now)),
        }
    }

    /// What else is otherwise, thing by thing: why (only the reasons of one side), what to ask, the parts of a row of support.
    #[must_use]
    pub fn details(&self) -> Vec<Detail> {
        let cell = |line: &Option<Line>, at: usize| {
            let cell = line.as_ref().map_or("", |line| line.cell(at));
            if cell.is_empty() || cell == NOTHING { Vec::new() } else { vec![cell.to_owned()] }
        };
        let of_setting = self.key.part == Part::Settings;
        // Outcome and days of a setting stand in the title.
        let first = if of_setting { 4 } else { self.key.names.len() };
        let columns = self.key.part.columns().iter().enumerate().skip(first);
        let detail = |(at, (what, _)): (usize, &(&'static str, usize))| {
            let (before, now) =
                if of_setting && at == 4 { self.reasons() } else { (cell(&self.before, at), cell(&self.now, at)) };
            let what = if what.is_empty() { "text" } else { what };
            (before != now).then_some(Detail { what, before, now })
        };
        columns.filter_map(detail).collect()
    }

    /// The lines that give the category before or now, those of both left out.
    fn reasons(&self) -> (Vec<String>, Vec<String>) {
        let (before, now) = &self.why;
        let only = |of: &[String], others: &[String]| of.iter().filter(|one| !others.contains(one)).cloned().collect();
        (only(before, now), only(now, before))
    }

    /// All of it for people: the title, and below it what is pinned behind `-` and what is now behind `+`.
    pub fn say(&self, naming: Naming, table: &str, indent: usize, text: &mut Text) {
        text.push(Paragraph::at(indent).plain(self.title(naming, table)));
        for Detail { what, before, now } in self.details() {
            let marked = before.iter().map(|said| ("-", said)).chain(now.iter().map(|said| ("+", said)));
            for (at, (mark, said)) in marked.enumerate() {
                let what = if at == 0 { what } else { "" };
                // The blanks keep their width.
                let label = format!("{what:8} {mark} ").replace(' ', "\u{a0}");
                text.push(Paragraph::at(indent + 2).faint(label).quote(said));
            }
        }
    }
}

impl Tally {
    /// `3 settings are otherwise: 2 more intensive, 1 for another reason; 1 other change`.
    #[must_use]
    pub fn words(&self) -> String {
        let sorts = [
            (self.more, "more intensive"),
            (self.less, "less intensive"),
            (self.possible, "with another outcome"),
            (self.days, "with other days"),
            (self.why, "for another reason"),
            (self.numbered, "for the same reason under another number"),
            (self.rest, "in what is asked, expected, given besides or assumed"),
            (self.added, "new"),
            (self.gone, "gone"),
        ];
        let parts: Vec<String> =
            sorts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        let settings = format!("{} otherwise: {}", counted(self.settings(), "setting is", "settings are"), joined(&parts, "and"));
        let others = counted(self.others, "other change", "other changes");
        match (self.settings(), self.others) {
            (0, 0) => "nothing but the layout is otherwise".to_owned(),
            (0, _) => format!("no setting is otherwise; {others}"),
            (_, 0) => settings,
            (_, _) => format!("{settings}; {others}"),
        }
    }

    /// What some changes come to, with their days: `…; 4 more days`, `…; what is certain comes to 9 more days, the most that is possible
    /// to as many days as before`.
    #[must_use]
    pub fn headline(changes: &[Change]) -> String {
        let (least, most) = days_between(changes);
        let words = Self::of(changes).words();
        let days = |figure: Decimal| {
            let (figure, more) = (figure.abs().normalize(), if figure.is_sign_negative() { "fewer" } else { "more" });
            match (figure.is_zero(), figure == Decimal::ONE) {
                (true, _) => "as many days as before".to_owned(),
                (_, true) => format!("1 {more} day"),
                (_, false) => format!("{figure} {more} days"),
            }
        };
        match most {
            Some(most) if least == most && least.is_zero() => words,
            Some(most) if least == most => format!("{words}; {}", days(least)),
            Some(most) => {
                format!("{words}; what is certain comes to {}, the most that is possible to {}", days(least), days(most))
            }
            None => format!("{words}; what is certain comes to {}, and not all have an upper limit", days(least)),
        }
    }
}
