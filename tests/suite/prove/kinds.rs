//! What is claimed of a place that several kinds of setting share: each kind and day is told of what is so of it, and no other.

use ees::diagnostic::Diagnostic;
use ees::model::Policy;
use ees::prove::{Proved, prove, prove_strand_by_strand};
use ees::session::{Place, load};

const HEAD: &str = "policy Houses\n  in force: 1 September 2025 to 31 August 2028\nsetting library\nsetting museum\ngroup houses: library, museum\n\
                    categories, least intensive first\n  Light\n  Near\n  Close\n";

fn policy(text: &str) -> Policy {
    let loaded = load(Place::Memory(vec![("policy.ees".to_owned(), format!("{HEAD}{text}"))]));
    loaded.policy.unwrap_or_else(|| panic!("{:?}", loaded.problems.sorted()))
}

fn of<'p>(proved: &'p Proved, code: &str) -> Vec<&'p Diagnostic> {
    proved.findings.iter().filter(|one| one.code.id == code).collect()
}

fn words(finding: &Diagnostic) -> String {
    format!("{} {}", finding.message, finding.help.as_deref().unwrap_or_default())
}

/// A library may well have a plan and come to Near; a museum with a plan is always Close.
#[test]
fn one_kind_left_open_leaves_the_place_open() {
    let text = "facts about houses\n  leaks: yes or no\n  plan: yes or no\n  worn: yes or no\n\
                define pressing, for a library: leaks and worn\ndefine pressing, for a museum: plan\n\
                categorise houses by their most intensive strand\n  strand building\n    Close when pressing\n    Light otherwise\n  \
                strand roof\n    Near when leaks\n    Light otherwise\n  Near expects plan made when plan\n";
    let text = text.replace("expects plan made when plan", "expects plan");
    let policy = policy(&text);
    let whole = prove(&policy);
    let [finding] = of(&whole, "P325")[..] else { panic!("{:?}", whole.findings.sorted()) };
    assert!(finding.message.contains("museum") && !finding.message.contains("library"), "{}", finding.message);
    let apart = prove_strand_by_strand(&policy);
    assert!(apart.open.iter().any(|(code, _)| code.id == "P325"), "{:?}", apart.open);
}

/// What shows it for a library does not show it for a museum.
#[test]
fn a_finding_names_the_kinds_of_which_its_words_are_true() {
    let text = "scale state, best first\n  good\n  fair\n  poor\nfacts about houses\n  roof: state\n\
                define odd, for a library: roof is good\ndefine odd, for a museum: roof is fair\n\
                categorise houses by their most intensive strand\n  strand building\n    Close when odd\n    Light otherwise\n";
    let proved = prove(&policy(text));
    let [finding] = of(&proved, "P318")[..] else { panic!("{:?}", proved.findings.sorted()) };
    assert!(finding.message.contains("from fair to good") && finding.message.ends_with("for a library."), "{}", finding.message);
    assert!(words(finding).ends_with("Something like it is so for a museum."), "{}", words(finding));
}

/// A library has no answer on the first days, a museum on the last.
#[test]
fn days_are_those_of_each_kind() {
    let text = "facts about houses\n  visits: number of people, 0 to 100\n\
                parameter many: 90 from 1 September 2025, 200 from 1 September 2026\nparameter few: 200 from 1 September 2025, 90 from 1 September 2026\n\
                define odd, for a library: visits is at most many\ndefine odd, for a museum: visits is at most few\n\
                categorise houses by their most intensive strand\n  strand building\n    Close when odd\n    Light when not odd and visits is under 50\n";
    let proved = prove(&policy(text));
    let [finding] = of(&proved, "P301")[..] else { panic!("{:?}", proved.findings.sorted()) };
    let so = "This is so for a library assessed from 1 September 2025 to 31 August 2026 and for a museum assessed from 1 September 2026 to 31 August 2028.";
    assert!(words(finding).ends_with(so), "{}", words(finding));
}

/// What a sum of many facts comes to is decided long before all are added.
#[test]
fn a_sum_that_is_soon_decided_is_no_large_one() {
    let names: Vec<String> = (0..60).map(|at| format!("room {at}")).collect();
    let facts: String = names.iter().map(|name| format!("  {name}: number of people, 0 to 200\n")).collect();
    let sum = format!("{} and {}", names[1..].join(", "), names[0]);
    let text = format!(
        "facts about a library\n{facts}categorise a library by its most intensive strand\n  strand building\n    Close when the sum of {sum} is over 120\n    Light otherwise\n"
    );
    let proved = prove(&policy(&text));
    assert_eq!(proved.open, []);
    assert!(of(&proved, "P350").is_empty() && proved.proved > 5);
}
