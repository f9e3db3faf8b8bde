//! Changes and reasons where strands are kept apart are those of the one diagram.

#![expect(clippy::type_complexity, reason = "a test names what it is about, and no more")]

use super::brute::classes;
use super::kit;
use super::random::{KIND, any_policy, any_setting};
use super::table::ON;
use ees::assess::{Assessor, Changed, Changes, Nearest, Reach};
use ees::diagram::Limits;
use ees::model::{CategoryId, FactId};
use fastrand::Rng;

/// The changes themselves where nothing hangs on what is unknown, without their witnesses, which may be other settings; else how many facts
/// they are of, as different unknown facts may decide.
fn told(nearest: &Nearest) -> (Vec<(Vec<Changed>, u32)>, Option<usize>, bool) {
    let hangs = |changes: &Changes| changes.each.iter().any(|change| !change.provided.is_empty());
    let each = nearest.changes().filter(|changes| !hangs(changes)).map_or(&[][..], |changes| &changes.each);
    let each = each.iter().map(|change| (change.changed.clone(), change.steps)).collect();
    (each, nearest.change().map(|change| change.changed.len()), matches!(nearest, Nearest::Never))
}

#[test]
fn strands_apart_come_to_the_same_changes_and_reasons() {
    let mut rng = Rng::with_seed(1963);
    let (mut changes, mut reasons) = (0, 0);
    for _ in 0..800 {
        let mut policy = any_policy(&mut rng, ON);
        policy.facts.iter_mut().for_each(|fact| fact.fixed = rng.u8(0..5) == 0);
        let whole = &mut Assessor::new(&policy, ON).unwrap();
        let apart = &Assessor::within(&policy, ON, Limits { whole: 0, ..Limits::default() }).unwrap();
        let classes: Vec<_> = (0..policy.facts.len()).map(|at| classes(&policy, KIND, FactId(at as u16), ON)).collect();
        for unknown in [0, 2, 5] {
            let facts = any_setting(&mut rng, &policy, KIND, &classes, unknown);
            let Ok(answer) = whole.assess("one", "", KIND, &facts) else { continue };
            let of = || format!("{}{}", kit::policy_told(&policy), kit::facts_told(&policy, &facts));
            let reason = whole.reason(&answer, &facts);
            assert_eq!(apart.reason(&answer, &facts), reason, "{}", of());
            reasons += usize::from(reason.is_some_and(|reason| !reason.at_least.is_empty()));
            let wanted = CategoryId(rng.u16(0..policy.categories.len() as u16));
            let Some(expected) = whole.nearest_changes(KIND, &facts, wanted) else { continue };
            let found = apart.nearest_changes(KIND, &facts, wanted).unwrap();
            let all = |reach: &Reach| {
                let others = [&reach.possible, &reach.unfixed].map(|one| one.as_ref().map(told));
                (told(&reach.certain), others)
            };
            assert_eq!(all(&found), all(&expected), "to {}\n{}", policy.category_code(wanted), of());
            changes += usize::from(expected.certain.change().is_some());
        }
    }
    assert!(changes > 200 && reasons > 100, "{changes} {reasons}");
}
