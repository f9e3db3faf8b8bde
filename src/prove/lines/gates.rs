//! Gates that never lift, and gates that always do.

use super::masked::strands_in_the_way;
use super::outcomes::{Given, Outcomes, Ways};
use super::reach::of_category;
use crate::diagnostic::codes::proofs as codes;
use crate::diagram::{Set, TooLarge};
use crate::evaluate::{GateTrace, Truth};
use crate::model::{Facts, Gate};
use crate::prove::claims::{Claims, Finding, OfSome, Sense, Wake};
use crate::prove::witness::{NotReplayed, traced};
use crate::source::Span;

pub(super) fn check(of: &mut Outcomes<'_, '_>, claims: &mut Claims) {
    let categorisation = of.categorisation;
    for (at, gate) in categorisation.gates.iter().enumerate() {
        // One of the most intensive category is an error, told of elsewhere.
        if !of.gates(gate.category).any(|one| one == at) {
            continue;
        }
        let found = |found: Option<Finding>, wake: Wake| {
            found.map(|found| Finding { within: vec![categorisation.span], of_some: OfSome::Idle, wake, ..found })
        };
        let ways = of.arrive_at_gate(at).map_err(NotReplayed::from);
        let lifts = ways.clone().and_then(|ways| never_lifts(of, at, gate, &ways));
        let shut = ways.and_then(|ways| always_lifts(of, at, gate, &ways));
        claims.claim(
            codes::IDLE_GATE,
            Sense::Sometime,
            gate.span,
            lifts.map(|one| found(one, of_category(categorisation, gate.category))),
        );
        claims.claim(codes::SHUT_GATE, Sense::Sometime, gate.span, shut.map(|one| found(one, Wake::default())));
    }
}

fn never_lifts(of: &mut Outcomes<'_, '_>, at: usize, gate: &Gate, ways: &Ways) -> Result<Option<Finding>, NotReplayed> {
    let open = of.open(at)?;
    let shut = of.study.not(open)?;
    if let Some(facts) = of.setting_by(ways, &[shut])? {
        return replayed(of, at, &facts, Truth::Holds);
    }
    let code = of.study.policy().category_code(gate.category);
    let (why, also) = if of.setting_in(&[shut])?.is_none() {
        ("what it asks for always holds".to_owned(), Vec::new())
    } else {
        (
            format!("every setting that comes to `{code}` has what it asks for"),
            in_the_way(of, gate, shut, "where it does not hold")?,
        )
    };
    Ok(Some(Finding {
        message: format!("`never {code} unless` lifts no setting: {why}."),
        label: "never lifts".to_owned(),
        also,
        help: "Mend what it asks for, or take it out.".to_owned(),
        ..Finding::default()
    }))
}

fn always_lifts(of: &mut Outcomes<'_, '_>, at: usize, gate: &Gate, ways: &Ways) -> Result<Option<Finding>, NotReplayed> {
    let open = of.open(at)?;
    if let Some(facts) = of.setting_by(ways, &[open])? {
        return replayed(of, at, &facts, Truth::Fails);
    }
    // What nothing comes to is not turned away.
    if of.setting_by(ways, &[])?.is_none() {
        return Ok(None);
    }
    let code = of.study.policy().category_code(gate.category);
    let (why, also) = if of.setting_in(&[open])?.is_none() {
        ("what it asks for can never hold".to_owned(), Vec::new())
    } else {
        ("none of them has what it asks for".to_owned(), in_the_way(of, gate, open, "where it holds")?)
    };
    Ok(Some(Finding {
        message: format!("`never {code} unless` lifts every setting that comes to `{code}`: {why}."),
        label: format!("turns every `{code}` away"),
        also,
        help: "Mend what it asks for, or leave the category out.".to_owned(),
        ..Finding::default()
    }))
}

/// The strands that give more than the gate's category where this is so, if it is for that alone.
fn in_the_way(of: &mut Outcomes<'_, '_>, gate: &Gate, here: Set, where_: &str) -> Result<Vec<(Span, String)>, TooLarge> {
    let strands = of.categorisation.strands.len();
    let less = of.others_give(strands, Given::AtMost(gate.category))?;
    let by = strands_in_the_way(of, strands, &[here], &less)?;
    let label = |at: usize| Some((of.categorisation.strands.get(at)?.span, format!("gives more {where_}")));
    Ok(by.into_iter().filter_map(label).collect())
}

/// Whether the explaining evaluator agrees that a setting comes to the gate and is lifted or not.
fn replayed(of: &Outcomes<'_, '_>, at: usize, facts: &Facts, lifts: Truth) -> Result<Option<Finding>, NotReplayed> {
    let trace = traced(of.study, facts)?;
    let is_so = |gate: &&GateTrace| gate.gate == at && gate.reached == Truth::Holds && gate.lifts == lifts;
    if trace.gates.iter().any(|gate| is_so(&gate)) { Ok(None) } else { Err(NotReplayed) }
}
