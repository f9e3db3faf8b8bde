//! Settings that a condition holds for, or that come to something.

use super::super::super::phrase::Phrase;
use super::super::super::turn::Turn;
use super::super::super::{Rows, Version};
use super::outcome::Outcome;
use super::{Command, Group, Takes, list, rows};
use crate::assess::{Answer, Assessor};
use crate::diagnostic::words::{counted, joined};
use crate::diagnostic::{Diagnostic, Problems, codes::what_if as codes};
use crate::explain::Paragraph;
use crate::model::{KindId, Policy, from_syntax};
use crate::settings::Row;
use crate::source::{FileId, Span};
use crate::syntax::{self, tree::Tree};
use std::collections::BTreeSet;
use std::sync::Arc;

pub(in super::super) const WHERE: Command = Command::with(
    Group::Settings,
    ("where", Takes::Condition, "CONDITION"),
    "settings of the table for which a condition holds, or `category is B`, `it can be C`, `it is open`",
    search,
);

/// What is searched for.
struct Sought<'p> {
    outcomes: Vec<Outcome>,
    version: &'p Arc<Version>,
    with: Option<With>,
}

/// A policy with the condition in it, as something that settings get besides when it holds: so what is possible of it is exact.
struct With {
    policy: Policy,
    /// The texts that hold the condition, one for each kind of setting that can be asked it.
    files: Vec<FileId>,
    /// The kinds of setting in the table that cannot.
    left_out: Vec<KindId>,
}

fn search(turn: &mut Turn<'_>, what: Phrase<'_>) {
    let Some(mut rows) = rows(turn, what) else { return };
    let version = Arc::clone(&turn.dialogue.now.version);
    match sought(turn, &version, &rows, what) {
        Ok(sought) => {
            rows.found = Some(found(turn, &sought, &rows));
            rows.fresh = true;
        }
        Err(problems) => turn.problems.extend(problems.iter().cloned()),
    }
    turn.dialogue.rows = Some(rows);
}

/// Reads what is searched for: pieces about the answer first or last, and between them a condition about facts.
fn sought<'v>(turn: &Turn<'_>, version: &'v Arc<Version>, rows: &Rows, what: Phrase<'_>) -> Result<Sought<'v>, Problems> {
    let policy = &version.policy;
    let (mut outcomes, mut problems) = (Vec::new(), Problems::default());
    let mut pieces = what.parted(" and ");
    let mut take = |piece: Option<&Phrase<'_>>| match piece.and_then(|piece| Outcome::read(*piece, policy)) {
        Some(Ok(outcome)) => {
            outcomes.push(outcome);
            true
        }
        Some(Err(diagnostic)) => {
            problems.push(*diagnostic);
            true
        }
        None => false,
    };
    while take(pieces.first()) {
        pieces.remove(0);
    }
    while take(pieces.last()) {
        pieces.pop();
    }
    let condition = pieces.first().zip(pieces.last()).and_then(|(first, last)| what.stretch(*first, *last));
    let joined =
        condition.and_then(|condition| condition.parted(" or ").into_iter().find(|part| Outcome::read(*part, policy).is_some()));
    if let Some(part) = joined {
        let message = format!("`{}` is asked of the answer, and cannot be joined to something else with `or`.", part.text);
        let help = "Join it with `and`, or search twice. Several categories can be named: `category is A or B`.";
        problems.push(Diagnostic::new(codes::NOT_TO_BE_JOINED, part.span(), message).help(help));
        return Err(problems);
    }
    let with = match condition.map(|condition| with(turn, version, rows, condition)).transpose() {
        Ok(with) => with,
        Err(more) => {
            problems.extend(more.iter().cloned());
            None
        }
    };
    if problems.has_errors() { Err(problems) } else { Ok(Sought { outcomes, version, with }) }
}

/// The policy with a condition that settings are asked; of kinds that cannot be asked it, none. Where no kind can, what is wrong.
fn with(turn: &Turn<'_>, version: &Version, rows: &Rows, condition: Phrase<'_>) -> Result<With, Problems> {
    let mut sources = version.sources.clone();
    let (mut trees, mut wrong, mut files): (Vec<Tree>, _, Vec<(KindId, FileId, usize)>) =
        (version.whole.trees.clone(), Problems::default(), Vec::new());
    let kinds: BTreeSet<KindId> = rows.under(&turn.dialogue.now.version).iter().map(|row| row.kind).collect();
    for kind in kinds {
        let before = format!("also for {} when ", version.policy.a_kind(kind));
        let file = sources.add("", format!("{before}{}\n  - found\n", condition.text));
        files.push((kind, file, before.len()));
        trees.push(syntax::parse(&sources, file, &mut wrong));
    }
    let lowered = from_syntax(&sources, &trees, &mut wrong);
    let spoilt = |file: FileId| wrong.iter().any(|one| one.labels.first().is_some_and(|label| label.span.file == file));
    let askable: Vec<FileId> = files.iter().map(|(_, file, _)| *file).filter(|file| !spoilt(*file)).collect();
    if !askable.is_empty() {
        let left_out = files.iter().filter(|(_, file, _)| spoilt(*file)).map(|(kind, ..)| *kind).collect();
        return Ok(With { policy: lowered.policy, files: askable, left_out });
    }
    let own = files.iter().find(|(kind, ..)| *kind == turn.dialogue.now.case.kind).or_else(|| files.first());
    let mut problems = Problems::default();
    if let Some((_, file, before)) = own {
        for mut one in wrong.iter().filter(|one| one.labels.first().is_some_and(|label| label.span.file == *file)).cloned() {
            one.labels.retain(|label| label.span.file == *file || version.sources.file(label.span.file).is_some());
            one.labels
                .iter_mut()
                .filter(|label| label.span.file == *file)
                .for_each(|label| label.span = typed(label.span, *before, condition));
            problems.push(one);
        }
    }
    // A table without settings asks nothing.
    if problems.has_errors() { Err(problems) } else { Ok(With { policy: lowered.policy, files: askable, left_out: Vec::new() }) }
}

/// Where in the line that was typed a place of the added text stands.
fn typed(span: Span, before: usize, condition: Phrase<'_>) -> Span {
    let whole = condition.span();
    let range = span.range();
    let place = |at: usize| (whole.range().start + at.saturating_sub(before)).min(whole.range().end);
    Span::new(whole.file, place(range.start), place(range.end))
}

/// Lists what is found, and gives it by index.
fn found(turn: &mut Turn<'_>, sought: &Sought<'_>, rows: &Rows) -> Vec<usize> {
    let version = sought.version;
    let policy = sought.with.as_ref().map_or(&version.policy, |with| &with.policy);
    let Ok(mut assessor) = Assessor::new(policy, turn.dialogue.on) else { return Vec::new() };
    let (carried, places) = (rows.under(version), rows.places());
    let (mut certain, mut perhaps): (Vec<(usize, Answer<'_>)>, Vec<String>) = (Vec::new(), Vec::new());
    for row in carried.iter() {
        let Some(answer) = answer(&mut assessor, row) else { continue };
        if !sought.outcomes.iter().all(|outcome| outcome.holds(&answer)) {
            continue;
        }
        let holds = sought.with.as_ref().map_or(Some(true), |with| {
            let ours = |at: &usize| with.policy.also.get(*at).is_some_and(|also| with.files.contains(&also.span.file));
            answer.also.iter().find(|(at, _)| ours(at)).map(|(_, certain)| *certain)
        });
        match (holds, places.get(row.id.as_str())) {
            (Some(true), Some(at)) => certain.push((*at, answer)),
            (Some(false), _) => perhaps.push(row.id.clone()),
            (None, _) | (Some(true), None) => {}
        }
    }
    let all = counted(rows.rows.len(), "setting", "settings");
    turn.text.push(Paragraph::at(0).value(format!("{} of {all}", certain.len())).plain(if certain.is_empty() {
        "."
    } else {
        ":"
    }));
    list(policy, &certain.iter().map(|(_, answer)| answer).collect::<Vec<_>>(), &mut turn.text);
    if !perhaps.is_empty() {
        let words = format!("Not known of {}: what it rests on was not told.", joined(&perhaps, "and"));
        turn.text.push(Paragraph::at(0).plain(words));
    }
    left_out(turn, sought, &carried);
    certain.into_iter().map(|(at, _)| at).collect()
}

/// Says which settings cannot be asked a condition that is about other kinds.
fn left_out(turn: &mut Turn<'_>, sought: &Sought<'_>, rows: &[Row]) {
    let kinds = sought.with.as_ref().map_or(&[][..], |with| &with.left_out);
    let is_meant = |kind: KindId| {
        let all = sought.outcomes.iter().filter_map(Outcome::kind);
        all.into_iter().all(|wanted| wanted == kind)
    };
    let kinds: Vec<KindId> = kinds.iter().copied().filter(|kind| is_meant(*kind)).collect();
    let many = rows.iter().filter(|row| kinds.contains(&row.kind)).count();
    if many > 0 {
        let (of, all) = (sought.version.policy.some_kinds(&kinds), counted(many, "setting is", "settings are"));
        turn.text.push(Paragraph::at(0).plain(format!("The condition cannot be asked of {of}: {all} left out.")));
    }
}

fn answer<'r>(assessor: &mut Assessor<'_>, row: &'r Row) -> Option<Answer<'r>> {
    assessor.assess(&row.id, "", row.kind, &row.facts).ok()
}
