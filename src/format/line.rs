//! One line with its bullets and citations.

use super::blocks::{STEP, Writer};
use super::rows::{Row, WIDTH, width};
use crate::syntax::layout::{Line, Part, Role, Word, may_go_on};

/// Where a citation begins that stands on the line it is cited for.
const CITATIONS: usize = 64;
/// How far such a line may reach.
const WIDEST_CITATION: usize = 115;

/// What is cited for a line, in the order in which it stands.
const CITED: [Role; 4] = [Role::Because, Role::From, Role::Reading, Role::Allow];

/// Where the rows of a part stand.
#[derive(Clone, Copy)]
struct Place {
    indent: usize,
    /// What stands before its first row.
    mark: &'static str,
    /// Where its later rows stand.
    hang: usize,
    /// Where citations below it stand.
    below: usize,
}

/// Writes a line, its bullets and its citations.
pub(super) fn write_line(writer: &mut Writer<'_, '_>, line: &Line) {
    let indent = writer.base + line.level * STEP;
    let hang = indent + if line.head.is_condition { 0 } else { STEP };
    let place = Place { indent, mark: "", hang, below: indent + STEP };
    let Some(cited) = free_citations(writer, line) else { return write_as_cited(writer, line, place) };
    // What is cited for a declaration stands with its heading. For a line with bullets, two citations stand below these, or one for
    // which there is no room above.
    let above = line.level == 0 || line.bullets.is_empty();
    let fits = cited.len() == 1 && with_one_cited(writer, &line.head, place, &cited).is_some();
    let below = if above || fits { Vec::new() } else { cited.clone() };
    let beside = if below.is_empty() { cited } else { Vec::new() };
    write_cited(writer, &line.head, place, &beside);
    line.bullets.iter().for_each(|bullet| write_bullet(writer, bullet, place));
    below.into_iter().for_each(|cited| writer.push(Row::new(place.below, cited.text.as_str())));
    if let Some(tail) = &line.tail {
        writer.pass(writer.lines.ends(&tail.range).1 + 1);
    }
}

/// Writes a part and below it what is cited for it, the first of that on the line where there is room.
fn write_cited(writer: &mut Writer<'_, '_>, part: &Part, place: Place, cited: &[&Word]) {
    let (rows, below) = match with_one_cited(writer, part, place, cited) {
        Some(row) => (vec![row], cited.get(1..).unwrap_or_default()),
        None => (placed(body(writer, part, place), place), cited),
    };
    let below = below.iter().map(|cited| Row::new(place.below, cited.text.as_str()));
    write_part(writer, part, place, rows.into_iter().chain(below).collect());
}

/// A part on one line with the first of its citations, where there is room.
fn with_one_cited(writer: &Writer<'_, '_>, part: &Part, place: Place, cited: &[&Word]) -> Option<Row> {
    let rows = body(writer, part, place);
    let [only] = rows.as_slice() else { return None };
    let text = format!("{}{only}", place.mark);
    beside(place.indent, &text, cited.get(..1)?).map(|text| Row::new(place.indent, text))
}

/// The citations of a line in their order, where no comment stands between them and so their place is free.
fn free_citations<'l>(writer: &Writer<'_, '_>, line: &'l Line) -> Option<Vec<&'l Word>> {
    let end = line.bullets.last().map_or(line.head.range.end, |bullet| bullet.range.end);
    let free = line.tail.as_ref().is_none_or(|tail| {
        let (bullets_end, tail_end) = writer.lines.ends(&(end.saturating_sub(1)..tail.range.end));
        writer.lines.comments(bullets_end + 1..tail_end + 1).is_empty()
    });
    if !free || holds_comments(writer, &line.head) {
        return None;
    }
    let mut cited: Vec<&Word> = citations(&line.head).chain(line.tail.iter().flat_map(citations)).collect();
    cited.sort_by_key(|word| CITED.iter().position(|role| *role == word.role));
    Some(cited)
}

/// Writes a line whose comments hold its citations where they are.
fn write_as_cited(writer: &mut Writer<'_, '_>, line: &Line, place: Place) {
    write_own(writer, &line.head, place);
    line.bullets.iter().for_each(|bullet| write_bullet(writer, bullet, place));
    if let Some(tail) = &line.tail {
        write_as_broken(writer, tail, Place { indent: place.below, hang: place.below, ..place });
    }
}

fn write_bullet(writer: &mut Writer<'_, '_>, bullet: &Part, line: Place) {
    let indent = line.indent + STEP;
    let place = Place { indent, mark: "- ", hang: indent + STEP, below: indent + STEP };
    if holds_comments(writer, bullet) {
        return write_as_broken(writer, bullet, place);
    }
    // On a line of its own a citation would be one of the whole list.
    let mut rows = body(writer, bullet, place);
    let cited: Vec<&Word> = citations(bullet).collect();
    if let (Some(last), false) = (rows.last_mut(), cited.is_empty()) {
        *last = with_cited(place.hang, last, &cited);
    }
    write_part(writer, bullet, place, placed(rows, place));
}

/// Writes a part with the citations that stand in it.
fn write_own(writer: &mut Writer<'_, '_>, part: &Part, place: Place) {
    if holds_comments(writer, part) {
        write_as_broken(writer, part, place);
    } else {
        let cited: Vec<&Word> = citations(part).collect();
        write_cited(writer, part, place, &cited);
    }
}

/// Whether a comment stands inside a part, and not behind all of it.
fn holds_comments(writer: &Writer<'_, '_>, part: &Part) -> bool {
    let (first, last) = writer.lines.ends(&part.range);
    !writer.lines.comments(first..last).is_empty()
}

fn citations(part: &Part) -> impl Iterator<Item = &Word> {
    part.words.iter().filter(|word| is_citation(word))
}

fn is_citation(word: &Word) -> bool {
    CITED.contains(&word.role)
}

/// Writes the rows of a part in its place among the comments, its own comment behind the last of them.
fn write_part(writer: &mut Writer<'_, '_>, part: &Part, place: Place, rows: Vec<Row>) {
    let (first, last) = writer.lines.ends(&part.range);
    writer.between(first, place.indent);
    let comment = writer.lines.get(last).and_then(|line| writer.lines.comment(line));
    let count = rows.len();
    for (at, row) in rows.into_iter().enumerate() {
        writer.push(if at + 1 == count { row.with_comment(comment) } else { row });
    }
    writer.pass(last + 1);
}

/// Writes a part in the lines that its author broke it into, since comments stand at their ends and between them.
fn write_as_broken(writer: &mut Writer<'_, '_>, part: &Part, place: Place) {
    let (first, last) = writer.lines.ends(&part.range);
    writer.between(first, place.indent);
    let mut rest = part.words.as_slice();
    for number in first..=last {
        let is_first = rest.len() == part.words.len();
        let here = rest.partition_point(|word| writer.lines.number(word.range.start) <= number);
        let (words, more) = rest.split_at_checked(here).unwrap_or((rest, &[]));
        rest = more;
        let words: Vec<&Word> = words.iter().collect();
        let indent = match words.as_slice() {
            _ if is_first => place.indent,
            [first, ..] if is_citation(first) => place.below,
            _ => place.hang,
        };
        if words.is_empty() && goes_on(writer, part, number) {
            // Its words are written already; the remark behind them is not.
            let comment = writer.lines.get(number).and_then(|line| writer.lines.comment(line));
            comment.into_iter().for_each(|comment| writer.push(Row::new(indent, comment)));
        } else if words.is_empty() {
            writer.between(number + 1, indent);
        } else {
            let row = Row::new(indent, with_citations(indent, if is_first { place.mark } else { "" }, &words));
            let comment = writer.lines.get(number).and_then(|line| writer.lines.comment(line));
            writer.push(row.with_comment(comment));
        }
        writer.pass(number + 1);
    }
}

/// Whether a word of a part goes on in a line that it does not begin in: `allow P318`, and `because "…"` below it.
fn goes_on(writer: &Writer<'_, '_>, part: &Part, number: usize) -> bool {
    let ends = |word: &Word| writer.lines.ends(&word.range);
    part.words.iter().any(|word| !word.text.is_empty() && ends(word).0 < number && number <= ends(word).1)
}

/// Words of one row, the citations at its end set off.
fn with_citations(indent: usize, mark: &str, words: &[&Word]) -> String {
    let cited = words.iter().position(|word| is_citation(word)).unwrap_or(words.len());
    let (said, cited) = words.split_at_checked(cited).unwrap_or((words, &[]));
    let said = format!("{mark}{}", joined(said));
    match cited {
        [] => said,
        cited if said.is_empty() => joined(cited),
        cited => with_cited(indent, &said, cited),
    }
}

/// Text of one row with citations behind it, whether or not there is room.
fn with_cited(indent: usize, said: &str, cited: &[&Word]) -> String {
    beside(indent, said, cited).unwrap_or_else(|| format!("{said}  {}", joined(cited)))
}

/// A line with citations on it, where there is room: in their column, but a reason goes on with the sentence.
fn beside(indent: usize, text: &str, cited: &[&Word]) -> Option<String> {
    let end = indent + width(text);
    let said = joined(cited);
    if cited.first()?.role == Role::Because {
        return (end + 1 + width(&said) <= WIDTH).then(|| format!("{text} {said}"));
    }
    let gap = CITATIONS.checked_sub(end).filter(|gap| *gap >= 2)?;
    (CITATIONS + width(&said) <= WIDEST_CITATION).then(|| format!("{text}{}{said}", " ".repeat(gap)))
}

fn placed(texts: Vec<String>, place: Place) -> Vec<Row> {
    let row = |(at, text): (usize, String)| match at {
        0 => Row::new(place.indent, format!("{}{text}", place.mark)),
        _ => Row::new(place.hang, text),
    };
    texts.into_iter().enumerate().map(row).collect()
}

/// What a part says, citations left out, in as few rows as may be.
fn body(writer: &Writer<'_, '_>, part: &Part, place: Place) -> Vec<String> {
    let words: Vec<&Word> = part.words.iter().filter(|word| !is_citation(word)).collect();
    let room = |at: usize| WIDTH.saturating_sub(if at == 0 { place.indent + place.mark.len() } else { place.hang });
    let one = joined(&words);
    if words.is_empty() || width(&one) <= room(0) {
        return if one.is_empty() { Vec::new() } else { vec![one] };
    }
    let terms: Vec<&[&Word]> = words.chunk_by(|_, next| next.role != Role::Join).collect();
    let mut rows = Vec::new();
    for term in terms {
        fill(term, &mut rows, room);
    }
    if rows.len() > 1 && rows.iter().skip(1).all(|row| may_go_on(row)) {
        return rows;
    }
    // Nothing in it says where it could be broken: its author knew.
    let lines = words.chunk_by(|one, next| writer.lines.number(one.range.start) == writer.lines.number(next.range.start));
    lines.map(joined).collect()
}

/// Adds rows of words, broken behind commas and before `or` where they are too long.
fn fill(words: &[&Word], rows: &mut Vec<String>, room: impl Fn(usize) -> usize) {
    let mut row = String::new();
    for piece in words.chunk_by(|one, next| next.joined || next.role != Role::Or && one.text != ",") {
        let piece = joined(piece);
        if !row.is_empty() && width(&row) + 1 + width(&piece) > room(rows.len()) {
            rows.push(std::mem::take(&mut row));
        }
        row += if row.is_empty() { "" } else { " " };
        row += &piece;
    }
    rows.push(row);
}

/// Words on one line.
fn joined(words: &[&Word]) -> String {
    let mut line = String::new();
    for word in words {
        line += if word.joined || line.is_empty() { "" } else { " " };
        line += &word.text;
    }
    line
}
