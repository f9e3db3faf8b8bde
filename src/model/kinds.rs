//! Kinds of setting, and groups of them.

use super::ids::{FactId, KindId};
use super::name::Name;
use super::policy::{Fact, Policy};
use super::value::{FactState, Facts};
use crate::diagnostic::words::{joined, with_article};
use crate::source::Span;
use std::sync::Arc;

/// A kind of setting.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Its name.
    pub name: Name,
    /// What it is. Read and kept; nothing shows it yet.
    pub about: Option<Arc<str>>,
}

/// Several kinds under one name. What is declared for a group is declared for each of its kinds; nothing else hangs on it.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name.
    pub name: Name,
    /// The kinds, in the order in which the group names them; two at least.
    pub kinds: Vec<KindId>,
    /// Where it is declared.
    pub span: Span,
}

impl Policy {
    /// The kinds of setting.
    pub fn kind_ids(&self) -> impl Iterator<Item = KindId> + use<> {
        (0..self.kinds.len()).filter_map(KindId::from_index)
    }

    /// The facts of one kind, in declaration order.
    pub fn facts_of(&self, kind: KindId) -> impl Iterator<Item = (FactId, &Fact)> {
        let all = self.facts.iter().enumerate().filter(move |(_, fact)| fact.is_of(kind));
        all.filter_map(|(at, fact)| Some((FactId::from_index(at)?, fact)))
    }

    /// What is known of a setting of which nobody has told anything: what the policy assumes.
    #[must_use]
    pub fn untold(&self, kind: KindId) -> Facts {
        let mut facts = Facts::unknown(self.facts.len());
        for (id, fact) in self.facts_of(kind) {
            facts.set(id, fact.assumed.map_or(FactState::Unknown, FactState::Assumed));
        }
        facts
    }

    /// The kind of a machine name.
    #[must_use]
    pub fn kind(&self, machine: &str) -> Option<KindId> {
        KindId::from_index(self.kinds.iter().position(|kind| &*kind.name.machine == machine)?)
    }

    /// What a kind is called: `school`; empty for an id that is not of this policy.
    #[must_use]
    pub fn kind_name(&self, kind: KindId) -> &str {
        self.kinds.get(kind.at()).map_or("", |kind| &kind.name.phrase)
    }

    /// One kind as a sentence names it: `a school`; empty for an id that is not of this policy.
    #[must_use]
    pub fn a_kind(&self, kind: KindId) -> String {
        self.kinds.get(kind.at()).map_or_else(String::new, |kind| with_article(&kind.name.phrase))
    }

    /// Kinds as a sentence names them: by the group that holds just these, else one by one: `a school or an academy`.
    #[must_use]
    pub fn some_kinds(&self, kinds: &[KindId]) -> String {
        let same = |group: &&Group| group.kinds.len() == kinds.len() && kinds.iter().all(|kind| group.kinds.contains(kind));
        match self.groups.iter().find(same) {
            Some(group) => with_article(&group.name.phrase),
            None => joined(&kinds.iter().map(|kind| self.a_kind(*kind)).collect::<Vec<_>>(), "or"),
        }
    }
}
