//! Parts of conditions that make no difference: they could as well always hold, or never.
//!
//! A part is idle in itself where the condition that it stands in comes to the same for every setting that can be; or it is idle where it
//! stands, because other lines have settled all that it would tell apart. The latter is often written to be read, and is a note; but
//! an alternative that adds nothing is as good as a line that never decides. Two parts that are each idle are told of once where they are
//! not idle together.

mod parts;
mod place;
mod words;

use super::outcomes::{Outcomes, kept};
use super::read;
use crate::diagnostic::codes::proofs as codes;
use crate::diagram::{Set, Study};
use crate::model::{Condition, HitPolicy, Strand};
use crate::prove::claims::{Claims, Sense};
use crate::source::Span;
use parts::Part;
use place::{Around, Idle, Item, Place, Whole};

/// Conditions of lines, gates and expectations.
pub(in crate::prove) fn of_rules(of: &mut Outcomes<'_, '_>, claims: &mut Claims) {
    let categorisation = of.categorisation;
    for (at, strand) in categorisation.strands.iter().enumerate().filter(|(_, strand)| strand.table.is_none()) {
        let matter = of.study.lines_matter(at);
        for (place, line) in read(strand) {
            let Some(whole) = &line.condition else { continue };
            let matters = matter.as_ref().map_err(|error| *error).map(|all| all.get(place).copied().unwrap_or(Set::ALL));
            let around = match matters {
                Ok(matters) => Around::Lines { matters, items: around(of.study, at, strand, place) },
                Err(error) => Around::TooLarge(error),
            };
            let within = vec![line.span, strand.span, categorisation.span];
            check(of.study, claims, &Place { whole, asked: Whole::WhetherItAlwaysHolds, around, within });
        }
    }
    for (at, gate) in categorisation.gates.iter().enumerate() {
        // One of the most intensive category is an error, told of elsewhere.
        if !of.gates(gate.category).any(|one| one == at) {
            continue;
        }
        let around =
            of.arrive_at_gate(at).map_or_else(Around::TooLarge, |ways| Around::Category { ways, category: gate.category });
        let within = vec![gate.span, categorisation.span];
        check(of.study, claims, &Place { whole: &gate.unless, asked: Whole::ToldOfElsewhere, around, within });
    }
    for one in &categorisation.expectations {
        let Some(when) = &one.when else { continue };
        let around =
            of.come_to(one.category).map_or_else(Around::TooLarge, |ways| Around::Category { ways, category: one.category });
        let within = vec![one.span, categorisation.span];
        check(of.study, claims, &Place { whole: when, asked: Whole::WhetherItAlwaysHolds, around, within });
    }
}

/// Conditions behind names, those of what a setting gets besides, and those of what cannot be: each by itself, wherever it is used.
pub(in crate::prove) fn of_names(study: &mut Study<'_>, claims: &mut Claims) {
    let (policy, kind) = (study.policy(), study.kind());
    let mut by_itself = |whole: &Condition, asked: Whole, within: Span| {
        check(study, claims, &Place { whole, asked, around: Around::Nothing, within: vec![within] });
    };
    for define in policy.defines.iter().filter(|one| one.kind == kind) {
        by_itself(&define.condition, Whole::ToldOfElsewhere, define.span);
    }
    for list in policy.lists.iter().filter(|one| one.kind == kind) {
        list.members.iter().for_each(|member| by_itself(member, Whole::ToldOfElsewhere, list.span));
    }
    for also in policy.also.iter().filter(|one| one.kind == kind) {
        also.when.iter().for_each(|when| by_itself(when, Whole::WhetherItAlwaysHolds, also.span));
    }
    for constraint in policy.constraints.iter().filter(|one| one.kind == kind) {
        // Beside what the others rule out; that it rules nothing out itself is told of elsewhere.
        let others =
            kept(study).map(|all| all.into_iter().filter(|(_, at)| *at != constraint.span).map(|(set, _)| set).collect());
        let around = others.map_or_else(Around::TooLarge, Around::Constraints);
        let within = vec![constraint.span];
        check(study, claims, &Place { whole: &constraint.condition, asked: Whole::ToldOfElsewhere, around, within });
    }
}

/// The lines of a strand that settle something before a line is read, or as it would, each with where it does not.
fn around(study: &mut Study<'_>, at: usize, strand: &Strand, place: usize) -> Vec<Item> {
    let category = strand.lines.get(place).map(|line| line.category);
    let mut items = Vec::new();
    for (other, line) in strand.lines.iter().enumerate().filter(|(other, line)| *other != place && line.condition.is_some()) {
        let same = Some(line.category) == category;
        let said = match (strand.hit, other < place) {
            (HitPolicy::ExactlyOne, _) => "only one of the two may hold",
            (_, true) => "takes the others",
            (_, false) if gives_next(strand, place, other) => "gives the same",
            (_, false) => continue,
        };
        if let Ok(set) = study.not(study.line_holds(at, other)) {
            items.push(Item { set, line: other, at: line.span, said, same });
        }
    }
    // The nearest first.
    items.sort_by_key(|item| item.line.abs_diff(place));
    items
}

/// Whether all lines from one to a later one give the same, so that the later one settles what the first would.
fn gives_next(strand: &Strand, place: usize, other: usize) -> bool {
    let between = strand.lines.iter().take(other.saturating_add(1)).skip(place).map(|line| line.category);
    strand.lines.get(place).is_some_and(|line| between.into_iter().all(|category| category == line.category))
}

/// The claims about the parts of one condition.
fn check(study: &mut Study<'_>, claims: &mut Claims, place: &Place<'_>) {
    let asked = place.ask(study);
    let idle: Vec<(&Part<'_>, Idle)> =
        asked.iter().filter_map(|(part, found)| Some((part, found.as_ref().ok().copied().flatten()?))).collect();
    let kept = if idle.is_empty() { Vec::new() } else { kept(study).unwrap_or_default() };
    // What a constraint itself rules out settles nothing about it.
    let kept: Vec<(Set, Span)> = kept.into_iter().filter(|(_, at)| !place.within.contains(at)).collect();
    for (part, found) in &asked {
        let finding = found.map(|found| {
            found.map(|idle_so| {
                let later = idle.iter().skip_while(|(other, _)| !std::ptr::eq(*other, part)).skip(1);
                let apart = later.filter(|(other, so)| !place.are_idle_together(study, (part, idle_so), (other, *so)));
                let apart: Vec<_> = apart.map(|(other, _)| (codes::IDLE_CONDITION, 0, other.of.span)).collect();
                let mut finding = words::finding(study, place, part, idle_so, &kept);
                finding.unless_told.extend(apart);
                finding
            })
        });
        claims.claim(codes::IDLE_CONDITION, Sense::Sometime, part.of.span, finding);
    }
}
