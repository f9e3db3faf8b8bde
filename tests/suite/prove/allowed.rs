//! What a policy allows: where it holds, that it hides nothing else, and what is said of allowances that are not needed.

#![expect(clippy::needless_range_loop, reason = "a test names what it is about, and no more")]

use super::found;
use crate::cli::{ees, in_folder};
use ees::diagnostic::codes::proofs;
use ees::diagnostic::pages::{self, Sample};
use ees::model::Allowance;
use ees::session::{Place, load};
use insta_cmd::assert_cmd_snapshot;

const POLICY: &str = include_str!("../../fixtures/prove/allowed/policy.ees");

#[test]
fn allowances_are_told_apart_from_what_is_found() {
    let folder = in_folder(&[("libraries/policy.ees", POLICY)]);
    let shown = |name: &str, args: &[&str]| {
        let args = [&["check", "libraries"], args].concat();
        assert_cmd_snapshot!(name, ees(&args).current_dir(folder.path()));
    };
    shown("checked", &["--plain"]);
    shown("allowed", &["--allowed", "--plain"]);
    shown("json", &["--errors", "json"]);
}

/// Notes are counted; they are shown where they are asked for, behind all else, and never make the answer no.
#[test]
fn notes_are_shown_where_they_are_asked_for() {
    let page = page(proofs::SILENT_STRAND.id);
    let folder = in_folder(&[("libraries/policy.ees", &page)]);
    let shown = |args: &[&str]| {
        let output = ees(&[&["check", "libraries", "--plain"], args].concat()).current_dir(folder.path()).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        [output.stdout, output.stderr].map(|said| String::from_utf8(said).unwrap())
    };
    let [verdict, found] = shown(&[]);
    assert!(verdict.contains("nothing wrong") && verdict.contains("1 note (`ees check --notes` shows them)"), "{verdict}");
    assert_eq!(found, "");
    let [verdict, found] = shown(&["--notes"]);
    assert!(verdict.contains("1 note.") && found.starts_with("note P332 "), "{verdict}{found}");
    let json = ees(&["check", "libraries", "--errors", "json"]).current_dir(folder.path()).output().unwrap();
    assert!(String::from_utf8(json.stderr).unwrap().contains("\"code\":\"P332\",\"severity\":\"note\""));
}

/// Every code that the pages show by a policy can be allowed, behind the policy's own heading at the latest; and where nothing of
/// the sort is found, the allowance is pointed out.
#[test]
fn every_code_can_be_allowed() {
    let mut tried = 0;
    for code in proofs::to_allow() {
        let Some((_, shown)) = pages::page(code.id) else { panic!("{} has no page", code.id) };
        if !shown.example.kind.starts_with("ees proved") || shown.example.text.contains("allow ") {
            continue;
        }
        let (example, mended) = (whole(shown.example), whole(shown.mended));
        tried += 1;
        let allowing = |text: &str| {
            let (first, rest) = text.split_once('\n').unwrap();
            assert!(first.starts_with("policy "), "{}: {first}", code.id);
            found(&format!("{first}\n  allow {} because \"it is meant\"\n{rest}", code.id))
        };
        let before = found(&example);
        assert!(before.iter().any(|(id, _)| id == code.id), "{}: {before:?}", code.id);
        let others: Vec<_> = before.into_iter().filter(|(id, _)| id != code.id).collect();
        assert_eq!(allowing(&example), others, "{}", code.id);
        let in_vain = |(id, line): &(String, String)| id == "P340" && line.contains(code.id);
        let needed = found(&mended).iter().any(|(id, _)| id == code.id);
        assert_eq!(allowing(&mended).iter().any(in_vain), !needed, "{}", code.id);
    }
    assert!(tried >= 5, "{tried} codes were tried");
}

/// Each mark takes an allowance in turn; the letter behind it says whether what is found is then found no more. Nothing else changes.
#[test]
fn an_allowance_holds_behind_its_line_and_around_it() {
    let head = "policy Libraries @p\nsetting library @n\ncategories, least intensive first @n\n  Light @n\n  Close\n";
    let facts = "facts about a library @f\n  visits: number @f\n  roof leaks: yes or no @n\n";
    let strand = "categorise a library by its most intensive strand @c\n  strand building @n\n    Close when roof leaks @n\n";
    let unused = |declared: &str| ("P330", "px", format!("{head}{facts}{declared}{strand}    Light when visits is over 3\n"));
    let cited = |rules: &str| ("P323", "px", format!("{head}{facts}clause \"1\": one @n\n{rules}"));
    let cases = [
        ("P321", "pf", format!("{head}{facts}{strand}    Light otherwise\n")),
        ("P301", "pc", format!("{head}{facts}{strand}    Light when visits is over 3\n")),
        unused("parameter many: 3 @x\n"),
        unused("define busy, for a library @x\n  visits is over 3 @x\n"),
        unused("list all, for a library: visits is over 3, roof leaks @x\n"),
        unused("list all, for a library\n  @x\n  - visits is over 3\n  - roof leaks\n"),
        unused("score risk, for a library @x\n  3 when visits is over 3 @n\n"),
        unused("table risk, for a library, by the first match @x\n  | visits | risk |\n  | any | 1 |\n"),
        unused(
            "matrix risk, for a library, roof leaks down, visits across @x\n  | | at most 0 | over 0 |\n  | yes | 1 | 2 |\n  | no | 2 | 3 |\n",
        ),
        cited(
            "define busy, for a library @n\n  visits is over 3 from \"1\"\ncategorise a library by its most intensive strand @x\n  \
             strand building @x\n    Close when busy from \"11\" @x\n    Light otherwise @n\n",
        ),
        cited(
            "it cannot be that roof leaks and visits is over 9 @n from \"1\"\ncategorise a library by its most intensive strand @x\n  \
             strand building @n\n    Close when visits is over 3 or roof leaks\n    Light otherwise\n  \
             never Light unless visits is over 2 from \"11\" @x\n",
        ),
        ("P324", "px", format!("{head}{facts}clause \"1\": one @x\n{strand}    Light when visits is over 2\n")),
    ];
    for (code, holding, text) in cases {
        let parts: Vec<&str> = text.split('@').collect();
        let marked = |here: usize| {
            let part = |(at, part): (usize, &&str)| match at {
                0 => (*part).to_owned(),
                at if at == here => format!("allow {code} because \"it is meant\"{}", &part[1..]),
                _ => part[1..].to_owned(),
            };
            parts.iter().enumerate().map(part).collect::<String>()
        };
        let has = |text: &str, code: &str| found(text).iter().any(|(id, _)| id == code);
        assert!(has(&marked(0), code), "{code} is not found in\n{}", marked(0));
        for at in 1..parts.len() {
            let holds = holding.contains(&parts[at][..1]);
            assert_eq!(has(&marked(at), code), !holds, "{code} in\n{}", marked(at));
            assert_eq!(has(&marked(at), "P340"), !holds, "{code} in\n{}", marked(at));
        }
    }
}

const SILENT: &str = "policy Libraries\nsetting library\nsetting museum\ngroup houses: library, museum\ncategories, least intensive first\n  Light\n  Close\n\
                      facts about houses\n  roof leaks: yes or no\n  visits: number\ncategorise houses by their most intensive strand{}\n  \
                      strand building{}\n    Close when roof leaks\n  strand use\n    Close when visits is over 3\n    Light otherwise\n";

/// What is declared for several kinds of setting is allowed once; of two allowances the nearer one is needed.
#[test]
fn the_nearest_allowance_is_the_one_that_is_needed() {
    let text = |outer: &str, inner: &str| SILENT.replacen("{}", outer, 1).replacen("{}", inner, 1);
    let allow = " allow P332 because \"it is meant\"";
    let codes = |text: &str| found(text).into_iter().map(|(id, line)| format!("{id} {}", line.trim())).collect::<Vec<_>>();
    assert_eq!(codes(&text("", "")), ["P332 strand building"]);
    assert_eq!(codes(&text("", allow)), [""; 0]);
    assert_eq!(codes(&text(allow, "")), [""; 0]);
    assert_eq!(codes(&text(allow, allow)), [format!("P340 categorise houses by their most intensive strand{allow}")]);
    let policy = load(Place::Memory(vec![("a.ees".to_owned(), text(allow, allow))])).policy.unwrap();
    let proved = ees::prove::prove(&policy);
    assert_eq!((policy.allowances.len(), proved.allowed()), (2, 1));
}

/// An allowance for what could not be proved is not called needless.
#[test]
fn what_is_not_proved_may_need_its_allowance() {
    let lines: String = (0..300).map(|at| format!("    Close when visits is {}\n", at * 2)).collect();
    let text = format!(
        "policy Libraries\nsetting library\ncategories, least intensive first\n  Light\n  Close\nfacts about a library\n  visits: number\n  \
         allow P321 because \"x\"\ncategorise a library by its most intensive strand\n  allow P301 because \"y\"\n  strand use\n{lines}"
    );
    let codes: Vec<String> = found(&text).into_iter().map(|(id, _)| id).collect();
    assert_eq!(codes, ["P340", "P350"]);
}

/// What is inherited is allowed where it stands in the amended policy, and behind what is put into it in another file; and the whole
/// policy, printed, allows the same.
#[test]
fn revisions_inherit_what_is_allowed() {
    let base = SILENT.replacen("{}", " allow P332 because \"the other strand decides\"", 1).replacen("{}", "", 1);
    let base =
        base.replace("roof leaks: yes or no\n", "roof leaks: yes or no\n  heard: yes or no  allow P321 because \"kept\"\n");
    let draft = "policy Draft\n  allow P330 because \"for next year\"\n  amends \"../base\"\n  revision: 2\n\nparameter many: 3\n\n\
                 replace fact heard, for houses: yes or no\n  allow P321 because \"kept again\"\n\n\
                 facts about a library  allow P321 because \"new\"\n  shelves: number\n\n\
                 replace strand building, for houses\n  Close when roof leaks and visits is over 2\n\n\
                 add strand age, for a library  allow P332 because \"of old ones alone\"\n  Close when any of\n    - visits is over 9\n    - roof leaks\n    \
                 allow P302 because \"nothing of the sort\"\n\n\
                 add never Light for a library unless visits is under 100  from \"Paper\"  allow P313 because \"no such code yet\"\n\n\
                 add Close for a library expects roof leaks when visits is over 4\n  allow P325 because \"nor this\"\n";
    let texts = [("../base/a.ees", base.as_str()), ("draft.ees", draft)];
    let loaded = load(Place::Memory(texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()));
    let Some(policy) = &loaded.policy else { panic!("{:#?}", loaded.problems) };
    let proved = ees::prove::prove(policy);
    let needed = |at: &usize| !proved.allowed[*at].findings.is_empty();
    let written = |one: &Allowance| format!("{} {} {}", one.code, one.because, one.depth);
    let mut all: Vec<String> = policy.allowances.iter().map(written).collect();
    let used = (0..policy.allowances.len()).filter(needed).map(|at| &policy.allowances[at]);
    let used: Vec<&str> = used.filter(|one| ["P321", "P330", "P332"].contains(&&*one.code)).map(|one| &*one.because).collect();
    assert_eq!(used, ["for next year", "kept again", "new", "of old ones alone", "the other strand decides"]);
    let whole: String = loaded.whole.texts(&loaded.sources).into_iter().map(|(_, text)| text).collect();
    let again = load(Place::Memory(vec![("whole.ees".to_owned(), whole.clone())]));
    let again = again.policy.unwrap_or_else(|| panic!("{whole}"));
    let mut same: Vec<String> = again.allowances.iter().map(written).collect();
    all.sort();
    same.sort();
    assert_eq!(all, same, "{whole}");
    assert_eq!(ees::prove::prove(&again).allowed(), proved.allowed());
}

/// The example of a code's page.
fn page(code: &str) -> String {
    pages::page(code).map(|(_, page)| whole(page.example)).unwrap()
}

/// An example with the policy that it is added to.
fn whole(sample: Sample) -> String {
    if sample.kind == "ees proved whole" {
        return sample.text.to_owned();
    }
    let (_remark, policy) = include_str!("../../fixtures/pages/libraries.ees").split_once('\n').unwrap();
    format!("{policy}{}", sample.text)
}
