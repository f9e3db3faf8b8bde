//! From logical lines to declarations: each line is read by the rule of its place, and what was read becomes tree.

mod allocation;
mod categorise;
mod changes;
mod conditions;
mod derived;
mod facts;
mod headings;
mod import;
mod lists;
mod names;
mod reader;
mod scenarios;
mod sources;

pub use reader::{MONTHS, NUMBER_WORDS};
pub(in crate::syntax) use reader::{Reader, phrase};

use super::grammar::{Node, Rule};
use super::mistakes::{self, Place};
use super::outline::keyword::Below;
use super::outline::{Line, Piece, Segment};
use super::tree::{Declaration, DeclarationKind, Phrase, Tail};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;

/// Reads one declaration.
pub(super) fn declaration(reader: &mut Reader<'_, '_>, piece: &Piece) -> Declaration {
    let whole = Segment { start: piece.start, end: piece.body.last().map_or(piece.heading.end(), Line::end) };
    check_keyword(reader, piece);
    check_margin(reader, piece);
    let lowered = match &piece.found.change {
        Some(changing) => changes::lower(reader, piece, changing),
        None => headings::lower(reader, piece),
    };
    let heading = lowered.heading.unwrap_or(piece.heading.head);
    let broken = lowered.broken || matches!(lowered.kind, DeclarationKind::Unreadable);
    let change = piece.found.change.map(|changing| changes::change(reader, piece, changing));
    let (span, heading) = (reader.span(whole), reader.span(heading));
    Declaration { span, heading, change, kind: lowered.kind, tail: lowered.tail, broken }
}

/// What came of a declaration.
#[derive(Debug)]
pub(super) struct Lowered {
    kind: DeclarationKind,
    heading: Option<Segment>,
    tail: Tail,
    broken: bool,
}

fn check_keyword(reader: &mut Reader<'_, '_>, piece: &Piece) {
    let change = piece.found.change.as_ref();
    if piece.found.misspelt || change.is_some_and(|change| change.misspelt) {
        let word = Segment { start: piece.start, end: piece.found.end };
        let message = format!("No declaration begins with `{}`.", reader.written(reader.span(word)));
        let help = format!(
            "Did you mean `{}`? Otherwise indent the line: only declarations begin at the left margin.",
            [change.map_or("", |change| change.word.words()), piece.found.spelt].join(" ").trim()
        );
        reader.push(Diagnostic::new(codes::MISSPELT_KEYWORD, reader.span(word), message).help(help));
    }
}

/// One warning for all the lines of a declaration that should be indented.
fn check_margin(reader: &mut Reader<'_, '_>, piece: &Piece) {
    let mut at_margin = piece.body.iter().filter(|line| line.at_margin);
    if let (Some(first), Below::Lines) = (at_margin.next(), piece.found.below()) {
        let message = match at_margin.count() {
            0 => "This line stands at the left margin, where declarations begin.".to_owned(),
            more => format!("This line and {more} more below it stand at the left margin, where declarations begin."),
        };
        let heading = reader.span(piece.heading.head);
        let diagnostic = Diagnostic::new(codes::BODY_AT_MARGIN, reader.span(first.head), message);
        let diagnostic = diagnostic.also(heading, "it is read as part of this declaration");
        reader.push(diagnostic.help("Indent what belongs to a declaration, by any number of spaces."));
    }
}

impl<'t> Reader<'t, '_> {
    /// Reads a stretch by a rule; what cannot be read is reported.
    fn read_segment(&mut self, rule: Rule, segment: Segment, place: Place) -> Option<Node<'t>> {
        match self.read(rule, segment) {
            Ok(node) => Some(node),
            Err(stopped) => {
                mistakes::report(self, place, segment, stopped);
                None
            }
        }
    }

    /// Reads the head of a line by a rule; what cannot be read is reported, and so are the faults in its bullets.
    fn read_line(&mut self, rule: Rule, line: &Line, head: Segment, place: Place) -> Option<Node<'t>> {
        if !self.whole(line) {
            return None;
        }
        let node = if mistakes::ends_allowing(self, place, head) {
            mistakes::report(self, place, head, head.end);
            None
        } else {
            self.read_segment(rule, head, place)
        };
        if node.is_none() && place.has_condition() {
            lists::members(self, &line.bullets);
        }
        node
    }

    /// Whether a line is fit to be read at all; what is wrong with it is reported.
    fn whole(&mut self, line: &Line) -> bool {
        if let Some(at) = line.unclosed {
            let end = self.text.get(at..).and_then(|rest| rest.find('\n')).map_or(self.text.len(), |length| at + length);
            let span = self.span(Segment { start: at, end: line.end().clamp(at, end) });
            let message = "This quotation mark is not closed on its line.";
            let help = "Add the closing quotation mark; a quoted text stands on one line.";
            self.push(Diagnostic::new(codes::UNCLOSED_QUOTE, span, message).help(help));
        }
        if let Some(dangling) = line.dangling {
            let word = self.words(dangling).next().map_or("and", |word| word.text);
            let message =
                format!("This `{word}` stands below bullets and could belong to the last of them or to the whole list.");
            let help = "Put it into the bullet, or give the list a name with `define` and go on with that name.";
            self.push(Diagnostic::new(codes::AFTER_BULLETS, self.span(dangling), message).help(help));
        }
        line.unclosed.is_none() && line.dangling.is_none()
    }

    /// The citations behind a line and below its bullets.
    fn line_tail(&mut self, node: &Node<'t>, line: &Line) -> Tail {
        let tail = self.tail(node);
        let Some(below) = line.tail else { return tail };
        let Some(node) = self.read_segment(Rule::citations, below, Place::Citations) else { return tail };
        let below = self.tail(&node);
        self.merge_tails(tail, below)
    }

    /// Citations in two places of one line or declaration.
    fn merge_tails(&mut self, tail: Tail, below: Tail) -> Tail {
        for (first, second, word) in [(&tail.from, &below.from, "from"), (&tail.reading, &below.reading, "reading")] {
            if let (Some(first), Some(second)) = (first, second) {
                self.given_twice(word, first.span, second.span);
            }
        }
        let mut allowed = tail.allowed;
        below.allowed.into_iter().for_each(|one| self.allow(&mut allowed, one));
        Tail { from: tail.from.or(below.from), reading: tail.reading.or(below.reading), allowed }
    }

    /// The lines of a declaration that has no place for any.
    fn no_body(&mut self, piece: &Piece) -> bool {
        let Some(first) = piece.body.first() else { return true };
        let message = format!("Nothing can stand below `{}`.", self.written(self.span(piece.heading.head)));
        let help = if first.at_margin {
            "A line at the left margin begins with the word of a declaration, such as `facts`, `define` or `list`."
        } else {
            "Put it into the line above, or begin a declaration of its own at the left margin."
        };
        self.push(Diagnostic::new(codes::NO_PLACE, self.span(first.head), message).help(help));
        false
    }

    /// Notes the names that an unreadable line may have declared: what stands before its colon, or each of its commas' parts.
    fn note_names(&mut self, segment: Segment) {
        let mut name = String::new();
        for token in self.words(segment) {
            if token.kind == super::outline::words::Kind::Mark {
                name.clear();
                continue;
            }
            if name.len() > LONGEST_NAME {
                continue;
            }
            name += if name.is_empty() { "" } else { " " };
            name += token.text.trim_matches(super::outline::words::is_quote);
            // Where a colon is missing the name may end after any word.
            self.broken_names.push(Phrase { text: name.clone(), span: self.span(segment) });
        }
    }
}

/// No name that is worth noting is longer.
const LONGEST_NAME: usize = 80;
