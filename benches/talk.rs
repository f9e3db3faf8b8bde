//! How long each step of a conversation takes on the built-in policy: for every example setting, told fact by fact and then asked about in
//! every way, and for a setting of each kind of which nothing is known. The time of a line is the least of some rounds, so that it is not that of whatever else
//! the machine was doing; only telling a fact, preparing and the first `why` are measured once. Shown are the median and the longest over all settings, and how
//! many times one assessment by itself the longest takes.
//!
//! `cargo bench --bench talk`. Nothing is asserted of time.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark may stop at once, and prints")]

mod measure;

use ees::assess::Assessor;
use ees::diagnostic::{Diagnostic, Problems};
use ees::dialogue::{Dialogue, Version, World};
use ees::explain::plain;
use ees::model::{FactState, Facts, KindId, Policy};
use ees::session::{Asked, Loaded, Place, Table, load, read_table};
use ees::settings::{Reading, read_csv};
use ees::source::Sources;
use jiff::civil::Date;
use measure::{peak, timed};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

const ROUNDS: usize = 9;
/// The width of a usual terminal.
const COLUMNS: usize = 80;

/// No files.
struct Nothing;

impl World for Nothing {
    fn table(&mut self, _: &Version, _: &mut Sources, _: &Asked, _: &mut Problems) -> Option<Table> {
        None
    }

    fn policy(&mut self, place: &Place) -> Loaded {
        load(place.clone())
    }

    fn changed(&mut self, _: &[String]) -> Vec<String> {
        Vec::new()
    }

    fn write_new(&mut self, _: &str, _: &str) -> Result<(), Box<Diagnostic>> {
        Ok(())
    }

    fn write_folder(&mut self, _: &str, _: &[(String, String)]) -> Result<(), Box<Diagnostic>> {
        Ok(())
    }

    fn way(&self, _: &str, _: &Path) -> Option<String> {
        None
    }

    fn keep(&mut self, _: &str, _: &str, _: bool) -> Result<(), Box<Diagnostic>> {
        Ok(())
    }

    fn is_there(&mut self, _: &str) -> bool {
        false
    }
}

/// What is asked of every setting; of each category those that name one.
const ASKED: [&str; 16] = [
    "why",
    "why not",
    "to",
    "ask",
    "which facts matter",
    "days",
    "plan",
    "assumptions",
    "sources",
    "trace",
    "facts",
    "undo",
    "redo",
    "help",
    "try parameter tried here: 3",
    "reset policy",
];

fn main() {
    let mut problems = Problems::default();
    let mut loaded = load(Place::BuiltIn);
    let table = read_table(&mut loaded, None, &mut problems).unwrap();
    let on = table.on.unwrap();
    let policy = loaded.policy.clone().unwrap();
    let rows = read_csv(&loaded.sources, table.file, &policy, &Reading { on, strict: false }, &mut problems);
    let examples: Vec<(KindId, Facts)> = rows.iter().map(|row| (row.kind, row.facts.clone())).collect();
    let blank: Vec<(KindId, Facts)> = policy.kind_ids().map(|kind| (kind, policy.untold(kind))).collect();
    for (name, settings) in [("the example settings", examples), ("settings of which nothing is known", blank)] {
        println!("\n{name}: {}", settings.len());
        talk(&policy, on, &settings);
    }
    if let Some(peak) = peak() {
        println!("\npeak memory: {peak}");
    }
}

fn talk(policy: &Policy, on: Date, settings: &[(KindId, Facts)]) {
    let mut times: BTreeMap<&str, Vec<(Duration, String)>> = BTreeMap::new();
    let mut assessed = Vec::new();
    for (kind, facts) in settings {
        let mut assessor = Assessor::new(policy, on).unwrap();
        assessed.push(least(|| assessor.assess("", "", *kind, facts).map(|answer| answer.possible.len()).unwrap_or_default()));
        let (version, _) = Version::of(load(Place::BuiltIn)).unwrap();
        let mut dialogue = Dialogue::new(version, *kind, on, "typed").unwrap();
        let name = policy.kind_name(*kind);
        for line in told(policy, *kind, facts) {
            let (time, _) = timed(|| dialogue.step(&line, &mut Nothing));
            times.entry("a fact told").or_default().push((time, format!("{name}: {line}")));
        }
        // As it is done at a terminal before a line is typed.
        let (prepared, ()) = timed(|| dialogue.prepare());
        times.entry("prepared for questions").or_default().push((prepared, name.to_owned()));
        let (first, _) = timed(|| dialogue.step("why", &mut Nothing));
        times.entry("why, the first time").or_default().push((first, name.to_owned()));
        for asked in ASKED {
            for line in lines(policy, asked) {
                let time = least(|| plain(&dialogue.step(&line, &mut Nothing).text, COLUMNS));
                times.entry(asked).or_default().push((time, format!("{name}: {line}")));
            }
        }
    }
    assessed.sort_unstable();
    let one = *assessed.get(assessed.len() / 2).unwrap();
    println!("{:<28} median {one:>9.1?}", "one assessment");
    for (asked, mut times) in times {
        times.sort_unstable();
        let median = times.get(times.len() / 2).unwrap().0;
        let (longest, line) = times.last().unwrap();
        let times = longest.as_nanos() / one.as_nanos().max(1);
        println!("{asked:<28} median {median:>9.1?}, the longest {longest:>9.1?} ({times} times one assessment; {line})");
    }
}

/// A line for each fact that is told.
fn told(policy: &Policy, kind: KindId, facts: &Facts) -> Vec<String> {
    let told = policy.facts_of(kind).filter_map(|(id, fact)| match facts.get(id) {
        FactState::Told(value) => Some(format!("{} is {}", fact.name.phrase, policy.value_phrase(id, value))),
        FactState::Assumed(_) | FactState::Unknown => None,
    });
    told.collect()
}

/// What is typed; where it names a category, once for each.
fn lines(policy: &Policy, asked: &str) -> Vec<String> {
    match asked {
        "why not" | "to" => policy.categories.iter().map(|category| format!("{asked} {}", category.code)).collect(),
        _ => vec![asked.to_owned()],
    }
}

/// The least of some rounds.
fn least<T>(mut work: impl FnMut() -> T) -> Duration {
    (0..ROUNDS).map(|_| timed(|| black_box(work())).0).min().unwrap_or_default()
}
