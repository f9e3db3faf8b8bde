//! Lines for a screen reader: one fact a line, and every sentence ends.

use super::terminal::plain;
use crate::explain::markup::{Paragraph, Piece, Role, Style, Text};

/// From so many on, what is listed in a sentence stands one a line.
const MANY: usize = 3;
/// What ends a sentence, or leads on to what follows.
const ENDS: [char; 5] = ['.', ':', '?', '!', ';'];

/// Plain text for a screen reader, no line wider than `width` columns: the same words, but what a sentence lists stands one a line, and
/// every line that ends a thought ends with a stop, at which a voice pauses.
#[must_use]
pub fn aloud(text: &Text, width: usize) -> String {
    let apart = text.paragraphs.iter().cloned().map(ended).flat_map(|paragraph| one_a_line(&paragraph));
    plain(&Text { paragraphs: apart.collect() }, width)
}

/// A paragraph, and below it each member of the lists in it.
fn one_a_line(paragraph: &Paragraph) -> Vec<Paragraph> {
    let Paragraph { role: Role::Words, indent, pieces } = paragraph else { return vec![paragraph.clone()] };
    let mut lines = vec![Paragraph::at(*indent)];
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let members = members(pieces.get(at..).unwrap_or_default());
        if members.len() < MANY {
            push(&mut lines, piece.clone());
            at += 1;
            continue;
        }
        at += 2 * members.len() - 1;
        lines.extend(listed(&members, *indent + 2));
        // What ends the sentence ends its last member; what goes on has a line of its own.
        let Some(Piece { style, text }) = pieces.get(at) else { continue };
        let own = text.trim_start_matches([',', ')', '.', ';', ':']);
        push(&mut lines, Piece { style: *style, text: text.strip_suffix(own).unwrap_or_default().to_owned() });
        if at + 1 < pieces.len() || !own.trim().is_empty() {
            lines.push(Paragraph::at(*indent));
            push(&mut lines, Piece { style: *style, text: own.trim_start().to_owned() });
        }
        at += 1;
    }
    lines.retain(|line| !line.pieces.is_empty() || pieces.is_empty());
    lines
}

fn push(lines: &mut [Paragraph], piece: Piece) {
    if let Some(last) = lines.last_mut().filter(|_| !piece.text.is_empty()) {
        last.pieces.push(piece);
    }
}

/// The members of the list that some pieces begin with: one, or all that joints join.
fn members(pieces: &[Piece]) -> Vec<(&Piece, Option<&str>)> {
    let mut members = Vec::new();
    let mut rest = pieces;
    while let [one, others @ ..] = rest {
        match others {
            [joint, more @ ..] if joint.style == Style::Joint => {
                members.push((one, Some(joint.text.trim())));
                rest = more;
            }
            _ => {
                members.push((one, None));
                break;
            }
        }
    }
    members
}

/// Each member on a line; a comma stays behind the one before it, a joining word begins the line of the one after it.
fn listed(members: &[(&Piece, Option<&str>)], indent: usize) -> Vec<Paragraph> {
    let mut before = String::new();
    let mut lines = Vec::new();
    for (piece, joint) in members {
        let mut line = Paragraph::at(indent).plain(std::mem::take(&mut before));
        line.pieces.push((*piece).clone());
        match joint {
            Some(",") => line = line.plain(","),
            Some(word) => before = format!("{word} "),
            None => {}
        }
        lines.push(line);
    }
    lines
}

/// The same with a stop behind it, unless it ends with one.
fn ended(paragraph: Paragraph) -> Paragraph {
    let last = paragraph.pieces.iter().flat_map(|piece| piece.text.trim_end().chars()).last();
    match (paragraph.role, last) {
        (Role::Words, Some(last)) if last != ',' && !ENDS.contains(&last) => paragraph.plain("."),
        (Role::Words | Role::Heading(_) | Role::Verbatim, _) => paragraph,
    }
}
