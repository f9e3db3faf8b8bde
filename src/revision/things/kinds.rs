//! For which kinds of setting something is, groups taken apart.

use crate::model::machine_kind;
use crate::syntax::tree::{Declaration, DeclarationKind, Phrase};
use std::collections::{BTreeSet, HashMap};

/// The members of every group, by its name.
#[derive(Debug, Default)]
pub(in crate::revision) struct Groups {
    members: HashMap<String, Vec<String>>,
}

/// The kinds of setting that something names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::revision) struct Kinds {
    written: BTreeSet<String>,
    all: BTreeSet<String>,
}

/// How what is wanted fits what there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::revision) enum Fit {
    /// The same.
    Exact,
    /// It holds all of it and more.
    Wider,
    /// It holds some of it.
    Part,
    /// It holds nothing of it.
    Apart,
}

impl Groups {
    /// The groups of some declarations, a later one in the place of an earlier.
    pub(in crate::revision) fn of<'t>(declarations: impl Iterator<Item = &'t Declaration>) -> Self {
        let mut members = HashMap::new();
        for declaration in declarations {
            if let DeclarationKind::Group(group) = &declaration.kind {
                let own = group.members.iter().map(|member| machine_kind(&member.text)).collect();
                members.insert(machine_kind(&group.name.text), own);
            }
        }
        Self { members }
    }

    pub(in crate::revision) fn kinds(&self, about: &[Phrase]) -> Kinds {
        let written: BTreeSet<String> = about.iter().map(|kind| machine_kind(&kind.text)).collect();
        let each = written.iter().flat_map(|kind| self.members.get(kind).map_or(std::slice::from_ref(kind), Vec::as_slice));
        Kinds { all: each.cloned().collect(), written }
    }
}

impl Kinds {
    /// How these kinds fit others. Where one of the two names none it leaves that open, so they fit.
    pub(in crate::revision) fn fit(&self, there: &Self) -> Fit {
        if self.written.is_empty() || there.written.is_empty() || self.written == there.written {
            return Fit::Exact;
        }
        fit(&self.all, &there.all)
    }

    /// Whether all of these are among others.
    pub(in crate::revision) fn are_among(&self, there: &Self) -> bool {
        self.all.is_subset(&there.all)
    }
}

/// How one set fits another.
pub(in crate::revision) fn fit(wanted: &BTreeSet<String>, there: &BTreeSet<String>) -> Fit {
    if wanted == there {
        Fit::Exact
    } else if there.is_empty() || wanted.is_disjoint(there) {
        Fit::Apart
    } else if there.is_subset(wanted) {
        Fit::Wider
    } else {
        Fit::Part
    }
}
