//! What is proved of policies, held to brute force, and the faults that must be found.

mod allowed;
mod facts;
mod faults;
mod lines;
mod places;
mod tables;
mod texts;
mod tmp_large;

use ees::diagnostic::Diagnostic;
use ees::prove::prove;
use ees::report::{Style, render};
use ees::session::{Loaded, Place, load};

/// The code and the line of everything that is proved to be wrong with a policy in one file, in the order of the lines.
fn found(text: &str) -> Vec<(String, String)> {
    let loaded = load(Place::Memory(vec![("policy.ees".to_owned(), text.to_owned())]));
    let Some(policy) = &loaded.policy else {
        panic!("{}\n{text}", render(&loaded.problems.sorted(), &loaded.sources, Style::Plain));
    };
    prove(policy).findings.sorted().iter().map(|finding| (finding.code.id.to_owned(), line(&loaded, finding))).collect()
}

/// The line that a finding is about.
fn line(loaded: &Loaded, finding: &Diagnostic) -> String {
    let Some(span) = finding.labels.first().map(|label| label.span) else { return String::new() };
    let text = loaded.sources.text(span.file);
    let start = text[..span.start as usize].rfind('\n').map_or(0, |end| end + 1);
    text[start..].lines().next().unwrap_or_default().to_owned()
}
