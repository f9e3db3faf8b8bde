//! Revisions: a policy that says what it changes in another, and the whole policy that comes of it.
//!
//! All of it is done on syntax trees, before any name is looked up, so that every place in a message is in the file that a person
//! wrote. `things` says what can be changed and how it is found, `marks` what becomes of each thing, `whole` makes the policy of it,
//! and `removed` says of later findings what the revision has to do with them. `tried` words a sentence that is tried in a conversation as
//! part of a revision, and `strand` changes one line of a strand.

mod marks;
mod removed;
mod strand;
mod things;
mod tried;
mod whole;

pub use strand::{Rewritten, Written, WrittenLine, written};
pub use tried::{Does, Worded, worded};
pub use whole::Whole;

use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::syntax::tree::{ChangeWord, Declaration, DeclarationKind, Part, Text, Tree};

/// The folder of the policy that some files amend, where they amend any.
#[must_use]
pub fn amends(trees: &[Tree]) -> Option<&Text> {
    let declarations = trees.iter().flat_map(|tree| &tree.declarations);
    declarations.filter_map(|one| if let DeclarationKind::Policy(head) = &one.kind { head.amends.as_ref() } else { None }).next()
}

/// What is wrong with changes in files that amend no policy; nothing where there are none.
fn amends_nothing(trees: &[Tree]) -> Option<Diagnostic> {
    let declarations = || trees.iter().flat_map(|tree| &tree.declarations);
    let heading = declarations().any(|one| matches!(one.kind, DeclarationKind::Policy(_)));
    // A heading that cannot be read may say what is amended.
    let unread = !heading && declarations().any(|one| matches!(one.kind, DeclarationKind::Unreadable));
    let mut changes = declarations().filter(|one| is_change(one)).filter(|_| !unread);
    let first = changes.next()?;
    let change = first.change?;
    let word = change.word.words();
    let more = match changes.count() {
        0 => String::new(),
        1 => " One more change stands below it.".to_owned(),
        more => format!(" {more} more changes stand below it."),
    };
    let message = format!("`{word}` changes a policy that is amended, and this policy amends none.{more}");
    let instead = if let DeclarationKind::Part(part) = &first.kind {
        match part {
            Part::Removed(_) | Part::Unsaid(_) => "take the line out".to_owned(),
            Part::Fact(_) => "write the fact below `facts about …`".to_owned(),
            Part::Strand(_) | Part::Gate(_) | Part::Expectation(_) => "write this below its `categorise`".to_owned(),
        }
    } else {
        format!("take `{word}` out")
    };
    let help = format!("If this is a revision of another policy, write `amends \"../FOLDER\"` below `policy`; else {instead}.");
    Some(Diagnostic::new(codes::AMENDS_NOTHING, change.span, message).help(help))
}

fn is_change(declaration: &Declaration) -> bool {
    let part = matches!(declaration.kind, DeclarationKind::Part(_));
    part || declaration.change.is_some_and(|change| change.word != ChangeWord::Add)
}
