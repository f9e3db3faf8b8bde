//! Which of several sets it is that leave nothing of a setting.

use crate::diagram::{Set, Study, TooLarge};

/// As few of these sets as are enough to have no setting in common with each other and the fixed ones, by their places: one alone where one
/// is enough, else a choice of which none can be spared. The earlier are preferred. None where all together are not enough.
pub(super) fn fewest(study: &Study<'_>, fixed: &[Set], of: &[Set]) -> Result<Vec<usize>, TooLarge> {
    let with = |chosen: &[usize]| -> Vec<Set> {
        fixed.iter().copied().chain(chosen.iter().filter_map(|at| of.get(*at).copied())).collect()
    };
    let mut chosen: Vec<usize> = Vec::new();
    while let Some(facts) = study.setting_in(&with(&chosen))? {
        let mut shut_out = of.iter().enumerate().filter(|(_, set)| !study.is_in(**set, &facts)).map(|(at, _)| at);
        if chosen.is_empty() {
            let all: Vec<usize> = shut_out.collect();
            for at in &all {
                if study.setting_in(&with(&[*at]))?.is_none() {
                    return Ok(vec![*at]);
                }
            }
            let Some(first) = all.first() else { return Ok(Vec::new()) };
            chosen.push(*first);
            continue;
        }
        // Each setting is left by one set that has not been chosen, so that this comes to an end.
        let Some(next) = shut_out.next() else { return Ok(Vec::new()) };
        chosen.push(next);
    }
    spare(study, &mut chosen, &with)?;
    chosen.sort_unstable();
    Ok(chosen)
}

/// Takes out what is not needed.
fn spare(study: &Study<'_>, chosen: &mut Vec<usize>, with: &dyn Fn(&[usize]) -> Vec<Set>) -> Result<(), TooLarge> {
    let mut at = 0;
    while at < chosen.len() {
        let mut fewer = chosen.clone();
        fewer.remove(at);
        if study.setting_in(&with(&fewer))?.is_none() {
            *chosen = fewer;
        } else {
            at += 1;
        }
    }
    Ok(())
}
