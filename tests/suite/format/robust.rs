//! Whatever the text, nothing of it is lost.

use super::{keeps_its_promises, texts};
use ees::format::format;
use fastrand::Rng;

/// What people's hands and their word processors do to a text.
const PIECES: &[&str] = &[
    "\"",
    "“",
    "”",
    "|",
    "- ",
    "• ",
    " and ",
    " or ",
    " when ",
    ":",
    ",",
    ";",
    "\n",
    "\n\n\n",
    "\r\n",
    "\t",
    " # ",
    "\n# why\n",
    "is ",
    "any of",
    "(",
    "£",
    "’",
    "–",
    "\u{A0}",
    "\u{FEFF}",
    "31 June 2021",
    "2021-09-01",
    "80 per cent",
    "or more",
    "=",
    "not ",
    "from \"x\"",
    "\nreading \"y\"",
    "  ",
    "\n    ",
    "strand ",
    "exceeds 5",
    "all of the following:",
    "isn’t",
];

fn mutated(random: &mut Rng, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..random.usize(1..5) {
        let at = random.usize(0..=letters.len());
        let end = if random.bool() { at } else { (at + random.usize(0..8)).min(letters.len()) };
        letters.splice(at..end, random.choice(PIECES).unwrap_or(&"").chars());
    }
    letters.into_iter().collect()
}

#[test]
fn mutated_texts_lose_nothing() {
    let mut random = Rng::with_seed(1870);
    let (mut changed, mut left) = (0, 0);
    for (name, text) in texts().into_iter().filter(|(_, text)| text.len() < 2_500) {
        let rounds = if name.contains("mistakes") { 1 } else { 12 };
        for round in 0..rounds {
            let mutated = mutated(&mut random, &text);
            let formatted = keeps_its_promises(&format!("{name}, round {round}"), &mutated);
            changed += usize::from(formatted.text != mutated);
            left += formatted.left.len();
        }
    }
    assert!(changed > 150 && left > 300, "{changed} changed texts and {left} broken declarations are no fair trial");
}

/// Long texts of one kind each: what took the square of their length would not end.
#[test]
fn long_texts_are_formatted() {
    let line = |body: &str| {
        format!("categorise a school by its most intensive strand\n  strand one\n    C when {body}\n    A otherwise\n")
    };
    let many = |piece: &str| piece.repeat(3_000);
    let texts = [
        line(&format!("a{}", many(" and b is good"))),
        line(&format!("a is b{}", many(" or c"))),
        line(&format!("any of a{}", many(", b is good or poor"))),
        line(&format!("a{}", many("\n or b # c"))),
        line(&format!("any of{}", many("\n      - b is c # d"))),
        many("setting school: a\n"),
        many("# remark\n\n\n"),
        format!("facts about a school\n{}", many("  a: yes or no # b\n")),
        format!("allocation for a school in A: 1 day\n  | activity | days | when |\n{}", many("  | x | 1 + 1 | y |\n")),
    ];
    for text in texts {
        let formatted = format(&text);
        assert!(formatted.left.is_empty(), "{:?} of\n{}", formatted.left, &text[..200]);
        assert!(formatted.text.lines().count() > 2_000 || text.contains("b is good or poor") || text.contains("a is b or c"));
    }
}
