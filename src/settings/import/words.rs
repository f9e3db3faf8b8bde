//! What is said of a row that no line of a decision fits, and of dates that cannot be read.

use super::Imported;
use super::decide::{Undecided, codes_of};
use crate::diagnostic::words::joined;
use crate::diagnostic::{Problems, codes::settings as codes, nearest};
use crate::model::{DateOrder, Decision, Subject};
use crate::settings::mistake::{Mistake, at_cell, shown};
use crate::settings::readers::Record;

/// A decision as messages speak of it.
pub(super) struct Reads<'a, T> {
    /// What it decides: `setting`, a fact, a series.
    pub(super) what: &'a str,
    /// The place in the file of the column that it looks at first.
    pub(super) first: usize,
    pub(super) decision: &'a Decision<T>,
}

/// What kind of setting a row is rests on something that the file does not tell.
pub(super) fn kind_unknown() -> Mistake {
    let says = "what kind of setting the row is rests on what the file does not tell.";
    Mistake::new(codes::CODE_UNKNOWN, says, "Let the lines below `setting` look at columns alone.")
}

impl Imported<'_> {
    pub(super) fn no_date(&self, text: &str) -> Mistake {
        let words = |order| match order {
            DateOrder::DayMonthYear => "day, month and year, as in `30/06/2021`",
            DateOrder::MonthDayYear => "month, day and year, as in `06/30/2021`",
            DateOrder::YearMonthDay => "year, month and day, as in `2021/06/30`",
        };
        let says = format!("`{}` is not written as a date.", shown(text));
        let help = match self.import.dates {
            Some(order) => format!("The import `{}` says that dates here are {}.", self.import.name.phrase, words(order)),
            None => format!("Say in the import `{}` how dates are written: `dates: day/month/year`.", self.import.name.phrase),
        };
        Mistake::new(codes::NOT_A_DATE, says, help)
    }

    /// Says why no line of a decision was found.
    pub(super) fn undecided<T>(&self, undecided: Undecided, reads: &Reads<'_, T>, record: &Record<'_>, problems: &mut Problems) {
        let (at, mistake) = match undecided {
            Undecided::NoCode { at, text } => (at, self.no_code(&text, at, reads)),
            Undecided::NoLine(looked) => {
                let empty = looked.iter().find(|(_, text)| text.is_empty());
                let at = empty.or(looked.first()).map_or(reads.first, |(at, _)| *at);
                (at, self.no_line(&looked, reads))
            }
            Undecided::Bad => return,
        };
        problems.push(at_cell(record, at, self.title(at), mistake));
    }

    fn no_code<T>(&self, text: &str, at: usize, reads: &Reads<'_, T>) -> Mistake {
        let codes = codes_of(reads.decision, |subject| match subject {
            Subject::Column(column) => self.places.get(column.at()) == Some(&at),
            Subject::Part(_) | Subject::Newest(_) => true,
        });
        let says = format!("`{}` is no code that the import knows below `{}`.", shown(text), reads.what);
        let mean = nearest(text, codes).map_or_else(String::new, |near| format!("Did you mean `{near}`? Otherwise say "));
        let say = if mean.is_empty() { "Say " } else { "" };
        let help = format!("{mean}{say}in the import `{}` what it means: `… when \"{}\"`.", self.import.name.phrase, shown(text));
        Mistake::new(codes::CODE_UNKNOWN, says, help)
    }

    fn no_line<T>(&self, looked: &[(usize, String)], reads: &Reads<'_, T>) -> Mistake {
        let seen: Vec<String> = looked
            .iter()
            .map(|(at, text)| match text.as_str() {
                "" => format!("{} is empty", self.title(*at)),
                text => format!("{} is `{}`", self.title(*at), shown(text)),
            })
            .collect();
        let says = match looked {
            [(_, text)] if text.is_empty() => {
                format!("the cell is empty, and no line below `{}` says what that means.", reads.what)
            }
            _ => format!("no line below `{}` holds: {}.", reads.what, joined(&seen, "and")),
        };
        let help = format!(
            "Mend the file, or say in the import `{}` what it is then: a line `… when empty`, or `… otherwise` as the last.",
            self.import.name.phrase
        );
        Mistake::new(codes::CODE_UNKNOWN, says, help)
    }
}
