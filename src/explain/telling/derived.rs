//! What tables and scores come to, in a few words, and where that comes from.

use super::{Point, Teller, phrases};
use crate::evaluate::{Count, DerivedParts, DerivedTrace, Limit, PointsTrace, Reached, RowTrace, Scored, Truth, Verdict, Why};
use crate::model::{Derived, DerivedRule, Domain, HitPolicy, Points, Row, Unit, Value, YES_NO};
use rust_decimal::Decimal;

/// So many rows or lines are named; of more the first ones.
const NAMED: usize = 3;

impl<'p> Teller<'p> {
    /// The table or score of a trace.
    pub(in crate::explain) fn derived_of(self, trace: &DerivedTrace) -> Option<&'p Derived> {
        self.policy.derived.get(trace.derived.at())
    }

    /// What its value may be, as far as that can be.
    pub(in crate::explain) fn value_now(self, trace: &DerivedTrace) -> Reached {
        match &trace.value {
            Reached::OneOf(values) => {
                let may_be = |value: &&Value| !self.ruled_out.contains(&(trace.derived, **value));
                Reached::OneOf(values.iter().filter(may_be).copied().collect())
            }
            Reached::Sum(least, most) => Reached::Sum(*least, *most),
        }
    }

    /// `risk is 5 (3 when attendance is under 90%, 1 for each of 2 of 14 risk factors; high risk is 7)`
    pub(super) fn derived(self, why: &Why, trace: &DerivedTrace, limit: Option<Limit>) -> Point {
        let Some(derived) = self.derived_of(trace) else { return super::bare(&why.text) };
        let name = &*derived.name.phrase;
        let words = match self.value_now(trace).certain() {
            Some(Value::Option(at)) if matches!(derived.domain, Domain::Vocabulary(YES_NO)) => {
                format!("{}{name}", if at == 0 { "" } else { "not " })
            }
            Some(value) => format!("{name} is {}", self.value_of(derived, value)),
            None => format!("{name} is {}", self.reached(derived, trace, Some(why.truth))),
        };
        let mut notes: Vec<String> = Vec::new();
        let from = self.comes_from(derived, trace);
        notes.extend((!from.is_empty()).then_some(from));
        notes.extend(limit.and_then(|limit| limit.parameter).and_then(|id| self.parameter(id)));
        Point { words, notes, untold: None }
    }

    /// A value as a person writes it.
    pub(in crate::explain) fn value_of(self, derived: &Derived, value: Value) -> String {
        self.policy.phrase_in(&derived.domain, value)
    }

    /// What a value may be, where it is not certain: `green or amber, as far as is known`; of a test that is certain all the
    /// same no more than makes it so: `at least 3`.
    pub(in crate::explain) fn reached(self, derived: &Derived, trace: &DerivedTrace, tested: Option<Truth>) -> String {
        match &self.value_now(trace) {
            Reached::OneOf(values) => {
                let words: Vec<String> = values.iter().map(|value| self.value_of(derived, *value)).collect();
                format!("{}, as far as is known", phrases::list(&words, "or"))
            }
            Reached::Sum(least, most) => {
                let (low, high) = (self.number_of(derived, *least), self.value_of(derived, Value::Number(*most)));
                match tested {
                    Some(Truth::Holds | Truth::Fails) => format!("{low} to {high}"),
                    Some(Truth::Open) | None => format!("{low} to {high}, as far as is known"),
                }
            }
        }
    }

    /// A number without its unit, where another with it follows.
    fn number_of(self, derived: &Derived, number: Decimal) -> String {
        match &derived.domain {
            Domain::Number(domain) if domain.unit == Unit::Pounds => domain.unit.with(number),
            Domain::Number(_) | Domain::Vocabulary(_) | Domain::Date => phrases::number(number),
        }
    }

    /// The rows or lines that a value comes from; empty where that says nothing.
    fn comes_from(self, derived: &Derived, trace: &DerivedTrace) -> String {
        match (&trace.parts, &derived.rule) {
            (DerivedParts::Rows(found), DerivedRule::Table(table)) => {
                let rows = || table.rows.iter().zip(found).enumerate();
                if table.hit == HitPolicy::Sum {
                    let added = rows().filter(|(_, (_, found))| found.verdict == Verdict::Decides);
                    let added = added.map(|(at, (row, _))| format!("{} for row {}", self.value_of(derived, row.gives), at + 1));
                    return some_of(&added.collect::<Vec<_>>(), "no row holds");
                }
                let in_play: Vec<_> = rows().filter(|(_, (_, found))| found.verdict.is_in_play()).collect();
                match in_play.as_slice() {
                    [] => none_in_play(&table.rows, found, table.square),
                    [(at, (row, _))] => row_words(*at, row, table.square),
                    _ => String::new(),
                }
            }
            (DerivedParts::Points(found), DerivedRule::Score(lines)) => {
                let given = lines.iter().zip(found).filter_map(|(line, found)| self.given(line, found));
                some_of(&given.collect::<Vec<_>>(), "nothing adds to it")
            }
            _ => String::new(),
        }
    }

    /// `1 for each of 2 of the 14 risk factors`; nothing for a line that certainly gives nothing.
    fn given(self, line: &Points, found: &PointsTrace) -> Option<String> {
        match &found.what {
            Scored::When(why) => (why.truth == Truth::Holds).then(|| line.text.to_string()),
            Scored::Each(count) => self.given_for_each(found.points, count),
            Scored::Value(trace) => {
                let (least, most) = found.gives();
                let derived = self.derived_of(trace).filter(|_| !most.is_zero())?;
                let number = if least == most { phrases::number(least) } else { format!("{least} to {}", phrases::number(most)) };
                Some(format!("{number} from {}", derived.name.phrase))
            }
        }
    }

    fn given_for_each(self, points: Decimal, count: &Count) -> Option<String> {
        let holds = count.tally.holds;
        if holds == 0 {
            return None;
        }
        let members = count.of.len();
        let list = self.list_name(count).map_or_else(|| members.to_string(), |name| format!("the {members} {name}"));
        let holding: Vec<&str> = count.of.iter().filter(|part| part.truth == Truth::Holds).map(|part| &*part.text).collect();
        let names = if holding.len() <= super::NAMED { format!(" ({})", phrases::list(&holding, "and")) } else { String::new() };
        Some(format!("{} for each of {holds} of {list}{names}", phrases::number(points)))
    }
}

/// `row 2, standards is 2 to 3`; a matrix has no numbers of rows.
pub(in crate::explain) fn row_words(at: usize, row: &Row, square: bool) -> String {
    if square { row.condition.text.to_string() } else { format!("row {}, {}", at + 1, row.condition.text) }
}

/// That no row holds, or that several do where only one may.
fn none_in_play(rows: &[Row], found: &[RowTrace], square: bool) -> String {
    let holding = rows.iter().zip(found).enumerate();
    let holding = holding.filter(|(_, (_, found))| found.verdict == Verdict::Conflicts && found.why.truth == Truth::Holds);
    let words: Vec<String> = holding.map(|(at, (row, _))| row_words(at, row, square)).collect();
    if words.is_empty() { "no row holds".to_owned() } else { format!("{} both hold", phrases::list(&words, "and")) }
}

/// The first of some parts, and how many more there are.
fn some_of(parts: &[String], none: &str) -> String {
    match parts.len() {
        0 => none.to_owned(),
        all if all > NAMED + 1 => {
            format!("{} and {} more", parts.get(..NAMED).unwrap_or(parts).join(", "), all - NAMED)
        }
        _ => parts.join(", "),
    }
}
