//! Whom facts are asked of, and what asking costs.

use super::super::comparisons::{same_unit, unit_of};
use super::super::{Lowering, Sort, citation, given_twice};
use crate::diagnostic::words::listed;
use crate::diagnostic::{Diagnostic, codes::policy as codes, nearest};
use crate::model::asking::Informant;
use crate::model::name::machine_name;
use crate::model::value::Unit;
use crate::syntax::tree::{AskingCost, Declaration, DeclarationKind, Phrase};

impl Lowering<'_> {
    /// Takes in what asking costs, before any fact that is asked of somebody.
    pub(in crate::model::from_syntax) fn asking(&mut self, declarations: &[&Declaration]) {
        for declaration in declarations {
            let DeclarationKind::Asking(asking) = &declaration.kind else { continue };
            if let Some(first) = self.policy.asking.span {
                let message = "What asking costs is declared twice.";
                self.report(given_twice(declaration.heading, first, message, "Write all of it below one `asking costs`."));
                continue;
            }
            self.policy.asking.span = Some(declaration.heading);
            self.some_unread |= declaration.broken;
            asking.costs.iter().for_each(|cost| self.asking_cost(cost));
        }
        // What was not understood may name anybody.
        self.some_unread |= declarations.iter().any(|one| matches!(one.kind, DeclarationKind::Unreadable));
    }

    fn asking_cost(&mut self, line: &AskingCost) {
        let amount = line.cost.number;
        if amount.is_sign_negative() && !amount.is_zero() {
            let message = "Asking cannot cost less than nothing.";
            let help = "Write 0 for what costs nothing.";
            self.report(Diagnostic::new(codes::NEGATIVE_COST, line.cost.span, message).help(help));
        }
        self.same_unit_of_cost(line);
        let Some(whom) = &line.whom else {
            if self.policy.asking.anyone_else.replace(amount).is_some() {
                let message = "What it costs to ask anyone else is said twice.";
                self.report(Diagnostic::new(codes::GIVEN_TWICE, line.span, message).help("Keep one of the two lines."));
            }
            return;
        };
        if self.room_for(self.policy.asking.informants.len(), "people to ask", whom.span) && self.claim(Sort::Informant, whom) {
            let citation = citation(&line.tail, None);
            let whom = whom.text.as_str().into();
            self.policy.asking.informants.push(Informant { whom, cost: amount, citation, span: line.span });
        }
    }

    fn same_unit_of_cost(&mut self, line: &AskingCost) {
        let unit = unit_of(&line.cost);
        let first = self.policy.asking.unit.get_or_insert_with(|| unit.clone());
        if same_unit(first, &unit) {
            return;
        }
        let words = |unit: &Unit| if *unit == Unit::Bare { "plain numbers".to_owned() } else { format!("`{unit}`") };
        let (first, other) = (words(first), words(&unit));
        let message = format!("This cost is in {other}, and the ones above it are in {first}.");
        let help = "Give all costs of asking in one unit, so that they can be compared.";
        self.report(Diagnostic::new(codes::COSTS_APART, line.cost.span, message).help(help));
    }

    /// Whom a fact is asked of, by index among those who can be asked; somebody unknown is reported.
    pub(in crate::model::from_syntax) fn informant(&mut self, whom: &Phrase) -> Option<usize> {
        let wanted = informant_name(&whom.text);
        let all = &self.policy.asking.informants;
        let found = all.iter().position(|one| informant_name(&one.whom) == wanted);
        if found.is_some() || self.some_unread {
            return found;
        }
        let names: Vec<&str> = all.iter().map(|one| &*one.whom).collect();
        let message = format!("What it costs to ask `{}` is not said anywhere.", whom.text);
        let bare = |name: &str| informant_name(name).replace('_', " ");
        let near = nearest(&bare(&whom.text), names.iter().map(|name| bare(name)).collect::<Vec<_>>().iter().map(String::as_str))
            .and_then(|near| names.iter().find(|name| bare(name) == near))
            .map(|near| format!("Did you mean `{near}`?"));
        let help = match (near, names.as_slice()) {
            (Some(near), _) => near,
            (None, []) => format!("Declare it: `asking costs`, and below it, indented, `{}: 1`.", whom.text),
            (None, some) => format!("Add it below `asking costs`, which has {}.", listed(some, "and")),
        };
        self.report(Diagnostic::new(codes::UNKNOWN_INFORMANT, whom.span, message).help(help));
        None
    }
}

/// What somebody is found by: `the adviser`, `an adviser` and `adviser` are one.
pub(in crate::model::from_syntax) fn informant_name(phrase: &str) -> String {
    let machine = machine_name(phrase);
    let bare = ["the_", "a_", "an_"].iter().find_map(|article| machine.strip_prefix(article));
    bare.map_or_else(|| machine.clone(), str::to_owned)
}
