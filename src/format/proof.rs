//! The proof that nothing but layout changed.

use super::blocks::Chunk;
use super::lines::Lines;
use super::rows::render;
use super::{Left, Read, Why};
use crate::syntax::tree::Declaration;

/// The declarations that are not read as before once they are written again.
pub(super) fn unproved(read: &Read<'_>, chunks: &[Chunk], left: &[Left]) -> Vec<Left> {
    let mut unproved = Vec::new();
    for chunk in chunks {
        let of = chunk.block.and_then(|at| read.layout.blocks.get(at).zip(read.tree.declarations.get(at)));
        let Some((block, before)) = of.filter(|(block, _)| !Left::holds(left, block.range.start)) else { continue };
        let text = render(read.text, &chunk.rows);
        let after = Read::of(&text);
        let alike = matches!(after.tree.declarations.as_slice(), [after] if says(before) == says(after));
        if !alike || read.lines.comments(chunk.lines.clone()) != comments(&after.lines) {
            unproved.push(Left { range: block.range.clone(), why: Why::Unproved });
        }
    }
    unproved
}

/// Whether two texts are read alike, comments included.
pub(super) fn same_file(before: &Read<'_>, after: &Read<'_>) -> bool {
    let said = |read: &Read<'_>| read.tree.declarations.iter().map(says).collect::<Vec<_>>();
    comments(&before.lines) == comments(&after.lines) && said(before) == said(after)
}

fn comments<'t>(lines: &Lines<'t>) -> Vec<&'t str> {
    lines.comments(0..lines.len())
}

/// What a declaration says, whatever its place: its tree without the spans, and dashes and apostrophes as a keyboard has them.
///
/// The tree's debug form is taken, so that nothing in it can be forgotten.
fn says(declaration: &Declaration) -> String {
    let tree = format!("{declaration:?}");
    let mut said = String::with_capacity(tree.len());
    let (mut in_text, mut escaped) = (false, false);
    let mut rest = tree.as_str();
    while let Some(letter) = rest.chars().next() {
        let span = rest.strip_prefix("Span {").filter(|_| !in_text).and_then(|span| span.split_once('}'));
        if let Some((_, behind)) = span {
            rest = behind;
            continue;
        }
        in_text ^= letter == '"' && !escaped;
        escaped = in_text && letter == '\\' && !escaped;
        said.push(match letter {
            '’' => '\'',
            '\u{2010}'..='\u{2015}' => '-',
            other => other,
        });
        rest = rest.get(letter.len_utf8()..).unwrap_or("");
    }
    said
}
