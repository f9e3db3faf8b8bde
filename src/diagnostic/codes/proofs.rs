//! Codes for what a policy comes to, proved for every setting there could be.

use super::Code;

codes! {
    /// A setting for which every strand is silent.
    GAP = warning("P301", "settings without a category");
    /// A strand without a line for some setting.
    SILENT_STRAND = note("P332", "a strand that says nothing of some settings");
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
    /// A kind of setting of which nothing could be asked.
    TOO_LARGE = note("P350", "a policy too large to be proved");
}
