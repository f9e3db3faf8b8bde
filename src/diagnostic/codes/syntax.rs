//! Codes for how a policy is written.

use super::Code;

codes! {
    /// `B1 when latest Ofsted good good`
    UNREADABLE_LINE = error("S001", "a line that cannot be read");
    /// A file of more bytes than the language allows.
    FILE_TOO_LARGE = error("S002", "a file that is too large");
    /// `from "Annex 1`
    UNCLOSED_QUOTE = error("S003", "a quotation mark that is not closed");
    /// Text before the first declaration.
    STRAY_TEXT = error("S004", "text that belongs to no declaration");
    /// `catagories, least intensive first`
    MISSPELT_KEYWORD = error("S005", "a misspelt word at the left margin");
    /// `A otherwise` at the left margin.
    BODY_AT_MARGIN = warning("S007", "a line that should be indented");
    /// `latest Ofsted == good`
    SYMBOL = error("S010", "a sign that is not part of the language");
    /// `B1 if newly good`
    OTHER_WORD = error("S011", "a word in place of the language's own");
    /// `B1 newly good`
    MISSING_WHEN = error("S012", "a category line without `when`");
    /// `B1 wen newly good`
    MISSPELT_WORD = error("S013", "a misspelt word");
    /// `when newly good: AS`
    REVERSED_LINE = error("S014", "a line that starts with its condition");
    /// `latest Ofsted good`
    MISSING_IS = error("S015", "a condition without `is`");
    /// `latest Ofsted is is good`
    DOUBLED_WORD = error("S016", "a word written twice");
    /// `newly good and`
    NOTHING_FOLLOWS = error("S017", "a word after which something must follow");
    /// `(a or b) and c`
    BRACKETS = error("S018", "brackets in a condition");
    /// `a and b or c`
    MIXED_AND_OR = error("S019", "`and` and `or` in one condition");
    /// `latest Ofsted is not good or outstanding`
    NOT_OR = error("S020", "`is not` with several values");
    /// Lines below `any of` without their marks.
    LOST_BULLETS = error("S021", "a list that has lost its bullets");
    /// Bullets below a line that opens no list.
    BULLETS_OPEN_NOTHING = error("S022", "bullets that belong to no list");
    /// `any of` with nothing below it.
    EMPTY_LIST = error("S023", "a list without members");
    /// A list in a list.
    NESTED_LIST = error("S024", "a list inside a list");
    /// `from "…"` behind a bullet.
    BULLET_CITATION = error("S025", "a citation behind a bullet");
    /// `and y` below bullets.
    AFTER_BULLETS = error("S026", "a line that goes on below bullets");
    /// `not newly good or gaps wide`
    NOT_BEFORE_OR = error("S027", "`not` before conditions joined by `or`");
    /// `terms and conditions: yes or no`
    NAME_WITH_KEYWORD = error("S030", "a name with a word of the language in it");
    /// `not ready: yes or no`
    NAME_STARTS_WRONG = error("S031", "a name that starts with a word of the language");
    /// `choice x: over capacity, under capacity`
    VALUE_STARTS_WRONG = error("S032", "a value that starts with a word of the language");
    /// `define newly good for a school`
    MISSING_COMMA = error("S033", "a heading without its comma");
    /// `latest Ofsted Ofsted judgement`
    MISSING_COLON = error("S034", "a line without its colon");
    /// `31 June 2021`
    NO_SUCH_DAY = error("S040", "a day that no calendar has");
    /// `01/09/2021`
    DATE_FORM = error("S041", "a date in another form");
    /// `allocation for a school in B1: 9.5`
    MISSING_UNIT = error("S042", "a number without its unit");
    /// A number of more digits than can be kept.
    NUMBER_TOO_LONG = error("S043", "a number that is too long");
    /// `latest Ofsted: low, some or high; big`
    FACT_PART = error("S044", "a part of a fact that cannot be read");
    /// `scale x` without `best first`
    MISSING_ORDER = error("S045", "a scale without its direction");
    /// `80% from 1 September 2021, 75%`
    MISSING_DATE = error("S046", "a later value without its day");
    /// `attendance is over 90,5%`
    DECIMAL_COMMA = error("S150", "a number with a decimal comma");
    /// `| Core visit | 1 |` under three columns.
    ROW_WIDTH = error("S050", "a row with a cell too few or too many");
    /// `| Core visit | | Spring 1 |`
    EMPTY_CELL = error("S051", "an empty cell");
    /// `| Core visit | 1 | Spring 1`
    ROW_NOT_CLOSED = error("S052", "a row without its last bar");
    /// `| Core visit | one | Spring 1 |`
    DAYS_CELL = error("S053", "days that are no sum");
    /// A table whose first row does not name its columns.
    TABLE_HEADER = error("S054", "a table without its column names");
    /// A line for which its declaration has no place.
    NO_PLACE = error("S060", "a line that its declaration has no place for");
    /// A declaration whose body or list is missing.
    NOTHING_BELOW = error("S061", "a declaration with nothing below it");
    /// `for a school: B1 when newly good`
    LINE_FOR = error("S090", "for whom a line is, said in the wrong place");
    /// `dates: 01/02/03`
    IMPORT_DATES = error("S063", "dates whose order is not said");
    /// `encoding: EBCDIC`
    IMPORT_ENCODING = error("S064", "an unknown encoding");
    /// `left out when Home childcarer`
    NO_REASON = error("S065", "rows left out without a reason");
    /// `good when 2` with nothing above it that it gives a value to.
    LINE_OF_NOTHING = error("S066", "a line that belongs to nothing");
    /// `good when Type is A or Status is B`
    OR_OF_COLUMNS = error("S067", "`or` between two columns");
    /// The same part twice.
    GIVEN_TWICE = error("S062", "a part that is given twice");
    /// `settled as 8 days`, `clause "4.1": no rule`
    MISSING_BECAUSE = error("S100", "a decision without its reason");
    /// `also stated as 10 days`
    MISSING_FROM = error("S101", "a statement without its place");
    /// `also stated as each term from "4.2"`
    OF_NO_ACTIVITY = error("S102", "how often, without saying what");
    /// `settled as 8 days because the rows say so`
    NEEDS_QUOTES = error("S103", "words that need quotation marks");
    /// `| Core visit | 6 x 0.5 + 0.5 | each term |`
    UNEVEN_COUNT = error("S104", "a number before some of a row's days only");
    /// `contradiction who gets visits` with one `stated as`.
    ONE_STATEMENT = error("S105", "a contradiction of fewer than two statements");
    /// `table band, for a school`
    NO_SETTLING = error("S070", "a table that does not say how its rows are settled");
    /// `table band, by the loudest`
    UNKNOWN_SETTLING = error("S071", "a way of settling rows that there is not");
    /// `table band, whenever needed, by the first match`
    TABLE_CLAUSE = error("S072", "a part of a heading that cannot be read");
    /// `matrix risk, likelihood down`
    NO_AXES = error("S073", "a matrix that does not say what runs down and across");
    /// `| >= 3 | green |`
    CELL = error("S074", "a cell that cannot be read");
    /// `| 1 | green | from "Annex 2"`
    ROW_CITATION = error("S075", "a citation behind a row");
    /// `+ 3 when attendance is under 90%`
    SCORE_LINE = error("S076", "a line of a score that cannot be read");
    /// `0 otherwise`
    SCORE_OTHERWISE = error("S077", "otherwise, in a score");
    /// `strand leadership` below `categorise a school by the first match`
    STRANDS_AND_LINES = error("S078", "strands where a policy has none, or lines where it has strands");
    /// `table band, by exactly one, in any order`
    ORDER_SAYS_NOTHING = error("S180", "`in any order`, where order makes no difference anyway");
    /// A table below `scenario`, or one below `scenarios` without a column `expect`.
    SCENARIO_TABLE = error("S106", "a table that does not belong to a scenario, or lacks what it expects");
    /// `add parameter few: 1`, `replace policy …`
    NO_SUCH_CHANGE = error("S110", "a change that cannot be made so");
    /// `remove parameter many: 3`
    REMOVED_SAYS = error("S111", "more than a name behind `remove`");
    /// `amends ../strategy-2021`
    AMENDS_FORM = error("S112", "an amended policy that is not named so that it can be read");
    /// `allow P302 and P308 because "…"`
    SEVERAL_ALLOWED = error("S170", "one allowance for several codes");
    /// `authority: Borough of Example  allow P308 because "…"`
    NOTHING_TO_ALLOW = error("S171", "an allowance where nothing is found");
    /// `allow 318 because "…"`
    NO_CODE = error("S172", "an allowance without a code");
}
