//! The command line: a thin table of verbs with honest exit codes.

pub mod args;
mod ask;
mod assess;
mod check;
mod compare;
mod explain;
mod interview;
mod new;
mod read;
mod repl;
mod show;
mod solve;
mod test;
mod texts;
mod write;

use args::{Cli, Verb};
use clap::Parser;
use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All is well.
    Fine,
    /// The answer is no: a finding.
    No,
    /// Wrong usage or bad input; nothing was written.
    Bad,
}

impl Ending {
    /// The worse of two.
    const fn worse(self, other: Self) -> Self {
        match (self, other) {
            (Self::Bad, _) | (_, Self::Bad) => Self::Bad,
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Fine, Self::Fine) => Self::Fine,
        }
    }
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Fine => Self::SUCCESS,
            Ending::No => Self::from(1),
            Ending::Bad => Self::from(2),
        }
    }
}

/// The JSON Schema (draft 2020-12) of what `ees test --format json` writes; `docs/test.schema.json` is this.
#[must_use]
pub fn test_schema() -> serde_json::Value {
    test::schema()
}

/// The JSON Schema (draft 2020-12) of a line that `ees repl --format json` writes; `docs/repl.schema.json` is this.
#[must_use]
pub fn repl_schema() -> serde_json::Value {
    repl::schema()
}

/// Runs what was typed.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let show = show::Show::of(&cli.output);
    let ending = match &cli.verb {
        Verb::Assess(args) => assess::run(args, &show),
        Verb::Ask(args) => ask::run(args, &show),
        Verb::Explain(args) => explain::run(args, &show),
        Verb::Interview(args) => interview::run(args, &show),
        Verb::Repl(args) => repl::run(args, &show),
        Verb::Check(args) => check::run(args, &show),
        Verb::Diff(args) => compare::diff::run(args, &show),
        Verb::Review(args) => compare::review::run(args, &show),
        Verb::Solve(args) => solve::run(args, &show),
        Verb::Test(args) => test::run(args, &show),
        Verb::New(args) => new::run(args, &show),
        Verb::Fmt(args) => texts::fmt::run(args, &show),
        Verb::Show(args) => texts::show::run(args, &show),
        Verb::Completions(args) => texts::completions::run(args, &show),
    };
    show.more();
    ending.into()
}
