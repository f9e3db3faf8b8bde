//! Explanations to be written: of every example that is shipped, and of settings of policies drawn at random.

use crate::diagram::brute::classes;
use crate::diagram::random::{KIND, any_policy, any_setting};
use ees::assess::Assessor;
use ees::diagnostic::Problems;
use ees::explain::{Question, Row, Text, questions, setting};
use ees::model::{CategoryId, FactId, Policy};
use ees::session::{Place, answers, load, read_table};
use ees::settings::{Reading, read_csv};
use fastrand::Rng;
use jiff::civil::{Date, date};
use std::sync::{Arc, LazyLock};

/// What is told of one setting: the whole answer, and each question about each category.
fn told(assessor: &mut Assessor<'_>, policy: &Policy, row: Row<'_>) -> Vec<Text> {
    let mut texts = vec![setting(assessor, row)];
    for category in (0..policy.categories.len()).filter_map(CategoryId::from_index) {
        for question in [Question::WhyNot(category), Question::To { category, most: 20 }] {
            texts.push(questions(assessor, row, &[question]));
        }
    }
    texts
}

/// Of every example setting of the built-in policy.
pub(super) fn shipped() -> Arc<Vec<Text>> {
    static TOLD: LazyLock<Arc<Vec<Text>>> = LazyLock::new(|| Arc::new(every_example()));
    Arc::clone(&TOLD)
}

fn every_example() -> Vec<Text> {
    let mut problems = Problems::default();
    let mut loaded = load(Place::BuiltIn);
    let table = read_table(&mut loaded, None, &mut problems).unwrap();
    let (policy, on) = (loaded.policy.as_ref().unwrap(), table.on.unwrap());
    let rows = read_csv(&loaded.sources, table.file, policy, &Reading { on, strict: false }, &mut problems);
    let mut assessor = Assessor::new(policy, on).unwrap();
    let answers = answers(&mut assessor, &rows, &mut problems);
    assert!(problems.is_empty() && rows.len() > 40);
    let pairs = answers.iter().zip(&rows);
    pairs.flat_map(|(answer, row)| told(&mut assessor, policy, Row { answer, facts: &row.facts })).collect()
}

const ON: Date = date(2021, 11, 15);

/// Of settings of so many policies drawn at random, whose names could be taken for markup.
pub(super) fn drawn(seed: u64, policies: usize) -> Vec<Text> {
    let mut rng = Rng::with_seed(seed);
    let mut texts = Vec::new();
    for _ in 0..policies {
        let policy = any_policy(&mut rng, ON);
        let classes: Vec<_> = (0..policy.facts.len()).map(|at| classes(&policy, KIND, FactId(at as u16), ON)).collect();
        let mut assessor = Assessor::new(&policy, ON).unwrap();
        for unknown in [1, 4, 9] {
            let facts = any_setting(&mut rng, &policy, KIND, &classes, unknown);
            let name = SIGNS[rng.usize(..SIGNS.len())];
            let Ok(answer) = assessor.assess(name, name, KIND, &facts) else { continue };
            texts.extend(told(&mut assessor, &policy, Row { answer: &answer, facts: &facts }));
        }
    }
    texts
}

/// Names that would be something else, were they not escaped.
pub(super) const SIGNS: [&str; 22] = [
    "<b>bold</b>",
    "<script>alert(1)</script>",
    "<!-- gone -->",
    "Oak & Elm &amp; Ash",
    "\"quoted\" 'twice'",
    "*stars* and **more**",
    "_lines_ and __more__",
    "`ticks` and ```more```",
    "[a link](https://example.org) and ![a picture](x)",
    "# no heading",
    "- no list",
    "+ no list",
    "1. no list",
    "23) no list",
    "> no quotation",
    "=== and ---",
    "a | b | c",
    "~~struck out~~",
    "back\\slash\\",
    "$x$ and @somebody and #12",
    "</p></li>]]>",
    "St\u{a0}Mary\u{2019}s\tand\nAll\u{202e}Saints",
];
