//! Codes for what a policy comes to, proved for every setting there could be.

use super::Code;

codes! {
    /// A setting for which every strand is silent.
    GAP = warning("P301", "settings without a category");
    /// A category that no setting of a kind can come to.
    UNREACHABLE = warning("P305", "a category that cannot be reached");
    /// A line that decides its strand for no setting.
    DEAD_LINE = warning("P306", "a line that never decides");
    /// A line that decides its strand and never the outcome.
    MASKED_LINE = note("P308", "a line that other strands always outdo");
    /// A part of a condition that changes nothing.
    IDLE_CONDITION = warning("P309", "a condition that makes no difference");
    /// Lines that could be one.
    LINES_AS_ONE = note("P310", "lines that could be one");
    /// A strand without which every setting would come to the same.
    IDLE_STRAND = warning("P312", "a strand that never decides");
    /// A gate that never lifts.
    IDLE_GATE = warning("P313", "a gate that never lifts");
    /// A gate that always lifts.
    SHUT_GATE = warning("P314", "a gate that always lifts");
    /// Something that is idle for some of the kinds of setting that share it.
    IDLE_FOR_SOME = note("P331", "idle for some kinds of setting only");
    /// Lines by exactly one that hold together.
    LINES_OVERLAP = warning("P302", "lines that hold together where only one may");
    /// Rows by exactly one that hold together.
    ROWS_OVERLAP = warning("P303", "rows that hold together where only one may");
    /// A table without a row for some combination.
    TABLE_GAP = warning("P304", "a combination that no row of a table settles");
    /// A row that others stand before wherever it holds, or that never holds.
    NEVER_COUNTS = warning("P307", "a row, or a line of a score, that never counts");
    /// Rows that give the same and differ in one cell.
    ROWS_IN_ONE = note("P311", "rows that could be one");
    /// `by the first match, in any order`, where the order makes a difference.
    ORDER_MATTERS = warning("P317", "an order that matters, where the policy says it does not");
    /// A strand without a line for some setting.
    SILENT_STRAND = note("P332", "a strand that says nothing of some settings");
    /// A part of a condition that changes nothing because of the lines around it.
    IDLE_HERE = note("P333", "a condition that other lines make needless");
    /// A fact that changes nothing, of which something is assumed.
    ASSUMED_IN_VAIN = warning("P315", "an assumption that changes nothing");
    /// A threshold beyond all values, one that is written in two ways, or one at which nothing changes.
    THRESHOLD_IDLE = warning("P316", "thresholds with nothing between them");
    /// A better value of a fact that brings a more intensive category.
    IMPROVING = warning("P318", "better facts that bring more support");
    /// An allocation with fewer days than that for a less intensive category.
    DAYS_FALL = warning("P319", "more intensive support with fewer days");
    /// Two definitions, lists, members, tables or scores that come to the same.
    DEFINED_TWICE = warning("P320", "one thing defined twice");
    /// A fact that rules use and that changes nothing.
    FACT_IDLE = warning("P322", "a fact that never matters");
    /// An expectation that is never asked, always met or never met.
    EXPECTATION_IDLE = warning("P325", "an expectation that comes to nothing");
    /// An `also` whose condition never holds.
    ALSO_NEVER = warning("P326", "something besides that nobody gets");
    /// A constraint that rules out nothing that others leave.
    RULES_NOTHING_OUT = warning("P327", "what rules nothing out");
    /// Constraints that leave nothing.
    NOTHING_CAN_BE = warning("P328", "no setting can be");
    /// A definition or member of a list that always or never holds.
    HOLDS_ALWAYS_OR_NEVER = warning("P329", "what always or never holds");
    /// A fact that no rule asks for.
    FACT_UNUSED = warning("P321", "a fact that no rule asks for");
    /// `from "7.3"`, where no such clause is declared.
    CLAUSE_UNDECLARED = warning("P323", "a citation of a clause that is not declared");
    /// `clause "4.9": when a school may appeal`, and no rule of it.
    CLAUSE_UNCITED = warning("P324", "a clause that no rule comes of");
    /// A define, list, parameter, table or score without use.
    NEVER_USED = warning("P330", "a name that nothing uses");
    /// `allow P308 because "…"` where nothing of the sort is found.
    ALLOWED_IN_VAIN = warning("P340", "an allowance that is not needed");
    /// `allow P399 because "…"`
    ALLOWED_UNKNOWN = warning("P341", "an allowance of a code that there is not");
    /// `allow P017 because "…"`
    NOT_TO_ALLOW = warning("P342", "an allowance of what cannot be allowed");
    /// A kind of setting of which nothing could be asked, or a claim that was too large to decide.
    TOO_LARGE = note("P350", "something that is not proved");
}

/// What says something of allowances, or of what is not proved, and is no finding about the policy.
const OF_NO_FINDING: [Code; 4] = [ALLOWED_IN_VAIN, ALLOWED_UNKNOWN, NOT_TO_ALLOW, TOO_LARGE];

/// The codes of findings that a policy can allow.
pub fn to_allow() -> impl Iterator<Item = &'static Code> {
    ALL.iter().filter(|code| !OF_NO_FINDING.contains(code))
}
