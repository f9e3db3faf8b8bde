//! What tells: the facts that the truth of a condition comes from, in a few words.

mod derived;
mod related;

pub(super) use derived::row_words;

use super::phrases;
use crate::evaluate::{Because, Bound, Count, Limit, Truth, Why};
use crate::model::{
    DefineId, DerivedId, Domain, FactId, FactState, ParameterId, ParameterValue, Policy, Unit, Value, YES_NO, spoken,
};
use jiff::civil::Date;
use std::collections::HashSet;

/// Members that hold are named up to so many; more are only counted.
const NAMED: usize = 2;

/// A statement about one setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Point {
    /// `governance is green`, `3 of 14 risk factors`
    pub(super) words: String,
    /// What it is measured by: `many is 3`.
    pub(super) notes: Vec<String>,
    /// How the fact's value is known where nobody told.
    pub(super) untold: Option<&'static str>,
}

/// Said of a fact's value that the policy assumes, and of one that follows from the other facts.
const ASSUMED: &str = "assumed";
const FOLLOWS: &str = "it can be nothing else";

/// Tells by one policy as of one day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Teller<'p> {
    pub(super) policy: &'p Policy,
    pub(super) on: Date,
    /// Facts that nobody told and that can be only one thing.
    pub(super) follows: &'p [FactId],
    /// What tables cannot come to, though their traces may have it for them.
    pub(super) ruled_out: &'p [(DerivedId, Value)],
}

/// What has been gathered.
#[derive(Debug, Default)]
struct Gathered {
    points: Vec<Point>,
    /// Definitions that have been followed: each is told once, however many conditions use it.
    followed: HashSet<DefineId>,
}

impl<'p> Teller<'p> {
    /// The statements that a condition's truth comes from, each once. Of `all of` that fails the first that fails is enough, of
    /// `any of` that holds those that hold; of an open condition what is open tells.
    pub(super) fn points(self, why: &Why) -> Vec<Point> {
        let mut found = Gathered::default();
        self.gather(why, &mut found);
        found.points
    }

    fn gather(self, why: &Why, found: &mut Gathered) {
        match &why.because {
            Because::Fact { fact, state, limit } => add(found, self.fact(why, *fact, *state, *limit)),
            Because::Related { relation, states, limit } => {
                self.related(why, relation, states, *limit).into_iter().for_each(|point| add(found, point));
            }
            Because::Derived { limit, trace } => add(found, self.derived(why, trace, *limit)),
            Because::Defined(..) if why.truth == Truth::Holds => add(found, bare(&why.text)),
            Because::Defined(id, inner) => {
                if found.followed.insert(*id) {
                    self.gather(inner, found);
                }
            }
            Because::Not(inner) if matches!(inner.because, Because::Defined(..)) && why.truth == Truth::Holds => {
                add(found, bare(&why.text));
            }
            Because::Not(inner) => self.denied(inner, found),
            Because::All(parts) if why.truth == Truth::Fails => {
                parts.iter().filter(|part| part.truth == Truth::Fails).take(1).for_each(|part| self.gather(part, found));
            }
            Because::All(parts) | Because::Any(parts) => self.gather_those(parts, why.truth, found),
            Because::Count(count) => self.count(count, why.truth, found),
        }
    }

    /// Why what is denied holds or fails. A definition that holds is told by its name, as its text here begins with `not`.
    fn denied(self, inner: &Why, found: &mut Gathered) {
        if let (Because::Defined(id, _), Truth::Holds) = (&inner.because, inner.truth) {
            let name = self.policy.defines.get(id.at()).map_or("", |define| &*define.name.phrase);
            add(found, bare(name));
        } else {
            self.gather(inner, found);
        }
    }

    fn gather_those(self, parts: &[Why], truth: Truth, found: &mut Gathered) {
        parts.iter().filter(|part| part.truth == truth).for_each(|part| self.gather(part, found));
    }

    fn count(self, count: &Count, truth: Truth, found: &mut Gathered) {
        match (count.list, common_count(count), truth) {
            (None, Some(CommonCount::Any | CommonCount::All), _) | (None, Some(CommonCount::None), Truth::Open) => {
                self.gather_those(&count.of, truth, found);
            }
            (None, Some(CommonCount::None), _) => self.gather_those(&count.of, !truth, found),
            _ => add(found, self.counted(count, truth)),
        }
    }

    /// `3 of 14 risk factors (many is 3)`, with the names of the few that hold.
    fn counted(self, count: &Count, truth: Truth) -> Point {
        let list = self.list_name(count).map_or_else(String::new, |name| format!(" {name}"));
        let words = format!("{} of {}{list}", count.tally.holds, count.of.len());
        let holding: Vec<&str> = count.of.iter().filter(|part| part.truth == Truth::Holds).map(|part| &*part.text).collect();
        let mut notes = Vec::new();
        if truth == Truth::Holds && (1..=NAMED).contains(&holding.len()) {
            notes.push(phrases::list(&holding, "and"));
        }
        if count.tally.open > 0 {
            notes.push(format!("{} not known", count.tally.open));
        }
        notes.extend(self.wanted(count));
        Point { words, notes, untold: None }
    }

    pub(super) fn list_name(self, count: &Count) -> Option<&'p str> {
        count.list.and_then(|id| self.policy.lists.get(id.at())).map(|list| &*list.name.phrase)
    }

    /// What a count is measured by; nothing for "any of".
    fn wanted(self, count: &Count) -> Option<String> {
        match (count.parameter, common_count(count)) {
            (Some(id), _) => self.parameter(id),
            (None, Some(CommonCount::Any | CommonCount::None | CommonCount::All)) => None,
            (None, None) => Some(format!("{} {}", bound(count.bound), phrases::number(count.wanted))),
        }
    }

    /// `many is 3`
    pub(super) fn parameter(self, id: ParameterId) -> Option<String> {
        let parameter = self.policy.parameters.get(id.at())?;
        let value = match self.policy.parameter_on(id, self.on)? {
            ParameterValue::Number(number) => parameter.unit.as_ref().unwrap_or(&Unit::Bare).with(number),
            ParameterValue::Date(date) => spoken(date),
        };
        Some(format!("{} is {value}", parameter.name.phrase))
    }

    fn fact(self, why: &Why, id: FactId, state: FactState, limit: Option<Limit>) -> Point {
        let name = self.policy.fact(id).map_or("", |fact| &fact.name.phrase);
        // A name in the plural is followed by "are" where the policy writes it so.
        let verb = if why.text.strip_prefix(name).is_some_and(|rest| rest.starts_with(" are ")) { "are" } else { "is" };
        let words = match state.value() {
            None => format!("{name} {verb} not known"),
            Some(Value::Option(at)) if self.is_yes_no(id) => format!("{}{name}", if at == 0 { "" } else { "not " }),
            Some(value) => format!("{name} {verb} {}", self.policy.value_phrase(id, value)),
        };
        let mut notes = Vec::new();
        if let Some(limit) = limit {
            notes.extend(limit.parameter.and_then(|id| self.parameter(id)));
            notes.extend(limit.until.map(|until| format!("counts to {}", spoken(until))));
            let rest = why.text.strip_prefix(name).and_then(|rest| rest.strip_prefix(" is "));
            notes.extend(rest.filter(|_| notes.is_empty() && why.truth == Truth::Holds).map(str::to_owned));
        }
        Point { words, notes, untold: self.untold(id, state) }
    }

    /// How the value of a fact is known where nobody told.
    pub(super) fn untold(self, id: FactId, state: FactState) -> Option<&'static str> {
        match state {
            FactState::Assumed(_) => Some(ASSUMED),
            FactState::Told(_) if self.follows.contains(&id) => Some(FOLLOWS),
            FactState::Told(_) | FactState::Unknown => None,
        }
    }

    pub(super) fn is_yes_no(self, id: FactId) -> bool {
        self.policy.fact(id).is_some_and(|fact| matches!(fact.domain, Domain::Vocabulary(YES_NO)))
    }

    /// What of an open condition is still open, its certain parts left out.
    pub(super) fn still_open(self, why: &Why) -> String {
        let (parts, joining) = match &why.because {
            Because::All(parts) => (parts, " and "),
            Because::Any(parts) => (parts, " or "),
            Because::Count(count) => match (count.list, common_count(count)) {
                (None, Some(CommonCount::Any)) => (&count.of, " or "),
                (None, Some(CommonCount::All)) => (&count.of, " and "),
                _ => {
                    let holds = phrases::count(count.tally.holds, "holds", "hold");
                    return format!("{} ({holds}, {} not known)", why.text, count.tally.open);
                }
            },
            Because::Derived { trace, .. } => {
                let now = self.derived_of(trace).map(|derived| self.reached(derived, trace, None));
                return now.map_or_else(|| why.text.to_string(), |now| format!("{} ({now})", why.text));
            }
            Because::Fact { .. } | Because::Related { .. } => return why.text.to_string(),
            Because::Defined(..) | Because::Not(_) => return why.text.to_string(),
        };
        let open: Vec<&Why> = parts.iter().filter(|part| part.truth == Truth::Open).collect();
        let several = open.len() > 1;
        let one = |part: &&Why| {
            let words = self.still_open(part);
            if several && words.contains(if joining == " or " { " and " } else { " or " }) { format!("({words})") } else { words }
        };
        open.iter().map(one).collect::<Vec<_>>().join(joining)
    }
}

/// Counts that have a word of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CommonCount {
    /// At least one.
    Any,
    /// Every one.
    All,
    /// Not one.
    None,
}

/// Whether a count is one of those; never where a parameter says how many.
pub(super) fn common_count(count: &Count) -> Option<CommonCount> {
    let wanted = (count.parameter.is_none()).then(|| phrases::number(count.wanted))?;
    match count.bound {
        Bound::AtLeast if wanted == "1" => Some(CommonCount::Any),
        Bound::AtLeast if wanted == count.of.len().to_string() => Some(CommonCount::All),
        Bound::AtMost if wanted == "0" => Some(CommonCount::None),
        Bound::AtLeast | Bound::AtMost | Bound::Exactly => None,
    }
}

const fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
        Bound::Exactly => "exactly",
    }
}

/// Statements, each for itself.
pub(super) fn each(points: &[Point]) -> Vec<String> {
    points.iter().map(Point::in_words).collect()
}

/// Statements as one: `latest Ofsted is good and 3 of 14 risk factors (many is 3)`.
pub(super) fn joined(points: &[Point]) -> String {
    phrases::list(&each(points), "and")
}

impl Point {
    pub(super) fn in_words(&self) -> String {
        let notes: Vec<&str> = self.notes.iter().map(String::as_str).chain(self.untold).collect();
        if notes.is_empty() { self.words.clone() } else { format!("{} ({})", self.words, notes.join("; ")) }
    }
}

fn bare(text: &str) -> Point {
    Point { words: text.to_owned(), notes: Vec::new(), untold: None }
}

fn add(found: &mut Gathered, point: Point) {
    if !found.points.iter().any(|other| other.words == point.words) {
        found.points.push(point);
    }
}
