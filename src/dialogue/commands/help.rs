//! What can be typed, and leaving.

use super::super::phrase::Phrase;
use super::super::turn::Turn;
use super::{COMMANDS, Command, Group, Takes};
use crate::diagnostic::{Diagnostic, codes::what_if as codes, did_you_mean};
use crate::explain::Paragraph;

pub(super) const HELP: Command = Command::with(Group::Time, ("help", Takes::Command, "[COMMAND]"), "what can be typed", help);

pub(super) const QUIT: Command = Command::alone(Group::Time, "quit", "ends the conversation", quit);

const GROUPS: [(Group, &str); 5] = [
    (Group::Facts, "What is known"),
    (Group::Questions, "Questions"),
    (Group::Trying, "Another policy, tried"),
    (Group::Settings, "Settings of a table"),
    (Group::Time, "Back and forth"),
];

fn line(command: &Command) -> Paragraph {
    let shown = if command.shown.is_empty() { String::new() } else { format!(" {}", command.shown) };
    Paragraph::at(2).name(format!("{}{shown}", command.words)).plain(format!(": {}", command.about))
}

fn help(turn: &mut Turn<'_>, of: Phrase<'_>) {
    if of.text.is_empty() {
        return overview(turn);
    }
    match super::command(of) {
        Some((command, _)) => {
            turn.text.push(line(command));
            for way in super::trying::WAYS.iter().filter(|_| command.takes == Takes::Sentence) {
                turn.text.push(Paragraph::at(4).name(format!("{} {}", command.words, way.0)).plain(format!(": {}", way.1)));
            }
        }
        None => {
            let help = did_you_mean(of.text, COMMANDS.iter().map(|one| one.words), || "`help` lists them.".to_owned());
            let message = format!("There is no command `{}`.", of.text);
            turn.wrong(Diagnostic::new(codes::NOT_UNDERSTOOD, of.span(), message).help(help));
        }
    }
}

fn overview(turn: &mut Turn<'_>) {
    turn.text.push(
        Paragraph::at(0)
            .plain("Type what is known: a fact, `is`, and its value; several with `;` between them. A fact by itself is shown."),
    );
    for (group, title) in GROUPS {
        if COMMANDS.iter().all(|one| one.group != group) {
            continue;
        }
        turn.text.heading(title);
        COMMANDS.iter().filter(|one| one.group == group).for_each(|one| turn.text.push(line(one)));
    }
}

fn quit(turn: &mut Turn<'_>, _: Phrase<'_>) {
    turn.ends = true;
}
