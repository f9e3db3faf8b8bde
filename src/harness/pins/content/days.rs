//! The days of a setting's line, which are kept in words alone.
//!
//! They are read off the line on both sides, what is pinned and what is now, so that one line comes to one figure wherever it stands. A
//! ceiling is no least and a minimum no most, so that the words keep all that is summed: of `up to 3` or `up to 8`, `up to 8` is left.

use super::{Line, NOTHING};
use rust_decimal::Decimal;

/// Adviser days in sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::harness::pins) struct Days {
    /// What is certain; a ceiling adds nothing.
    pub least: Decimal,
    /// What it is at most; `None` where a minimum leaves it open.
    pub most: Option<Decimal>,
}

/// The days of one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::harness::pins) struct Figures {
    /// Its figures; `None` where it has none.
    pub days: Option<Days>,
    /// Whether something that is possible has no figure.
    pub may_lack: bool,
}

impl Default for Days {
    fn default() -> Self {
        Self::exactly(Decimal::ZERO)
    }
}

impl Days {
    const fn exactly(figure: Decimal) -> Self {
        Self { least: figure, most: Some(figure) }
    }

    /// Both together.
    pub(in crate::harness::pins) fn and(self, other: Self) -> Self {
        Self { least: self.least + other.least, most: self.most.zip(other.most).map(|(one, other)| one + other) }
    }

    /// One or the other.
    fn or(self, other: Self) -> Self {
        Self { least: self.least.min(other.least), most: self.most.zip(other.most).map(|(one, other)| one.max(other)) }
    }

    /// `up to 8`, `at least 9`, `5 to 19`, `12.5`
    fn read(words: &str) -> Option<Self> {
        let figure = |word: &str| word.trim().parse::<Decimal>().ok();
        if let Some(ceiling) = words.strip_prefix("up to ") {
            return Some(Self { least: Decimal::ZERO, most: Some(figure(ceiling)?) });
        }
        if let Some(minimum) = words.strip_prefix("at least ") {
            return Some(Self { least: figure(minimum)?, most: None });
        }
        match words.split_once(" to ") {
            Some((least, most)) => Some(Self { least: figure(least)?, most: Some(figure(most)?) }),
            None => figure(words).map(Self::exactly),
        }
    }

    /// In words, which say where figures are ceilings or minimums.
    pub(in crate::harness::pins) fn words(self) -> String {
        let least = self.least.normalize();
        match self.most.map(|most| most.normalize()) {
            Some(most) if least == most => least.to_string(),
            Some(most) if least.is_zero() => format!("up to {most}"),
            Some(most) => format!("{least} to {most}"),
            None if least.is_zero() => "no upper limit".to_owned(),
            None => format!("at least {least}"),
        }
    }
}

impl Figures {
    /// Of the line of a setting: `1, up to 7 or at least 10`, each possible. Where there may be no category, nothing is certain.
    pub(in crate::harness::pins) fn of(setting: &Line) -> Self {
        let (outcome, cell) = (setting.cell(2), setting.cell(3));
        let mut figures = Self::default();
        for words in cell.split(',').flat_map(|words| words.split(" or ")).map(str::trim).filter(|words| !words.is_empty()) {
            match Days::read(words) {
                Some(days) => figures.days = Some(figures.days.map_or(days, |others| others.or(days))),
                None => figures.may_lack = true,
            }
        }
        let nothing = figures.may_lack || outcome.rsplit(", ").next() == Some("none");
        figures.days = figures.days.map(|days| if nothing { days.or(Days::default()) } else { days });
        figures.may_lack |= cell == NOTHING;
        figures
    }
}
