//! Codes for what is typed in a conversation about a setting.

use super::Code;

codes! {
    /// Neither a command nor a fact.
    NOT_UNDERSTOOD = error("W001", "a line that is not understood");
    /// `latest Ofstd is good`
    FACT_UNKNOWN = error("W002", "no such fact");
    /// A fact that settings of another kind have.
    OF_ANOTHER_KIND = error("W003", "a fact of another kind of setting");
    /// `latest Ofsted is`
    NO_VALUE = error("W004", "a fact without a value");
    /// Facts that the policy rules out together.
    CANNOT_BE = error("W005", "facts that cannot be together");
    /// A command without what it is to be about.
    SAYS_TOO_LITTLE = error("W006", "a command without what it is about");
    /// `why because`
    SAYS_TOO_MUCH = error("W007", "more than a command takes");
    /// No kind of setting of the policy has this name.
    KIND_UNKNOWN = error("W008", "no such kind of setting");
    /// There is nothing to undo, or to do again.
    NOTHING_TO_UNDO = error("W009", "nothing to undo");
    /// The file of lines typed earlier is damaged.
    HISTORY_UNREADABLE = warning("W040", "kept lines that cannot be read");
    /// The file of lines typed earlier cannot be written.
    HISTORY_NOT_KEPT = warning("W041", "lines that cannot be kept");
    /// A line that is longer than any that is taken.
    LINE_TOO_LONG = error("W042", "a line that is too long");
    /// A line that is no text, or lines that end in the middle.
    LINE_UNREADABLE = error("W043", "a line that cannot be read");
}
