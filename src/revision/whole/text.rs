//! The text of a whole policy, each declaration from the file it stands in.

use super::Whole;
use crate::diagnostic::words::with_article;
use crate::source::{FileId, Sources, Span};
use crate::syntax::tree::{
    Categorise, CategoryLine, ClauseStanding, Clauses, Condition, Declaration, DeclarationKind, Expectation, Facts, Gate, Method,
    Phrase, PolicyHead, Strand, Tail, Text,
};

impl Whole {
    /// The policy's declarations as text, without a word of change, each run of them with the file that it comes from. Remarks
    /// above a declaration come with it; those within one that is put together from several files are left out.
    #[must_use]
    pub fn texts(&self, sources: &Sources) -> Vec<(FileId, String)> {
        let texts = Texts { sources };
        let mut all: Vec<(FileId, String)> = Vec::new();
        for one in self.trees.iter().flat_map(|tree| &tree.declarations) {
            let text = texts.declaration(one, self.touched.contains(&one.span));
            match all.last_mut().filter(|(file, _)| *file == one.span.file) {
                Some((_, before)) => *before += &text,
                None => all.push((one.span.file, text)),
            }
        }
        all
    }
}

struct Texts<'s> {
    sources: &'s Sources,
}

impl Texts<'_> {
    fn declaration(&self, declaration: &Declaration, touched: bool) -> String {
        let text = self.sources.text(declaration.span.file);
        let range = declaration.span.range();
        let above = remarks_above(text, range.start);
        let composed = if touched { self.composed(declaration) } else { None };
        let said = composed.unwrap_or_else(|| {
            let start = declaration.change.map_or(range.start, |change| change.span.end as usize);
            let end = end_of_remarks_below(text, range.end);
            text.get(start..end).unwrap_or_default().trim_start().to_owned()
        });
        format!("{above}{}\n", said.trim_end())
    }

    fn composed(&self, declaration: &Declaration) -> Option<String> {
        let (kind, tail) = (&declaration.kind, &declaration.tail);
        let mut text = String::new();
        if let DeclarationKind::Policy(head) = kind {
            self.policy(head, tail, &mut text);
        } else if let DeclarationKind::Facts(facts) = kind {
            self.facts(facts, tail, &mut text);
        } else if let DeclarationKind::Clauses(clauses) = kind {
            self.clauses(clauses, tail, &mut text);
        } else if let DeclarationKind::Categorise(categorise) = kind {
            text += self.at(declaration.heading);
            text += &self.tail(tail);
            self.categorise(categorise, &mut text);
        }
        Some(text).filter(|text| !text.is_empty())
    }

    fn at(&self, span: Span) -> &str {
        self.sources.slice(span)
    }

    /// Citations, each on a line of its own: so they belong to the whole line above, bullets and all.
    fn tail(&self, tail: &Tail) -> String {
        let cited = |word: &str, span: Span| format!("\n        {word} {}", self.at(span));
        let from = tail.from.as_ref().map(|text| cited("from", text.span));
        let reading = tail.reading.as_ref().map(|text| cited("reading", text.span));
        let allowed = tail.allowed.iter().map(|one| {
            let because = self.at(one.because.span);
            format!("\n        allow {} because {because}", one.code.text)
        });
        from.into_iter().chain(reading).chain(allowed).collect()
    }

    /// A condition and the citations of its line; those that stand before its bullets are within it.
    fn cited(&self, condition: &Condition, tail: &Tail) -> String {
        let is_behind = |span: Span| !condition.span.range().contains(&span.range().start);
        let behind = |text: &Option<Text>| text.clone().filter(|text| is_behind(text.span));
        let allowed = tail.allowed.iter().filter(|one| is_behind(one.span)).cloned().collect();
        let tail = Tail { from: behind(&tail.from), reading: behind(&tail.reading), allowed };
        format!("{}{}", self.at(condition.span), self.tail(&tail))
    }

    /// `a school or nursery`
    fn kinds(&self, about: &[Phrase]) -> String {
        let kind = |phrase: &Phrase| {
            let written = self.at(phrase.span);
            if written.starts_with(char::is_alphanumeric) { with_article(written) } else { written.to_owned() }
        };
        about.iter().map(kind).collect::<Vec<_>>().join(" or ")
    }

    fn whom(&self, before: &str, only: &[Phrase]) -> String {
        if only.is_empty() { String::new() } else { format!("{before}{}", self.kinds(only)) }
    }

    fn policy(&self, head: &PolicyHead, tail: &Tail, text: &mut String) {
        *text += &format!("policy {}{}", self.at(head.title.span), self.tail(tail));
        for (label, value) in [("authority", &head.authority), ("revision", &head.revision)] {
            *text += &value.as_ref().map_or_else(String::new, |value| format!("\n  {label}: {}", self.at(value.span)));
        }
        if let Some(period) = head.in_force {
            *text += &format!("\n  in force: {} to {}", period.first, period.last);
        }
        for (name, title) in &head.sources {
            *text += &format!("\n  source {}: {}", self.at(name.span), self.at(title.span));
        }
    }

    fn facts(&self, facts: &Facts, tail: &Tail, text: &mut String) {
        // One that stands alone in its declaration has its citation there too.
        let single = facts.facts.iter().any(|fact| fact.tail == *tail);
        let cited = if single { String::new() } else { self.tail(tail) };
        *text += &format!("facts about {}{cited}", self.kinds(&facts.about));
        for fact in &facts.facts {
            *text += &format!("\n  {}: {}{}", self.at(fact.name.span), self.at(fact.says), self.tail(&fact.tail));
        }
    }

    fn clauses(&self, clauses: &Clauses, tail: &Tail, text: &mut String) {
        let names = clauses.names.iter().map(|name| self.at(name.span)).collect::<Vec<_>>().join(" and ");
        *text += if clauses.names.len() == 1 { "clause " } else { "clauses " };
        *text += &names;
        *text += &match &clauses.standing {
            ClauseStanding::NoRule(because) => format!(": no rule because {}", self.at(because.span)),
            ClauseStanding::Cited(Some(about)) => format!(": {}", self.at(about.span)),
            ClauseStanding::Cited(None) => String::new(),
        };
        *text += &self.tail(tail);
    }

    fn categorise(&self, categorise: &Categorise, text: &mut String) {
        if let Method::FirstMatch(lines) | Method::ExactlyOne(lines) = &categorise.method {
            lines.iter().for_each(|line| *text += &format!("\n  {}", self.line(line)));
        }
        categorise.strands.iter().for_each(|strand| self.strand(strand, text));
        let apart = if categorise.strands.is_empty() { "" } else { "\n" };
        *text += apart;
        categorise.gates.iter().for_each(|gate| *text += &format!("\n  {}", self.gate(gate)));
        categorise.expectations.iter().for_each(|one| *text += &format!("\n  {}", self.expectation(one)));
    }

    fn strand(&self, strand: &Strand, text: &mut String) {
        let by = strand.by.as_ref().map_or_else(String::new, |by| format!(" by {}", self.at(by.span)));
        let (name, only) = (self.at(strand.name.span), self.whom(", for ", &strand.only));
        // A table's name would take in what stands behind it.
        let heading = if by.is_empty() { format!("{name}{only}") } else { format!("{name}{only}{by}") };
        *text += &format!("\n\n  strand {heading}{}", self.tail(&strand.tail));
        strand.lines.iter().for_each(|line| *text += &format!("\n    {}", self.line(line)));
    }

    fn line(&self, line: &CategoryLine) -> String {
        let when = |when| format!("when {}", self.cited(when, &line.tail));
        let when = line.condition.as_ref().map_or_else(|| format!("otherwise{}", self.tail(&line.tail)), when);
        format!("{}{} {when}", self.at(line.category.span), self.whom(" for ", &line.only))
    }

    fn gate(&self, gate: &Gate) -> String {
        let (category, whom) = (self.at(gate.category.span), self.whom(" for ", &gate.only));
        format!("never {category}{whom} unless {}", self.cited(&gate.unless, &gate.tail))
    }

    fn expectation(&self, one: &Expectation) -> String {
        let (category, whom) = (self.at(one.category.span), self.whom(" for ", &one.only));
        let when = |when| format!(" when {}", self.cited(when, &one.tail));
        let when = one.when.as_ref().map_or_else(|| self.tail(&one.tail), when);
        format!("{category}{whom} expects {}{when}", self.at(one.expects.span))
    }
}

/// Whether a line holds a remark and nothing else.
pub(in crate::revision) fn is_remark(line: &str) -> bool {
    line.trim_start_matches(['\u{FEFF}', ' ', '\t']).starts_with('#')
}

/// Whether a line is a remark that stands further in, so that it belongs to what is above it.
fn is_below(line: &str) -> bool {
    is_remark(line) && line.starts_with([' ', '\t'])
}

/// The remarks and blank lines above a declaration, down to the line that it begins on.
fn remarks_above(text: &str, start: usize) -> String {
    let before = text.get(..start).unwrap_or_default();
    let before = before.rfind('\n').map_or("", |end| before.get(..=end).unwrap_or_default());
    let mut above: Vec<&str> = before.lines().rev().take_while(|line| is_remark(line) || line.trim().is_empty()).collect();
    if above.len() < before.lines().count() {
        while above.last().is_some_and(|line| is_below(line)) {
            above.pop();
        }
    }
    above.iter().rev().map(|line| format!("{}\n", line.trim_start_matches('\u{FEFF}'))).collect()
}

/// Where the remarks end that belong to a declaration: that on its last line, and those below it that stand further in.
fn end_of_remarks_below(text: &str, end: usize) -> usize {
    let mut lines = text.get(end..).unwrap_or_default().split_inclusive('\n');
    let own = lines.next().map_or(0, str::len);
    end + own + lines.take_while(|line| is_below(line)).map(str::len).sum::<usize>()
}
