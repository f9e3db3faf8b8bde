//! Findings that are meant to be.

use crate::source::Span;
use std::sync::Arc;

/// `allow P318 because "…"`: findings of a code that are none to look at any more, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// The code as the policy has it, in capitals; there may be none of that name.
    pub code: Arc<str>,
    /// Why.
    pub because: Arc<str>,
    /// All of it.
    pub span: Span,
    /// The heading or line that it stands behind.
    pub behind: Span,
    /// How deep that stands: 0 for the policy itself, 1 for a declaration, more for its parts and their lines.
    pub depth: usize,
    /// The stretches of the policy's texts in which it holds: what it stands behind, with all that belongs to it. In a revision
    /// they can lie in several files.
    pub covers: Vec<Span>,
}

impl Allowance {
    /// Whether it holds at a place.
    #[must_use]
    pub fn holds_at(&self, place: Span) -> bool {
        let within = |whole: &Span| whole.file == place.file && whole.start <= place.start && place.end <= whole.end;
        self.covers.iter().any(within)
    }
}
