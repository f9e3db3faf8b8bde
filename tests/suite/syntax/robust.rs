//! Whatever the text, reading ends with a tree and never with a crash.

use super::{fixtures, read};
use ees::syntax::LARGEST_FILE;

fn good_files() -> Vec<String> {
    let mut paths: Vec<_> = std::fs::read_dir(fixtures().join("good")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn every_prefix_of_a_good_file_is_read() {
    for text in good_files() {
        for (at, _) in text.char_indices() {
            let (_, tree, problems) = read("prefix.ees", &text[..at]);
            assert!(tree.declarations.iter().all(|one| one.span.end as usize <= at), "a span beyond the text");
            assert!(problems.iter().all(|one| one.labels.iter().all(|label| label.span.end as usize <= at)));
        }
    }
}

#[test]
fn mutated_files_are_read() {
    let pieces = [
        "\"",
        "|",
        "-",
        " and ",
        " or ",
        "when",
        ":",
        ",",
        "\n",
        "\t",
        "#",
        "is ",
        "any of",
        "(",
        "£",
        "’",
        "\u{FEFF}",
        "31 June 2021",
        "=",
        "not ",
    ];
    let mut random = fastrand::Rng::with_seed(2021);
    for text in good_files() {
        for _ in 0..300 {
            let mut mutated: Vec<char> = text.chars().collect();
            for _ in 0..random.usize(1..6) {
                let at = random.usize(0..=mutated.len());
                let end = (at + random.usize(0..8)).min(mutated.len());
                mutated.splice(at..end, random.choice(pieces).unwrap_or("").chars());
            }
            let mutated: String = mutated.into_iter().collect();
            let (sources, tree, problems) = read("mutated.ees", &mutated);
            for label in problems.iter().flat_map(|one| &one.labels) {
                assert!(mutated.get(label.span.range()).is_some(), "a label cuts a character: {problems:?}");
            }
            assert!(tree.declarations.iter().all(|one| mutated.get(one.span.range()).is_some()));
            assert!(problems.iter().all(|one| sources.start(one.labels[0].span).line >= 1));
        }
    }
}

/// Long texts of one kind each: a rule that tried each reading again would not end.
#[test]
fn long_files_are_read() {
    let many = |piece: &str, count: usize| piece.repeat(count);
    let line = |body: &str| {
        format!("categorise a school by its most intensive strand\n  strand one\n    C when {body}\n    A otherwise\n")
    };
    let long = [
        ("terms", line(&format!("a{}", many(" and b is good", 10_000))), true),
        ("values", line(&format!("a is b{}", many(" or c", 10_000))), true),
        ("members", line(&format!("any of a{}", many(", b is good or poor", 10_000))), true),
        ("lines", line(&format!("a{}", many("\n      or b", 10_000))), true),
        ("misspelt", line(&format!("a\n    B {}", many("wen x ", 10_000))), false),
        ("either", line(&format!("either a{}", many(" or b", 10_000))), true),
        ("both", line(&many("both a and ", 10_000)), false),
        ("exceeds", line(&format!("a exceeds 5{}", many(" and b exceeds 5", 10_000))), true),
        ("ranges", line(&format!("a is 5 to 6{}", many(" and b is 5-6%", 10_000))), true),
        ("unless", line(&many("a unless ", 10_000)), false),
        (
            "kinds",
            format!(
                "categorise a school by its most intensive strand\n  strand one\n    C{} when a\n",
                many(" for a or b", 10_000)
            ),
            true,
        ),
        ("unknown", format!("setting a\n{}", many("quarters: a\n", 10_000)), false),
        ("bullets", line(&format!("any of{}", many("\n      - b is c", 10_000))), true),
        ("words", line(&many("word ", 200_000)), true),
        ("negations", line(&many("not ", 10_000)), false),
        ("brackets", line(&many("(", 10_000)), false),
        ("lists", line(&many("any of ", 10_000)), false),
        ("mixed", line(&format!("a{}", many(" and b or c", 10_000))), false),
        ("quotes", line(&many("\"", 100_001)), false),
        ("dashes", line(&many("- ", 10_000)), false),
        ("equals", line(&many("= ", 10_000)), false),
        ("cells", format!("allocation for a school in A: 1 day\n  |{}\n", many(" x |", 10_000)), false),
        (
            "rows",
            format!(
                "allocation for a school in A: 1 day\n  | activity | days | when |\n{}",
                many("  | x | 1 + 1 | y |\n", 10_000)
            ),
            true,
        ),
        ("in", format!("allocation for a{}: 1 day\n", many(" in b", 10_000)), true),
        ("declarations", many("setting school: a\n", 10_000), true),
        ("facts", format!("facts about a school\n{}", many("  a: yes or no\n", 10_000)), true),
        ("parts", format!("facts about a school\n  a: b{}\n", many(", b", 10_000)), true),
        ("labels", format!("facts about a school\n  {}\n", many("a b, ", 10_000)), false),
        ("blank", format!("setting a\n{}", many("\n \t# remark\n", 10_000)), true),
        ("margin", format!("facts about a school\n{}", many("a: yes or no\n", 10_000)), false),
    ];
    for (name, text, good) in long {
        let (_, tree, problems) = read(name, &text);
        assert!(!tree.declarations.is_empty(), "{name}");
        assert_eq!(problems.is_empty(), good, "{name}: {:?}", problems.first());
    }
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let (_, tree, problems) = read("large.ees", &"#".repeat(LARGEST_FILE + 1));
    assert!(tree.declarations.is_empty());
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code.id, "S002");
    let (_, _, problems) = read("largest.ees", &"#".repeat(LARGEST_FILE));
    assert!(problems.is_empty());
}
