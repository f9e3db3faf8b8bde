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
    /// `use S12` with no table.
    NO_TABLE = error("W010", "no table of settings");
    /// `next` after the last setting.
    NO_FURTHER = error("W011", "no setting further on");
    /// `latest Ofsted is good or better`, `latest Ofsted is not good`
    NOT_ONE_VALUE = error("W012", "not a single value");
    /// `on 31 June`, and days later than which something was told.
    NO_DAY = error("W013", "no assessment date");
    /// The policy was changed on disk, and has errors now.
    CHANGED_AND_BROKEN = warning("W014", "a policy changed and not to be read");
    /// What was told, and a policy that has changed does not know.
    NOT_CARRIED = warning("W015", "facts that a changed policy does not know");
    /// The table was changed on disk, and has errors now.
    TABLE_BROKEN = warning("W016", "a table changed and not to be read");
    /// `where latest Ofsted is good or category is A`
    NOT_TO_BE_JOINED = error("W017", "answers and facts searched for with `or`");
    /// `try B2 when ...` without `, in STRAND`
    IN_WHICH_STRAND = error("W020", "a line without its strand");
    /// No strand of the setting has this name.
    STRAND_UNKNOWN = error("W021", "no such strand");
    /// `try in leadership without line 9`
    LINE_UNKNOWN = error("W022", "no such line");
    /// A strand for which a table speaks has no lines.
    STRAND_BY_TABLE = error("W023", "a strand without lines of its own");
    /// `try in leadership`
    LINE_UNSAID = error("W024", "nothing is said of a strand");
    /// `try scenario ...`
    NO_RULE = error("W025", "what is tried is no rule");
    /// A change without which the setting would be of no kind.
    KIND_GONE = error("W026", "the kind of setting would be gone");
    /// `keep` with a name that is taken, or cannot be one.
    KEPT_ALREADY = error("W027", "a name under which nothing can be kept");
    /// `drop` or `compare` with a name under which nothing is kept.
    NOT_KEPT = error("W028", "nothing is kept under this name");
    /// `compare` where nothing is kept.
    NOTHING_KEPT = error("W029", "nothing to compare with");
    /// `save` or `diff` where nothing is tried.
    NOTHING_TRIED = error("W030", "nothing is tried");
    /// A file or folder that is there already is not written over.
    IS_THERE = error("W031", "a file that is there already");
    /// An answer that no scenario can expect.
    NOT_SAVED = error("W032", "nothing that could be saved");
    /// `diff everything`
    DIFF_OF_WHAT = error("W033", "a comparison of what is not said");
    /// The file of lines typed earlier is damaged.
    HISTORY_UNREADABLE = warning("W040", "kept lines that cannot be read");
    /// The file of lines typed earlier cannot be written.
    HISTORY_NOT_KEPT = warning("W041", "lines that cannot be kept");
    /// A line that is longer than any that is taken.
    LINE_TOO_LONG = error("W042", "a line that is too long");
    /// A line that is no text, or lines that end in the middle.
    LINE_UNREADABLE = error("W043", "a line that cannot be read");
    /// In an interview, an answer that is not offered.
    NO_ANSWER = error("W050", "no such answer");
    /// `back` at the first question of an interview.
    FIRST_QUESTION = error("W051", "nothing before the first question");
    /// A file that holds no answers that an interview kept.
    NOT_KEPT_ANSWERS = error("W052", "no kept answers");
    /// Answers were kept under another policy, or another revision of it.
    KEPT_UNDER_ANOTHER = warning("W053", "kept under another policy");
    /// A kept answer that the policy no longer takes.
    NO_LONGER_FITS = warning("W054", "an answer that no longer fits");
    /// `--print` to a file of which it is not clear what it is to be.
    NO_FORM = error("W055", "no form to print in");
}
