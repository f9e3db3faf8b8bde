//! What is proved of policies, held to brute force, and the faults that must be found.

mod allowed;
mod facts;
mod faults;
mod kinds;
mod lines;
mod places;
mod tables;
mod texts;

use ees::diagnostic::{Diagnostic, pages};
use ees::prove::prove;
use ees::report::{Style, render};
use ees::session::{Loaded, Place, load};
use std::collections::BTreeSet;

/// The codes of what is found by proof that the pages bring up; a test of theirs holds them to it.
pub(crate) fn codes_met() -> BTreeSet<&'static str> {
    pages::all().filter(|page| page.code.starts_with("P3")).map(|page| page.code).collect()
}

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
