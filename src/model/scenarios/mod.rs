//! What a policy's tests say: scenarios, properties and pinned tables. They decide nothing; the harness holds the policy to them.

mod pin;
mod property;

use super::ids::{CategoryId, FactId, KindId};
use super::support::{Binding, When};
use super::value::Facts;
use crate::source::Span;
use jiff::civil::Date;
pub use pin::Pin;
pub use property::{Claim as PropertyClaim, Property};
use rust_decimal::Decimal;
use std::sync::Arc;

/// A setting made up for a test, and what is expected of it.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its name, told apart from all others of the policy.
    pub name: Arc<str>,
    /// The kind of setting.
    pub kind: KindId,
    /// The assessment date.
    pub on: Date,
    /// What is known: told by the scenario or the one it starts from; assumed where nobody tells and the policy assumes.
    pub facts: Facts,
    /// What is expected. Empty for one that others only start from.
    pub expects: Vec<Expect>,
    /// Offered by the program and not yet looked at by a person: it says what the policy does, not what it should do.
    pub drafted: bool,
    /// All of it; for a row of a table, the row.
    pub span: Span,
    /// Its name; for a row without one, the row.
    pub name_span: Span,
}

/// One thing that is expected.
#[derive(Clone, Debug)]
pub struct Expect {
    /// What.
    pub what: Expectable,
    /// Where it is said.
    pub span: Span,
}

/// What can be expected of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expectable {
    /// `AS`; `A, AS or B1`: exactly these are possible, least intensive first. One alone is decided.
    Possible(Vec<CategoryId>),
    /// `A or no answer`: exactly these are possible, and that there is no answer.
    PossibleOrNoAnswer(Vec<CategoryId>),
    /// `no category`: the policy gives this kind of setting none.
    NoCategory,
    /// `no answer`: no strand says anything, or two lines do of which only one may.
    NoAnswer,
    /// `cannot be`: the policy rules these facts out together.
    CannotBe,
    /// `up to 8 days`
    Days(Binding, Decimal),
    /// `no days`: none are given.
    NoDays,
    /// `because leadership`: this strand gives the category; with a line, that line of it does. By index in the categorisation.
    Because {
        /// The strand.
        strand: usize,
        /// The line that it is by, where one is named.
        line: Option<usize>,
    },
    /// `because never A`: this gate lifts the category, by index in the categorisation.
    Lifted(usize),
    /// `ask leadership, then governance`: these are asked first, in this order.
    Ask(Vec<FactId>),
    /// `nothing to ask`
    AskNothing,
    /// `assumed vulnerability and headteacher`: the answer rests on exactly these assumed facts, in declaration order.
    Assumed(Vec<FactId>),
    /// `governance action plan is not met`: by index in the categorisation, all expectations of this name.
    Expectation(Vec<usize>, ExpectationState),
    /// `also "Early-years core visit, each term"`
    Also(Arc<str>),
    /// `nothing also`
    AlsoNothing,
    /// A table of what the category brings: exactly these rows.
    Support(Vec<SupportRow>),
}

/// What becomes of something that a category expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpectationState {
    /// `is met`
    Met,
    /// `is not met`
    NotMet,
    /// `is not known`
    Unknown,
    /// `is not expected`
    NotExpected,
}

/// A row of support that is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportRow {
    /// The activity, as the allocation names it.
    pub activity: Arc<str>,
    /// Days each time; `None` where none are given.
    pub each: Option<Decimal>,
    /// When, and how often then, each time once.
    pub times: Vec<(When, usize)>,
}
