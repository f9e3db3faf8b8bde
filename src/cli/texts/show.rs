//! `ees show`

use crate::cli::args::ShowPolicy;
use crate::cli::show::Show;
use crate::cli::{Ending, write};
use crate::explain::introduction;
use crate::format::one_text;
use crate::session::{Loaded, Place, load};
use std::path::Path;

/// Shows a policy at a glance, or all of it as one text.
pub(in crate::cli) fn run(args: &ShowPolicy, show: &Show) -> Ending {
    let mut loaded = load(args.folder.clone().map_or(Place::BuiltIn, Place::Folder));
    let problems = std::mem::take(&mut loaded.problems);
    let Some(policy) = &loaded.policy else { return show.bad(problems, &loaded.sources) };
    show.problems(problems, &loaded.sources);
    let words = if args.resolved { resolved(&loaded) } else { show.words(&introduction(policy)) };
    show.written(write::whole(None, words.as_bytes()))
}

/// All of a policy as one text; of a revision what it inherits too, as far as it has not changed it.
fn resolved(loaded: &Loaded) -> String {
    if !loaded.whole.is_revision() {
        let files: Vec<(&str, &str)> =
            { loaded.sources.files() }.map(|file| (file_name(&file.name), file.text().trim_start_matches('\u{FEFF}'))).collect();
        return one_text(&files);
    }
    let texts = loaded.whole.texts(&loaded.sources);
    let texts: Vec<(&str, &str)> =
        texts.iter().map(|(file, text)| (with_folder(loaded.sources.name(*file)), text.as_str())).collect();
    one_text(&texts)
}

/// A file's name with the last folder before it: files of several policies can have one name.
fn with_folder(path: &str) -> &str {
    let cut = path.rmatch_indices(['/', '\\']).nth(1).map_or(0, |(at, _)| at + 1);
    path.get(cut..).unwrap_or(path)
}

/// A file's name without its folder.
fn file_name(path: &str) -> &str {
    Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or(path)
}
