//! What scenarios expect, by what it names.

use super::super::Lowering;
use crate::diagnostic::words::{listed, with_article};
use crate::diagnostic::{Diagnostic, codes::policy as codes, did_you_mean, nearest};
use crate::model::ids::{CategoryId, FactId, KindId};
use crate::model::name::machine_name;
use crate::model::policy::Strand;
use crate::model::scenarios::{Expect, Expectable, ExpectationState, SupportRow};
use crate::model::support::When;
use crate::source::Span;
use crate::syntax::tree::{self, AllocationRow, Expected, ExpectedKind, Figure, Measure, Phrase, State, Text};
use std::mem::discriminant;

impl Lowering<'_> {
    /// All that a scenario expects; what names nothing is reported and left out.
    pub(super) fn expectations(&mut self, expects: &[Expected], kind: KindId) -> Vec<Expect> {
        let mut all: Vec<Expect> = Vec::new();
        for one in expects {
            let Some(what) = self.expectable(one, kind) else { continue };
            let several = matches!(what, Expectable::Because { .. } | Expectable::Also(_) | Expectable::Expectation(..));
            let twice =
                all.iter().find(|other| discriminant(&other.what) == discriminant(&what) && (!several || other.what == what));
            if let Some(first) = twice {
                let message = "This is expected twice.";
                let found = Diagnostic::new(codes::EXPECTED_TWICE, one.span, message).also(first.span, "expected here first");
                self.report(found.help("Keep one of the two. Several possible categories stand together: `expect A or B`."));
            }
            all.push(Expect { what, span: one.span });
        }
        all
    }

    fn expectable(&mut self, one: &Expected, kind: KindId) -> Option<Expectable> {
        match &one.kind {
            ExpectedKind::Categories(codes) => self.possible(codes, kind, one.span),
            ExpectedKind::NoCategory => self.no_category(kind, one.span),
            ExpectedKind::NoAnswer => Some(Expectable::NoAnswer),
            ExpectedKind::CannotBe => Some(Expectable::CannotBe),
            ExpectedKind::Days(figure) => days(figure),
            ExpectedKind::Because(strand, line) => self.because(strand, line.as_ref(), kind),
            ExpectedKind::Lifted(category) => self.lifted(category, kind),
            ExpectedKind::Ask(names) if names.is_empty() => Some(Expectable::AskNothing),
            ExpectedKind::Ask(names) => self.all_facts_called(names, kind).map(Expectable::Ask),
            ExpectedKind::Assumed(names) => self.assumed_called(names, kind).map(Expectable::Assumed),
            ExpectedKind::Also(text) => self.also_called(text, kind),
            ExpectedKind::AlsoNothing => Some(Expectable::AlsoNothing),
            ExpectedKind::State(name, state) => self.expectation_called(name, *state, kind),
            ExpectedKind::Support(rows) => self.support_rows(rows).map(Expectable::Support),
        }
    }

    fn possible(&mut self, codes_: &[Phrase], kind: KindId, span: Span) -> Option<Expectable> {
        let all: Vec<Option<CategoryId>> = codes_.iter().map(|code| self.category_called(code)).collect();
        let mut all: Vec<CategoryId> = all.into_iter().collect::<Option<_>>()?;
        if self.policy.categorisation(kind).is_none() {
            let message = format!("The policy gives {} no category.", self.policy.a_kind(kind));
            let help = "Write `expect no category`.";
            self.report(Diagnostic::new(codes::NEVER_SO, span, message).help(help));
            return None;
        }
        all.sort_unstable();
        all.dedup();
        Some(Expectable::Possible(all))
    }

    fn no_category(&mut self, kind: KindId, span: Span) -> Option<Expectable> {
        if self.policy.categorisation(kind).is_some() {
            let message = format!("The policy gives {} a category, so that this never comes true.", self.policy.a_kind(kind));
            let help = "Write which category is expected; `expect no answer` is where no strand says anything, `expect cannot be` where the \
                        facts are ruled out.";
            self.report(Diagnostic::new(codes::NEVER_SO, span, message).help(help));
            return None;
        }
        Some(Expectable::NoCategory)
    }

    /// A kind that is not categorised, of which no category can be expected.
    fn refuse_uncategorised(&mut self, kind: KindId, span: Span) {
        if self.policy.categorisation(kind).is_none() {
            let message =
                format!("The policy gives {} no category, so that nothing can be expected of one.", self.policy.a_kind(kind));
            self.report(Diagnostic::new(codes::NEVER_SO, span, message).help("Write `expect no category`, and its days."));
        }
    }

    fn because(&mut self, name: &Phrase, line: Option<&Text>, kind: KindId) -> Option<Expectable> {
        let machine = machine_name(&name.text);
        self.refuse_uncategorised(kind, name.span);
        let strands: &[Strand] = &self.policy.categorisation(kind)?.strands;
        let Some(at) = strands.iter().position(|strand| *strand.name.machine == machine) else {
            let names: Vec<&str> = strands.iter().map(|strand| &*strand.name.phrase).collect();
            let help = did_you_mean(&name.text, names.iter().copied(), || format!("Its strands are {}.", listed(&names, "and")));
            let message = format!("How {} is categorised has no strand `{}`.", self.policy.a_kind(kind), name.text);
            self.report(Diagnostic::new(codes::UNKNOWN_STRAND, name.span, message).help(help));
            return None;
        };
        let Some(line) = line else { return Some(Expectable::Because { strand: at, line: None }) };
        let strand = strands.get(at)?;
        let wanted = machine_name(&line.value);
        let Some(found) = strand.lines.iter().position(|one| machine_name(one.text()) == wanted) else {
            let texts: Vec<&str> = strand.lines.iter().map(crate::model::Line::text).collect();
            let span = strand.span;
            let help = match nearest(&line.value, texts.iter().copied()) {
                Some(near) => format!("Did you mean `\"{near}\"`?"),
                None => format!("Write what stands behind `when` in one of its lines: {}.", listed(&texts, "or")),
            };
            let message = format!("The strand `{}` has no line `{}`.", strand.name.phrase, line.value);
            self.report(Diagnostic::new(codes::UNKNOWN_STRAND, line.span, message).also(span, "the strand").help(help));
            return None;
        };
        Some(Expectable::Because { strand: at, line: Some(found) })
    }

    fn lifted(&mut self, category: &Phrase, kind: KindId) -> Option<Expectable> {
        let id = self.category_called(category)?;
        self.refuse_uncategorised(kind, category.span);
        let gates = &self.policy.categorisation(kind)?.gates;
        let Some(at) = gates.iter().position(|gate| gate.category == id) else {
            let named: Vec<String> =
                gates.iter().map(|gate| format!("never {}", self.policy.category_code(gate.category))).collect();
            let message = format!("How {} is categorised has no line `never {}`.", self.policy.a_kind(kind), category.text);
            let help = if named.is_empty() {
                "No line lifts its category: take this out.".to_owned()
            } else {
                format!("It has {}.", listed(&named, "and"))
            };
            self.report(Diagnostic::new(codes::UNKNOWN_STRAND, category.span, message).help(help));
            return None;
        };
        Some(Expectable::Lifted(at))
    }

    pub(super) fn all_facts_called(&mut self, names: &[Phrase], kind: KindId) -> Option<Vec<FactId>> {
        let all: Vec<Option<FactId>> = names.iter().map(|name| self.fact_called(name, kind)).collect();
        all.into_iter().collect()
    }

    /// Facts for which the policy assumes a value, in declaration order.
    fn assumed_called(&mut self, names: &[Phrase], kind: KindId) -> Option<Vec<FactId>> {
        let mut all = self.all_facts_called(names, kind)?;
        for (name, id) in names.iter().zip(all.clone()) {
            let Some(fact) = self.policy.fact(id).filter(|fact| fact.assumed.is_none()) else { continue };
            let message = format!("The policy assumes nothing of `{}`.", fact.name.phrase);
            let found = Diagnostic::new(codes::NEVER_SO, name.span, message).also(fact.span, "declared here");
            self.report(
                found.help("Take it out, or let the policy assume a value where the fact is declared: `; assumed VALUE`."),
            );
            return None;
        }
        all.sort_unstable();
        all.dedup();
        Some(all)
    }

    fn also_called(&mut self, text: &Text, kind: KindId) -> Option<Expectable> {
        let items: Vec<&str> =
            self.policy.also.iter().filter(|also| also.kind == kind).flat_map(|also| &also.items).map(|item| &**item).collect();
        if let Some(item) = items.iter().find(|item| machine_name(item) == machine_name(&text.value)) {
            return Some(Expectable::Also((*item).into()));
        }
        let help = did_you_mean(&text.value, items.iter().copied(), || match listed(&items, "or") {
            none if none.is_empty() => format!("Nothing is declared by `also for {}`.", self.policy.a_kind(kind)),
            all => format!("It can get {all}."),
        });
        let message = format!("No `also` of {} names `{}`.", with_article(self.policy.kind_name(kind)), text.value);
        self.report(Diagnostic::new(codes::NEVER_SO, text.span, message).help(help));
        None
    }

    fn expectation_called(&mut self, name: &Phrase, state: State, kind: KindId) -> Option<Expectable> {
        let machine = machine_name(&name.text);
        self.refuse_uncategorised(kind, name.span);
        let all = &self.policy.categorisation(kind)?.expectations;
        let found: Vec<usize> = (0..).zip(all).filter(|(_, one)| *one.name.machine == machine).map(|(at, _)| at).collect();
        if found.is_empty() {
            let names: Vec<&str> = all.iter().map(|one| &*one.name.phrase).collect();
            let help = did_you_mean(&name.text, names.iter().copied(), || match listed(&names, "and") {
                none if none.is_empty() => "Its categories expect nothing.".to_owned(),
                all => format!("Its categories expect {all}."),
            });
            let message = format!("No category of {} expects `{}`.", self.policy.a_kind(kind), name.text);
            self.report(Diagnostic::new(codes::NEVER_SO, name.span, message).help(help));
            return None;
        }
        let state = match state {
            State::Met => ExpectationState::Met,
            State::NotMet => ExpectationState::NotMet,
            State::NotKnown => ExpectationState::Unknown,
            State::NotExpected => ExpectationState::NotExpected,
        };
        Some(Expectable::Expectation(found, state))
    }

    fn support_rows(&mut self, rows: &[AllocationRow]) -> Option<Vec<SupportRow>> {
        let all: Vec<Option<SupportRow>> = rows.iter().map(|row| self.support_row(row)).collect();
        all.into_iter().collect()
    }

    fn support_row(&mut self, row: &tree::AllocationRow) -> Option<SupportRow> {
        let activity = self.activity(row)?;
        let mut times: Vec<(When, usize)> = Vec::new();
        for visit in &activity.visits {
            match times.iter_mut().find(|(when, _)| *when == visit.when) {
                Some((_, count)) => *count += visit.times,
                None => times.push((visit.when, visit.times)),
            }
        }
        Some(SupportRow { each: activity.each(), activity: activity.name, times })
    }
}

fn days(figure: &Figure) -> Option<Expectable> {
    match &figure.measure {
        Measure::NotGiven => Some(Expectable::NoDays),
        Measure::Days(binding, days) => Some(Expectable::Days(*binding, days.number)),
        Measure::Each(_) | Measure::Times(_) => None,
    }
}
