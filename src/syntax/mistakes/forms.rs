//! The last resort: what a line looks like in its place, and how far it was understood.

use super::{Look, Place, unreadable};
use crate::diagnostic::Diagnostic;
use crate::syntax::outline::keyword::Keyword;

const CONDITION: &str = "A condition is a name, `NAME is VALUE`, `NAME is VALUE or better` or `NAME is under NUMBER`, several of them \
                         joined by `and` alone or by `or` alone.";

pub(super) fn any(look: &Look<'_>) -> Option<Diagnostic> {
    let (what, form) = form(look.place);
    let message = format!("This {what} cannot be read.");
    let stop = look.all.iter().find(|token| token.end() > look.stopped);
    let diagnostic = match (stop, look.all.last()) {
        (Some(stop), _) => unreadable(look.token_span(stop), message).label("not understood from here on"),
        (None, Some(last)) => unreadable(look.token_span(last), message).label("something is missing after this"),
        (None, None) => unreadable(look.span(look.line.start, look.line.end), message),
    };
    let help = if look.place.has_condition() { format!("{form} {CONDITION}") } else { form.to_owned() };
    Some(diagnostic.help(help.trim()))
}

/// What a line may look like in a place.
pub(super) fn help(place: Place) -> String {
    form(place).1.to_owned()
}

/// What stands in a place, and a sentence with its form.
fn form(place: Place) -> (&'static str, &'static str) {
    match place {
        Place::Heading(keyword) => ("heading", heading(keyword)),
        Place::Removal(keyword) => ("line", removal(keyword)),
        Place::PolicyLine => (
            "line",
            "Below `policy` stand `authority: TEXT`, `revision: TEXT`, `in force: DATE to DATE`, `source NAME: \"TITLE\"` and, \
             of a revision, `amends \"../FOLDER\"`; a date is written as in `1 September 2021`.",
        ),
        Place::Level => {
            ("line", "Below `scale` stands a value on each line; values of equal rank stand on one line with commas.")
        }
        Place::Category => ("line", "Below `categories` each line is a category, a colon and what it means: `CATEGORY: TEXT`."),
        Place::Fact => (
            "fact",
            "A fact is written `NAME: VALUES`, where the values are `yes or no`, `date`, `per cent`, `number of THINGS`, the name of a scale or \
             choice, or a list such as `ONE, TWO or THREE`.",
        ),
        Place::AskingCost => {
            ("line", "Below `asking costs` each line says who is asked and what that costs: `the WHOM: 2`, or `anyone else: 1`.")
        }
        Place::Rule => ("condition", ""),
        Place::Bullet => ("bullet", "Each bullet holds one condition."),
        Place::Strand => ("line", "A strand begins with `strand NAME` or `strand NAME, for a SETTING`."),
        Place::CategoryLine => ("line", "A line of a strand is `CATEGORY when CONDITION` or `CATEGORY otherwise`."),
        Place::Gate => ("line", "A gate is written `never CATEGORY unless CONDITION`."),
        Place::Expectation => {
            ("line", "An expectation is written `CATEGORY expects NAME` or `CATEGORY expects NAME when CONDITION`.")
        }
        Place::Row => ("row", "A row is written `| ACTIVITY | DAYS | WHEN |`."),
        Place::TableRow => ("row", "A row is written `| ONE | OTHER | GIVES |`, with a cell for each heading."),
        Place::Cell => (
            "cell",
            "In a cell stands what may stand behind `is`, as in `ONE or OTHER`, `2 to 3`, `under 50%` or `ONE or better`; or `any`.",
        ),
        Place::AllowedCell => ("cell", "In the column `allow` stands a code and why it is allowed: `CODE because \"REASON\"`."),
        Place::Result => ("cell", "Here stands what the row gives: a category, a value or a number."),
        Place::ScoreLine => ("line", "A line of a score is `NUMBER when CONDITION` or `NUMBER for each of the LIST`."),
        Place::WhenCell => (
            "cell",
            "Here stand half terms, other times or how often (`each term`) with commas between them, each with a remark in round brackets if \
             need be.",
        ),
        Place::Item => ("bullet", "Behind the bullet stands a text."),
        Place::Claim => (
            "line",
            "What is stated elsewhere is written `also stated as FIGURE from \"PLACE\"`, and what was decided `settled as FIGURE because \
             \"REASON\"`; a figure is `up to 8 days`, `each term for ACTIVITY` or `3 times a year for ACTIVITY`.",
        ),
        Place::Statement => (
            "line",
            "Below `contradiction` stands what is stated in each place, `stated as \"WORDS\" from \"PLACE\"`, and what was decided, \
             `settled as \"WORDS\" because \"REASON\"`.",
        ),
        Place::ImportSection => (
            "line",
            "Below `import` a line says where something comes from: `id: COLUMN`, `setting: COLUMN`, `FACT: COLUMN`, `FACT: whole months \
             since COLUMN` or `FACT: the newest THING`. A heading with other signs than letters, figures and hyphens in it, or with a \
             word such as `is`, stands in quotation marks.",
        ),
        Place::ImportLine => (
            "line",
            "A line with codes is `VALUE when CODE, CODE or CODE`, `VALUE when COLUMN is CODE and COLUMN is CODE` or `VALUE otherwise`. A \
             code or heading with other signs than letters, figures and hyphens in it stands in quotation marks.",
        ),
        Place::ImportNotice => ("line", "A notice is written `notice \"TEXT\"`."),
        Place::ImportRefusal => ("line", "Write `not for a file with COLUMN, because \"REASON\"`."),
        Place::ImportAlias => ("line", "Write `COLUMN is also called COLUMN`, with more names behind `or` or commas."),
        Place::ImportSeries => ("line", "Write `THINGS, newest first`, and below it a table of the columns that hold them."),
        Place::ImportRow => ("row", "A row is written `| COLUMN | COLUMN |`, with the headings of the file."),
        Place::ToldLine => (
            "line",
            "Below a scenario a line tells something, `FACT: VALUE`, or says what is expected, `expect CATEGORY, 9.5 days`. A fact that nobody \
             knows is `FACT: unknown`; one that is left out is as if nobody had told.",
        ),
        Place::ToldCell => ("cell", "Here stands a value of the fact, `unknown`, or `-` to leave it as it was."),
        Place::DateCell => ("cell", "Here stands a day, as in `15 November 2021`, or `-`."),
        Place::ExpectLine | Place::ExpectCell => (
            "expectation",
            "What can be expected, with commas between: `CATEGORY`, `CATEGORY or OTHER`, `no category`, `no answer`, `9.5 days`, `no days`, `because \
             STRAND`, `because STRAND \"LINE\"`, `because never CATEGORY`, `ask FACT`, `nothing to ask`, `assumed FACT`, `nothing assumed`, \
             `NAME is not met`, `also \"TEXT\"`, `nothing also`, `cannot be`; or `support:` with a table below.",
        ),
        Place::PropertyLine => (
            "line",
            "A property says `no SETTING is CATEGORY when CONDITION`, `every SETTING is CATEGORY when CONDITION`, `improving FACT never \
             gives a more intensive category` or `changing FACT never changes the category`.",
        ),
        Place::Citations => (
            "line",
            "Citations are written `from \"PLACE\"` and `reading \"REASON\"`; what is allowed, `allow CODE because \"REASON\"`.",
        ),
    }
}

fn heading(keyword: Keyword) -> &'static str {
    match keyword {
        Keyword::Policy => "Write `policy NAME`.",
        Keyword::Setting => "Write `setting NAME` or `setting NAME: TEXT`.",
        Keyword::Group => "Write `group NAME: SETTING, OTHER SETTING`.",
        Keyword::Scale => "Write `scale NAME, best first` or `scale NAME, worst first`, and the values below it.",
        Keyword::Choice => "Write `choice NAME: ONE, TWO, THREE`.",
        Keyword::Facts => "Write `facts about a SETTING`, `facts about a SETTING or OTHER SETTING`, or `facts about GROUP`.",
        Keyword::Constraint => "Write `it cannot be that CONDITION` or `it cannot be, for a SETTING, that CONDITION`.",
        Keyword::Parameter => {
            "Write `parameter NAME: 80%`, or `parameter NAME: 80% from 1 September 2021, 75% from 1 September 2023`."
        }
        Keyword::HalfTerms => "Write `half terms: ONE, TWO, THREE`.",
        Keyword::Terms => "Write `terms: ONE, TWO, THREE`.",
        Keyword::OtherTimes => "Write `other times: ONE, TWO, THREE`.",
        Keyword::Categories => "Write `categories, least intensive first` or `categories, most intensive first`.",
        Keyword::Define => "Write `define NAME, for a SETTING`, and the condition below it.",
        Keyword::List => "Write `list NAME, for a SETTING: ONE, TWO, THREE`, or the members below it in bullets.",
        Keyword::Table => "Write `table NAME, for a SETTING, by the first match`.",
        Keyword::Matrix => "Write `matrix NAME, for a SETTING, ONE down, OTHER across`.",
        Keyword::Score => {
            "Write `score NAME, for a SETTING`, and below it lines such as `3 when CONDITION` or `1 for each of the LIST`."
        }
        Keyword::Categorise => {
            "Write `categorise a SETTING by its most intensive strand`, `by the first match`, `by exactly one` or `by TABLE`."
        }
        Keyword::Allocation => {
            "Write `allocation for a SETTING in CATEGORY: 5 days`, with `up to` or `at least` before the number if need be, or `no days \
             given` in its place."
        }
        Keyword::Also => {
            "Write `also for a SETTING` or `also for a SETTING when CONDITION`, and below it what they get, in bullets."
        }
        Keyword::Examples => "Write `examples \"FILE\" on 1 September 2021`.",
        Keyword::Clause => "Write `clause \"NUMBER\": TEXT` or `clause \"NUMBER\": no rule because \"REASON\"`.",
        Keyword::Contradiction => "Write `contradiction WHAT ABOUT`, and below it what is stated in each place.",
        Keyword::Import => "Write `import NAME`, and below it which columns of the file are what.",
        Keyword::Scenario | Keyword::DraftedScenario => {
            "Write `scenario NAME, a SETTING on 15 November 2021`, or `scenario NAME, like OTHER SCENARIO`; a name with commas stands in \
             quotation marks."
        }
        Keyword::Scenarios => {
            "Write `scenarios NAME, like SCENARIO` or `scenarios NAME, a SETTING on 15 November 2021`, and a table below it."
        }
        Keyword::Property => "Write `property NAME, for a SETTING`, and what it says below it.",
        Keyword::Pin => "Write `pin \"FILE\" on 15 November 2021`.",
        Keyword::Asking => {
            "Write `asking costs`, and below it, one on a line, who can be asked and what that costs: `the WHOM: 2`."
        }
        Keyword::Fact => "Write `replace fact NAME, for a SETTING: VALUES`.",
        Keyword::Strand | Keyword::Gate | Keyword::Expectation | Keyword::Unknown => "",
    }
}

fn removal(keyword: Keyword) -> &'static str {
    match keyword {
        Keyword::HalfTerms => "Write `remove half terms` and no more.",
        Keyword::Terms => "Write `remove terms` and no more.",
        Keyword::OtherTimes => "Write `remove other times` and no more.",
        Keyword::Categories => "Write `remove categories` and no more.",
        Keyword::Asking => "Write `remove asking costs` and no more.",
        Keyword::Categorise => "Write `remove categorise a SETTING`.",
        Keyword::Allocation => "Write `remove allocation for a SETTING in CATEGORY`.",
        Keyword::Also => "Write `remove also for a SETTING when CONDITION`, as it is declared.",
        Keyword::Constraint => "Write `remove it cannot be that CONDITION`, as it is declared.",
        Keyword::Gate => "Write `remove never CATEGORY for a SETTING`.",
        Keyword::Expectation => "Write `remove CATEGORY for a SETTING expects NAME`.",
        Keyword::Clause => "Write `remove clause \"NUMBER\"`.",
        Keyword::Fact | Keyword::Define | Keyword::List | Keyword::Table | Keyword::Matrix | Keyword::Score | Keyword::Strand => {
            "Behind `remove` stands what it is and its name, and for whom it is: `remove strand NAME, for a SETTING`."
        }
        Keyword::Setting | Keyword::Group | Keyword::Scale | Keyword::Choice | Keyword::Parameter => {
            "Behind `remove` stands what it is and its name: `remove parameter NAME`."
        }
        Keyword::Contradiction | Keyword::Import => "Behind `remove` stands what it is and its name: `remove import NAME`.",
        Keyword::Policy | Keyword::Facts | Keyword::Examples | Keyword::Pin | Keyword::Unknown => "",
        Keyword::Scenario | Keyword::DraftedScenario | Keyword::Scenarios | Keyword::Property => "",
    }
}
