//! What came of mutants, for people.

use crate::diagnostic::words::{counted, joined, listed};
use crate::harness::mutants::{Counts, Fate, Mutant, Noticed, Operator, Original, Tried, Witness};
use crate::model::spoken;
use crate::source::Sources;
use rust_decimal::Decimal;

/// So many days are named.
const MOST_DAYS: usize = 6;

/// The columns of the table behind the name of the operator.
const COLUMNS: [&str; 6] = ["made", "refused", "equivalent", "killed", "survived", "not decided"];

/// What came of all mutants of a policy: the days, a table by operator, and the score.
pub(super) fn summary(place: &str, original: &Original<'_>, tried: &[Tried<'_>]) -> String {
    let all = Counts::of(tried, None);
    let mut said = format!("{place}: {}.\n{}\n\n", counted(all.made, "sentence changed", "sentences changed"), days(original));
    said += &table(tried, &all);
    said += &format!("\n{}\n", score(&all));
    let failing: Vec<&str> = original.failing().collect();
    if !failing.is_empty() {
        said += &format!("Not asked, for they fail on the policy as it is: {}.\n", listed(&failing, "and"));
    }
    for line in besides(tried, &all) {
        said += &format!("{line}\n");
    }
    said + "\n"
}

/// On which days outcomes were compared.
fn days(original: &Original<'_>) -> String {
    let mut days: Vec<String> = original.days().iter().map(|day| spoken(*day)).collect();
    let more = days.len().saturating_sub(MOST_DAYS);
    if more > 0 {
        days.truncate(MOST_DAYS - 1);
        days.push(counted(more + 1, "more day", "more days"));
    }
    format!("Outcomes were compared on {}.", joined(&days, "and"))
}

fn table(tried: &[Tried<'_>], all: &Counts) -> String {
    let cells = |counts: &Counts| {
        let Counts { made, refused, equivalent, killed, survived, not_decided, not_tried: _ } = *counts;
        [made, refused, equivalent, killed, survived, not_decided].map(|number| number.to_string())
    };
    let heading = ("what was done".to_owned(), COLUMNS.map(str::to_owned));
    let of_operator = |operator: Operator| {
        let counts = Counts::of(tried, Some(operator));
        (counts.made > 0).then(|| (operator.name().to_owned(), cells(&counts)))
    };
    let mut rows: Vec<(String, [String; 6])> =
        std::iter::once(heading).chain(Operator::ALL.into_iter().filter_map(of_operator)).collect();
    rows.push(("all".to_owned(), cells(all)));
    let first = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let line = |(name, cells): &(String, [String; 6])| {
        let cells: Vec<String> =
            cells.iter().zip(COLUMNS).map(|(cell, column)| format!("{cell:>width$}", width = column.len())).collect();
        format!("{name:first$}  {}\n", cells.join("  "))
    };
    rows.iter().map(line).collect()
}

/// `Scenarios notice 340 of the 352 that change an outcome: 96.6%.`
fn score(all: &Counts) -> String {
    let counted = all.counted();
    if counted == 0 {
        return "No change was tried of which it is known that it changes an outcome.".to_owned();
    }
    let per_cent = Decimal::from(all.killed) * Decimal::ONE_HUNDRED / Decimal::from(counted);
    // Cut, not rounded, so that only all of them is 100%.
    let per_cent = per_cent.trunc_with_scale(1).normalize();
    format!("Score: scenarios notice {} of the {counted} changes that change an outcome, {per_cent}%.", all.killed)
}

/// What is not in the score.
fn besides(tried: &[Tried<'_>], all: &Counts) -> Vec<String> {
    let mut lines = Vec::new();
    let survivors = || tried.iter().filter(|one| matches!(one.fate, Fate::Survived(_)));
    let mut apart = |who: &str, notices: &dyn Fn(&Noticed) -> bool| {
        let of_all = tried.iter().filter(|one| notices(&one.noticed)).count();
        let among = survivors().filter(|one| notices(&one.noticed)).count();
        if of_all > 0 {
            lines.push(format!("{who} notice {of_all} of them, {among} among the survivors. That is not in the score."));
        }
    };
    apart("Drafted scenarios", &|noticed| noticed.drafted.is_some());
    apart("Pinned tables", &|noticed| noticed.pin.is_some());
    let refuted = survivors().filter(|one| one.noticed.property.is_some()).count();
    if refuted > 0 {
        lines.push(format!("Properties notice {refuted} of the survivors. That is not in the score."));
    }
    if all.not_decided > 0 {
        let many = counted(all.not_decided, "change", "changes");
        lines.push(format!("Of {many} it was not found out whether any outcome changes; no scenario notices them."));
    }
    if all.not_tried > 0 {
        lines.push(format!(
            "There was no time for {}: give a longer `--time-limit`.",
            counted(all.not_tried, "change", "changes")
        ));
    }
    lines
}

/// Each change that no scenario notices, and a scenario that would.
pub(super) fn survivors(sources: &Sources, tried: &[Tried<'_>]) -> String {
    let mut said = String::new();
    for one in tried {
        let witness = match &one.fate {
            Fate::Survived(shown) => witness(shown.as_deref()),
            Fate::NotDecided => String::new(),
            Fate::Refused(_) | Fate::Equivalent | Fate::Killed | Fate::NotTried => continue,
        };
        said += &format!("{}\n{}  {}\n{witness}\n", heading(sources, one.mutant), change(one.mutant), fate(one));
    }
    said
}

/// `drop-line-4: a line of a strand left out, at policy.ees:12:5`
pub(super) fn heading(sources: &Sources, mutant: &Mutant) -> String {
    let span = mutant.span;
    let place = sources.start(span);
    let at = format!("{}:{}:{}", sources.name(span.file), place.line, place.column);
    format!("{}: {}, at {at}", mutant.id, mutant.operator.about())
}

/// The sentence before and after.
fn change(mutant: &Mutant) -> String {
    let before = mutant.before.lines().map(|line| format!("    - {line}\n"));
    let after = mutant.after.lines().map(|line| format!("    + {line}\n"));
    before.chain(after).collect()
}

/// What became of a mutant, as a sentence.
pub(super) fn fate(one: &Tried<'_>) -> String {
    let by = |name: &Option<_>, what: &str| name.as_ref().map(|name: &std::sync::Arc<str>| format!("{what} `{name}`"));
    let noticed = &one.noticed;
    let others: Vec<String> = [
        by(&noticed.drafted, "the drafted scenario"),
        by(&noticed.property, "the property"),
        by(&noticed.pin, "the pinned table"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let others = if others.is_empty() { String::new() } else { format!(" Noticed by {}.", joined(&others, "and")) };
    match &one.fate {
        Fate::Refused(finding) => format!("The checker refuses it: {} {}", finding.code.id, finding.message),
        Fate::Equivalent => "It changes no outcome of any setting.".to_owned(),
        Fate::Killed => format!("The scenario `{}` notices it.{others}", noticed.scenario.as_deref().unwrap_or("")),
        Fate::Survived(_) => format!("No scenario notices it.{others}"),
        Fate::NotDecided => format!("No scenario notices it, and whether any outcome changes was not found out.{others}"),
        Fate::NotTried => "There was no time for it.".to_owned(),
    }
}

/// A scenario to paste.
pub(super) fn witness(witness: Option<&Witness>) -> String {
    match witness {
        Some(witness) => {
            let lines: String = witness.scenario.lines().map(|line| format!("    {line}\n")).collect();
            format!("  This scenario would; look at it, and take out `drafted` if it says what should be:\n\n{lines}")
        }
        None => "  No scenario can say what changes.\n".to_owned(),
    }
}
