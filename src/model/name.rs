//! One name, two forms.

use crate::diagnostic::words::singular;
use std::sync::Arc;

/// A name as the policy writes it and as machines see it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// As written where it is declared: `latest Ofsted`.
    pub phrase: Arc<str>,
    /// In `snake_case`: `latest_ofsted`.
    pub machine: Arc<str>,
}

impl Name {
    /// Both forms of a phrase.
    #[must_use]
    pub fn new(phrase: &str) -> Self {
        Self { phrase: phrase.into(), machine: machine_name(phrase).into() }
    }
}

/// What a kind of setting or a group is found by: singular and plural are one.
#[must_use]
pub fn machine_kind(phrase: &str) -> String {
    singular(&machine_name(phrase))
}

/// The machine form of a phrase: lower case; blanks, hyphens, dashes and underscores become one `_`; other
/// punctuation goes. Two phrases with one machine name are one name.
#[must_use]
pub fn machine_name(phrase: &str) -> String {
    let mut name = String::with_capacity(phrase.len());
    for letter in phrase.chars() {
        if letter.is_whitespace() || matches!(letter, '-' | '_' | '\u{2010}'..='\u{2015}' | '/') {
            if !name.is_empty() && !name.ends_with('_') {
                name.push('_');
            }
        } else if letter.is_alphanumeric() {
            name.extend(letter.to_lowercase());
        }
    }
    if name.ends_with('_') {
        name.pop();
    }
    name
}
