//! Text whose pieces say what they are.
//!
//! A paragraph says whether it is a heading, and by its indent what it belongs to; a piece says whether it is a category, a name, a
//! value and so on. How each looks, or is marked up, is the renderers' business.

use super::render::TIED;

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// Our own words.
    Plain,
    /// What stands between two of several that are listed: `, ` or ` and `.
    Joint,
    /// A category's code.
    Category,
    /// A name of the policy, or of a setting.
    Name,
    /// A fact's value, or a figure.
    Value,
    /// Words of the policy.
    Quote,
    /// A place in the policy's source.
    Source,
    /// What can be passed over.
    Faint,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// A sentence; with an indent, what belongs to the nearest before it that has less.
    #[default]
    Words,
    /// A heading; those of level 1 stand over those of level 2.
    Heading(u8),
    /// A line as it stands, such as one of a policy's text.
    Verbatim,
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
    /// What it is.
    pub role: Role,
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
        Self { role: Role::Words, indent, pieces: Vec::new() }
    }

    /// The same as a heading.
    #[must_use]
    pub const fn as_heading(mut self, level: u8) -> Self {
        self.role = Role::Heading(level);
        self
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

    /// Adds several, each a piece of its own: `A, B and C`, with the joining word given.
    #[must_use]
    pub fn each<T: AsRef<str>>(self, style: Style, all: &[T], joining: &str) -> Self {
        let mut paragraph = self;
        for (at, one) in all.iter().enumerate() {
            if at > 0 {
                let joint = if at + 1 == all.len() { format!(" {joining} ") } else { ", ".to_owned() };
                paragraph = paragraph.piece(Style::Joint, joint);
            }
            paragraph = paragraph.piece(style, one.as_ref());
        }
        paragraph
    }

    /// Adds a place in the source, where there is one: ` (from Annex 1)`.
    #[must_use]
    pub fn from(self, source: Option<&str>) -> Self {
        match source {
            Some(source) => self.plain(" (from ").piece(Style::Source, source).plain(")"),
            None => self,
        }
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

    /// Adds a heading of level 2, with a blank line before it. Level 1 is for what the whole text is about.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.blank();
        self.push(Paragraph::at(0).plain(text).as_heading(2));
    }

    /// Adds another text, with a blank line before it where it begins with a heading.
    pub fn append(&mut self, other: Self) {
        if other.paragraphs.first().is_some_and(|first| matches!(first.role, Role::Heading(_))) {
            self.blank();
        }
        self.paragraphs.extend(other.paragraphs);
    }

    /// Adds lines as they stand, each with its own blanks, at an indent.
    pub fn verbatim(&mut self, indent: usize, lines: &str) {
        for line in lines.lines() {
            let own = line.trim_start();
            let blanks = line.len() - own.len();
            let line = Paragraph::at(indent + blanks).quote(own.replace(' ', &TIED.to_string()));
            self.push(Paragraph { role: Role::Verbatim, ..line });
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
