//! Imports with their names looked up: how a table of others tells what the policy knows.
//!
//! A row is read from left to right and from top to bottom as the import is written: the lines of a decision in their order, the
//! first that holds gives the value.

use super::ids::{ColumnId, FactId, KindId};
use super::name::Name;
use super::policy::Citation;
use super::value::Value;
use crate::source::Span;
use crate::syntax::tree::{DateOrder, ImportEncoding};
use std::sync::Arc;

/// `import Ofsted state-funded schools`
#[derive(Clone, Debug)]
pub struct Import {
    /// Its name.
    pub name: Name,
    /// In which order figures of dates stand; without it only dates that say so themselves are read.
    pub dates: Option<DateOrder>,
    /// How the letters of the file are written.
    pub encoding: ImportEncoding,
    /// The columns that it names. No other is looked at.
    pub columns: Vec<ImportColumn>,
    /// What stands in cells that have nothing in them, `NULL` for one, by [`code_name`].
    pub nothing: Vec<Arc<str>>,
    /// The column with the ids.
    pub id: ColumnId,
    /// The column with the names.
    pub title: Option<ColumnId>,
    /// Files that it is not for, by a column that they have.
    pub refusals: Vec<Refusal>,
    /// What is said with every answer.
    pub notices: Vec<Arc<str>>,
    /// What kind of setting a row is.
    pub setting: Decision<KindGiven>,
    /// Dated things, newest first.
    pub series: Vec<Series>,
    /// The facts that the file tells.
    pub facts: Vec<Told>,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

/// A column of the file.
#[derive(Clone, Debug)]
pub struct ImportColumn {
    /// Its heading as the import has it, then other headings that it can have.
    pub headings: Vec<Arc<str>>,
    /// Where the import names it first.
    pub span: Span,
}

/// `not for a file with Inclusion, because "…"`
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The heading that such a file has.
    pub heading: Arc<str>,
    /// Why the import is not for it.
    pub because: Arc<str>,
    /// Where it is declared.
    pub span: Span,
}

/// Lines of which the first that holds gives something.
#[derive(Clone, Debug)]
pub struct Decision<T> {
    /// The lines.
    pub lines: Vec<DecisionLine<T>>,
    /// Where they are declared.
    pub span: Span,
}

/// `good when 2`
#[derive(Clone, Debug)]
pub struct DecisionLine<T> {
    /// What it gives.
    pub gives: T,
    /// What must all hold; nothing is `otherwise`.
    pub tests: Vec<CodeTest>,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

/// `Type of education is Community School or Foundation School`
#[derive(Clone, Debug)]
pub struct CodeTest {
    /// What is looked at.
    pub subject: Subject,
    /// `is not`: it holds where the cell has none of the codes.
    pub negated: bool,
    /// The codes, by [`code_name`]; those of the value of a series by machine name.
    pub codes: Vec<Arc<str>>,
    /// The same as written.
    pub written: Vec<Arc<str>>,
    /// `empty` is one of them.
    pub empty: bool,
}

/// What a test looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A column.
    Column(ColumnId),
    /// In the lines of a series: a part of the one whose value is sought, by index.
    Part(usize),
    /// A part of one of the newest of a series.
    Newest(InSeries),
}

/// A part of one of the newest of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InSeries {
    /// Index in [`Import::series`].
    pub series: usize,
    /// How many are newer.
    pub nth: usize,
    /// Index in [`Series::parts`].
    pub part: usize,
}

/// What a line below `setting` gives.
#[derive(Clone, Debug)]
pub enum KindGiven {
    /// A kind of setting.
    Kind(KindId),
    /// The row is no setting, for this reason.
    LeftOut(Arc<str>),
}

/// What a line below a series gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesGiven {
    /// Index in [`Series::values`].
    Value(usize),
    /// Known not to exist.
    None,
    /// Nobody has told.
    Unknown,
}

/// Dated things of which a row has several, such as judgements.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its name, in the plural.
    pub name: Name,
    /// The name of one of it.
    pub one: Name,
    /// The names of the parts of each.
    pub parts: Vec<Name>,
    /// Which part is the value, and which the date.
    pub value: usize,
    /// See above.
    pub date: usize,
    /// For each place in the file the columns that hold the parts; none for a part that is not there.
    pub rows: Vec<Vec<Option<ColumnId>>>,
    /// The values that its lines give, each once.
    pub values: Vec<Name>,
    /// Which value one has.
    pub decision: Decision<SeriesGiven>,
    /// Where it comes from.
    pub citation: Citation,
}

/// A fact that the file tells.
#[derive(Clone, Debug)]
pub struct Told {
    /// The fact, of one kind of setting.
    pub fact: FactId,
    /// For settings of this kind.
    pub kind: KindId,
    /// How it is told.
    pub how: How,
    /// `or none`: where the file has nothing, there is nothing.
    pub or_none: bool,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

/// How a fact is told.
#[derive(Clone, Debug)]
pub enum How {
    /// By a column in the policy's own words and numbers.
    Column(ColumnId),
    /// By the whole months from a date to the assessment date.
    MonthsSince(ColumnId),
    /// By codes. Without a value the line leaves it unknown. What is looked at first, where the section names it.
    Codes(Decision<Option<Value>>, Option<Subject>),
    /// By the value of one of the newest of a series. What each of [`Series::values`] is as a value of the fact.
    Newest(InSeries, Vec<Option<Value>>),
    /// By another part of one of the newest of a series, in the policy's own words, or a date.
    Part(InSeries),
}

impl Import {
    /// A column.
    #[must_use]
    pub fn column(&self, id: ColumnId) -> Option<&ImportColumn> {
        self.columns.get(id.at())
    }

    /// The heading of a column as the import has it.
    #[must_use]
    pub fn heading(&self, id: ColumnId) -> &str {
        self.column(id).and_then(|column| column.headings.first()).map_or("", |heading| heading)
    }

    /// Every place below its head where it says where something comes from, or what it decides itself; of which fact, where it is of
    /// one.
    pub fn citations(&self) -> impl Iterator<Item = (Option<FactId>, &Citation, Span)> {
        let kinds = self.setting.lines.iter().map(|line| (None, &line.citation, line.span));
        let series = self.series.iter().flat_map(|series| {
            let lines = series.decision.lines.iter().map(|line| (None, &line.citation, line.span));
            std::iter::once((None, &series.citation, series.decision.span)).chain(lines)
        });
        let facts = self.facts.iter().flat_map(|told| {
            let lines = match &told.how {
                How::Codes(decision, _) => decision.lines.as_slice(),
                How::Column(_) | How::MonthsSince(_) | How::Newest(..) | How::Part(_) => &[],
            };
            let lines = lines.iter().map(|line| (Some(told.fact), &line.citation, line.span));
            std::iter::once((Some(told.fact), &told.citation, told.span)).chain(lines)
        });
        kinds.chain(series).chain(facts)
    }
}

/// A code as codes are compared: upper and lower case, and blanks, hyphens and underscores between words, make no difference; every
/// other sign does, so that `A+` is not `A` and a lone `-` is a code.
#[must_use]
pub fn code_name(text: &str) -> String {
    let joins = |letter: char| letter.is_whitespace() || matches!(letter, '-' | '_' | '\u{2010}'..='\u{2015}');
    let mut name = String::with_capacity(text.len());
    let mut rest = text.trim().chars().peekable();
    while let Some(letter) = rest.next() {
        if !joins(letter) {
            name.extend(letter.to_lowercase());
            continue;
        }
        let mut signs = String::from(letter);
        while let Some(next) = rest.next_if(|next| joins(*next)) {
            signs.push(next);
        }
        let in_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        if in_word(name.chars().next_back()) && in_word(rest.peek().copied()) {
            name.push('_');
        } else {
            name.extend(signs.split_whitespace());
        }
    }
    name
}
