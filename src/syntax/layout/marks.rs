//! What can be seen of a line of a file without the grammar.

use crate::syntax::outline::physical;
use crate::syntax::outline::words::{is_blank, tokens};

/// Where the comment of a line begins, its `#` included.
#[must_use]
pub fn comment_start(line: &str) -> Option<usize> {
    let end = tokens(line, 0).last().map_or(0, |last| last.end());
    let rest = line.get(end..)?;
    let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
    rest.get(blanks..)?.starts_with('#').then_some(end + blanks)
}

/// How far a line is indented, in columns; a tab counts as when declarations are told from what belongs to them.
#[must_use]
pub fn indent_of(line: &str) -> usize {
    physical::indent(line)
}

/// Whether a line is read as going on with the one above it, which ends with a comma where this one does not begin with
/// `and` or `or`.
#[must_use]
pub fn may_go_on(line: &str) -> bool {
    physical::lines(line).next().is_some_and(|line| {
        let begins_anew = line.bullet.is_some() || line.is_tail || line.is_row || line.begins_line;
        !begins_anew && (line.continues || !line.has_colon)
    })
}

/// Where the first character of a line stands that is no blank.
pub(super) fn line_content(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text.get(start..).unwrap_or("");
    start + line.len() - line.trim_start_matches(is_blank).len()
}
