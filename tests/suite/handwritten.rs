//! The hand-written program that `ees` is measured against does its work: it agrees with brute force over its own categories, and
//! with `ees` byte for byte.

#[path = "../../benches/ours/mod.rs"]
mod ours;
#[path = "../../benches/handwritten/mod.rs"]
mod plain;
#[path = "../../benches/population/mod.rs"]
mod population;

use fastrand::Rng;
use population::{FACTS, Gaps, ON};
use std::collections::{BTreeMap, BTreeSet};

const CATEGORIES: [&str; 5] = ["A", "AS", "B1", "B2", "C"];
const STRANDS: [&str; 5] = ["ofsted", "la_view", "leadership", "governance", "risk_factors"];

#[test]
fn ees_and_the_hand_written_program_give_the_same_answers() {
    for (seed, gaps) in [(1, Gaps::Usual), (2, Gaps::None)] {
        let csv = population::schools(2_000, seed, gaps);
        let (by_hand, by_ees) = (plain::run(&csv, ON).unwrap(), ours::ours(ON, |assess| assess(&csv)));
        for (hand, ees) in by_hand.lines().zip(by_ees.lines()) {
            assert_eq!(hand, ees);
        }
        assert_eq!(by_hand.lines().count(), by_ees.lines().count());
    }
}

#[test]
fn the_hand_written_program_agrees_with_brute_force() {
    let mut rng = Rng::with_seed(2021);
    let (mut open, mut asked, mut resting, mut lifted, mut plans) = (0, 0, 0, 0, 0);
    for _ in 0..500 {
        let case = Case::random(&mut rng);
        let answer = answers(std::slice::from_ref(&case.cells)).remove(0);
        assert_eq!(case.by_brute_force(), answer, "{}", case.cells.join(","));
        open += usize::from(answer.possible.len() > 1);
        asked += usize::from(answer.ask.len() > 1);
        resting += usize::from(!answer.assumed.is_empty());
        lifted += usize::from(!answer.gate.is_empty());
        plans += usize::from(!answer.expectations.is_empty());
    }
    // The schools show all that there is to be shown.
    assert!(open > 100 && asked > 30 && resting > 100 && lifted > 5 && plans > 10, "{open} {asked} {resting} {lifted} {plans}");
}

#[test]
fn the_hand_written_program_knows_the_example_schools() {
    let table = plain::run(&example_schools(), ON).unwrap();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let possible: Vec<String> = reader.records().map(|record| record.unwrap()[8].to_owned()).collect();
    let by_eye = [
        "A",
        "A",
        "A; B2; C",
        "AS",
        "AS",
        "A",
        "AS",
        "AS",
        "B1",
        "B1",
        "B1",
        "B1",
        "B1",
        "B1",
        "B2",
        "B2",
        "C",
        "B2",
        "B2",
        "C",
        "C",
        "C",
        "A; B1; C",
        "A; AS; B2",
        "A; AS; B1; B2; C",
    ];
    assert_eq!(possible, by_eye);
}

/// The schools among the examples, with a school's columns; the program written by hand knows no other kind.
fn example_schools() -> String {
    let mut reader =
        csv::Reader::from_path(concat!(env!("CARGO_MANIFEST_DIR"), "/policies/wolverhampton-2021/examples.csv")).unwrap();
    let headings = reader.headers().unwrap().clone();
    let known = |heading: &str| ["id", "name", "setting"].contains(&heading) || FACTS.iter().any(|fact| fact.0 == heading);
    let kept: Vec<usize> = headings.iter().enumerate().filter(|(_, heading)| known(heading)).map(|(at, _)| at).collect();
    let row = |record: &csv::StringRecord| kept.iter().map(|at| record[*at].to_owned()).collect::<Vec<_>>().join(",") + "\n";
    let rows = reader.records().map(Result::unwrap).filter(|record| &record[2] == "school");
    row(&headings) + &rows.map(|record| row(&record)).collect::<String>()
}

#[test]
fn bad_tables_are_refused_with_their_place() {
    let refused = |rows: &str| plain::run(&format!("id,setting,latest_ofsted,latest_inspected\n{rows}"), ON).unwrap_err();
    assert_eq!(refused("1,school,god,2020-01-01\n"), "row 2, column `latest_ofsted`: `god` is no value of it");
    assert_eq!(refused("1,school,good,2021-11-16\n"), "row 2, column `latest_inspected`: `2021-11-16` is no value of it");
    assert_eq!(refused("1,school,good,\n1,school,good,\n"), "row 3, column `id`: another row has the same id");
    assert_eq!(
        refused("1,school,none,1 May 2020\n"),
        "row 2: its Ofsted judgements and the date of inspection cannot be together"
    );
    assert_eq!(refused("1,zoo,good,\n"), "row 2, column `setting`: `zoo` is no kind of setting");
}

/// A row of the answers, with lists parted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Answer {
    possible: Vec<String>,
    ask: Vec<String>,
    assumed: Vec<String>,
    expectations: String,
    gate: String,
    /// Strands and their lines.
    because: BTreeMap<String, String>,
}

/// A school with a few unknown and a few assumed facts, and the rest told.
struct Case {
    cells: Vec<String>,
    unknown: Vec<usize>,
    assumed: Vec<usize>,
}

impl Case {
    fn random(rng: &mut Rng) -> Self {
        loop {
            let unusual = rng.u32(..30);
            let mut cells: Vec<String> = (0..FACTS.len())
                .map(|fact| {
                    let words = words(fact);
                    let any = fact == 2 || rng.u32(..100) < unusual;
                    if any { words[rng.usize(..words.len())] } else { words[0] }.to_owned()
                })
                .collect();
            let (mut unknown, mut assumed) = (BTreeSet::new(), BTreeSet::new());
            for _ in 0..rng.usize(..=3) {
                let most = if rng.bool() { 14 } else { FACTS.len() };
                unknown.insert(rng.usize(..most));
            }
            for _ in 0..rng.usize(..=3) {
                assumed.insert(rng.usize(..FACTS.len()));
            }
            assumed.retain(|fact| is_assumed(*fact) && !unknown.contains(fact));
            if rng.u32(..5) == 0 {
                ["none", "none", "none"].iter().zip(&mut cells).for_each(|(none, cell)| *cell = (*none).to_owned());
            }
            unknown.iter().for_each(|fact| cells[*fact] = "?".to_owned());
            assumed.iter().for_each(|fact| cells[*fact] = String::new());
            let case = Self { cells, unknown: unknown.into_iter().collect(), assumed: assumed.into_iter().collect() };
            if !case.completions().is_empty() {
                return case;
            }
        }
    }

    /// Every legal school that this one can be with unknown and assumed facts free, by the places of their words: the unknown
    /// facts first.
    fn completions(&self) -> BTreeMap<Vec<usize>, Vec<String>> {
        let mut all = BTreeMap::from([(Vec::new(), self.cells.clone())]);
        for fact in self.open() {
            let with = |(places, cells): (Vec<usize>, Vec<String>)| {
                words(fact).into_iter().enumerate().map(move |(place, word)| {
                    let (mut places, mut cells) = (places.clone(), cells.clone());
                    places.push(place);
                    cells[fact] = word.to_owned();
                    (places, cells)
                })
            };
            all = all.into_iter().flat_map(with).collect();
        }
        all.retain(|_, cells| {
            let [latest, previous, inspected] = [0, 1, 2].map(|fact| cells[fact] == "none");
            latest == inspected && (!latest || previous)
        });
        all
    }

    fn open(&self) -> impl Iterator<Item = usize> {
        self.unknown.iter().chain(&self.assumed).copied()
    }

    /// The answer by its definition, from the categories of all completions.
    fn by_brute_force(&self) -> Answer {
        let (places, rows): (Vec<_>, Vec<_>) = self.completions().into_iter().unzip();
        let all: BTreeMap<Vec<usize>, Answer> = places.into_iter().zip(answers(&rows)).collect();
        let as_assumed = |places: &[usize]| places[self.unknown.len()..].iter().all(|place| *place == 0);
        let now: BTreeMap<&[usize], &Answer> =
            all.iter().filter(|(places, _)| as_assumed(places)).map(|(places, answer)| (&**places, answer)).collect();
        let possible = in_order(&CATEGORIES, now.values().map(|answer| &*answer.possible[0]));
        let mut answer = Answer {
            ask: self.ask(&now),
            assumed: self.rests_on(&all),
            expectations: expectation(now.values().copied().filter(|answer| answer.possible == ["B1"])),
            possible,
            ..Answer::default()
        };
        let top = now.values().copied().filter(|one| one.possible.last() == answer.possible.last());
        // Where two lines of a strand can decide, the first in the policy is also the first by letter.
        let mut may: BTreeMap<String, String> = BTreeMap::new();
        for (strand, line) in top.clone().flat_map(|one| &one.because) {
            let first = may.entry(strand.clone()).or_insert_with(|| line.clone());
            *first = line.min(first).clone();
        }
        let mut certain = may.clone();
        certain.retain(|strand, _| top.clone().all(|one| one.because.contains_key(strand)));
        let (always, ever) = (top.clone().all(|one| !one.gate.is_empty()), top.clone().find(|one| !one.gate.is_empty()));
        let decided = answer.possible.len() == 1;
        answer.gate = ever.filter(|_| decided && (always || certain.is_empty())).map(|one| one.gate.clone()).unwrap_or_default();
        answer.because = if decided && (always || !certain.is_empty()) { certain } else { may };
        answer
    }

    /// Unknown facts that by themselves make a difference, by the categories left on average over their legal values.
    fn ask(&self, now: &BTreeMap<&[usize], &Answer>) -> Vec<String> {
        let mut ranked = Vec::new();
        for (at, fact) in self.unknown.iter().enumerate() {
            let same_but = |one: &[usize], other: &[usize]| (0..one.len()).all(|place| place == at || one[place] == other[place]);
            let matters = now.iter().any(|(one, answer)| {
                now.iter().any(|(other, differs)| same_but(one, other) && answer.possible != differs.possible)
            });
            let mut left: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
            for (places, answer) in now {
                left.entry(places[at]).or_default().insert(&answer.possible[0]);
            }
            let sum: usize = left.values().map(BTreeSet::len).sum();
            // The average as whole numbers: there are at most six values.
            ranked.extend(matters.then(|| (sum * 60 / left.len(), *fact)));
        }
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, fact)| FACTS[fact].0.to_owned()).collect()
    }

    /// Assumed facts that by themselves change the set of what is possible, all assumed facts free; alphabetically.
    fn rests_on(&self, all: &BTreeMap<Vec<usize>, Answer>) -> Vec<String> {
        let mut possible: BTreeMap<&[usize], BTreeSet<&str>> = BTreeMap::new();
        for (places, answer) in all {
            possible.entry(&places[self.unknown.len()..]).or_default().insert(&answer.possible[0]);
        }
        let changes = |at: usize| {
            let same_but = |one: &[usize], other: &[usize]| (0..one.len()).all(|place| place == at || one[place] == other[place]);
            possible.iter().any(|(one, set)| possible.iter().any(|(other, differs)| same_but(one, other) && set != differs))
        };
        let facts = self.assumed.iter().enumerate().filter(|(at, _)| changes(*at));
        let mut names: Vec<String> = facts.map(|(_, fact)| FACTS[*fact].0.to_owned()).collect();
        names.sort();
        names
    }
}

/// What B1 expects over the schools that are B1.
fn expectation<'a>(b1: impl Iterator<Item = &'a Answer>) -> String {
    let states: BTreeSet<&str> = b1.map(|answer| answer.expectations.rsplit(' ').next().unwrap()).collect();
    let state = match states.into_iter().collect::<Vec<_>>().as_slice() {
        [] | [""] => return String::new(),
        ["met"] | ["", "met"] => "met",
        ["not_met"] => "not_met",
        _ => "unknown",
    };
    format!("governance_action_plan: {state}")
}

/// The words of a fact, what is assumed first. A date is one within twelve months, one before, or none.
fn words(fact: usize) -> Vec<&'static str> {
    match fact {
        0 => FACTS[0].1.iter().copied().chain(["none"]).collect(),
        2 => vec!["2020-11-15", "2020-11-14", "none"],
        _ => FACTS[fact].1.iter().map(|word| word.trim_start_matches('*')).collect(),
    }
}

fn is_assumed(fact: usize) -> bool {
    FACTS[fact].1.first().is_some_and(|word| word.starts_with('*'))
}

fn in_order<'a>(order: &[&str], found: impl Iterator<Item = &'a str>) -> Vec<String> {
    let found: BTreeSet<&str> = found.collect();
    order.iter().filter(|one| found.contains(**one)).map(|one| (*one).to_owned()).collect()
}

/// What the hand-written program says of schools.
fn answers(rows: &[Vec<String>]) -> Vec<Answer> {
    let mut csv = population::heading();
    for (number, cells) in rows.iter().enumerate() {
        csv.push_str(&format!("{number},,school,{}\n", cells.join(",")));
    }
    let table = plain::run(&csv, ON).unwrap();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let list = |cell: &str| cell.split("; ").filter(|item| !item.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let answer = |record: csv::StringRecord| Answer {
        possible: list(&record[8]),
        ask: list(&record[11]),
        assumed: list(&record[12]),
        expectations: record[13].to_owned(),
        gate: record[14].to_owned(),
        because: STRANDS.iter().filter_map(|strand| Some(((*strand).to_owned(), line_of(&record[16], strand)?))).collect(),
    };
    reader.records().map(|record| answer(record.unwrap())).collect()
}

/// A strand's line among the reasons, which are joined by `; ` as are the members of some lines.
fn line_of(because: &str, strand: &str) -> Option<String> {
    let because = format!("; {because}");
    let (_, rest) = because.split_once(&format!("; {strand}: "))?;
    let ends = STRANDS.iter().filter_map(|next| rest.find(&format!("; {next}: ")));
    Some(rest[..ends.min().unwrap_or(rest.len())].to_owned())
}
