//! What a revision changes, in brackets.

use super::print::{about, condition, expectation, fact, gate, phrases, strand};
use ees::syntax::tree::Part;

pub(super) fn part(part: &Part) -> String {
    match part {
        Part::Fact(facts) => format!("fact {}{}", fact(&facts.facts[0]), about(&facts.about)),
        Part::Strand(one) => strand(one),
        Part::Gate(one) => gate(one),
        Part::Expectation(one) => expectation(one),
        Part::Removed(target) => {
            let says = target.condition.as_ref().map_or(String::new(), |says| format!(" {}", condition(says)));
            format!("{:?} {}{}{says}", target.sort, phrases(&target.names), about(&target.about))
        }
        Part::Unsaid(name) => format!("what is ({})?", name.text),
    }
}
