//! What the scenarios exercise of a policy's text.

mod by_hand;
mod forms;
mod page;
mod program;

use ees::harness::coverage::{Coverage, measure};
use ees::report::{Style, render};
use ees::session::{Loaded, Place, load_with_tests};
use std::path::Path;

fn checked(place: Place) -> Loaded {
    let loaded = load_with_tests(place);
    assert!(loaded.problems.is_empty(), "{}", render(&loaded.problems.sorted(), &loaded.sources, Style::Plain));
    loaded
}

/// The policy whose coverage is worked out by hand, named as from the project's folder.
fn pools() -> Loaded {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/coverage");
    let text = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
    checked(Place::Memory(vec![
        ("policy.ees".to_owned(), text("policy.ees")),
        ("tests/scenarios.ees".to_owned(), text("tests/scenarios.ees")),
    ]))
}

fn measured(loaded: &Loaded) -> Coverage {
    let policy = loaded.policy.as_ref().unwrap();
    measure(policy, &policy.scenarios).unwrap()
}
