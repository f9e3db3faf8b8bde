//! What an import says once, in a line of its own: dates, encoding, the columns of id and name, notices, files that it is not for.

use super::{column, reason};
use crate::diagnostic::codes::syntax as codes;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::source::Span;
use crate::syntax::grammar::Rule;
use crate::syntax::lower::Reader;
use crate::syntax::lower::reader::text;
use crate::syntax::mistakes::Place;
use crate::syntax::outline::words::Token;
use crate::syntax::outline::{Line, Segment};
use crate::syntax::tree::{DateOrder, Import, ImportEncoding};

/// Lines that begin with a word of the language and a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Dates,
    Encoding,
    Id,
    Name,
}

impl Label {
    pub(super) fn of(word: &Token<'_>) -> Option<Self> {
        const WORDS: [(&str, Label); 5] = [
            ("dates", Label::Dates),
            ("date", Label::Dates),
            ("encoding", Label::Encoding),
            ("id", Label::Id),
            ("name", Label::Name),
        ];
        WORDS.iter().find(|(label, _)| word.is(label)).map(|(_, label)| *label)
    }
}

pub(super) fn labelled(reader: &mut Reader<'_, '_>, line: &Line, label: Label, import: &mut Import) -> Option<()> {
    let node = reader.read_line(Rule::import_section, line, line.head, Place::ImportSection)?;
    reader.line_tail(&node, line);
    reader.allows_nothing(&node);
    let Some(source) = node.child(Rule::import_source) else {
        let message = "Nothing stands behind this colon.";
        let help = "Write what it is behind the colon, as in `id: URN` or `dates: day/month/year`.";
        reader.push(Diagnostic::new(codes::NOTHING_FOLLOWS, reader.span(line.head), message).help(help));
        return None;
    };
    let span = source.span();
    let written = reader.written(span);
    match label {
        Label::Dates => {
            let order = date_order(&written).or_else(|| refuse_dates(reader, &written, span))?;
            once(reader, "dates", &mut import.dates, (order, span), |(_, span)| *span);
        }
        Label::Encoding => {
            let encoding = encoding(&written).or_else(|| refuse_encoding(reader, &written, span))?;
            once(reader, "encoding", &mut import.encoding, (encoding, span), |(_, span)| *span);
        }
        Label::Id | Label::Name => {
            let Some(found) = source.child(Rule::import_column) else {
                let message = "A column stands here, by its heading.";
                reader.push(Diagnostic::new(codes::UNREADABLE_LINE, span, message).help("Write the heading as the file has it."));
                return None;
            };
            let (what, place) = if label == Label::Id { ("id", &mut import.id) } else { ("name", &mut import.title) };
            once(reader, what, place, column(&found), |column| column.span);
        }
    }
    Some(())
}

fn once<T>(reader: &mut Reader<'_, '_>, what: &str, place: &mut Option<T>, value: T, span: impl Fn(&T) -> Span) {
    match place {
        Some(first) => reader.given_twice(what, span(first), span(&value)),
        None => *place = Some(value),
    }
}

/// `day/month/year`, `dd-mm-yyyy`, `year month day`, `ISO`: only the order matters.
fn date_order(written: &str) -> Option<DateOrder> {
    if written.eq_ignore_ascii_case("iso") {
        return Some(DateOrder::YearMonthDay);
    }
    let parts: Vec<String> = written.to_lowercase().split(|sign: char| !sign.is_alphabetic()).map(str::to_owned).collect();
    let is = |part: &str, word: &str, letter: char| part == word || !part.is_empty() && part.chars().all(|one| one == letter);
    let (day, month, year) =
        (|part: &String| is(part, "day", 'd'), |part: &String| is(part, "month", 'm'), |part: &String| is(part, "year", 'y'));
    match parts.as_slice() {
        [one, two, three] if day(one) && month(two) && year(three) => Some(DateOrder::DayMonthYear),
        [one, two, three] if month(one) && day(two) && year(three) => Some(DateOrder::MonthDayYear),
        [one, two, three] if year(one) && month(two) && day(three) => Some(DateOrder::YearMonthDay),
        _ => None,
    }
}

fn refuse_dates(reader: &mut Reader<'_, '_>, written: &str, span: Span) -> Option<DateOrder> {
    let message = format!("`{written}` does not say in which order day, month and year stand.");
    let help = "Write `dates: day/month/year`, `dates: month/day/year` or `dates: year-month-day`; the signs between them do not matter.";
    reader.push(Diagnostic::new(codes::IMPORT_DATES, span, message).help(help));
    None
}

const ENCODINGS: [(&str, ImportEncoding); 7] = [
    ("UTF-8", ImportEncoding::Marked),
    ("UTF8", ImportEncoding::Marked),
    ("UTF-16", ImportEncoding::Marked),
    ("Windows-1252", ImportEncoding::Windows),
    ("ANSI", ImportEncoding::Windows),
    ("CP1252", ImportEncoding::Windows),
    ("Latin-1", ImportEncoding::Windows),
];

fn encoding(written: &str) -> Option<ImportEncoding> {
    ENCODINGS.iter().find(|(name, _)| name.eq_ignore_ascii_case(written)).map(|(_, encoding)| *encoding)
}

fn refuse_encoding(reader: &mut Reader<'_, '_>, written: &str, span: Span) -> Option<ImportEncoding> {
    let message = format!("`{written}` is no encoding that is known here.");
    let help = did_you_mean(written, ENCODINGS.iter().map(|(name, _)| *name), || {
        "Write `encoding: Windows-1252` for files of older programs; UTF-8 and UTF-16 need no such line.".to_owned()
    });
    reader.push(Diagnostic::new(codes::IMPORT_ENCODING, span, message).help(help));
    None
}

pub(super) fn notice(reader: &mut Reader<'_, '_>, line: &Line, import: &mut Import) -> Option<()> {
    let node = reader.read_line(Rule::import_notice, line, line.head, Place::ImportNotice)?;
    reader.line_tail(&node, line);
    reader.allows_nothing(&node);
    import.notices.push(text(&node.child(Rule::quoted)?));
    Some(())
}

/// `not for a file with Inclusion, because "…"`
pub(super) fn refusal(reader: &mut Reader<'_, '_>, line: &Line, import: &mut Import) -> Option<()> {
    let node = reader.read_line(Rule::import_refusal, line, line.head, Place::ImportRefusal)?;
    reader.line_tail(&node, line);
    reader.allows_nothing(&node);
    import.refusals.push((column(&node.child(Rule::import_column)?), reason(&node)?));
    Some(())
}

/// `School name is also called School or Establishment`
pub(super) fn alias(reader: &mut Reader<'_, '_>, line: &Line, import: &mut Import) -> Option<()> {
    let whole = Segment { start: line.head.start, end: line.head.end };
    let node = reader.read_line(Rule::import_alias, line, whole, Place::ImportAlias)?;
    reader.line_tail(&node, line);
    reader.allows_nothing(&node);
    let mut columns = node.children(Rule::import_column).map(|one| column(&one));
    import.aliases.push((columns.next()?, columns.collect()));
    Some(())
}
