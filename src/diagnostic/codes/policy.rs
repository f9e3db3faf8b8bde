//! Codes for what a policy says.

use super::Code;

/// A name that nothing declares.
pub const UNKNOWN_NAME: Code = Code::error("P001", "a name that nothing declares");
/// A value that the fact does not take.
pub const UNKNOWN_VALUE: Code = Code::error("P002", "a value that the fact does not take");
/// A kind of setting that is not declared.
pub const UNKNOWN_KIND: Code = Code::error("P003", "a kind of setting that is not declared");
/// A category that is not declared.
pub const UNKNOWN_CATEGORY: Code = Code::error("P004", "a category that is not declared");
/// A scale or choice that is not declared.
pub const UNKNOWN_VOCABULARY: Code = Code::error("P005", "a scale or choice that is not declared");
/// A half term or other time that is not declared.
pub const UNKNOWN_TIME: Code = Code::error("P006", "a half term or other time that is not declared");
/// A name that another kind of setting has.
pub const OTHER_KIND: Code = Code::error("P007", "a name that belongs to another kind of setting");
/// The same name twice.
pub const DUPLICATE: Code = Code::error("P008", "the same name declared twice");
/// A name that a word such as `and` has split.
pub const SPLIT_NAME: Code = Code::error("P009", "a name split by one of its own words");
/// A test that does not suit the fact.
pub const WRONG_TYPE: Code = Code::error("P010", "a test that does not suit the fact");
/// A number in the wrong unit.
pub const WRONG_UNIT: Code = Code::error("P011", "a number in the wrong unit");
/// `or better` about values without an order.
pub const NOT_ORDERED: Code = Code::error("P012", "better or worse, of values without an order");
/// `none` of a fact that always exists.
pub const NEVER_NONE: Code = Code::error("P013", "none, of a fact that always exists");
/// A fact that stands alone and has no yes or no.
pub const NEEDS_TEST: Code = Code::error("P014", "a name that cannot stand alone as a condition");
/// A define that comes back to itself.
pub const CYCLE: Code = Code::error("P015", "a definition that rests on itself");
/// Lines of a strand out of order.
pub const LINE_ORDER: Code = Code::error("P016", "lines of a strand out of order");
/// Rows that do not add up to the days stated.
pub const DAYS_SUM: Code = Code::error("P017", "days that do not add up");
/// No `policy` declaration, or one without something it needs.
pub const NO_POLICY: Code = Code::error("P018", "no policy declared");
/// A period that ends before it begins.
pub const BAD_PERIOD: Code = Code::error("P019", "a period that ends before it begins");
/// A number outside what is possible, or bounds the wrong way round.
pub const BOUNDS: Code = Code::error("P020", "a number out of bounds");
/// It is not said for which kind of setting.
pub const WHICH_KIND: Code = Code::error("P021", "not said for which kind of setting");
/// A count that always or never holds.
pub const COUNT_REACH: Code = Code::error("P022", "a count that can never or must always hold");
/// A line behind `otherwise`.
pub const AFTER_OTHERWISE: Code = Code::error("P023", "a line behind otherwise");
/// More of something than a policy can hold.
pub const TOO_MANY: Code = Code::error("P024", "more than a policy can hold");
/// A category without an allocation.
pub const NO_ALLOCATION: Code = Code::warning("P025", "a category without an allocation");
/// A gate on the most intensive category.
pub const GATE_AT_TOP: Code = Code::error("P026", "a gate with no category above it");
/// A parameter's dates out of order.
pub const STEP_ORDER: Code = Code::error("P028", "a parameter's dates out of order");
/// A fact and its value without `is` between them.
pub const MISSING_IS: Code = Code::error("P029", "`is` missing between a fact and its value");
/// A parameter of the wrong sort for its place.
pub const WRONG_PARAMETER: Code = Code::error("P030", "a parameter that does not suit its place");
/// A direction or option that the fact cannot have.
pub const WRONG_OPTION: Code = Code::error("P031", "an option that the fact cannot have");

/// Every code of this file.
pub(super) const ALL: &[Code] = &[
    UNKNOWN_NAME,
    UNKNOWN_VALUE,
    UNKNOWN_KIND,
    UNKNOWN_CATEGORY,
    UNKNOWN_VOCABULARY,
    UNKNOWN_TIME,
    OTHER_KIND,
    DUPLICATE,
    SPLIT_NAME,
    WRONG_TYPE,
    WRONG_UNIT,
    NOT_ORDERED,
    NEVER_NONE,
    NEEDS_TEST,
    CYCLE,
    LINE_ORDER,
    DAYS_SUM,
    NO_POLICY,
    BAD_PERIOD,
    BOUNDS,
    WHICH_KIND,
    COUNT_REACH,
    AFTER_OTHERWISE,
    TOO_MANY,
    NO_ALLOCATION,
    GATE_AT_TOP,
    STEP_ORDER,
    MISSING_IS,
    WRONG_PARAMETER,
    WRONG_OPTION,
];
