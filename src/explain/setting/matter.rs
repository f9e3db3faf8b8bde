//! What the unknown facts can still matter to.

use crate::assess::{Assessor, Relevance, Status};
use crate::explain::markup::{Paragraph, Style, Text};
use crate::explain::{Row, phrases};
use crate::model::{FactId, Policy};

/// What each unknown fact can still change; nothing where all is known.
pub(super) fn write(assessor: &Assessor<'_>, row: Row<'_>, text: &mut Text) {
    if row.answer.unknown.is_empty() {
        return;
    }
    text.heading("What can still matter");
    let found = assessor.inquire(row.answer.kind, row.facts).and_then(|inquiry| inquiry.relevance());
    let Ok(found) = found else {
        text.push(Paragraph::at(2).faint("That was not worked out: the policy is so large, and so much is unknown."));
        return;
    };
    let policy = assessor.policy();
    let all = !found.nothing.is_empty() && found.nothing.len() == row.answer.unknown.len();
    if all {
        let names = phrases::named_each(policy, &found.nothing);
        let what = Paragraph::at(2).plain("Nothing: all this stays as it is, whatever ").each(Style::Name, &names, "and");
        text.push(what.plain(if found.nothing.len() == 1 { " is." } else { " are." }));
        return;
    }
    of_category(policy, row, &found, text);
    for (at, facts) in &found.expectations {
        let expectation = policy.categorisation(row.answer.kind).and_then(|one| one.expectations.get(*at));
        let Some(expectation) = expectation else { continue };
        let code = policy.category_code(expectation.category);
        let what = |paragraph: Paragraph| {
            paragraph.plain("To what ").category(code).plain(" expects (").quote(&*expectation.expects.text).plain(")")
        };
        besides(policy, &found, facts, what, text);
    }
    for (at, facts) in &found.also {
        let Some(also) = policy.also.get(*at) else { continue };
        let items: Vec<&str> = also.items.iter().map(|item| &**item).collect();
        besides(
            policy,
            &found,
            facts,
            |paragraph| paragraph.plain("To what comes besides (").quote(items.join("; ")).plain(")"),
            text,
        );
    }
    line(policy, &found.nothing, |paragraph| paragraph.plain("To nothing, whatever the value"), text);
    line(policy, &found.unproved, |paragraph| paragraph.plain("Not worked out"), text);
}

/// The category and the days, which are one where the same facts decide both.
fn of_category(policy: &Policy, row: Row<'_>, found: &Relevance, text: &mut Text) {
    if row.answer.status == Status::Decided {
        text.push(Paragraph::at(2).plain("Nothing matters to the category, which is decided."));
    }
    let both = found.category == found.days;
    let category = if both { "To the category and the days" } else { "To the category" };
    line(policy, &found.category, |paragraph| paragraph.plain(category), text);
    match (both, found.days.is_empty()) {
        (true, _) => {}
        (false, true) if row.answer.days.least.is_none() => {}
        (false, true) => text.push(Paragraph::at(2).plain("The days are the same whatever the category.")),
        (false, false) => line(policy, &found.days, |paragraph| paragraph.plain("To the days"), text),
    }
}

/// What matters to something for another reason than that it matters to the category too.
fn besides(policy: &Policy, found: &Relevance, facts: &[FactId], what: impl FnOnce(Paragraph) -> Paragraph, text: &mut Text) {
    let own: Vec<FactId> = facts.iter().copied().filter(|fact| !found.category.contains(fact)).collect();
    line(policy, &own, what, text);
}

/// `To the category: leadership and governance.`
fn line(policy: &Policy, facts: &[FactId], what: impl FnOnce(Paragraph) -> Paragraph, text: &mut Text) {
    if !facts.is_empty() {
        text.push(what(Paragraph::at(2)).plain(": ").each(Style::Name, &phrases::named_each(policy, facts), "and").plain("."));
    }
}
