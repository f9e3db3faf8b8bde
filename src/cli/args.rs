//! What can be typed: types for clap, nothing else. Comments here are the help texts.

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// Says how settings are categorised under a written policy, what support that brings, and why.
///
/// A policy is a folder of `.ees` text files. Without one named, the policy that comes with the program is used.
#[derive(Debug, Parser)]
#[command(name = "ees", version, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = "Examples:
  ees assess                                   the built-in policy on its own example settings
  ees assess settings.csv --on 2021-11-15      your settings, as of a day
  ees explain settings.csv --id S07            why one setting is where it is
  ees check policies/our-policy                what is wrong with a policy

Exit codes: 0 fine; 1 the answer is no (a finding); 2 wrong usage or bad input.")]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
    /// How to show things.
    #[command(flatten)]
    pub output: Output,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Categories, days, what is still possible, and what to ask
    Assess(Assess),
    /// The whole reasoning for one setting, in words
    Explain(Explain),
    /// What is wrong with a policy
    Check(Check),
}

/// `ees assess`
#[derive(Debug, Args)]
#[command(after_help = "The table of settings has the columns `id`, `name`, `setting`, and one for each fact. It is
comma-separated text, JSON (an array of objects, or one object a line), or a workbook (.xlsx).

  an empty cell   nobody has told; what the policy assumes then applies
  ?               not known, and nothing is to be assumed
  none            known not to exist

Examples:
  ees assess
  ees assess schools.csv --on 2021-11-15
  ees assess schools.csv --policy policies/our-policy --format csv -o categories.csv
  ees assess inspections.xlsx --policy policies/our-policy --import \"inspections of the year\"")]
pub struct Assess {
    /// A table of settings (CSV, JSON or a workbook); without it, the policy's own examples
    pub settings: Option<PathBuf>,
    /// Which policy, and as of when.
    #[command(flatten)]
    pub policy: PolicyArgs,
    /// How to write the answers
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// Write them to this file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `ees explain`
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ees explain --id S07                         one of the built-in examples
  ees explain schools.csv --id 104 --on 2021-11-15")]
pub struct Explain {
    /// A table of settings (CSV, JSON or a workbook); without it, the policy's own examples
    pub settings: Option<PathBuf>,
    /// The id of the setting
    #[arg(long)]
    pub id: String,
    /// Which policy, and as of when.
    #[command(flatten)]
    pub policy: PolicyArgs,
}

/// `ees check`
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ees check                                    the built-in policy
  ees check policies/our-policy
  ees check policies                           every policy in a folder")]
pub struct Check {
    /// The policy's folder, or a folder of policies; without it, the built-in policy
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// Which policy, and as of when.
#[derive(Debug, Args)]
pub struct PolicyArgs {
    /// The policy's folder; without it, the built-in policy
    #[arg(long, value_name = "DIR")]
    pub policy: Option<PathBuf>,
    /// The assessment date, as 2021-11-15; without it, the examples' own date, or today
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Option<Date>,
    /// Assume nothing: facts that nobody has told stay unknown
    #[arg(long)]
    pub strict: bool,
    /// How the table is read: an `import` of the policy, for tables of others
    #[arg(long, value_name = "NAME")]
    pub import: Option<String>,
}

/// How to show things, for every command.
#[derive(Debug, Args)]
pub struct Output {
    /// No colour, no drawn lines: for screen readers, logs and simple terminals
    #[arg(long, global = true)]
    pub plain: bool,
    /// How to write what is wrong
    #[arg(long, global = true, value_enum, default_value_t = Errors::Text, env = "EES_ERRORS")]
    pub errors: Errors,
}

/// The forms of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, at most 100 columns wide
    Table,
    /// For spreadsheets
    Csv,
    /// For programs: one array
    Json,
    /// For programs: one record a line
    Jsonl,
}

/// The forms of what is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Errors {
    /// For people
    Text,
    /// For programs
    Json,
}

fn date(text: &str) -> Result<Date, String> {
    crate::model::parse_date(text)
        .ok_or_else(|| "a date is written 2021-11-15 or \"15 November 2021\", and the day must exist".to_owned())
}
