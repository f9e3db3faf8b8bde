//! One thing stated in two ways: an error until it is settled, and settled as the policy has it.

use super::is_incomplete;
use crate::diagnostic::words::joined;
use crate::diagnostic::{Diagnostic, Problems, codes::policy as codes};
use crate::model::{Allocation, Claim, Contradiction, Dispute, Figure, Lowered, Matter, Settlement};

pub(super) fn check(lowered: &Lowered, problems: &mut Problems) {
    for allocation in lowered.policy.declared_allocations() {
        if !is_incomplete(lowered, allocation.span) {
            allocation.disputes.iter().for_each(|dispute| figures(allocation, dispute, problems));
        }
    }
    for one in &lowered.policy.contradictions {
        match &one.settled {
            None => in_words(one, problems),
            Some(settled) => problems.extend(in_same_words(one, settled)),
        }
    }
}

/// Whether what is stated elsewhere, or what was decided, is the sum of the rows, so that the contradiction says all that a
/// wrong sum would.
pub(super) fn tells_of_sum(allocation: &Allocation) -> bool {
    let sum = |figure: Option<Figure>| matches!(figure, Some(Figure::Days(_, days)) if days == allocation.sum());
    let days = allocation.disputes.iter().filter(|dispute| dispute.matter == Matter::Days);
    days.into_iter().any(|dispute| {
        let open = dispute.settled.is_none() && dispute.others.iter().any(|other| sum(other.figure));
        open || dispute.settled.as_ref().is_some_and(|settled| sum(settled.figure))
    })
}

fn figures(allocation: &Allocation, dispute: &Dispute, problems: &mut Problems) {
    let Some(own) = allocation.says(&dispute.matter) else { return };
    let others = allocation.stated_otherwise(dispute);
    match (&dispute.settled, allocation.contradiction(dispute)) {
        (None, Some(open)) => problems.push(unsettled(allocation, dispute, &open)),
        (Some(settled), _) if !follows(&own, settled, &others, &dispute.matter) && needed(allocation, &own, settled, &others) => {
            problems.push(settled_otherwise(allocation, &own, settled, &others));
        }
        (Some(settled), None) => problems.push(nothing_to_settle(&own, settled, dispute)),
        (Some(_), Some(_)) | (None, None) => {}
    }
}

/// Whether there is something to settle: another place states something else, or the rows come to what was decided and the
/// heading does not.
fn needed(allocation: &Allocation, own: &Claim, settled: &Settlement, others: &[&Claim]) -> bool {
    let differs = |figure: Option<Figure>| figure.zip(own.figure).is_some_and(|(one, other)| !one.same_number(other));
    !others.is_empty() || differs(settled.figure) && tells_of_sum(allocation)
}

/// Whether the allocation says what was decided. A number alone decides how it binds only where no place has the same number
/// and binds otherwise.
fn follows(own: &Claim, settled: &Settlement, others: &[&Claim], matter: &Matter) -> bool {
    let (Some(figure), Some(decided)) = (own.figure, settled.figure) else { return false };
    let binds_otherwise = others.iter().any(|other| other.figure.is_some_and(|other| other.same_number(figure)));
    let bare = matches!(decided, Figure::Days(crate::model::Binding::Exact, _));
    decided.agrees(figure, *matter == Matter::Days) || bare && decided.same_number(figure) && !binds_otherwise
}

fn unsettled(allocation: &Allocation, dispute: &Dispute, open: &Contradiction) -> Diagnostic {
    let mut said: Vec<String> = Vec::new();
    for words in open.statements.iter().map(|one| format!("`{}`", one.words())) {
        if !said.contains(&words) {
            said.push(words);
        }
    }
    let mut message = format!("The source states {} in {}: {}.", open.about, ways(said.len()), joined(&said, "and"));
    if let Some(sum) = open.sum {
        message += &format!(" The rows add up to {}.", Figure::Days(crate::model::Binding::Exact, sum));
    }
    let first = open.statements.first();
    let mut found = Diagnostic::new(codes::CONTRADICTION, open.span, message);
    found = found.label(first.map_or_else(String::new, stated));
    for other in open.statements.iter().skip(1) {
        found = found.also(other.span, stated(other));
    }
    let of = match &dispute.matter {
        Matter::Days => String::new(),
        Matter::DaysOf(name) | Matter::TimesOf(name) => format!(" for {name}"),
    };
    let place = if allocation.activities.is_empty() || dispute.matter == Matter::Days { "heading" } else { "row" };
    let text = first.map_or("…", |first| &first.text);
    found.help(format!(
        "If a figure was copied wrongly, mend it. If the source says both, see that the {place} has the one that holds, and write below it \
         `settled as {text}{of} because \"…\"`."
    ))
}

fn settled_otherwise(allocation: &Allocation, own: &Claim, settled: &Settlement, others: &[&Claim]) -> Diagnostic {
    let same = own.figure.zip(settled.figure).is_some_and(|(one, other)| one.same_number(other));
    let message = format!("It is settled as {}, and the policy has {}.", settled.text, own.words());
    let help = if same {
        format!("How the figure binds is in question too. Write `settled as {} because …`, or mend the figure above.", own.text)
    } else {
        let stated = others.iter().any(|other| other.figure.zip(settled.figure).is_some_and(|(one, two)| one.same_number(two)));
        let place = if settled.figure.is_some_and(|figure| matches!(figure, Figure::Times(_))) { "row" } else { "heading" };
        let swap = if stated || tells_of_sum(allocation) { " as what is `also stated`" } else { "" };
        format!(
            "What was decided stands in the {place}: write {} there, and {} below it{swap}; or mend the decision.",
            settled.text, own.text
        )
    };
    Diagnostic::new(codes::SETTLED_OTHERWISE, settled.span, message).also(own.span, stated(own)).help(help)
}

fn nothing_to_settle(own: &Claim, settled: &Settlement, dispute: &Dispute) -> Diagnostic {
    let message = match dispute.others.as_slice() {
        [] => "Nothing is stated otherwise that this would settle.".to_owned(),
        _ => format!("Nothing is left to settle: every place states {}.", own.words()),
    };
    let help = match dispute.others.as_slice() {
        [] => "Write above it what another place states, `also stated as … from \"…\"`, or take the line out.",
        _ => "Take the line out.",
    };
    let mut found = Diagnostic::new(codes::NOTHING_TO_SETTLE, settled.span, message).also(own.span, stated(own));
    for other in &dispute.others {
        found = found.also(other.span, stated(other));
    }
    found.help(help)
}

fn in_words(one: &Contradiction, problems: &mut Problems) {
    let message = format!("The contradiction `{}` is not settled.", one.about);
    let mut found = Diagnostic::new(codes::CONTRADICTION, one.span, message);
    for statement in &one.statements {
        found = found.also(statement.span, stated(statement));
    }
    problems.push(found.help("Decide it, and write below what is stated `settled as \"…\" because \"…\"`."));
}

/// A decision between statements that come to say the same.
fn in_same_words(one: &Contradiction, settled: &Settlement) -> Option<Diagnostic> {
    let (first, others) = one.statements.split_first()?;
    let alike = |other: &Claim| other.text.to_lowercase() == first.text.to_lowercase();
    let same = !others.is_empty() && others.iter().all(alike);
    same.then(|| {
        let message = format!("Nothing is left to settle about `{}`: every place states {}.", one.about, first.words());
        let found = Diagnostic::new(codes::NOTHING_TO_SETTLE, settled.span, message);
        let found = one.statements.iter().fold(found, |found, one| found.also(one.span, stated(one)));
        found.help("If a statement was copied wrongly, mend it; otherwise take the contradiction out.")
    })
}

/// `up to 8 days, from Annex 2`
fn stated(one: &Claim) -> String {
    let from = one.from.as_ref().map_or_else(String::new, |from| format!(", from {from}"));
    format!("{}{from}", one.words())
}

fn ways(number: usize) -> String {
    match number {
        2 => "two ways".to_owned(),
        more => format!("{more} ways"),
    }
}
