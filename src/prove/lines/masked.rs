//! Lines that decide their strand where another strand always gives more.

use super::cover::fewest;
use super::outcomes::{Given, Outcomes};
use super::reach::of_category;
use super::read;
use crate::diagnostic::codes::proofs as codes;
use crate::diagnostic::words::listed;
use crate::diagram::{Set, TooLarge};
use crate::model::Line;
use crate::prove::claims::{Claims, Finding, OfSome, Sense};
use crate::prove::witness::{NotReplayed, traced};

pub(super) fn check(of: &mut Outcomes<'_, '_>, claims: &mut Claims) {
    let categorisation = of.categorisation;
    // Of one strand alone whatever it decides is the outcome.
    for (at, strand) in categorisation.strands.iter().enumerate().filter(|_| categorisation.strands.len() > 1) {
        for (place, line) in read(strand) {
            let decides = of.study.line_decides(at, place);
            // A line that never decides is told of as such.
            let found = match of.setting_in(&[decides]) {
                Ok(None) => continue,
                Ok(Some(_)) => masked(of, at, line, decides),
                Err(error) => Err(error.into()),
            };
            let within = vec![strand.span, categorisation.span];
            let wake = of_category(categorisation, line.category);
            let found = found.map(|found| found.map(|found| Finding { within, of_some: OfSome::Nothing, wake, ..found }));
            // A row of a table that speaks for several strands stands for a line of each.
            let aspect = u8::try_from(at).unwrap_or(u8::MAX);
            claims.claim_in(aspect, codes::MASKED_LINE, Sense::Sometime, line.span, found);
        }
    }
}

fn masked(of: &mut Outcomes<'_, '_>, at: usize, line: &Line, decides: Set) -> Result<Option<Finding>, NotReplayed> {
    let policy = of.study.policy();
    let less = of.others_give(at, Given::AtMost(line.category))?;
    if let Some(facts) = of.setting_in(&[&[decides], &*less].concat())? {
        let trace = traced(of.study, &facts)?;
        let most = trace.strands.iter().map(crate::evaluate::StrandTrace::category).max().flatten();
        return if most == Some(line.category) { Ok(None) } else { Err(NotReplayed) };
    }
    let by = strands_in_the_way(of, at, &[decides], &less)?;
    let names: Vec<&str> = by.iter().filter_map(|at| Some(&*of.categorisation.strands.get(*at)?.name.phrase)).collect();
    let code = policy.category_code(line.category);
    let (others, more) = match names.as_slice() {
        [] => ("another strand gives more".to_owned(), "gives more"),
        [one] => (format!("`{one}` always gives more"), "always gives more there"),
        all => (format!("{} between them always give more", listed(all, "and")), "gives more for some of them"),
    };
    let label = |at: usize| Some((of.categorisation.strands.get(at)?.span, more.to_owned()));
    Ok(Some(Finding {
        message: format!("Where this line decides, `{code}` is never the outcome: {others}."),
        label: format!("`{code}` never comes of it"),
        also: by.into_iter().filter_map(label).collect(),
        help: "If the line is there for completeness, nothing need be done.".to_owned(),
        ..Finding::default()
    }))
}

/// As few strands as always give more where all these sets meet, by their places; `less` has for each strand but one, in order, where it
/// does not.
pub(super) fn strands_in_the_way(of: &Outcomes<'_, '_>, but: usize, fixed: &[Set], less: &[Set]) -> Result<Vec<usize>, TooLarge> {
    let fixed = [&[of.study.legal()], fixed].concat();
    let by = fewest(of.study, &fixed, less)?;
    Ok(by.into_iter().map(|at| if at < but { at } else { at + 1 }).collect())
}
