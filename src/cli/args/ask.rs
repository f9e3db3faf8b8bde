//! What can be typed behind `ees ask` and `ees solve`.

use super::PolicyArgs;
use crate::harness::forms::Ids;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `ees ask`
#[derive(Debug, Args)]
#[command(after_help = "For every setting whose category is still open: which unknown fact to ask for next, the best
first, and what its values would leave. And what need not be asked: facts that matter to what is
expected or comes besides alone, and facts that change nothing, whatever they are.

How likely a value is nobody knows, so every value (of numbers and days, every range that the
policy tells apart) counts alike. With `--by cost` the order is that of how much a question
narrows the answer for each unit of what asking costs; the policy says what that is:

  asking costs
    the records: 1
    the adviser: 5

  facts about a club
    roof: sound or leaking; asked of the adviser

With `--ahead 2` a question is judged by what it leaves once the best second question, which may be
another for each answer, is answered too.

Names are shown on the terminal alone. Ids are shown; with `--redact` settings are called by their
rows.

Examples:
  ees ask
  ees ask settings.csv --id 104 --on 2021-11-15
  ees ask settings.csv --by cost --ahead 2
  ees ask settings.csv --format csv -o questions.csv")]
pub struct Ask {
    /// A table of settings (CSV, JSON or a workbook); without it, the policy's own examples
    pub settings: Option<PathBuf>,
    /// Only the setting with this id
    #[arg(long)]
    pub id: Option<String>,
    /// What comes first
    #[arg(long, value_enum, default_value_t = By::Narrowing)]
    pub by: By,
    /// How many questions to look ahead
    #[arg(long, value_name = "1|2", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=2))]
    pub ahead: u8,
    /// Which policy, and as of when.
    #[command(flatten)]
    pub policy: PolicyArgs,
    /// How to write it.
    #[command(flatten)]
    pub form: PlainForm,
}

/// What is asked first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// What narrows the answer most
    Narrowing,
    /// What narrows it most for each unit of cost
    Cost,
}

/// How these commands write.
#[derive(Debug, Args)]
pub struct PlainForm {
    /// How to write it
    #[arg(long, value_enum, default_value_t = PlainFormat::Table)]
    pub format: PlainFormat,
    /// Call settings by their rows, not by their ids
    #[arg(long)]
    pub redact: bool,
    /// Write it to this file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

impl PlainForm {
    /// How settings are called.
    #[must_use]
    pub const fn ids(&self) -> Ids {
        if self.redact { Ids::Redacted } else { Ids::Shown }
    }
}

/// The forms that these commands write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PlainFormat {
    /// For people, at most 100 columns wide
    Table,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}

/// `ees solve`
#[derive(Debug, Args)]
#[command(after_help = "Goals are said in the policy's own words, and all of them are to be reached at once:

  at most 5 settings in C            also at least, exactly; for `settings` a kind of setting can stand
  no settings in B or C
  Autumn 1 within 60 adviser days    a half term, a term, or the year
  at most 300 days
  S3 in B                            one setting, by its id; also `S3 at most B`

Every parameter of the policy is changed by itself, and all its values are looked at: a number
makes a difference only where some setting has it, or something else is compared with it. Shown
are the values that reach the goals, fewest settings moved first, then the smallest change (as a
part of what the number is now), each with the line for a revision. Where some settings are open,
a goal is reached for certain if it is whatever the unknown facts are, else perhaps; perhaps means
each goal by itself.

Days are those that the policy puts into that part of the year; what it puts nowhere is told apart.
No file is ever changed. Names of settings are never shown.

Examples:
  ees solve --goal \"at most 6 settings in C\"
  ees solve settings.csv --on 2021-11-15 --goal \"Autumn 1 within 30 days\" --goal \"no settings in C\"
  ees solve settings.csv --goal \"104 at most B1\" --format json --redact -o change.json

Exit codes: 0 reached already, or by some change for certain; 1 by none; 2 wrong usage or bad input.")]
pub struct Solve {
    /// A table of settings (CSV, JSON or a workbook); without it, the policy's own examples
    pub settings: Option<PathBuf>,
    /// What is to be reached; can be given several times
    #[arg(long, value_name = "GOAL", required = true)]
    pub goal: Vec<String>,
    /// Which policy, and as of when.
    #[command(flatten)]
    pub policy: PolicyArgs,
    /// How to write it.
    #[command(flatten)]
    pub form: PlainForm,
}
