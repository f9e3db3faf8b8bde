//! How long it takes to prove what can be of decision tables of the shapes that are published: overlaps, gaps, and rows that never
//! decide.
//!
//! `cargo bench --bench tables`. Nothing is asserted of time.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark may stop at once, and prints"
)]

mod decision;

use decision::{Rows, Shape, policy};
use ees::prove::prove;
use ees::session::{Place, load};
use std::time::Instant;

const SIZES: [(usize, usize); 7] = [(3, 10), (4, 50), (8, 50), (8, 100), (12, 100), (4, 1_000), (8, 1_000)];
const OF: [Rows; 5] = [Rows::Cut, Rows::OneMissing, Rows::OneWider, Rows::Scattered, Rows::ScatteredWithRest];

fn main() {
    println!("{:<7} {:>5} {:<18} {:<12} {:>10} {:>10}  findings", "columns", "rows", "of", "by", "read in", "proved in");
    for (columns, rows) in SIZES {
        for of in OF {
            // A row for whatever is left meets every other.
            for exactly_one in [true, false].into_iter().filter(|only| !only || of != Rows::ScatteredWithRest) {
                one(Shape { columns, rows, of, exactly_one });
            }
        }
    }
}

fn one(shape: Shape) {
    let start = Instant::now();
    let loaded = load(Place::Memory(vec![("table.ees".to_owned(), policy(1, shape))]));
    let read = start.elapsed();
    let by = if shape.exactly_one { "exactly one" } else { "first match" };
    let begin = format!("{:<7} {:>5} {:<18} {by:<12} {read:>10.1?}", shape.columns, shape.rows, format!("{:?}", shape.of));
    let Some(policy) = loaded.policy else {
        println!("{begin} refused: {:?}", loaded.problems.sorted().iter().map(|one| one.code.id).next());
        return;
    };
    let start = Instant::now();
    let proved = prove(&policy);
    let took = start.elapsed();
    let findings = proved.findings.sorted();
    let count = |code: &str| findings.iter().filter(|one| one.code.id == code).count();
    let found: Vec<String> = ["P303", "P304", "P307", "P311", "P350"]
        .into_iter()
        .filter(|code| count(code) > 0)
        .map(|code| format!("{} {code}", count(code)))
        .collect();
    println!("{begin} {took:>10.1?}  {}; {} not proved", found.join(", "), proved.open.len());
}
