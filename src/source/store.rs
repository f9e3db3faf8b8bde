//! The texts of one run.

use super::lines::{Lines, Position};
use super::span::{FileId, Span};
use std::sync::{Arc, OnceLock};

/// One text and the name it is shown under.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path or name, as messages show it.
    pub name: String,
    /// The text.
    pub text: Arc<str>,
    /// Found when the first place is shown; most texts have no mistake.
    lines: OnceLock<Lines>,
}

/// Every text of one run: policy files and tables of settings.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a text and gives its number.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let text = text.into();
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile { name: name.into(), lines: OnceLock::new(), text });
        id
    }

    /// All of them, in the order in which they were added.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter()
    }

    /// The file of a number that [`add`](Self::add) gave.
    #[must_use]
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// The text of a file, empty where there is none.
    #[must_use]
    pub fn text(&self, id: FileId) -> &str {
        self.file(id).map_or("", |file| &file.text)
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

    /// Line, column and byte of a span's start.
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
        self.file(id).map_or(Position { line: 1, column: 1, byte: 0 }, |file| {
            file.lines.get_or_init(|| Lines::of(&file.text)).position(&file.text, byte)
        })
    }
}
