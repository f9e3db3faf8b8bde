//! `pin "settings.csv" on 15 November 2021`: a table whose outcomes are kept beside the policy.

use crate::source::Span;
use jiff::civil::Date;
use std::sync::Arc;

/// A table of invented settings whose outcomes are pinned.
#[derive(Clone, Debug)]
pub struct Pin {
    /// The table, as the policy writes it: a path from the folder of the file that says so.
    pub file: Arc<str>,
    /// Where the path stands.
    pub file_span: Span,
    /// The assessment date.
    pub on: Date,
    /// The whole declaration.
    pub span: Span,
}
