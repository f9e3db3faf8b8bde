//! How long it takes to say what would have to be otherwise, what stands between, and what alone is enough: on the built-in
//! policy, for each of its example settings and each category, where the time of each is the median of some rounds; and once each on
//! invented policies whose strands are kept apart.
//!
//! `cargo bench --bench walks`. Nothing is asserted of time.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark may stop at once, and prints"
)]

mod large;

use ees::assess::{Assessor, Nearest};
use ees::diagnostic::Problems;
use ees::explain::{Question, Row, questions, setting};
use ees::model::{CategoryId, Domain, FactId, FactState, Facts, KindId, Policy, Value};
use ees::session::{Place, load, read_table};
use ees::settings::{Reading, read_csv};
use fastrand::Rng;
use jiff::civil::{Date, date};
use large::Size;
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 20;
const ON: Date = date(2021, 11, 15);
const LARGE: Size = Size { strands: 10, facts: 10, lines: 100, elsewhere: 3, bounds: 4 };

fn main() {
    for strict in [false, true] {
        println!("\n{}", if strict { "nothing assumed" } else { "as the examples are" });
        measure(strict);
    }
    println!("\ninvented policies, each with {LARGE:?}; all facts known");
    for seed in 1..=3 {
        invented(seed);
    }
}

/// Changes to each category, and the reason, of one setting of an invented policy.
fn invented(seed: u64) {
    let text = large::policy(seed, LARGE);
    let policy = load(Place::Memory(vec![("large.ees".to_owned(), text)])).policy.unwrap();
    let mut assessor = Assessor::new(&policy, ON).unwrap();
    let facts = told(&policy, &mut Rng::with_seed(seed));
    let answer = assessor.assess("1", "", KindId(0), &facts).unwrap();
    println!("policy {seed}, a setting in {:?}", answer.category);
    for category in (0..policy.categories.len()).filter_map(CategoryId::from_index) {
        let start = Instant::now();
        let reach = assessor.nearest_changes(KindId(0), &facts, category).unwrap();
        let found = match &reach.certain {
            Nearest::Found(changes) => format!("{} of {} facts", changes.each.len(), changes.each[0].changed.len()),
            Nearest::Never => "never".to_owned(),
            Nearest::Beyond(facts) => format!("given up at {facts} facts"),
        };
        println!("  changes to {category:?}: {found}, {:.1?}", start.elapsed());
    }
    let start = Instant::now();
    let reason = assessor.reason(&answer, &facts);
    let size = reason.map(|one| (one.at_least.len(), one.no_more.len(), one.is_smallest));
    println!("  reason: {size:?}, {:.1?}", start.elapsed());
}

/// A setting of which everything is told.
fn told(policy: &Policy, rng: &mut Rng) -> Facts {
    let mut facts = Facts::unknown(policy.facts.len());
    for (at, fact) in policy.facts.iter().enumerate() {
        let value = match &fact.domain {
            Domain::Vocabulary(id) => {
                Value::Option(rng.u16(..u16::try_from(policy.vocabulary(*id).unwrap().values.len()).unwrap()))
            }
            Domain::Number(_) | Domain::Date => Value::Number(rng.u32(..100).into()),
        };
        facts.set(FactId::from_index(at).unwrap(), FactState::Told(value));
    }
    facts
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
    let names = ["nearest change", "the same, in words", "what stands between, in words", "smallest reason", "all of explain"];
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
