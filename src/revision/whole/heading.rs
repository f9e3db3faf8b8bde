//! The heading of a revision: what it gives is its own, what it leaves out is inherited.

use crate::diagnostic::{Diagnostic, Problems, codes::policy as codes};
use crate::model::machine_name;
use crate::source::Span;
use crate::syntax::tree::{Declaration, DeclarationKind, PolicyHead, Tree};
use std::collections::BTreeSet;

/// The heading of a policy.
pub(super) fn of(trees: &[Tree]) -> Option<&PolicyHead> {
    let declarations = trees.iter().flat_map(|tree| &tree.declarations);
    declarations.filter_map(|one| if let DeclarationKind::Policy(head) = &one.kind { Some(head) } else { None }).next()
}

/// Adds to a heading what it inherits; other declarations are passed over.
pub(super) fn merge(
    declaration: &mut Declaration,
    inherited: &PolicyHead,
    touched: &mut BTreeSet<Span>,
    problems: &mut Problems,
) {
    let DeclarationKind::Policy(head) = &mut declaration.kind else { return };
    if head.amends.take().is_none() {
        return;
    }
    touched.insert(declaration.span);
    same_revision(head, inherited, problems);
    head.authority = head.authority.take().or_else(|| inherited.authority.clone());
    head.revision = head.revision.take().or_else(|| inherited.revision.clone());
    head.in_force = head.in_force.or(inherited.in_force);
    let own: Vec<String> = head.sources.iter().map(|(name, _)| machine_name(&name.text)).collect();
    let others = inherited.sources.iter().filter(|(name, _)| !own.contains(&machine_name(&name.text))).cloned();
    let sources: Vec<_> = others.chain(std::mem::take(&mut head.sources)).collect();
    head.sources = sources;
}

/// Two policies of one revision cannot be told apart in answers.
fn same_revision(head: &PolicyHead, inherited: &PolicyHead, problems: &mut Problems) {
    let Some(before) = &inherited.revision else { return };
    let (span, message) = match &head.revision {
        Some(own) if own.value != before.value => return,
        Some(own) => (own.span, format!("The policy that this amends is revision {} too.", before.value)),
        None => (head.title.span, format!("This is revision {0}, and so is the policy that it amends.", before.value)),
    };
    let diagnostic = Diagnostic::new(codes::SAME_REVISION, span, message).also(before.span, "the revision of the amended policy");
    problems.push(
        diagnostic
            .help("Write a line `revision: …` of its own below `policy`, so that answers show which of the two they are by."),
    );
}
