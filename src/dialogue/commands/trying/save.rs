//! What is tried and what is told, written: a revision of the policy, and a scenario.

use super::super::super::phrase::Phrase;
use super::super::super::turn::Turn;
use super::super::super::{Dialogue, Version};
use super::differs::nothing_tried;
use crate::assess::{Assessor, Status};
use crate::diagnostic::words::{counted, joined, with_article};
use crate::diagnostic::{Diagnostic, codes::what_if as codes};
use crate::explain::Paragraph;
use crate::format;
use crate::harness::Found;
use crate::harness::mutants::drafted;
use crate::session::{self, Place};
use crate::syntax::tree::DeclarationKind;
use std::sync::Arc;

/// The file of a revision, and where the policy lies that it amends where that has no folder of its own.
const POLICY: &str = "policy.ees";
const BASE: &str = "base";
/// The file of its scenario.
const TESTS: &str = "tests/what-if.ees";

pub(super) fn folder(turn: &mut Turn<'_>, path: Phrase<'_>) {
    let now = Arc::clone(&turn.dialogue.now.version);
    if now.tried.is_empty() {
        return turn.wrong(nothing_tried(path));
    }
    let folder = named(path);
    if is_there(turn, path, folder) {
        return;
    }
    let base = Arc::clone(&turn.dialogue.base);
    let (amends, mut files) = amended(turn, &base, folder);
    files.push((POLICY.to_owned(), revision(&base, &amends, &now.tried)));
    let scenario = scenario(turn.dialogue);
    files.extend(scenario.clone().map(|text| (TESTS.to_owned(), text)));
    if let Err(diagnostic) = turn.world.write_folder(folder, &files) {
        return turn.wrong(*diagnostic);
    }
    turn.text.push(
        Paragraph::at(0)
            .plain("Written: ")
            .name(format!("{folder}/{POLICY}"))
            .plain(format!(", a revision with {}; it amends `{amends}`.", counted(now.tried.len(), "sentence", "sentences"))),
    );
    if files.len() > 2 {
        let words = format!("The policy that was loaded lies in the program, so a copy of it was written to `{folder}/{BASE}`.");
        turn.text.push(Paragraph::at(0).plain(words));
    }
    match scenario {
        Some(_) => {
            turn.text.push(Paragraph::at(0).plain("Written: ").name(format!("{folder}/{TESTS}")).plain(IS_DRAFT));
            turn.text.paragraphs.extend(without_name(turn.dialogue));
        }
        None => turn.text.push(Paragraph::at(0).plain(NO_SCENARIO)),
    }
}

const IS_DRAFT: &str =
    ", a drafted scenario: what is told, and what is now the answer. Take `drafted` out once somebody has confirmed it.";
const NO_SCENARIO: &str = "No scenario was written: perhaps no strand says anything, and none can expect that.";

pub(super) fn facts(turn: &mut Turn<'_>, path: Phrase<'_>) {
    let file = named(path);
    if is_there(turn, path, file) {
        return;
    }
    let Some(text) = scenario(turn.dialogue) else {
        let help = "Tell more of the setting, so that its category is known.";
        return turn.wrong(Diagnostic::new(codes::NOT_SAVED, path.span(), NO_SCENARIO).help(help));
    };
    if let Err(diagnostic) = turn.world.write_new(file, &text) {
        return turn.wrong(*diagnostic);
    }
    turn.text.push(Paragraph::at(0).plain("Written: ").name(file).plain(IS_DRAFT));
    turn.text.paragraphs.extend(without_name(turn.dialogue));
    if !turn.dialogue.now.version.tried.is_empty() {
        turn.text
            .push(Paragraph::at(0).plain("It expects what the policy that is tried says, and `save FOLDER` writes that too."));
    }
}

fn named(path: Phrase<'_>) -> &str {
    path.text.trim_matches('"').trim_end_matches(['/', '\\'])
}

fn is_there(turn: &mut Turn<'_>, at: Phrase<'_>, path: &str) -> bool {
    let is_there = turn.world.is_there(path);
    if is_there {
        let message = format!("`{path}` is there already, and nothing is written over.");
        turn.wrong(Diagnostic::new(codes::IS_THERE, at.span(), message).help("Choose another name; nothing was written."));
    }
    is_there
}

/// What a revision in a folder amends, and the files that have to be written for that.
fn amended(turn: &Turn<'_>, base: &Version, folder: &str) -> (String, Vec<(String, String)>) {
    let beside = |files: Vec<(String, String)>| {
        (BASE.to_owned(), files.into_iter().map(|(name, text)| (format!("{BASE}/{name}"), text)).collect())
    };
    match &base.place {
        Place::Folder(path) => (turn.world.way(folder, path).unwrap_or_else(|| path.display().to_string()), Vec::new()),
        Place::BuiltIn => beside(session::built_in_files()),
        Place::Memory(texts) => beside(texts.clone()),
    }
}

/// The text of a revision, as it would be formatted.
fn revision(base: &Version, amends: &str, sentences: &[String]) -> String {
    let policy = &base.policy;
    let before = if policy.revision.is_empty() { String::new() } else { format!("{}, ", policy.revision) };
    let title = title(base);
    let heading = format!("policy {title}\n  amends \"{amends}\"\n  revision: {before}as tried\n");
    let sentences = sentences.iter().map(|one| format!("\n{}\n", one.trim_end()));
    format::format(&(heading + &sentences.collect::<String>())).text
}

/// The policy's name, as its heading writes it.
fn title(base: &Version) -> String {
    let mut declarations = base.whole.trees.iter().flat_map(|tree| &tree.declarations);
    let written = declarations.find_map(|one| {
        if let DeclarationKind::Policy(head) = &one.kind { Some(base.sources.slice(head.title.span)) } else { None }
    });
    written.unwrap_or(&base.policy.name.phrase).to_owned()
}

/// What is told, and what is now the answer. Neither the id nor the name of a setting stands in it, for settings can be people.
fn scenario(dialogue: &Dialogue) -> Option<String> {
    let now = &dialogue.now;
    let (policy, case) = (now.policy(), &now.case);
    let mut assessor = Assessor::of_kind(policy, case.kind, dialogue.on).ok()?;
    let Found::Outcome(outcome) = Found::of(&mut assessor, case.kind, &case.facts) else { return None };
    let told: Vec<_> = case.told(policy).collect();
    let kind = with_article(policy.kind_name(case.kind));
    let codes: Vec<&str> = outcome.possible.iter().map(|code| &**code).collect();
    let name = match outcome.status {
        Status::Decided | Status::Open => format!("\"What if, {kind} that is {}\"", joined(&codes, "or")),
        Status::NotCategorised | Status::NoAnswer => format!("\"What if, {kind}\""),
    };
    let text = drafted(policy, case.kind, dialogue.on, &told, &outcome, &name)?;
    Some(format::format(&text).text)
}

/// What is said where the setting has a name that is left out.
fn without_name(dialogue: &Dialogue) -> Option<Paragraph> {
    let has_name = !dialogue.now.case.id.is_empty() || !dialogue.now.case.name.is_empty();
    has_name.then(|| Paragraph::at(0).plain("The setting's id and name are left out: settings can be people."))
}
