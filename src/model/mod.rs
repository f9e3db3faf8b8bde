//! The checked policy: names looked up, types and units known, everything by index.
//!
//! Ids index the lists of [`Policy`]; a policy without errors never holds one that points nowhere.

mod condition;
mod day;
mod from_syntax;
mod name;
mod policy;
mod support;
mod value;

pub use condition::{Amount, Comparison, Condition, ConditionKind, Operand, Quota, Test, TestKind};
pub use day::{in_months, parse_date, spoken};
pub use from_syntax::{Lowered, from_syntax};
pub use name::{Name, machine_name};
pub use policy::{
    Categorisation, Category, CategoryId, Citation, Constraint, Define, DefineId, Direction, Domain, Examples, Expectation, Fact,
    FactId, Gate, Kind, KindId, Line, List, ListId, Parameter, ParameterId, ParameterValue, Policy, Strand,
};
pub use support::{Activity, Allocation, Also, Binding, Period, PeriodId, Visit};
pub use value::{FactState, Facts, NumberDomain, Unit, Value, Vocabulary, VocabularyId, VocabularyValue, YES_NO};
