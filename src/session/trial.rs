//! A policy with one thing in it changed, to see whether it still is one.

use super::loader::{Loaded, Place, load};
use crate::diagnostic::Problems;

/// What would be wrong with a policy if a revision said this of it.
#[must_use]
pub fn trial(loaded: &Loaded, line: &str) -> Problems {
    let whole = loaded.whole.texts(&loaded.sources).into_iter().zip(0..);
    let mut texts: Vec<(String, String)> = whole.map(|((_, text), at)| (format!("../whole/{at}.ees"), text)).collect();
    let revision = loaded.policy.as_ref().map_or("", |policy| &policy.revision);
    // A revision has a name of its own.
    texts.push((
        "trial.ees".to_owned(),
        format!("policy Trial\n  amends \"../whole\"\n  revision: {revision} changed\n\n{line}\n"),
    ));
    load(Place::Memory(texts)).problems
}
