//! Mistakes in scenarios and properties.

mod expected;
mod headings;
mod properties;
mod told;

use super::{LONGEST_MEND, Look, Place};
use crate::diagnostic::Diagnostic;
use crate::syntax::grammar::{self, Rule};
use crate::syntax::outline::keyword::Keyword;

/// What is wrong with a line or cell of a scenario or property, or with its heading, where it is one of these.
pub(super) fn line(look: &Look<'_>) -> Option<Diagnostic> {
    let of_scenario = [Keyword::Scenario, Keyword::DraftedScenario, Keyword::Scenarios];
    if look.place == Place::ToldLine {
        told::line(look)
    } else if look.place == Place::ToldCell {
        told::value(look, &look.all)
    } else if matches!(look.place, Place::ExpectLine | Place::ExpectCell) {
        expected::line(look)
    } else if look.place == Place::PropertyLine {
        properties::line(look)
    } else if of_scenario.iter().any(|keyword| look.place == Place::Heading(*keyword)) {
        headings::scenario(look)
    } else {
        None
    }
}

/// Whether a mend can be read as what it is meant to be.
fn reads(look: &Look<'_>, rule: Rule, mend: &str) -> bool {
    mend.len() <= LONGEST_MEND && grammar::read(rule, mend, look.file, 0).is_ok()
}

/// A mend that is a whole line, where it can be read.
fn mended(look: &Look<'_>, rule: Rule, mend: &str) -> Option<String> {
    reads(look, rule, mend).then(|| format!("Write `{mend}`."))
}
