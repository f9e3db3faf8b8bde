//! A policy with some sentences tried on it. Its files are not read again: their trees are amended, and what comes of it is checked.

use super::loader::{Loaded, Place};
use crate::check;
use crate::diagnostic::Problems;
use crate::model::from_syntax;
use crate::revision::{self, Whole};
use crate::source::{FileId, Sources};
use crate::syntax;
use crate::syntax::tree::Tree;

/// A policy that sentences are tried on.
#[derive(Clone, Copy, Debug)]
pub struct Base<'b> {
    /// Its texts.
    pub sources: &'b Sources,
    /// Its declarations.
    pub whole: &'b Whole,
    /// Where it comes from.
    pub place: &'b Place,
}

/// What came of it.
#[derive(Debug)]
pub struct Tried {
    /// The policy, under the heading that it has, with everything found wrong with it.
    pub loaded: Loaded,
    /// The text of each sentence.
    pub files: Vec<FileId>,
}

impl Loaded {
    /// This policy, as one to try sentences on.
    #[must_use]
    pub const fn base(&self) -> Base<'_> {
        Base { sources: &self.sources, whole: &self.whole, place: &self.place }
    }
}

/// A policy with sentences of a revision tried on it.
#[must_use]
pub fn tried(base: Base<'_>, sentences: &[String]) -> Tried {
    let (mut sources, mut problems) = (base.sources.clone(), Problems::default());
    let named = sentences.iter().zip(1..);
    let files: Vec<FileId> = named.map(|(text, number)| sources.add(format!("sentence {number} tried"), text.as_str())).collect();
    let trees: Vec<Tree> = files.iter().map(|file| syntax::parse(&sources, *file, &mut problems)).collect();
    let amended = base.whole.clone().tried(&trees, &sources, &mut problems);
    let lowered = from_syntax(&sources, &amended.trees, &mut problems);
    check::check(&lowered, &mut problems);
    problems = amended.explain(problems, &sources);
    let (policy, whole) = if problems.has_errors() { (None, Whole::default()) } else { (Some(lowered.policy), amended) };
    Tried { loaded: Loaded { sources, policy, problems, place: base.place.clone(), whole }, files }
}

/// A sentence as a revision has it that says what was tried before too.
#[must_use]
pub fn worded(base: Base<'_>, before: &[String], said: &str) -> revision::Worded {
    revision::worded(base.whole, base.sources, before, said)
}

/// What would be wrong with a policy if a revision said this of it.
#[must_use]
pub fn trial(loaded: &Loaded, line: &str) -> Problems {
    tried(loaded.base(), &[line.to_owned()]).loaded.problems
}
