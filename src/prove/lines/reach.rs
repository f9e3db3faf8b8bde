//! Categories that no setting can come to.

use super::outcomes::Outcomes;
use crate::diagnostic::codes::proofs as codes;
use crate::diagram::TooLarge;
use crate::model::{Categorisation, CategoryId};
use crate::prove::claims::{Claims, Finding, KINDS, Sense, Wake};
use crate::prove::witness::{NotReplayed, traced};
use crate::source::Span;

pub(super) fn check(of: &mut Outcomes<'_, '_>, claims: &mut Claims) {
    let categorisation = of.categorisation;
    for (aspect, category) in (0..=u8::MAX).zip((0..of.study.policy().categories.len()).filter_map(CategoryId::from_index)) {
        let found = reached(of, category);
        claims.claim_in(aspect, codes::UNREACHABLE, Sense::Sometime, categorisation.span, found);
    }
}

/// That nothing comes to a category is what a gate of it comes of that lifts nothing, and a line that gives it in vain.
pub(super) fn of_category(categorisation: &Categorisation, category: CategoryId) -> Wake {
    let aspect = u8::try_from(category.at()).ok();
    let findings = aspect.map(|aspect| (codes::UNREACHABLE, aspect, categorisation.span)).into_iter().collect();
    Wake { findings, ..Wake::default() }
}

fn reached(of: &mut Outcomes<'_, '_>, category: CategoryId) -> Result<Option<Finding>, NotReplayed> {
    let ways = of.come_to(category)?;
    if let Some(facts) = of.setting_by(&ways, &[])? {
        let trace = traced(of.study, &facts)?;
        return if trace.category() == Some(category) { Ok(None) } else { Err(NotReplayed) };
    }
    let policy = of.study.policy();
    let code = policy.category_code(category);
    let (why, also) = why(of, category)?;
    let message = format!("`{code}` can never be the category of {KINDS}: {why}.");
    let help = if also.is_empty() {
        format!("Write a line that gives `{code}`, or mend what keeps it away.")
    } else {
        format!("Mend what keeps `{code}` away, or write a line that gives it.")
    };
    let label = format!("nothing comes to `{code}`");
    let gates = of.gates(category).filter_map(|at| Some((codes::SHUT_GATE, 0, of.categorisation.gates.get(at)?.span)));
    let wake = Wake { findings: gates.collect(), ..Wake::default() };
    Ok(Some(Finding { message, label, also, help, wake, ..Finding::default() }))
}

/// Why no setting comes to a category: its lines and gates, one by one, and the furthest that any of them gets.
fn why(of: &mut Outcomes<'_, '_>, category: CategoryId) -> Result<(String, Vec<(Span, String)>), TooLarge> {
    let categorisation = of.categorisation;
    let (mut lines, mut decided) = (Vec::new(), false);
    let gates: Vec<(Span, String)> = of
        .gates(category)
        .filter_map(|at| Some((categorisation.gates.get(at)?.span, "lifts every setting that comes to it".to_owned())))
        .collect();
    let ways = of.arrive_at(category)?;
    if of.setting_by(&ways, &[])?.is_some() {
        let why = if gates.len() == 1 { "a gate lifts every setting that would" } else { "gates lift every setting that would" };
        return Ok((why.to_owned(), gates));
    }
    for (at, strand) in categorisation.strands.iter().enumerate() {
        for (place, line) in strand.lines.iter().enumerate().filter(|(_, line)| line.category == category) {
            let decides = of.study.line_decides(at, place);
            let label = if of.setting_in(&[decides])?.is_none() {
                "never decides"
            } else {
                decided = true;
                "other strands always give more where this decides"
            };
            lines.push((line.span, label.to_owned()));
        }
    }
    let lifted = match category.0.checked_sub(1).map(CategoryId) {
        Some(before) => of.gates(before).filter_map(|at| categorisation.gates.get(at)).map(|gate| gate.span).collect(),
        None => Vec::new(),
    };
    lines.extend(lifted.into_iter().map(|span| (span, "lifts no setting to it".to_owned())));
    let why = match (lines.as_slice(), decided) {
        ([], _) => "no line gives it",
        (_, false) => "what would give it never does",
        (_, true) => "wherever a line gives it, another strand gives more",
    };
    Ok((why.to_owned(), lines))
}
