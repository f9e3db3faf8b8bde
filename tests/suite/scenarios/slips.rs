//! Scenarios with small slips in them end in words, never in a crash.

use super::{fixtures, ran, with_tests};
use crate::robust::slip;
use ees::harness::scenarios::Failures;
use ees::report::{Style, render};
use fastrand::Rng;
use std::fs;

#[test]
fn scenarios_with_slips_in_them() {
    let mut rng = Rng::with_seed(1865);
    let mut texts: Vec<String> = ["good/school", "good/tables", "good/others"]
        .map(|file| fs::read_to_string(fixtures().join(file).with_extension("ees")).unwrap())
        .to_vec();
    texts.push(PROPERTIES.to_owned());
    let (mut whole, mut broken, mut failed) = (0, 0, 0);
    for round in 0..600 {
        let mut text = texts[round % texts.len()].clone();
        for _ in 0..=round % 3 {
            text = slip(&mut rng, &text);
        }
        let mut loaded = with_tests(&text);
        if let Some(policy) = &loaded.policy {
            whole += 1;
            loaded.problems = Default::default();
            let mut failures = Failures::new(policy);
            for one in ran(&loaded) {
                if let Some(found) = failures.of(&one) {
                    failed += 1;
                    assert!(!found.message.contains("``"), "{}", found.message);
                }
            }
            continue;
        }
        broken += 1;
        assert!(loaded.problems.has_errors(), "refused without a word:\n{text}");
        let found = std::mem::take(&mut loaded.problems).sorted();
        for style in [Style::Plain, Style::Json, Style::Graphical { colour: false, width: 100 }] {
            let told = render(&found, &loaded.sources, style);
            assert!(!told.contains("Rule") && !told.contains("k_"), "{told}");
        }
    }
    assert!(whole > 60 && broken > 150 && failed > 20, "{whole} whole, {broken} broken, {failed} failed: no fair trial");
}

const PROPERTIES: &str = "property No A without a judgement, for a school
  no school is A when latest judgement is none
property Leadership, for a school
  improving leadership or attendance never gives a more intensive category
property Inadequate
  every school is C when latest judgement is inadequate
property Two-year-olds
  changing takes two-year-olds, vacancies or reserves never changes the category when any of
    - leadership is weak
    - financial deficit
";
