//! Facts that a revision calls otherwise: `replace fact presence, for a school: per cent; formerly attendance`.

use super::{Marking, missing};
use crate::model::machine_name;
use crate::revision::things::find::Found;
use crate::syntax::tree::{Change, ChangeWord, Declaration, DeclarationKind, Fact, Facts, Part, Phrase, Sort, Target, Tree};

/// The facts that a declaration has, be it of one that is replaced.
pub(in crate::revision) fn facts(declaration: &Declaration) -> Option<&Facts> {
    if let DeclarationKind::Facts(facts) | DeclarationKind::Part(Part::Fact(facts)) = &declaration.kind {
        Some(facts)
    } else {
        None
    }
}

impl Marking<'_> {
    /// What a change means: what has the name, or else what had one that a fact is said to have had.
    pub(super) fn find(&self, declaration: &Declaration, wanted: Target, may_widen: bool) -> (Target, Found) {
        let found = self.marks.index.find(&wanted, may_widen, self.sources);
        let Some(facts) = facts(declaration).filter(|_| matches!(found, Found::Nothing)) else { return (wanted, found) };
        let former = facts.facts.iter().flat_map(|fact| &fact.former);
        let mut others = former.map(|name| {
            let target = Target { span: name.span, names: vec![name.clone()], ..wanted.clone() };
            let found = self.marks.index.find(&target, may_widen, self.sources);
            (target, found)
        });
        let first = others.next();
        match first {
            Some((_, Found::Nothing)) => {
                let other = others.find(|(_, found)| !matches!(found, Found::Nothing));
                other.or(first).unwrap_or((wanted, found))
            }
            Some(first) => first,
            None => (wanted, found),
        }
    }

    /// Refuses former names of new facts that no fact of the policy that is amended has or had.
    pub(super) fn former_names(&mut self, declaration: &Declaration) {
        let Some(facts) = facts(declaration) else { return };
        for name in facts.facts.iter().flat_map(|fact| &fact.former) {
            let wanted = Target {
                sort: Sort::Fact,
                names: vec![name.clone()],
                about: facts.about.clone(),
                condition: None,
                span: name.span,
            };
            let found = self.marks.index.find(&wanted, true, self.sources);
            // What is of another sort is still called so, which is said later.
            let of_another = self.marks.index.called(&wanted, self.sources).into_iter();
            let of_another = of_another.filter_map(|at| self.marks.index.get(at)).any(|thing| thing.target.sort != Sort::Fact);
            if matches!(found, Found::Nothing) && !of_another && !had(self.base, name) {
                let change = Change { word: ChangeWord::Add, span: name.span };
                let found = missing::found_nothing(self, &wanted, &change);
                self.problems.push(found);
                self.missed += 1;
            }
        }
    }
}

/// Whether some fact had a name even before.
fn had(trees: &[Tree], name: &Phrase) -> bool {
    let machine = machine_name(&name.text);
    let had = |fact: &Fact| fact.former.iter().any(|one| machine_name(&one.text) == machine);
    trees.iter().flat_map(|tree| &tree.declarations).filter_map(facts).any(|facts| facts.facts.iter().any(had))
}
