//! Kinds of setting and categories by the names that somebody types.

use crate::diagnostic::words::listed;
use crate::diagnostic::{Code, Diagnostic, codes::usage, codes::what_if, nearest};
use crate::model::{CategoryId, KindId, Policy, machine_name};
use crate::source::Span;

/// The kind of setting of a name that was typed, at a place where there is one.
///
/// # Errors
/// A name that the policy has for no kind of setting.
pub fn kind_called(policy: &Policy, name: &str, at: Option<Span>) -> Result<KindId, Box<Diagnostic>> {
    policy.kind(&machine_name(name)).ok_or_else(|| {
        let names: Vec<&str> = policy.kinds.iter().map(|kind| &*kind.name.phrase).collect();
        let message = format!("The policy has no kind of setting `{name}`.");
        Box::new(wrong(what_if::KIND_UNKNOWN, at, message).help(meant(name, &names, "kinds")))
    })
}

/// The category of a code that was typed, at a place where there is one.
///
/// # Errors
/// A code that the policy has for no category.
pub fn category_called(policy: &Policy, code: &str, at: Option<Span>) -> Result<CategoryId, Box<Diagnostic>> {
    let codes: Vec<&str> = policy.categories.iter().map(|category| &*category.code).collect();
    codes.iter().position(|one| *one == code).and_then(CategoryId::from_index).ok_or_else(|| {
        let message = format!("The policy has no category `{code}`.");
        Box::new(wrong(usage::CATEGORY_UNKNOWN, at, message).help(meant(code, &codes, "categories")))
    })
}

/// Which kinds of setting have categories, in a sentence.
#[must_use]
pub fn with_categories(policy: &Policy) -> String {
    let with = policy.kind_ids().filter(|kind| policy.categorisation(*kind).is_some());
    let with: Vec<&str> = with.map(|kind| policy.kind_name(kind)).collect();
    match with.as_slice() {
        [] => "No kind of setting has categories in it.".to_owned(),
        some => format!("Those that have categories: {}.", listed(some, "and")),
    }
}

fn wrong(code: Code, at: Option<Span>, message: String) -> Diagnostic {
    match at {
        Some(at) => Diagnostic::new(code, at, message),
        None => Diagnostic::nowhere(code, message),
    }
}

/// The nearest name, and all of them.
fn meant(name: &str, all: &[&str], what: &str) -> String {
    let near = nearest(name, all.iter().copied()).map_or_else(String::new, |near| format!("Did you mean `{near}`? "));
    format!("{near}The {what} are {}.", listed(all, "and"))
}
