//! Whom it moves that something else is assumed of a fact, as trying every setting finds it.

use super::contrast::{ON, Setting, Two, is_in};
use super::random::KIND;
use ees::diagram::Contrast;
use ees::harness::meaning::{self, Of, Standing, What};
use ees::model::{CategoryId, FactId, Policy, Value};
use ees::source::Sources;
use fastrand::Rng;
use std::collections::{BTreeMap, BTreeSet};

type Codes = BTreeSet<Option<String>>;

/// What settings that are alike but for a fact come to on a side where it is not told.
fn comes_to(group: &[&Setting], side: usize, at: usize, taken: Option<Value>, two: &Two) -> Codes {
    let fits = |one: &&&Setting| taken.is_none_or(|value| one.values[side][at] == value) && one.comes_to[side].legal;
    group.iter().filter(fits).map(|one| one.category(two)[side].clone()).collect()
}

fn codes(policy: &Policy, all: &BTreeSet<Option<CategoryId>>) -> Codes {
    all.iter().map(|one| one.map(|id| policy.category_code(id).to_owned())).collect()
}

#[test]
fn a_changed_assumption_moves_just_those_that_trying_finds() {
    let mut rng = Rng::with_seed(2611);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..1_500 {
        let mut two = Two::any(&mut rng);
        if two.pairs.is_empty() || ["a value more", "other numbers"].contains(&two.what) {
            continue;
        }
        let pair = two.pairs[rng.usize(0..two.pairs.len())];
        let at = pair.0.at();
        let values: Vec<Value> = two.settings().iter().map(|one| one.values[0][at]).collect();
        if values.is_empty() {
            continue;
        }
        let mut any = || (rng.u8(0..4) > 0).then(|| values[rng.usize(0..values.len())]);
        let assumed = [any(), any()];
        two.old.facts[at].assumed = assumed[0];
        two.new.facts[at].assumed = assumed[1];
        let settings = two.settings();
        let mut groups: BTreeMap<String, Vec<&Setting>> = BTreeMap::new();
        for setting in &settings {
            let mut key = setting.values.clone();
            key.iter_mut().for_each(|side| side[at] = Value::None);
            groups.entry(format!("{key:?}")).or_default().push(setting);
        }
        let mut contrast = Contrast::new([(&two.old, KIND), (&two.new, KIND)], ON, &two.pairs).unwrap();
        let found = contrast.untold(pair).unwrap();
        let mut expected: BTreeMap<[Codes; 2], usize> = BTreeMap::new();
        let mut told: Vec<[Codes; 2]> = Vec::new();
        let outcomes: Vec<(&Setting, [Codes; 3])> = groups
            .values()
            .map(|group| {
                let of = |side: usize, taken: usize| comes_to(group, side, at, assumed[taken], &two);
                (group[0], [of(0, 0), of(1, 1), of(1, 0)])
            })
            .collect();
        let moves = |[was, is, stays]: &[Codes; 3]| !was.is_empty() && !is.is_empty() && was != is && stays != is;
        for (_, all) in outcomes.iter().filter(|(_, all)| moves(all)) {
            *expected.entry([all[0].clone(), all[1].clone()]).or_default() += 1;
        }
        for one in &found {
            let both = [codes(&two.old, &one.possible[0]), codes(&two.new, &one.possible[1])];
            let off = contrast.without(one.all, one.set).unwrap();
            let cover = contrast.told(one.set, off, 100).unwrap();
            for (setting, all) in outcomes.iter().filter(|(_, all)| all[0] == both[0] && !all[1].is_empty()) {
                let within = cover.cover.regions.iter().any(|region| is_in(&two, &contrast, &cover.terms, region, setting));
                let is = moves(all) && all[1] == both[1];
                assert_eq!(within, is, "{:?} {all:?} {assumed:?}\n{}", setting.values, two.say());
            }
            let size = |codes: &Codes| if codes.len() == 1 { "one" } else { "several" };
            *seen.entry(format!("{} to {}", size(&both[0]), size(&both[1]))).or_default() += 1;
            told.push(both);
        }
        told.sort();
        assert_eq!(told, expected.into_keys().collect::<Vec<_>>(), "{assumed:?} of {at}\n{}", two.say());
        confirmed(&two, pair, assumed, &told, &mut seen);
    }
    for what in ["one to one", "one to several", "several to one", "confirmed"] {
        assert!(seen.get(what).is_some_and(|times| *times > 20), "{what}: {seen:#?}");
    }
}

/// What is told of it is confirmed by the evaluator that explains, whatever was found.
fn confirmed(
    two: &Two,
    pair: (FactId, FactId),
    assumed: [Option<Value>; 2],
    told: &[[Codes; 2]],
    seen: &mut BTreeMap<String, usize>,
) {
    if two.old.categorisation(KIND).is_none() || two.new.categorisation(KIND).is_none() {
        return;
    }
    let sources = Sources::default();
    let of = |policy| Of { policy, sources: &sources };
    let found = meaning::meaning(of(&two.old), of(&two.new), ON);
    let kind = found.kinds.iter().find(|one| &*one.kind == "school").unwrap();
    let Standing::Both(spans) = &kind.standing else { panic!("{:?}", kind.standing) };
    for span in spans {
        assert!(span.compared.open.is_empty(), "{:?} {assumed:?}\n{}", span.compared.open, two.say());
        let name = &two.new.facts[pair.1.at()].name.phrase;
        let own = span.compared.untold().filter(|change| matches!(&change.what, What::Untold { fact, .. } if fact == name));
        assert_eq!(own.count(), told.len(), "{assumed:?}\n{}", two.say());
        *seen.entry("confirmed".to_owned()).or_default() += told.len();
    }
}
