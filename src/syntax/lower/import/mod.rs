//! `import …`: labelled lines, sections for the kind of setting and the facts, and series.

mod labels;
mod line;
mod series;

use super::headings::{about, label};
use super::reader::{phrase, text};
use super::{Reader, lists};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::source::Span;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::mistakes::{self, Place};
use crate::syntax::outline::words::{Token, is_quote};
use crate::syntax::outline::{Line, Piece};
use crate::syntax::tree::{Import, ImportLine, Newest, Phrase, Section, Series, Source};

/// What a line below `import` is, by its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// `dates: …`, `id: …` and what else is said once
    Labelled(labels::Label),
    Notice,
    Refusal,
    Alias,
    SeriesHead,
    Row,
    /// `VALUE when …`
    Given,
    Section,
}

/// What the lines that follow belong to.
enum Open {
    Nothing,
    Section,
    Series,
    /// Something that could not be read.
    Broken,
}

pub(super) fn lower<'t>(
    reader: &mut Reader<'t, '_>,
    piece: &Piece,
    node: Option<&Node<'t>>,
    broken: &mut bool,
) -> Option<Import> {
    lists::refuse(reader, &piece.heading);
    let name = node.and_then(label);
    let mut body = Body { import: empty(name.clone().unwrap_or_else(|| nameless(reader, piece))), open: Open::Nothing };
    for line in &piece.body {
        lists::refuse(reader, line);
        *broken |= !body.line(reader, line) || !line.bullets.is_empty();
    }
    if piece.body.is_empty() {
        let message = format!("The import `{}` says nothing.", body.import.name.text);
        let help =
            "Write below it, indented, which columns are what: `id: COLUMN`, `setting: COLUMN` with its codes, and the facts.";
        reader.push(Diagnostic::new(codes::NOTHING_BELOW, body.import.name.span, message).help(help));
        *broken = true;
    }
    series::check(reader, &body.import.series);
    name.map(|_| body.import)
}

fn empty(name: Phrase) -> Import {
    Import {
        name,
        dates: None,
        encoding: None,
        id: None,
        title: None,
        aliases: Vec::new(),
        refusals: Vec::new(),
        notices: Vec::new(),
        series: Vec::new(),
        sections: Vec::new(),
    }
}

fn nameless(reader: &Reader<'_, '_>, piece: &Piece) -> Phrase {
    Phrase { text: String::new(), span: reader.span(piece.heading.head) }
}

/// What has been read, and what the next line belongs to.
struct Body {
    import: Import,
    open: Open,
}

impl Body {
    /// Reads one line. Gives `false` where it could not be read whole.
    fn line(&mut self, reader: &mut Reader<'_, '_>, line: &Line) -> bool {
        let sort = sort(reader, line);
        let done = match sort {
            Sort::Labelled(label) => labels::labelled(reader, line, label, &mut self.import),
            Sort::Notice => labels::notice(reader, line, &mut self.import),
            Sort::Refusal => labels::refusal(reader, line, &mut self.import),
            Sort::Alias => labels::alias(reader, line, &mut self.import),
            Sort::SeriesHead => series::head(reader, line).map(|series| self.import.series.push(series)),
            Sort::Section => section(reader, line).map(|section| self.import.sections.push(section)),
            Sort::Row => return self.row(reader, line),
            Sort::Given => return self.given(reader, line),
        };
        self.open = match (sort, done) {
            (Sort::SeriesHead, Some(())) => Open::Series,
            (Sort::Section, Some(())) => Open::Section,
            (Sort::SeriesHead | Sort::Section, None) => Open::Broken,
            _ => Open::Nothing,
        };
        done.is_some()
    }

    fn row(&mut self, reader: &mut Reader<'_, '_>, line: &Line) -> bool {
        match (&self.open, self.import.series.last_mut()) {
            (Open::Series, Some(series)) => {
                let whole = series::row(reader, line, series);
                series.broken |= !whole;
                whole
            }
            (Open::Broken, _) => false,
            (Open::Nothing | Open::Section | Open::Series, _) => {
                let message = "This row belongs to no table: none of the lines above it opens one.";
                let help = "A table stands below a line such as `judgements, newest first`.";
                reader.push(Diagnostic::new(codes::LINE_OF_NOTHING, reader.span(line.head), message).help(help));
                false
            }
        }
    }

    fn given(&mut self, reader: &mut Reader<'_, '_>, line: &Line) -> bool {
        let read = line::read(reader, line);
        let (lines, broken): (&mut Vec<ImportLine>, &mut bool) = match &self.open {
            Open::Section => match self.import.sections.last_mut() {
                Some(Section { lines, broken, .. }) => (lines, broken),
                None => return false,
            },
            Open::Series => match self.import.series.last_mut() {
                Some(Series { lines, broken, .. }) => (lines, broken),
                None => return false,
            },
            Open::Broken => return false,
            Open::Nothing => {
                if read.is_some() {
                    let message = "This line belongs to nothing: it is not said above it what it gives a value to.";
                    let help =
                        "Above such lines stands `setting: COLUMN`, or a fact and the column it comes from: `FACT: COLUMN`.";
                    reader.push(Diagnostic::new(codes::LINE_OF_NOTHING, reader.span(line.head), message).help(help));
                }
                return false;
            }
        };
        *broken |= read.is_none();
        let whole = read.is_some();
        lines.extend(read);
        whole
    }
}

fn sort(reader: &Reader<'_, '_>, line: &Line) -> Sort {
    let words: Vec<Token<'_>> = reader.words(line.head).collect();
    let first = |at: usize, word: &str| words.get(at).is_some_and(|token| token.is(word));
    let colon = words.iter().position(|token| token.is_mark(":"));
    if words.first().is_some_and(|token| token.is_mark("|")) {
        return Sort::Row;
    }
    if first(0, "notice") && (words.len() > 1) {
        return Sort::Notice;
    }
    if first(0, "not") && first(1, "for") {
        return Sort::Refusal;
    }
    let other_word = words.iter().skip(1).any(|token| token.is_one_of(mistakes::IN_PLACE_OF_WHEN));
    if words.iter().any(|token| token.is_one_of(&["when", "otherwise"])) || other_word && colon.is_none() {
        return Sort::Given;
    }
    let pair = |one: &str, other: &str| words.windows(2).any(|pair| matches!(pair, [a, b] if a.is(one) && b.is(other)));
    if pair("also", "called") {
        return Sort::Alias;
    }
    if ["newest", "latest", "recent", "oldest", "earliest"].iter().any(|order| pair(order, "first")) {
        return Sort::SeriesHead;
    }
    let label = words.first().filter(|_| colon == Some(1)).and_then(|word| labels::Label::of(word));
    label.map_or(Sort::Section, Sort::Labelled)
}

/// `latest Ofsted, for a school: the newest judgement, or none`
fn section(reader: &mut Reader<'_, '_>, line: &Line) -> Option<Section> {
    let node = reader.read_line(Rule::import_section, line, line.head, Place::ImportSection)?;
    let tail = reader.line_tail(&node, line);
    let name = label(&node)?;
    let said = reader.problems.len();
    reader.check_comma(&name);
    if reader.problems.len() > said {
        return None;
    }
    let source = match node.child(Rule::import_source) {
        Some(node) => Some(source(&node)?),
        None => None,
    };
    if refuse_months(reader, &name, source.as_ref()) {
        return None;
    }
    let bare = reader.slice(reader.trimmed(name.span)).eq_ignore_ascii_case("setting");
    Some(Section {
        is_setting: bare,
        name,
        about: about(&node),
        source,
        or_none: node.has(Rule::import_or_none),
        lines: Vec::new(),
        span: node.span_without_tail(),
        tail,
        broken: false,
    })
}

/// `months open: months since Registration date`, which would be read as a column of that name.
fn refuse_months(reader: &mut Reader<'_, '_>, name: &Phrase, source: Option<&Source>) -> bool {
    const OTHERS: [&str; 8] = [
        "months since ",
        "months from ",
        "whole months from ",
        "full months since ",
        "number of months since ",
        "age in months from ",
        "months between ",
        "whole months after ",
    ];
    let Some(Source::Column(column)) = source else { return false };
    let lower = column.text.to_lowercase();
    let Some(rest) =
        OTHERS.iter().find_map(|start| lower.strip_prefix(start)).and_then(|rest| column.text.get(lower.len() - rest.len()..))
    else {
        return false;
    };
    let bare = !reader.slice(reader.trimmed(column.span)).starts_with(is_quote);
    if bare {
        let message = "Months from a date to the assessment date are whole months since it.";
        let help =
            format!("Write `{}: whole months since {rest}`. A column that is called so stands in quotation marks.", name.text);
        reader.push(Diagnostic::new(codes::OTHER_WORD, column.span, message).help(help));
    }
    bare
}

fn source(node: &Node<'_>) -> Option<Source> {
    let inner = node.first()?;
    if inner.is(Rule::import_months_since) {
        return Some(Source::MonthsSince(column(&inner.child(Rule::import_column)?)));
    }
    if inner.is(Rule::import_newest) {
        return newest(&inner).map(Source::Newest);
    }
    Some(Source::Column(column(&inner)))
}

/// A column by its heading.
fn column(node: &Node<'_>) -> Phrase {
    phrase(node)
}

/// `the date of the second newest judgement`
fn newest(node: &Node<'_>) -> Option<Newest> {
    const ORDINALS: [&str; 5] = ["second", "third", "fourth", "fifth", "sixth"];
    let word = node.child(Rule::import_ordinal);
    let nth = word.and_then(|word| ORDINALS.iter().position(|one| one.eq_ignore_ascii_case(word.text())));
    Some(Newest {
        part: node.child(Rule::import_part).map(|part| super::reader::without_article(phrase(&part))),
        nth: nth.map_or(0, |at| at + 1),
        series: phrase(&node.child(Rule::import_series_name)?),
        span: node.span(),
    })
}

/// What stands behind `because`.
fn reason(node: &Node<'_>) -> Option<crate::syntax::tree::Text> {
    node.child(Rule::import_because).and_then(|because| because.child(Rule::quoted)).map(|quoted| text(&quoted))
}

/// The place of a line without its tail and reason.
fn whole(node: &Node<'_>, reader: &Reader<'_, '_>, line: &Line) -> Span {
    let span = node.span_without_tail();
    if span.range().is_empty() { reader.span(line.head) } else { span }
}
