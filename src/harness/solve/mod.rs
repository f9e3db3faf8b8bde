//! The inverse question: which single number of a policy would have to be another for settings to come out as they should.
//!
//! Of every parameter all values are looked at: they are parted where what comes of any setting can change (`breaks`), and each part
//! is tried by answering for every setting again. So what is found is all that there is, and where nothing is found nothing would do.

mod breaks;
mod cells;
pub mod goal;
mod placed;
mod search;
mod uses;

pub use breaks::NotTried;
pub use cells::{End, Stretch};
pub use placed::Part;

use crate::model::{CategoryId, Facts, KindId, Parameter, ParameterId, ParameterValue, Policy, Unit, spoken};
use breaks::{Changing, Tried};
use goal::{Goal, Known, Stand, Wanted};
use jiff::civil::Date;
use rust_decimal::Decimal;
use search::{Region, as_value, in_force, outcomes, regions};

/// A setting that goals are about.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'r> {
    /// Its place in the table, from 1.
    pub number: usize,
    /// Its id.
    pub id: &'r str,
    /// Its kind.
    pub kind: KindId,
    /// What is known of it.
    pub facts: &'r Facts,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Solved {
    /// How each goal stands as the policy is.
    pub now: Vec<Stand>,
    /// Single changes that reach every goal whatever the unknown facts are: fewest settings moved first, then the smallest change.
    pub certain: Vec<Solution>,
    /// Those that reach each goal if the unknown facts turn out well, in the same order.
    pub perhaps: Vec<Solution>,
    /// The change that comes nearest, where none reaches them for certain and some comes nearer than the policy is.
    pub nearest: Option<Solution>,
    /// The settings that keep a goal from being reached even so, by their places among those given.
    pub keeping: Vec<usize>,
    /// The settings that count against the goal whatever value any parameter that was tried has.
    pub always: Vec<usize>,
    /// Parameters that were not tried, and why.
    pub not_tried: Vec<(ParameterId, NotTried)>,
    /// How many parameters were tried.
    pub tried: usize,
}

/// A parameter with some other value.
#[derive(Clone, Debug)]
pub struct Solution {
    /// The parameter.
    pub parameter: ParameterId,
    /// What it is now, on the assessment date.
    pub now: ParameterValue,
    /// The values that do, as numbers; days by their number.
    pub values: Stretch,
    /// The one nearest to what it is now.
    pub value: ParameterValue,
    /// By how much that differs, as a part of what it is now.
    pub change: Decimal,
    /// The settings of which something else comes, by their places among those given.
    pub moved: Vec<Move>,
    /// How each goal stands then.
    pub stands: Vec<Stand>,
}

/// A setting of which something else comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Its place among those given.
    pub at: usize,
    /// What is possible now.
    pub from: Known,
    /// What would be.
    pub to: Known,
}

/// Looks for single changes of parameters that reach all goals.
///
/// # Errors
/// Where the settings cannot be answered even as the policy is.
pub fn solve(policy: &Policy, on: Date, settings: &[Setting<'_>], goals: &[Goal]) -> Result<Solved, NotTried> {
    let tried: Vec<Tried<'_>> = settings.iter().map(|one| Tried { kind: one.kind, facts: one.facts }).collect();
    let before: Vec<Option<Known>> = outcomes(policy, on, &tried)?;
    let Some(before) = before.into_iter().collect::<Option<Vec<Known>>>() else { return Err(NotTried::Idle) };
    let now = stands(policy, goals, &before.iter().collect::<Vec<_>>());
    let mut solving = Solving { policy, on, goals, before: &before, found: Vec::new(), always: None };
    let (mut not_tried, mut count) = (Vec::new(), 0);
    for id in (0..policy.parameters.len()).filter_map(ParameterId::from_index) {
        match solving.parameter(id, &tried) {
            Ok(()) => count += 1,
            Err(why) => not_tried.push((id, why)),
        }
    }
    let Solving { mut found, always, .. } = solving;
    found.sort_by(|one, other| {
        let key = |one: &Solution| (one.moved.len(), one.change, one.parameter);
        key(one).cmp(&key(other))
    });
    let reached = |one: &Solution, is: fn(&Stand) -> bool| one.stands.iter().all(is);
    let (certain, rest): (Vec<Solution>, Vec<Solution>) = found.into_iter().partition(|one| reached(one, |stand| stand.certain));
    let missed = |one: &Solution| -> Decimal { one.stands.iter().map(|stand| stand.missed).sum() };
    // The first of those that miss by the least is the one that moves fewest.
    let least = rest.iter().map(missed).min().filter(|least| *least < now.iter().map(|stand| stand.missed).sum());
    let nearest = rest.iter().find(|one| Some(missed(one)) == least).filter(|_| certain.is_empty()).cloned();
    let keeping = if certain.is_empty() { keeping(policy, goals, &before, nearest.as_ref(), &now) } else { Vec::new() };
    // What leaves a goal that may be reached already no more than that is no help.
    let open = now.iter().any(|stand| !stand.perhaps);
    let perhaps = rest.into_iter().filter(|one| open && reached(one, |stand| stand.perhaps)).collect();
    Ok(Solved { now, certain, perhaps, nearest, keeping, always: always.unwrap_or_default(), not_tried, tried: count })
}

struct Solving<'a> {
    policy: &'a Policy,
    on: Date,
    goals: &'a [Goal],
    before: &'a [Known],
    /// Every change of which something else comes.
    found: Vec<Solution>,
    /// Those that count against a goal with every value tried so far.
    always: Option<Vec<usize>>,
}

impl Solving<'_> {
    fn parameter(&mut self, id: ParameterId, settings: &[Tried<'_>]) -> Result<(), NotTried> {
        let (step, now, is_day) = in_force(self.policy, id, self.on).ok_or(NotTried::Idle)?;
        let changing = Changing { policy: self.policy, on: self.on, id, step };
        let (about, all) = regions(&changing, is_day, settings)?;
        let afters: Vec<Option<Vec<Known>>> = all.iter().map(|region| self.after(&about, region)).collect();
        if afters.iter().all(|after| after.as_deref().is_none_or(|after| after == self.before)) {
            return Err(NotTried::Idle);
        }
        for (region, after) in all.into_iter().zip(afters) {
            // Facts that could be together and no longer can are no way to a goal.
            let Some(after) = after else { continue };
            self.note_always(&after);
            let value = region.stretch.nearest(now, region.sample);
            let moved: Vec<Move> = self.moved(&after);
            if let (false, Some(written), Some(was)) = (moved.is_empty(), as_value(value, is_day), as_value(now, is_day)) {
                let stands = stands(self.policy, self.goals, &after.iter().collect::<Vec<_>>());
                let change = relative(now, value, is_day);
                let values = region.stretch;
                self.found.push(Solution { parameter: id, now: was, values, value: written, change, moved, stands });
            }
        }
        Ok(())
    }

    /// What comes of all settings where a parameter's values are those of a region.
    fn after(&self, about: &[usize], region: &Region) -> Option<Vec<Known>> {
        let mut after = self.before.to_vec();
        for (at, outcome) in about.iter().zip(&region.outcomes) {
            *after.get_mut(*at)? = outcome.clone()?;
        }
        Some(after)
    }

    fn moved(&self, after: &[Known]) -> Vec<Move> {
        let pairs = self.before.iter().zip(after).enumerate().filter(|(_, (from, to))| from != to);
        pairs.map(|(at, (from, to))| Move { at, from: from.clone(), to: to.clone() }).collect()
    }

    fn note_always(&mut self, after: &[Known]) {
        // Nearly every setting has days, so that says nothing.
        let goals: Vec<Goal> = self.goals.iter().filter(|goal| !matches!(goal.wanted, Wanted::Days { .. })).cloned().collect();
        let against: Vec<usize> = (0..after.len()).filter(|at| counts_against(self.policy, &goals, after, *at)).collect();
        self.always = Some(match self.always.take() {
            Some(always) => always.into_iter().filter(|at| against.contains(at)).collect(),
            None => against,
        });
    }
}

fn stands(policy: &Policy, goals: &[Goal], settings: &[&Known]) -> Vec<Stand> {
    goals.iter().map(|goal| goal.stand(policy, settings)).collect()
}

/// Whether a setting stands in the way of a goal: it counts where less is wanted, or does not for certain where more is.
fn counts_against(policy: &Policy, goals: &[Goal], settings: &[Known], at: usize) -> bool {
    let Some(one) = settings.get(at) else { return false };
    goals.iter().any(|goal| goal.is_against(policy, at, one))
}

/// The settings that stand in the way of what is missed, with the change that comes nearest or as the policy is.
fn keeping(policy: &Policy, goals: &[Goal], before: &[Known], nearest: Option<&Solution>, now: &[Stand]) -> Vec<usize> {
    let mut after = before.to_vec();
    for one in nearest.iter().flat_map(|nearest| &nearest.moved) {
        after.get_mut(one.at).into_iter().for_each(|known| *known = one.to.clone());
    }
    let stands = nearest.map_or(now, |nearest| &nearest.stands);
    let missed: Vec<Goal> = goals.iter().zip(stands).filter(|(_, stand)| !stand.certain).map(|(goal, _)| goal.clone()).collect();
    (0..after.len()).filter(|at| counts_against(policy, &missed, &after, *at)).collect()
}

/// By how much a value differs, as a part of what it was; days as parts of a year.
fn relative(now: Decimal, value: Decimal, is_day: bool) -> Decimal {
    let apart = (value - now).abs();
    let whole = if is_day { Decimal::from(365) } else { now.abs() };
    if whole.is_zero() { apart } else { apart / whole }
}

impl Solution {
    /// The line that puts the value in the place of the one in force, for a revision of the policy: `replace parameter many: 2`.
    #[must_use]
    pub fn line(&self, policy: &Policy, on: Date) -> String {
        let Some(parameter) = policy.parameters.get(self.parameter.at()) else { return String::new() };
        let step = in_force(policy, self.parameter, on).map_or(0, |(step, ..)| step);
        let steps = parameter.steps.iter().enumerate().map(|(at, (from, value))| {
            let value = value_words(parameter, if at == step { self.value } else { *value });
            from.map_or(value.clone(), |from| format!("{value} from {}", spoken(from)))
        });
        format!("replace parameter {}: {}", written_name(&parameter.name.phrase), steps.collect::<Vec<_>>().join(", "))
    }

    /// The value in words: `75%`, `1 September 2021`.
    #[must_use]
    pub fn value_words(&self, policy: &Policy) -> String {
        policy.parameters.get(self.parameter.at()).map_or_else(String::new, |one| value_words(one, self.value))
    }

    /// What it is now, in words.
    #[must_use]
    pub fn now_words(&self, policy: &Policy) -> String {
        policy.parameters.get(self.parameter.at()).map_or_else(String::new, |one| value_words(one, self.now))
    }

    /// The values that do, in words: `75% to 79%`, `over 50%`, `3 or more`.
    #[must_use]
    pub fn values_words(&self, policy: &Policy) -> String {
        let Some(parameter) = policy.parameters.get(self.parameter.at()) else { return String::new() };
        let is_day = matches!(self.now, ParameterValue::Date(_));
        let words = |at: Decimal| as_value(at, is_day).map_or_else(String::new, |value| value_words(parameter, value));
        match (self.values.from, self.values.to) {
            (None, None) => "any value".to_owned(),
            (Some(End { at, included: true }), None) => format!("{} or {}", words(at), if is_day { "later" } else { "more" }),
            (Some(End { at, included: false }), None) => format!("over {}", words(at)),
            (None, Some(End { at, included: true })) => format!("{} or {}", words(at), if is_day { "earlier" } else { "less" }),
            (None, Some(End { at, included: false })) => format!("under {}", words(at)),
            (Some(from), Some(to)) if from.at == to.at => words(from.at),
            (Some(from), Some(to)) => {
                let low = if from.included { words(from.at) } else { format!("over {}", words(from.at)) };
                let high = if to.included { words(to.at) } else { format!("under {}", words(to.at)) };
                format!("{low} to {high}")
            }
        }
    }
}

fn value_words(parameter: &Parameter, value: ParameterValue) -> String {
    match value {
        ParameterValue::Date(date) => spoken(date),
        ParameterValue::Number(number) => {
            parameter.unit.as_ref().map_or_else(|| number.normalize().to_string(), |unit| plural(unit).with(number))
        }
    }
}

/// A unit that was declared with one of it, `1 point`, as it stands with others; one is written in the singular anyway.
fn plural(unit: &Unit) -> Unit {
    match unit {
        Unit::Named(name) if !name.ends_with(['s', 'y']) => Unit::Named(format!("{name}s").into()),
        Unit::Named(_) | Unit::PerCent | Unit::Pounds | Unit::Bare => unit.clone(),
    }
}

/// A name as a line of a policy can have it: in quotation marks where it holds words of the language or marks.
fn written_name(phrase: &str) -> String {
    const WORDS: [&str; 9] = ["is", "are", "and", "or", "but", "nor", "when", "unless", "not"];
    let bare = |word: &str| !WORDS.iter().any(|one| word.eq_ignore_ascii_case(one));
    let plain = phrase.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_' | '\'' | '’'));
    if plain && phrase.split(' ').all(bare) { phrase.to_owned() } else { format!("\"{phrase}\"") }
}

/// The codes of what is possible: `A`, `A or B1`, `none`.
#[must_use]
pub fn possible_words(policy: &Policy, known: &Known) -> String {
    let codes = known.possible.iter().map(|id: &CategoryId| policy.category_code(*id));
    let all: Vec<&str> = codes.chain((known.may_be_silent || known.possible.is_empty()).then_some("none")).collect();
    crate::diagnostic::words::joined(&all, "or")
}
