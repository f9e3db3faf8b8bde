//! `ees completions`

use crate::cli::args::{Cli, Completions};
use crate::cli::show::Show;
use crate::cli::{Ending, write};
use clap::CommandFactory as _;

/// Writes what a shell needs to complete the commands.
pub(in crate::cli) fn run(args: &Completions, show: &Show) -> Ending {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "ees", &mut script);
    show.written(write::whole(None, &script))
}
