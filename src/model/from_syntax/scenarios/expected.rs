//! What scenarios expect, by what it names.

use super::super::Lowering;
use super::meant::line_called;
use crate::diagnostic::words::{joined, listed};
use crate::diagnostic::{Diagnostic, codes::policy as codes, did_you_mean, nearest};
use crate::model::ids::{CategoryId, FactId, KindId};
use crate::model::name::machine_name;
use crate::model::policy::{Line, Strand};
use crate::model::scenarios::{Expect, Expectable, ExpectationState, SupportRow};
use crate::model::support::When;
use crate::source::Span;
use crate::syntax::tree::{self, AllocationRow, Expected, ExpectedKind, Figure, Measure, Phrase, State, Text};
use std::collections::HashSet;
use std::mem::discriminant;

impl Lowering<'_> {
    /// All that a scenario expects; what names nothing is reported and left out.
    pub(super) fn expectations(&mut self, expects: &[Expected], kind: KindId) -> Vec<Expect> {
        let mut all: Vec<Expect> = Vec::new();
        for one in expects {
            let Some(what) = self.expectable(one, kind) else { continue };
            if let Some(first) = all.iter().find(|other| of_one_thing(&other.what, &what)) {
                self.expected_twice(one.span, &what, first);
            }
            all.push(Expect { what, span: one.span });
        }
        all
    }

    fn expected_twice(&mut self, span: Span, what: &Expectable, first: &Expect) {
        let same = first.what == *what;
        let message = if same { "This is expected twice." } else { "Above, something else is expected of the same thing." };
        let both = !same && matches!(what, Expectable::Possible(_));
        let help = if both {
            "Keep one of the two, or write both together if both are possible: `expect A or B`."
        } else {
            "Keep one of the two."
        };
        let found = Diagnostic::new(codes::EXPECTED_TWICE, span, message).also(first.span, "expected here first");
        self.report(found.help(help));
    }

    fn expectable(&mut self, one: &Expected, kind: KindId) -> Option<Expectable> {
        match &one.kind {
            ExpectedKind::Categories(codes) => self.possible(codes, kind, one.span).map(Expectable::Possible),
            ExpectedKind::CategoriesOrNoAnswer(codes) => self.possible(codes, kind, one.span).map(Expectable::PossibleOrNoAnswer),
            ExpectedKind::NoCategory => self.no_category(kind, one.span),
            ExpectedKind::NoAnswer => Some(Expectable::NoAnswer),
            ExpectedKind::CannotBe => Some(Expectable::CannotBe),
            ExpectedKind::Days(figure) => days(figure),
            ExpectedKind::Because(strand, line) => self.because(strand, line.as_ref(), kind),
            ExpectedKind::Lifted(category) => self.lifted(category, kind),
            ExpectedKind::Ask(names) if names.is_empty() => Some(Expectable::AskNothing),
            ExpectedKind::Ask(names) => self.all_facts_expected(names, "nothing to ask", kind).map(Expectable::Ask),
            ExpectedKind::Assumed(names) => self.assumed_called(names, kind).map(Expectable::Assumed),
            ExpectedKind::Also(text) => self.also_called(text, kind),
            ExpectedKind::AlsoNothing => Some(Expectable::AlsoNothing),
            ExpectedKind::State(name, state) => self.expectation_called(name, *state, kind),
            ExpectedKind::Support(rows) => self.support_rows(rows).map(Expectable::Support),
        }
    }

    fn possible(&mut self, codes_: &[Phrase], kind: KindId, span: Span) -> Option<Vec<CategoryId>> {
        let all: Vec<Option<CategoryId>> = codes_.iter().map(|code| self.category_expected(code, kind)).collect();
        let mut all: Vec<CategoryId> = all.into_iter().collect::<Option<_>>()?;
        if self.policy.categorisation(kind).is_none() {
            let message = format!("The policy gives {} no category.", self.policy.a_kind(kind));
            let help = "Write `expect no category`.";
            self.report(Diagnostic::new(codes::NEVER_SO, span, message).help(help));
            return None;
        }
        all.sort_unstable();
        all.dedup();
        Some(all)
    }

    /// The category of a code; another word for something that can be expected is reported as such.
    fn category_expected(&mut self, code: &Phrase, kind: KindId) -> Option<CategoryId> {
        let known = self.policy.categories.iter().any(|category| *category.code == *code.text);
        let asked = !known && !self.policy.categories.is_empty();
        let Some(help) = asked.then(|| self.meant_by(&code.text, kind)).flatten() else { return self.category_called(code) };
        let message = format!("There is no category `{}`.", code.text);
        self.report(Diagnostic::new(codes::UNKNOWN_CATEGORY, code.span, message).help(help));
        None
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
            // Lines that stand in no strand are named by their words alone.
            let only = strands.first().filter(|only| line.is_none() && only.is_nameless());
            if let Some(line) = only.and_then(|only| line_called(only, &name.text)) {
                return Some(Expectable::Because { strand: 0, line: Some(line) });
            }
            let names = strands.iter().flat_map(|strand| match strand.is_nameless() {
                true => strand.lines.iter().map(Line::text).collect(),
                false => vec![&*strand.name.phrase],
            });
            let help = self.strand_meant(&name.text, kind);
            let help = help.unwrap_or_else(|| did_you_mean(&name.text, names, || self.strands_named(strands)));
            let message = format!("How {} is categorised has no strand `{}`.", self.policy.a_kind(kind), name.text);
            self.report(Diagnostic::new(codes::UNKNOWN_STRAND, name.span, message).help(help));
            return None;
        };
        let Some(line) = line else { return Some(Expectable::Because { strand: at, line: None }) };
        let strand = strands.get(at)?;
        let Some(found) = line_called(strand, &line.value) else {
            let texts: Vec<&str> = strand.lines.iter().map(Line::text).collect();
            let span = strand.span;
            let help = match (self.line_meant(&line.value, kind), nearest(&line.value, texts.iter().copied())) {
                (Some(other), _) => other,
                (None, Some(near)) => format!("Did you mean `\"{near}\"`?"),
                (None, None) => format!("Write what stands behind `when` in one of its lines: {}.", listed(&texts, "or")),
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

    /// The facts that are expected to be asked or assumed; `nothing` in their place is reported.
    fn all_facts_expected(&mut self, names: &[Phrase], nothing: &str, kind: KindId) -> Option<Vec<FactId>> {
        let no_fact =
            |name: &&Phrase| ["nothing", "none", "no fact", "no facts"].iter().any(|one| name.text.eq_ignore_ascii_case(one));
        if let Some(name) = names.iter().find(no_fact) {
            let message = format!("No fact is called `{}`.", name.text);
            self.report(Diagnostic::new(codes::UNKNOWN_NAME, name.span, message).help(format!("Write `{nothing}`.")));
            return None;
        }
        self.all_facts_called(names, kind)
    }

    /// Facts for which the policy assumes a value, in declaration order.
    fn assumed_called(&mut self, names: &[Phrase], kind: KindId) -> Option<Vec<FactId>> {
        let mut all = self.all_facts_expected(names, "nothing assumed", kind)?;
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
        let quoted: Vec<String> = items.iter().map(|item| format!("`also \"{item}\"`")).collect();
        let begun = items.iter().find(|item| machine_name(item).starts_with(&machine_name(&text.value)));
        let near = begun.copied().or_else(|| nearest(&text.value, items.iter().copied()));
        let help = match (near, quoted.as_slice()) {
            _ if text.value.eq_ignore_ascii_case("nothing") => "Write `nothing also`.".to_owned(),
            (Some(near), _) => format!("Write `also \"{near}\"`, in quotation marks."),
            (None, []) => format!("No line begins with `also for {}`: take this out.", self.policy.a_kind(kind)),
            (None, quoted) => format!("Write {}.", joined(quoted, "or")),
        };
        let message = format!("Nothing that {} gets besides is called `{}`.", self.policy.a_kind(kind), text.value);
        self.report(Diagnostic::new(codes::NEVER_SO, text.span, message).help(help));
        None
    }

    fn expectation_called(&mut self, name: &Phrase, state: State, kind: KindId) -> Option<Expectable> {
        let machine = machine_name(&name.text);
        self.refuse_uncategorised(kind, name.span);
        let all = &self.policy.categorisation(kind)?.expectations;
        let found: Vec<usize> = (0..).zip(all).filter(|(_, one)| *one.name.machine == machine).map(|(at, _)| at).collect();
        if found.is_empty() {
            let mut names: Vec<&str> = all.iter().map(|one| &*one.name.phrase).collect();
            let mut seen = HashSet::new();
            names.retain(|name| seen.insert(*name));
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

/// Whether two expectations are about one thing, so that they are the same, or cannot both be so.
fn of_one_thing(one: &Expectable, other: &Expectable) -> bool {
    match (one, other) {
        (Expectable::Because { strand, line }, Expectable::Because { strand: at, line: by }) => {
            strand == at && (line == by || line.is_some() && by.is_some())
        }
        (Expectable::Expectation(one, _), Expectable::Expectation(other, _)) => one == other,
        (Expectable::Also(one), Expectable::Also(other)) => one == other,
        _ => discriminant(one) == discriminant(other),
    }
}
