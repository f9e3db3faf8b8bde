//! Places in a text, by byte.

/// The number of a file in [`Sources`](super::Sources).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A half-open range of bytes in one file: `start` is in, `end` is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// So many columns of a workbook are told apart.
pub const COLUMNS: usize = 2048;

impl Span {
    /// A span from byte offsets. Files are limited to far less than 4 GiB, so offsets always fit;
    /// one that does not is cut to the greatest that does.
    #[must_use]
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let fit = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { file, start: fit(start), end: fit(end.max(start)) }
    }

    /// The place of a cell of a workbook, which has no text to count bytes in: row and column, both from 1. Columns beyond
    /// [`COLUMNS`] fall together in the last.
    #[must_use]
    pub fn of_cell(file: FileId, row: usize, column: usize) -> Self {
        let place = row.saturating_mul(COLUMNS).saturating_add(column.clamp(1, COLUMNS) - 1);
        Self::new(file, place, place)
    }

    /// Row and column of such a place.
    pub(super) const fn cell(byte: usize) -> (usize, usize) {
        (byte / COLUMNS, byte % COLUMNS + 1)
    }

    /// The smallest span that covers both; the other's file is taken to be the same.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The place before its first byte, for messages that quote nothing of it.
    #[must_use]
    pub const fn beginning(self) -> Self {
        Self { end: self.start, ..self }
    }

    /// The bytes as a range.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}
