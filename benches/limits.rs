//! How large a policy may be: how long it takes to compile, and to answer where much is unknown, for the shipped policy and for
//! invented ones larger than any authority's.
//!
//! `cargo bench --bench limits`. Nothing is asserted of time. Every answer is worked out anew.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark may stop at once, and prints"
)]

mod large;
mod measure;

use ees::diagram::{Answerer, Compiled, Exact, Limits, Scratch, TooLarge};
use ees::model::{Domain, FactId, FactState, Facts, KindId, Policy, Value};
use ees::session::{Place, load};
use fastrand::Rng;
use jiff::civil::{Date, date};
use large::{Size, policy};
use measure::{peak, timed};
use std::hint::black_box;
use std::time::Duration;

const ON: Date = date(2021, 11, 15);
const ROUNDS: usize = 101;
/// The size that has to be borne.
const LARGE: Size = Size { strands: 10, facts: 10, lines: 100, elsewhere: 3, bounds: 4 };
const LARGE_POLICIES: u64 = 5;
const SETTINGS: usize = 6;
/// Shares of the facts that are unknown, in a hundred.
const UNKNOWN: [u32; 6] = [0, 20, 40, 60, 80, 100];

fn main() {
    shipped();
    println!("\n{LARGE_POLICIES} invented policies, each with {LARGE:?}");
    for seed in 1..=LARGE_POLICIES {
        invented(seed);
    }
    if let Some(peak) = peak() {
        println!("\nPeak memory of this run: {peak}");
    }
}

fn shipped() {
    let policy = load(Place::BuiltIn).policy.unwrap();
    println!("The shipped policy, by kinds of setting; medians of {ROUNDS} rounds\n");
    println!("{:<24} {:>8} {:>14} {:>24}", "", "nodes", "compiled in", "answer, all unknown");
    let mut whole = Duration::ZERO;
    for kind in policy.kind_ids() {
        let nodes = Compiled::new(&policy, kind, ON).unwrap().nodes();
        let compiling = median(|| drop(black_box(Compiled::new(&policy, kind, ON).unwrap())));
        let compiled = Compiled::new(&policy, kind, ON).unwrap();
        let facts = Facts::unknown(policy.facts.len());
        let answering = median(|| drop(black_box(compiled.answer(&mut Scratch::default(), &facts).unwrap())));
        println!("{:<24} {nodes:>8} {compiling:>14.1?} {answering:>24.1?}", policy.kinds[kind.at()].name.phrase);
        whole += compiling;
    }
    println!("{:<24} {:>8} {whole:>14.1?}", "all of them", "");
}

/// The middle of so many times.
fn median(run: impl Fn()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS).map(|_| timed(&run).0).collect();
    times.sort_unstable();
    times[ROUNDS / 2]
}

fn invented(seed: u64) {
    let text = policy(seed, LARGE);
    let (reading, loaded) = timed(|| load(Place::Memory(vec![("large.ees".to_owned(), text)])));
    let policy = loaded.policy.unwrap();
    let kind = KindId(0);
    let (compiling, answerer) = timed(|| Answerer::new(&policy, kind, ON, Limits::default()).unwrap());
    let one_by_one = Limits { whole: 0, apart: 0, ..Limits::default() };
    let (_, one_by_one) = timed(|| Answerer::new(&policy, kind, ON, one_by_one).unwrap());
    let way = if answerer.compiled().is_some() { "one diagram" } else { "strands apart" };
    println!("\npolicy {seed}: read and checked in {reading:.1?}, compiled in {compiling:.1?} ({way})");
    println!(
        "{:>10} {:>14} {:>14} {:>14} {:>16} {:>10}",
        "unknown", "median", "most", "open answers", "setting alone", "refused"
    );
    let mut rng = Rng::with_seed(seed);
    for unknown in UNKNOWN {
        let settings: Vec<Facts> = (0..SETTINGS).map(|_| setting(&mut rng, &policy, unknown)).collect();
        let answered = answers(&answerer, &settings);
        let (alone, _) = answers(&one_by_one, &settings[..1])[0];
        let mut times: Vec<Duration> = answered.iter().map(|(time, _)| *time).collect();
        times.sort_unstable();
        let open = answered.iter().filter(|(_, answer)| answer.as_ref().is_ok_and(|exact| exact.possible.len() > 1)).count();
        let refused = answered.iter().filter(|(_, answer)| answer.is_err()).count();
        let (middle, most) = (times[SETTINGS / 2], times[SETTINGS - 1]);
        println!("{unknown:>9}% {middle:>14.1?} {most:>14.1?} {open:>14} {alone:>16.1?} {refused:>10}");
    }
}

fn answers(answerer: &Answerer<'_>, settings: &[Facts]) -> Vec<(Duration, Result<Exact, TooLarge>)> {
    settings.iter().map(|facts| timed(|| answerer.answer(&mut Scratch::default(), facts))).collect()
}

/// A setting of which so many facts in a hundred are unknown. What can be assumed mostly is.
fn setting(rng: &mut Rng, policy: &Policy, unknown: u32) -> Facts {
    let mut facts = Facts::unknown(policy.facts.len());
    for (at, fact) in policy.facts.iter().enumerate() {
        let state = match (rng.u32(..100) < unknown, fact.assumed) {
            (_, Some(value)) if rng.u32(..10) < 8 => FactState::Assumed(value),
            (true, _) => FactState::Unknown,
            (false, _) => FactState::Told(match &fact.domain {
                Domain::Vocabulary(id) => {
                    Value::Option(rng.u16(..u16::try_from(policy.vocabulary(*id).unwrap().values.len()).unwrap()))
                }
                Domain::Number(_) | Domain::Date => Value::Number(rng.u32(..100).into()),
            }),
        };
        facts.set(FactId(u16::try_from(at).unwrap()), state);
    }
    facts
}
