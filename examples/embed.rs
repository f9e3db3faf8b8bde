//! A program that embeds `ees`: a policy in its own text, two settings in its own types, answers as data and in words.
//!
//! `cargo run --example embed`

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program with its own standard output")]

use ees::assess::Assessor;
use ees::explain;
use ees::model::{FactState, Facts, KindId, Policy, Value, parse_date};
use ees::report::{Style, render};
use ees::session::{Place, load};
use std::error::Error;

const POLICY: &str = r"
policy Library Support
  revision: 2026
  in force: 1 January 2026 to 31 December 2027

setting library: a public library

categories, least intensive first
  Light: a visit a year
  Close: a visit a month

facts about a library
  visitors: number of people a month, at least 0
  roof leaks: yes or no, no is better; assumed no

categorise a library by its most intensive strand
  strand use
    Close when visitors is under 500
    Light otherwise
  strand building
    Close when roof leaks
    Light otherwise
";

/// What the program itself knows of a library.
struct Library {
    id: &'static str,
    name: &'static str,
    visitors: Option<u32>,
    roof_leaks: Option<bool>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let loaded = load(Place::Memory(vec![("library.ees".to_owned(), POLICY.to_owned())]));
    let Some(policy) = &loaded.policy else {
        eprint!("{}", render(&loaded.problems.sorted(), &loaded.sources, Style::Plain));
        return Err("the policy has errors".into());
    };
    let on = parse_date("15 November 2026").ok_or("no such day")?;
    let kind = policy.kind("library").ok_or("the policy knows no libraries")?;
    let mut assessor = Assessor::new(policy, on).map_err(|_| "the policy is too tangled")?;
    let libraries = [
        Library { id: "L1", name: "Old Town", visitors: Some(740), roof_leaks: None },
        Library { id: "L2", name: "Riverside", visitors: None, roof_leaks: Some(false) },
    ];
    for library in libraries {
        let facts = facts_of(policy, kind, &library)?;
        let answer = assessor.assess(library.id, library.name, kind, &facts).map_err(|_| "these facts cannot be together")?;
        let possible: Vec<&str> = answer.possible.iter().map(|id| policy.category_code(*id)).collect();
        println!("{}: {}", library.name, possible.join(" or "));
        let row = explain::Row { answer: &answer, facts: &facts };
        println!("{}", explain::plain(&explain::setting(&mut assessor, row), 80));
    }
    Ok(())
}

/// The program's own figures as facts of the policy. What nobody has told takes the value that the policy assumes.
fn facts_of(policy: &Policy, kind: KindId, library: &Library) -> Result<Facts, Box<dyn Error>> {
    let mut facts = Facts::unknown(policy.facts.len());
    for (id, fact) in policy.facts_of(kind) {
        let told = match &*fact.name.machine {
            "visitors" => library.visitors.map(|count| Value::Number(count.into())),
            "roof_leaks" => library.roof_leaks.map(Value::yes),
            other => return Err(format!("the policy asks for {other}, which this program does not know").into()),
        };
        let assumed = fact.assumed.map_or(FactState::Unknown, FactState::Assumed);
        facts.set(id, told.map_or(assumed, FactState::Told));
    }
    Ok(facts)
}
