//! The canonical form of scenarios and properties, case by case.

use super::keeps_its_promises;

/// What a line below a scenario comes out as.
fn below(heading: &str, written: &str) -> String {
    let text = keeps_its_promises("a text", &format!("{heading}\n  {written}\n")).text;
    text.lines().skip(1).map(str::trim).collect::<Vec<_>>().join("\n")
}

#[test]
fn expectations_have_one_spelling() {
    let cases = [
        ("expected: AS,  7 days", "expect AS, 7 days"),
        ("EXPECTS B1 OR B2", "expect B1 or B2"),
        ("expects B1, OR B2", "expect B1, or B2"),
        ("expect A, and because: the leadership “leadership is weak”", "expect A, because the leadership \"leadership is weak\""),
        ("expect ask leadership, governance and attendance", "expect ask leadership, then governance, then attendance"),
        ("expect asks leadership then governance", "expect ask leadership, then governance"),
        ("expect nothing is assumed", "expect nothing assumed"),
        ("expect plan is unknown, plan is Not Met", "expect plan is not known, plan is not met"),
        ("expect that it cannot be", "expect cannot be"),
        ("expect at most 8 days, no fewer than 2 days", "expect up to 8 days, at least 2 days"),
        ("expect A or No Answer", "expect A or no answer"),
        ("governance: not yet known", "governance: unknown"),
        ("governance: ?  # nobody asked", "governance: unknown  # nobody asked"),
        ("“terms and conditions” and governance: no", "\"terms and conditions\" and governance: no"),
        ("reserves: −£5,000", "reserves: -£5,000"),
        ("latest inspected: 2025-06-01", "latest inspected: 1 June 2025"),
    ];
    for (written, plain) in cases {
        assert_eq!(below("scenario One, a school", written), plain, "{written}");
    }
}

#[test]
fn headings_have_one_spelling() {
    let cases = [
        ("Scenario One, a school, on 2025-11-15:", "scenario One, a school on 15 November 2025"),
        ("drafted scenario “A, and B”, like One", "drafted scenario \"A, and B\", like One"),
        ("scenario Two, LIKE One ON 1st Dec. 2025", "scenario Two, like One on 1 December 2025"),
    ];
    for (written, plain) in cases {
        assert_eq!(keeps_its_promises("a heading", &format!("{written}\n")).text, format!("{plain}\n"), "{written}");
    }
}

#[test]
fn properties_have_one_spelling() {
    let cases = [
        ("Each school is B, when: leadership is weak", "every school is B when leadership is weak"),
        ("no school is A, when leadership isn’t good", "no school is A when leadership is not good"),
        ("improving ANY fact never gives a more intensive category", "improving any fact never gives a more intensive category"),
    ];
    for (written, plain) in cases {
        assert_eq!(below("property One, for a school:", written), plain, "{written}");
    }
}

/// Columns are aligned, a dash is the plain one, and remarks stay where they are.
#[test]
fn tables_of_scenarios_are_aligned() {
    let text = "scenarios One, like Two\n  # why\n|scenario|on|leadership|expect|\n|---|---|---|---|\n\
                |a weak head|–|weak|expected B2, and  9 days|   # so\n| nobody knows | 2025-12-01|?|A, or B2 |\n";
    assert_eq!(
        keeps_its_promises("a table", text).text,
        "scenarios One, like Two\n  # why\n\
         \x20 | scenario     | on              | leadership | expect     |\n\
         \x20 | ------------ | --------------- | ---------- | ---------- |\n\
         \x20 | a weak head  | -               | weak       | B2, 9 days |  # so\n\
         \x20 | nobody knows | 1 December 2025 | unknown    | A, or B2   |\n"
    );
}
