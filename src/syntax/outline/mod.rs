//! From a text to declarations and logical lines, before the grammar reads any of them.
//!
//! A declaration starts at the left margin (the least indentation in the file) with its word. A logical line is what is
//! read as one: a physical line with those that continue it, its bullets, and citations on lines of their own. Because each is
//! read on its own, a broken one never hides the next.

pub(in crate::syntax) mod changes;
pub(in crate::syntax) mod keyword;
pub(in crate::syntax) mod physical;
pub(in crate::syntax) mod words;

use keyword::{Found, Keyword};
use physical::Physical;

/// A stretch of bytes that is read as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax) struct Segment {
    pub(in crate::syntax) start: usize,
    pub(in crate::syntax) end: usize,
}

/// One bullet of a line.
#[derive(Clone, Copy, Debug)]
pub(in crate::syntax) struct Bullet {
    /// What stands behind the mark.
    pub(in crate::syntax) segment: Segment,
    /// How far its mark is indented.
    indent: usize,
    /// How many tabs of that.
    tabs: usize,
    /// Whether the line stands in a list but has lost its mark.
    pub(in crate::syntax) lost: bool,
    /// Whether it stands deeper than a bullet before it.
    pub(in crate::syntax) deeper: bool,
}

/// A logical line.
#[derive(Clone, Debug)]
pub(in crate::syntax) struct Line {
    pub(in crate::syntax) head: Segment,
    pub(in crate::syntax) bullets: Vec<Bullet>,
    /// Citations on lines of their own, below bullets.
    pub(in crate::syntax) tail: Option<Segment>,
    indent: usize,
    pub(in crate::syntax) at_margin: bool,
    /// A quotation mark that its line does not close.
    pub(in crate::syntax) unclosed: Option<usize>,
    /// An `and` or `or` that stands below bullets and continues nothing.
    pub(in crate::syntax) dangling: Option<Segment>,
    opens_list: bool,
    open_ended: bool,
    /// Whether something stands behind a colon.
    says_all: bool,
}

/// A declaration.
#[derive(Clone, Debug)]
pub(in crate::syntax) struct Piece {
    pub(in crate::syntax) found: Found,
    pub(in crate::syntax) start: usize,
    /// The heading, its word included.
    pub(in crate::syntax) heading: Line,
    pub(in crate::syntax) body: Vec<Line>,
}

/// A file in pieces.
#[derive(Clone, Debug, Default)]
pub(in crate::syntax) struct Outline {
    pub(in crate::syntax) pieces: Vec<Piece>,
    /// How far the declarations are indented, in columns.
    pub(in crate::syntax) margin: usize,
    /// Text before the first declaration.
    pub(in crate::syntax) stray: Option<Segment>,
}

impl Line {
    fn of(line: &Physical<'_>, at_margin: bool) -> Self {
        Self {
            head: line.content,
            bullets: Vec::new(),
            tail: None,
            indent: line.indent,
            at_margin,
            unclosed: line.unclosed,
            dangling: None,
            opens_list: line.opens_list,
            open_ended: line.open_ended,
            says_all: line.has_text_after_colon,
        }
    }

    /// Where its last byte is.
    pub(in crate::syntax) fn end(&self) -> usize {
        let bullets = self.bullets.last().map_or(0, |bullet| bullet.segment.end);
        let below = [self.tail, self.dangling].into_iter().flatten().map(|segment| segment.end).max();
        self.head.end.max(bullets).max(below.unwrap_or(0))
    }

    /// Whether bullets or a line that continues it can stand below it.
    pub(in crate::syntax) const fn goes_on(&self) -> bool {
        self.opens_list || self.open_ended
    }

    /// Lengthens what stands last in it.
    fn go_on(&mut self, line: &Physical<'_>) {
        let last = self.bullets.last_mut().map_or(&mut self.head, |bullet| &mut bullet.segment);
        last.end = line.content.end;
        self.unclosed = self.unclosed.or(line.unclosed);
        self.open_ended = line.open_ended;
        if self.bullets.is_empty() {
            self.opens_list = line.opens_list;
        }
    }

    fn add_bullet(&mut self, segment: Segment, line: &Physical<'_>, lost: bool) {
        // A single column is a slip of the hand, and tabs are not compared with spaces.
        let below = |before: &Bullet| {
            let spaces = |indent: usize, tabs: usize| indent.saturating_sub(tabs * physical::TAB);
            let more = line.tabs >= before.tabs && spaces(line.indent, line.tabs) >= spaces(before.indent, before.tabs);
            !before.lost && more && line.indent > before.indent + 1
        };
        let deeper = !lost && [self.bullets.first(), self.bullets.last()].into_iter().flatten().any(below);
        self.bullets.push(Bullet { segment, indent: line.indent, tabs: line.tabs, lost, deeper });
        self.unclosed = self.unclosed.or(line.unclosed);
        self.open_ended = line.open_ended;
    }

    fn add_tail(&mut self, line: &Physical<'_>) {
        self.unclosed = self.unclosed.or(line.unclosed);
        if self.bullets.is_empty() {
            self.head.end = line.content.end;
        } else {
            let start = self.tail.map_or(line.content.start, |tail| tail.start);
            self.tail = Some(Segment { start, end: line.content.end });
        }
    }
}

/// Cuts a text into declarations and logical lines.
pub(in crate::syntax) fn outline(text: &str) -> Outline {
    let lines: Vec<Physical<'_>> = physical::lines(text).collect();
    let margin = lines.iter().map(|line| line.indent).min().unwrap_or(0);
    let mut outline = Outline { margin, ..Outline::default() };
    for line in &lines {
        let at_margin = line.indent == margin;
        let found = if at_margin { changes::begins(line) } else { None };
        let unknown = || {
            outline
                .pieces
                .last()
                .filter(|piece| at_margin && piece.ends_before(line))
                .and_then(|_| changes::of_nothing(line).or_else(|| keyword::unknown(line)))
        };
        match (found.or_else(unknown), outline.pieces.last_mut()) {
            (Some(found), _) => outline.pieces.push(Piece {
                found,
                start: line.content.start,
                heading: Line { opens_list: opens_list(found.keyword, line), ..Line::of(line, true) },
                body: Vec::new(),
            }),
            (None, Some(piece)) => piece.add(line, at_margin),
            (None, None) => outline.add_stray(line.content),
        }
    }
    outline
}

/// Whether bullets may stand below a heading.
fn opens_list(keyword: Keyword, line: &Physical<'_>) -> bool {
    line.opens_list || matches!(keyword, Keyword::Also) || keyword == Keyword::List && !line.has_text_after_colon
}

impl Outline {
    fn add_stray(&mut self, content: Segment) {
        let start = self.stray.map_or(content.start, |stray| stray.start);
        self.stray = Some(Segment { start, end: content.end });
    }
}

impl Piece {
    /// Whether a line at the margin that begins no declaration belongs to this one all the same: it goes on with what stands
    /// above it, or no line of the body is indented, so that the text has lost its indentation.
    fn ends_before(&self, line: &Physical<'_>) -> bool {
        let last = self.body.last().unwrap_or(&self.heading);
        if line.bullet.is_some() || line.is_tail || line.is_row || line.continues || last.open_ended && !line.has_colon {
            return false;
        }
        if self.found.keyword == Keyword::Unknown {
            let it = line.first.first().is_some_and(|first| first.is("it"));
            return line.has_colon || it || changes::begins_so(line);
        }
        let claims = ["also", "stated", "settled"];
        let stated = matches!(self.found.keyword, Keyword::Allocation | Keyword::Contradiction);
        let own_line = matches!(self.found.keyword, Keyword::Categorise | Keyword::Strand) && line.begins_line
            || stated && line.first.first().is_some_and(|first| first.is_one_of(&claims));
        let lost_bullet = last.opens_list && !line.has_colon;
        let indented = self.body.first().is_some_and(|first| !first.at_margin) || !last.bullets.is_empty();
        !own_line && !lost_bullet && (indented || self.found.below() != keyword::Below::Lines)
    }

    /// Whether more can stand below a rule: lines, unless the heading says all there is behind a colon, or bullets.
    pub(in crate::syntax) fn goes_on(&self) -> bool {
        use Keyword as K;
        if matches!(self.found.keyword, K::Policy | K::Scenario | K::DraftedScenario | K::Scenarios | K::Property) {
            return false;
        }
        let lines = self.found.below() == keyword::Below::Lines && !(self.heading.says_all && self.body.is_empty());
        lines || self.body.last().unwrap_or(&self.heading).goes_on()
    }

    /// No line of an import opens a list, whatever words a heading of a file has.
    fn push(&mut self, line: &Physical<'_>, at_margin: bool) {
        let opens_list = line.opens_list && self.found.keyword != Keyword::Import;
        self.body.push(Line { opens_list, ..Line::of(line, at_margin) });
    }

    fn add(&mut self, line: &Physical<'_>, at_margin: bool) {
        let whole_body_is_list = matches!(self.found.keyword, Keyword::List | Keyword::Also | Keyword::Define);
        let free_text = self.found.keyword == Keyword::Also;
        let last = self.body.last_mut().unwrap_or(&mut self.heading);
        let deeper = last.bullets.last().is_some_and(|bullet| !bullet.lost && line.indent > bullet.indent);
        let is_bullet = !(self.found.keyword == Keyword::Score && line.negative);
        if let Some(segment) = line.bullet.filter(|_| is_bullet) {
            last.add_bullet(segment, line, false);
        } else if line.is_tail {
            last.add_tail(line);
        } else if line.is_row || line.begins_line {
            self.push(line, at_margin);
        } else if line.continues || last.open_ended && !line.has_colon || deeper && free_text {
            if last.bullets.is_empty() || deeper || last.open_ended {
                last.go_on(line);
            } else {
                last.dangling = Some(line.content);
            }
        } else if last.opens_list && (whole_body_is_list || line.indent > last.indent) {
            last.add_bullet(line.content, line, true);
        } else {
            self.push(line, at_margin);
        }
    }
}
