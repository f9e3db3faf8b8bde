//! How conditions are bracketed: what a person would hear in them.

use super::{print, read, rendered};
use ees::syntax::tree::DeclarationKind;

fn bracketed(condition: &str) -> String {
    let (sources, tree, problems) = read("c.ees", &format!("it cannot be that {condition}\n"));
    match tree.declarations.first().map(|one| &one.kind) {
        Some(DeclarationKind::Constraint(one)) if problems.is_empty() => print::condition(&one.condition),
        _ => rendered(&sources, &problems),
    }
}

#[test]
fn conditions_are_bracketed_as_they_are_heard() {
    let conditions = [
        "a",
        "not a",
        "the latest Ofsted is good",
        "a and b and not c",
        "latest Ofsted is requires improvement and weak capacity",
        "latest Ofsted is good or outstanding",
        "latest Ofsted is good, outstanding or poor",
        "latest Ofsted is good or outstanding and leadership is weak",
        "latest Ofsted is good or leadership is weak",
        "latest Ofsted is good or not newly good",
        "latest Ofsted is good or any of the factors",
        "latest Ofsted is good or better or leadership is weak or ineffective",
        "latest Ofsted is requires improvement or worse and x",
        "latest Ofsted is not good",
        "latest Ofsted isn't good",
        "latest Ofsted is not good or better",
        "not latest Ofsted is good",
        "latest Ofsted is neither good nor outstanding nor poor",
        "gaps are wide",
        "gaps aren’t wide",
        "previous Ofsted is none and latest Ofsted is not none",
        "advice is none of the above",
        "occupancy is under 50% or y",
        "occupancy is below 50 per cent",
        "occupancy is less than 50%",
        "vacancies is fewer than 3",
        "occupancy is over 80% and y",
        "occupancy is more than 80%",
        "occupancy is at least well occupied",
        "occupancy is 80% or more and y",
        "occupancy is 80% or less",
        "occupancy is up to 80%",
        "occupancy is no more than 80%",
        "occupancy is no less than 80%",
        "occupancy is not under 50%",
        "not occupancy is not under 50%",
        "occupancy is between 50% and 80% and y",
        "occupancy is exactly 50%",
        "deficit is over £1,500",
        "children is 30",
        "months open is under 12 months",
        "inspected is within 12 months",
        "inspected is not within 12 months",
        "inspected is before 1 September 2021 or y",
        "inspected is after 2021-09-01",
        "inspected is on 1 September 2021",
        "inspected is on or after 1 Sept 2021",
        "inspected is on or before 1 September 2021",
        "inspected is 1 September 2021 or later",
        "any of the risk factors",
        "any of risk factors",
        "any of the risk factors or y",
        "none of the risk factors and y",
        "all of a, b and c is good or weak",
        "any of a, not b, c is good or weak, d",
        "at least 3 of the risk factors",
        "at least many of the risk factors or y",
        "3 or more of the risk factors",
        "at most 3 of a, b, c and d",
        "exactly 1 of the factors",
        "more than 2 of the factors and fewer than 5 of the factors",
        "x and at least 2 of a, b, c",
        "\"terms and conditions\" is \"not kept\" and terms-and-conditions is kept",
        "reading is weak and moved from Reading",
        "2 year olds and any other business and at risk",
        "plans in place and H&S audit is poor and LA's view is good",
        "A IS Good OR Better AND NOT B",
        // What is refused, and how.
        "a and b or c",
        "x is not good or poor",
        "x is at least",
        "x is between 5",
        "x is under",
        "not not a",
        "x is",
        "is good",
        "any of a and any of b",
        "any of a, b and any of the factors",
        "latest Ofsted good or better and x",
    ];
    let shown: String =
        conditions.iter().map(|condition| format!("{condition}\n    {}\n", bracketed(condition).trim_end())).collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/syntax");
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("conditions", shown));
}
