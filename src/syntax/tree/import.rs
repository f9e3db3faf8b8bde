//! Imports, before any name is looked up.

use super::{Literal, Phrase, Tail, Text};
use crate::source::Span;

/// `import Ofsted state-funded schools`
#[derive(Clone, Debug)]
pub struct Import {
    /// Its name.
    pub name: Phrase,
    /// `dates: day/month/year`
    pub dates: Option<(DateOrder, Span)>,
    /// `encoding: Windows-1252`
    pub encoding: Option<(ImportEncoding, Span)>,
    /// `id: URN`
    pub id: Option<Phrase>,
    /// `name: School name`
    pub title: Option<Phrase>,
    /// `School name is also called School`: a column, and its other names.
    pub aliases: Vec<(Phrase, Vec<Phrase>)>,
    /// `not for a file with Inclusion, because "…"`
    pub refusals: Vec<(Phrase, Text)>,
    /// `notice "…"`
    pub notices: Vec<Text>,
    /// `judgements, newest first`
    pub series: Vec<Series>,
    /// `setting: Type of education`, and the facts.
    pub sections: Vec<Section>,
}

/// In which order the numbers of a date stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// `day/month/year`
    DayMonthYear,
    /// `month/day/year`
    MonthDayYear,
    /// `year/month/day`
    YearMonthDay,
}

/// How the letters of a file are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ImportEncoding {
    /// UTF-8, or UTF-16 with its mark.
    #[default]
    Marked,
    /// `Windows-1252`
    Windows,
}

/// What kind of setting a row is, or what a fact is, with the lines below it.
#[derive(Clone, Debug)]
pub struct Section {
    /// `setting`, or a fact.
    pub name: Phrase,
    /// Whether it is `setting`.
    pub is_setting: bool,
    /// `, for a school`
    pub about: Vec<Phrase>,
    /// Where it comes from.
    pub source: Option<Source>,
    /// `, or none`: where the file has nothing there is nothing.
    pub or_none: bool,
    /// Its lines in order.
    pub lines: Vec<ImportLine>,
    /// The heading without its tail.
    pub span: Span,
    /// What stands behind the heading.
    pub tail: Tail,
    /// Whether a line of it could not be read.
    pub broken: bool,
}

/// Where the value of a fact comes from.
#[derive(Clone, Debug)]
pub enum Source {
    /// A column.
    Column(Phrase),
    /// `whole months since Registration date`
    MonthsSince(Phrase),
    /// `the newest judgement`, `the date of the second newest judgement`
    Newest(Newest),
}

/// A part of one of the newest of a series.
#[derive(Clone, Debug)]
pub struct Newest {
    /// `the date of`; without it, the value itself.
    pub part: Option<Phrase>,
    /// How many are newer.
    pub nth: usize,
    /// Which series, by the name of one of it.
    pub series: Phrase,
    /// All of it.
    pub span: Span,
}

/// `judgements, newest first`, with a table of where each stands and lines for the values.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its name, in the plural.
    pub name: Phrase,
    /// The names of its parts.
    pub parts: Vec<Text>,
    /// For each of the things, the column that holds each part; none where it has no such part, written `-`.
    pub rows: Vec<Vec<Option<Text>>>,
    /// The values.
    pub lines: Vec<ImportLine>,
    /// The heading without its tail.
    pub span: Span,
    /// What stands behind the heading.
    pub tail: Tail,
    /// Whether a line of it could not be read.
    pub broken: bool,
}

/// `good when 2`; `academy when Type is Free School`; `unknown otherwise`
#[derive(Clone, Debug)]
pub struct ImportLine {
    /// What it gives.
    pub gives: Given,
    /// What must all hold; nothing is `otherwise`.
    pub tests: Vec<ImportTest>,
    /// `, because "…"`
    pub because: Option<Text>,
    /// The line without its tail.
    pub span: Span,
    /// What stands behind it.
    pub tail: Tail,
}

/// What a line gives.
#[derive(Clone, Debug)]
pub enum Given {
    /// `left out`
    LeftOut(Span),
    /// A kind of setting, a value, `none` or `unknown`.
    Value(Literal),
}

/// `Type of education is Community School or Foundation School`, `is not empty`
#[derive(Clone, Debug)]
pub struct ImportTest {
    /// What is looked at; without it, what the section names.
    pub subject: Option<Subject>,
    /// `is not`
    pub negated: bool,
    /// The codes.
    pub codes: Vec<Code>,
    /// All of it.
    pub span: Span,
}

/// What a test looks at.
#[derive(Clone, Debug)]
pub enum Subject {
    /// A column, or a part of a series by its name.
    Column(Phrase),
    /// `the second newest judgement`
    Newest(Newest),
}

/// What a cell can hold.
#[derive(Clone, Debug)]
pub enum Code {
    /// `empty`
    Empty(Span),
    /// `Community School`, `"-"`
    Text(Phrase),
}
