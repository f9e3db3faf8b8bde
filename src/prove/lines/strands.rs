//! Strands that never decide.

use super::outcomes::{Given, Outcomes};
use crate::diagnostic::codes::proofs as codes;
use crate::diagnostic::words::listed;
use crate::diagram::{Set, TooLarge};
use crate::evaluate::{StrandTrace, Trace, Truth};
use crate::model::{CategoryId, Facts};
use crate::prove::claims::{Claims, Finding, OfSome, Sense};
use crate::prove::witness::{NotReplayed, traced};

pub(super) fn check(of: &mut Outcomes<'_, '_>, claims: &mut Claims) {
    let categorisation = of.categorisation;
    // One strand alone decides whatever is decided.
    for (at, strand) in categorisation.strands.iter().enumerate().filter(|_| categorisation.strands.len() > 1) {
        let found = idle(of, at).map(|found| {
            let within = vec![categorisation.span];
            found.map(|found| Finding { within, of_some: OfSome::Idle, ..found })
        });
        claims.claim(codes::IDLE_STRAND, Sense::Sometime, strand.span, found);
    }
}

fn idle(of: &mut Outcomes<'_, '_>, at: usize) -> Result<Option<Finding>, NotReplayed> {
    let all: Vec<usize> = (0..of.categorisation.strands.len()).filter(|other| *other != at).collect();
    if let Some(facts) = decided(of, at, &all)? {
        let trace = traced(of.study, &facts)?;
        return if without(&trace, None) == without(&trace, Some(at)) { Err(NotReplayed) } else { Ok(None) };
    }
    let Some(strand) = of.categorisation.strands.get(at) else { return Ok(None) };
    let mut by = all;
    let mut place = 0;
    while place < by.len() {
        let mut fewer = by.clone();
        fewer.remove(place);
        if decided(of, at, &fewer)?.is_none() {
            by = fewer;
        } else {
            place += 1;
        }
    }
    let others: Vec<_> = by.iter().filter_map(|at| of.categorisation.strands.get(*at)).collect();
    let names: Vec<&str> = others.iter().map(|strand| &*strand.name.phrase).collect();
    let (why, label) = match names.as_slice() {
        [] => ("it never says anything".to_owned(), ""),
        [one] => (format!("`{one}` always calls for as much"), "always calls for as much"),
        all => (format!("{} between them always call for as much", listed(all, "and")), "calls for as much for some settings"),
    };
    Ok(Some(Finding {
        message: format!("Without the strand `{}` every setting would come to the same category: {why}.", strand.name.phrase),
        label: "never decides".to_owned(),
        also: others.into_iter().map(|strand| (strand.span, label.to_owned())).collect(),
        help: "Mend its lines, or take it out.".to_owned(),
        ..Finding::default()
    }))
}

/// A setting that would come to another category with these strands alone, without the one that is asked about: that one gives more
/// than they do, and no gate makes up for it. Between what they give and what it gives lies a category whose gates do not lift.
fn decided(of: &mut Outcomes<'_, '_>, at: usize, others: &[usize]) -> Result<Option<Facts>, TooLarge> {
    let Some(strand) = of.categorisation.strands.get(at) else { return Ok(None) };
    let mut categories: Vec<CategoryId> = strand.lines.iter().map(|line| line.category).collect();
    categories.sort_unstable();
    categories.dedup();
    let mut failed = None;
    let mut ask = |of: &Outcomes<'_, '_>, sets: &[Set]| match of.setting_in(sets) {
        Ok(found) => found,
        Err(error) => {
            failed = Some(error);
            None
        }
    };
    for category in categories.into_iter().rev() {
        let own = of.gives(at, Given::Just(category))?;
        let mut silent = vec![own];
        for other in others {
            silent.push(of.gives(*other, Given::Nothing)?);
        }
        for most in (0..category.0).rev().map(CategoryId) {
            let stays = of.stays(most)?;
            let mut sets = vec![own, stays];
            for other in others {
                sets.push(of.gives(*other, Given::AtMost(most))?);
            }
            if let Some(facts) = ask(of, &sets) {
                return Ok(Some(facts));
            }
            if stays == Set::ALL {
                break;
            }
        }
        if let Some(facts) = ask(of, &silent) {
            return Ok(Some(facts));
        }
    }
    failed.map_or(Ok(None), Err)
}

/// What a setting comes to without one of its strands.
fn without(trace: &Trace, strand: Option<usize>) -> Option<CategoryId> {
    let others = trace.strands.iter().enumerate().filter(|(at, _)| Some(*at) != strand);
    let mut category = others.filter_map(|(_, strand)| StrandTrace::category(strand)).max();
    for gate in &trace.gates {
        if category == Some(gate.from) && gate.why.truth == Truth::Fails {
            category = Some(gate.to);
        }
    }
    category
}
