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
    /// A strand without a line for some setting.
    SILENT_STRAND = note("P332", "a strand that says nothing of some settings");
    /// A part of a condition that changes nothing because of the lines around it.
    IDLE_HERE = note("P333", "a condition that other lines make needless");
    /// A kind of setting of which nothing could be asked.
    TOO_LARGE = note("P350", "a policy too large to be proved");
}
