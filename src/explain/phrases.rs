//! The small phrases that tables and sentences share.

use crate::assess::{Answer, Days};
use crate::model::{Binding, CategoryId, KindId, Policy};
use rust_decimal::Decimal;

/// `A, B and C`, with the joining word given.
pub(super) fn list<T: AsRef<str>>(items: &[T], joining: &str) -> String {
    let mut list = String::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 && at + 1 == items.len() {
            list.extend([" ", joining, " "]);
        } else if at > 0 {
            list.push_str(", ");
        }
        list.push_str(item.as_ref());
    }
    list
}

/// `1 setting`, `2 settings`
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `AS to C` for three or more that follow one another, `A or AS`, `A, B1 or C`; `none` where there may be none.
pub(super) fn categories(policy: &Policy, possible: &[CategoryId], may_be_silent: bool) -> String {
    let follows = possible.windows(2).all(|pair| matches!(pair, [one, next] if next.0 == one.0 + 1));
    let mut codes: Vec<String> = possible.iter().map(|id| policy.category_code(*id).to_owned()).collect();
    if let (3.., true, [first, .., last]) = (codes.len(), follows, codes.as_slice()) {
        codes = vec![format!("{first} to {last}")];
    }
    if may_be_silent || codes.is_empty() {
        codes.push("none".to_owned());
    }
    list(&codes, "or")
}

/// `9.5`, `up to 8`, `7 to 19`; empty where the policy gives no days.
pub(super) fn days(policy: &Policy, answer: &Answer<'_>) -> String {
    let Days { stated, least, most } = answer.days;
    if let Some((binding, figure)) = stated {
        return bound(binding, figure);
    }
    let (Some(least), Some(most)) = (least, most) else { return String::new() };
    match common_binding(policy, answer.kind, &answer.possible) {
        Some(Binding::UpTo) => bound(Binding::UpTo, most),
        Some(Binding::AtLeast) => bound(Binding::AtLeast, least),
        Some(Binding::Exact) | None if least == most => number(least),
        Some(Binding::Exact) | None => format!("{} to {}", number(least), number(most)),
    }
}

/// The same with the word: `9.5 days`, `1 day`.
pub(super) fn days_in_words(policy: &Policy, answer: &Answer<'_>) -> String {
    let figures = days(policy, answer);
    match figures.as_str() {
        "" => String::new(),
        one if one.rsplit(' ').next() == Some("1") => format!("{one} day"),
        _ => format!("{figures} days"),
    }
}

fn bound(binding: Binding, figure: Decimal) -> String {
    match binding {
        Binding::Exact => number(figure),
        Binding::UpTo => format!("up to {}", number(figure)),
        Binding::AtLeast => format!("at least {}", number(figure)),
    }
}

/// How the days of all these categories bind, where they bind alike.
fn common_binding(policy: &Policy, kind: KindId, possible: &[CategoryId]) -> Option<Binding> {
    let mut bindings = possible.iter().filter_map(|category| Some(policy.allocation(kind, *category)?.binding));
    let first = bindings.next()?;
    bindings.all(|binding| binding == first).then_some(first)
}

/// A number with no noughts at its end.
pub(super) fn number(number: Decimal) -> String {
    number.normalize().to_string()
}

/// `Name of the policy, revision 2021`
pub(super) fn policy(policy: &Policy) -> String {
    let revision = if policy.revision.is_empty() { String::new() } else { format!(", revision {}", policy.revision) };
    format!("{}{revision}", policy.name.phrase)
}
