//! Codes for how the program was called, and files that cannot be read.

use super::Code;

/// There is no such file.
pub const FILE_MISSING: Code = Code::error("U001", "no such file");
/// The file is there and cannot be read.
pub const FILE_UNREADABLE: Code = Code::error("U002", "a file that cannot be read");
/// The file is not UTF-8 text.
pub const NOT_UTF8: Code = Code::error("U003", "a file that is not UTF-8 text");
/// The file is larger than this program reads.
pub const FILE_TOO_LARGE: Code = Code::error("U004", "too large a file");
/// There is no such folder.
pub const FOLDER_MISSING: Code = Code::error("U005", "no such folder");
/// The folder holds no file of a policy.
pub const FOLDER_EMPTY: Code = Code::error("U006", "a folder without a policy");
/// The assessment date lies outside the days that the policy is in force.
pub const NOT_IN_FORCE: Code = Code::error("U007", "a date outside the policy's period");
/// No setting of the table has this id.
pub const ID_UNKNOWN: Code = Code::error("U008", "no such setting");
/// The policy comes with no example settings.
pub const NO_EXAMPLES: Code = Code::error("U009", "no example settings");
/// The file cannot be written.
pub const FILE_UNWRITABLE: Code = Code::error("U010", "a file that cannot be written");
/// A policy too tangled to be answered exactly.
pub const TOO_TANGLED: Code = Code::error("U011", "a policy too tangled to be answered");

/// Every code of this file.
pub(super) const ALL: &[Code] = &[
    FILE_MISSING,
    FILE_UNREADABLE,
    NOT_UTF8,
    FILE_TOO_LARGE,
    FOLDER_MISSING,
    FOLDER_EMPTY,
    NOT_IN_FORCE,
    ID_UNKNOWN,
    NO_EXAMPLES,
    FILE_UNWRITABLE,
    TOO_TANGLED,
];
