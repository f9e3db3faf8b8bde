//! Revisions: a policy that says what it changes in another, and the whole policy that comes of it.
//!
//! All of it is done on syntax trees, before any name is looked up, so that every place in a message is in the file that a person
//! wrote. `things` says what can be changed and how it is found, `marks` what becomes of each thing, `whole` makes the policy of it,
//! and `removed` says of later findings what the revision has to do with them.

mod marks;
mod removed;
mod things;
mod whole;

pub use whole::Whole;

use crate::diagnostic::{Diagnostic, Problems, codes::policy as codes};
use crate::syntax::tree::{ChangeWord, Declaration, DeclarationKind, Part, Text, Tree};

/// The folder of the policy that some files amend, where they amend any.
#[must_use]
pub fn amends(trees: &[Tree]) -> Option<&Text> {
    let declarations = trees.iter().flat_map(|tree| &tree.declarations);
    declarations.filter_map(|one| if let DeclarationKind::Policy(head) = &one.kind { head.amends.as_ref() } else { None }).next()
}

/// Reports what changes another policy in files that amend none, and takes it out.
fn refuse_changes(trees: &mut [Tree], problems: &mut Problems) {
    let declarations = || trees.iter().flat_map(|tree| &tree.declarations);
    let heading = declarations().any(|one| matches!(one.kind, DeclarationKind::Policy(_)));
    // A heading that cannot be read may say what is amended.
    let unread = !heading && declarations().any(|one| matches!(one.kind, DeclarationKind::Unreadable));
    let is_change = |one: &Declaration| one.change.is_some_and(|change| change.word != ChangeWord::Add) || is_part(one);
    let found: Vec<Diagnostic> = declarations().filter(|one| !unread && is_change(one)).filter_map(amends_nothing).collect();
    problems.extend(found);
    for tree in trees {
        tree.declarations.retain(|one| !is_part(one));
    }
}

const fn is_part(declaration: &Declaration) -> bool {
    matches!(declaration.kind, DeclarationKind::Part(_))
}

fn amends_nothing(declaration: &Declaration) -> Option<Diagnostic> {
    let change = declaration.change?;
    let word = change.word.words();
    let message = format!("`{word}` changes a policy that is amended, and this policy amends none.");
    let instead = if let DeclarationKind::Part(part) = &declaration.kind {
        match part {
            Part::Removed(_) | Part::Unsaid(_) => "Take the line out".to_owned(),
            Part::Fact(_) => "Write the fact below `facts about …`".to_owned(),
            Part::Strand(_) | Part::Gate(_) | Part::Expectation(_) => "Write this below its `categorise`".to_owned(),
        }
    } else {
        format!("Take `{word}` out")
    };
    let help = format!("{instead}; or, if this is to be a revision of another policy, write `amends \"../FOLDER\"` below `policy`.");
    Some(Diagnostic::new(codes::AMENDS_NOTHING, change.span, message).help(help))
}
