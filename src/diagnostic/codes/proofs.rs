//! Codes for what a policy comes to, proved for every setting there could be.

use super::Code;

codes! {
    /// A setting for which every strand is silent.
    GAP = warning("P301", "settings without a category");
    /// A strand without a line for some setting.
    SILENT_STRAND = note("P332", "a strand that says nothing of some settings");
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
