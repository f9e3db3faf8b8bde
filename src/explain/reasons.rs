//! Why one row of a table is where it is, in a few words; and what most rows that are open have in common.

use super::exact::{Exactly, Known};
use super::telling::{Point, Teller, joined};
use super::{Row, phrases};
use crate::assess::{Answer, Status};
use crate::evaluate::{LineTrace, StrandTrace, Truth, Verdict};
use crate::model::{Categorisation, CategoryId, FactId, HitPolicy, Method, Policy, Strand};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Stands in the table for what most open rows have in common.
pub(super) const AS_MOST: &str = "as most";
/// So many facts to ask are named; of more the first ones.
const ASKED: usize = 4;

/// What most open rows have in common, if they do; said once below the table.
#[derive(Clone, Debug)]
pub(super) struct Usual {
    /// Why they are open, where that is common too.
    pub(super) reason: Option<String>,
    /// The facts to ask, in the order of their ids.
    pub(super) ask: Vec<FactId>,
}

/// Looks for what most open rows have in common: the reason and the facts to ask, or these alone.
pub(super) fn usual(exactly: &mut Exactly<'_>, rows: &[Row<'_>]) -> Option<Usual> {
    let open = || rows.iter().filter(|row| row.answer.status == Status::Open);
    let all = open().count();
    let ask = most(open().map(|row| sorted(&row.answer.ask)), all)?;
    let of_those = open().filter(|row| sorted(&row.answer.ask) == ask);
    let reason = most(of_those.filter_map(|row| of_row(exactly, row).into_iter().next()), all);
    Some(Usual { reason, ask })
}

/// What more than half of so many have in common, three at least.
fn most<T: Ord>(of: impl Iterator<Item = T>, all: usize) -> Option<T> {
    let mut times: BTreeMap<T, usize> = BTreeMap::new();
    of.for_each(|one| *times.entry(one).or_default() += 1);
    times.into_iter().find(|(_, times)| *times > 2 && 2 * times > all).map(|(one, _)| one)
}

pub(super) fn sorted(ask: &[FactId]) -> Vec<FactId> {
    let mut sorted = ask.to_vec();
    sorted.sort_unstable();
    sorted
}

/// The cell of a row: what decides it; or that it is open, how far, and what to ask. Of several forms the first is the fullest.
#[cfg(feature = "cli")]
pub(super) fn cell(exactly: &mut Exactly<'_>, row: &Row<'_>, usual: Option<&Usual>) -> Vec<String> {
    let policy = exactly.policy;
    let reasons = of_row(exactly, row);
    if row.answer.status != Status::Open {
        return reasons;
    }
    let asks_as_most = usual.is_some_and(|usual| usual.ask == sorted(&row.answer.ask));
    let one = |reason: String| match usual.filter(|_| asks_as_most) {
        Some(usual) if usual.reason.as_ref() == Some(&reason) => format!("open, {AS_MOST}"),
        Some(_) => format!("open: {reason}; ask {AS_MOST}"),
        None => format!("open: {reason}{}", ask(policy, &row.answer.ask)),
    };
    reasons.into_iter().map(one).collect()
}

/// `; ask leadership and governance`
pub(super) fn ask(policy: &Policy, facts: &[FactId]) -> String {
    let names = phrases::names(policy, facts);
    match names.as_slice() {
        [] => String::new(),
        [first, second, third, _, _, ..] if names.len() > ASKED => {
            format!("; ask {first}, {second}, {third} and {} more", names.len() - 3)
        }
        _ => format!("; ask {}", phrases::list(&names, "and")),
    }
}

/// Says why settings are where they are, each in a few words. What is worked out for one serves the next.
#[derive(Debug)]
pub struct InShort<'p>(Exactly<'p>);

impl<'p> InShort<'p> {
    /// For a policy on one assessment date.
    #[must_use]
    pub fn new(policy: &'p Policy, on: Date) -> Self {
        Self(Exactly::of_one(policy, on))
    }

    /// `leadership is inconsistent; also governance`
    pub fn of(&mut self, row: Row<'_>) -> String {
        of_row(&mut self.0, &row).into_iter().next().unwrap_or_default()
    }
}

/// The reason, in one or more forms, the fullest first.
fn of_row(exactly: &mut Exactly<'_>, row: &Row<'_>) -> Vec<String> {
    let (policy, on) = (exactly.policy, exactly.on);
    let Some(categorisation) = policy.categorisation(row.answer.kind) else {
        let kind = policy.kind_name(row.answer.kind);
        return vec![format!("not categorised: {kind}")];
    };
    let known = exactly.known(row.answer.kind, row.facts);
    let reasons = Reasons {
        teller: Teller { policy, on, follows: &known.follows, ruled_out: &known.ruled_out },
        categorisation,
        answer: row.answer,
        known: &known,
    };
    match row.answer.status {
        Status::Decided => reasons.decided(),
        Status::Open => vec![reasons.open()],
        Status::NotCategorised | Status::NoAnswer => vec![format!("no answer: {}", reasons.no_category())],
    }
}

/// `leadership is inconsistent` where that says which strand it is, else `leadership: headteacher is new to headship`.
pub(super) fn by_strand(strand: &Strand, points: &[Point]) -> String {
    let name = &*strand.name.phrase;
    let mut points = points.to_vec();
    for point in &mut points {
        // "risk factors: 3 of 14 risk factors"
        let short = point.words.strip_suffix(name).map(|words| words.trim_end().to_owned());
        if let Some(short) = short.filter(|short| short.ends_with(|last: char| last.is_ascii_digit())) {
            point.words = short;
        }
    }
    let words = joined(&points);
    if words.strip_prefix(name).is_some_and(|rest| rest.starts_with(' ')) { words } else { format!("{name}: {words}") }
}

/// An answer and what stands behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reasons<'a> {
    pub(super) teller: Teller<'a>,
    pub(super) categorisation: &'a Categorisation,
    pub(super) answer: &'a Answer<'a>,
    pub(super) known: &'a Known,
}

impl Reasons<'_> {
    /// What gives the category: all of it, then with ever fewer strands told in full.
    fn decided(&self) -> Vec<String> {
        let code = self.answer.category.map_or("", |id| self.teller.policy.category_code(id));
        if let Some(gate) = self.gate() {
            return vec![gate];
        }
        let lines = self.answer.because.iter().filter_map(|(at, line)| {
            let said = self.known.trace.strands.get(*at)?.lines.get(*line)?;
            Some((self.categorisation.strands.get(*at)?, said))
        });
        let (told, otherwise): (Vec<_>, Vec<_>) = lines.partition(|(_, line)| line.why.is_some());
        let all = told.len() + otherwise.len();
        if all > 1 && all == self.categorisation.strands.len() {
            return vec![format!("every strand gives {code}")];
        }
        if told.is_empty() && !self.by_strands() {
            return vec!["no other line holds".to_owned()];
        }
        if told.is_empty() {
            let names: Vec<&str> = otherwise.iter().map(|(strand, _)| &*strand.name.phrase).collect();
            return vec![format!("{}: nothing calls for more than {code}", phrases::list(&names, "and"))];
        }
        if let ([(_, line)], false) = (told.as_slice(), self.by_strands()) {
            return vec![joined(&self.points(line))];
        }
        let reasons: Vec<String> = told.iter().map(|(strand, line)| self.of_line(strand, line)).collect();
        let names: Vec<&str> = told.iter().chain(&otherwise).map(|(strand, _)| &*strand.name.phrase).collect();
        (1..=reasons.len()).rev().map(|full| also(&reasons, &names, full)).collect()
    }

    fn of_line(&self, strand: &Strand, line: &LineTrace) -> String {
        by_strand(strand, &self.points(line))
    }

    fn points(&self, line: &LineTrace) -> Vec<Point> {
        line.why.as_ref().map_or_else(Vec::new, |why| self.teller.points(why))
    }

    /// Whether strands stand side by side and the most intensive counts; otherwise one line or row says it all.
    pub(super) fn by_strands(&self) -> bool {
        self.categorisation.method == Method::MostIntensiveStrand
    }

    /// `leadership`; `by the first match` where lines stand in no strand.
    pub(super) fn name_of(&self, strand: &Strand) -> String {
        match (self.categorisation.method, strand.table) {
            (Method::MostIntensiveStrand, _) | (_, Some(_)) => strand.name.phrase.to_string(),
            (Method::FirstMatch, None) => "by the first match".to_owned(),
            (Method::ExactlyOne, None) => "by exactly one".to_owned(),
        }
    }

    /// Why there is no category: no strand says anything, no line holds, or several do where only one may.
    pub(super) fn no_category(&self) -> String {
        if self.by_strands() {
            return "no strand says anything".to_owned();
        }
        let (lines, what) = match self.categorisation.strands.first() {
            Some(Strand { table: Some(_), name, .. }) => (format!("no row of {} holds", name.phrase), "row"),
            Some(Strand { table: None, .. }) | None => ("no line holds".to_owned(), "line"),
        };
        let both = self.holding_together();
        if both.is_empty() { lines } else { format!("more than one {what} holds: {}", phrases::list(&both, "and")) }
    }

    /// The lines that certainly hold where only one may.
    pub(super) fn holding_together(&self) -> Vec<String> {
        let lines = self.strands().flat_map(|(strand, said)| strand.lines.iter().zip(&said.lines));
        let certain = |found: &LineTrace| found.why.as_ref().is_some_and(|why| why.truth == Truth::Holds);
        let both = lines.filter(|(_, found)| found.verdict == Verdict::Conflicts && certain(found));
        both.map(|(line, _)| format!("\"{} when {}\"", self.teller.policy.category_code(line.category), line.text())).collect()
    }

    /// `never A unless latest Ofsted is good or better: latest Ofsted is none`
    fn gate(&self) -> Option<String> {
        let at = self.answer.gate?;
        let gate = self.categorisation.gates.get(at)?;
        let found = self.known.trace.gates.iter().find(|found| found.gate == at)?;
        Some(format!("{}: {}", gate.text, joined(&self.teller.points(&found.why))))
    }

    /// What is certain of an open answer, and which strands may call for more.
    fn open(&self) -> String {
        let policy = self.teller.policy;
        if !self.by_strands() {
            let names = self.strands().map(|(strand, _)| match strand.table {
                Some(_) => format!("not settled which row of {} holds", strand.name.phrase),
                None => "not settled which line holds".to_owned(),
            });
            return names.collect();
        }
        let Some(floor) = self.answer.possible.first().copied().filter(|_| !self.answer.may_be_silent) else {
            return "a category only if a strand speaks".to_owned();
        };
        let code = policy.category_code(floor);
        if floor.at() > 0 {
            return format!("at least {code}{}", self.certain(floor).unwrap_or_default());
        }
        let more: Vec<&str> = self.strands().filter(|(_, said)| said.outcomes().last() > Some(&Some(floor))).map(name).collect();
        if !more.is_empty() {
            return format!("{code} unless {} calls for more", phrases::list(&more, "or"));
        }
        let gate = self.known.trace.gates.iter().find(|gate| gate.lifts == Truth::Open);
        gate.and_then(|found| self.categorisation.gates.get(found.gate)).map_or_else(String::new, |gate| gate.text.to_string())
    }

    /// What makes sure of the least category that is possible: ` by leadership: leadership is inconsistent`.
    pub(super) fn certain(&self, floor: CategoryId) -> Option<String> {
        let by_gate = || {
            let found = self
                .known
                .trace
                .gates
                .iter()
                .find(|found| found.to == floor && found.lifts != Truth::Fails && found.why.truth == Truth::Fails)?;
            let gate = self.categorisation.gates.get(found.gate)?;
            Some(format!(", {}: {}", gate.text, joined(&self.teller.points(&found.why))))
        };
        let mut least = self.strands().filter(|(_, said)| said.outcomes().first() == Some(&Some(floor)));
        least.find_map(|(strand, said)| self.sure(strand, said)).or_else(by_gate)
    }

    /// The line of a strand that certainly holds.
    fn sure(&self, strand: &Strand, said: &StrandTrace) -> Option<String> {
        if strand.hit != HitPolicy::MostIntensive && said.category().is_none() {
            return None;
        }
        let line = said.lines.iter().rfind(|line| line.verdict.is_in_play())?;
        let why = line.why.as_ref().filter(|why| why.truth == Truth::Holds)?;
        Some(format!(" by {}: {}", strand.name.phrase, joined(&self.teller.points(why))))
    }

    pub(super) fn strands(&self) -> impl Iterator<Item = (&Strand, &StrandTrace)> {
        self.categorisation.strands.iter().zip(&self.known.trace.strands)
    }
}

fn name<'s>((strand, _): (&'s Strand, &StrandTrace)) -> &'s str {
    &strand.name.phrase
}

/// The first reasons in full, then the names of the other strands.
fn also(reasons: &[String], names: &[&str], full: usize) -> String {
    let (first, rest) = (reasons.get(..full).unwrap_or(reasons), names.get(full..).unwrap_or(&[]));
    let told = first.join("; ");
    if rest.is_empty() { told } else { format!("{told}; also {}", phrases::list(rest, "and")) }
}
