//! Tables of the sizes that are published, whose gaps and overlaps are known by how they were made.

#[path = "../../../../benches/decision/mod.rs"]
mod decision;

use decision::{Rows, Shape, policy};
use ees::diagnostic::Diagnostic;
use ees::diagram::{Block, Grid};
use ees::model::Table;
use ees::prove::{Proved, days, prove};
use ees::session::{Place, load};
use std::collections::BTreeSet;

/// What was proved of a table, and which of its rows meet another before them.
fn proved(seed: u64, columns: usize, rows: usize, of: Rows) -> (Proved, Vec<Diagnostic>, BTreeSet<u32>) {
    let text = policy(seed, Shape { columns, rows, of, exactly_one: true });
    let policy = load(Place::Memory(vec![("table.ees".to_owned(), text)])).policy.unwrap();
    let proved = prove(&policy);
    let findings = proved.findings.clone().sorted();
    let table: &Table = policy.derived[0].table().unwrap();
    let grid = Grid::new(&policy, table, days(&policy)[0]).unwrap();
    let meets = |at: &usize| grid.rows()[..*at].iter().any(|other: &Block| other.meets(&grid.rows()[*at]));
    let met = (0..table.rows.len()).filter(meets).map(|at| table.rows[at].span.start).collect();
    (proved, findings, met)
}

fn places(findings: &[Diagnostic], code: &str) -> BTreeSet<u32> {
    findings.iter().filter(|one| one.code.id == code).map(|one| one.labels[0].span.start).collect()
}

#[test]
fn of_tables_cut_from_one_piece_all_is_proved() {
    for (columns, rows) in [(3, 20), (8, 100), (12, 60)] {
        for seed in 0..3 {
            let (whole, findings, _) = proved(seed, columns, rows, Rows::Cut);
            assert!(places(&findings, "P303").is_empty() && places(&findings, "P304").is_empty(), "{findings:#?}");
            assert!(places(&findings, "P307").is_empty(), "{findings:#?}");
            assert!(whole.open.iter().all(|(code, _)| code.id == "P350"), "{:?}", whole.open);

            let (_, findings, _) = proved(seed, columns, rows, Rows::OneMissing);
            let gaps: Vec<&Diagnostic> = findings.iter().filter(|one| one.code.id == "P304").collect();
            // What one row settled is one part.
            assert!(matches!(gaps.as_slice(), [gap] if !gap.message.contains("or where")), "{findings:#?}");
            assert!(places(&findings, "P303").is_empty());

            let (_, findings, met) = proved(seed, columns, rows, Rows::OneWider);
            assert_eq!(places(&findings, "P303"), met);
            assert!(!met.is_empty() && places(&findings, "P304").is_empty(), "{findings:#?}");
        }
    }
}

#[test]
fn overlaps_are_found_whatever_the_table() {
    for (columns, rows) in [(3, 60), (4, 100), (8, 100)] {
        let (_, findings, met) = proved(1, columns, rows, Rows::Scattered);
        assert_eq!(places(&findings, "P303"), met, "{columns} columns, {rows} rows");
        assert!(!met.is_empty());
    }
}

/// However many rows say one thing, that is told once; and so for all that could be one where not all could.
#[test]
fn many_rows_that_could_be_one_are_told_once() {
    let table = |last: &str| {
        let rows: String = (0..150).map(|at| format!("  | {at} | small |\n")).collect();
        format!(
            "policy Houses\nsetting library\nchoice sizes: small, large\nfacts about a library\n  visits: number of people, 0 to 200\n\
             table size, for a library, by the first match\n  | visits | size |\n{rows}{last}  | any | large |\ndefine big, for a library: size is large\n"
        )
    };
    for (last, chains) in [("", 1), ("  | 170 | small |\n", 3)] {
        let policy = load(Place::Memory(vec![("table.ees".to_owned(), table(last))])).policy.unwrap();
        let findings = prove(&policy).findings.sorted();
        assert_eq!(places(&findings, "P311").len(), chains, "{findings:#?}");
    }
}
