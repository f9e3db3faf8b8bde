//! What to say of a line that cannot be read: the mistakes officers make first, each with its own words; else what a line may
//! look like in this place.

use super::lower::Reader;
use super::outline::Segment;
use super::outline::keyword::Keyword;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Heading(Keyword),
    PolicyLine,
    Level,
    Category,
    Fact,
    Rule,
    Bullet,
    Strand,
    CategoryLine,
    Gate,
    Expectation,
    Row,
    WhenCell,
    Item,
    Citations,
}

impl Place {
    pub(super) fn has_condition(self) -> bool {
        matches!(
            self,
            Self::Rule
                | Self::Bullet
                | Self::CategoryLine
                | Self::Gate
                | Self::Expectation
                | Self::Heading(Keyword::Constraint | Keyword::Define | Keyword::List)
        )
    }
}

/// Reports a line that could not be read beyond byte `stopped`.
pub(super) fn report(reader: &mut Reader<'_, '_>, place: Place, line: Segment, stopped: usize) {
    let _ = place;
    let span = reader.span(Segment { start: stopped.min(line.end), end: line.end });
    reader.push(Diagnostic::new(codes::UNREADABLE_LINE, span, "This line cannot be read."));
}
