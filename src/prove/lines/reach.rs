//! Categories that no setting can come to.

use super::outcomes::Outcomes;
use crate::diagnostic::codes::proofs as codes;
use crate::diagram::TooLarge;
use crate::model::CategoryId;
use crate::prove::claims::{Claims, Finding, KINDS, Sense};
use crate::prove::witness::{NotReplayed, traced};
use crate::source::Span;

pub(super) fn check(of: &mut Outcomes<'_, '_>, claims: &mut Claims) {
    let categorisation = of.categorisation;
    for (aspect, category) in (0..=u8::MAX).zip((0..of.study.policy().categories.len()).filter_map(CategoryId::from_index)) {
        let found = reached(of, category);
        claims.claim_in(aspect, codes::UNREACHABLE, Sense::Sometime, categorisation.span, found);
    }
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
    let help = format!("Write a line that gives `{code}`, or mend what keeps it away.");
    Ok(Some(Finding { message, also, help, ..Finding::default() }))
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
