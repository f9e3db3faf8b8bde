use super::{accept, folder, pinned, replace, write};
use ees::explain::{Text, WIDEST, plain};
use ees::harness::pins::{Change, Content, Line, Naming, Part, Snapshot, Tally, compare};
use ees::session::{PinResult, PinState, Place, load_with_tests, pins};
use std::collections::HashSet;
use std::fs;
use tempfile::TempDir;

/// What is said of the one pin of a folder, after changes to it.
fn said(folder: &TempDir, naming: Naming) -> String {
    let one = changed(folder);
    let mut text = Text::default();
    one.changes().iter().for_each(|change| change.say(naming, &one.table, 0, &mut text));
    format!("{}\n\n{}", Tally::headline(one.changes()), plain(&text, WIDEST))
}

fn changed(folder: &TempDir) -> PinResult {
    let pins = pinned(folder);
    assert!(pins.problems.is_empty(), "{:?}", pins.problems);
    pins.results.into_iter().next().unwrap()
}

/// A folder in which much is otherwise than it is pinned.
fn much_is_otherwise() -> TempDir {
    let folder = folder();
    accept(&folder);
    replace(&folder, "policy.ees", "C when teaching is weak and deficit", "C when teaching is weak");
    replace(&folder, "policy.ees", "    B when teaching is weak\n", "");
    replace(&folder, "policy.ees", "never A unless plan", "never A unless plan or not deficit");
    replace(&folder, "policy.ees", "A: 1 day", "A: 2 days");
    replace(&folder, "policy.ees", "| Autumn 1, Spring 1 ", "| Autumn 2, Spring 1 ");
    replace(
        &folder,
        "policy.ees",
        "deficit: yes or no, no is better; assumed no",
        "deficit: yes or no, no is better; assumed yes",
    );
    replace(&folder, "settings.csv", "T9,Ivy Lane Club,club,,,,\n", "T10,Jasper Lane Club,club,,,,\n");
    folder
}

#[test]
fn changes_are_told_setting_by_setting() {
    insta::assert_snapshot!(said(&much_is_otherwise(), Naming::Ids));
}

#[test]
fn what_is_shared_calls_settings_by_their_place() {
    let shared = said(&much_is_otherwise(), Naming::Numbers);
    let ids = ["T1", "T2", "T3", "T4", "T5", "T6", "T|7", "T8", "T9", "T10"];
    assert!(ids.iter().all(|id| !shared.contains(id)), "{shared}");
    assert!(shared.contains("setting 3 of settings.csv, school: B, C to C"), "{shared}");
    assert!(shared.contains("setting 9 of the snapshot, club: no longer there"), "{shared}");
}

#[test]
fn another_reason_alone_is_a_change() {
    let folder = folder();
    accept(&folder);
    replace(&folder, "policy.ees", "B when complaints is at least 2", "B when complaints is at least 5");
    let one = changed(&folder);
    let tally = Tally::of(one.changes());
    assert_eq!((tally.why, tally.rest, tally.settings()), (1, 1, 2), "{:?}", one.changes());
    insta::assert_snapshot!(said(&folder, Naming::Ids), @r"
    2 settings are otherwise: 1 for another reason and 1 in what is asked, expected, given besides or assumed

    T1, school: still A, 1 day as before
      assumed  - complaints
    T8, minder: still B, up to 5 days as before
      why      - complaints: complaints is at least 2
    ");
}

#[test]
fn a_line_that_reads_otherwise_says_who_rests_on_it() {
    let folder = folder();
    accept(&folder);
    replace(&folder, "policy.ees", "B when complaints is at least 2", "B when complaints is over 1");
    insta::assert_snapshot!(said(&folder, Naming::Ids), @r"
    no setting is otherwise; 1 other change

    minder: complaints, B reads otherwise; 1 setting rests on it
      when     - complaints is at least 2
               + complaints is over 1
    ");
}

#[test]
fn the_order_of_the_table_is_layout() {
    let folder = folder();
    accept(&folder);
    let table = fs::read_to_string(folder.path().join("settings.csv")).unwrap();
    let mut rows: Vec<&str> = table.lines().collect();
    rows.swap(1, 2);
    write(&folder, "settings.csv", &format!("{}\n", rows.join("\n")));
    let one = changed(&folder);
    assert!(matches!(&one.state, PinState::Changed { changes, .. } if changes.is_empty()));
    assert_eq!(Tally::headline(one.changes()), "nothing but the layout is otherwise");
}

/// Whatever is accepted: just that is as it is now, and the rest as it was.
#[test]
fn accepted_lines_are_as_now_and_rejected_ones_as_they_were() {
    let folder = much_is_otherwise();
    let one = changed(&folder);
    let PinState::Changed { pinned, changes } = &one.state else { panic!("nothing changed") };
    assert!(changes.len() > 8, "{changes:?}");
    let merged = |accepted: &HashSet<usize>| -> Content { Snapshot::read(&one.partly(accepted)).unwrap().content };
    // A line that gives a category stands only where a setting refers to it, so of those fewer can be found.
    let keys = |found: &[Change]| {
        found.iter().map(|one| one.key.clone()).filter(|key| key.part != Part::Reasons).collect::<HashSet<_>>()
    };
    let mut random = fastrand::Rng::with_seed(5);
    for _ in 0..300 {
        let (taken, left): (Vec<usize>, Vec<usize>) = (0..changes.len()).partition(|_| random.bool());
        let of = |list: &[usize]| keys(&list.iter().map(|at| changes[*at].clone()).collect::<Vec<_>>());
        let result = merged(&taken.iter().copied().collect());
        assert_eq!(keys(&compare(&result, &one.now, &["A", "B", "C"])), of(&left), "{taken:?}");
        assert_eq!(keys(&compare(pinned, &result, &["A", "B", "C"])), of(&taken), "{taken:?}");
        let dangles =
            |line: &&Line| line.cell(4) != "-" && line.cell(4).split("; ").any(|short| !stands(&result, line.cell(1), short));
        assert_eq!(result.part(Part::Settings).find(dangles), None, "{taken:?}");
    }
    assert_eq!(merged(&HashSet::new()), *pinned);
    assert_eq!(merged(&(0..changes.len()).collect()), one.now);
}

/// Whether a reason that a setting refers to stands in the snapshot.
fn stands(content: &Content, kind: &str, short: &str) -> bool {
    let strand = short.split(" #").next().unwrap();
    content.part(Part::Reasons).any(|line| line.cell(0) == kind && [line.cell(1), line.cell(2)].contains(&strand))
}

#[test]
fn what_only_reads_otherwise_is_no_other_outcome() {
    let folder = folder();
    let mut loaded = load_with_tests(Place::Folder(folder.path().to_owned()));
    let one = pins(&mut loaded).results.remove(0);
    let tells_apart = |old: &str, new: &str| {
        replace(&folder, "policy.ees", old, new);
        let other = load_with_tests(Place::Folder(folder.path().to_owned())).policy.unwrap();
        replace(&folder, "policy.ees", new, old);
        one.tells_apart(&loaded.sources, &other)
    };
    assert!(!tells_apart("C when teaching is weak and deficit", "C when deficit and teaching is weak"));
    // The settings refer to the lines by other numbers then.
    let (weak, mixed) = ("    B when teaching is weak\n", "    B when teaching is mixed and complaints is at least 1\n");
    assert!(!tells_apart(&format!("{weak}{mixed}"), &format!("{mixed}{weak}")));
    assert!(tells_apart("C: 9 days", "C: 8 days"));
    assert!(tells_apart("complaints is at least 1", "complaints is at least 3"));
}

#[test]
fn days_that_are_certain_and_those_that_are_possible_are_compared_apart() {
    let headline = |new: &str| {
        let folder = folder();
        accept(&folder);
        replace(&folder, "policy.ees", "allocation for a school or minder in C: 9 days", new);
        let one = changed(&folder);
        Tally::headline(one.changes()).rsplit("; ").next().unwrap().to_owned()
    };
    // T3 may be in C, and T|7 is.
    let line = |days: &str| format!("allocation for a school or minder in C: {days}");
    assert_eq!(headline(&line("8 days")), "what is certain comes to 1 fewer day, the most that is possible to 2 fewer days");
    let as_before = "what is certain comes to 9 fewer days, the most that is possible to as many days as before";
    assert_eq!(headline(&line("up to 9 days")), as_before);
    assert_eq!(
        headline(&line("at least 9 days")),
        "what is certain comes to as many days as before, and not all have an upper limit"
    );
}
