//! What is tried, and the lines of a strand with their numbers.

use super::super::super::phrase::Phrase;
use super::super::super::turn::Turn;
use super::lines;
use crate::explain::{Paragraph, Text};
use crate::format;
use crate::syntax::one_line;
use std::sync::Arc;

pub(super) fn tried(turn: &mut Turn<'_>, _: Phrase<'_>) {
    let version = Arc::clone(&turn.dialogue.now.version);
    if version.tried.is_empty() {
        turn.text.push(Paragraph::at(0).plain("Nothing is tried: this is the policy as it was loaded."));
    }
    for (number, sentence) in (1..).zip(&version.tried) {
        numbered(&mut turn.text, &format!("sentence {number}"), &format::format(sentence).text);
    }
}

pub(super) fn strand(turn: &mut Turn<'_>, name: Phrase<'_>) {
    match lines::strand(turn, name) {
        Ok(written) => {
            for (number, line) in (1..).zip(written.lines()) {
                numbered(&mut turn.text, &format!("line {number}"), line.text());
            }
        }
        Err(diagnostic) => turn.wrong(*diagnostic),
    }
}

/// Some lines of a policy under a name of their own.
fn numbered(text: &mut Text, name: &str, lines: &str) {
    let (first, rest) = lines.trim_end().split_once('\n').unwrap_or((lines.trim_end(), ""));
    text.push(Paragraph::at(0).name(name).plain(": ").quote(one_line(first)));
    let blanks = |line: &str| line.len() - line.trim_start().len();
    let rest = || rest.lines().filter(|line| !line.trim().is_empty());
    let least = rest().map(blanks).min().unwrap_or_default();
    rest().for_each(|line| text.push(Paragraph::at(4 + blanks(line) - least).quote(one_line(line))));
}
