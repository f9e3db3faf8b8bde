//! The order of a strand's lines, and of the categories.

use super::is_incomplete;
use crate::diagnostic::{Code, Diagnostic, Problems, codes::policy as codes};
use crate::model::{Gate, HitPolicy, KindId, Line, Lowered, Policy, Strand};
use crate::source::Span;
use crate::syntax::tree::Order;
use std::collections::{HashMap, HashSet};

pub(super) fn check(lowered: &Lowered, problems: &mut Problems) {
    let policy = &lowered.policy;
    let reversed = heading_reversed(lowered, problems);
    let mut found: Vec<(Diagnostic, Vec<KindId>)> = Vec::new();
    let mut places: HashMap<(Code, Vec<Span>), usize> = HashMap::new();
    for (kind, strand) in policy.categorisations.iter().flat_map(|one| one.strands.iter().map(|strand| (one.kind, strand))) {
        let mut own = Problems::default();
        if !reversed && runs_by_intensity(strand) {
            order(policy, strand, &mut own);
        }
        if !is_incomplete(lowered, strand.span) {
            behind_otherwise(strand, &mut own);
        }
        for diagnostic in own.into_found() {
            let at = *places.entry((diagnostic.code, spans(&diagnostic))).or_insert(found.len());
            match found.get_mut(at) {
                Some((_, kinds)) => kinds.push(kind),
                None => found.push((diagnostic, vec![kind])),
            }
        }
    }
    let mut having: HashMap<Span, usize> = HashMap::new();
    let strands = policy.categorisations.iter().flat_map(|one| &one.strands);
    strands.flat_map(|strand| &strand.lines).for_each(|line| *having.entry(line.span).or_default() += 1);
    for (diagnostic, kinds) in found {
        let all = spans(&diagnostic).first().and_then(|span| having.get(span)).copied().unwrap_or(0);
        of_kinds(policy, diagnostic, &kinds, all, problems);
    }
    if !reversed {
        gates(policy, problems);
    }
}

fn spans(diagnostic: &Diagnostic) -> Vec<Span> {
    diagnostic.labels.iter().map(|label| label.span).collect()
}

/// What was found in a line of some kinds. Where `all` that have the line are more, it says for which it is so; and a line that
/// is read for some stands behind the `otherwise` of others for good reason.
fn of_kinds(policy: &Policy, mut diagnostic: Diagnostic, kinds: &[KindId], all: usize, problems: &mut Problems) {
    if all > kinds.len() {
        if diagnostic.code == codes::AFTER_OTHERWISE {
            return;
        }
        diagnostic.message += &format!(" This is so for {} only.", policy.some_kinds(kinds));
    }
    problems.push(diagnostic);
}

/// Whether a strand's lines were written to run from the most to the least intensive; the rows of a table were put in order.
fn runs_by_intensity(strand: &Strand) -> bool {
    strand.hit == HitPolicy::MostIntensive && strand.table.is_none()
}

/// Where most strands run against the order of the categories the heading of the categories is wrong, not the strands.
fn heading_reversed(lowered: &Lowered, problems: &mut Problems) -> bool {
    let Some((heading, claimed)) = lowered.categories else { return false };
    let (mut against, mut along, mut steps_against) = (0, 0, 0);
    let mut seen = HashSet::new();
    let strands = lowered.policy.categorisations.iter().flat_map(|one| &one.strands);
    for strand in strands.filter(|strand| runs_by_intensity(strand) && seen.insert(strand.span)) {
        let steps = || strand.lines.iter().zip(strand.lines.iter().skip(1));
        let up = steps().filter(|(before, line)| line.category > before.category).count();
        let down = steps().filter(|(before, line)| line.category < before.category).count();
        against += usize::from(up > down);
        along += usize::from(down > up);
        steps_against += up;
    }
    // One pair of lines the wrong way round says nothing of the heading.
    if against <= along || steps_against < 2 {
        return false;
    }
    let (says, other) = match claimed {
        Order::BestFirst => ("least", "most"),
        Order::WorstFirst => ("most", "least"),
    };
    let message = format!(
        "The categories are said to be listed {says} intensive first, but most strands run as if they were listed {other} intensive first."
    );
    let help = format!("If the strands are right, write `categories, {other} intensive first`.");
    problems.push(Diagnostic::new(codes::CATEGORIES_REVERSED, heading, message).help(help));
    true
}

/// The most intensive category has none above it to go to.
fn gates(policy: &Policy, problems: &mut Problems) {
    let at_top = |gate: &&Gate| gate.category.at() + 1 == policy.categories.len();
    for gate in policy.categorisations.iter().flat_map(|one| &one.gates).filter(at_top) {
        let top = policy.category_code(gate.category);
        let message = format!("`{top}` is the most intensive category, so there is none to go to instead.");
        let help = "Take the line out, or name a less intensive category in it.";
        problems.push(Diagnostic::new(codes::GATE_AT_TOP, gate.span, message).help(help));
    }
}

/// Lines run from most to least intensive, so that the first that holds is also the most intensive that holds.
fn order(policy: &Policy, strand: &Strand, problems: &mut Problems) {
    for (before, line) in strand.lines.iter().zip(strand.lines.iter().skip(1)) {
        if line.category > before.category {
            let (higher, lower) = (policy.category_code(line.category), policy.category_code(before.category));
            let message = format!(
                "In `{}` the line for {higher} stands below one for {lower}, which is less intensive.",
                strand.name.phrase
            );
            let help = format!("Lines run from the most to the least intensive: move the line for {higher} up.");
            let label = format!("{lower} is read first");
            problems.push(Diagnostic::new(codes::LINE_ORDER, line.span, message).also(before.span, label).help(help));
        }
    }
}

/// Nothing behind `otherwise` is ever read.
fn behind_otherwise(strand: &Strand, problems: &mut Problems) {
    let is_otherwise = |line: &&Line| line.condition.is_none();
    let Some(otherwise) = strand.lines.iter().find(is_otherwise) else { return };
    let in_order = strand.hit != HitPolicy::ExactlyOne;
    let behind = strand.lines.iter().skip_while(|line| line.condition.is_some()).skip(1);
    for line in behind.filter(|line| in_order || line.condition.is_none()) {
        let (message, help) = if in_order && !runs_by_intensity(strand) {
            let message = "This line is never read: the line above it holds otherwise.".to_owned();
            (message, "Move `otherwise` to the end.")
        } else if in_order {
            let message = format!("This line of `{}` is never read: the line above it holds otherwise.", strand.name.phrase);
            (message, "Move `otherwise` to the end of the strand.")
        } else {
            let message = "Two lines hold where no other does, so neither is the only one.".to_owned();
            (message, "Keep one `otherwise`.")
        };
        problems.push(
            Diagnostic::new(codes::AFTER_OTHERWISE, line.span, message).also(otherwise.span, "everything ends here").help(help),
        );
    }
}
