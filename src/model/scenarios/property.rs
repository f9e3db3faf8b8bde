//! `property NAME, for a KIND`: what holds of every setting.

use crate::model::condition::Condition;
use crate::model::ids::{CategoryId, FactId, KindId};
use crate::source::Span;
use std::sync::Arc;

/// Something that is said to hold of every setting of a kind that can be, on every assessment date that is asked for.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its name.
    pub name: Arc<str>,
    /// The kind of setting; a property for several kinds is one of each.
    pub kind: KindId,
    /// What is said.
    pub claim: Claim,
    /// The line that says it.
    pub claim_span: Span,
    /// The whole declaration.
    pub span: Span,
}

/// What can be said of every setting.
#[derive(Clone, Debug)]
pub enum Claim {
    /// `no school is A or AS when …`: none of these categories is the setting's; without a condition, never.
    Never {
        /// The categories.
        categories: Vec<CategoryId>,
        /// When.
        when: Option<Condition>,
    },
    /// `every school is B2 or C when …`: one of these categories is the setting's.
    Always {
        /// The categories.
        categories: Vec<CategoryId>,
        /// When.
        when: Option<Condition>,
    },
    /// `improving leadership never gives a more intensive category`: of two settings that differ in one of these facts alone, the
    /// one that is better in it has no more intensive category.
    Improving {
        /// The facts; all that have a better direction, where none are named.
        facts: Vec<FactId>,
        /// For settings of which this holds before and after.
        when: Option<Condition>,
    },
    /// `changing two-year-olds never changes the category`
    Changing {
        /// The facts.
        facts: Vec<FactId>,
        /// For settings of which this holds before and after.
        when: Option<Condition>,
    },
}
