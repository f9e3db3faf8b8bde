//! What an interview came to, as a page to be read in a browser and printed, and as Markdown.

use super::Outcome;
use crate::explain;
use askama::Template;

/// The page, filled in.
#[derive(Template)]
#[template(path = "dialogue/interview/page/page.html")]
struct Page<'o> {
    title: &'o str,
    /// The answer as a fragment of HTML, in which everything that comes from data or policy is escaped.
    answer: String,
}

impl Outcome {
    /// A whole page of HTML.
    #[must_use]
    pub fn page(&self) -> String {
        // Writing to memory does not fail.
        Page { title: &self.title, answer: explain::html(&self.text, 2) }.render().unwrap_or_default() + "\n"
    }

    /// A whole text in Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        format!("# {}\n\n{}", explain::escaped(&self.title), explain::markdown(&self.text, 2))
    }
}
