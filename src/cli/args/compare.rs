//! What can be typed behind `ees diff` and `ees review`.

use super::date;
use crate::harness::forms::Ids;
use crate::harness::moves::FailOn;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::path::PathBuf;

/// `ees diff`
#[derive(Debug, Args)]
#[command(after_help = "The texts are compared by what they declare: a parameter, a fact, a strand, an allocation and so
on, each by its name. Where a declaration stands, in which file, how it is laid out and what is
remarked beside it make no difference.

With a table of settings, each policy reads it: a column that only one of them knows tells the
other nothing. A column that neither knows is an error, and so is a value that one of them does
not know. Settings are told as movers whose category is another, or is known otherwise; then
those that stay in their category and get something else. With or without a table it is told for
every setting there could be what changes, in meaning and proved; `--examples` takes the old
policy's own example settings.

A fact that has another name now is the same fact where it says what it was called: `formerly
attendance`. A column by either name tells it to both policies.

Each policy must be in force on its day. Where no day suits both, say `--on-old` and `--on-new`.

Days are as stated: a ceiling (up to) and a minimum (at least) count at their figure, and it is
said that they do.

Names of settings are never shown. Ids are, but in Markdown, which is made to be shared: there a
setting is called by its row in the table. `--format csv` has a row for each mover; without a
table of settings, one for each group of settings that change in meaning.

Examples:
  ees diff policies/ours-2025 policies/ours-2026
  ees diff built-in policies/our-draft --settings schools.csv --on 2021-11-15
  ees diff old new --settings schools.csv --on-old 2026-08-31 --on-new 2026-09-01
  ees diff old new --examples --format markdown -o comment.md
  ees diff old new --settings schools.csv --fail-on more-intensive --fail-on days=10

Exit codes: 0 compared; 1 something that `--fail-on` names; 2 wrong usage or bad input.")]
pub struct Diff {
    /// The earlier policy's folder, or `built-in`
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The later policy's folder, or `built-in`
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// A table of settings (CSV, JSON or a workbook): what becomes of them
    #[arg(long, value_name = "FILE", group = "table")]
    pub settings: Option<PathBuf>,
    /// The old policy's example settings: what becomes of them
    #[arg(long, group = "table")]
    pub examples: bool,
    /// The assessment date for both, as 2021-11-15; without it, the examples' own date, or today
    #[arg(long, value_name = "DATE", value_parser = date, requires = "table")]
    pub on: Option<Date>,
    /// The assessment date for the old policy, where it is another
    #[arg(long, value_name = "DATE", value_parser = date, requires = "table")]
    pub on_old: Option<Date>,
    /// The assessment date for the new policy, where it is another
    #[arg(long, value_name = "DATE", value_parser = date, requires = "table")]
    pub on_new: Option<Date>,
    /// Assume nothing: facts that nobody has told stay unknown
    #[arg(long, requires = "table")]
    pub strict: bool,
    /// End with exit code 1 where a setting moves, where one gets (or may get) a more intensive category, or where the days
    /// of all together grow by more than so many; can be repeated. Without a table the first two are about every setting there
    /// could be, and what is not proved counts as if it did
    #[arg(long, value_name = "moves|more-intensive|days=N", value_parser = fail_on)]
    pub fail_on: Vec<FailOn>,
    /// How to write it.
    #[command(flatten)]
    pub form: Form,
}

/// `ees review`
#[derive(Debug, Args)]
#[command(after_help = "Settings of the two tables are matched by their ids. Told are those whose category is another or
is known otherwise, with the facts that changed and the smallest sets of them that alone bring
the new category, all of the smallest size. They are looked for as of the later day, the other
facts as before; at most 20,000 combinations are tried for one setting, and where that is not
enough it is said. Where the date alone brings the category, that is said.

With `--from`, the half term of the moves, it is told what the old and the new category bring
from then on. Rows that name no half term are told apart: a policy does not say which of them
are over. Without it, days are those of a whole year.

Names of settings are never shown. Ids are, but in Markdown, which is made to be shared: there a
setting is called by its row in the later table. `--format csv` has a row for each mover.

Examples:
  ees review autumn.csv spring.csv --before-on 2021-11-15 --on 2022-02-14
  ees review autumn.csv spring.csv --before-on 2021-11-15 --on 2022-02-14 --from \"Spring 1\"
  ees review a.xlsx b.xlsx --before-on 2021-11-15 --on 2022-02-14 --format markdown -o moves.md")]
pub struct Review {
    /// The earlier term's table of settings (CSV, JSON or a workbook)
    #[arg(value_name = "BEFORE")]
    pub before: PathBuf,
    /// The later term's table
    #[arg(value_name = "AFTER")]
    pub after: PathBuf,
    /// The policy's folder; without it, the built-in policy
    #[arg(long, value_name = "DIR")]
    pub policy: Option<PathBuf>,
    /// The assessment date of the earlier table, as 2021-11-15
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub before_on: Date,
    /// The assessment date of the later table
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Date,
    /// The half term of the moves: what is brought from then on, as the policy names it
    #[arg(long, value_name = "HALF TERM")]
    pub from: Option<String>,
    /// Assume nothing: facts that nobody has told stay unknown
    #[arg(long)]
    pub strict: bool,
    /// How both tables are read: an `import` of the policy, for tables of others
    #[arg(long, value_name = "NAME")]
    pub import: Option<String>,
    /// How to write it.
    #[command(flatten)]
    pub form: Form,
}

/// How a comparison is written.
#[derive(Debug, Args)]
pub struct Form {
    /// How to write it
    #[arg(long, value_enum, default_value_t = CompareFormat::Table)]
    pub format: CompareFormat,
    /// Call settings by their rows, not by their ids; Markdown does so anyway
    #[arg(long, overrides_with = "no_redact")]
    pub redact: bool,
    /// Call settings by their ids, in Markdown too
    #[arg(long, overrides_with = "redact")]
    pub no_redact: bool,
    /// Write it to this file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

impl Form {
    /// Whether ids of settings are shown.
    #[must_use]
    pub fn ids(&self) -> Ids {
        let redact = self.redact || self.format == CompareFormat::Markdown && !self.no_redact;
        if redact { Ids::Redacted } else { Ids::Shown }
    }
}

/// The forms of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    /// For people, at most 100 columns wide
    Table,
    /// For spreadsheets
    Csv,
    /// For programs: one record
    Json,
    /// For a comment on a pull request: short, what is long can be unfolded
    Markdown,
}

fn fail_on(text: &str) -> Result<FailOn, String> {
    let days = |number: &str| number.parse::<Decimal>().ok().filter(|days| !days.is_sign_negative()).map(FailOn::Days);
    match text.split_once('=') {
        None if text == "moves" => Some(FailOn::Moves),
        None if text == "more-intensive" => Some(FailOn::MoreIntensive),
        Some(("days", number)) => days(number),
        None | Some(_) => None,
    }
    .ok_or_else(|| "write `moves`, `more-intensive`, or `days=` with a number of days, as in `days=10`".to_owned())
}
