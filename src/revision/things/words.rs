//! Things in words, as the policy writes them.

use crate::diagnostic::words::{joined, with_article};
use crate::source::Sources;
use crate::syntax::one_line;
use crate::syntax::tree::{Condition, Phrase, Sort, Target};

/// A condition on one line, as written.
pub(in crate::revision) fn text_of(sources: &Sources, condition: &Condition) -> String {
    one_line(sources.slice(condition.span))
}

/// The same, whatever its capitals.
pub(in crate::revision) fn folded(sources: &Sources, condition: &Condition) -> String {
    text_of(sources, condition).to_lowercase()
}

/// `a school or nursery`
pub(in crate::revision) fn kinds(about: &[Phrase]) -> String {
    joined(&about.iter().map(|kind| with_article(&kind.text)).collect::<Vec<_>>(), "or")
}

/// A thing as its declaration names it: `define newly good, for a school`, `allocation for a school in B`.
pub(in crate::revision) fn described(target: &Target, sources: &Sources) -> String {
    let word = target.sort.words();
    let name = |at: usize| target.names.get(at).map_or("", |name| name.text.as_str());
    let condition = |before: &str| {
        target.condition.as_ref().map_or_else(String::new, |condition| format!(" {before} {}", text_of(sources, condition)))
    };
    let whom = kinds(&target.about);
    let behind = |before: &str| if whom.is_empty() { String::new() } else { format!("{before}{whom}") };
    match target.sort {
        Sort::HalfTerms | Sort::Terms | Sort::OtherTimes | Sort::Categories | Sort::Asking => word.to_owned(),
        Sort::Constraint if whom.is_empty() => format!("{word}{}", condition("that")),
        Sort::Constraint => format!("{word}, for {whom},{}", condition("that")),
        Sort::Categorise => format!("{word} {whom}"),
        Sort::Gate => format!("{word} {}{}{}", name(0), behind(" for "), condition("unless")),
        Sort::Expectation => format!("{}{} expects {}{}", name(0), behind(" for "), name(1), condition("when")),
        Sort::Allocation => {
            let categories: Vec<&str> = target.names.iter().map(|name| name.text.as_str()).collect();
            let categories = joined(&categories, "or");
            format!("{word} for {whom}{}", if categories.is_empty() { categories } else { format!(" in {categories}") })
        }
        Sort::Also => format!("{word} for {whom}{}", condition("when")),
        Sort::Clause => format!("{word} \"{}\"", name(0)),
        Sort::Setting | Sort::Group | Sort::Scale | Sort::Choice | Sort::Fact | Sort::Parameter | Sort::Define => {
            format!("{word} {}{}", name(0), behind(", for "))
        }
        Sort::List | Sort::Table | Sort::Matrix | Sort::Score | Sort::Strand | Sort::Contradiction | Sort::Import => {
            format!("{word} {}{}", name(0), behind(", for "))
        }
    }
}

/// What a sort of thing is called in a sentence: `a parameter`, `a strand`.
pub(in crate::revision) fn sort(sort: Sort) -> String {
    with_article(match sort {
        Sort::Asking => "list of what asking costs",
        Sort::Define => "definition",
        Sort::Setting => "kind of setting",
        Sort::Constraint | Sort::Gate | Sort::Expectation | Sort::Categorise | Sort::Also => "rule",
        Sort::Group | Sort::Scale | Sort::Choice | Sort::Fact | Sort::Parameter | Sort::HalfTerms | Sort::Terms => sort.words(),
        Sort::OtherTimes | Sort::Categories | Sort::List | Sort::Table | Sort::Matrix | Sort::Score => sort.words(),
        Sort::Strand | Sort::Allocation | Sort::Clause | Sort::Contradiction | Sort::Import => sort.words(),
    })
}
