//! The order of a strand's lines.

use super::is_incomplete;
use crate::diagnostic::{Diagnostic, Problems, codes::policy as codes};
use crate::model::{Line, Lowered, Policy, Strand};

pub(super) fn check(lowered: &Lowered, problems: &mut Problems) {
    let policy = &lowered.policy;
    for strand in policy.categorisations.iter().flat_map(|one| &one.strands) {
        order(policy, strand, problems);
        if !is_incomplete(lowered, strand.span) {
            behind_otherwise(strand, problems);
        }
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
    for line in strand.lines.iter().skip_while(|line| line.condition.is_some()).skip(1) {
        let message = format!("This line of `{}` is never read: the line above it holds otherwise.", strand.name.phrase);
        let help = "Move `otherwise` to the end of the strand.";
        problems.push(
            Diagnostic::new(codes::AFTER_OTHERWISE, line.span, message).also(otherwise.span, "everything ends here").help(help),
        );
    }
}
