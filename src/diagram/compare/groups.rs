//! What two policies expect and give besides, matched by what it is called.

use super::Side;
use crate::diagram::compile::expected;
use crate::diagram::store::Ref;
use crate::model::{KindId, Policy};
use std::sync::Arc;

/// The roots of what is called one thing, on each side.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) left: Vec<Ref>,
    pub(super) right: Vec<Ref>,
}

/// What something is called: an expectation with the category that expects it, or the text of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Called {
    Expectation(Arc<str>, Arc<str>),
    Item(Arc<str>),
}

/// All groups of a kind of setting, in the order of the left side.
pub(super) fn of(kind: KindId, sides: &[Side<'_>; 2]) -> Vec<Group> {
    let mut called: Vec<(Called, Group)> = Vec::new();
    for (at, side) in sides.iter().enumerate() {
        for (name, root) in roots(kind, side) {
            let known = called.iter().position(|(known, _)| *known == name);
            let known = known.unwrap_or_else(|| {
                called.push((name, Group::default()));
                called.len() - 1
            });
            let Some((_, group)) = called.get_mut(known) else { continue };
            if at == 0 { group.left.push(root) } else { group.right.push(root) }
        }
    }
    called.into_iter().map(|(_, group)| group).collect()
}

fn roots(kind: KindId, side: &Side<'_>) -> Vec<(Called, Ref)> {
    let (policy, roots) = (side.policy, &side.compiled.roots);
    let mut all = Vec::new();
    for (at, (category, root)) in roots.expectations.iter().enumerate() {
        let name = policy.categorisation(kind).and_then(|all| all.expectations.get(at)).map(|one| one.name.machine.clone());
        let code: Arc<str> = policy.category_code(*category).into();
        all.extend(name.map(|name| (Called::Expectation(name, code), *root)));
    }
    for (at, root) in &roots.also {
        all.extend(items(policy, *at).map(|item| (Called::Item(item), *root)));
    }
    all
}

fn items(policy: &Policy, at: usize) -> impl Iterator<Item = Arc<str>> {
    policy.also.get(at).into_iter().flat_map(|also| also.items.iter().cloned())
}

/// Whether two states of an expectation are told apart. Where the second is one of several that are possible beside the first, it
/// adds nothing to `met` that it may not apply.
pub(super) fn expectation_differs(one: &[Ref], other: &[Ref], open: bool) -> bool {
    let ([one], [other]) = (one, other) else { return false };
    let met_or_nothing = one.value() == Some(expected::MET) && other.value() == Some(expected::NOTHING);
    one != other && *one != Ref::ILLEGAL && *other != Ref::ILLEGAL && !(open && met_or_nothing)
}

/// Whether a setting gets something besides in one case alone. Where the second is one of several that are possible beside the
/// first, only what was certain can be lost.
pub(super) fn also_differs(one: &[Ref], other: &[Ref], open: bool) -> bool {
    let ([one], [other]) = (one, other) else { return false };
    *one != Ref::ILLEGAL && *other != Ref::ILLEGAL && if open { *one == Ref::TRUE && *other == Ref::FALSE } else { one != other }
}
