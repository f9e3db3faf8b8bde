//! What is found is told in a policy officer's words.

use super::CODES;
use ees::diagnostic::Diagnostic;
use ees::prove::prove;
use ees::report::{Style, render};
use ees::session::{Loaded, Place, load};

const POLICY: &str = include_str!("../../../fixtures/prove/facts.ees");

fn loaded(text: &str) -> Loaded {
    let loaded = load(Place::Memory(vec![("libraries.ees".to_owned(), text.to_owned())]));
    assert!(!loaded.problems.has_errors(), "{}", render(&loaded.problems.sorted(), &loaded.sources, Style::Plain));
    loaded
}

fn found(loaded: &Loaded) -> Vec<Diagnostic> {
    let all = prove(loaded.policy.as_ref().unwrap()).findings.sorted();
    all.into_iter().filter(|one| CODES.contains(&one.code.id)).collect()
}

#[test]
fn each_finding_has_its_own_words() {
    let loaded = loaded(POLICY);
    insta::assert_snapshot!(render(&found(&loaded), &loaded.sources, Style::Plain));
}

#[test]
fn where_nothing_can_be_nothing_else_is_said() {
    let loaded = loaded(&format!(
        "{POLICY}\nit cannot be, for a mobile library, that roof is sound\nit cannot be, for a mobile library, that roof is not sound\n"
    ));
    let found = found(&loaded);
    assert!(found.iter().all(|one| !one.message.contains("a mobile library or")), "{found:#?}");
    let nothing: Vec<_> = found.iter().filter(|one| one.code.id == "P328").collect();
    let [nothing] = nothing.as_slice() else { panic!("{found:#?}") };
    assert_eq!(nothing.labels.len(), 2, "both lines are needed: {nothing:#?}");
    assert!(nothing.message.ends_with("for a mobile library."), "{}", nothing.message);
}

#[test]
fn what_is_meant_can_be_allowed() {
    let allowing = POLICY.replacen(
        "  roof: sound, worn or leaking, best first\n",
        "  roof: sound, worn or leaking, best first\n    allow P318 because \"a leaking roof is for the surveyor\"\n",
        1,
    );
    assert_ne!(allowing, POLICY);
    let about_roofs = |text: &str| found(&loaded(text)).iter().filter(|one| one.message.contains("Improving `roof`")).count();
    assert_eq!((about_roofs(POLICY), about_roofs(&allowing)), (1, 0));
}
