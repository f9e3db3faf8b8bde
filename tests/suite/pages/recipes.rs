//! What no short text shows: built as the page says it, and as the page mends it.

use super::{base, of_table};
use crate::dialogue::Texts;
use ees::diagnostic::{Diagnostic, Problems, codes};
use ees::dialogue::{Dialogue, Version};
use ees::session::{Place, load};
use jiff::civil::date;

/// What is found in the example of a page whose fence is marked `text`, or in the mended one.
pub(super) fn found(code: &str, mended: bool) -> Problems {
    let table = |rows: String| of_table(load(Place::Memory(vec![base()])), &rows);
    match (code, mended) {
        ("S002", false) => policy(&["# The same again.\n".repeat(300_000)]),
        ("S002", true) => policy(&["# The rules for schools.\n".to_owned(), "# The rules for nurseries.\n".to_owned()]),
        ("P024", false) => policy(&[format!("choice ward: {}\n", numbered(300, |at| format!("ward {at}")).join(", "))]),
        ("P024", true) => policy(&["choice ward: north, south, east, west\n".to_owned()]),
        ("P038", false) => policy(&[steps(|at| if at == STEPS { "deficit".to_owned() } else { format!("step {}", at + 1) })]),
        ("P038", true) => policy(&[steps(|_| "deficit".to_owned())]),
        ("P161", false) => beside(draft("larkmere"), draft("larkmere")),
        ("P161", true) | ("P163", true) => beside(base().1, draft("larkmere")),
        ("P162", mended) => revisions(if mended { 2 } else { 9 }),
        ("P163", false) => beside(format!("{}\nlist sorrows, for a school: gloom\n", base().1), draft("larkmere")),
        ("P170", mended) => {
            let calm = "facts about a school\n  calm: yes or no\nfacts about a nursery\n  calm: yes or no\n";
            let which = if mended { ", for a nursery" } else { "" };
            beside(format!("{}\n{calm}", base().1), format!("{}remove fact calm{which}\n", draft("larkmere")))
        }
        ("D011", false) => table("id,setting,teaching\nL1,school,\0\u{1}\n".to_owned()),
        ("D012", false) => table(format!("id,setting,teaching\nL1,school,strong{}\n", ",".repeat(1_998))),
        ("D013", false) => table(format!("id,name,setting,teaching\nL1,{},school,strong\n", "x".repeat(40_000))),
        ("D011" | "D012" | "D013", true) => table("id,setting,teaching\nL1,school,strong\n".to_owned()),
        ("D025", false) => table(format!("id,setting,teaching\n{}", numbered(12_000, |at| format!("L{at},primary,\n")).concat())),
        ("D025", true) => table(format!("id,setting,teaching\n{}", numbered(12_000, |at| format!("L{at},school,\n")).concat())),
        ("W014" | "W015" | "W016", _) => changed_on_disk(code, mended),
        ("W040" | "W041", mended) => at_a_terminal(code, mended),
        ("T002" | "T004", _) => super::of_tests(load(Place::Memory(vec![counted(code, mended)]))),
        ("P350", mended) => {
            let lines = if mended { "    B when pupils is under 30\n".to_owned() } else { pupils() };
            let loaded = load(Place::Memory(vec![counting(&lines, "")]));
            ees::prove::prove(loaded.policy.as_ref().unwrap()).findings
        }
        _ => panic!("{code}: there is no recipe for its example"),
    }
}

/// A conversation at a terminal, where the file of kept lines is damaged, or a file stands in the place of its folder.
#[cfg(unix)]
fn at_a_terminal(code: &str, mended: bool) -> Problems {
    let state = tempfile::tempdir().unwrap();
    let policy = load(Place::BuiltIn).policy.unwrap();
    std::fs::write(state.path().join(format!("{}.history", policy.name.machine)), b"why\n\xff\n").unwrap();
    let letter = state.path().join("letter.txt");
    std::fs::write(&letter, "Dear headteacher").unwrap();
    let (place, args) = match (code, mended) {
        ("W040", false) => (state.path(), &[][..]),
        ("W040", true) => (state.path(), &["--no-history"][..]),
        (_, false) => (&*letter, &[][..]),
        (_, true) => (&*state.path().join("state"), &[][..]),
    };
    let terminal = crate::terminal::Terminal::open(place, args, &[]);
    let screen = terminal.enter("facts");
    let told = [codes::what_if::HISTORY_UNREADABLE, codes::what_if::HISTORY_NOT_KEPT]
        .into_iter()
        .filter(|code| screen.contains(code.id));
    let mut problems = Problems::default();
    told.for_each(|code| problems.push(Diagnostic::nowhere(code, "")));
    problems
}

/// Elsewhere there is no terminal to try it in.
#[cfg(not(unix))]
fn at_a_terminal(code: &str, mended: bool) -> Problems {
    let told = [codes::what_if::HISTORY_UNREADABLE, codes::what_if::HISTORY_NOT_KEPT]
        .into_iter()
        .filter(|one| one.id == code && !mended);
    let mut problems = Problems::default();
    told.for_each(|code| problems.push(Diagnostic::nowhere(code, "")));
    problems
}

/// A conversation while which a file is changed.
fn changed_on_disk(code: &str, mended: bool) -> Problems {
    let policy = |more: &str| vec![(base().0, format!("{}{more}", base().1))];
    let texts = match (code, mended) {
        ("W014", false) => policy("define thin, for a school: attendance is under 90 pupils\n"),
        ("W015", false) => vec![(base().0, base().1.replace("teaching: strong, mixed", "teaching: firm, mixed"))],
        _ => policy("parameter few: 1\n"),
    };
    let table = |cell: &str| [("settings.csv".to_owned(), format!("id,setting,teaching\nL1,school,{cell}\n"))].into();
    let (version, _) = Version::of(load(Place::Memory(policy("")))).unwrap();
    let kind = version.policy.kind("school").unwrap();
    let mut dialogue = Dialogue::new(version, kind, date(2025, 11, 15), "typed").unwrap();
    let mut world = Texts { files: table("weak"), ..Texts::default() };
    dialogue.watches(&mut world);
    for line in ["load settings.csv", "teaching is strong"] {
        assert!(dialogue.step(line, &mut world).problems.is_empty());
    }
    if code == "W016" {
        world.files = table(if mended { "mixed" } else { "wek" });
        world.touched.push("settings.csv".to_owned());
    } else {
        world.policy = Some(texts);
        world.touched.push(base().0);
    }
    dialogue.step("facts", &mut world).problems
}

/// A policy that tells more numbers of pupils apart than are looked through, with a scenario or property of each page.
fn counted(code: &str, mended: bool) -> (String, String) {
    let said = match (code, mended) {
        ("T002", false) => "scenario Of any size, a school\n  expect A or B\n",
        ("T002", true) => "scenario Of any size, a school\n  pupils: 5\n  expect A\n",
        (_, false) => "property Size, for a school\n  no school is B when pupils is 5\n",
        (_, true) => "scenario Five pupils, a school\n  pupils: 5\n  expect A\n",
    };
    counting(&pupils(), said)
}

/// Lines that tell more numbers of pupils apart than are looked through.
fn pupils() -> String {
    numbered(300, |at| format!("    B when pupils is {}\n", at * 2)).concat()
}

fn counting(lines: &str, said: &str) -> (String, String) {
    let text = format!(
        "policy Counted\n  in force: 1 September 2025 to 31 August 2028\nsetting school\ncategories, least intensive first\n  A: a\n  B: b\n\
         facts about a school\n  pupils: number\ncategorise a school by its most intensive strand\n  strand size\n{lines}    A otherwise\n{said}"
    );
    ("counted.ees".to_owned(), text)
}

/// The heading of a revision of the policy in a folder beside it.
fn draft(of: &str) -> String {
    format!("policy Draft\n  amends \"../{of}\"\n  revision: draft of {of}\n\n")
}

/// A revision and the policy in the folder `larkmere` that it amends.
fn beside(larkmere: String, revision: String) -> Problems {
    load(Place::Memory(vec![("../larkmere/a.ees".to_owned(), larkmere), ("a.ees".to_owned(), revision)])).problems
}

/// So many revisions one upon the other.
fn revisions(count: usize) -> Problems {
    let all = (1..=count).map(|at| (format!("../{at}/a.ees"), draft(&(at - 1).to_string())));
    let first = ("../0/a.ees".to_owned(), base().1);
    let last = ("a.ees".to_owned(), draft(&count.to_string()));
    load(Place::Memory(std::iter::once(first).chain(all).chain([last]).collect())).problems
}

/// A chain longer than a policy may have.
const STEPS: usize = 201;

fn steps(rests_on: impl Fn(usize) -> String) -> String {
    numbered(STEPS, |at| format!("define step {at}, for a school: {}\n", rests_on(at))).concat()
}

fn numbered(count: usize, one: impl Fn(usize) -> String) -> Vec<String> {
    (1..=count).map(one).collect()
}

fn policy(texts: &[String]) -> Problems {
    let own = texts.iter().enumerate().map(|(at, text)| (format!("{at}.ees"), text.clone()));
    load(Place::Memory(std::iter::once(base()).chain(own).collect())).problems
}
