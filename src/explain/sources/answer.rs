//! Where an answer comes from: the places of the source behind what gives it, and what was read into them.

use super::carriers::{self, Carrier, Item};
use super::uses::Uses;
use crate::assess::{Answer, Status};
use crate::explain::markup::{Paragraph, Text};
use crate::model::{Policy, Strand};
use crate::source::Span;
use std::collections::BTreeSet;

/// The places cited behind the lines that give an answer, behind what these rest on, and behind what the category brings.
#[must_use]
pub fn behind(policy: &Policy, answer: &Answer<'_>) -> Text {
    let mut text = Text::default();
    let (spans, uses) = given_by(policy, answer);
    for carrier in carriers::all(policy).iter().filter(|carrier| stands_behind(policy, carrier, &spans, &uses)) {
        let paragraph = match (&carrier.citation.from, &carrier.citation.reading) {
            (Some(from), _) => Paragraph::at(2).name(from.to_string()).plain(format!(": {}", carrier.words(policy))),
            (None, Some(_)) => Paragraph::at(2).plain(carrier.words(policy)),
            (None, None) => continue,
        };
        text.push(paragraph);
        if let Some(reading) = &carrier.citation.reading {
            text.push(Paragraph::at(4).plain("reading: ").quote(&**reading));
        }
    }
    if text.paragraphs.is_empty() {
        text.push(Paragraph::at(0).plain("Nothing that gives the answer says where it comes from."));
        return text;
    }
    let mut whole = Text::default();
    whole.heading("Where the answer comes from");
    if let (Status::Open, Some(most)) = (answer.status, answer.possible.last()) {
        let paragraph = Paragraph::at(0).plain("The lines are those that would make it ").category(policy.category_code(*most));
        whole.push(paragraph.plain(", the most intensive that it can be."));
    }
    whole.paragraphs.extend(text.paragraphs);
    whole
}

/// Where what gives the answer stands, and what its conditions rest on.
fn given_by(policy: &Policy, answer: &Answer<'_>) -> (BTreeSet<Span>, Uses) {
    let (mut spans, mut uses) = (BTreeSet::new(), Uses::default());
    let whole = policy.categorisation(answer.kind);
    spans.extend(whole.map(|whole| whole.span));
    for (strand, line) in &answer.because {
        let Some(strand): Option<&Strand> = whole.and_then(|whole| whole.strands.get(*strand)) else { continue };
        let Some(line) = strand.lines.get(*line) else { continue };
        spans.extend([strand.span, line.span]);
        line.condition.iter().for_each(|condition| uses.add(condition, policy));
        uses.derived.extend(strand.table);
    }
    let gate = answer.gate.and_then(|at| whole?.gates.get(at));
    if let Some(gate) = gate {
        spans.insert(gate.span);
        uses.add(&gate.unless, policy);
    }
    let expected = answer.expectations.iter().filter_map(|(at, _)| Some(whole?.expectations.get(*at)?.span));
    let also = answer.also.iter().filter(|(_, certain)| *certain).filter_map(|(at, _)| Some(policy.also.get(*at)?.span));
    spans.extend(expected.chain(also).chain(answer.allocations(policy).flatten().map(|one| one.span)));
    (spans, uses)
}

fn stands_behind(policy: &Policy, carrier: &Carrier<'_>, spans: &BTreeSet<Span>, uses: &Uses) -> bool {
    match carrier.item {
        Item::Define(id) => uses.defines.contains(&id),
        Item::List(id) => uses.lists.contains(&id),
        Item::Parameter(id) => uses.parameters.contains(&id),
        Item::Derived(id) | Item::Row(id, _) | Item::Points(id, _) => uses.derived.contains(&id),
        Item::Fact(id) => uses.facts.contains(&id) && policy.fact(id).is_some_and(|fact| fact.citation.reading.is_some()),
        Item::Categorisation(_)
        | Item::Strand(..)
        | Item::Line(..)
        | Item::Gate(..)
        | Item::Expectation(..)
        | Item::Allocation(_)
        | Item::Also(_) => spans.contains(&carrier.span),
        Item::Heading(_) | Item::Constraint(_) | Item::Import(_) | Item::Informant(_) | Item::Imported(..) => false,
    }
}
