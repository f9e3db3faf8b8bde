//! The texts of one run.

use super::lines::{Lines, Position};
use super::span::{FileId, Span};
use std::sync::{Arc, OnceLock};

/// One file and the name it is shown under.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path or name, as messages show it.
    pub name: String,
    content: Content,
    before: Before,
    /// Found when the first place is shown; most texts have no mistake.
    lines: OnceLock<Lines>,
}

/// What a file holds, held here and nowhere else: a table can be large.
#[derive(Clone, Debug)]
enum Content {
    Text(String),
    /// The bytes of a workbook; places in it are cells.
    Workbook(Vec<u8>),
}

/// What stands before a text that is a part of another: its places are shown as those of the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// Whole lines.
    pub lines: usize,
    /// The bytes of these.
    pub bytes: usize,
}

impl Before {
    /// With one more line behind it, or several, and the break at its end.
    #[must_use]
    pub fn and(self, line: &str) -> Self {
        let lines = line.bytes().filter(|byte| *byte == b'\n').count() + 1;
        Self { lines: self.lines + lines, bytes: self.bytes + line.len() + 1 }
    }
}

/// Every file of one run: policy files and tables of settings. A copy shares their texts.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
}

impl Sources {
    /// Adds a text and gives its number.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.add_below(Before::default(), name, text)
    }

    /// Adds a part of a text and gives its number. Spans count from where the part begins, lines from where the whole does.
    pub fn add_below(&mut self, before: Before, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.push(SourceFile { name: name.into(), content: Content::Text(text.into()), before, lines: OnceLock::new() })
    }

    /// Adds a workbook and gives its number.
    pub fn add_workbook(&mut self, name: impl Into<String>, bytes: Vec<u8>) -> FileId {
        let (content, before) = (Content::Workbook(bytes), Before::default());
        self.push(SourceFile { name: name.into(), content, before, lines: OnceLock::new() })
    }

    /// Adds a file of another run's texts, under its name, and gives its number here.
    pub fn add_from(&mut self, other: &Self, file: FileId) -> FileId {
        match other.files.get(file.0 as usize) {
            Some(file) => self.push(Arc::clone(file)),
            None => self.add("", ""),
        }
    }

    fn push(&mut self, file: impl Into<Arc<SourceFile>>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(file.into());
        id
    }

    /// All of them, in the order in which they were added.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().map(|file| &**file)
    }

    /// The file of a number that [`add`](Self::add) gave.
    #[must_use]
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize).map(|file| &**file)
    }

    /// The text of a file, empty where there is none.
    #[must_use]
    pub fn text(&self, id: FileId) -> &str {
        self.file(id).map_or("", SourceFile::text)
    }

    /// The bytes of a workbook; `None` for a text.
    #[must_use]
    pub fn workbook(&self, id: FileId) -> Option<&[u8]> {
        match &self.file(id)?.content {
            Content::Text(_) => None,
            Content::Workbook(bytes) => Some(bytes),
        }
    }

    /// The name of a file, empty where there is none.
    #[must_use]
    pub fn name(&self, id: FileId) -> &str {
        self.file(id).map_or("", |file| &file.name)
    }

    /// The text that a span covers, empty where it does not fit.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.file).get(span.range()).unwrap_or("")
    }

    /// Line, column and byte of a span's start; in a workbook row and column of the cell.
    #[must_use]
    pub fn start(&self, span: Span) -> Position {
        self.position(span.file, span.start as usize)
    }

    /// Line, column and byte of a span's end.
    #[must_use]
    pub fn end(&self, span: Span) -> Position {
        self.position(span.file, span.end as usize)
    }

    fn position(&self, id: FileId, byte: usize) -> Position {
        let Some(file) = self.file(id) else { return Position { line: 1, column: 1, byte: 0 } };
        match &file.content {
            Content::Text(text) => {
                let Position { line, column, byte } = file.lines.get_or_init(|| Lines::of(text)).position(text, byte);
                Position { line: line + file.before.lines, column, byte: byte + file.before.bytes }
            }
            Content::Workbook(_) => {
                let (line, column) = Span::cell(byte);
                Position { line: line.max(1), column, byte: 0 }
            }
        }
    }
}

impl SourceFile {
    /// Its text; empty for a workbook.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Text(text) => text,
            Content::Workbook(_) => "",
        }
    }
}
