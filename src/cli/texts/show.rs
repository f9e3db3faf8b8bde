//! `ees show`

use crate::cli::args::ShowPolicy;
use crate::cli::show::Show;
use crate::cli::{Ending, write};
use crate::explain::introduction;
use crate::format::one_text;
use crate::session::{Place, load};
use std::path::Path;

/// Shows a policy at a glance, or all of it as one text.
pub(in crate::cli) fn run(args: &ShowPolicy, show: &Show) -> Ending {
    let mut loaded = load(args.folder.clone().map_or(Place::BuiltIn, Place::Folder));
    let problems = std::mem::take(&mut loaded.problems);
    let Some(policy) = &loaded.policy else { return show.bad(problems, &loaded.sources) };
    show.problems(problems, &loaded.sources);
    let words = if args.resolved {
        let files: Vec<(&str, &str)> =
            loaded.sources.files().map(|file| (file_name(&file.name), file.text().trim_start_matches('\u{FEFF}'))).collect();
        one_text(&files)
    } else {
        show.words(&introduction(policy))
    };
    show.written(write::whole(None, words.as_bytes()))
}

/// A file's name without its folder.
fn file_name(path: &str) -> &str {
    Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or(path)
}
