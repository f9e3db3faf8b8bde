//! Definitions and members of lists that always hold, or never, and what is defined twice.

mod twice;

use crate::diagnostic::codes::proofs as codes;
use crate::diagram::{Study, TooLarge};
use crate::model::{Condition, ConditionKind, Policy};
use crate::prove::claims::{Claims, Finding, KINDS, Sense, Wake};
use crate::source::Span;

/// Which of two claims it is.
const NEVER: u8 = 0;
const ALWAYS: u8 = 1;

pub(super) fn check(study: &mut Study<'_>, claims: &mut Claims) {
    twice::check(study, claims);
    let policy = study.policy();
    let kind = study.kind();
    for define in policy.defines.iter().filter(|one| one.kind == kind) {
        let what = format!("`{}`", define.name.phrase);
        both(study, &define.condition, (&what, define.span, define.span), claims);
    }
    for list in policy.lists.iter().filter(|one| one.kind == kind) {
        // What has a name of its own is told of where that is defined.
        for member in list.members.iter().filter(|one| !matches!(one.kind, ConditionKind::Defined(_))) {
            let what = format!("`{}`, of the list `{}`,", member.text, list.name.phrase);
            both(study, member, (&what, member.span, list.span), claims);
        }
    }
}

/// That a definition always holds, or never, is what makes the conditions idle that use it by its name.
pub(in crate::prove) fn of_names<'c>(policy: &Policy, conditions: impl Iterator<Item = &'c Condition>) -> Wake {
    let span = |condition: &Condition| match condition.kind {
        ConditionKind::Defined(id) => policy.defines.get(id.at()).map(|define| define.span),
        ConditionKind::Test(_) | ConditionKind::Related(_) | ConditionKind::Derived(_) | ConditionKind::Not(_) => None,
        ConditionKind::All(_) | ConditionKind::Any(_) | ConditionKind::Count { .. } => None,
    };
    let both = |at| [NEVER, ALWAYS].map(|aspect| (codes::HOLDS_ALWAYS_OR_NEVER, aspect, at));
    Wake { findings: conditions.filter_map(span).flat_map(both).collect(), ..Wake::default() }
}

fn both(study: &mut Study<'_>, condition: &Condition, (what, at, within): (&str, Span, Span), claims: &mut Claims) {
    let found = hardly(study, condition);
    let finding = |word: &str| Finding {
        message: format!("{what} {word} holds, whatever is so of {KINDS}."),
        within: vec![within],
        help: "Mend its condition, or leave it out of the rules that use it.".to_owned(),
        ..Finding::default()
    };
    let claim = |is, word| found.map(|(never, always)| [never, always].get(is).is_some_and(|is| *is).then(|| finding(word)));
    claims.claim_in(NEVER, codes::HOLDS_ALWAYS_OR_NEVER, Sense::Sometime, at, claim(0, "never"));
    claims.claim_in(ALWAYS, codes::HOLDS_ALWAYS_OR_NEVER, Sense::Sometime, at, claim(1, "always"));
}

/// Whether a condition never holds, and whether it always does, of settings that can be.
fn hardly(study: &mut Study<'_>, condition: &Condition) -> Result<(bool, bool), TooLarge> {
    let holds = study.where_holds(condition)?;
    let fails = study.not(holds)?;
    let none = |set| Ok(study.setting_in(&[study.legal(), set])?.is_none());
    Ok((none(holds)?, none(fails)?))
}
