//! A table is loaded: whole, or not at all.

use super::super::super::Rows;
use super::super::super::outside::file_of;
use super::super::super::phrase::Phrase;
use super::super::super::turn::Turn;
use super::{Command, Group, Takes, answered, counts};
use crate::diagnostic::words::counted;
use crate::explain::Paragraph;
use crate::model::spoken;
use crate::session::Asked;
use std::path::PathBuf;
use std::sync::Arc;

pub(in super::super) const LOAD: Command = Command::with(
    Group::Settings,
    ("load", Takes::Path, "FILE"),
    "loads a table of settings; `load FILE by import NAME` one of others, `load examples` the policy's own",
    load,
);

fn load(turn: &mut Turn<'_>, what: Phrase<'_>) {
    let asked = asked(what);
    // From here on a change of the file is noticed.
    if let Some(file) = file_of(&asked) {
        turn.world.changed(&[file]);
    }
    let (version, on) = (Arc::clone(&turn.dialogue.now.version), turn.dialogue.on);
    match Rows::read(asked, (&version, on), &mut turn.sources, turn.world) {
        Ok((rows, sayings)) => {
            loaded(turn, &rows, &sayings);
            turn.dialogue.rows = Some(rows);
        }
        Err(problems) => turn.problems.extend(problems.iter().cloned()),
    }
}

/// `examples`, `FILE`, or `FILE by import NAME`; a file's name can stand in quotation marks.
fn asked(what: Phrase<'_>) -> Asked {
    let file = |text: &str| PathBuf::from(text.trim().trim_matches('"'));
    match what.text.rsplit_once(" by import ") {
        Some((path, name)) => Asked::Import(file(path), name.trim().trim_matches('"').to_owned()),
        None if what.text.eq_ignore_ascii_case("examples") => Asked::Examples,
        None => Asked::File(file(what.text)),
    }
}

fn loaded(turn: &mut Turn<'_>, rows: &Rows, sayings: &[String]) {
    let number = counted(rows.rows.len(), "setting", "settings");
    let counts = answered(turn, rows, counts).filter(|counts| !counts.is_empty());
    let counts = counts.map_or_else(String::new, |counts| format!(": {counts}"));
    turn.text.push(Paragraph::at(0).value(number).plain(format!("{counts}.")));
    let day = rows.meant_for.filter(|day| *day != turn.dialogue.on);
    if let Some(day) = day {
        let words = format!("They are meant for {}; `on {day}` assesses them as of that day.", spoken(day));
        turn.text.push(Paragraph::at(0).plain(words));
    }
    sayings.iter().for_each(|saying| turn.text.push(Paragraph::at(0).plain(saying)));
    if let Some(row) = rows.rows.first() {
        let words = format!("`use {}` talks about one of them, and `next` about one after the other.", row.id);
        turn.text.push(Paragraph::at(0).faint(words));
    }
}
