//! Expectations that come to nothing, and what nobody gets besides.

use crate::diagnostic::codes::proofs as codes;
use crate::diagram::{Set, Study, TooLarge};
use crate::model::{CategoryId, Expectation};
use crate::prove::claims::{Claims, Finding, KINDS, Sense};
use crate::prove::witness::{NotReplayed, traced};
use crate::source::Span;

/// What may be wrong with an expectation: the first claim, the second, the third.
const NEVER_ASKED: u8 = 0;
const ALWAYS_MET: u8 = 1;
const NEVER_MET: u8 = 2;

pub(super) fn check(study: &mut Study<'_>, claims: &mut Claims) {
    let (policy, kind) = (study.policy(), study.kind());
    if let Some(categorisation) = policy.categorisation(kind) {
        for one in &categorisation.expectations {
            match comes_to(study, one.category, &[]) {
                Ok(true) => expectation(study, one, categorisation.span, claims),
                // Where the category cannot come about at all, that is the finding.
                Ok(false) => {}
                Err(open) => claims.claim(codes::EXPECTATION_IDLE, Sense::Sometime, one.span, Err(open)),
            }
        }
    }
    for also in policy.also.iter().filter(|one| one.kind == kind) {
        let Some(when) = &also.when else { continue };
        let found = study.where_holds(when).and_then(|holds| study.setting_in(&[study.legal(), holds])).map(|setting| {
            setting.is_none().then(|| Finding {
                message: format!("`{}` never holds of {KINDS}, so nobody ever gets this.", when.text),
                within: vec![also.span],
                help: "Mend the condition, or leave this out.".to_owned(),
                ..Finding::default()
            })
        });
        claims.claim(codes::ALSO_NEVER, Sense::Sometime, also.span, found);
    }
}

fn expectation(study: &mut Study<'_>, one: &Expectation, outer: Span, claims: &mut Claims) {
    let name = format!("{} expects {}", study.policy().category_code(one.category), one.name.phrase);
    let finding = |message: String, help: &str| Finding {
        message,
        within: vec![one.span, outer],
        help: help.to_owned(),
        ..Finding::default()
    };
    let mut claim = |aspect, found: Result<bool, NotReplayed>, finding: Finding| {
        let found = found.map(|holds| (!holds).then_some(finding));
        claims.claim_in(aspect, codes::EXPECTATION_IDLE, Sense::Sometime, one.span, found);
    };
    let sets = sets(study, one).map_err(NotReplayed::from);
    let asked = sets.and_then(|[when, ..]| comes_to(study, one.category, &[when]));
    let is_asked = matches!(asked, Ok(true));
    let when = one.when.as_ref().map_or_else(String::new, |when| format!(": `{}` cannot hold there", when.text));
    claim(
        NEVER_ASKED,
        asked,
        finding(format!("What `{name}` says is never asked of {KINDS}{when}."), "Mend the condition, or leave this out."),
    );
    if !is_asked {
        return;
    }
    let not_met = sets.and_then(|[when, _, not_met]| comes_to(study, one.category, &[when, not_met]));
    let met = sets.and_then(|[when, met, _]| comes_to(study, one.category, &[when, met]));
    let always = format!("What `{name}` says is always met already, wherever it is asked of {KINDS}.");
    claim(ALWAYS_MET, not_met, finding(always, "Leave it out, or ask for something that is not there already."));
    let never = format!("What `{name}` says can never be met, wherever it is asked of {KINDS}.");
    claim(NEVER_MET, met, finding(never, "Mend what is expected, or the condition under which it is."));
}

/// Where an expectation is asked, whatever the category; where it is met, and where not.
fn sets(study: &mut Study<'_>, one: &Expectation) -> Result<[Set; 3], TooLarge> {
    let when = one.when.as_ref().map_or(Ok(Set::ALL), |when| study.where_holds(when))?;
    let met = study.where_holds(&one.expects)?;
    Ok([when, met, study.not(met)?])
}

/// Whether a setting that can be and that is in these sets comes to a category.
fn comes_to(study: &mut Study<'_>, category: CategoryId, sets: &[Set]) -> Result<bool, NotReplayed> {
    let sets = [&[study.legal()], sets].concat();
    if let Ok(outcome) = study.comes_to(&|given| given == Some(category)) {
        return Ok(study.setting_in(&[sets.as_slice(), &[outcome]].concat())?.is_some());
    }
    if study.setting_in(&sets)?.is_none() {
        return Ok(false);
    }
    // Where the strands cannot be combined: some setting that one of them puts there and none higher, unless a gate lifts it.
    let strands = study.policy().categorisation(study.kind()).map_or(0, |one| one.strands.len());
    let no_higher = (0..strands).map(|strand| study.strand_gives(strand, &|given| given <= Some(category)));
    let no_higher = no_higher.collect::<Result<Vec<Set>, TooLarge>>()?;
    for strand in 0..strands {
        let gives = study.strand_gives(strand, &|given| given == Some(category))?;
        if let Some(facts) = study.setting_in(&[sets.as_slice(), &no_higher, &[gives]].concat())?
            && traced(study, &facts)?.category() == Some(category)
        {
            return Ok(true);
        }
    }
    Err(NotReplayed)
}
