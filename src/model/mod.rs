//! The checked policy: names looked up, types and units known, everything by index.
//!
//! Ids index the lists of [`Policy`]; a policy without errors never holds one that points nowhere.

mod asking;
mod condition;
mod day;
mod derived;
mod from_syntax;
mod ids;
mod import;
mod kinds;
mod name;
mod policy;
mod scenarios;
mod support;
mod value;

pub use crate::syntax::tree::{DateOrder, ImportEncoding};
pub use asking::{Asking, Cost, Informant};
pub use condition::{Against, Amount, Comparison, Condition, ConditionKind, Operand, Quota, Relates, Relation, Test, TestKind};
pub(crate) use day::figures;
pub use day::{in_days, in_months, parse_date, spoken};
pub use derived::{Derived, DerivedRule, DerivedTest, HitPolicy, Points, PointsFor, Row, Table};
pub use from_syntax::{Lowered, from_syntax};
pub use ids::{CategoryId, ColumnId, DefineId, DerivedId, FactId, KindId, ListId, ParameterId, PeriodId, VocabularyId};
pub use import::{
    CodeTest, Decision, DecisionLine, How, Import, ImportColumn, InSeries, KindGiven, Refusal, Series, SeriesGiven, Subject,
    Told, code_name,
};
pub use kinds::{Group, Kind};
pub use name::{Name, machine_kind, machine_name};
pub use policy::{
    Categorisation, Category, Citation, Constraint, Define, Direction, Domain, Examples, Expectation, Fact, Gate, Heading, Line,
    List, Method, Parameter, ParameterValue, Policy, Strand,
};
pub use scenarios::{Expect, Expectable, ExpectationState, Pin, Property, PropertyClaim, Scenario, SupportRow};
pub use support::{
    Activity, Allocation, Allowance, Also, Binding, Cadence, Claim, Clause, Contradiction, Dispute, Figure, Matter, MoreGeneral,
    Period, Settlement, Standing, TimeSort, Visit, When,
};
pub use value::{FactState, Facts, NumberDomain, Unit, Value, Vocabulary, VocabularyValue, YES_NO};
