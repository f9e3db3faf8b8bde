//! What is wrong, where, and how to mend it, as plain data.
//!
//! Stages never return an error: they fill a [`Problems`] that is passed to them and go on with what they have.
//! How a diagnostic looks is decided in `report` alone.

pub mod codes;
mod collector;
pub mod pages;
mod suggest;
pub mod words;

pub use codes::Code;
pub use collector::Problems;
pub use suggest::{did_you_mean, nearest};

use crate::source::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is answered until it is mended.
    Error,
    /// Worth a look; answers are still given.
    Warning,
    /// Good to know; nothing need be done.
    Note,
}

/// A place and what to say at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What to say there, lower case, without a full stop.
    pub text: String,
}

/// One finding. The first label is the place it is about; later ones may lie in other files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// What is wrong, in an officer's words, a whole sentence.
    pub message: String,
    /// Where. The first is the primary one; empty when there is no text to point into.
    pub labels: Vec<Label>,
    /// How to mend it, whole sentences.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding at a place.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), labels: vec![Label { span, text: String::new() }], help: None }
    }

    /// A finding about something that has no text to point into: an empty folder, a missing file.
    #[must_use]
    pub fn nowhere(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), labels: Vec::new(), help: None }
    }

    /// What to say at the primary place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.text = text.into();
        }
        self
    }

    /// A second place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// How to mend it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }
}
