//! From a table of settings to answers.

use crate::assess::{Answer, Assessor, Unanswered};
use crate::diagnostic::words::joined;
use crate::diagnostic::{Diagnostic, Problems, codes::settings as settings_codes, codes::usage as codes};
use crate::diagram::TooLarge;
use crate::model::{Constraint, FactId, FactState, Facts, KindId, Policy, spoken};
use crate::settings::Row;
use crate::source::Span;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The assessment date: the one asked for, else the one that the table brings, else today. A day on which the policy is not
/// in force is reported; the nearest day of its time is then given, so that what else is wrong can be said in the same run.
pub fn assessment_date(policy: &Policy, asked: Option<Date>, table: Option<Date>, today: Date, problems: &mut Problems) -> Date {
    let on = asked.or(table).unwrap_or(today);
    let Some((first, last)) = policy.in_force.filter(|(first, last)| on < *first || on > *last) else { return on };
    let nearest = if on > last { last } else { first };
    let whose = if asked.is_some() { "The assessment date" } else { "Today" };
    let message = format!(
        "{whose}, {}, lies outside the days on which the policy is in force: {} to {}.",
        spoken(on),
        spoken(first),
        spoken(last)
    );
    let help = format!("Say for which day: `--on {nearest}`, or any other day in that time.");
    problems.push(Diagnostic::nowhere(codes::NOT_IN_FORCE, message).help(help));
    nearest
}

/// A policy made ready to answer; one that is too tangled is reported.
pub fn assessor<'p>(policy: &'p Policy, on: Date, problems: &mut Problems) -> Option<Assessor<'p>> {
    match Assessor::new(policy, on) {
        Ok(assessor) => Some(assessor),
        Err(too_large) => {
            problems.push(too_tangled(policy, &too_large));
            None
        }
    }
}

/// Answers for every row. A row whose facts cannot be together, or one too tangled to be answered, is reported and has none.
pub fn answers<'r>(assessor: &mut Assessor<'_>, rows: &'r [Row], problems: &mut Problems) -> Vec<Answer<'r>> {
    let answers: Vec<_> = rows.iter().filter_map(|row| answer(assessor, row, problems)).collect();
    one_by_one(assessor, &answers.iter().map(|answer| answer.kind).collect(), problems);
    answers
}

/// The answer for one row; where it has none that is reported.
pub fn answer<'r>(assessor: &mut Assessor<'_>, row: &'r Row, problems: &mut Problems) -> Option<Answer<'r>> {
    match assessor.assess(&row.id, &row.name, row.kind, &row.facts) {
        Ok(answer) => return Some(answer),
        Err(Unanswered::Impossible(constraints)) => problems.push(cannot_be(assessor.policy(), row, &constraints)),
        Err(Unanswered::TooLarge(TooLarge::NotFinite(facts))) => {
            let names = compared(assessor.policy(), facts);
            let message =
                format!("{}: {names} are compared with each other or added up, and too few of them are known.", row.words());
            let help = "What is possible cannot be worked out exactly as long as two of them are not told, so the row has no answer; the \
                        other rows have theirs. Tell all but one of them.";
            problems.push(Diagnostic::new(codes::NOT_FINITE, row.span.beginning(), message).help(help));
        }
        Err(Unanswered::TooLarge(too_large)) => {
            let message = format!("{}: so much is unknown here that it would take too long to answer exactly.", row.words());
            let help = format!(
                "It has no answer; the other rows have theirs. Tell more of its facts. {}",
                limit_words(assessor.policy(), &too_large)
            );
            problems.push(Diagnostic::new(codes::TOO_TANGLED, row.span.beginning(), message).help(help));
        }
    }
    None
}

/// Says once for which kinds of setting the policy is too large to be worked out for all settings together.
pub fn one_by_one(assessor: &Assessor<'_>, answered: &BTreeSet<KindId>, problems: &mut Problems) {
    let policy = assessor.policy();
    one_by_one_as_compared(assessor, answered, problems);
    let is_so =
        |kind: &KindId| assessor.not_finite(*kind).is_none() && assessor.is_setting_by_setting(*kind) && answered.contains(kind);
    let kinds: Vec<String> = policy.kind_ids().filter(is_so).map(|kind| format!("`{}`", policy.kind_name(kind))).collect();
    if kinds.is_empty() {
        return;
    }
    let message = format!(
        "The rules for {} are too many to be worked out for all settings together, so each setting was answered by itself.",
        joined(&kinds, "and")
    );
    let help = "The answers are exact and only take longer; the reasons in the table may name more than is possible. \
                Changes and reasons of one setting may not all be found.";
    problems.push(Diagnostic::nowhere(codes::SETTING_BY_SETTING, message).help(help));
}

/// Says once for which kinds of setting facts are compared so that each setting has to be answered by itself.
fn one_by_one_as_compared(assessor: &Assessor<'_>, answered: &BTreeSet<KindId>, problems: &mut Problems) {
    let policy = assessor.policy();
    let of_kind = |kind: &KindId| Some((*kind, assessor.not_finite(*kind)?));
    let kinds: Vec<_> = answered.iter().filter_map(of_kind).collect();
    let Some((_, first)) = kinds.first() else { return };
    let names: Vec<String> = kinds.iter().map(|(kind, _)| format!("`{}`", policy.kind_name(*kind))).collect();
    let message = format!(
        "The rules for {} compare or add up {}, which falls into no finite number of cases, so each setting was answered by itself.",
        joined(&names, "and"),
        compared(policy, *first)
    );
    let help = "The answers are exact. A setting that has not told all but one of what is compared has none. Nothing is proved of all \
                settings, and no nearest change is looked for.";
    problems.push(Diagnostic::nowhere(codes::COMPARED_ONE_BY_ONE, message).help(help));
}

/// `spending` and `income`, by their names.
fn compared(policy: &Policy, facts: [FactId; 2]) -> String {
    let [first, second] = facts;
    let name = |fact| format!("`{}`", policy.fact(fact).map_or("", |fact| &fact.name.phrase));
    if first == second { format!("{} and other facts", name(first)) } else { format!("{} and {}", name(first), name(second)) }
}

/// That a policy is too tangled to be answered, and which limit it meets.
#[must_use]
pub fn too_tangled(policy: &Policy, too_large: &TooLarge) -> Diagnostic {
    let message = "The policy is too tangled to be answered exactly.";
    Diagnostic::nowhere(codes::TOO_TANGLED, message).help(limit_words(policy, too_large))
}

/// Which limit was met, in words.
#[must_use]
pub fn limit_words(policy: &Policy, too_large: &TooLarge) -> String {
    match too_large {
        TooLarge::Facts(most) => format!("A kind of setting has at most {most} facts."),
        TooLarge::Categories(most) => format!("A policy has at most {most} categories."),
        TooLarge::Regions(fact, most) => {
            let name = policy.fact(*fact).map_or("", |fact| &fact.name.phrase);
            format!("The rules tell more than {most} ranges of `{name}` apart; compare it with fewer numbers.")
        }
        TooLarge::Diagram(most) => {
            format!(
                "Its rules would need more than {most} branches to be written out; let fewer rules rest on many facts at once."
            )
        }
        TooLarge::Answer(most) => format!("At most {most} steps are taken for one setting."),
        TooLarge::NotFinite(facts) => format!("{} are compared with each other or added up.", compared(policy, *facts)),
    }
}

/// Facts of a row that the policy rules out together, with the rule.
fn cannot_be(policy: &Policy, row: &Row, constraints: &[usize]) -> Diagnostic {
    let Together { words, told, places } = together(policy, row.kind, &row.facts, constraints);
    let message = format!("{}: these facts cannot be together{words}.", row.words());
    // A row's text is not shown: it holds a name, and settings can be people.
    let mut diagnostic = Diagnostic::new(settings_codes::CANNOT_BE, row.span.beginning(), message);
    for place in places {
        diagnostic = diagnostic.also(place, "the policy says so here");
    }
    diagnostic.help(format!("Correct one of them, or leave it empty if it is not known. The row says: {}.", told.join("; ")))
}

/// Facts that the policy rules out together.
#[derive(Debug)]
pub struct Together {
    /// What cannot be, to stand behind "these facts cannot be together".
    pub words: String,
    /// Each of them with its value, told or assumed.
    pub told: Vec<String>,
    /// Where the policy says so.
    pub places: Vec<Span>,
}

/// What of a setting's facts the policy rules out together, where they break these constraints, or no single one.
#[must_use]
pub fn together(policy: &Policy, kind: KindId, known: &Facts, constraints: &[usize]) -> Together {
    let broken: Vec<&Constraint> = constraints.iter().filter_map(|at| policy.constraints.get(*at)).collect();
    let of_kind = policy.constraints.iter().filter(|constraint| constraint.kind == kind);
    let about: Vec<&Constraint> = if broken.is_empty() { of_kind.collect() } else { broken.clone() };
    let mut facts = BTreeSet::new();
    about.iter().for_each(|constraint| constraint.condition.facts(policy, &mut facts));
    let words = match broken.first() {
        Some(constraint) => format!(": {}", constraint.condition.text),
        None => ", whatever the facts are that nobody has told".to_owned(),
    };
    let told = facts.iter().filter_map(|fact| told(policy, known, *fact)).collect();
    Together { words, told, places: about.iter().map(|constraint| constraint.span).collect() }
}

/// `latest inspected is none`, where it is told or assumed.
fn told(policy: &Policy, known: &Facts, fact: FactId) -> Option<String> {
    let state = known.get(fact);
    let value = policy.value_phrase(fact, state.value()?);
    let assumed = if matches!(state, FactState::Assumed(_)) { " (assumed)" } else { "" };
    Some(format!("{} is {value}{assumed}", policy.fact(fact)?.name.phrase))
}
