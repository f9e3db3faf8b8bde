//! The grid for schools, its facts flipped singly, in pairs and by strand, both sides of every cut.

use super::Case;
use super::brute::complete;
use super::school::{RISKS, SCHOOL, school};
use super::{kit, kit::fact_named};
use ees::model::{FactId, FactState, Facts, Policy, Value};
use fastrand::Rng;
use jiff::civil::{Date, date};

const ON: Date = date(2021, 11, 15);

/// Everything told, what is assumed as it is assumed.
fn told(policy: &Policy, named: &[(&str, &str)]) -> Facts {
    let mut facts = Facts::unknown(policy.facts.len());
    for (id, fact) in policy.facts_of(SCHOOL) {
        let value = match named.iter().find(|(name, _)| **name == *fact.name.phrase) {
            Some((_, value)) => named_value(policy, id, value),
            None => fact.assumed.unwrap_or(Value::Option(0)),
        };
        facts.set(id, FactState::Told(value));
    }
    facts
}

fn named_value(policy: &Policy, id: FactId, value: &str) -> Value {
    let options = (0..8).find(|at| policy.option_name(id, *at).is_some_and(|name| &*name.phrase == value));
    match ees::model::parse_date(value) {
        Some(day) => Value::Date(day),
        None => options.map_or(Value::None, Value::Option),
    }
}

/// A strong school, one newly good, and one that hangs in the balance.
fn bases(policy: &Policy) -> [Facts; 3] {
    let strong = [("latest inspected", "2 March 2018")];
    let newly = [
        ("latest Ofsted", "good"),
        ("previous Ofsted", "requires improvement"),
        ("latest inspected", "15 November 2020"),
        ("LA judgement", "good"),
    ];
    let balance = [
        ("latest Ofsted", "good"),
        ("previous Ofsted", "none"),
        ("latest inspected", "2 March 2018"),
        ("governance", "amber"),
        ("leadership", "secure-and-improving"),
        ("governance action plan", "no"),
        ("complaints high", "yes"),
        ("gaps wide", "yes"),
    ];
    [told(policy, &strong), told(policy, &newly), told(policy, &balance)]
}

#[test]
fn each_fact_of_a_school_flipped_alone() {
    let policy = school();
    let mut case = Case::new(&policy, SCHOOL, ON);
    for base in bases(&policy) {
        for at in 0..policy.facts.len() {
            let id = FactId(at as u16);
            let mut facts = base.clone();
            for value in case.classes[at].concat() {
                facts.set(id, FactState::Told(value));
                case.same(&facts);
                facts.set(id, FactState::Assumed(value));
                case.same(&facts);
            }
            facts.set(id, FactState::Unknown);
            case.same(&facts);
        }
    }
}

#[test]
fn the_facts_of_a_school_flipped_in_pairs() {
    let policy = school();
    let mut case = Case::new(&policy, SCHOOL, ON);
    for base in bases(&policy) {
        for one in 0..policy.facts.len() {
            for other in one + 1..policy.facts.len() {
                let ids = (FactId(one as u16), FactId(other as u16));
                let mut facts = base.clone();
                for value in case.classes[one].concat() {
                    facts.set(ids.0, FactState::Told(value));
                    for value in case.classes[other].concat() {
                        facts.set(ids.1, FactState::Told(value));
                        case.same(&facts);
                    }
                    facts.set(ids.1, FactState::Unknown);
                    case.same(&facts);
                    facts.set(ids.0, FactState::Assumed(value));
                    case.same(&facts);
                }
                facts.set(ids.0, FactState::Unknown);
                case.same(&facts);
            }
        }
    }
}

#[test]
fn a_school_of_which_one_strand_is_unknown_or_assumed() {
    let policy = school();
    let mut case = Case::new(&policy, SCHOOL, ON);
    let strands: [&[&str]; 6] = [
        &["latest Ofsted", "previous Ofsted", "latest inspected", "likely good next", "capacity to improve"],
        &["LA judgement", "vulnerability", "formal powers", "likely good next", "governance action plan"],
        &["leadership", "capacity to improve", "headteacher", "latest Ofsted"],
        &["governance", "governance capacity", "governor vacancies", "governance action plan", "two-year-olds"],
        &RISKS[..9],
        &RISKS[5..],
    ];
    for base in bases(&policy) {
        for names in strands {
            let mut facts = base.clone();
            for (at, name) in names.iter().enumerate() {
                let id = fact_named(&policy, name);
                facts.set(id, FactState::Unknown);
                if let Some(value) = policy.facts[id.at()].assumed.filter(|_| at % 2 == 1) {
                    facts.set(id, FactState::Assumed(value));
                }
            }
            case.same(&facts);
            for name in names {
                let id = fact_named(&policy, name);
                facts.set(id, policy.facts[id.at()].assumed.map_or(FactState::Unknown, FactState::Assumed));
            }
            case.same(&facts);
        }
    }
}

#[test]
fn whatever_turns_out_was_possible() {
    let policy = school();
    let mut case = Case::new(&policy, SCHOOL, ON);
    let mut rng = Rng::with_seed(2021);
    for _ in 0..300 {
        let unknown = rng.u8(1..=10);
        let facts = super::random::any_setting(&mut rng, &policy, SCHOOL, &case.classes, unknown);
        let answer = case.compiled.answer(&mut case.scratch, &facts).unwrap();
        for _ in 0..30 {
            let value = |at: usize| {
                let values = case.classes[at].concat();
                facts.get(FactId(at as u16)).value().unwrap_or_else(|| values[rng.usize(0..values.len())])
            };
            let values: Vec<Value> = (0..policy.facts.len()).map(value).collect();
            let turned_out = complete(&policy, SCHOOL, &values, ON);
            let foreseen = match turned_out.category {
                _ if !turned_out.legal => continue,
                Some(category) => answer.possible.contains(&category),
                None => answer.may_be_silent,
            };
            assert!(foreseen && !answer.impossible, "{}{values:?}\n{answer:#?}", kit::facts_told(&policy, &facts));
        }
    }
}
