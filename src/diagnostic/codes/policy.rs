//! Codes for what a policy says.

use super::Code;

codes! {
    /// A name that nothing declares.
    UNKNOWN_NAME = error("P001", "a name that nothing declares");
    /// A value that the fact does not take.
    UNKNOWN_VALUE = error("P002", "a value that the fact does not take");
    /// A kind of setting that is not declared.
    UNKNOWN_KIND = error("P003", "a kind of setting that is not declared");
    /// A category that is not declared.
    UNKNOWN_CATEGORY = error("P004", "a category that is not declared");
    /// A scale or choice that is not declared.
    UNKNOWN_VOCABULARY = error("P005", "a scale or choice that is not declared");
    /// A half term or other time that is not declared.
    UNKNOWN_TIME = error("P006", "a half term or other time that is not declared");
    /// A name that another kind of setting has.
    OTHER_KIND = error("P007", "a name that belongs to another kind of setting");
    /// The same name twice.
    DUPLICATE = error("P008", "the same name declared twice");
    /// A name that a word such as `and` has split.
    SPLIT_NAME = error("P009", "a name split by one of its own words");
    /// A test that does not suit the fact.
    WRONG_TYPE = error("P010", "a test that does not suit the fact");
    /// A number in the wrong unit.
    WRONG_UNIT = error("P011", "a number in the wrong unit");
    /// `or better` about values without an order.
    NOT_ORDERED = error("P012", "better or worse, of values without an order");
    /// `none` of a fact that always exists.
    NEVER_NONE = error("P013", "none, of a fact that always exists");
    /// A fact that stands alone and has no yes or no.
    NEEDS_TEST = error("P014", "a name that cannot stand alone as a condition");
    /// A define that comes back to itself.
    CYCLE = error("P015", "a definition that rests on itself");
    /// Lines of a strand out of order.
    LINE_ORDER = error("P016", "lines of a strand out of order");
    /// Rows that do not add up to the days stated.
    DAYS_SUM = error("P017", "days that do not add up");
    /// No `policy` declaration.
    NO_POLICY = error("P018", "no policy declared");
    /// A period that ends before it begins.
    BAD_PERIOD = error("P019", "a period that ends before it begins");
    /// A number outside what is possible, or bounds the wrong way round.
    BOUNDS = error("P020", "a number out of bounds");
    /// It is not said for which kind of setting.
    WHICH_KIND = error("P021", "not said for which kind of setting");
    /// A count that always or never holds.
    COUNT_REACH = error("P022", "a count that can never or must always hold");
    /// A line behind `otherwise`.
    AFTER_OTHERWISE = error("P023", "a line behind otherwise");
    /// More of something than a policy can hold.
    TOO_MANY = error("P024", "more than a policy can hold");
    /// A category without an allocation.
    NO_ALLOCATION = warning("P025", "a category without an allocation");
    /// A gate on the most intensive category.
    GATE_AT_TOP = error("P026", "a gate with no category above it");
    /// A parameter's dates out of order.
    STEP_ORDER = error("P028", "a parameter's dates out of order");
    /// A fact and its value without `is` between them.
    MISSING_IS = error("P029", "`is` missing between a fact and its value");
    /// A parameter of the wrong sort for its place.
    WRONG_PARAMETER = error("P030", "a parameter that does not suit its place");
    /// A direction or option that the fact cannot have.
    WRONG_OPTION = error("P031", "an option that the fact cannot have");
    /// A second `policy`, `categories`, `categorise`, `allocation` or `examples` for the same thing.
    GIVEN_TWICE = error("P032", "a declaration that is given twice");
    /// `list fears: complaints high, complaints high`
    COUNTED_TWICE = error("P033", "a member that would be counted twice");
    /// `examples "schools.csv" on 1 January 1990`
    EXAMPLES_DAY = error("P034", "a day outside the policy's period");
    /// `scale grade, best first` with all its values on one line.
    ONE_RANK = error("P035", "a scale whose values all rank the same");
    /// `parameter many: 3 from 1 September 2026` in a policy that is in force before.
    NO_VALUE_YET = error("P036", "a parameter without a value on some day");
    /// `categories, most intensive first` above categories that the strands use the other way round.
    CATEGORIES_REVERSED = error("P037", "categories listed the wrong way round");
    /// A definition that rests on another, and that on another, hundreds of times.
    TOO_DEEP = error("P038", "definitions that rest on too many others");
    /// `is not considered`, where `considered` and `not-considered` are both values.
    TWO_READINGS = error("P039", "words that can be read in two ways");
    /// `| Core visit | 1 | Spring 1, Spring 1 |`
    TIME_TWICE = warning("P040", "the same time twice in one row");
    /// `facts about early years or a PVI`, where `early years` holds it.
    KIND_TWICE = error("P110", "a kind of setting that is named twice");
    /// `group early years: PVI`
    GROUP_OF_ONE = error("P111", "a group of one kind of setting");
    /// `group all: school, early years`
    GROUP_IN_GROUP = error("P112", "a group in a group");
    /// `B1 for a school when …` below `categorise early years …`
    LINE_FOR_OTHERS = error("P113", "a line for a kind of setting that its heading leaves out");
    /// `allocation for early years in A: 1 day`, where each of its kinds has an allocation of its own.
    IDLE_ALLOCATION = warning("P114", "an allocation that holds for no kind of setting");
    /// `categorise early years …`, where each strand is for one of its kinds only.
    NO_STRAND_LEFT = error("P115", "a kind of setting for which no strand is left");
    /// `also stated as 10 days` below `allocation …: 8 days`, and nothing that settles it.
    CONTRADICTION = error("P130", "a contradiction that is not settled");
    /// `settled as 8 days`, where every place says 8 days.
    NOTHING_TO_SETTLE = warning("P131", "a decision with nothing left to settle");
    /// `settled as 10 days` below `allocation …: 8 days`
    SETTLED_OTHERWISE = error("P132", "a decision that the allocation does not follow");
    /// `also stated as each term for Core vists`
    UNKNOWN_ACTIVITY = error("P133", "an activity that no row has");
    /// `| Core visit | 6 x 0.5 | each term |`
    COUNT_AGAINST_CADENCE = error("P134", "a number of times that does not fit how often");
    /// `terms: Autumn, Spring` beside five half terms.
    TERMS = error("P135", "terms that do not divide the half terms");
    /// `allocation for a school: 5 days`, where schools are categorised.
    NEEDS_CATEGORY = error("P136", "an allocation without the category it needs");
    /// `allocation for an academy in A: 1 day`, where academies are not categorised.
    NO_CATEGORY = error("P137", "a category for a kind of setting that gets none");
    /// `clause "4.1": no rule because …`, and a rule `from "4.1"`.
    RULE_AFTER_ALL = warning("P138", "a clause that is no rule and is cited by one");
    /// `allocation …: no days given` above rows that all give days.
    DAYS_AFTER_ALL = error("P140", "no days given, and rows that give them");
    /// `latest Ofsted is worse than good`
    COMPARED_WITH_VALUE = error("P190", "a value where another fact belongs");
    /// `latest Ofsted is the same as headship`
    INCOMPARABLE = error("P191", "facts that cannot be compared");
    /// `spending is over spending`
    COMPARED_WITH_ITSELF = error("P192", "a fact compared with itself");
    /// `the sum of debts and latest Ofsted is over £5`
    NO_SUM = error("P193", "facts that cannot be added up");
    /// `amends "../strategy-2012"`, where there is no such folder.
    AMENDED_MISSING = error("P160", "an amended policy that is not there");
    /// A policy that amends one that amends it.
    AMENDS_CIRCLE = error("P161", "policies that amend each other");
    /// A revision of a revision of a revision, many times over.
    AMENDS_DEEP = error("P162", "too many revisions one upon the other");
    /// A policy with errors, and a revision of it.
    AMENDED_BROKEN = error("P163", "an amended policy with errors");
    /// `replace parameter manny: 2`
    NOT_AMENDED = error("P164", "a change of what the amended policy does not have");
    /// `replace parameter worries: 2`, where `worries` is a list.
    OTHER_SORT = error("P165", "a change of something that is of another sort");
    /// `replace parameter many: 2` and `remove parameter many`
    CHANGED_TWICE = error("P166", "something that is changed twice");
    /// `parameter many: 2`, where the amended policy has it.
    ADDED_AGAIN = error("P167", "something new that the amended policy has already");
    /// `replace parameter many: 2` in a policy that amends none.
    AMENDS_NOTHING = error("P168", "a change in a policy that amends none");
    /// `remove define half empty, for a nursery`, where it is for playgroups too.
    PART_OF_ONE = error("P169", "a change of a part of what is declared together");
    /// `remove define half empty`, of which there are two.
    WHICH_ONE = error("P170", "a change that could mean several things");
    /// `revision: 2021` in a revision of revision 2021.
    SAME_REVISION = warning("P171", "a revision with the name of the one before it");
    /// `remove many`
    CHANGE_OF_WHAT = error("P172", "a change that does not say of what");
    /// `presence: per cent; formerly attendance`, where `attendance` is still a fact.
    FORMER_IN_USE = error("P173", "a former name that another thing has");
    /// Two facts that are both `formerly attendance`.
    FORMER_TWICE = error("P174", "a former name of two facts");
    /// Rows of one table that give `3` and `green`.
    MIXED_RESULTS = error("P080", "results of different sorts in one table");
    /// `table total, by the sum` with rows that give words.
    SUM_OF_WORDS = error("P081", "words that would be added up");
    /// `table band, by the most intensive` with words that have no order.
    RESULTS_NOT_ORDERED = error("P082", "the most intensive, of results without an order");
    /// A row or line about the same as one above it.
    ROW_TWICE = error("P083", "the same row or line twice");
    /// A row below `| any | any | green |`.
    ROW_IDLE = error("P084", "a row that can never decide");
    /// A column about a list or a parameter.
    HEADING = error("P085", "a heading that no cell can test");
    /// Two columns about one fact.
    COLUMN_TWICE = error("P086", "two columns about the same");
    /// `| standards | leadership |`, where both are facts.
    NO_RESULT = error("P087", "a table without a column for its result");
    /// A matrix without a row for a value.
    MATRIX_GAP = error("P088", "a combination that a matrix leaves out");
    /// A matrix with two rows for a value.
    MATRIX_TWICE = error("P089", "a combination that a matrix has twice");
    /// `categorise a school by band`, where band is green or amber.
    NOT_CATEGORIES = error("P090", "something that gives no categories, where they are needed");
    /// `lots when attendance is under 90%`
    NO_POINTS = error("P091", "points that are no number");
    /// Results `amber` and `ambr`.
    NEARLY_ALIKE = warning("P092", "results that are nearly alike");
    /// `import X` without `id: COLUMN`.
    IMPORT_NO_ID = error("P060", "an import that does not say where the ids are");
    /// `import X` without `setting: COLUMN`.
    IMPORT_NO_SETTING = error("P061", "an import that does not say what kind of setting a row is");
    /// `good when 2` below a fact that names no column.
    WHICH_COLUMN = error("P062", "a code without the column it stands in");
    /// `the newest judgment`
    UNKNOWN_SERIES = error("P063", "something newest that is not declared");
    /// `the day of the newest judgement`, which has no day.
    UNKNOWN_PART = error("P064", "a part that a series does not have");
    /// `good when 2` and below it `outstanding when 2`.
    CODE_TWICE = error("P065", "a code that an earlier line has taken");
    /// `occupancy: whole months since Registration date`
    NOT_MONTHS = error("P066", "months for a fact that is no number of months");
    /// `judgements, newest first` whose table has no column `date` or no column `judgement`.
    SERIES_PARTS = error("P067", "a series without its value or its date");
    /// `left out when …` below a fact.
    LEFT_OUT_ELSEWHERE = error("P068", "rows left out below a fact");
    /// `School is also called Establishment`, and nothing is read from `School`.
    ALIAS_OF_NOTHING = error("P069", "another name of a column that is not read");
    /// A fact that takes its value from nothing.
    NO_SOURCE = error("P070", "a fact that comes from nowhere");
    /// A fact whose values a file cannot hold in the policy's own words.
    NEEDS_LINES = error("P071", "a series without lines for its values");
    /// `scenario X, a school`, in a policy without `in force`.
    NO_ASSESSMENT_DAY = error("P141", "a scenario without its day");
    /// `scenario X, a school on 1 January 1999`
    DAY_OUTSIDE = error("P142", "a day on which the policy is not in force");
    /// A scenario without `expect`, from which none starts.
    EXPECTS_NOTHING = warning("P143", "a scenario that expects nothing");
    /// `scenario X, like Nobody`
    UNKNOWN_START = error("P144", "a scenario that starts from none there is");
    /// `scenario X, like Y` and `scenario Y, like X`.
    START_CIRCLE = error("P145", "scenarios that start from each other");
    /// `leadership: effective` and below it `leadership: ineffective`.
    TOLD_TWICE = error("P146", "a fact that is told twice");
    /// `newly good: yes`, where that is a definition.
    NOT_A_FACT = error("P147", "something told that follows from facts");
    /// `latest inspected: 1 June 2030` on 15 November 2021.
    TOLD_LATER = error("P148", "a day after the assessment date");
    /// `expect A, because weather`
    UNKNOWN_STRAND = error("P149", "a strand or line that there is not");
    /// `expect A` and below it `expect B`.
    EXPECTED_TWICE = error("P200", "one thing expected twice");
    /// `expect no category` of a school.
    NEVER_SO = error("P201", "an expectation that can never come true");
    /// `improving two-year-olds never gives a more intensive category`, where neither yes nor no is better.
    NO_BETTER = error("P202", "a fact of which no value is said to be better");
    /// `latest Ofsted: Ofsted judgement, or one`
    SCALE_AMONG_VALUES = error("P150", "the name of a scale or choice among values");
    /// `asked of the clerk`, of whom `asking costs` says nothing.
    UNKNOWN_INFORMANT = error("P180", "a fact that is asked of nobody who is known");
    /// `the adviser: -5`
    NEGATIVE_COST = error("P181", "asking that costs less than nothing");
    /// `the records: 1` and `the adviser: 2 days`.
    COSTS_APART = error("P182", "costs of asking in two units");
    /// `pin "../settings.csv" on …`
    PIN_OUTSIDE = error("P185", "a pinned table outside of the policy's folder");
    /// The same table on the same day.
    PIN_TWICE = error("P186", "a table that is pinned twice");
}
