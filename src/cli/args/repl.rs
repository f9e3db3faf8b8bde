//! What can be typed behind `ees repl`.

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// `ees repl`
#[derive(Debug, Args)]
#[command(after_help = "Type what is known of a setting, and see what it comes to:

  FACT is VALUE              also with `:` or `=`; several with `;` between them
  FACT                       what it is, and what it can be
  forget FACT
  why, why not A, to A, ask, days, which facts matter, trace
  undo, redo, reset, help, quit

In a terminal, Tab completes, the arrow up brings back lines, Ctrl-C drops the line, Ctrl-D leaves. Commands
are kept for the next time, for each policy in a file that you alone can read, in the folder for such
files or the one that EES_STATE names. Facts are kept where asked; ids of settings never.

Lines can be piped in as well; the first that is not understood then ends it with exit code 2.

Examples:
  ees repl
  ees repl policies/our-policy --setting KIND --on 2021-11-15
  ees repl < meeting.txt
  ees repl --format json < meeting.txt    one object a line: what was typed, the answer, what it is now")]
pub struct Repl {
    /// The folder of the policy; without it, the one that comes with the program
    pub folder: Option<PathBuf>,
    /// The kind of setting to talk about; without it, the first that the policy declares
    #[arg(long, value_name = "KIND")]
    pub setting: Option<String>,
    /// The assessment date; without it, today, or the day of the policy's examples where today is outside its period
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
    /// How to write the answers where lines are piped in
    #[arg(long, value_enum, default_value_t = Transcript::Text)]
    pub format: Transcript,
    /// Go on after a line that is not understood, where lines are piped in
    #[arg(long)]
    pub keep_going: bool,
    /// Keep no lines for the next time, and take up none
    #[arg(long, conflicts_with = "keep_facts")]
    pub no_history: bool,
    /// Keep lines with facts about settings too
    #[arg(long)]
    pub keep_facts: bool,
}

/// The forms of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Transcript {
    /// For people, at most 100 columns wide
    Text,
    /// For a document or a message
    Markdown,
    /// For programs: one object a line for each step
    Json,
}
