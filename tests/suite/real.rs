//! Real public data, where it lies beside the project. Nothing of it is kept: only counts are looked at.

use ees::assess::{Answer, Status};
use ees::diagnostic::Problems;
use ees::explain;
use ees::session::{Place, answers, assessor, load, read_table};
use ees::settings::{Reading, read_csv};
use jiff::civil::date;
use std::path::Path;

/// The 47 maintained schools as of 31 August 2023: what Ofsted says is known, what the authority sees is not.
#[test]
fn the_maintained_schools_are_nearly_all_open() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/maintained_schools_wolverhampton_2023-08-31.csv");
    if !path.is_file() {
        println!("skipped: the maintained schools' file is not here");
        return;
    }
    let (mut loaded, mut problems) = (load(Place::BuiltIn), Problems::default());
    let table = read_table(&mut loaded, Some(&path), &mut problems).unwrap();
    let policy = loaded.policy.as_ref().unwrap();
    let on = date(2023, 8, 31);
    let rows = read_csv(&loaded.sources, table.file, policy, &Reading { on, strict: false }, &mut problems);
    let mut assessor = assessor(policy, on, &mut problems).unwrap();
    let answers = answers(&mut assessor, &rows, &mut problems);
    assert!(problems.is_empty(), "{} problems", problems.len());
    let count = |is: &dyn Fn(&Answer<'_>) -> bool| answers.iter().filter(|answer| is(answer)).count();
    assert_eq!(answers.len(), 47);
    assert_eq!(
        count(&|answer| answer.status == Status::Decided),
        1,
        "one is in special measures; of the others too little is known"
    );
    assert_eq!(count(&|answer| answer.status == Status::Open), 46);
    // Judgements by people, nothing of Ofsted's, and no exception that the policy assumes away.
    let asked = |answer: &Answer<'_>| {
        answer.ask.iter().map(|fact| policy.fact(*fact).unwrap()).all(|fact| !fact.fixed && fact.assumed.is_none())
    };
    assert!(answers.iter().all(asked));
    assert!(answers.iter().filter(|answer| answer.status == Status::Open).all(|answer| answer.ask.len() == 4));
    let shown: Vec<_> = answers.iter().zip(&rows).map(|(answer, row)| explain::Row { answer, facts: &row.facts }).collect();
    let text = explain::Overview::new(policy, on, &shown).table(100);
    assert!(text.lines().all(|line| line.chars().count() <= 100));
}
