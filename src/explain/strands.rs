//! Strand by strand: what it gives, by which line, and the facts behind that.

use super::facts::{Behind, answer_to, cited};
use super::markup::{Paragraph, Text};
use super::phrases;
use crate::evaluate::{LineTrace, StrandTrace, Trace, Truth, Verdict};
use crate::model::{Categorisation, CategoryId, Citation, Line, Policy, Strand};

/// All strands, those that give most first.
pub(super) fn write(policy: &Policy, categorisation: &Categorisation, trace: &Trace, text: &mut Text) {
    let mut strands: Vec<(&Strand, &StrandTrace)> = categorisation.strands.iter().zip(&trace.strands).collect();
    strands.sort_by_key(|(_, said)| std::cmp::Reverse(said.outcomes().last().copied().flatten()));
    for (strand, said) in strands {
        text.blank();
        write_strand(policy, strand, said, text);
    }
}

fn write_strand(policy: &Policy, strand: &Strand, said: &StrandTrace, text: &mut Text) {
    text.push(cited(says(policy, strand, said), &strand.citation));
    let mut behind = Behind::default();
    for (line, found) in strand.lines.iter().zip(&said.lines).filter(|(_, found)| found.verdict != Verdict::NotReached) {
        text.push(line_in_words(policy, line, found));
        if found.verdict.is_in_play() {
            own_citation(&line.citation, &strand.citation, text);
        }
        if let Some(why) = &found.why {
            behind.add(why);
        }
    }
    not_reached(policy, said, text);
    behind.write(policy, 4, text);
}

/// `Ofsted: B1`
fn says(policy: &Policy, strand: &Strand, said: &StrandTrace) -> Paragraph {
    let paragraph = Paragraph::at(0).name(&*strand.name.phrase).plain(": ");
    if said.is_silent() {
        return paragraph.plain("silent, as none of its lines holds");
    }
    let outcomes: Vec<CategoryId> = said.outcomes().into_iter().flatten().collect();
    let paragraph = paragraph.category(phrases::categories(policy, &outcomes, false));
    match (said.category(), said.may_be_silent) {
        (Some(_), _) => paragraph,
        (None, false) => paragraph.plain(", not settled"),
        (None, true) => paragraph.plain(" or silent, not settled"),
    }
}

/// `B1 when latest Ofsted is requires improvement: yes`
fn line_in_words(policy: &Policy, line: &Line, found: &LineTrace) -> Paragraph {
    let paragraph = Paragraph::at(2).category(policy.category_code(line.category));
    let truth = found.why.as_ref().map(|why| why.truth);
    let paragraph = paragraph.plain(if truth.is_some() { " when " } else { " " }).quote(line.text());
    let paragraph = truth.map_or(paragraph.clone(), |truth| paragraph.plain(": ").value(answer_to(truth)));
    match (found.verdict, truth) {
        (Verdict::MayDecide, Some(Truth::Holds)) => paragraph.plain(", if no line above holds"),
        (Verdict::MayDecide | Verdict::Decides | Verdict::Fails | Verdict::NotReached, _) => paragraph,
    }
}

/// Where a line comes from, where it says so itself.
fn own_citation(own: &Citation, of_strand: &Citation, text: &mut Text) {
    if let Some(from) = own.from.as_ref().filter(|_| own.from != of_strand.from) {
        text.push(Paragraph::at(4).faint(format!("from {from}")));
    }
    if let Some(reading) = own.reading.as_ref().filter(|_| own.reading != of_strand.reading) {
        text.push(Paragraph::at(4).faint("reading: ").quote(&**reading));
    }
}

/// The lines after the one that decides, in one line.
fn not_reached(policy: &Policy, said: &StrandTrace, text: &mut Text) {
    let later = said.lines.iter().filter(|line| line.verdict == Verdict::NotReached);
    let mut codes: Vec<&str> = later.map(|line| policy.category_code(line.category)).collect();
    codes.dedup();
    if !codes.is_empty() {
        text.push(Paragraph::at(2).faint(format!("not reached: {}", phrases::list(&codes, "and"))));
    }
}
