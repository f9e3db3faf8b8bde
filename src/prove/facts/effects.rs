//! Facts that rules use and that yet never change anything, and what is assumed of them.
//!
//! What is assumed of a fact changes an answer exactly where the fact does: where two settings that differ in it alone come to
//! different things, one of them differs from the setting with the assumed value, so freeing it there adds an answer. Where
//! only one of the two can be, the fact tells something of the others, and so may change what is still possible. A fact that
//! changes nothing is told of once, by what is assumed of it if there is such.

use super::uses::{Use, of_fact, wake};
use crate::diagnostic::codes::proofs as codes;
use crate::diagram::{Effects, Study};
use crate::evaluate::Trace;
use crate::model::{CategoryId, FactId};
use crate::prove::claims::{Claims, Finding, KINDS, Sense};
use crate::prove::witness::{NotReplayed, traced};
use std::collections::{BTreeMap, BTreeSet};

type All = BTreeMap<FactId, Effects>;

/// The facts that are found to change nothing.
pub(super) fn check(study: &mut Study<'_>, uses: &[Use<'_>], effects: Option<&All>, claims: &mut Claims) -> BTreeSet<FactId> {
    let policy = study.policy();
    let mut idle = BTreeSet::new();
    for (id, fact) in policy.facts_of(study.kind()) {
        let places = of_fact(uses, id);
        if places.is_empty() {
            continue;
        }
        let changes = match effects.and_then(|all| all.get(&id)) {
            Some(effects) => Ok(effects.at_all),
            None => changes(study, id),
        };
        if matches!(changes, Ok(false)) {
            idle.insert(id);
        }
        let name = &fact.name.phrase;
        let (code, message) = if fact.assumed.is_some() {
            (
                codes::ASSUMED_IN_VAIN,
                format!("What is assumed of `{name}` changes nothing: whatever it is, {KINDS} comes to the same."),
            )
        } else {
            (codes::FACT_IDLE, format!("Rules use `{name}`, and yet it never changes anything for {KINDS}."))
        };
        let help = "No two settings that differ in it alone get another category, are expected to do or get anything else. \
                    Mend the rule that was to tell them apart, or leave the fact out.";
        let found = changes.map(|changes| {
            let finding = || Finding {
                message,
                also: places,
                within: vec![fact.span],
                help: help.to_owned(),
                wake: wake(study.policy(), study.kind(), uses.iter().filter(|one| one.facts.contains(&id))),
                ..Finding::default()
            };
            (!changes).then(finding)
        });
        claims.claim(code, Sense::Sometime, fact.span, found);
    }
    idle
}

/// The same where the strands cannot be combined: the first two regions between which something changes are enough.
fn changes(study: &mut Study<'_>, fact: FactId) -> Result<bool, NotReplayed> {
    let count = study.regions(fact).map_or(0, crate::diagram::Regions::len);
    let mut open = false;
    for one in 0..count {
        for other in one + 1..count {
            match across(study, fact, (one, other)) {
                Ok(true) => return Ok(true),
                Ok(false) => {}
                Err(NotReplayed) => open = true,
            }
        }
    }
    if open { Err(NotReplayed) } else { Ok(false) }
}

/// Whether something changes between two regions of a fact, confirmed by the explaining evaluator, or which settings can be.
pub(super) fn across(study: &mut Study<'_>, fact: FactId, regions: (usize, usize)) -> Result<bool, NotReplayed> {
    if study.only_one_can_be(fact, regions)? {
        return Ok(true);
    }
    let Some((first, second)) = study.telling_apart(fact, regions)? else { return Ok(false) };
    let (first, second) = (traced(study, &first)?, traced(study, &second)?);
    if comes_to(&first) == comes_to(&second) { Err(NotReplayed) } else { Ok(true) }
}

type ComesTo = (Option<CategoryId>, Vec<crate::evaluate::Truth>);

fn comes_to(trace: &Trace) -> ComesTo {
    (trace.category(), trace.also.iter().map(|one| one.truth).collect())
}
