//! Text whose pieces say what they are.

use super::render::TIED;

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// Our own words.
    Plain,
    /// A heading.
    Heading,
    /// A category's code.
    Category,
    /// A name of the policy, or of a setting.
    Name,
    /// A fact's value, or a figure.
    Value,
    /// Words of the policy.
    Quote,
    /// What can be passed over.
    Faint,
}

/// Text of one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub style: Style,
    /// The text.
    pub text: String,
}

/// A line, broken where it is too long; blank if it has no pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Columns left blank before it.
    pub indent: usize,
    /// Its pieces, blanks between them included.
    pub pieces: Vec<Piece>,
}

/// Paragraphs, top to bottom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

impl Paragraph {
    /// An empty one with an indent.
    #[must_use]
    pub const fn at(indent: usize) -> Self {
        Self { indent, pieces: Vec::new() }
    }

    /// Adds a piece.
    #[must_use]
    pub fn piece(mut self, style: Style, text: impl Into<String>) -> Self {
        self.pieces.push(Piece { style, text: text.into() });
        self
    }

    /// Adds our own words.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.piece(Style::Plain, text)
    }

    /// Adds a category's code, or several.
    #[must_use]
    pub fn category(self, text: impl Into<String>) -> Self {
        self.piece(Style::Category, text)
    }

    /// Adds a name.
    #[must_use]
    pub fn name(self, text: impl Into<String>) -> Self {
        self.piece(Style::Name, text)
    }

    /// Adds a value.
    #[must_use]
    pub fn value(self, text: impl Into<String>) -> Self {
        self.piece(Style::Value, text)
    }

    /// Adds words of the policy.
    #[must_use]
    pub fn quote(self, text: impl Into<String>) -> Self {
        self.piece(Style::Quote, text)
    }

    /// Adds what can be passed over.
    #[must_use]
    pub fn faint(self, text: impl Into<String>) -> Self {
        self.piece(Style::Faint, text)
    }
}

impl Text {
    /// Adds a paragraph.
    pub fn push(&mut self, paragraph: Paragraph) {
        self.paragraphs.push(paragraph);
    }

    /// Adds a heading, with a blank line before it.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.blank();
        self.push(Paragraph::at(0).piece(Style::Heading, text));
    }

    /// Adds another text, with a blank line before it where it begins with a heading.
    pub fn append(&mut self, other: Self) {
        let first = other.paragraphs.first().and_then(|paragraph| paragraph.pieces.first());
        if first.is_some_and(|piece| piece.style == Style::Heading) {
            self.blank();
        }
        self.paragraphs.extend(other.paragraphs);
    }

    /// Adds lines as they stand, each with its own blanks, at an indent.
    pub fn verbatim(&mut self, indent: usize, lines: &str) {
        for line in lines.lines() {
            let own = line.trim_start();
            let blanks = line.len() - own.len();
            self.push(Paragraph::at(indent + blanks).quote(own.replace(' ', &TIED.to_string())));
        }
    }

    /// Adds sentences below a blank line, each on a line of its own.
    #[must_use]
    pub fn and(mut self, sentences: &[String]) -> Self {
        if !sentences.is_empty() {
            self.blank();
        }
        sentences.iter().for_each(|sentence| self.push(Paragraph::at(0).plain(sentence)));
        self
    }

    /// Adds a blank line, unless there is one already.
    pub fn blank(&mut self) {
        if self.paragraphs.last().is_some_and(|last| !last.pieces.is_empty()) {
            self.push(Paragraph::default());
        }
    }
}
