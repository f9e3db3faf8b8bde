//! Codes for how the program was called, and files that cannot be read.

use super::Code;

codes! {
    /// There is no such file.
    FILE_MISSING = error("U001", "no such file");
    /// The file is there and cannot be read.
    FILE_UNREADABLE = error("U002", "a file that cannot be read");
    /// The file is not UTF-8 text.
    NOT_UTF8 = error("U003", "a file that is not UTF-8 text");
    /// The file is larger than this program reads.
    FILE_TOO_LARGE = error("U004", "too large a file");
    /// There is no such folder.
    FOLDER_MISSING = error("U005", "no such folder");
    /// The folder holds no file of a policy.
    FOLDER_EMPTY = error("U006", "a folder without a policy");
    /// The assessment date lies outside the days that the policy is in force.
    NOT_IN_FORCE = error("U007", "a date outside the policy's period");
    /// No setting of the table has this id.
    ID_UNKNOWN = error("U008", "no such setting");
    /// The policy comes with no example settings.
    NO_EXAMPLES = error("U009", "no example settings");
    /// The file cannot be written.
    FILE_UNWRITABLE = error("U010", "a file that cannot be written");
    /// A policy, or one setting of it, too tangled to be answered exactly.
    TOO_TANGLED = error("U011", "a policy too tangled to be answered");
    /// No code of this name.
    CODE_UNKNOWN = error("U020", "no such code");
    /// Settings of a policy too large to be worked out once for all.
    SETTING_BY_SETTING = warning("U040", "settings answered one by one");
    /// A setting that has not told enough of facts that are compared or added up.
    NOT_FINITE = error("U110", "a setting that has not told enough of what is compared");
    /// Settings of a policy that compares facts so that no finite number of cases covers all settings.
    COMPARED_ONE_BY_ONE = warning("U111", "settings answered one by one, as facts are compared");
    /// There is no file to format: the built-in policy lies in the program.
    NOTHING_TO_FORMAT = error("U035", "nothing to format");
    /// The file is none of a policy's.
    NOT_A_POLICY_FILE = error("U036", "a file that is no policy's");
    /// Declarations that are not formatted, since they have errors.
    NOT_FORMATTED = warning("U037", "declarations left as they are");
    /// A workbook that is not in the form of today, or that is locked.
    OLD_WORKBOOK = error("U030", "a workbook that cannot be opened");
    /// The policy has no import of this name.
    NO_IMPORT = error("U031", "no such import");
    /// The row with this id is one that the import leaves out.
    LEFT_OUT = error("U032", "a setting that is left out");
    /// An import and no table to read with it.
    NOTHING_TO_IMPORT = error("U033", "an import without a table");
    /// The policy has no half term of this name.
    HALF_TERM_UNKNOWN = error("U065", "no such half term");
    /// No category of the policy has this code.
    CATEGORY_UNKNOWN = error("U045", "no such category");
    /// The policy gives this kind of setting no category.
    NOT_CATEGORISED = error("U046", "a kind of setting without categories");
    /// `ees test --min 90`, where the scenarios exercise less.
    LITTLE_EXERCISED = error("U095", "a policy of which not enough is exercised");
    /// `ees test --lcov out --html out`
    ONE_FILE_TWICE = error("U096", "two things for one file");
    /// `ees test --watch` without a folder, or of one that cannot be watched.
    NOT_WATCHED = error("U047", "a folder that cannot be watched");
    /// No mutant of the policy has this id.
    NO_MUTANT = error("U090", "no such mutant");
    /// `ees new our-policy`, where there is one already.
    NO_NEW_FOLDER = error("U049", "a folder that cannot be made");
    /// `--accept` or `--review` where a service runs the tests.
    NOT_IN_CI = error("U080", "snapshots written by a service");
    /// An answer that is none, or no answer any more.
    REVIEW_STOPPED = error("U081", "a review that was broken off");
    /// `ees solve --goal "few settings"`
    GOAL_UNCLEAR = error("U105", "a goal that is not understood");
    /// `ees solve --goal "at most 5 settings in D"`
    GOAL_NAME = error("U106", "a goal about something that there is not");
    /// `ees solve` with a policy without parameters.
    NO_PARAMETERS = error("U107", "no number to be changed");
    /// The built-in policy lies in the program.
    NOTHING_TO_PIN = error("U082", "no folder for snapshots");
}
