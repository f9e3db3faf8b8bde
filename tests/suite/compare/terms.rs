//! Two terms under one policy.

use super::{REVIEW, refused, run, shown};
use crate::cli::in_folder;
use ees::assess::Assessor;
use ees::diagnostic::Problems;
use ees::harness::moves::{Side, Standing};
use ees::harness::review::{Cause, paired, review};
use ees::harness::{Found, review as room};
use ees::model::{FactId, Facts, Policy};
use ees::session::{Place, load, read_table};
use ees::settings::{Reading, Row, read};
use jiff::civil::{Date, date};

const ON: Date = date(2021, 11, 15);
/// So many changed facts are tried by brute force, in every combination.
const MOST: usize = 9;

/// Every smallest set of changed facts that brings what the later facts bring, by trying all sets there are.
fn by_brute_force(assessor: &mut Assessor<'_>, before: &Row, after: &Row, changed: &[FactId]) -> Option<Vec<Vec<usize>>> {
    let mut standing = |facts: &Facts| Standing::of(&Found::of(assessor, after.kind, facts));
    let wanted = standing(&after.facts);
    let mut found = Vec::new();
    for chosen in 0..1_usize << changed.len() {
        let set: Vec<usize> = (0..changed.len()).filter(|at| chosen >> at & 1 == 1).collect();
        let mut facts = before.facts.clone();
        set.iter().for_each(|at| facts.set(changed[*at], after.facts.get(changed[*at])));
        if standing(&facts) == wanted {
            found.push(set);
        }
    }
    let least = found.iter().map(Vec::len).min()?;
    found.retain(|set| set.len() == least);
    found.sort();
    (least > 0).then_some(found)
}

fn changed(policy: &Policy, before: &Row, after: &Row) -> Vec<FactId> {
    let differs = |fact: &FactId| before.facts.get(*fact).value() != after.facts.get(*fact).value();
    policy.facts_of(after.kind).map(|(fact, _)| fact).filter(differs).collect()
}

/// The examples of the built-in policy, each with the facts of the next one of its kind a term later.
#[test]
fn the_smallest_sets_are_those_that_brute_force_finds() {
    let mut loaded = load(Place::BuiltIn);
    let policy = loaded.policy.clone().unwrap();
    let mut problems = Problems::default();
    let table = read_table(&mut loaded, None, &mut problems).unwrap();
    let rows = read(&loaded.sources, table.file, &policy, None, &Reading { on: ON, strict: false }, &mut problems).rows;
    let mut tried = 0;
    for ahead in 1..6 {
        let next = |at: usize| rows.iter().cycle().skip(at + 1).filter(|row| row.kind == rows[at].kind).nth(ahead).unwrap();
        let later: Vec<Row> = (0..rows.len()).map(|at| Row { id: rows[at].id.clone(), ..next(at).clone() }).collect();
        let side = || Side { assessor: Assessor::new(&policy, ON).unwrap(), sources: &loaded.sources };
        let (mut before, mut after) = (side(), side());
        let found = review(&mut before, &mut after, &rows, &later, None);
        let movers = paired(&rows, &later).into_iter().zip(&found.moves.settings).filter(|(_, setting)| setting.moves());
        for ((pair, setting), mover) in movers.zip(&found.movers) {
            let facts = changed(&policy, pair.before, pair.after);
            assert_eq!(facts.len(), mover.changed.len());
            if facts.len() > MOST {
                continue;
            }
            tried += 1;
            let sets = by_brute_force(&mut after.assessor, pair.before, pair.after, &facts);
            let wanted = sets.map_or(Cause::Unanswered, Cause::Facts);
            assert_eq!(mover.cause, wanted, "{}: {:?}", setting.id, mover.changed);
        }
    }
    assert!(tried > 50, "{tried}");
}

const POLICY: &str = "policy One\nsetting school\nsetting club\ncategories, least intensive first\n  A: a\n  B: b\n\
    half terms: First, Second, Third\nterms: Long\nfacts about a school\n  seen: date\n  weak: yes or no\n  poor: yes or no\n  \
    size: number\n\
    categorise a school by its most intensive strand\n  strand lead\n    B when any of\n      - weak\n      - poor\n      - seen is within 2 months\n    A otherwise\n\
    allocation for a school in A: 4 days\n  | activity | days | when |\n  | Visit | 1 | each half term |\n  | Review | 1 | Long |\n\
    allocation for a school in B: 9 days\n  | activity | days | when |\n  | Visit | 2 | First, Third |\n  | Talk | 1 | Second, Third |\n  | Plan | 3 | Long |\n";

/// What a review of two tables writes.
fn reviewed(before: &str, after: &str, more: &[&str]) -> String {
    let folder = in_folder(&[("one/a.ees", POLICY), ("before.csv", before), ("after.csv", after)]);
    let days = ["--before-on", "2021-11-15", "--on", "2022-02-15"];
    let args = [&["review", "before.csv", "after.csv", "--policy", "one", "--plain"], &days[..], more].concat();
    let ended = crate::cli::run(folder.path(), &args);
    assert!(ended.status.success(), "{ended:?}");
    String::from_utf8(ended.stdout).unwrap()
}

#[test]
fn what_brings_a_move_is_told() {
    let before = "id,setting,seen,weak,poor,size\n1,school,2021-10-01,no,no,1\n2,school,2020-01-01,no,no,1\n\
        3,school,2020-01-01,yes,yes,1\n4,school,2020-01-01,no,no,1\n";
    let after = "id,setting,seen,weak,poor,size\n1,school,2021-10-01,no,no,2\n2,school,2020-01-01,yes,yes,2\n\
        3,school,2020-01-01,no,no,2\n4,club,,,,\n";
    let told = reviewed(before, after, &["--from", "second"]);
    // The visit of 2021 is no longer recent; either of two facts is enough; both are needed; and it is another kind now.
    insta::assert_snapshot!("review_causes", told);
    let whole = reviewed(before, after, &[]);
    assert!(whole.contains("Days are those of a whole year.") && !whole.contains("on, days:"), "{whole}");
}

#[test]
fn nothing_moves_where_nothing_changed() {
    let same = ["review", "autumn.csv", "autumn.csv", "--policy", "old", "--before-on", "2025-11-15", "--on", "2025-11-15"];
    let told = shown(&same);
    assert!(told.contains("No setting moves.") && !told.contains("facts that changed"), "{told}");
    assert!(run(&same).status.success());
}

#[test]
fn half_terms_are_those_of_the_policy() {
    let policy = load(Place::BuiltIn).policy.unwrap();
    assert_eq!(room::half_terms(&policy).len(), 6);
    assert_eq!(room::half_term(&policy, "SPRING_1"), room::half_term(&policy, "Spring 1"));
    assert!(room::half_term(&policy, "Spring").is_none());
}

#[test]
fn bad_terms_are_told() {
    let days = ["--before-on", "2025-11-15", "--on", "2026-02-16"];
    let two = |before: &'static str, after: &'static str| [&["review", before, after, "--policy", "old"][..], &days].concat();
    let mut told = String::new();
    for args in [
        [&two("autumn.csv", "spring.csv")[..], &["--from", "Spring 3"]].concat(),
        two("autumn.csv", "nowhere.csv"),
        two("autumn.csv", "settings.csv"),
        [&two("autumn.csv", "spring.csv")[..], &["-o", "spring.csv"]].concat(),
        [&REVIEW[..5], &["--before-on", "2025-11-15", "--on", "2026-09-16"]].concat(),
        [&REVIEW[..5], &["--on", "2026-02-16"]].concat(),
        [&two("autumn.csv", "spring.csv")[..], &["--import", "inspections"]].concat(),
    ] {
        told += &refused(&args);
    }
    insta::assert_snapshot!("review_refused", told);
}
