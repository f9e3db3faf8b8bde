//! Places in a policy's files, for who has no texts at hand.

use crate::source::{Sources, Span};
use std::fmt;
use std::sync::Arc;

/// A place, as messages write it: `path:line:column`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as messages show it.
    pub path: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Place {
    /// Where a span starts.
    #[must_use]
    pub fn of(span: Span, sources: &Sources) -> Self {
        let start = sources.start(span);
        Self { path: sources.name(span.file).into(), line: start.line, column: start.column }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path, self.line, self.column)
    }
}
