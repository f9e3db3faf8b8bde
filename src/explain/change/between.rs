//! What stands between a setting and a category: strand by strand, and the gates.

use super::counts;
use crate::evaluate::{GateTrace, LineTrace, StrandTrace, Truth, Verdict};
use crate::explain::markup::{Paragraph, Style, Text};
use crate::explain::phrases::answer_to;
use crate::explain::reasons::Reasons;
use crate::explain::telling::each;
use crate::model::{CategoryId, Gate, Line, Strand};

/// What gives more than the category, and what would give it.
pub(super) fn write(reasons: &Reasons<'_>, wanted: CategoryId, text: &mut Text) {
    let code = reasons.teller.policy.category_code(wanted);
    text.heading(format!("What stands between it and {code}"));
    if reasons.answer.category == Some(wanted) {
        text.push(Paragraph::at(0).plain("Nothing: it is ").category(code).plain("."));
        return;
    }
    let between = Between { reasons, wanted };
    let (mut certain, mut perhaps) = (Text::default(), Text::default());
    between.strands(&mut certain, &mut perhaps);
    between.gates(&mut certain, &mut perhaps);
    let is_clear = certain.paragraphs.is_empty() && perhaps.paragraphs.is_empty();
    let is_possible = reasons.answer.possible.contains(&wanted);
    if is_possible {
        text.push(Paragraph::at(0).plain("Nothing stands in its way for certain: it can still be ").category(code).plain("."));
    }
    under("In its way:", certain, text);
    under("Perhaps in its way:", perhaps, text);
    if is_possible && !between.is_given_for_certain() {
        under("What would call for it:", between.may_call(), text);
    } else if !is_possible && !between.may_be_called_for() {
        between.nothing_calls(is_clear, text);
    }
}

/// Paragraphs, if there are any, and what they are.
fn under(lead: &str, paragraphs: Text, text: &mut Text) {
    if !paragraphs.paragraphs.is_empty() {
        text.push(Paragraph::at(0).plain(lead));
        paragraphs.paragraphs.into_iter().for_each(|paragraph| text.push(paragraph));
    }
}

/// A strand's line and what became of it.
type Told<'a> = (&'a Line, &'a LineTrace);

struct Between<'a> {
    reasons: &'a Reasons<'a>,
    wanted: CategoryId,
}

impl<'a> Between<'a> {
    fn code(&self, category: CategoryId) -> &'a str {
        self.reasons.teller.policy.category_code(category)
    }

    fn lines(&self, strand: &'a Strand, said: &'a StrandTrace) -> impl Iterator<Item = Told<'a>> {
        strand.lines.iter().zip(&said.lines)
    }

    /// The strands that give more, for certain or perhaps.
    fn strands(&self, certain: &mut Text, perhaps: &mut Text) {
        for (strand, said) in self.reasons.strands() {
            let more: Vec<Told<'_>> = self
                .lines(strand, said)
                .filter(|(line, found)| found.verdict.is_in_play() && line.category > self.wanted)
                .collect();
            let outcomes = said.outcomes();
            let least = outcomes.first().copied().flatten();
            if least > Some(self.wanted) {
                certain.push(self.gives(strand, said, &more));
            } else if !more.is_empty() {
                perhaps.push(self.may_give(strand, &more));
            }
        }
    }

    /// `leadership: B1, as headteacher is new to headship`
    fn gives(&self, strand: &Strand, said: &StrandTrace, more: &[Told<'_>]) -> Paragraph {
        let paragraph = Paragraph::at(2).name(&*strand.name.phrase).plain(": ");
        let [(line, found)] = more else { return self.each_if(paragraph, more) };
        let paragraph = paragraph.category(self.code(line.category));
        let paragraph = match &found.why {
            Some(why) if why.truth == Truth::Open => paragraph.plain(" in every case that is left: ").quote(line.text()),
            Some(why) => paragraph.plain(", as ").each(Style::Name, &each(&self.reasons.teller.points(why)), "and"),
            None => paragraph.plain(" otherwise"),
        };
        let fewer = counts::fewer(self.reasons.teller.policy, strand, said, self.wanted);
        let fewer = fewer.map_or_else(String::new, |fewer| format!("; {fewer} fewer would do"));
        paragraph.from(line.citation.from.as_deref()).plain(fewer)
    }

    /// `leadership: C if leadership is ineffective; B2 if leadership is inconsistent`
    fn may_give(&self, strand: &Strand, lines: &[Told<'_>]) -> Paragraph {
        self.each_if(Paragraph::at(2).name(&*strand.name.phrase).plain(": "), lines)
    }

    fn each_if(&self, mut paragraph: Paragraph, lines: &[Told<'_>]) -> Paragraph {
        for (at, (line, found)) in lines.iter().enumerate() {
            paragraph = paragraph.plain(if at == 0 { "" } else { "; " }).category(self.code(line.category));
            paragraph = match found.why.as_ref().filter(|why| why.truth == Truth::Open) {
                Some(why) => paragraph.plain(" if ").quote(self.reasons.teller.still_open(why)),
                None => paragraph.plain(" otherwise"),
            };
        }
        paragraph
    }

    /// The gates that lift it on from the category.
    fn gates(&self, certain: &mut Text, perhaps: &mut Text) {
        for (gate, found) in self.gates_of(|found| found.from == self.wanted) {
            let paragraph = Paragraph::at(2).quote(format!("\"{}\"", gate.text)).plain(": ");
            let words = each(&self.reasons.teller.points(&found.why));
            match self.reasons.known.shut(found) {
                Truth::Holds => certain.push(paragraph.each(Style::Name, &words, "and")),
                Truth::Open => perhaps.push(paragraph.each(Style::Name, &words, "and")),
                Truth::Fails => {}
            }
        }
    }

    fn gates_of(&self, which: impl Fn(&GateTrace) -> bool) -> impl Iterator<Item = (&'a Gate, &'a GateTrace)> {
        let gates = self.reasons.known.trace.gates.iter().filter(move |found| which(found));
        gates.filter_map(|found| Some((self.reasons.categorisation.gates.get(found.gate)?, found)))
    }

    /// The lines that may give just this category.
    fn may_call(&self) -> Text {
        let mut text = Text::default();
        for (strand, said) in self.reasons.strands() {
            let calls = |(line, found): &Told<'_>| found.verdict == Verdict::MayDecide && line.category == self.wanted;
            let lines: Vec<Told<'_>> = self.lines(strand, said).filter(calls).collect();
            if !lines.is_empty() {
                text.push(self.may_give(strand, &lines));
            }
        }
        for (gate, found) in self.gates_of(|found| found.to == self.wanted && found.lifts != Truth::Fails) {
            let paragraph = Paragraph::at(2).quote(format!("\"{}\"", gate.text)).plain(": ");
            text.push(paragraph.each(Style::Name, &each(&self.reasons.teller.points(&found.why)), "and"));
        }
        text
    }

    /// Whether a strand gives just this category in every case.
    fn is_given_for_certain(&self) -> bool {
        self.reasons.strands().any(|(_, said)| said.category() == Some(self.wanted))
    }

    /// Whether a line or a gate gives just this category, or would if none came before it.
    fn may_be_called_for(&self) -> bool {
        let calls = |(line, found): &Told<'_>| {
            let fails = match found.verdict {
                Verdict::Decides | Verdict::MayDecide | Verdict::Conflicts => false,
                Verdict::Fails => true,
                Verdict::NotReached => found.why.as_ref().is_some_and(|why| why.truth == Truth::Fails),
            };
            line.category == self.wanted && !fails
        };
        let mut strands = self.reasons.strands();
        strands.any(|(strand, said)| self.lines(strand, said).any(|told| calls(&told)))
            || self.gates_of(|found| found.to == self.wanted && found.why.truth != Truth::Holds).next().is_some()
    }

    /// That nothing gives the category, with the lines that would.
    fn nothing_calls(&self, is_clear: bool, text: &mut Text) {
        let code = self.code(self.wanted);
        let mut lines = Text::default();
        for (strand, said) in self.reasons.strands() {
            for (line, found) in self.lines(strand, said).filter(|(line, _)| line.category == self.wanted) {
                lines.push(self.fails(strand, line, found));
            }
        }
        for (gate, found) in self.gates_of(|found| found.to == self.wanted) {
            let paragraph = Paragraph::at(2).quote(format!("\"{}\"", gate.text)).plain(" lifts nothing: ");
            lines.push(paragraph.each(Style::Name, &each(&self.reasons.teller.points(&found.why)), "and"));
        }
        let lead = match (is_clear, lines.paragraphs.is_empty()) {
            (true, false) => "Nothing calls for ",
            (true, true) => "No line of the policy gives ",
            (false, false) => "Without that nothing calls for ",
            (false, true) => "Besides, no line of the policy gives ",
        };
        let end = if lines.paragraphs.is_empty() { "." } else { ":" };
        text.push(Paragraph::at(0).plain(lead).category(code).plain(end));
        lines.paragraphs.into_iter().for_each(|paragraph| text.push(paragraph));
    }

    /// `Ofsted: C when latest Ofsted is special measures - no: latest Ofsted is good`
    fn fails(&self, strand: &Strand, line: &Line, found: &LineTrace) -> Paragraph {
        let paragraph = Paragraph::at(2).name(&*strand.name.phrase).plain(": ").category(self.code(line.category));
        let paragraph = paragraph.plain(if line.condition.is_some() { " when " } else { " " }).quote(line.text()).plain(" - ");
        match found.why.as_ref().filter(|why| why.truth == Truth::Fails) {
            Some(why) => {
                let more = counts::more(line, why).map_or_else(String::new, |more| format!("; {more} more and it would hold"));
                let points = each(&self.reasons.teller.points(why));
                paragraph.value(answer_to(Truth::Fails)).plain(": ").each(Style::Name, &points, "and").plain(more)
            }
            None => paragraph.value(answer_to(Truth::Open)).plain(", but it decides in no case that is left"),
        }
    }
}
