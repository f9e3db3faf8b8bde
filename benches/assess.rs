//! Ten thousand schools from CSV to CSV: `ees` beside a plain hand-written program that does the same.
//!
//! `cargo bench --bench assess`. Each round has schools of its own, the same for all, so that no answer is one remembered from the
//! round before; who goes first changes from round to round. The outputs are compared byte by byte. Nothing is asserted of time.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark may stop at once, and prints"
)]

mod handwritten;
mod ours;
mod population;

use jiff::civil::Date;
use population::{Gaps, ON, schools};
use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const SCHOOLS: usize = 10_000;
const WARM_UP: usize = 3;
const ROUNDS: usize = 21;

fn main() {
    measure("a usual mixture", Gaps::Usual);
    measure("nothing unknown", Gaps::None);
    start_up();
}

/// The program from its start to its end: the built-in policy read, checked and compiled, and its examples answered for.
fn start_up() {
    let run = || {
        let start = Instant::now();
        let ended = Command::new(env!("CARGO_BIN_EXE_ees")).arg("assess").stdout(Stdio::null()).status().unwrap();
        assert!(ended.success());
        start.elapsed().as_nanos()
    };
    let mut times: Vec<u128> = (0..WARM_UP + 2 * ROUNDS).map(|_| run()).skip(WARM_UP).collect();
    times.sort_unstable();
    let [least, middle, most] = [0, times.len() / 2, times.len() - 1].map(|at| milliseconds(times[at]));
    println!("\n`ees assess` from start to end; {} runs: median {middle} ms, {least} to {most} ms", times.len());
}

fn measure(title: &str, gaps: Gaps) {
    let mut times = [const { Vec::new() }; 3];
    ours::ours(ON, |compiled| {
        for round in 0..WARM_UP + ROUNDS {
            let csv = schools(SCHOOLS, u64::try_from(round).unwrap(), gaps);
            let mut answers = [const { String::new() }; 3];
            for turn in 0..3 {
                let who = (turn + round) % 3;
                let start = Instant::now();
                answers[who] = black_box(match who {
                    0 => from_text(&csv, ON),
                    1 => compiled(&csv),
                    _ => handwritten::run(&csv, ON).unwrap(),
                });
                let time = start.elapsed();
                if round >= WARM_UP {
                    times[who].push(time);
                }
            }
            assert!(answers[0] == answers[2] && answers[1] == answers[2], "the answers differ in round {round}");
        }
    });
    report(title, &mut times);
}

fn from_text(csv: &str, on: Date) -> String {
    ours::ours(on, |assess| assess(csv))
}

fn report(title: &str, times: &mut [Vec<Duration>; 3]) {
    times.iter_mut().for_each(|times| times.sort_unstable());
    let median = |times: &[Duration]| times[times.len() / 2].as_nanos();
    let plain = median(&times[2]);
    println!("\n{SCHOOLS} schools from CSV to CSV, {title}; {ROUNDS} rounds\n");
    println!("{:<28} {:>10} {:>21} {:>12} {:>9}", "", "median", "least to most", "rows/second", "ratio");
    for (name, times) in ["ees, policy from its text", "ees, policy compiled once", "by hand"].into_iter().zip(times) {
        let middle = median(times);
        let range = format!("{} to {}", milliseconds(times[0].as_nanos()), milliseconds(times[times.len() - 1].as_nanos()));
        let hundredths = (middle * 100 + plain / 2) / plain;
        let ratio = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        let rate = u128::try_from(SCHOOLS).unwrap() * 1_000_000_000 / middle;
        println!("{name:<28} {:>7} ms {range:>18} ms {rate:>12} {ratio:>9}", milliseconds(middle));
    }
}

fn milliseconds(nanoseconds: u128) -> String {
    format!("{}.{}", nanoseconds / 1_000_000, nanoseconds / 100_000 % 10)
}
