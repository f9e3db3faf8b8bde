//! What comes of one setting, as a line.

use super::reasons::{Reason, Reasons};
use super::{Line, Part};
use crate::assess::{Answer, Assessor, Expected, Status, Unanswered};
use crate::explain;
use crate::model::{FactId, FactState, Policy};
use crate::settings::Row;

/// The line of a setting. Facts that cannot be together are an outcome like any other.
pub(super) fn line(assessor: &mut Assessor<'_>, row: &Row, reasons: &mut Reasons<'_>) -> Line {
    let policy = assessor.policy();
    let kind = policy.kind_name(row.kind);
    match assessor.assess("", "", row.kind, &row.facts) {
        Ok(answer) => {
            let cells = [
                row.id.clone(),
                kind.to_owned(),
                outcome(policy, &answer),
                explain::days(policy, &answer),
                why(&answer, reasons),
                names(policy, &answer.ask),
                expects(policy, &answer),
                also(policy, &answer),
                assumed(policy, &answer, row),
            ];
            Line::new(Part::Settings, cells)
        }
        Err(Unanswered::Impossible(broken)) => {
            let why: Vec<String> = broken.iter().map(|at| reasons.refer(row.kind, Reason::CannotBe(*at))).collect();
            Line::new(Part::Settings, [&row.id, kind, "cannot be", "", &why.join("; "), "", "", "", ""])
        }
        Err(Unanswered::TooLarge(_)) => Line::new(Part::Settings, [&row.id, kind, "too tangled", "", "", "", "", "", ""]),
    }
}

/// `B1`; `A, B2, C` where each is possible, `none` last where there may be no category.
fn outcome(policy: &Policy, answer: &Answer<'_>) -> String {
    match answer.status {
        Status::NotCategorised => "no category".to_owned(),
        Status::NoAnswer => "no answer".to_owned(),
        Status::Decided | Status::Open => {
            let codes = answer.possible.iter().map(|id| policy.category_code(*id));
            let none = answer.may_be_silent.then_some("none");
            codes.chain(none).collect::<Vec<_>>().join(", ")
        }
    }
}

fn why(answer: &Answer<'_>, reasons: &mut Reasons<'_>) -> String {
    let lines = answer.because.iter().map(|(strand, line)| Reason::Line { strand: *strand, line: *line });
    let gate = answer.gate.map(Reason::Gate);
    lines.chain(gate).map(|reason| reasons.refer(answer.kind, reason)).collect::<Vec<_>>().join("; ")
}

fn names(policy: &Policy, facts: &[FactId]) -> String {
    facts.iter().filter_map(|id| Some(&*policy.fact(*id)?.name.phrase)).collect::<Vec<_>>().join(", ")
}

fn expects(policy: &Policy, answer: &Answer<'_>) -> String {
    let all = policy.categorisation(answer.kind).map_or(&[][..], |all| &all.expectations);
    let of = |(at, state): &(usize, Expected)| {
        let word = match state {
            Expected::Met => "met",
            Expected::NotMet => "not met",
            Expected::Unknown => "not known",
        };
        Some(format!("{}: {word}", all.get(*at)?.name.phrase))
    };
    answer.expectations.iter().filter_map(of).collect::<Vec<_>>().join("; ")
}

fn also(policy: &Policy, answer: &Answer<'_>) -> String {
    let items = answer.also.iter().filter_map(|(at, certain)| Some((policy.also.get(*at)?, *certain)));
    let worded = items.flat_map(|(also, certain)| {
        also.items.iter().map(move |item| if certain { item.to_string() } else { format!("perhaps: {item}") })
    });
    worded.collect::<Vec<_>>().join("; ")
}

/// What the answer rests on that nobody has told: `all` that is assumed for it, `all but` some, or some, whichever is shorter. So
/// the line stays as it is where a policy comes to assume one thing more that matters as all others do.
fn assumed(policy: &Policy, answer: &Answer<'_>, row: &Row) -> String {
    let all = policy.facts_of(row.kind).map(|(id, _)| id).filter(|id| matches!(row.facts.get(*id), FactState::Assumed(_)));
    let (on, but): (Vec<FactId>, Vec<FactId>) = all.partition(|id| answer.assumed.contains(id));
    match (on.len(), but.len()) {
        (0, _) => String::new(),
        (_, 0) => "all".to_owned(),
        (some, rest) if rest < some => format!("all but {}", names(policy, &but)),
        _ => names(policy, &on),
    }
}
