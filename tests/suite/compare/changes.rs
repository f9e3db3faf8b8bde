//! What changes in the texts.

use ees::diagnostic::Problems;
use ees::format::one_text;
use ees::harness::changes::{Fate, Sort, Thing, changes, things};
use ees::session::{Place, load_with_tests};
use ees::source::{FileId, Sources};
use ees::syntax::tree::Tree;
use ees::syntax::{lay_out, parse};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// A whole policy: what it declares, and its texts, in which a revision's changes are made by now.
struct Whole {
    place: String,
    things: Vec<Thing>,
    sources: Sources,
}

/// Policies of every form: shipped, and invented ones of this test.
fn policies() -> Vec<Whole> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root.join("policies")).unwrap().map(|one| one.unwrap().path()).collect();
    let own = ["diff/old", "diff/new", "groups/policy", "strangers/counting", "strangers/matrix", "strangers/points"];
    folders.extend(own.map(|name| root.join("tests/fixtures").join(name)));
    let whole = |folder: PathBuf| {
        let place = folder.display().to_string();
        let loaded = load_with_tests(Place::Folder(folder));
        assert!(loaded.policy.is_some(), "{place}");
        let texts = loaded.whole.texts(&loaded.sources);
        let mut sources = Sources::default();
        for (file, text) in &texts {
            sources.add(loaded.sources.name(*file), text.as_str());
        }
        Whole { place, things: things(&texts, &loaded.whole.trees, &loaded.sources), sources }
    };
    folders.into_iter().map(whole).collect()
}

fn texts(sources: &Sources) -> Vec<(&str, &str)> {
    sources.files().map(|file| (file.name.as_str(), file.text())).collect()
}

fn of(text: &str) -> Vec<Thing> {
    let mut sources = Sources::default();
    sources.add("a.ees", text);
    declared(&sources)
}

/// What texts that stand alone declare.
fn declared(sources: &Sources) -> Vec<Thing> {
    let files = || (0..sources.files().count()).map(|at| FileId(u32::try_from(at).unwrap()));
    let trees: Vec<Tree> = files().map(|file| parse(sources, file, &mut Problems::default())).collect();
    let texts: Vec<(FileId, String)> = files().map(|file| (file, sources.text(file).to_owned())).collect();
    things(&texts, &trees, sources)
}

#[test]
fn moved_and_laid_out_otherwise_is_no_change() {
    for Whole { place, things, sources } in policies() {
        let mut other = Sources::default();
        // In one file, in another order, in canonical form; the remarks that say where each comes from are new.
        other.add("all.ees", one_text(&texts(&sources)));
        let found = changes(&things, &declared(&other));
        assert!(found.is_empty(), "{place}: {found:#?}");
        assert!(things.len() > 5, "{place}");
    }
}

#[test]
fn remarks_and_line_breaks_are_no_change() {
    let one = of(
        "categorise a school by its most intensive strand\n  strand lead\n    B when weak and poor   from \"2.1\"\n    A otherwise\n",
    );
    let other = of(
        "# Remark\ncategorise a school by its most intensive strand\n\n  strand   lead # remark\n      B when weak\n         and poor\n        from “2.1”\n      A otherwise\n",
    );
    assert_eq!(changes(&one, &other), Vec::new());
    let third = of(
        "categorise a school by its most intensive strand\n  strand lead\n    A otherwise\n    B when weak and poor   from \"2.1\"\n",
    );
    assert_eq!(changes(&one, &third).len(), 1, "the order of a strand's lines is declared");
}

/// Whatever declaration is taken out, its things are said to be gone and nothing else is said.
#[test]
fn every_declaration_is_a_thing() {
    let mut sorts = BTreeSet::new();
    for Whole { place, sources, .. } in policies() {
        for (file, text) in texts(&sources) {
            let all = of(text);
            let mut alone = Sources::default();
            let id = alone.add(file, text);
            for block in lay_out(&alone, id, &mut Problems::default()).1.blocks {
                let rest = format!("{}{}", &text[..block.range.start], &text[block.range.end..]);
                let found = changes(&all, &of(&rest));
                assert!(!found.is_empty(), "{place}: nothing is said of\n{}", &text[block.range]);
                for change in found {
                    assert_eq!(change.fate(), Fate::Removed, "{place}: {change:#?}");
                    sorts.insert(change.sort);
                }
            }
        }
    }
    for sort in [
        Sort::Fact,
        Sort::Strand,
        Sort::Gate,
        Sort::Expectation,
        Sort::Allocation,
        Sort::Clause,
        Sort::Import,
        Sort::Matrix,
        Sort::Scenario,
        Sort::Property,
    ] {
        assert!(sorts.contains(&sort), "no policy declares {sort:?}");
    }
}

#[test]
fn things_of_one_name_are_told_apart_by_whom_they_are_for() {
    let before = of("facts about a school\n  size: number\nfacts about a nursery\n  size: pounds\n");
    let after = of("facts about a nursery\n  size: pounds\nfacts about a school\n  size: number of pupils\n");
    let found = changes(&before, &after);
    let titles: Vec<String> = found.iter().map(|change| format!("{} {}", change.fate().word(), change.title())).collect();
    assert_eq!(titles, ["changed fact size (school)"]);
    let wider = of("facts about a school, a nursery\n  size: number\n");
    let titles: Vec<String> =
        changes(&before, &wider).iter().map(|change| format!("{} {}", change.fate().word(), change.title())).collect();
    assert_eq!(titles, ["changed fact size (school, nursery)", "removed fact size (nursery)"]);
}

#[test]
fn kinds_that_an_allocation_is_for_are_told_as_one_of_them() {
    let all = of("allocation for a school, a nursery in Close: 2 days\n");
    let titles: Vec<String> = changes(&[], &all).iter().map(|change| change.title()).collect();
    assert_eq!(titles, ["allocation for school or nursery in Close"]);
}

/// Neither order nor number says which of several things of one name is which.
#[test]
fn things_of_one_name_are_paired_by_what_they_say() {
    let rule = |number: usize| format!("it cannot be that size is {number} and the roof leaks\n");
    let before = of(&[rule(1), rule(2), rule(3)].concat());
    let after =
        of(&[rule(3), rule(2), "it cannot be that there are more pupils than places when no inspector came\n".to_owned()]
            .concat());
    let found = changes(&before, &after);
    let lines: Vec<&str> = found.iter().filter_map(|change| Some(change.before.as_ref()?.lines[0].as_str())).collect();
    assert_eq!(lines, ["it cannot be that size is 1 and the roof leaks"]);
    assert_eq!(found.iter().map(|change| change.fate()).collect::<Vec<_>>(), [Fate::Removed, Fate::Added]);
}
