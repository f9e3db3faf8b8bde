//! A strand as its policy writes it, cut into its lines, so that one of them can be changed and nothing else.

use super::Whole;
use super::whole::is_remark;
use crate::source::{Sources, Span};
use crate::syntax::tree::{Categorise, CategoryLine, Declaration, DeclarationKind, Strand, Tail};

/// A strand in its own words.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its name, for whom it is and its citations.
    heading: String,
    /// Its lines, each with the remarks above it.
    lines: Vec<WrittenLine>,
    /// Remarks below the last line.
    below: String,
    /// The table that speaks for it; it then has no lines.
    pub table: Option<String>,
}

/// A line of a strand in its own words.
#[derive(Clone, Debug)]
pub struct WrittenLine {
    /// The code of its category.
    pub category: String,
    /// Whether it is the one for where no other holds.
    pub is_otherwise: bool,
    /// Remarks above it, each with its line end.
    remarks: String,
    /// The line with its bullets, citations and remarks, and its line end.
    text: String,
}

/// A sentence, and the bytes of it that are new.
pub type Rewritten = (String, std::ops::Range<usize>);

/// The strand that stands at a place, in the words of its policy.
#[must_use]
pub fn written(whole: &Whole, sources: &Sources, at: Span) -> Option<Written> {
    let declarations = whole.trees.iter().flat_map(|tree| &tree.declarations);
    let mut found = declarations.filter_map(|one| Some((one, categorise(one)?)));
    found.find_map(|(declaration, all)| {
        let strand = all.strands.iter().find(|strand| strand.span == at)?;
        Some(Written::of(strand, &whom(declaration, all, sources)?, sources))
    })
}

const fn categorise(declaration: &Declaration) -> Option<&Categorise> {
    if let DeclarationKind::Categorise(all) = &declaration.kind { Some(all) } else { None }
}

/// The kinds of setting of a `categorise`, as it names them.
fn whom(declaration: &Declaration, all: &Categorise, sources: &Sources) -> Option<String> {
    let (heading, last) = (declaration.heading, all.about.last()?);
    let said = sources.text(heading.file).get(heading.range().start..last.span.range().end)?;
    Some(said.split_once(char::is_whitespace)?.1.trim().to_owned())
}

impl Written {
    fn of(strand: &Strand, whom: &str, sources: &Sources) -> Self {
        let text = sources.text(strand.name.span.file);
        let starts: Vec<usize> = strand.lines.iter().map(|line| line_start(text, line.span.range().start)).collect();
        let heading_end = end_of_line(text, end(strand.span, &strand.tail));
        let last = strand.lines.last().map_or(heading_end, |line| end_of_line(text, end(line.span, &line.tail)));
        let indent = indent_of(text, strand.span.range().start);
        let mut lines = Vec::new();
        let mut before = heading_end;
        for (line, start) in strand.lines.iter().zip(&starts) {
            let next = end_of_line(text, end(line.span, &line.tail));
            lines.push(written_line(line, text, before..*start, *start..next));
            before = next;
        }
        let name = strand.name.span.range();
        let only = if strand.only.is_empty() { format!(", for {whom}") } else { String::new() };
        let rest = slice(text, name.end..heading_end);
        let heading = format!("strand {}{only}{}", slice(text, name), ended(rest));
        let below = remarks_below(text, last, indent).to_owned();
        let table = strand.by.as_ref().map(|by| by.text.clone());
        Self { heading, lines, below, table }
    }

    /// Its lines, in order.
    #[must_use]
    pub fn lines(&self) -> &[WrittenLine] {
        &self.lines
    }

    fn sentence(&self, change: impl FnOnce(&mut Vec<String>)) -> String {
        let mut lines: Vec<String> = self.lines.iter().map(|line| format!("{}{}", line.remarks, line.text)).collect();
        change(&mut lines);
        format!("{}{}{}", self.heading, lines.concat(), self.below)
    }

    /// The strand with a line more, which becomes the one of this number from 0.
    #[must_use]
    pub fn with(&self, at: usize, line: &str) -> Rewritten {
        let at = at.min(self.lines.len());
        let text = self.sentence(|lines| lines.insert(at, format!("{INDENT}{line}\n")));
        let before = self.heading.len() + self.lines.iter().take(at).map(WrittenLine::len).sum::<usize>() + INDENT.len();
        (text, before..before + line.len())
    }

    /// The strand with another line in the place of one; remarks above it stay.
    #[must_use]
    pub fn with_instead(&self, at: usize, line: &str) -> Option<Rewritten> {
        let old = self.lines.get(at)?;
        let new = WrittenLine { text: format!("{INDENT}{line}\n"), ..old.clone() };
        let before = self.heading.len()
            + self.lines.iter().take(at).map(WrittenLine::len).sum::<usize>()
            + new.remarks.len()
            + INDENT.len();
        let text = Self { lines: replaced(&self.lines, at, new), ..self.clone() }.sentence(|_| ());
        Some((text, before..before + line.len()))
    }

    /// The strand without a line.
    #[must_use]
    pub fn without(&self, at: usize) -> Option<String> {
        self.lines.get(at)?;
        Some(self.sentence(|lines| drop(lines.remove(at))))
    }
}

/// How far lines stand in that are put into a strand.
const INDENT: &str = "    ";

fn replaced(lines: &[WrittenLine], at: usize, new: WrittenLine) -> Vec<WrittenLine> {
    let (before, after) = (lines.iter().take(at), lines.iter().skip(at + 1));
    before.cloned().chain(std::iter::once(new)).chain(after.cloned()).collect()
}

impl WrittenLine {
    fn len(&self) -> usize {
        self.remarks.len() + self.text.len()
    }

    /// The line with its bullets and citations, as it is written.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.trim_end()
    }
}

fn written_line(line: &CategoryLine, text: &str, above: std::ops::Range<usize>, own: std::ops::Range<usize>) -> WrittenLine {
    let remarks: String = slice(text, above).split_inclusive('\n').filter(|line| is_remark(line)).collect();
    WrittenLine {
        category: line.category.text.clone(),
        is_otherwise: line.condition.is_none(),
        remarks,
        text: ended(slice(text, own)),
    }
}

fn slice(text: &str, range: std::ops::Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// A text with a line end.
fn ended(text: &str) -> String {
    format!("{}\n", text.trim_end())
}

/// Where a line with its citations ends.
fn end(span: Span, tail: &Tail) -> usize {
    let cited = tail.from.iter().chain(&tail.reading).map(|text| text.span);
    let allowed = tail.allowed.iter().map(|one| one.because.span);
    cited.chain(allowed).chain([span]).map(|span| span.range().end).max().unwrap_or_default()
}

fn line_start(text: &str, at: usize) -> usize {
    slice(text, 0..at).rfind('\n').map_or(0, |end| end + 1)
}

/// Behind the end of the line that a byte is in.
fn end_of_line(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1)
}

fn indent_of(text: &str, at: usize) -> usize {
    slice(text, line_start(text, at)..at).chars().take_while(|letter| letter.is_whitespace()).count()
}

/// The remarks below a strand that stand further in than it.
fn remarks_below(text: &str, from: usize, indent: usize) -> &str {
    let is_own = |line: &&str| is_remark(line) && line.len() - line.trim_start().len() > indent;
    let length: usize = text.get(from..).unwrap_or_default().split_inclusive('\n').take_while(is_own).map(str::len).sum();
    slice(text, from..from + length)
}
