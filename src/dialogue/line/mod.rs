//! A line while it is typed: how it could go on, what it would come to, and what its pieces are. Nothing here changes the conversation.
//! An interview shows its answers itself, so there nothing is said of the line.

mod arguments;
mod complete;
mod hint;
mod paint;
mod phrases;

pub use complete::{Candidate, Completion};
pub use hint::Hint;
pub use paint::Ink;

use super::commands::{self, Said, Takes};
use super::phrase::Phrase;
use super::{Dialogue, Moment};
use crate::source::FileId;

/// A line that nobody will point into.
fn typed(line: &str) -> Phrase<'_> {
    Phrase::new(line, FileId(0))
}

impl Dialogue {
    /// What stands before the line that is typed: the kind of setting, or its id; never its name, which may be a person's.
    #[must_use]
    pub fn prompt(&self) -> String {
        let case = &self.now.case;
        let what = if case.id.is_empty() { self.now.policy().kind_name(case.kind) } else { &case.id };
        format!("{}> ", crate::source::visible::line(what))
    }

    /// Whether a line may be kept for later conversations, as the conversation stands before it is entered. Facts are only kept where that
    /// is asked for, and what names a setting, or may name one, never is; nor what is not understood, as it may be either.
    #[must_use]
    pub fn may_be_kept(&self, line: &str, facts_too: bool) -> bool {
        // What is answered in an interview tells of the setting, and so does the name that it is asked for.
        if self.interview.is_some() {
            return false;
        }
        match commands::heard(typed(line), &self.now) {
            Ok(Some(Said::Facts(_))) => facts_too,
            Ok(Some(Said::Command(command, _))) => match command.takes {
                Takes::Id | Takes::Name | Takes::Kept | Takes::Path => false,
                Takes::Fact => facts_too,
                Takes::Nothing
                | Takes::Category
                | Takes::Kind
                | Takes::Strand
                | Takes::Sentence
                | Takes::Condition
                | Takes::Command => true,
            },
            Ok(None) | Err(_) => false,
        }
    }
}
