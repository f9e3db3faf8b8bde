//! Properties, for each kind of setting that they are about.

use super::super::Lowering;
use super::super::names::Whom;
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::condition::Condition;
use crate::model::ids::{CategoryId, KindId};
use crate::model::policy::{Domain, Fact};
use crate::model::scenarios::{Property, PropertyClaim};
use crate::syntax::tree::{self, Declaration, Phrase};

impl Lowering<'_> {
    pub(super) fn property(&mut self, property: &tree::Property, declaration: &Declaration) {
        let Some(whom) = self.whom_of(property) else { return };
        self.each_kind(&whom, |lowering, kind| {
            let claim = lowering.property_claim(property, kind);
            if let Some(claim) = claim {
                let (name, span) = (property.name.text.as_str().into(), declaration.span);
                lowering.policy.properties.push(Property { name, kind, claim, claim_span: property.claim_span, span });
            }
        });
    }

    /// The kinds that it names in its heading or in what it says; else those that have its facts.
    fn whom_of(&mut self, property: &tree::Property) -> Option<Whom> {
        let heading = if property.about.is_empty() { None } else { Some(self.whom(&property.about)?) };
        let facts = match &property.claim {
            tree::PropertyClaim::Never(subjects, _) | tree::PropertyClaim::Always(subjects, _) => {
                let said = self.whom(subjects)?;
                let beyond = heading.as_ref().is_some_and(|heading| said.kinds.iter().any(|kind| !heading.kinds.contains(kind)));
                if let (true, Some(subject)) = (beyond, subjects.first()) {
                    let message = format!(
                        "The heading is for {}, and this line is about others.",
                        heading.map_or_else(String::new, |one| one.words)
                    );
                    let help = "Name the same kinds of setting in both, or leave them out of the heading.";
                    self.report(Diagnostic::new(codes::LINE_FOR_OTHERS, subject.span, message).help(help));
                    return None;
                }
                return Some(said);
            }
            tree::PropertyClaim::Improving(facts) | tree::PropertyClaim::Changing(facts) => facts,
        };
        if heading.is_some() {
            return heading;
        }
        let has = |kind: &KindId| facts.iter().all(|fact| self.names.find(&fact.text, Some(*kind)).is_some());
        let kinds: Vec<KindId> =
            self.policy.kind_ids().filter(|kind| self.policy.categorisation(*kind).is_some() && has(kind)).collect();
        if kinds.is_empty() {
            let somewhere = |fact: &Phrase| self.policy.kind_ids().any(|kind| self.names.find(&fact.text, Some(kind)).is_some());
            let slip = facts.iter().find(|fact| !somewhere(fact)).cloned();
            if let (Some(slip), Some(kind)) =
                (slip, self.policy.kind_ids().find(|kind| self.policy.categorisation(*kind).is_some()))
            {
                self.fact_called(&slip, kind);
                return None;
            }
            return self.whom_or_only(&[], "property", property.name.span);
        }
        Some(Whom { words: self.policy.some_kinds(&kinds), kinds })
    }

    fn property_claim(&mut self, property: &tree::Property, kind: KindId) -> Option<PropertyClaim> {
        if self.policy.categorisation(kind).is_none() {
            let message = format!("The policy gives {} no category, so that a property says nothing of it.", self.here(kind));
            let help = "Name kinds of setting that are categorised.";
            self.report(Diagnostic::new(codes::NEVER_SO, property.claim_span, message).help(help));
            return None;
        }
        let when = match &property.when {
            Some(when) => Some(self.condition(when, kind)?),
            None => None,
        };
        Some(match &property.claim {
            tree::PropertyClaim::Never(_, codes) => PropertyClaim::Never { categories: self.categories_of(codes)?, when },
            tree::PropertyClaim::Always(_, codes) => PropertyClaim::Always { categories: self.categories_of(codes)?, when },
            tree::PropertyClaim::Improving(facts) => self.improving(facts, when, kind)?,
            tree::PropertyClaim::Changing(facts) => PropertyClaim::Changing { facts: self.all_facts_called(facts, kind)?, when },
        })
    }

    fn categories_of(&mut self, phrases: &[Phrase]) -> Option<Vec<CategoryId>> {
        let all: Vec<Option<CategoryId>> = phrases.iter().map(|phrase| self.category_called(phrase)).collect();
        let mut all: Vec<CategoryId> = all.into_iter().collect::<Option<_>>()?;
        all.sort_unstable();
        all.dedup();
        Some(all)
    }

    fn improving(&mut self, names: &[Phrase], when: Option<Condition>, kind: KindId) -> Option<PropertyClaim> {
        if names.is_empty() {
            let facts = self.policy.facts_of(kind).filter(|(_, fact)| self.has_better(fact)).map(|(id, _)| id).collect();
            return Some(PropertyClaim::Improving { facts, when });
        }
        let facts = self.all_facts_called(names, kind)?;
        for (name, id) in names.iter().zip(&facts) {
            let Some(fact) = self.policy.fact(*id).filter(|fact| !self.has_better(fact)) else { continue };
            let add = match fact.domain {
                Domain::Vocabulary(crate::model::YES_NO) => "`, yes is better` or `, no is better`",
                Domain::Vocabulary(_) => "`, best first` behind its values",
                Domain::Number(_) => "`, higher is better` or `, lower is better`",
                Domain::Date => "`, later is better` or `, earlier is better`",
            };
            let message = format!("Which way `{}` is better is not said, so that nothing improves it.", fact.name.phrase);
            let found = Diagnostic::new(codes::NO_BETTER, name.span, message).also(fact.span, "declared here");
            self.report(found.help(format!("Add {add} where it is declared.")));
            return None;
        }
        Some(PropertyClaim::Improving { facts, when })
    }

    fn has_better(&self, fact: &Fact) -> bool {
        let ordered =
            matches!(&fact.domain, Domain::Vocabulary(id) if self.policy.vocabulary(*id).is_some_and(|one| one.ordered));
        ordered || fact.direction.is_some()
    }
}
