//! Groups of kinds: what is declared for several at once means what it would if it were said for each by itself.

use ees::assess::{Format, write};
use ees::diagnostic::Problems;
use ees::model::{Binding, CategoryId, KindId, Policy};
use ees::report::{Style, render};
use ees::session::{Loaded, Place, answers, assessor, load};
use ees::settings::{Reading, read_csv};
use ees::source::Sources;
use fastrand::Rng;
use insta_cmd::assert_cmd_snapshot;
use jiff::civil::{Date, date};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ON: Date = date(2025, 11, 15);
const PVI: KindId = KindId(2);
const MINDER: KindId = KindId(3);

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/groups")
}

fn together() -> Loaded {
    load(Place::Folder(fixtures().join("policy")))
}

fn from_text(text: String) -> Loaded {
    load(Place::Memory(vec![("policy.ees".to_owned(), text)]))
}

fn policy(loaded: Loaded) -> Policy {
    let said = render(&loaded.problems.clone().sorted(), &loaded.sources, Style::Plain);
    assert!(loaded.problems.is_empty(), "{said}");
    loaded.policy.unwrap()
}

/// The answers to a table as programs get them, and what is said of its rows.
fn answered(policy: &Policy, table: &str) -> (String, String) {
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let file = sources.add("settings.csv", table);
    let rows = read_csv(&sources, file, policy, &Reading { on: ON, strict: false }, &mut problems);
    let mut assessor = assessor(policy, ON, &mut problems).unwrap();
    let answers = answers(&mut assessor, &rows, &mut problems);
    let mut json = Vec::new();
    write(Format::JsonLines, policy, ON, &answers, &mut json).unwrap();
    (String::from_utf8(json).unwrap(), render(&problems.sorted(), &sources, Style::Plain))
}

/// A table of settings drawn at random, all kinds mixed. Now and then one is drawn that cannot be.
fn any_table(rng: &mut Rng, rows: usize) -> String {
    let judgement = ["", "?", "outstanding", "good", "good", "requires improvement", "inadequate", "none"];
    let inspected = ["", "2024-11-14", "2024-11-15", "2025-10-01"];
    let yes_no = ["", "?", "yes", "no"];
    let mut table =
        "id,setting,latest_judgement,latest_inspected,well_governed,two_year_olds,manager,staff_turnover_high,occupancy,\
                     premises_suitable,improvement_plan,assistants\n"
            .to_owned();
    for at in 0..rows {
        let one = |rng: &mut Rng, of: &[&'static str]| *rng.choice(of).unwrap();
        let kind = one(rng, &["school", "academy", "PVI", "PVI", "child minder", "child minder"]);
        let has = |kinds: &[&str], value: &'static str| if kinds.contains(&kind) { value } else { "" };
        let cells = [
            has(&["school", "PVI", "child minder"], one(rng, &judgement)),
            has(&["school", "PVI", "child minder"], one(rng, &inspected)),
            has(&["school"], one(rng, &yes_no)),
            has(&["school", "academy"], one(rng, &yes_no)),
            has(&["PVI"], one(rng, &["", "established", "new with experience", "new to management"])),
            has(&["PVI"], one(rng, &yes_no)),
            has(&["PVI", "child minder"], one(rng, &["", "49.9", "50", "80"])),
            has(&["PVI", "child minder"], one(rng, &yes_no)),
            has(&["PVI", "child minder"], one(rng, &yes_no)),
            has(&["child minder"], one(rng, &["", "0", "1"])),
        ];
        table += &format!("{at},{kind},{}\n", cells.join(","));
    }
    table
}

#[test]
fn what_is_said_for_several_means_what_it_means_for_each() {
    let together = policy(together());
    let apart = policy(from_text(fs::read_to_string(fixtures().join("apart.ees")).unwrap()));
    let mut rng = Rng::with_seed(2025);
    let table = any_table(&mut rng, 3_000);
    let (answers, said) = answered(&together, &table);
    assert!(said.contains("cannot be"), "no impossible setting was drawn");
    for status in ["decided", "open", "not_categorised"] {
        assert!(answers.matches(&format!("\"status\":\"{status}\"")).count() > 100, "{status} is rare");
    }
    let (answers_apart, said_apart) = answered(&apart, &table);
    assert_eq!(answers.lines().count(), answers_apart.lines().count());
    for (one, other) in answers.lines().zip(answers_apart.lines()) {
        // A gate is shown as it is written, with whom it is for.
        assert_eq!(one.replace("never AS for a PVI", "never AS"), other);
    }
    assert_eq!(said.matches("error D").count(), said_apart.matches("error D").count());
}

#[test]
fn a_fact_of_several_kinds_is_one_fact() {
    let policy = policy(together());
    let named = |kind: KindId, name: &str| policy.facts_of(kind).find(|(_, fact)| &*fact.name.machine == name).map(|(id, _)| id);
    assert_eq!(policy.facts.len(), 10);
    assert!(named(PVI, "occupancy").is_some());
    assert_eq!(named(PVI, "occupancy"), named(MINDER, "occupancy"));
    assert_eq!(named(PVI, "latest_judgement"), named(KindId(0), "latest_judgement"));
    assert_eq!(named(MINDER, "manager"), None);
}

#[test]
fn the_order_of_declarations_never_matters() {
    let text: String =
        ["policy.ees", "early_years.ees"].map(|name| fs::read_to_string(fixtures().join("policy").join(name)).unwrap()).concat();
    let mut pieces: Vec<String> = Vec::new();
    for line in text.lines() {
        match pieces.last_mut().filter(|_| line.is_empty() || line.starts_with([' ', '#'])) {
            Some(last) => *last += &format!("{line}\n"),
            None => pieces.push(format!("{line}\n")),
        }
    }
    // Kinds and facts are listed in the order of their declaration, so theirs is kept.
    let (fixed, mut others): (Vec<_>, Vec<_>) = pieces
        .into_iter()
        .partition(|piece| piece.starts_with("facts") || piece.starts_with("setting") || piece.starts_with('#'));
    let table = any_table(&mut Rng::with_seed(7), 200);
    let expected = answered(&policy(together()), &table).0;
    others.retain(|piece| !piece.starts_with("also"));
    let mut rng = Rng::with_seed(8);
    for _ in 0..5 {
        rng.shuffle(&mut others);
        let also = text.split("\nalso ").skip(1).map(|also| format!("\nalso {also}")).collect::<String>();
        let shuffled = policy(from_text(format!("{}{}{also}", others.concat(), fixed.concat())));
        assert_eq!(answered(&shuffled, &table).0, expected);
    }
}

#[test]
fn the_allocation_for_fewer_kinds_holds() {
    let policy = policy(together());
    let days = |kind, code: &str| {
        let at = policy.categories.iter().position(|category| &*category.code == code).unwrap();
        let allocation = policy.allocation(kind, ees::model::CategoryId(at as u16)).unwrap();
        let in_place_of = allocation.instead_of.as_ref().map(|one| (&*one.about, one.stated));
        (allocation.stated(), in_place_of.map(|(about, stated)| (about.to_owned(), stated)))
    };
    let up_to = |days: i64| Some((Binding::UpTo, days.into()));
    assert_eq!(days(PVI, "B"), (up_to(6), Some(("early years in B".to_owned(), up_to(5)))));
    assert_eq!(days(MINDER, "B"), (up_to(5), None));
}

/// Two groups that share a kind: what is for that kind alone settles which of the two it gets, wherever it stands.
#[test]
fn an_allocation_for_one_kind_parts_two_groups_wherever_it_stands() {
    let head = "policy Parted\n  in force: 1 September 2025 to 31 August 2028\nsetting school\nsetting nursery\nsetting academy\n\
                group large: school, academy\ngroup local: academy, nursery\ncategories, least intensive first\n  A\n\
                categorise school, nursery or academy by the first match\n  A otherwise\n";
    let parts = [
        "allocation for large in A: 5 days\n",
        "allocation for local in A: 4 days\n",
        "allocation for an academy in A: 3 days\n",
    ];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let policy = policy(from_text(format!("{head}{}", order.map(|at| parts[at]).concat())));
        let days = |kind: u16| policy.allocation(KindId(kind), CategoryId(0)).and_then(|one| one.days);
        assert_eq!([days(0), days(1), days(2)], [5, 4, 3].map(|days| Some(days.into())), "{order:?}");
        let general = policy.allocation(KindId(2), CategoryId(0)).and_then(|one| one.instead_of.as_ref());
        assert!(general.is_some(), "{order:?}");
    }
}

#[test]
fn a_mix_of_kinds_reads_well() {
    let ees = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ees"));
        command.args(args).current_dir(fixtures()).env_remove("EES_ERRORS").env_remove("NO_COLOR");
        command
    };
    let on = ["--policy", "policy", "--on", "2025-11-15"];
    assert_cmd_snapshot!("groups_checked", ees(&["check", "policy"]));
    assert_cmd_snapshot!("groups_assessed", ees(&[&["assess", "settings.csv"], &on[..]].concat()));
    for id in ["P2", "P4", "C2", "A1", "A2"] {
        let args = [&["explain", "settings.csv", "--id", id], &on[..]].concat();
        assert_cmd_snapshot!(format!("groups_explained_{id}"), ees(&args));
    }
}

#[test]
fn a_group_is_no_kind_of_setting_in_a_table() {
    let (_, said) = answered(&policy(together()), "id,setting\n1,early years\n");
    assert!(said.contains("`early years` is a group, and a setting is of one kind."), "{said}");
    assert!(said.contains("Say which it is: `PVI` or `child minder`."), "{said}");
}

#[test]
fn what_is_for_many_kinds_has_an_end() {
    let kinds: Vec<String> = (0..50).map(|at| format!("kind {at}")).collect();
    let settings: String = kinds.iter().map(|kind| format!("setting {kind}\n")).collect();
    let head = format!(
        "policy Wide\n{settings}group everybody: {}\nfacts about everybody\n  x: yes or no\ncategories, least intensive first\n  A: a\n\
         categorise everybody by its most intensive strand\n  strand s\n",
        kinds.join(", ")
    );
    let codes = |lines: usize| {
        let found = from_text(format!("{head}{}", "    A when x\n".repeat(lines))).problems.sorted();
        found.iter().map(|one| one.code.id).collect::<Vec<_>>()
    };
    assert_eq!(codes(1_000), Vec::<&str>::new());
    assert_eq!(codes(1_100), ["P024"]);
}
