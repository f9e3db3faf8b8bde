//! What else is stated of an allocation's figures, contradictions in words, and clauses.

use super::super::{Lowering, Sort};
use crate::diagnostic::words::listed;
use crate::diagnostic::{Diagnostic, codes::policy as codes, did_you_mean};
use crate::model::support::{Allocation, Claim, Clause, Contradiction, Dispute, Figure, Matter, Settlement, Standing};
use crate::syntax::tree::{self, ClaimSort, ClauseStanding, Declaration, Measure, Phrase, Text};
use std::sync::Arc;

impl Lowering<'_> {
    /// Gives an allocation what is stated of its figures in other places; `false` where some of it cannot be looked up.
    ///
    /// What was decided is about what stands above it, as far as nothing settles that already; a single decision is about all
    /// that is stated of its matter, wherever it stands.
    ///
    /// Of an allocation that could not be read whole no activity is missed: its row may be the one that could not.
    pub(super) fn disputes(&mut self, claims: &[tree::Claim], allocation: &mut Allocation, read: bool) -> bool {
        let mut whole = true;
        let mut matters: Vec<(Matter, Vec<Line>)> = Vec::new();
        for claim in claims {
            let Some((matter, line)) = self.claimed(claim, allocation, read) else {
                whole = false;
                continue;
            };
            match matters.iter_mut().find(|(other, _)| *other == matter) {
                Some((_, lines)) => lines.push(line),
                None => matters.push((matter, vec![line])),
            }
        }
        allocation.disputes = matters.into_iter().flat_map(|(matter, lines)| settled_in_turn(&matter, lines)).collect();
        whole
    }

    fn claimed(&mut self, claim: &tree::Claim, allocation: &Allocation, read: bool) -> Option<(Matter, Line)> {
        let activity = match &claim.activity {
            Some(name) => Some(self.activity_called(name, allocation, read)?),
            None => None,
        };
        let (figure, often) = match &claim.figure.measure {
            Measure::Days(binding, days) => (Figure::Days(*binding, self.days(days)), false),
            Measure::NotGiven => (Figure::NotGiven, false),
            Measure::Each(cadence) => (Figure::Times(self.in_year(*cadence, claim.figure.span)?), true),
            Measure::Times(times) => (Figure::Times(*times), true),
        };
        let matter = match activity {
            None => Matter::Days,
            Some(name) if often => Matter::TimesOf(name),
            Some(name) => Matter::DaysOf(name),
        };
        let (figure, text, span) = (Some(figure), self.text_of(claim.figure.span), claim.span);
        let line = match &claim.sort {
            ClaimSort::AlsoStated => Line::Other(Claim { figure, text, from: claim.from.as_ref().map(told), span }),
            ClaimSort::Settled(because) => Line::Settled(Settlement { figure, text, because: told(because), span }),
        };
        Some((matter, line))
    }

    /// The activity of a row, as the row writes it; one that no row has is reported.
    fn activity_called(&mut self, name: &Text, allocation: &Allocation, read: bool) -> Option<Arc<str>> {
        if let Some(row) = allocation.rows_called(&name.value).next() {
            return Some(row.name.clone());
        }
        if !read {
            return None;
        }
        let names: Vec<&str> = allocation.activities.iter().map(|row| &*row.name).collect();
        let message = format!("No row of this allocation is called `{}`.", name.value);
        let help = did_you_mean(&name.value, names.iter().copied(), || match listed(&names, "and") {
            none if none.is_empty() => "The allocation has no rows; write them in a table below its heading.".to_owned(),
            all => format!("Name an activity as its row does: {all}."),
        });
        self.report(Diagnostic::new(codes::UNKNOWN_ACTIVITY, name.span, message).help(help));
        None
    }

    pub(in crate::model::from_syntax) fn contradiction(&mut self, one: &tree::Contradiction, declaration: &Declaration) {
        if declaration.broken || !self.claim(Sort::Contradiction, &one.title) {
            return;
        }
        let words = |text: &Text| -> Arc<str> { format!("\"{}\"", text.value).into() };
        let statements = one.statements.iter().map(|statement| Claim {
            figure: None,
            text: words(&statement.words),
            from: Some(told(&statement.from)),
            span: statement.span,
        });
        let settled = one.settled.as_ref().map(|settled| Settlement {
            figure: None,
            text: words(&settled.words),
            because: told(&settled.because),
            span: settled.span,
        });
        self.policy.contradictions.push(Contradiction {
            about: one.title.text.as_str().into(),
            statements: statements.collect(),
            sum: None,
            settled,
            span: declaration.heading,
        });
    }

    pub(in crate::model::from_syntax) fn clauses(&mut self, clauses: &tree::Clauses) {
        for name in &clauses.names {
            let phrase = Phrase { text: name.value.clone(), span: name.span };
            if !self.room_for(self.policy.clauses.len(), "clauses", name.span) || !self.claim(Sort::Clause, &phrase) {
                continue;
            }
            let standing = match &clauses.standing {
                ClauseStanding::NoRule(because) => Standing::NoRule(told(because)),
                ClauseStanding::Cited(words) => Standing::Cited(words.as_ref().map(told)),
            };
            self.policy.clauses.push(Clause { name: told(name), standing, span: name.span });
        }
    }
}

/// What is stated elsewhere, or what was decided.
enum Line {
    Other(Claim),
    Settled(Settlement),
}

fn told(text: &Text) -> Arc<str> {
    text.value.as_str().into()
}

/// The lines of one matter, each decision with what it settles.
fn settled_in_turn(matter: &Matter, lines: Vec<Line>) -> Vec<Dispute> {
    let new = || Dispute { matter: matter.clone(), others: Vec::new(), settled: None };
    let several = lines.iter().filter(|line| matches!(line, Line::Settled(_))).count() > 1;
    let mut disputes = vec![new()];
    for line in lines {
        let over = disputes.last().is_none_or(|last| several && last.settled.is_some());
        if over {
            disputes.push(new());
        }
        let Some(last) = disputes.last_mut() else { continue };
        match line {
            Line::Other(claim) => last.others.push(claim),
            Line::Settled(settlement) => last.settled = Some(settlement),
        }
    }
    disputes
}
