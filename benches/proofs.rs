//! How long it takes to prove all that can be asked of a policy: of the shipped one, and of invented ones as they grow.
//!
//! `cargo bench --bench proofs`. Nothing is asserted of time.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark may stop at once, and prints"
)]

mod large;
mod measure;

use ees::diagram::{Order, Study};
use ees::model::{KindId, Policy};
use ees::prove::{Proved, days, prove};
use ees::session::{Place, load};
use jiff::civil::{Date, date};
use large::{Size, policy};
use measure::{peak, timed};
use std::hint::black_box;
use std::time::Duration;

const ON: Date = date(2021, 11, 15);
const ROUNDS: usize = 15;
/// The size that has to be borne.
const LARGE: Size = Size { strands: 10, facts: 10, lines: 100, elsewhere: 3, bounds: 4 };

fn main() {
    shipped();
    orders();
    growing();
    if let Some(peak) = peak() {
        println!("\nPeak memory of this run: {peak}");
    }
}

fn shipped() {
    let policy = load(Place::BuiltIn).policy.unwrap();
    let found = prove(&policy);
    let mut times: Vec<Duration> = (0..ROUNDS).map(|_| timed(|| drop(black_box(prove(&policy)))).0).collect();
    times.sort_unstable();
    println!(
        "The shipped policy, {} assessment dates: {} in {:.1?}, the median of {ROUNDS}",
        days(&policy).len(),
        words(&found),
        times[ROUNDS / 2]
    );
}

fn orders() {
    println!("\nNodes by the order of facts; `-` where the strands cannot be combined\n");
    println!("{:<32} {:>12} {:>12} {:>12}", "", "declared", "first use", "together");
    let shipped = load(Place::BuiltIn).policy.unwrap();
    for kind in shipped.kind_ids().filter(|kind| shipped.categorisation(*kind).is_some()) {
        by_order(&shipped.kinds[kind.at()].name.phrase, &shipped, kind);
    }
    for elsewhere in [0, 3, 10, 30] {
        let invented = invented(Size { elsewhere, strands: 5, lines: 30, ..LARGE });
        by_order(&format!("5 strands of 30, {elsewhere}% elsewhere"), &invented, KindId(0));
    }
    for elsewhere in [3, 30] {
        let invented = invented(Size { elsewhere, ..LARGE });
        by_order(&format!("10 strands of 100, {elsewhere}% elsewhere"), &invented, KindId(0));
    }
}

fn by_order(what: &str, policy: &Policy, kind: KindId) {
    let of = |order| match timed(|| Study::ordered(policy, kind, ON, order)) {
        (time, Ok(study)) if study.is_combined() => format!("{} {time:.0?}", study.nodes()),
        (time, Ok(study)) => format!("- {} {time:.0?}", study.nodes()),
        (time, Err(_)) => format!("too large {time:.0?}"),
    };
    println!("{what:<32} {:>20} {:>20} {:>20}", of(Order::Declared), of(Order::FirstUse), of(Order::Together));
}

fn growing() {
    println!("\nInvented policies\n");
    let strands = [2, 5, 10, 15].map(|strands| Size { strands, ..LARGE });
    let lines = [10, 30, 100].map(|lines| Size { lines, ..LARGE });
    let facts = [10, 15, 20].map(|facts| Size { facts, ..LARGE });
    let elsewhere = [3, 10, 30].map(|elsewhere| Size { elsewhere, ..LARGE });
    for size in strands.into_iter().chain(lines).chain(facts).chain(elsewhere) {
        let invented = invented(size);
        let (time, found) = timed(|| prove(&invented));
        let Size { strands, facts, lines, elsewhere, .. } = size;
        println!(
            "{strands:>3} strands of {facts:>2} facts, {lines:>3} lines, {elsewhere:>2}% elsewhere: {time:>10.1?}, {}",
            words(&found)
        );
    }
}

fn words(found: &Proved) -> String {
    format!("{} proved, {} found, {} not proved", found.proved, found.findings.iter().count(), found.open.len())
}

fn invented(size: Size) -> Policy {
    load(Place::Memory(vec![("large.ees".to_owned(), policy(1, size))])).policy.unwrap()
}
