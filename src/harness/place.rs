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
        Self { path: without_detours(sources.name(span.file)).into(), line: start.line, column: start.column }
    }

    /// With the file and the folder that it lies in alone: where on somebody's machine that is concerns nobody else.
    #[must_use]
    pub fn short(&self) -> String {
        let cut = self.path.rmatch_indices(['/', '\\']).nth(1).map_or(0, |(at, _)| at + 1);
        let path = self.path.get(cut..).unwrap_or(&self.path);
        format!("{path}:{}:{}", self.line, self.column)
    }
}

/// `before/./rules.ees` is `before/rules.ees`.
fn without_detours(path: &str) -> String {
    path.trim_start_matches("./").replace("/./", "/")
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path, self.line, self.column)
    }
}
