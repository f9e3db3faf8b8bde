//! Codes for tables of settings.

use super::Code;

codes! {
    /// There is no text at all, not even headings.
    EMPTY_TABLE = error("D001", "an empty table");
    /// There are headings and no settings below them.
    NO_SETTINGS = error("D002", "a table without settings");
    /// The cells are parted by semicolons or tabs.
    NOT_COMMAS = error("D003", "cells parted by something other than commas");
    /// A column that every table needs is not there.
    COLUMN_MISSING = error("D004", "a column is missing");
    /// A heading is no fact of the policy.
    COLUMN_UNKNOWN = error("D005", "an unknown column");
    /// Two headings are one name.
    COLUMN_TWICE = error("D006", "a column that is there twice");
    /// Values stand below no heading.
    NO_HEADING = error("D007", "a column without a heading");
    /// A row has more or fewer cells than there are headings.
    RAGGED_ROW = error("D008", "a row of the wrong length");
    /// A quotation mark opens a cell and none closes it.
    QUOTE_OPEN = error("D009", "a quotation mark that is never closed");
    /// A quoted cell goes on after its closing mark.
    AFTER_QUOTE = error("D010", "text after a closing quotation mark");
    /// The text holds a character that no text has.
    NOT_TEXT = error("D011", "a table that is not plain text");
    /// The table is larger than this program reads.
    TABLE_TOO_LARGE = error("D012", "too large a table");
    /// A cell is longer than this program reads.
    CELL_TOO_LONG = error("D013", "too long a cell");
    /// A setting has no id.
    ID_MISSING = error("D014", "a setting without an id");
    /// Two settings have one id.
    ID_TWICE = error("D015", "two settings with one id");
    /// No kind of setting has this name.
    SETTING_UNKNOWN = error("D016", "an unknown kind of setting");
    /// The fact takes no such value.
    VALUE_UNKNOWN = error("D017", "an unknown value");
    /// The fact always exists.
    NEVER_NONE = error("D018", "none where there is always a value");
    /// A number was expected.
    NOT_A_NUMBER = error("D019", "not a number");
    /// A whole number was expected.
    NOT_WHOLE = error("D020", "not a whole number");
    /// The number is less or more than the fact can be.
    OUT_OF_BOUNDS = error("D021", "a number out of bounds");
    /// A date was expected, in one of its two forms.
    NOT_A_DATE = error("D022", "not a date");
    /// The date lies after the day that the settings are assessed on.
    DATE_TOO_LATE = error("D023", "a date after the assessment date");
    /// Settings of this kind have no such fact.
    FACT_OF_ANOTHER = error("D024", "a fact of another kind of setting");
    /// There are more mistakes than are worth listing.
    TOO_MANY = error("D025", "too many mistakes");
    /// Facts that the policy says cannot be together.
    CANNOT_BE = error("D027", "facts that cannot be together");
    /// Every percentage of a column is 1 or less, and some are parts of 1.
    PARTS_OF_ONE = warning("D026", "percentages that look like parts of one");
    /// A workbook that is damaged, locked, too large when unpacked, or none at all.
    BAD_WORKBOOK = error("D040", "a workbook that cannot be read");
    /// More than one sheet has the headings of a table.
    SEVERAL_SHEETS = error("D041", "several sheets that could be meant");
    /// `{"id": "1",,}`
    NOT_JSON = error("D042", "a file that is not JSON");
    /// `[1, 2]`
    NOT_OBJECTS = error("D043", "records that are no objects");
    /// `{"id": "1", "headteacher": ["established"]}`
    NESTED_VALUE = error("D044", "several values in one place");
    /// The file lacks a column that the import reads.
    IMPORT_COLUMN_MISSING = error("D045", "a column that the import reads is missing");
    /// Two columns of the file could be the one that the import reads.
    IMPORT_COLUMN_TWICE = error("D046", "two columns that could be meant");
    /// The import says that it is not for such a file.
    FILE_REFUSED = error("D047", "a file that the import is not for");
    /// No line of the import says what a code means.
    CODE_UNKNOWN = error("D048", "an unknown code");
    /// Several things are ordered by date, and one has none.
    UNDATED = error("D049", "something without its date");
    /// None of the first rows has the headings that the import reads.
    NO_HEADINGS = error("D050", "a file without the headings of the import");
    /// Rows that the import leaves out.
    LEFT_OUT = warning("D051", "rows that are left out");
    /// What the import says of every such file.
    NOTICE = warning("D052", "a notice");
    /// The table is one that an import reads, and none was named.
    NEEDS_IMPORT = error("D053", "a table that an import reads");
    /// A snapshot that is no text of one.
    SNAPSHOT_UNREADABLE = error("D070", "a snapshot that cannot be read");
}
