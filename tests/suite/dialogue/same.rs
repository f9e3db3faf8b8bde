//! What is tried in a conversation is what a revision with the same sentences says, whichever way it is read.

use super::{Texts, begun};
use ees::assess::Assessor;
use ees::dialogue::Dialogue;
use ees::harness::{Found, Support};
use ees::model::{Policy, parse_date};
use ees::session::{self, Place, load};
use ees::settings::{Reading, Row, read};
use std::fmt::Write as _;

const DAY: &str = "2021-11-15";

/// The built-in policy with sentences of a revision, read from texts.
fn revision(sentences: &[String]) -> Policy {
    let base = session::built_in_files().into_iter().filter(|(name, _)| name.ends_with(".ees") && !name.contains('/'));
    let mut texts: Vec<(String, String)> = base.map(|(name, text)| (format!("../base/{name}"), text)).collect();
    texts.push((
        "a.ees".to_owned(),
        format!("policy Draft\n  amends \"../base\"\n  revision: draft\n\n{}\n", sentences.join("\n")),
    ));
    let loaded = load(Place::Memory(texts));
    loaded.policy.unwrap_or_else(|| panic!("{sentences:?}: {:?}", loaded.problems))
}

fn rows() -> Vec<Row> {
    let mut loaded = load(Place::BuiltIn);
    let on = parse_date(DAY).unwrap();
    let mut problems = ees::diagnostic::Problems::default();
    let table = session::read_table(&mut loaded, None, &mut problems).unwrap();
    let reading = Reading { on, strict: false };
    read(&loaded.sources, table.file, loaded.policy.as_ref().unwrap(), None, &reading, &mut problems).rows
}

/// What a policy says of settings, without the places where it says so.
fn said(policy: &Policy, rows: &[Row]) -> String {
    let mut assessor = Assessor::new(policy, parse_date(DAY).unwrap()).unwrap();
    let mut told = String::new();
    for row in rows {
        let Found::Outcome(outcome) = Found::of(&mut assessor, row.kind, &row.facts) else { panic!("{} has no answer", row.id) };
        let because: Vec<_> = outcome.because.iter().map(|one| (&one.strand, &one.category, &one.line)).collect();
        let support: Vec<_> = outcome.support.iter().cloned().map(Support::without_places).collect();
        let gate = outcome.gate.as_ref().map(|(words, _)| words);
        writeln!(told, "{:?} {because:?} {gate:?} {:?} {support:?}", outcome.possible, outcome.expectations).unwrap();
    }
    told
}

fn typed(dialogue: &mut Dialogue, line: &str) {
    let problems = dialogue.step(line, &mut Texts::default()).problems;
    assert!(!problems.has_errors(), "{line}: {problems:#?}");
}

#[test]
fn what_is_tried_is_what_a_revision_says() {
    let rows = rows();
    let mut dialogue = begun("school");
    let lines = [
        "try parameter many: 4",
        "try in leadership without line 2",
        "try B1 when leadership is inconsistent, in leadership",
        "try replace parameter many: 2",
        "try never AS for a school unless leadership is effective",
        "try strand mood, for a school\nC when complaints high\nA otherwise\n",
        "try in mood, in place of line 1: B2 when complaints high",
        "try remove strand governance, for a school",
        "try strand governance, for a school\nB2 when governance is red\nA otherwise\n",
        "try remove strand mood, for a school",
        "try allocation for a school in AS: 3 days",
        "try fact cheerful, for a school: yes or no",
        "try C when not cheerful, in governance",
        "try define newly good, for a school: latest Ofsted is good",
        "try remove never AS for a school",
        "try in Ofsted without line 1",
    ];
    let counts = [1, 2, 2, 2, 3, 4, 4, 5, 5, 4, 5, 6, 6, 7, 6, 7];
    for (line, count) in lines.into_iter().zip(counts) {
        typed(&mut dialogue, line);
        let version = &dialogue.now().version;
        assert_eq!(version.tried.len(), count, "{line}: {:#?}", version.tried);
        let (is, should) = (said(&version.policy, &rows), said(&revision(&version.tried), &rows));
        assert_eq!(is, should, "{line}");
    }
}

#[test]
fn a_strand_with_a_line_put_back_is_the_strand_that_it_was() {
    let rows = rows();
    let before = said(&load(Place::BuiltIn).policy.unwrap(), &rows);
    let (mut tried, mut cited) = (0, 0);
    for kind in ["school", "pvi"] {
        let mut dialogue = begun(kind);
        let categorisation = dialogue.now().policy().categorisation(dialogue.now().case.kind).unwrap().clone();
        for strand in &categorisation.strands {
            let version = &dialogue.now().version;
            let written = ees::revision::written(&version.whole, &version.sources, strand.span).unwrap();
            for (number, line) in (1..).zip(written.lines()) {
                // A line that a kind does not have is one of the strand all the same.
                let text = format!("try in {}, in place of line {number}: {}", strand.name.phrase, line.text().trim_start());
                typed(&mut dialogue, &text);
                let now = &dialogue.now().version;
                assert_eq!(said(&now.policy, &rows), before, "{text}");
                let again = now.policy.categorisation(dialogue.now().case.kind).unwrap();
                let again = again.strands.iter().find(|one| one.name.machine == strand.name.machine).unwrap();
                let cites = |one: &ees::model::Strand| {
                    one.lines.iter().map(|line| format!("{:?}", line.citation.from)).collect::<Vec<_>>()
                };
                assert_eq!(cites(again), cites(strand), "{text}");
                cited += cites(strand).len();
                tried += 1;
                typed(&mut dialogue, "undo");
            }
        }
    }
    assert!(tried > 30 && cited > 100, "{tried} lines, {cited} citations");
}
