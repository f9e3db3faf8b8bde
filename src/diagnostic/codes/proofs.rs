//! Codes for what a policy comes to, proved for every setting there could be.

use super::Code;

codes! {
    /// A setting for which every strand is silent.
    GAP = warning("P301", "settings without a category");
    /// A strand without a line for some setting.
    SILENT_STRAND = note("P332", "a strand that says nothing of some settings");
    /// A kind of setting of which nothing could be asked.
    TOO_LARGE = note("P350", "a policy too large to be proved");
}
