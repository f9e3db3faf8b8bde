//! Conditions and lists: joins, parts left out, how many must hold.

use super::Maker;
use crate::harness::mutants::mutant::Edit;
use crate::harness::mutants::operator::Operator;
use crate::source::Span;
use crate::syntax::tree::{Amount, Condition, Join, List, Quantifier, Term};
use std::ops::Range;

impl Maker<'_> {
    /// All mutants of a condition but leaving all of it out.
    pub(super) fn condition(&mut self, condition: &Condition) {
        let spans: Vec<Span> = condition.terms.iter().map(span_of).collect();
        if spans.len() > 1 {
            let mut edits = self.swapped_joins(condition.span.range().start, &spans);
            if !edits.is_empty() && condition.join == Join::And {
                edits.extend(self.names_first(&condition.terms));
            }
            self.push(Operator::Join, edits);
            for at in 0..spans.len() {
                let edit = self.without_term(condition, &spans, at);
                self.push(Operator::DropCondition, edit.into_iter().collect());
            }
        }
        for (at, term) in condition.terms.iter().enumerate() {
            match self.denied_last(condition, at) {
                Some(edits) => self.push(Operator::Negate, edits),
                None => self.term(term),
            }
        }
    }

    /// `a or b` as `b or not a`: behind a `not` no `or` may stand. None for all other terms.
    fn denied_last(&self, condition: &Condition, at: usize) -> Option<Vec<Edit>> {
        let (terms, term) = (&condition.terms, condition.terms.get(at)?);
        let denied = matches!(term, Term::Plain(plain) if plain.negated);
        let is_plain = |term: &Term| matches!(term, Term::Plain(_));
        if condition.join == Join::And || at + 1 == terms.len() || !is_bare(term) || denied || !terms.iter().all(is_plain) {
            return None;
        }
        let others = || terms.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, term)| term);
        let (bare, tested) = (others().filter(|term| is_bare(term)), others().filter(|term| !is_bare(term)));
        let mut said: Vec<String> = bare.chain(tested).map(|term| self.slice(span_of(term).range()).to_owned()).collect();
        said.push(format!("not {}", self.slice(span_of(term).range())));
        Some(terms.iter().zip(said).map(|(place, said)| Edit::new(span_of(place).range(), said)).collect())
    }

    /// `and` for `or` between all of its terms, and back; none where some join is not found. `either` and `both` before them change
    /// with it.
    fn swapped_joins(&self, start: usize, terms: &[Span]) -> Vec<Edit> {
        let mut edits = Vec::new();
        if let Some(first) = terms.first()
            && let Some((word, place)) = self.words(start..first.range().start).first()
        {
            let other = if word.eq_ignore_ascii_case("either") { "both" } else { "either" };
            edits.push(Edit::new(place.clone(), other));
        }
        for (before, after) in terms.iter().zip(terms.iter().skip(1)) {
            let gap = before.range().end..after.range().start;
            let Some((word, place)) = self.last_word(gap, &["and", "or", "but"]) else { return Vec::new() };
            edits.push(Edit::new(place, if word.eq_ignore_ascii_case("or") { "and" } else { "or" }));
        }
        edits
    }

    /// Behind `is`, `or` joins values, and behind a `not` none may stand: names that stand alone go before tests, denied ones behind.
    fn names_first(&self, terms: &[Term]) -> Vec<Edit> {
        let place = |term: &&Term| match term {
            Term::Plain(plain) if plain.test.is_none() => {
                if plain.negated {
                    2
                } else {
                    0
                }
            }
            Term::Plain(_) | Term::Named { .. } => 1,
            // What is listed in bullets stays last.
            Term::Group { .. } => 3,
        };
        let mut moved: Vec<&Term> = terms.iter().collect();
        moved.sort_by_key(place);
        let edit = |(place, term): (&Term, &Term)| Edit::new(span_of(place).range(), self.slice(span_of(term).range()));
        terms.iter().zip(moved).filter(|(place, term)| !std::ptr::eq(*place, *term)).map(edit).collect()
    }

    fn without_term(&self, condition: &Condition, terms: &[Span], at: usize) -> Option<Edit> {
        let own = terms.get(at)?.range();
        let start = condition.span.range().start;
        if terms.len() == 2 && terms.first()?.range().start > start {
            // `either a or b`: what is left stands alone.
            let other = terms.get(1 - at)?;
            return Some(Edit::new(start..condition.span.range().end, self.slice(other.range())));
        }
        match at.checked_sub(1).and_then(|before| terms.get(before)) {
            Some(before) => Some(Edit::new(before.range().end..own.end, "")),
            None => Some(Edit::new(own.start..terms.get(1)?.range().start, "")),
        }
    }

    fn term(&mut self, term: &Term) {
        match term {
            Term::Plain(plain) => self.plain(plain),
            Term::Named { quantifier, list, span } => self.quantifier(quantifier, span.range().start..list.span.range().start),
            Term::Group { quantifier, members, span } => {
                let Some(first) = members.first() else { return };
                let spans: Vec<Span> = members.iter().map(|member| member.span).collect();
                let lead = span.range().start..first.span.range().start;
                if self.words(lead.clone()).first().is_some_and(|(word, _)| is_pair(word)) {
                    let edits = self.swapped_joins(span.range().start, &spans);
                    self.push(Operator::Join, edits);
                } else {
                    self.quantifier(quantifier, lead);
                    self.drop_one(Operator::DropCondition, &spans, self.joining(&spans));
                }
                for member in members {
                    self.condition(member);
                }
            }
        }
    }

    /// The word before the last of several members on one line.
    fn joining(&self, members: &[Span]) -> &'static str {
        let last = members.len().checked_sub(2).and_then(|before| members.get(before..));
        let gap = match last {
            Some([before, after]) => before.range().end..after.range().start,
            Some(_) | None => 0..0,
        };
        if self.last_word(gap, &["or"]).is_some() { "or" } else { "and" }
    }

    fn quantifier(&mut self, quantifier: &Quantifier, lead: Range<usize>) {
        let Some((_, first)) = self.words(lead).into_iter().next() else { return };
        match quantifier {
            Quantifier::Any => self.replace(Operator::Quantifier, first, "all"),
            Quantifier::All | Quantifier::None => self.replace(Operator::Quantifier, first, "any"),
            Quantifier::Exactly(amount) => {
                self.replace(Operator::Quantifier, first, "at least");
                self.amount(amount);
            }
            Quantifier::AtLeast(amount) | Quantifier::AtMost(amount) => self.amount(amount),
            Quantifier::MoreThan(amount) | Quantifier::FewerThan(amount) => self.amount(amount),
        }
    }

    fn amount(&mut self, amount: &Amount) {
        match amount {
            Amount::Number(_, span) => self.move_number(Operator::Count, span.range()),
            Amount::Parameter(_) => {}
        }
    }

    pub(super) fn list(&mut self, list: &List) {
        let spans: Vec<Span> = list.members.iter().map(|member| member.span).collect();
        self.drop_one(Operator::DropMember, &spans, self.joining(&spans));
        for member in &list.members {
            self.condition(member);
        }
    }
}

const fn is_bare(term: &Term) -> bool {
    matches!(term, Term::Plain(plain) if plain.test.is_none())
}

fn is_pair(word: &str) -> bool {
    ["either", "both"].iter().any(|pair| word.eq_ignore_ascii_case(pair))
}

const fn span_of(term: &Term) -> Span {
    match term {
        Term::Plain(plain) => plain.span,
        Term::Group { span, .. } | Term::Named { span, .. } => *span,
    }
}
