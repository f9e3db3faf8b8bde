//! The facts behind a condition: those that its truth comes from, with what is known of them.

use super::markup::{Paragraph, Text};
use super::phrases;
use crate::evaluate::{Because, Bound, Count, Figure, Limit, Truth, Why};
use crate::model::{Citation, DefineId, FactId, FactState, Policy, Unit, Value, spoken};

/// What stands behind some conditions, gathered in the order in which it is met, each thing once.
#[derive(Debug, Default)]
pub(super) struct Behind<'t> {
    facts: Vec<(FactId, FactState)>,
    defines: Vec<(DefineId, &'t Why)>,
    counts: Vec<&'t Count>,
    limits: Vec<(FactId, Limit)>,
}

impl<'t> Behind<'t> {
    /// Adds what a condition's truth comes from. Of `all of` that fails only what fails, of `any of` that holds only what
    /// holds: the rest changes nothing.
    pub(super) fn add(&mut self, why: &'t Why) {
        match &why.because {
            Because::Fact { fact, state, limit } => {
                if !self.facts.contains(&(*fact, *state)) {
                    self.facts.push((*fact, *state));
                }
                let limit = limit.filter(|limit| limit.parameter.is_some() || limit.until.is_some());
                if let Some(limit) = limit.filter(|limit| !self.limits.contains(&(*fact, *limit))) {
                    self.limits.push((*fact, limit));
                }
            }
            Because::Defined(define, inner) => {
                if !self.defines.iter().any(|(known, _)| known == define) {
                    self.defines.push((*define, inner));
                    self.add(inner);
                }
            }
            Because::Not(inner) => self.add(inner),
            Because::All(parts) if why.truth == Truth::Fails => self.add_those(parts, Truth::Fails),
            Because::Any(parts) if why.truth == Truth::Holds => self.add_those(parts, Truth::Holds),
            Because::All(parts) | Because::Any(parts) => parts.iter().for_each(|part| self.add(part)),
            Because::Count(count) => {
                self.counts.push(count);
                match (count.bound, why.truth) {
                    (Bound::AtLeast, Truth::Holds) => self.add_those(&count.of, Truth::Holds),
                    _ => count.of.iter().for_each(|part| self.add(part)),
                }
            }
        }
    }

    fn add_those(&mut self, parts: &'t [Why], truth: Truth) {
        parts.iter().filter(|part| part.truth == truth).for_each(|part| self.add(part));
    }

    /// Writes it: the facts, how counts stand, what defined names mean, and what limits are.
    pub(super) fn write(&self, policy: &Policy, indent: usize, text: &mut Text) {
        for (facts, state) in self.grouped(policy) {
            text.push(state_in_words(policy, &facts, state, indent));
        }
        self.counts(policy, indent, text);
        for (id, why) in &self.defines {
            define(policy, *id, why, indent, text);
        }
        for (fact, limit) in &self.limits {
            limit_in_words(policy, *fact, limit, indent, text);
        }
    }

    /// `2 of 14 risk factors hold, 1 not known; wanted: at least 7 (very many), at least 3 (many)`, each list once.
    fn counts(&self, policy: &Policy, indent: usize, text: &mut Text) {
        let mut said: Vec<(Paragraph, Vec<String>)> = Vec::new();
        for count in &self.counts {
            let (stands, asked) = (tally_in_words(policy, count, indent), asked_for(policy, count));
            match said.iter_mut().find(|(other, _)| *other == stands) {
                Some((_, bounds)) if bounds.contains(&asked) => {}
                Some((_, bounds)) => bounds.push(asked),
                None => said.push((stands, vec![asked])),
            }
        }
        for (stands, bounds) in said {
            text.push(stands.plain("; wanted: ").value(bounds.join(", ")));
        }
    }

    /// Facts of one value together, so that ten times "no" is one line.
    fn grouped(&self, policy: &Policy) -> Vec<(Vec<FactId>, FactState)> {
        let mut groups: Vec<(Vec<FactId>, FactState)> = Vec::new();
        let phrase = |id: FactId, state: FactState| state.value().map(|value| policy.value_phrase(id, value));
        for (id, state) in &self.facts {
            let same = |(others, other): &&mut (Vec<FactId>, FactState)| {
                std::mem::discriminant(other) == std::mem::discriminant(state)
                    && others.first().is_some_and(|first| phrase(*first, *other) == phrase(*id, *state))
            };
            match groups.iter_mut().find(same) {
                Some((ids, _)) => ids.push(*id),
                None => groups.push((vec![*id], *state)),
            }
        }
        groups
    }
}

fn define(policy: &Policy, id: DefineId, why: &Why, indent: usize, text: &mut Text) {
    let Some(define) = policy.defines.get(id.at()) else { return };
    let paragraph = Paragraph::at(indent).name(&*define.name.phrase).plain(": ").value(answer_to(why.truth));
    text.push(cited(paragraph.plain("; it means ").quote(&*why.text), &define.citation));
}

fn limit_in_words(policy: &Policy, fact: FactId, limit: &Limit, indent: usize, text: &mut Text) {
    if let Some(parameter) = limit.parameter.and_then(|id| policy.parameters.get(id.at())) {
        let figure = match limit.figure {
            Figure::Number(number) => parameter.unit.as_ref().unwrap_or(&Unit::Bare).with(number),
            Figure::Date(date) => spoken(date),
        };
        text.push(cited(Paragraph::at(indent).name(&*parameter.name.phrase).plain(" is ").value(figure), &parameter.citation));
    }
    if let (Some(until), Some(fact)) = (limit.until, policy.fact(fact)) {
        let paragraph = Paragraph::at(indent).plain("the time counted from ").name(&*fact.name.phrase).plain(" runs to ");
        text.push(paragraph.value(spoken(until)));
    }
}

/// `yes`, `no`, `not known`
pub(super) const fn answer_to(truth: Truth) -> &'static str {
    match truth {
        Truth::Holds => "yes",
        Truth::Fails => "no",
        Truth::Open => "not known",
    }
}

/// The names of facts, joined.
pub(super) fn names(policy: &Policy, facts: &[FactId], joining: &str) -> String {
    let names: Vec<&str> = facts.iter().filter_map(|id| Some(&*policy.fact(*id)?.name.phrase)).collect();
    phrases::list(&names, joining)
}

/// A paragraph with its `from` and `reading` after it.
pub(super) fn cited(mut paragraph: Paragraph, citation: &Citation) -> Paragraph {
    if let Some(from) = &citation.from {
        paragraph = paragraph.faint(format!(" (from {from})"));
    }
    if let Some(reading) = &citation.reading {
        paragraph = paragraph.plain("; reading: ").quote(&**reading);
    }
    paragraph
}

/// `latest Ofsted: requires improvement (told)`
fn state_in_words(policy: &Policy, facts: &[FactId], state: FactState, indent: usize) -> Paragraph {
    let paragraph = Paragraph::at(indent).name(names(policy, facts, "and")).plain(": ");
    let phrase = |value: Value| facts.first().map_or_else(String::new, |fact| policy.value_phrase(*fact, value));
    match state {
        FactState::Told(value) => paragraph.value(phrase(value)).faint(" (told)"),
        FactState::Assumed(value) => paragraph.value(phrase(value)).faint(" (assumed, as nobody told)"),
        FactState::Unknown => paragraph.value("unknown"),
    }
}

fn tally_in_words(policy: &Policy, count: &Count, indent: usize) -> Paragraph {
    let list = count.list.and_then(|id| policy.lists.get(id.at())).map_or("conditions", |list| &list.name.phrase);
    let open = if count.tally.open > 0 { format!(", {} not known", count.tally.open) } else { String::new() };
    let hold = if count.tally.holds == 1 { "holds" } else { "hold" };
    let paragraph = Paragraph::at(indent).value(count.tally.holds.to_string()).plain(format!(" of {} ", count.of.len()));
    paragraph.name(list).plain(format!(" {hold}{open}"))
}

/// `at least 3 (many)`
fn asked_for(policy: &Policy, count: &Count) -> String {
    let bound = match count.bound {
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
        Bound::Exactly => "exactly",
    };
    let parameter = count.parameter.and_then(|id| policy.parameters.get(id.at()));
    let parameter = parameter.map_or_else(String::new, |parameter| format!(" ({})", parameter.name.phrase));
    format!("{bound} {}{parameter}", phrases::number(count.wanted))
}
