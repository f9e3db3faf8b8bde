//! Why a part of a condition makes no difference, in words.

use super::parts::Part;
use super::place::{Around, Idle, Item, Place};
use crate::diagnostic::codes::proofs as codes;
use crate::diagram::{Set, Study, TooLarge};
use crate::prove::claims::{Finding, OfSome};
use crate::prove::facts::of_names;
use crate::prove::lines::cover::fewest;
use crate::prove::lines::joined::NEEDED;
use crate::source::Span;

/// The finding about a part; `kept` has where each constraint is kept, and where it stands.
pub(super) fn finding(study: &mut Study<'_>, place: &Place<'_>, part: &Part<'_>, idle: Idle, kept: &[(Set, Span)]) -> Finding {
    if idle.here {
        return here(study, place, part, idle);
    }
    let text = &part.of.text;
    let within = place.within.clone();
    let also = ruled_out(study, place, part, idle, kept).unwrap_or_default();
    let always = always(study, place, part, idle.holds).unwrap_or(false);
    let message = match (idle.holds, always) {
        (true, true) => format!("`{text}` always holds, so it asks for nothing."),
        (false, true) => format!("`{text}` can never hold."),
        (true, false) if part.is_left_out_as() => {
            format!("`{text}` makes no difference: wherever the rest of the condition holds, it holds too.")
        }
        (false, false) if !part.is_left_out_as() => {
            format!("`{text}` makes no difference: the condition holds without it wherever it holds with it.")
        }
        (holds, false) => {
            let as_well = if holds { "always hold" } else { "never hold" };
            format!("`{text}` makes no difference: it could as well {as_well}.")
        }
    };
    let help = "Leave it out, or write what is meant in its place.";
    let label = if idle.holds { "asks for nothing" } else { "adds nothing" };
    Finding {
        message,
        label: label.to_owned(),
        also,
        within,
        help: help.to_owned(),
        of_some: OfSome::Idle,
        wake: of_names(study.policy(), std::iter::once(part.of)),
        ..Finding::default()
    }
}

/// The finding about a part that makes no difference because of what stands around its condition: one of several alternatives that other
/// lines leave nothing to is as good as a line that never decides; whatever else is needless may be there to be read.
fn here(study: &mut Study<'_>, place: &Place<'_>, part: &Part<'_>, idle: Idle) -> Finding {
    let text = &part.of.text;
    let within = place.within.clone();
    let by = lines_around(study, place, part, idle);
    let also = by.iter().map(|item| (item.at, item.said.to_owned())).collect();
    // A line that could be taken out because this one gives the same is told of as such.
    let unless_told = by.iter().filter(|item| item.same).map(|item| (codes::LINES_AS_ONE, NEEDED, item.at)).collect();
    let why = match (&place.around, by.as_slice()) {
        (Around::Category { category, .. }, _) => {
            format!("it is the same for every setting that comes to `{}`", study.policy().category_code(*category))
        }
        (Around::Lines { .. } | Around::Nothing | Around::Constraints(_) | Around::TooLarge(_), [_]) => {
            "another line settles it".to_owned()
        }
        (Around::Lines { .. } | Around::Nothing | Around::Constraints(_) | Around::TooLarge(_), _) => {
            "other lines settle it".to_owned()
        }
    };
    if matches!(place.around, Around::Lines { .. }) && !part.is_left_out_as() && !idle.holds {
        return Finding {
            message: format!("`{text}` adds nothing to this line: {why}."),
            label: "adds nothing".to_owned(),
            also,
            within,
            help: "Leave it out, or write what is meant in its place.".to_owned(),
            of_some: OfSome::Idle,
            unless_told,
            ..Finding::default()
        };
    }
    Finding {
        message: format!("`{text}` makes no difference here: {why}."),
        label: "could be left out".to_owned(),
        also,
        within,
        help: "Leave it out, or keep it where it makes the policy easier to read.".to_owned(),
        milder: Some(codes::IDLE_HERE),
        of_some: OfSome::Nothing,
        unless_told,
        ..Finding::default()
    }
}

/// Whether the part by itself always holds, or never does, for any setting that can be.
fn always(study: &mut Study<'_>, place: &Place<'_>, part: &Part<'_>, holds: bool) -> Result<bool, TooLarge> {
    let own = study.where_holds(part.of)?;
    let other = if holds { study.not(own)? } else { own };
    Ok(place.setting_in(study, other)?.is_none())
}

/// The constraints without which it would make a difference.
fn ruled_out(
    study: &mut Study<'_>,
    place: &Place<'_>,
    part: &Part<'_>,
    idle: Idle,
    kept: &[(Set, Span)],
) -> Result<Vec<(Span, String)>, TooLarge> {
    let changed = place.changed(study, &[(part.of, idle.holds)])?;
    if changed.is_empty() {
        return Ok(Vec::new());
    }
    let sets: Vec<Set> = kept.iter().map(|(set, _)| *set).collect();
    let by = fewest(study, &[changed], &sets)?;
    Ok(by.into_iter().filter_map(|at| Some((kept.get(at)?.1, "rules the rest out".to_owned()))).collect())
}

/// The lines around the condition that settle it, in order.
fn lines_around<'a>(study: &mut Study<'_>, place: &'a Place<'_>, part: &Part<'_>, idle: Idle) -> Vec<&'a Item> {
    let Around::Lines { items, .. } = &place.around else { return Vec::new() };
    let sets: Vec<Set> = items.iter().map(|item| item.set).collect();
    let legal = study.legal();
    let changed = place.changed(study, &[(part.of, idle.holds)]);
    let by = changed.and_then(|changed| fewest(study, &[legal, changed], &sets)).unwrap_or_default();
    let mut by: Vec<&Item> = by.into_iter().filter_map(|at| items.get(at)).collect();
    by.sort_by_key(|item| item.line);
    by
}
