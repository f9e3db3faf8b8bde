//! What can be typed behind `ees interview`.

use super::By;
use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

/// `ees interview`
#[derive(Debug, Args)]
#[command(after_help = "Nothing has to be learnt: each question says what can be answered. The best question comes next, always,
and what can no longer matter is not asked. `back`, `skip`, `why`, `stop` and `help` can be typed at
any time. `stop` keeps the answers in a file, so that you can go on another day; it holds no name of
the setting, unless you give one with --called.

Answers can be piped in as well, one a line; the first that is not understood then ends it with exit
code 2.

Examples:
  ees interview
  ees interview policies/our-policy --setting KIND --on 2021-11-15
  ees interview --print answer.html            the answer with its reasons, as a page to print
  ees interview --save answers.json            where `stop` keeps the answers
  ees interview --resume answers.json          goes on where you stopped

Exit codes: 0 the category is settled; 1 it is still open; 2 wrong usage or bad input.")]
pub struct Interview {
    /// The folder of the policy; without it, the one that comes with the program
    pub folder: Option<PathBuf>,
    /// The kind of setting; without it, that is the first question
    #[arg(long, value_name = "KIND")]
    pub setting: Option<String>,
    /// The assessment date; without it, that of the answers that are resumed, else today, or the day of the policy's examples where today is
    /// outside its period
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
    /// What comes first
    #[arg(long, value_enum, default_value_t = By::Narrowing)]
    pub by: By,
    /// Go on with the answers that are kept in this file
    #[arg(long, value_name = "FILE")]
    pub resume: Option<PathBuf>,
    /// Keep the answers in this file, which must be new, when you stop
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
    /// What the setting is called, in the answer and in the file of answers; without it, neither names it
    #[arg(long, value_name = "NAME")]
    pub called: Option<String>,
    /// Write the answer with its reasons to this file too: a page (.html), Markdown (.md) or plain text (.txt)
    #[arg(long, value_name = "FILE")]
    pub print: Option<PathBuf>,
    /// Go on after an answer that is not understood, where answers are piped in
    #[arg(long)]
    pub keep_going: bool,
}
