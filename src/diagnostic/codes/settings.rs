//! Codes for tables of settings.

use super::Code;

/// There is no text at all, not even headings.
pub const EMPTY_TABLE: Code = Code::error("D001", "an empty table");
/// There are headings and no settings below them.
pub const NO_SETTINGS: Code = Code::error("D002", "a table without settings");
/// The cells are parted by semicolons or tabs.
pub const NOT_COMMAS: Code = Code::error("D003", "cells parted by something other than commas");
/// A column that every table needs is not there.
pub const COLUMN_MISSING: Code = Code::error("D004", "a column is missing");
/// A heading is no fact of the policy.
pub const COLUMN_UNKNOWN: Code = Code::error("D005", "an unknown column");
/// Two headings are one name.
pub const COLUMN_TWICE: Code = Code::error("D006", "a column that is there twice");
/// Values stand below no heading.
pub const NO_HEADING: Code = Code::error("D007", "a column without a heading");
/// A row has more or fewer cells than there are headings.
pub const RAGGED_ROW: Code = Code::error("D008", "a row of the wrong length");
/// A quotation mark opens a cell and none closes it.
pub const QUOTE_OPEN: Code = Code::error("D009", "a quotation mark that is never closed");
/// A quoted cell goes on after its closing mark.
pub const AFTER_QUOTE: Code = Code::error("D010", "text after a closing quotation mark");
/// The text holds a character that no text has.
pub const NOT_TEXT: Code = Code::error("D011", "a table that is not plain text");
/// The table is larger than this program reads.
pub const TABLE_TOO_LARGE: Code = Code::error("D012", "too large a table");
/// A cell is longer than this program reads.
pub const CELL_TOO_LONG: Code = Code::error("D013", "too long a cell");
/// A setting has no id.
pub const ID_MISSING: Code = Code::error("D014", "a setting without an id");
/// Two settings have one id.
pub const ID_TWICE: Code = Code::error("D015", "two settings with one id");
/// No kind of setting has this name.
pub const SETTING_UNKNOWN: Code = Code::error("D016", "an unknown kind of setting");
/// The fact takes no such value.
pub const VALUE_UNKNOWN: Code = Code::error("D017", "an unknown value");
/// The fact always exists.
pub const NEVER_NONE: Code = Code::error("D018", "none where there is always a value");
/// A number was expected.
pub const NOT_A_NUMBER: Code = Code::error("D019", "not a number");
/// A whole number was expected.
pub const NOT_WHOLE: Code = Code::error("D020", "not a whole number");
/// The number is less or more than the fact can be.
pub const OUT_OF_BOUNDS: Code = Code::error("D021", "a number out of bounds");
/// A date was expected, in one of its two forms.
pub const NOT_A_DATE: Code = Code::error("D022", "not a date");
/// The date lies after the day that the settings are assessed on.
pub const DATE_TOO_LATE: Code = Code::error("D023", "a date after the assessment date");
/// Settings of this kind have no such fact.
pub const FACT_OF_ANOTHER: Code = Code::error("D024", "a fact of another kind of setting");
/// There are more mistakes than are worth listing.
pub const TOO_MANY: Code = Code::error("D025", "too many mistakes");
/// Facts that the policy says cannot be together.
pub const CANNOT_BE: Code = Code::error("D027", "facts that cannot be together");
/// Every percentage of a column is 1 or less, and some are parts of 1.
pub const PARTS_OF_ONE: Code = Code::warning("D026", "percentages that look like parts of one");

/// Every code of this file.
pub(super) const ALL: &[Code] = &[
    EMPTY_TABLE,
    NO_SETTINGS,
    NOT_COMMAS,
    COLUMN_MISSING,
    COLUMN_UNKNOWN,
    COLUMN_TWICE,
    NO_HEADING,
    RAGGED_ROW,
    QUOTE_OPEN,
    AFTER_QUOTE,
    NOT_TEXT,
    TABLE_TOO_LARGE,
    CELL_TOO_LONG,
    ID_MISSING,
    ID_TWICE,
    SETTING_UNKNOWN,
    VALUE_UNKNOWN,
    NEVER_NONE,
    NOT_A_NUMBER,
    NOT_WHOLE,
    OUT_OF_BOUNDS,
    NOT_A_DATE,
    DATE_TOO_LATE,
    FACT_OF_ANOTHER,
    TOO_MANY,
    CANNOT_BE,
    PARTS_OF_ONE,
];
