//! What can be typed behind `ees explain`.

use super::PolicyArgs;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `ees explain`
#[derive(Debug, Args)]
#[command(after_help = "All forms have the same words. Markdown and HTML are to be put into a page or a document of your
own: headings begin at level 2, reasons are nested lists, and nothing that stands in a table takes
effect as markup.

Examples:
  ees explain --id S07                         one of the built-in examples
  ees explain schools.csv --id 104 --on 2021-11-15
  ees explain --id S15 --to B1                 what would have to be otherwise
  ees explain --id S15 --why-not B1            what stands in the way
  ees explain --id S07 --format html -o S07.html
  ees explain --id S07 --plain                 for a screen reader: one fact a line")]
pub struct Explain {
    /// A table of settings (CSV, JSON or a workbook); without it, the policy's own examples
    pub settings: Option<PathBuf>,
    /// The id of the setting
    #[arg(long)]
    pub id: String,
    /// Show instead the nearest changes that would make it this category: the fewest facts, none of them fixed
    #[arg(long, value_name = "CATEGORY")]
    pub to: Option<String>,
    /// With `--to`: how many of the nearest changes are listed; of more than these it is said how many there are
    #[arg(long, value_name = "NUMBER", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..), requires = "to")]
    pub most: u16,
    /// Show instead what stands between it and this category, strand by strand
    #[arg(long, value_name = "CATEGORY")]
    pub why_not: Option<String>,
    /// Which policy, and as of when.
    #[command(flatten)]
    pub policy: PolicyArgs,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Words::Text)]
    pub format: Words,
    /// Write it to this file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The forms of an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Words {
    /// For people, at most 100 columns wide
    Text,
    /// For a document or a message
    Markdown,
    /// For a page: a fragment of HTML
    Html,
    /// For programs: blocks and pieces that say what they are
    Json,
}
