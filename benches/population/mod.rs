//! Invented schools as an authority would hold them, by a seed: most told in full, some with gaps, a few known by their inspections
//! only. The same seed gives the same schools.

use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The day on which they are assessed.
pub(crate) const ON: Date = date(2021, 11, 15);

/// How much is told of the schools of a population.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gaps {
    /// Every fact that is not assumed.
    None,
    /// All of it for nine schools in ten; of the tenth a few facts are unknown, or all that advisers know.
    Usual,
}

/// The facts in the order of their columns, with their words. `*` before the words: assumed where nothing is told. The first word
/// is the usual one and stands for most schools.
pub(crate) const FACTS: [(&str, &[&str]); 29] = [
    ("latest_ofsted", &["good", "outstanding", "requires_improvement", "serious_weaknesses", "special_measures"]),
    ("previous_ofsted", &["good", "outstanding", "requires_improvement", "serious_weaknesses", "special_measures", "none"]),
    ("latest_inspected", &[]),
    ("la_judgement", &["good", "outstanding", "requires_improvement", "inadequate"]),
    ("vulnerability", &["*low", "some", "high"]),
    ("likely_good_next", &["yes", "no"]),
    ("capacity_to_improve", &["*sufficient", "limited", "insufficient"]),
    ("formal_powers", &["*not_considered", "considered", "in_use"]),
    ("leadership", &["effective", "needs_consolidating", "secure_and_improving", "inconsistent", "ineffective"]),
    ("headteacher", &["*established", "new_with_headship", "new_to_headship"]),
    ("governance", &["green", "amber", "red"]),
    ("governance_capacity", &["*sufficient", "limited", "little"]),
    ("governance_action_plan", &["yes", "no"]),
    ("governor_vacancies", &["*no", "yes"]),
    ("two_year_olds", &["*no", "yes"]),
    ("attainment_low", &["*no", "yes"]),
    ("gaps_wide", &["*no", "yes"]),
    ("absence_or_exclusions_high", &["*no", "yes"]),
    ("safeguarding_concerns", &["*no", "yes"]),
    ("teaching_inconsistent", &["*no", "yes"]),
    ("governance_weak", &["*no", "yes"]),
    ("complaints_high", &["*no", "yes"]),
    ("monitoring_inadequate", &["*no", "yes"]),
    ("pupil_numbers_falling", &["*no", "yes"]),
    ("staffing_unstable", &["*no", "yes"]),
    ("financial_deficit", &["*no", "yes"]),
    ("reluctant_to_change", &["*no", "yes"]),
    ("leadership_breakdown", &["*no", "yes"]),
    ("progress_visits_poor", &["*no", "yes"]),
];
/// The inspections stand first; what follows is told by advisers.
const INSPECTIONS: usize = 3;

const FIRST: [&str; 12] = [
    "Quillfeather",
    "Dapplemere",
    "Thornybank",
    "Umberwick",
    "Tumblestone",
    "Marzipan Lane",
    "Nettlewick",
    "Cobblegate",
    "Puddingstone",
    "Harrowmist",
    "Brambleclock",
    "Wrenpocket",
];
const SECOND: [&str; 6] =
    ["Primary School", "Junior School", "Infant School", "Nursery School", "High School", "Special School, Upper Site"];

/// A table of so many schools.
pub(crate) fn schools(count: usize, seed: u64, gaps: Gaps) -> String {
    let mut rng = Rng::with_seed(seed);
    let mut text = heading();
    for number in 1..=count {
        let name = format!("{} {}", FIRST[rng.usize(..FIRST.len())], SECOND[rng.usize(..SECOND.len())]);
        let quote = if name.contains(',') { "\"" } else { "" };
        text.push_str(&format!("S{number:05},{quote}{name}{quote},school"));
        for cell in cells(&mut rng, gaps) {
            text.push(',');
            text.push_str(&cell);
        }
        text.push('\n');
    }
    text
}

/// The headings of such a table.
pub(crate) fn heading() -> String {
    let facts = FACTS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(",");
    format!("id,name,setting,{facts}\n")
}

/// What is told of one school.
fn cells(rng: &mut Rng, gaps: Gaps) -> Vec<String> {
    // Schools with one trouble tend to have others.
    let usual = [95, 85, 60][rng.choice([0, 0, 0, 0, 0, 1, 1, 1, 2, 2]).unwrap_or(0)];
    let told = FACTS.iter().map(|(_, words)| told(rng, words, usual));
    let mut cells: Vec<String> = told.collect();
    if rng.u32(..100) < 3 {
        cells[..INSPECTIONS].fill("none".to_owned());
    } else {
        cells[2] = (ON - i64::from(rng.u32(..3652)).days()).to_string();
    }
    match rng.u32(..100) {
        _ if gaps == Gaps::None => {}
        0..=1 => cells[INSPECTIONS..].fill(String::new()),
        2..=9 => {
            for _ in 0..rng.usize(1..=3) {
                let fact = rng.usize(..FACTS.len());
                let blank_will_do = !is_assumed(FACTS[fact].1) && rng.bool();
                cells[fact] = if blank_will_do { String::new() } else { "?".to_owned() };
            }
        }
        _ => {}
    }
    cells
}

/// A word for a fact: the usual one or, so many times in a hundred, any. What can be assumed is seldom told.
fn told(rng: &mut Rng, words: &[&str], usual: u32) -> String {
    let Some(first) = words.first() else { return String::new() };
    let any = rng.u32(..100) >= usual;
    if is_assumed(words) && !any && rng.u32(..100) < 85 {
        return String::new();
    }
    let word = if any { words[rng.usize(..words.len())] } else { first };
    word.trim_start_matches('*').to_owned()
}

fn is_assumed(words: &[&str]) -> bool {
    words.first().is_some_and(|word| word.starts_with('*'))
}
