//! Codes for what a policy comes to, proved for every setting there could be.

use super::Code;

codes! {
    /// A setting for which every strand is silent.
    GAP = warning("P301", "settings without a category");
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
    /// A kind of setting of which nothing could be asked.
    TOO_LARGE = note("P350", "a policy too large to be proved");
}
