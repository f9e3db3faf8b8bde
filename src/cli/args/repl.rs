//! What can be typed behind `ees repl`.

use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

/// `ees repl`
#[derive(Debug, Args)]
#[command(after_help = "Type what is known of a setting, and see what it comes to:

  latest Ofsted is good      also with `:` or `=`; several with `;` between them
  latest Ofsted              what it is, and what it can be
  forget latest Ofsted
  why, why not A, to A, ask, days, which facts matter, trace
  undo, redo, reset, help, quit

In a terminal, Tab completes, the arrow up brings back lines, Ctrl-C drops the line, Ctrl-D leaves. Commands
are kept for the next time, for each policy in a file that you alone can read, in the folder for such
files or the one that EES_STATE names. Facts are kept where asked; ids of settings never.

Lines can be piped in as well; the first that is not understood then ends it with exit code 2.

Examples:
  ees repl
  ees repl policies/our-policy --setting PVI --on 2021-11-15
  ees repl --setting school < meeting.txt")]
pub struct Repl {
    /// The folder of the policy; without it, the one that comes with the program
    pub folder: Option<PathBuf>,
    /// The kind of setting to talk about; without it, the first that the policy declares
    #[arg(long, value_name = "KIND")]
    pub setting: Option<String>,
    /// The assessment date; without it, today, or the day of the policy's examples where today is outside its period
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
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
