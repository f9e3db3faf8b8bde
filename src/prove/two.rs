//! Two settings that differ in one fact, in words.

use super::witness::setting_in_words;
use crate::model::{CategoryId, FactId, Facts, KindId, Policy, spoken};
use jiff::civil::Date;

/// One of two settings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct One<'a> {
    /// Its facts, all of them told.
    pub(crate) facts: &'a Facts,
    /// What it comes to; `None` where no strand says anything.
    pub(crate) category: Option<CategoryId>,
    /// Why, in a few words; may be empty.
    pub(crate) why: &'a str,
}

/// `On 15 November 2021, a school with leadership effective comes to A (…)`, and with the other: `; with `leadership` inconsistent in place of
/// effective, to B2 (…)`. Without a full stop.
pub(crate) fn in_words(policy: &Policy, (kind, on): (KindId, Date), first: One<'_>, other: Option<(FactId, One<'_>)>) -> String {
    let comes_to = |one: One<'_>| {
        let category = one.category.map_or_else(|| "no category".to_owned(), |id| policy.category_code(id).to_owned());
        if one.why.is_empty() { category } else { format!("{category} ({})", one.why) }
    };
    let setting = setting_in_words(policy, kind, first.facts);
    let mut words = format!("On {}, {setting} comes to {}", spoken(on), comes_to(first));
    if let Some((fact, other)) = other {
        let name = policy.fact(fact).map_or("", |fact| &fact.name.phrase);
        let (is, was) = (value_of(policy, other.facts, fact), value_of(policy, first.facts, fact));
        words += &format!("; with `{name}` {is} in place of {was}, to {}", comes_to(other));
    }
    words
}

/// The value of a fact of a setting, as a person writes it.
pub(super) fn value_of(policy: &Policy, facts: &Facts, fact: FactId) -> String {
    facts.get(fact).value().map_or_else(String::new, |value| policy.value_phrase(fact, value))
}
