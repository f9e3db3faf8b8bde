//! What `undo` goes back to: a policy, a setting, and what becomes of it.

use super::Version;
use crate::assess::{Answer, Assessor, Unanswered};
use crate::explain::Paragraph;
use crate::model::{FactId, FactState, Facts, KindId, Policy, Value};
use crate::settings::Row;
use jiff::civil::Date;
use std::sync::Arc;

/// A setting that is talked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its id where it comes from a table, else empty.
    pub id: String,
    /// Its name where it comes from a table, else empty. It may be a person's.
    pub name: String,
    /// Its kind.
    pub kind: KindId,
    /// What is known of it.
    pub facts: Facts,
}

/// A policy, a setting, a day, and what becomes of it.
#[derive(Clone, Debug)]
pub struct Moment {
    /// The policy.
    pub version: Arc<Version>,
    /// The setting.
    pub case: Arc<Case>,
    /// The assessment date.
    pub on: Date,
    /// What becomes of it; its id and name are left out.
    pub found: Arc<Result<Answer<'static>, Unanswered>>,
}

impl Case {
    /// A setting of which nobody has told anything.
    #[must_use]
    pub fn untold(policy: &Policy, kind: KindId) -> Self {
        Self { id: String::new(), name: String::new(), kind, facts: policy.untold(kind) }
    }

    /// A setting of a table.
    #[must_use]
    pub fn of(row: &Row) -> Self {
        Self { id: row.id.clone(), name: row.name.clone(), kind: row.kind, facts: row.facts.clone() }
    }

    /// What it is called, with the name of its kind. Its name may be a person's: this is for the screen alone.
    #[must_use]
    pub fn heading(&self, kind: &str) -> Paragraph {
        let name = if self.name.is_empty() { String::new() } else { format!(", {}", self.name) };
        Paragraph::at(0).name(format!("{}{name}", self.id)).plain(format!(" ({kind})"))
    }

    /// The facts that somebody told or said not to know, in declaration order.
    pub fn told<'c>(&'c self, policy: &'c Policy) -> impl Iterator<Item = (FactId, Option<Value>)> + 'c {
        policy.facts_of(self.kind).filter_map(|(id, fact)| match self.facts.get(id) {
            FactState::Told(value) => Some((id, Some(value))),
            FactState::Unknown if fact.assumed.is_some() => Some((id, None)),
            FactState::Assumed(_) | FactState::Unknown => None,
        })
    }
}

impl Moment {
    /// What a policy says of a setting. `None` where the policy is too tangled to be answered at all.
    #[must_use]
    pub fn of(version: Arc<Version>, case: Case, on: Date) -> Option<Self> {
        let mut assessor = Assessor::of_kind(&version.policy, case.kind, on).ok()?;
        let found = Arc::new(assessor.assess("", "", case.kind, &case.facts));
        Some(Self { version, case: Arc::new(case), on, found })
    }

    /// Its answer, where it has one.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer<'static>> {
        self.found.as_ref().as_ref().ok()
    }

    /// The policy.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.version.policy
    }
}
