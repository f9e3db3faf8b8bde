//! How long it takes to say what would have to be otherwise, what stands between, and what alone is enough: on the built-in
//! policy, for each of its example settings and each category; the time of each is the median of some rounds.
//!
//! `cargo bench --bench walks`. Nothing is asserted of time.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark may stop at once, and prints"
)]

use ees::assess::Assessor;
use ees::diagnostic::Problems;
use ees::explain::{Question, Row, questions, setting};
use ees::model::CategoryId;
use ees::session::{Place, load, read_table};
use ees::settings::{Reading, read_csv};
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 20;

fn main() {
    for strict in [false, true] {
        println!("\n{}", if strict { "nothing assumed" } else { "as the examples are" });
        measure(strict);
    }
}

fn measure(strict: bool) {
    let mut problems = Problems::default();
    let mut loaded = load(Place::BuiltIn);
    let table = read_table(&mut loaded, None, &mut problems).unwrap();
    let policy = loaded.policy.as_ref().unwrap();
    let on = table.on.unwrap();
    let rows = read_csv(&loaded.sources, table.file, policy, &Reading { on, strict }, &mut problems);
    let mut assessor = Assessor::new(policy, on).unwrap();
    let categories = || (0..policy.categories.len()).filter_map(CategoryId::from_index);
    let mut times = [const { Vec::new() }; 5];
    for row in &rows {
        let answer = assessor.assess(&row.id, &row.name, row.kind, &row.facts).unwrap();
        let one = Row { answer: &answer, facts: &row.facts };
        for category in categories() {
            times[0].push(usual(|| assessor.nearest_changes(row.kind, &row.facts, category)));
            times[1].push(usual(|| questions(&mut assessor, one, &[Question::To { category, most: 20 }])));
            times[2].push(usual(|| questions(&mut assessor, one, &[Question::WhyNot(category)])));
        }
        times[3].push(usual(|| assessor.reason(&answer, &row.facts)));
        times[4].push(usual(|| setting(&mut assessor, one)));
    }
    let names = ["nearest change", "the same, in words", "what stands between, in words", "minimal reason", "all of explain"];
    for (name, times) in names.into_iter().zip(&mut times) {
        times.sort_unstable();
        println!("{name:<30} median {:>9?}, the longest {:>9?}", times[times.len() / 2], times.last().unwrap());
    }
}

/// The median of some rounds.
fn usual<T>(mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[ROUNDS / 2]
}
