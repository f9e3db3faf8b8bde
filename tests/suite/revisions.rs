//! Revisions: what one changes of the policy that it amends, and the whole policy that comes of it.

use crate::cli::{in_folder, run};
use ees::diagnostic::{Severity, codes};
use ees::format::one_text;
use ees::harness::changes::{changes, things};
use ees::model::Policy;
use ees::report::{Style, render};
use ees::session::{Loaded, Place, load};
use fastrand::Rng;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/revision")
}

/// A policy of the fixtures as texts, their names beginning with `before`.
fn texts(policy: &str, before: &str) -> Vec<(String, String)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(fixtures().join(policy)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &Path| format!("{before}{}", path.file_name().unwrap().to_string_lossy());
    paths.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// The base with a revision of it, whose heading names it.
fn revised(text: &str) -> Loaded {
    amending(&texts("base", "../base/"), &format!("policy Draft\n  amends \"../base\"\n  revision: draft\n\n{text}"))
}

fn amending(others: &[(String, String)], text: &str) -> Loaded {
    let own = ("draft.ees".to_owned(), text.to_owned());
    load(Place::Memory(others.iter().cloned().chain([own]).collect()))
}

fn in_memory(texts: &[(&str, &str)]) -> Loaded {
    load(Place::Memory(texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()))
}

fn said(loaded: &Loaded) -> String {
    render(&loaded.problems.clone().sorted(), &loaded.sources, Style::Plain)
}

fn whole(policy: &str) -> Loaded {
    let loaded = load(Place::Folder(fixtures().join(policy)));
    assert!(loaded.problems.is_empty(), "{}", said(&loaded));
    loaded
}

/// A policy, whatever its places.
fn says(policy: &Policy) -> String {
    let mut said = format!("{policy:#?}");
    while let Some(at) = said.find("Span {") {
        let end = at + said[at..].find('}').unwrap() + 1;
        said.replace_range(at..end, "");
    }
    said
}

fn resolved(loaded: &Loaded) -> String {
    let texts = loaded.whole.texts(&loaded.sources);
    let named: Vec<(&str, &str)> = texts
        .iter()
        .map(|(file, text)| (loaded.sources.name(*file).rsplit("revision/").next().unwrap(), text.as_str()))
        .collect();
    one_text(&named)
}

#[test]
fn what_is_printed_of_a_revision_is_the_same_policy() {
    for revision in ["draft", "later"] {
        let loaded = whole(revision);
        let text = resolved(&loaded);
        insta::assert_snapshot!(format!("resolved_{revision}"), text);
        let again = in_memory(&[("whole.ees", &text)]);
        assert!(again.problems.is_empty(), "{}", said(&again));
        assert!(!again.whole.is_revision());
        same(&says(again.policy.as_ref().unwrap()), &says(loaded.policy.as_ref().unwrap()));
        assert_eq!(ees::format::format(&text).text, text, "it is in canonical form");
    }
}

/// The shipped revision, too; what it changes are its own things, and all else is the policy's that it amends.
#[test]
fn the_shipped_revision_is_a_whole_policy() {
    let shipped = |name: &str| {
        let loaded = load(Place::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("policies").join(name)));
        assert!(loaded.problems.is_empty(), "{}", said(&loaded));
        loaded
    };
    let (base, draft) = (shipped("wolverhampton-2021"), shipped("wolverhampton-2026-draft"));
    // The printed text has declarations in another order.
    let again = in_memory(&[("whole.ees", &resolved(&draft))]);
    assert!(again.policy.is_some() && !again.whole.is_revision(), "{}", said(&again));
    let declared = |loaded: &Loaded| things(&loaded.whole.texts(&loaded.sources), &loaded.whole.trees, &loaded.sources);
    let changed = changes(&declared(&draft), &declared(&again));
    assert!(changed.is_empty(), "{changed:#?}");
    let (base, draft) = (base.policy.unwrap(), draft.policy.unwrap());
    assert!(draft.name.phrase.contains("draft") && draft.revision.contains("draft"));
    let kind = |policy: &Policy, name: &str| policy.kind(name).unwrap();
    let strands = |policy: &Policy, name: &str| {
        let strands = &policy.categorisation(kind(policy, name)).unwrap().strands;
        strands.iter().map(|strand| strand.name.machine.to_string()).collect::<Vec<_>>()
    };
    for name in ["school", "pvi", "child_minder"] {
        let mut expected = strands(&base, name);
        expected.push("report_card".to_owned());
        assert_eq!(strands(&draft, name), expected);
    }
}

fn same(one: &str, other: &str) {
    let differ = one.lines().zip(other.lines()).enumerate().find(|(_, (one, other))| one != other);
    assert!(differ.is_none() && one.len() == other.len(), "{differ:?}");
}

#[test]
fn what_is_not_changed_is_inherited() {
    let (base, draft) = (whole("base").policy.unwrap(), whole("draft").policy.unwrap());
    assert_eq!((&*draft.name.phrase, &*draft.revision), ("Larkmere Support, draft", "2026 draft"));
    assert_eq!((&draft.authority, draft.in_force), (&base.authority, base.in_force));
    assert!(base.examples.is_some() && draft.examples.is_none(), "examples are not inherited");
    let facts = |policy: &Policy| policy.facts.iter().map(|fact| fact.name.phrase.to_string()).collect::<Vec<_>>();
    let mut expected = facts(&base);
    expected.retain(|name| name != "places");
    expected.extend(["report card".to_owned(), "premises safe".to_owned()]);
    assert_eq!(facts(&draft), expected, "what is replaced keeps its place");
    assert_eq!(facts(&whole("later").policy.unwrap()).len(), expected.len() - 1);
}

#[test]
fn each_mistake_has_its_own_words() {
    insta::glob!("../fixtures/revision/mistakes", "*.ees", |path| {
        let text = fs::read_to_string(path).unwrap();
        let loaded = revised(&text);
        assert!(loaded.policy.is_none());
        insta::assert_snapshot!(format!("{text}\n-----\n{}", said(&loaded)));
    });
}

#[test]
fn a_policy_that_amends_none_changes_nothing() {
    let mut files = texts("base", "");
    files.push(("more.ees".to_owned(), "replace parameter many: 3\n\nremove fact places, for early years\n\nremove many\n\nadd strand shoes, for a school\n  A otherwise\n\nreplace fact deficit, for a school: yes or no\n".to_owned()));
    let loaded = load(Place::Memory(files));
    insta::assert_snapshot!(said(&loaded));
}

#[test]
fn a_heading_that_cannot_be_read_is_the_only_mistake() {
    let loaded = in_memory(&[("a.ees", "policy\n  amends \"../base\"\n\nreplace parameter many: 3\n")]);
    let codes: Vec<&str> = loaded.problems.iter().map(|one| one.code.id).collect();
    assert_eq!(codes, ["S001"], "{}", said(&loaded));
}

const BULLETS: &str =
    "    B when any of                     from \"1\"\n      - not calm\n      - calm is no\n      reading \"both\"\n";

const SMALL: &str = "\
policy Small
  revision: 1
  in force: 1 September 2025 to 31 August 2028

setting school
setting nursery

categories, least intensive first
  A
  B

facts about a school or nursery
  calm: yes or no

clause \"1\": no rule because \"it introduces the plan\"

categorise a school or nursery by their most intensive strand
  strand calm
    B when not calm                                             from \"1\"
    A otherwise

allocation for a school or nursery in A: 1 day
allocation for a school in A: 2 days
";

#[test]
fn what_is_to_be_said_of_the_amended_policy_is_said_there_alone() {
    let said_of = |draft: &str| {
        let loaded = in_memory(&[("../small/a.ees", SMALL), ("b.ees", draft)]);
        assert!(loaded.policy.is_some(), "{}", said(&loaded));
        said(&loaded)
    };
    let alone = in_memory(&[("a.ees", SMALL)]);
    assert!(said(&alone).contains("P138"), "clause 1 is cited: {}", said(&alone));
    assert_eq!(said_of("policy Draft\n  amends \"../small\"\n  revision: 2\n"), "");
    // Now each of its kinds has an allocation of its own: that is about the revision, though its place is in the amended policy.
    let now = said_of("policy Draft\n  amends \"../small\"\n  revision: 2\nallocation for a nursery in A: 2 days\n");
    assert!(now.contains("P114 ../small/a.ees") && !now.contains("P138"), "{now}");
}

#[test]
fn a_revision_has_a_name_of_its_own() {
    let mut all = String::new();
    for revision in ["", "  revision: 1\n"] {
        let draft = format!("policy Draft\n  amends \"../small\"\n{revision}");
        let loaded = in_memory(&[("../small/a.ees", SMALL), ("b.ees", &draft)]);
        assert_eq!(&*loaded.policy.as_ref().unwrap().revision, "1");
        all += &said(&loaded);
    }
    insta::assert_snapshot!(all);
}

/// The heading of a revision.
fn draft(name: &str, of: &str) -> String {
    format!("policy {name}\n  amends \"../{of}\"\n  revision: {name}\n")
}

/// So many revisions one upon the other, and one more.
fn chain(length: usize) -> Loaded {
    let mut files = vec![("../0/a.ees".to_owned(), SMALL.to_owned())];
    files.extend((1..=length).map(|at| (format!("../{at}/a.ees"), draft(&at.to_string(), &(at - 1).to_string()))));
    load(Place::Memory(files.into_iter().chain([("a.ees".to_owned(), draft("last", &length.to_string()))]).collect()))
}

/// Every code about policies that some text here brings up.
pub(crate) fn codes_met() -> BTreeSet<&'static str> {
    let mistakes = fs::read_dir(fixtures().join("mistakes")).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<Loaded> = mistakes.map(|path| revised(&fs::read_to_string(path).unwrap())).collect();
    let of_small = |small: &str, text: &str| in_memory(&[("../small/a.ees", small), ("b.ees", text)]);
    all.push(of_small(SMALL, &draft("2", "smal")));
    all.push(of_small(&draft("1", "small"), &draft("2", "small")));
    all.push(of_small("setting school\n", &draft("2", "small")));
    all.push(of_small(SMALL, &draft("1", "small")));
    all.push(of_small("", "remove parameter many\n"));
    all.push(chain(8));
    all.iter().flat_map(|loaded| loaded.problems.iter().map(|one| one.code.id)).collect()
}

/// A revision of itself, of a revision of itself, of too many.
#[test]
fn revisions_stand_one_upon_the_other_and_end() {
    let itself = in_folder(&[("one/a.ees", &draft("one", "one"))]);
    let circle = in_folder(&[("one/a.ees", &draft("one", "two")), ("two/a.ees", &draft("two", "./one"))]);
    let mut told = String::new();
    for folder in [&itself, &circle] {
        let shown = run(folder.path(), &["check", "one", "--plain"]);
        assert_eq!(shown.status.code(), Some(1));
        told += &String::from_utf8(shown.stderr).unwrap();
    }
    assert!(chain(7).policy.is_some(), "{}", said(&chain(7)));
    assert!(chain(8).policy.is_none());
    told += said(&chain(8)).split("\n\n").next().unwrap();
    insta::assert_snapshot!(told);
}

#[test]
fn what_is_amended_is_a_policy() {
    let draft = |path: &str| format!("policy Draft\n  amends \"{path}\"\n  revision: 2\n");
    let folder = in_folder(&[
        ("small/a.ees", SMALL),
        ("small/notes.txt", ""),
        ("empty/inner/a.ees", SMALL),
        ("broken/a.ees", &SMALL.replace("not calm", "not clam")),
        ("missing/a.ees", &draft("../smal")),
        ("file/a.ees", &draft("../small/a.ees")),
        ("nothing/a.ees", &draft("..\\empty")),
        ("of-broken/a.ees", &draft("../broken")),
    ]);
    fs::create_dir(folder.path().join("unread")).unwrap();
    fs::write(folder.path().join("unread/a.ees"), b"policy Caf\xe9\n").unwrap();
    fs::create_dir(folder.path().join("of-unread")).unwrap();
    fs::write(folder.path().join("of-unread/a.ees"), draft("../unread")).unwrap();
    let mut told = String::new();
    for (name, ending) in [("missing", 1), ("file", 1), ("nothing", 1), ("of-broken", 1), ("of-unread", 2)] {
        let shown = run(folder.path(), &["check", name, "--plain"]);
        assert_eq!(shown.status.code(), Some(ending), "{name}");
        told += &String::from_utf8(shown.stderr).unwrap();
    }
    insta::assert_snapshot!(told);
}

/// A fact that is now for more kinds of setting than before is one fact of all of them.
#[test]
fn what_is_replaced_can_be_for_more_kinds() {
    let loaded = revised("replace fact manager new, for early years: yes or no\n");
    let (policy, said) = (loaded.policy.as_ref(), said(&loaded));
    let fact = policy.unwrap_or_else(|| panic!("{said}")).facts.iter().find(|fact| &*fact.name.machine == "manager_new").unwrap();
    assert_eq!(fact.kinds.len(), 2);
    let again = in_memory(&[("whole.ees", &resolved(&loaded))]);
    assert!(again.problems.is_empty());
}

/// A part that does not say for whom it is stays for whom it was.
#[test]
fn for_whom_a_part_is_can_be_left_out() {
    let loaded = revised(
        "replace strand leadership\n  C when manager new\n  A otherwise\n\nreplace never A for a nursery unless manager new\n",
    );
    let (policy, said) = (loaded.policy.as_ref(), said(&loaded));
    let policy = policy.unwrap_or_else(|| panic!("{said}"));
    let minder = policy.kind("child_minder").unwrap();
    let of_minders = policy.categorisation(minder).unwrap();
    assert_eq!((of_minders.strands.len(), of_minders.gates.len()), (1, 0));
    let text = resolved(&loaded);
    assert!(
        text.contains("strand leadership, for a nursery") && text.contains("never A for a nursery unless manager new"),
        "{text}"
    );
}

/// Citations can stand before the bullets of what they belong to.
#[test]
fn citations_before_bullets_are_printed_once() {
    let base = SMALL.replace("    B when not calm                                             from \"1\"\n", BULLETS);
    let loaded = amending(
        &[("../base/a.ees".to_owned(), base)],
        "policy Draft\n  amends \"../base\"\n  revision: 2\n\nadd never A for a school unless any of  from \"2\" reading \"either\"\n  - calm\n  - calm is yes\n\n\
         add B for a school expects calm when any of  reading \"why\"\n  - calm\n  - not calm\n",
    );
    assert!(loaded.policy.is_some(), "{}", said(&loaded));
    let text = resolved(&loaded);
    let again = in_memory(&[("whole.ees", &text)]);
    let policy = again.policy.as_ref().unwrap_or_else(|| panic!("{text}\n-----\n{}", said(&again)));
    same(&says(policy), &says(loaded.policy.as_ref().unwrap()));
    assert_eq!(&*policy.categorisations[0].gates[0].text, "never A for a school unless any of: calm, calm is yes");
}

/// Any choice of the changes, in any order: what comes of them, printed, is the same policy again.
#[test]
fn whatever_is_changed_is_printed() {
    let text: String = texts("draft", "").into_iter().map(|(_, text)| text + "\n").collect();
    let all = ees::format::declarations(&text);
    let (heading, changes) = all.split_first().unwrap();
    let mut rng = Rng::with_seed(6);
    let mut whole = 0;
    for _ in 0..80 {
        let mut chosen: Vec<&str> = changes.iter().filter(|_| rng.u8(0..5) > 0).map(|one| one.text.as_str()).collect();
        rng.shuffle(&mut chosen);
        let draft = format!("{}\n\n{}\n", heading.text, chosen.join("\n\n"));
        let loaded = amending(&texts("base", "../base/"), &draft);
        let Some(policy) = &loaded.policy else { continue };
        whole += 1;
        let text = resolved(&loaded);
        let again = in_memory(&[("whole.ees", &text)]);
        let policy_again = again.policy.as_ref().unwrap_or_else(|| panic!("{draft}\n-----\n{text}\n-----\n{}", said(&again)));
        same(&says(policy_again), &says(policy));
    }
    assert!(whole >= 10, "only {whole} of them are policies");
}

/// Every command takes a revision for the policy that it is.
#[test]
fn commands_read_revisions() {
    let table = "id,name,setting,latest_judgement,report_card,well_governed,complaints_high,deficit,attendance,headteacher\n\
                 R1,,school,good,needs attention,yes,no,no,95%,acting\n";
    let files: Vec<(String, String)> = ["base", "draft"].iter().flat_map(|one| texts(one, &format!("{one}/"))).collect();
    let mut files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    files.push(("table.csv", table));
    let folder = in_folder(&files);
    let shown = |args: &[&str]| {
        let shown = run(folder.path(), args);
        // The fixtures are no finished policies: what is proved of them is not at issue.
        assert!(shown.status.code() != Some(2), "{shown:?}");
        String::from_utf8(shown.stdout).unwrap()
    };
    let told = [
        shown(&["check", ".", "--plain"]),
        shown(&["assess", "table.csv", "--policy", "draft", "--on", "2026-11-15", "--format", "jsonl"]),
        shown(&["explain", "table.csv", "--id", "R1", "--policy", "draft", "--on", "2026-11-15", "--plain"]),
        shown(&["check", "draft", "--readings", "--plain"]),
        shown(&["show", "draft", "--resolved"]).lines().filter(|line| line.starts_with("# From")).collect::<Vec<_>>().join("\n"),
    ];
    insta::assert_snapshot!(told.join("\n-----\n"));
    assert!(run(folder.path(), &["fmt", "--check", "."]).status.success());
}

#[test]
fn a_change_is_written_in_one_form() {
    let messy = "REPLACE   parameter many : 3\n\n\nadd  never A , for a school , unless well governed\nremove strand judgement ,for a school\nRemove also for a school , when deficit\nReplace strand X , for a school:\n C when deficit\n";
    let plain = "replace parameter many: 3\n\nadd never A for a school unless well governed\nremove strand judgement, for a school\nremove also for a school when deficit\nreplace strand X, for a school\n  C when deficit\n";
    assert_eq!(ees::format::format(messy).text, plain);
    assert_eq!(ees::format::format("policy One\n  amends : \"../two\"\n").text, "policy One\n  amends \"../two\"\n");
}

#[test]
fn what_is_amended_is_named_in_its_own_words() {
    let mut all = String::new();
    for line in ["amends ../base", "amends: base", "amend \"../base\"", "based on \"../base\"", "replaces: \"../base\"", "amends"]
    {
        let loaded = in_memory(&[("a.ees", &format!("policy Draft\n  {line}\n"))]);
        all += &said(&loaded);
    }
    let twice = in_memory(&[
        ("../small/a.ees", SMALL),
        ("a.ees", "policy Draft\n  amends \"../small\"\n  amends \"../other\"\n  revision: 2\n"),
    ]);
    all += &said(&twice);
    insta::assert_snapshot!(all);
    let errors = |loaded: &Loaded| loaded.problems.iter().filter(|one| one.code.severity == Severity::Error).count();
    assert_eq!(errors(&twice), 1);
    assert_eq!(codes::syntax::AMENDS_FORM.id, "S112");
}
