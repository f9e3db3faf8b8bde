//! What can be typed: types for clap, nothing else. Comments here are the help texts.

mod ask;
mod compare;
mod explain;
mod interview;
mod repl;

pub use ask::{Ask, By, PlainFormat, Solve};
pub use compare::{CompareFormat, Diff, Form, Review};
pub use explain::{Explain, Words};
pub use interview::Interview;
pub use repl::{Repl, Transcript};

use crate::harness::mutants::Operator;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use rust_decimal::Decimal;
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
  ees ask settings.csv                         what to ask next where it is still open
  ees interview                                questions and answers, for one setting
  ees repl                                     what if: tell facts, see the category change
  ees check policies/our-policy                what is wrong with a policy
  ees diff built-in policies/our-policy        what a revision changes
  ees review autumn.csv spring.csv --before-on 2021-11-15 --on 2022-02-14
                                               who moves from one term to the next
  ees solve --goal \"at most 6 settings in C\"   which number would have to be another
  ees fmt policies/our-policy                  its texts in their one canonical form
  ees check --explain S012                     more about the code of a message

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
    /// What to ask of settings next, and what need not be asked
    Ask(Ask),
    /// Questions one after the other, until the category is settled
    Interview(Interview),
    /// What if: tell facts, see the category change, ask why
    Repl(Repl),
    /// What is wrong with a policy
    Check(Check),
    /// What a revision changes: in the texts, and for settings
    Diff(Diff),
    /// Who moves from one term to the next, and why
    Review(Review),
    /// Which number of a policy would have to be another for settings to come out as they should
    Solve(Solve),
    /// Hold a policy to its scenarios and properties
    Test(Test),
    /// A new folder with a small policy, its tests, and what runs them on every change
    New(New),
    /// Write the texts of policies in their one canonical form
    Fmt(Fmt),
    /// A policy at a glance, or all of it as one text
    Show(ShowPolicy),
    /// What a shell needs to complete the commands
    Completions(Completions),
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

/// `ees check`
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ees check                                    the built-in policy
  ees check --readings                         what it decides that its source leaves open
  ees check --explain S012                     more about a code, with an example
  ees check policies/our-policy
  ees check policies                           every policy in a folder
  ees check --notes                            what needs no mending, too
  ees check --allowed                          what the policy allows to be found, and why
  ees check --contradictions                   what the source says twice, and how it was settled

A finding that is meant to be is allowed behind the line that it is about, with a reason: `allow P308 because \"…\"`. What
is found then holds on every day on which the policy is in force, unless it says on which.")]
pub struct Check {
    /// List what the policy decides that its source leaves open, the most consequential first
    #[arg(long)]
    pub readings: bool,
    /// List the places of the source that the policy cites, with what cites them, and what cites none
    #[arg(long)]
    pub sources: bool,
    /// What a code such as S012 is about, why it matters and how to mend it
    #[arg(long, value_name = "CODE", conflicts_with_all = ["folder", "readings", "sources", "allowed", "notes"])]
    pub explain: Option<String>,
    /// The policy's folder, or a folder of policies; without it, the built-in policy
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// List what the source says in two ways and how it was settled, and which allocations go before others
    #[arg(long)]
    pub contradictions: bool,
    /// List what the policy allows with `allow CODE because …`, and what each allowance is needed for
    #[arg(long)]
    pub allowed: bool,
    /// Show notes too: what is good to know and needs nothing done
    #[arg(long)]
    pub notes: bool,
}

impl Check {
    /// Whether lists are asked for in place of the verdict.
    pub(super) const fn asks_for_lists(&self) -> bool {
        self.readings || self.sources || self.contradictions || self.allowed
    }
}

/// `ees test`
#[derive(Debug, Args)]
#[command(after_help = "Scenarios, properties and pins stand in the policy's own files, or in files in its folder `tests`. What
becomes of pinned tables is kept in its folder `snapshots`; only --accept and --review write there, and never where
`CI` is set. Settings are called by their ids here, and by their place in the table in what --junit and --format json
write, which may be shared.

Examples:
  ees test                                     the built-in policy
  ees test policies                            every policy in a folder
  ees test policies/our-policy --filter newly  scenarios and properties with this in their name
  ees test policies/our-policy --watch         again whenever a file changes
  ees test policies/our-policy --review        takes over what is otherwise than pinned, change by change
  ees test policies --junit results.xml        for services that show results of tests
  ees test policies/our-policy --coverage      which sentences of the policy no scenario exercises
  ees test policies --min 90 --html page.html  the same as a page; exit code 1 below 90 per cent
  ees test --mutants                           which sentences could change and no scenario would notice
  ees test --mutants --mutant join-3           one such change, and what comes of it")]
pub struct Test {
    /// The policy's folder, or a folder of policies; without it, the built-in policy
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Only scenarios, properties and pinned tables whose name has this in it, in capitals or not
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,
    /// Test again whenever a file changes, until Ctrl-C
    #[arg(long)]
    pub watch: bool,
    /// How mutants are tried.
    #[command(flatten)]
    pub mutants: Mutants,
    /// Write the results to this file as JUnit XML too, whole or not at all
    #[arg(long, value_name = "FILE")]
    pub junit: Option<PathBuf>,
    /// Take over all that is otherwise than it is pinned
    #[arg(long, conflicts_with_all = ["review", "watch"])]
    pub accept: bool,
    /// Show what is otherwise than it is pinned, one change after the other, and take over what is accepted
    #[arg(long, conflicts_with = "watch")]
    pub review: bool,
    /// Call settings by their place in the table here too, not by their ids
    #[arg(long)]
    pub redact: bool,
    /// How to write the results
    #[arg(long, value_enum, default_value_t = TestFormat::Text)]
    pub format: TestFormat,
    /// What the scenarios exercise.
    #[command(flatten)]
    pub coverage: CoverageArgs,
}

/// What `ees test` is to say of the policy's text.
#[derive(Debug, Args)]
pub struct CoverageArgs {
    /// Say which of the policy's text the scenarios exercise; with `--format json`, that alone
    #[arg(long)]
    pub coverage: bool,
    /// Write the coverage to this file as LCOV too, whole or not at all
    #[arg(long, value_name = "FILE")]
    pub lcov: Option<PathBuf>,
    /// Write the coverage to this file as a page too, whole or not at all
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// The least of each policy, in per cent, that its scenarios are to exercise
    #[arg(long, value_name = "PERCENT", value_parser = per_cent)]
    pub min: Option<Decimal>,
}

/// `ees test --mutants`
#[derive(Debug, Args)]
pub struct Mutants {
    /// Change the policy sentence by sentence, and name the sentences whose change no scenario notices
    #[arg(long, conflicts_with_all = ["filter", "watch", "junit"])]
    pub mutants: bool,
    /// Only what this does to a sentence; can be given several times
    #[arg(long, value_name = "NAME", requires = "mutants", value_parser = operators())]
    pub operator: Vec<String>,
    /// Only the mutant with this id, and what it changes
    #[arg(long, value_name = "ID", requires = "mutants", conflicts_with = "operator")]
    pub mutant: Option<String>,
    /// Begin no more mutants after so many seconds; what was not tried is counted
    #[arg(long, value_name = "SECONDS", requires = "mutants")]
    pub time_limit: Option<u64>,
}

fn operators() -> PossibleValuesParser {
    PossibleValuesParser::new(Operator::ALL.map(|one| PossibleValue::new(one.name()).help(one.about())))
}

/// `ees new`
#[derive(Debug, Args)]
#[command(
    after_help = "The folder holds a policy to be replaced by your own, invented settings, tests, and a workflow for GitHub
Actions that checks, tests and says what a change does. Its README.md says what is where.

Examples:
  ees new our-policy
  ees new policies/our-policy"
)]
pub struct New {
    /// The folder to make; its name becomes the policy's
    #[arg(value_name = "NAME")]
    pub folder: PathBuf,
}

/// `ees fmt`
#[derive(Debug, Args)]
#[command(after_help = "Only the layout changes, and how words of the language, quotation marks, bullets and dates are
spelt. Names, texts and remarks stay as they are. A declaration with errors is left as it is.

Examples:
  ees fmt policies/our-policy                  every `.ees` file in a folder and the folders in it
  ees fmt --check policies                     write nothing; say what would change (exit code 1)
  ees fmt - < facts.ees                        for editors: from standard input to standard output")]
pub struct Fmt {
    /// Files that end in `.ees`, and folders; `-` for standard input
    #[arg(value_name = "FILES")]
    pub files: Vec<PathBuf>,
    /// Write nothing, and show what would change
    #[arg(long)]
    pub check: bool,
}

/// `ees show`
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ees show                                     the built-in policy at a glance
  ees show policies/our-policy --resolved      all of it as one text, which is the same policy again")]
pub struct ShowPolicy {
    /// The policy's folder; without it, the built-in policy
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// The whole policy as one text, in a fixed order
    #[arg(long)]
    pub resolved: bool,
}

/// `ees completions`
#[derive(Debug, Args)]
#[command(after_help = "Where to put it:
  bash         ees completions bash > ~/.local/share/bash-completion/completions/ees
  zsh          ees completions zsh > ~/.zfunc/_ees
               with `fpath+=~/.zfunc` before `compinit` in ~/.zshrc
  fish         ees completions fish > ~/.config/fish/completions/ees.fish
  PowerShell   ees completions powershell >> $PROFILE
  elvish       ees completions elvish >> ~/.config/elvish/rc.elv

It works in every shell that is started afterwards.")]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
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

/// The forms of the results of tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TestFormat {
    /// For people: a line for each policy, then what failed
    Text,
    /// For programs
    Json,
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

fn per_cent(text: &str) -> Result<Decimal, String> {
    let number = text.trim().trim_end_matches('%').parse::<Decimal>().ok();
    let within = number.filter(|number| !number.is_sign_negative() && *number <= Decimal::ONE_HUNDRED);
    within.ok_or_else(|| "a number from 0 to 100 is needed, as in `--min 90`".to_owned())
}
