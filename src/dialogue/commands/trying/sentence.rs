//! `try`: a sentence put into the policy.

use super::super::super::phrase::Phrase;
use super::super::super::turn::Turn;
use super::super::super::{Carried, Version};
use super::lines;
use super::places::{Places, Typed};
use crate::diagnostic::words::joined;
use crate::diagnostic::{Diagnostic, Problems, Severity, codes::syntax, codes::what_if as codes};
use crate::explain::Paragraph;
use crate::revision::{Does, Worded};
use crate::session::{self, Tried};
use crate::source::Span;
use std::collections::HashMap;
use std::sync::Arc;

/// The word that a sentence is given where it has none.
const GIVEN: &str = "replace ";

/// What is told of lines at the left margin of a file; a sentence that is tried has none.
const OF_MARGINS: &str = " Otherwise indent the line: only declarations begin at the left margin.";

/// How sentences that can be tried begin.
const BEGINNINGS: &str =
    "Begin it with what is to change, such as `parameter`, `define`, `fact`, `strand` or `remove`; `help try` shows examples.";

pub(super) fn run(turn: &mut Turn<'_>, said: Phrase<'_>) {
    match lines::meant(turn, said) {
        Ok(typed) => attempt(turn, &typed),
        Err(diagnostic) => turn.wrong(*diagnostic),
    }
}

fn attempt(turn: &mut Turn<'_>, typed: &Typed<'_>) {
    let (base, now) = (Arc::clone(&turn.dialogue.base), Arc::clone(&turn.dialogue.now.version));
    let worded = session::worded(base.to_try(), &now.tried, &typed.text);
    if !worded.is_rule {
        let message = "A heading, examples and tests are no rules, and only rules can be tried.";
        let help = "Try a sentence that changes what becomes of settings: a parameter, a strand, a line of one.";
        return turn.wrong(Diagnostic::new(codes::NO_RULE, typed.said.span(), message).help(help));
    }
    let Tried { loaded, files } = session::tried(base.to_try(), &worded.sentences);
    let sources = loaded.sources.clone();
    let mut places = Places {
        typed,
        from: &sources,
        shared: base.sources.files().count(),
        file: worded.own.and_then(|at| files.get(at)).copied(),
        begins: worded.begins,
        added: HashMap::new(),
    };
    let at = places.own().unwrap_or_else(|| typed.said.span());
    let new = new_findings(&now.found, &loaded.problems);
    let new: Vec<Diagnostic> = new.into_iter().map(|one| places.of(one, &mut turn.sources)).collect();
    let new = in_own_words(new, typed.said.text);
    turn.problems.extend(new);
    if let Ok((version, _)) = Version::of(loaded) {
        let version = Arc::new(Version { tried: worded.sentences.clone(), place: base.place.clone(), ..version });
        goes_on(turn, &version, &worded, &mut places, at);
    }
}

/// Goes on with the changed policy and what is told of the setting.
fn goes_on(turn: &mut Turn<'_>, version: &Arc<Version>, worded: &Worded, places: &mut Places<'_, '_>, at: Span) {
    let now = &turn.dialogue.now;
    let Some(Carried { case, lost }) = now.case.carried(now.policy(), &version.policy, now.on) else {
        let message =
            format!("Without this there is no {}, which is talked about.", turn.policy().kind_name(turn.dialogue.now.case.kind));
        let help = "Type `setting KIND` to talk about another kind of setting first.";
        return turn.wrong(Diagnostic::new(codes::KIND_GONE, places.typed.said.span(), message).help(help));
    };
    let own = std::mem::take(&mut turn.problems);
    turn.go_on(version, case, at);
    let found = std::mem::replace(&mut turn.problems, own);
    let refused = found.has_errors();
    let found: Vec<Diagnostic> = found.iter().map(|one| places.of(one, &mut turn.sources)).collect();
    turn.problems.extend(found);
    if !refused {
        turn.text.push(places.typed.done.clone().unwrap_or_else(|| done(worded)));
        turn.text.paragraphs.extend(no_longer_told(&lost));
    }
}

/// That facts were told which a policy does not have.
pub(in crate::dialogue::commands) fn no_longer_told(lost: &[String]) -> Option<Paragraph> {
    let names = (!lost.is_empty()).then(|| joined(lost, "and"))?;
    let words = ", for in this policy there is no such fact or value.";
    Some(Paragraph::at(0).plain("No longer told: ").name(names).plain(words))
}

/// What was done, in a line.
fn done(worded: &Worded) -> Paragraph {
    let does = match worded.does {
        Does::Replaces => "Replaced",
        Does::Adds => "Added",
        Does::Removes => "Removed",
    };
    let paragraph = Paragraph::at(0).plain(format!("{does}: ")).name(worded.about.as_str()).plain(".");
    match &worded.near {
        Some(near) => paragraph.plain(" It is new; did you mean `").name(near.as_str()).plain("`? Then type `undo`."),
        None => paragraph,
    }
}

/// What is found that was not found before, said in the same words; all errors.
fn new_findings<'f>(before: &Problems, now: &'f Problems) -> Vec<&'f Diagnostic> {
    let mut old: Vec<(&str, &str)> = before.iter().map(|one| (one.code.id, one.message.as_str())).collect();
    let mut is_new = |one: &Diagnostic| match old.iter().position(|old| *old == (one.code.id, one.message.as_str())) {
        Some(at) => {
            old.swap_remove(at);
            false
        }
        None => true,
    };
    // Who types need not indent.
    let found = now.iter().filter(|one| one.code != syntax::BODY_AT_MARGIN);
    found.filter(|one| is_new(one) || one.code.severity == Severity::Error).collect()
}

/// Findings about a sentence as it was said. Where its first word is not known, what else is found only follows from that.
fn in_own_words(found: Vec<Diagnostic>, said: &str) -> Vec<Diagnostic> {
    let is_given = !said.to_ascii_lowercase().starts_with(GIVEN);
    let is_unread = found.iter().any(|one| one.code == syntax::MISSPELT_KEYWORD);
    let kept = found.into_iter().filter(|one| !is_unread || one.code == syntax::MISSPELT_KEYWORD);
    kept.map(|one| {
        let own = |words: &str| {
            let words = words.replace(OF_MARGINS, "");
            if is_given { words.replace(&format!("`{GIVEN}"), "`") } else { words }
        };
        let help = if one.code == syntax::STRAY_TEXT { Some(BEGINNINGS.to_owned()) } else { one.help.as_deref().map(own) };
        Diagnostic { message: own(&one.message), help, ..one }
    })
    .collect()
}
