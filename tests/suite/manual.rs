//! What the pages for officers show is true.

use ees::report::{Style, render};
use ees::session::{Place, load};
use std::fs;
use std::path::Path;

fn page(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The fenced examples of a page, one below the other.
fn examples(page: &str, fence: &str) -> String {
    let mut inside = false;
    let mut text = String::new();
    for line in page.lines() {
        if line.starts_with("```") {
            inside = line == format!("```{fence}");
        } else if inside {
            text += line;
            text.push('\n');
        }
    }
    text
}

#[test]
fn the_language_page_is_one_policy_without_a_mistake() {
    let text = examples(&page("docs/language.md"), "ees");
    let loaded = load(Place::Memory(vec![("language.ees".to_owned(), text)]));
    assert!(loaded.problems.is_empty(), "{}", render(&loaded.problems.sorted(), &loaded.sources, Style::Plain));
    assert_eq!(loaded.policy.unwrap().categorisations[0].strands.len(), 4);
}

/// What the page allows is found, each where it is allowed.
#[test]
fn the_allowances_of_the_language_page_are_needed() {
    let loaded = load(Place::Memory(vec![("language.ees".to_owned(), examples(&page("docs/language.md"), "ees"))]));
    let policy = loaded.policy.unwrap();
    let proved = ees::prove::prove(&policy);
    let needed: Vec<(&str, usize)> =
        policy.allowances.iter().zip(&proved.allowed).map(|(one, allowed)| (&*one.code, allowed.findings.len())).collect();
    assert_eq!(needed, [("P321", 1), ("P330", 1)]);
}

/// The page's revision of the page's policy, printed whole, is the same policy.
#[test]
fn the_revision_of_the_language_page_is_one_too() {
    let page = page("docs/language.md");
    let amended = ("../support-2025/language.ees".to_owned(), examples(&page, "ees"));
    let loaded = load(Place::Memory(vec![amended, ("draft.ees".to_owned(), examples(&page, "ees revision"))]));
    assert!(loaded.problems.is_empty(), "{}", render(&loaded.problems.sorted(), &loaded.sources, Style::Plain));
    let (policy, texts) = (loaded.policy.unwrap(), loaded.whole.texts(&loaded.sources));
    let school = &policy.categorisations[0];
    let strands: Vec<&str> = school.strands.iter().map(|strand| &*strand.name.phrase).collect();
    assert_eq!(strands, ["judgement", "people", "urgency", "report card"]);
    assert_eq!((school.gates.len(), school.expectations.len()), (2, 0));
    let whole = load(Place::Memory(vec![("whole.ees".to_owned(), texts.iter().map(|(_, text)| text.as_str()).collect())]));
    assert!(whole.problems.is_empty(), "{}", render(&whole.problems.sorted(), &whole.sources, Style::Plain));
    assert_eq!(whole.policy.unwrap().categorisations[0].strands.len(), 4);
}

/// What the page's scenarios expect is so, and what its properties say holds.
#[test]
fn the_tests_of_the_language_page_pass() {
    use ees::harness::properties::{Held, decide};
    use ees::harness::scenarios::{Verdict, run_all};
    let loaded = load(Place::Memory(vec![("language.ees".to_owned(), examples(&page("docs/language.md"), "ees"))]));
    let policy = loaded.policy.unwrap();
    let ran = run_all(&policy, &policy.scenarios.iter().collect::<Vec<_>>());
    let failed: Vec<_> = ran.iter().filter(|one| one.verdict != Verdict::Passed).collect();
    assert!(failed.is_empty(), "{failed:?}");
    let refuted =
        policy.properties.iter().filter(|property| !matches!(decide(&policy, &[*property]).as_slice(), [Held::Holds(_)]));
    assert_eq!(refuted.map(|property| &*property.name).collect::<Vec<_>>(), Vec::<&str>::new());
    assert_eq!((ran.len(), policy.properties.len()), (7, 4));
}

/// Everything that the page says can be expected is understood.
#[test]
fn every_expectation_of_the_language_page_is_understood() {
    let page = page("docs/language.md");
    let section = page.split("\n## ").find(|section| section.starts_with("Tests")).unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    let all: Vec<&str> =
        rows.flat_map(|cell| cell.split('`')).filter(|part| !part.starts_with("is ") && part.len() != 2).collect();
    let known = all.iter().filter(|part| !part.trim().is_empty() && !part.starts_with(", with") && **part != "support:");
    let expected: Vec<&&str> = known.collect();
    assert!(expected.len() >= 18, "{expected:?}");
    let mut text = examples(&page, "ees");
    for (at, expected) in expected.into_iter().enumerate() {
        let whom = if *expected == "no category" { "a club" } else { "a school" };
        text += &format!("\nscenario Expected {at}, {whom} on 15 November 2025\n  expect {expected}\n");
    }
    let loaded = load(Place::Memory(vec![("language.ees".to_owned(), text)]));
    assert!(loaded.problems.is_empty(), "{}", render(&loaded.problems.sorted(), &loaded.sources, Style::Plain));
}

#[test]
fn every_condition_of_the_language_page_is_understood() {
    let page = page("docs/language.md");
    let section = page.split("\n## ").find(|section| section.starts_with("Conditions")).unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    let conditions: Vec<&str> =
        rows.flat_map(|cell| cell.split('`')).filter(|part| part.split(' ').count() > 1 || *part == "well governed").collect();
    // `is over` and the like stand for the condition before them.
    let whole: Vec<&str> =
        conditions.into_iter().filter(|one| !one.starts_with("is ") && !one.contains('…') && one.trim() == *one).collect();
    assert!(whole.len() >= 12, "{whole:?}");
    let mut text = examples(&page, "ees");
    for (at, condition) in whole.iter().enumerate() {
        text += &format!("\ndefine example {at}, for a school\n  {condition}\n");
    }
    let loaded = load(Place::Memory(vec![("language.ees".to_owned(), text)]));
    assert!(loaded.problems.is_empty(), "{}", render(&loaded.problems.sorted(), &loaded.sources, Style::Plain));
}

/// What the page says that its import makes of its rows.
#[test]
fn the_import_of_the_language_page_reads_the_rows_of_the_page() {
    use ees::diagnostic::Problems;
    use ees::model::FactState;
    use ees::settings::{Reading, read};
    let page = page("docs/language.md");
    let mut loaded = load(Place::Memory(vec![("language.ees".to_owned(), examples(&page, "ees"))]));
    let file = loaded.sources.add("inspections.csv", examples(&page, "csv"));
    let (policy, mut problems) = (loaded.policy.as_ref().unwrap(), Problems::default());
    let reading = Reading { on: jiff::civil::date(2025, 11, 15), strict: false };
    let found = read(&loaded.sources, file, policy, policy.imports.first(), &reading, &mut problems);
    assert!(problems.is_empty(), "{}", render(&problems.sorted(), &loaded.sources, Style::Plain));
    let mut lines: Vec<String> = Vec::new();
    for row in &found.rows {
        let told = policy.facts_of(row.kind).filter_map(|(id, fact)| match row.facts.get(id) {
            FactState::Told(value) => Some(format!("{} {}", fact.name.phrase, policy.value_phrase(id, value))),
            FactState::Assumed(_) | FactState::Unknown => None,
        });
        lines.push(format!("{}: {}", row.id, told.collect::<Vec<_>>().join(", ")));
    }
    lines.extend(found.notes.left_out.iter().map(|one| format!("left out: {} {}", one.rows.len(), one.because)));
    assert_eq!(lines.join("\n") + "\n", examples(&page, "text"));
}

/// The tour's edit is still there to be made, and does what the tour says.
#[test]
fn the_tour_is_true() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/wolverhampton-2021");
    let readme = page("README.md");
    assert!(
        readme.contains("parameter many: 3") && page("policies/wolverhampton-2021/numbers.ees").contains("parameter many: 3")
    );
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let files: Vec<_> =
        files.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap())).collect();
    let edited =
        files.iter().map(|(name, text)| (name.clone(), text.replace("parameter many: 3", "parameter many: 2"))).collect();
    for (files, category, days) in [(files, "B1", "9.5 days"), (edited, "B2", "14.5 days")] {
        assert!(readme.contains(&format!("{category} ({days})")), "the tour does not name {category}");
        assert_eq!(category_of("S14", files), category);
    }
}

/// What the tour shows of a proof is what is found: the edit is there to be made, and the finding has these words.
#[test]
fn the_tour_s_proof_is_true() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/wolverhampton-2021");
    let edit = |text: String| {
        text.replace("  never A unless latest Ofsted is good or better ", "  never A unless latest Ofsted is good ")
    };
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let files: Vec<_> = files
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), edit(fs::read_to_string(path).unwrap())))
        .collect();
    let policy = load(Place::Memory(files)).policy.unwrap();
    let found = ees::prove::prove(&policy).findings;
    let finding = found.iter().find(|one| one.code.id == "P318").unwrap();
    let flowing = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let readme = flowing(&page("README.md"));
    for words in [&finding.message, finding.help.as_ref().unwrap()] {
        assert!(readme.contains(&flowing(words)), "the tour does not say: {words}");
    }
}

fn category_of(id: &str, files: Vec<(String, String)>) -> String {
    use ees::diagnostic::Problems;
    use ees::session::{answers, assessor, read_table};
    use ees::settings::{Reading, read_csv};
    let mut problems = Problems::default();
    let mut loaded = load(Place::Memory(files));
    let table = read_table(&mut loaded, None, &mut problems).unwrap();
    let policy = loaded.policy.as_ref().unwrap();
    let on = table.on.unwrap();
    let rows = read_csv(&loaded.sources, table.file, policy, &Reading { on, strict: false }, &mut problems);
    let mut assessor = assessor(policy, on, &mut problems).unwrap();
    let answers = answers(&mut assessor, &rows, &mut problems);
    let answer = answers.iter().find(|answer| answer.id == id).unwrap();
    policy.category_code(answer.category.unwrap()).to_owned()
}
