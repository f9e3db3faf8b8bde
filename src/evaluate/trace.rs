//! The tree of why: what an evaluation found, from the category down to the facts.

use super::derived::DerivedTrace;
use super::truth::{Tally, Truth};
use crate::model::{CategoryId, DefineId, FactId, FactState, KindId, ListId, ParameterId, Relation};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::sync::Arc;

/// All that one evaluation found.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The kind of setting.
    pub kind: KindId,
    /// The assessment date.
    pub on: Date,
    /// Its strands, in the order of the policy; none for a kind that is not categorised.
    pub strands: Vec<StrandTrace>,
    /// The gates, in the order in which they apply.
    pub gates: Vec<GateTrace>,
    /// What strands and gates leave, each read by itself: never less than what is possible, and sometimes more, since facts that decide
    /// several strands are not seen together. `None` among them: no strand says anything.
    pub outcomes: BTreeSet<Option<CategoryId>>,
    /// What the categories that it may get expect, asked or not.
    pub expectations: Vec<ExpectationTrace>,
    /// What it gets besides, whether certain, open or not at all.
    pub also: Vec<AlsoTrace>,
    /// What cannot be, for its kind.
    pub constraints: Vec<ConstraintTrace>,
}

impl Trace {
    /// The category, where strands and gates leave only one. With complete facts they do, or every strand is silent.
    #[must_use]
    pub fn category(&self) -> Option<CategoryId> {
        if self.outcomes.len() == 1 { self.outcomes.first().copied().flatten() } else { None }
    }

    /// The constraints that the facts certainly break, by index in the policy. Such a setting cannot be: it is bad input.
    #[must_use]
    pub fn violated(&self) -> Vec<usize> {
        self.constraints.iter().filter(|one| one.why.truth == Truth::Holds).map(|one| one.constraint).collect()
    }
}

/// What one strand says.
#[derive(Clone, Debug)]
pub struct StrandTrace {
    /// Every line, in order.
    pub lines: Vec<LineTrace>,
    /// Whether it may come to nothing: no line certainly holds.
    pub may_be_silent: bool,
}

impl StrandTrace {
    /// What it may say; `None` is silence.
    #[must_use]
    pub fn outcomes(&self) -> BTreeSet<Option<CategoryId>> {
        let said = self.lines.iter().filter(|line| line.verdict.is_in_play()).map(|line| Some(line.category));
        said.chain(self.may_be_silent.then_some(None)).collect()
    }

    /// The category it gives, where only one is left and it cannot be silent.
    #[must_use]
    pub fn category(&self) -> Option<CategoryId> {
        let outcomes = self.outcomes();
        if outcomes.len() == 1 { outcomes.first().copied().flatten() } else { None }
    }

    /// Whether no line can hold.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.may_be_silent && !self.lines.iter().any(|line| line.verdict.is_in_play())
    }
}

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It certainly holds and no line before it can: it decides its strand.
    Decides,
    /// It decides unless a line before it does, or if it turns out to hold.
    MayDecide,
    /// It certainly does not hold.
    Fails,
    /// A line before it certainly holds; or one that gives more, or as much.
    NotReached,
    /// Another holds too where only one may, so that none decides.
    Conflicts,
}

impl Verdict {
    /// Whether the strand's answer can come from this line.
    #[must_use]
    pub const fn is_in_play(self) -> bool {
        matches!(self, Self::Decides | Self::MayDecide)
    }
}

/// One line of a strand.
#[derive(Clone, Debug)]
pub struct LineTrace {
    /// The category it gives.
    pub category: CategoryId,
    /// What became of it.
    pub verdict: Verdict,
    /// Its condition; `None` for `otherwise`.
    pub why: Option<Why>,
}

/// A condition and why it holds or not.
#[derive(Clone, Debug)]
pub struct Why {
    /// As written.
    pub text: Arc<str>,
    /// Whether it holds.
    pub truth: Truth,
    /// What it comes from.
    pub because: Because,
}

/// What a condition's truth comes from.
#[derive(Clone, Debug)]
pub enum Because {
    /// One fact.
    Fact {
        /// The fact.
        fact: FactId,
        /// What is known of it.
        state: FactState,
        /// What it is compared with, for numbers and days.
        limit: Option<Limit>,
    },
    /// Facts compared with each other, or added up.
    Related {
        /// What is compared, and how.
        relation: Relation,
        /// What is known of each of its facts, in the order written.
        states: Vec<(FactId, FactState)>,
        /// What a sum is compared with, where that is a number.
        limit: Option<Limit>,
    },
    /// A table or score. Shared by all that test it.
    Derived {
        /// What it is compared with, for numbers.
        limit: Option<Limit>,
        /// What it comes to.
        trace: Arc<DerivedTrace>,
    },
    /// A defined condition. Shared by all that use it.
    Defined(DefineId, Arc<Why>),
    /// The contrary of another.
    Not(Box<Why>),
    /// All of these.
    All(Vec<Why>),
    /// Any of these.
    Any(Vec<Why>),
    /// So many of these.
    Count(Count),
}

/// What a fact is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The figure or the day.
    pub figure: Figure,
    /// The parameter that it is the value of.
    pub parameter: Option<ParameterId>,
    /// For `within`: the last day on which it is.
    pub until: Option<Date>,
}

/// A figure or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// A number, in the unit of what it is compared with.
    Number(Decimal),
    /// A day.
    Date(Date),
}

/// A count and its members.
#[derive(Clone, Debug)]
pub struct Count {
    /// How many hold.
    pub tally: Tally,
    /// How the number wanted binds.
    pub bound: Bound,
    /// How many are wanted.
    pub wanted: Decimal,
    /// The parameter that says so.
    pub parameter: Option<ParameterId>,
    /// The list they come from, if it has a name.
    pub list: Option<ListId>,
    /// The members.
    pub of: Vec<Why>,
}

/// How the number of a count binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// No fewer.
    AtLeast,
    /// No more.
    AtMost,
    /// Just so many.
    Exactly,
}

/// A gate.
#[derive(Clone, Debug)]
pub struct GateTrace {
    /// Its index in the categorisation.
    pub gate: usize,
    /// The category that needs more.
    pub from: CategoryId,
    /// What it becomes where the gate is shut.
    pub to: CategoryId,
    /// Whether a setting comes to it, with the category that needs more: `Holds` certainly, `Fails` certainly not, `Open` perhaps.
    pub reached: Truth,
    /// Whether it lifts: `Holds` certainly, `Fails` certainly not, `Open` perhaps.
    pub lifts: Truth,
    /// What is wanted.
    pub why: Why,
}

/// An expectation of a category that the setting may get.
#[derive(Clone, Debug)]
pub struct ExpectationTrace {
    /// Its index in the categorisation.
    pub expectation: usize,
    /// Whether it is asked at all.
    pub when: Option<Why>,
    /// Whether it is met.
    pub expects: Why,
}

impl ExpectationTrace {
    /// Whether it is asked at all, in the category that has it.
    #[must_use]
    pub fn asked(&self) -> Truth {
        self.when.as_ref().map_or(Truth::Holds, |when| when.truth)
    }
}

/// What cannot be.
#[derive(Clone, Debug)]
pub struct ConstraintTrace {
    /// Its index in the policy.
    pub constraint: usize,
    /// Whether the facts are so.
    pub why: Why,
}

/// Something that a setting gets besides.
#[derive(Clone, Debug)]
pub struct AlsoTrace {
    /// Its index in the policy.
    pub also: usize,
    /// Whether it gets it.
    pub truth: Truth,
    /// Why; `None` is always.
    pub when: Option<Why>,
}
