//! What facts were called before.

use super::Lowering;
use super::names::Meaning;
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::ids::KindId;
use crate::model::name::machine_name;
use crate::model::policy::Fact;
use crate::syntax::tree::{self, Declaration, DeclarationKind, Phrase};

impl Lowering<'_> {
    /// Refuses former names by which a fact could not be told from another: those that something is still called by, and those of two
    /// facts of one kind of setting. So a name means one thing in a policy and in those before it.
    pub(super) fn former_names(&mut self, declarations: &[&Declaration]) {
        for declaration in declarations {
            let DeclarationKind::Facts(facts) = &declaration.kind else { continue };
            for fact in facts.facts.iter().filter(|fact| !fact.former.is_empty()) {
                self.former_names_of(fact);
            }
        }
    }

    fn former_names_of(&mut self, fact: &tree::Fact) {
        let Some(at) = self.policy.facts.iter().position(|one| one.span == fact.name.span) else { return };
        let Some(kinds) = self.policy.facts.get(at).map(|one| one.kinds.clone()) else { return };
        for (number, former) in fact.former.iter().enumerate() {
            let machine = machine_name(&former.text);
            let again = fact.former.iter().take(number).any(|one| machine_name(&one.text) == machine);
            let share = |one: &Fact| kinds.iter().any(|kind| one.is_of(*kind));
            let was_too = |one: &Fact| share(one) && one.former.iter().any(|name| *name.machine == machine);
            let others = self.policy.facts.iter().take(at);
            let other = others.filter(|one| was_too(one)).map(|one| (one.name.phrase.to_string(), one.span)).next();
            let used = kinds.iter().find_map(|kind| self.names.find(&former.text, Some(*kind))).cloned();
            if let Some(used) = used {
                let own = used.span == fact.name.span;
                let found = still_used(former, &fact.name, own, used.meaning);
                self.report(if own { found } else { found.also(used.span, "declared here") });
            } else if again {
                self.report(twice(former, &fact.name.text).help("Take one of the two out."));
            } else if let Some((name, span)) = other {
                let help = "Keep it at the fact that the old one became, and take it out of the other.";
                self.report(twice(former, &name).also(span, "the first is declared here").help(help));
            }
        }
    }

    /// What a fact of a kind is called now that was called so before.
    pub(super) fn called_now(&self, phrase: &str, kind: Option<KindId>) -> Option<&str> {
        let machine = machine_name(phrase.strip_prefix("the ").unwrap_or(phrase));
        let mut facts = self.policy.facts.iter().filter(|fact| kind.is_none_or(|kind| fact.is_of(kind)));
        facts.find(|fact| fact.former.iter().any(|name| *name.machine == machine)).map(|fact| &*fact.name.phrase)
    }
}

fn still_used(former: &Phrase, name: &Phrase, own: bool, meaning: Meaning) -> Diagnostic {
    let (former_name, name) = (&former.text, &name.text);
    if own {
        let message = format!("`{name}` is said to have had the name that it has.");
        return Diagnostic::new(codes::FORMER_IN_USE, former.span, message).help("Take that out, or write the name that it had.");
    }
    let sort = meaning.words();
    let message = format!("`{name}` cannot have been `{former_name}`: a {sort} is still called so.");
    let help = if matches!(meaning, Meaning::Fact(_)) {
        format!(
            "If the one takes the place of the other, take the fact `{former_name}` out; a revision does both with `replace fact {name}: \
             …; formerly {former_name}`. If they are two facts, take `formerly {former_name}` out."
        )
    } else {
        format!("Give the {sort} another name, or take `formerly {former_name}` out.")
    };
    Diagnostic::new(codes::FORMER_IN_USE, former.span, message).help(help)
}

fn twice(former: &Phrase, name: &str) -> Diagnostic {
    let message = format!("`{}` is the former name of `{name}` already.", former.text);
    Diagnostic::new(codes::FORMER_TWICE, former.span, message)
}
