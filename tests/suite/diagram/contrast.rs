//! Two policies over one row of facts: the regions that are told hold just those settings that come to different things, as trying
//! every setting finds them.

#![expect(clippy::wildcard_enum_match_arm, reason = "a test names what it is about, and no more")]

use super::brute::{Complete, classes, complete, derived, holds, line_of};
use super::compare::{any_policy, changed};
use super::kit::{add_fact, policy_told, span};
use super::random::{KIND, any_condition};
use ees::diagram::{Contrast, Fate, Region, Set, Term, Told, Topic};
use ees::harness::meaning::{self, Of, Standing, Verdict, What};
use ees::model::{
    Allocation, Binding, CategoryId, Citation, Constraint, Domain, FactId, Name, Policy, Value, VocabularyValue, YES_NO,
};
use ees::source::Sources;
use fastrand::Rng;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const ON: Date = date(2021, 11, 15);
/// More settings than this are not tried.
const MOST: usize = 3_000;

/// Two policies, and which facts are one.
pub(super) struct Two {
    pub(super) old: Policy,
    pub(super) new: Policy,
    pub(super) pairs: Vec<(FactId, FactId)>,
    pub(super) what: &'static str,
}

/// A setting that both policies can be told of, and what it comes to.
pub(super) struct Setting {
    pub(super) values: [Vec<Value>; 2],
    pub(super) comes_to: [Complete; 2],
}

impl Setting {
    fn legal(&self) -> bool {
        self.comes_to.iter().all(|one| one.legal)
    }

    pub(super) fn category(&self, two: &Two) -> [Option<String>; 2] {
        let code = |policy: &Policy, id: Option<CategoryId>| id.map(|id| policy.category_code(id).to_owned());
        [code(&two.old, self.comes_to[0].category), code(&two.new, self.comes_to[1].category)]
    }
}

impl Two {
    pub(super) fn any(rng: &mut Rng) -> Self {
        let old = any_policy(rng);
        let (mut what, mut new) = changed(rng, &old);
        if rng.u8(0..3) == 0 {
            (what, new) = with_other_facts(rng, &old);
        }
        let pairs = old.facts_of(KIND).map(|(id, _)| (id, id)).filter(|(_, id)| new.facts[id.at()].is_of(KIND)).collect();
        let mut two = Self { old, new, pairs, what };
        for policy in [&mut two.old, &mut two.new] {
            policy.in_force = Some((ON, ON));
            allocate(rng, policy);
        }
        if rng.bool() {
            std::mem::swap(&mut two.old, &mut two.new);
        }
        two
    }

    fn policies(&self) -> [&Policy; 2] {
        [&self.old, &self.new]
    }

    /// All settings whose values both can say; none where there are too many.
    pub(super) fn settings(&self) -> Vec<Setting> {
        let count = self.old.facts.len().max(self.new.facts.len());
        let mut all = vec![[vec![Value::None; count], vec![Value::None; count]]];
        for at in 0..count {
            let id = FactId(at as u16);
            let has = self.policies().map(|policy| policy.facts.get(at).is_some_and(|fact| fact.is_of(KIND)));
            let mut values: BTreeSet<String> = BTreeSet::new();
            let mut choices = Vec::new();
            for (policy, _) in self.policies().into_iter().zip(has).filter(|(_, has)| *has) {
                for value in classes(policy, KIND, id, ON).into_iter().flatten() {
                    let said = |(policy, has): (&Policy, bool)| !has || can_say(policy, id, value);
                    if self.policies().into_iter().zip(has).all(said) && values.insert(format!("{value:?}")) {
                        choices.push(value);
                    }
                }
            }
            if has == [false, false] {
                continue;
            }
            if all.len() * choices.len() > MOST {
                return Vec::new();
            }
            let with = |one: &[Vec<Value>; 2], value: Value| {
                one.clone().map(|mut values| {
                    values[at] = value;
                    values
                })
            };
            all = all.iter().flat_map(|one| choices.iter().map(|value| with(one, *value))).collect();
        }
        let setting = |values: [Vec<Value>; 2]| {
            let comes_to = [complete(&self.old, KIND, &values[0], ON), complete(&self.new, KIND, &values[1], ON)];
            Setting { values, comes_to }
        };
        all.into_iter().map(setting).collect()
    }

    pub(super) fn say(&self) -> String {
        format!("{} was changed\n{}\n-- and --\n{}", self.what, policy_told(&self.old), policy_told(&self.new))
    }
}

fn can_say(policy: &Policy, id: FactId, value: Value) -> bool {
    let fact = &policy.facts[id.at()];
    match (value, &fact.domain) {
        (Value::None, _) => fact.or_none,
        (Value::Option(at), Domain::Vocabulary(id)) => usize::from(at) < policy.vocabularies[usize::from(id.0)].values.len(),
        (Value::Number(number), Domain::Number(domain)) => {
            let above = domain.least.is_none_or(|least| number >= least);
            above && domain.most.is_none_or(|most| number <= most) && (!domain.whole || number.is_integer())
        }
        (Value::Date(day), Domain::Date) => day <= ON,
        (Value::Option(_) | Value::Number(_) | Value::Date(_), _) => false,
    }
}

/// The same policy with one fact more, or other values of one.
fn with_other_facts(rng: &mut Rng, old: &Policy) -> (&'static str, Policy) {
    let mut new = old.clone();
    match rng.u8(0..4) {
        0 | 1 => {
            let none = rng.bool();
            let id = add_fact(&mut new, "a new fact", KIND, Domain::Vocabulary(YES_NO), none, None);
            let condition = super::kit::test(&new, id, ees::model::TestKind::OneOf(vec![0]));
            if let Some(one) = new.categorisations.first_mut() {
                let at = rng.usize(0..one.strands.len());
                let lines = &mut one.strands[at].lines;
                let line = rng.usize(0..lines.len());
                if lines[line].condition.is_some() {
                    lines[line].condition = Some(condition.clone());
                }
            }
            if rng.bool() {
                let condition = super::kit::all(vec![condition, any_condition(rng, &new, ON, 1)]);
                new.constraints.push(Constraint { kind: KIND, condition, citation: Citation::default(), span: span() });
            }
            ("a fact more", new)
        }
        2 => {
            let at = rng.usize(1..new.vocabularies.len());
            new.vocabularies[at].values.push(VocabularyValue { name: Name::new("quite new"), rank: 9 });
            ("a value more", new)
        }
        _ => {
            for fact in &mut new.facts {
                if let Domain::Number(domain) = &mut fact.domain {
                    domain.whole = !domain.whole && rng.bool();
                    domain.most = domain.most.or(Some(Decimal::from(6)));
                }
                fact.or_none ^= rng.u8(0..4) == 0;
            }
            ("other numbers", new)
        }
    }
}

fn allocate(rng: &mut Rng, policy: &mut Policy) {
    for at in 0..policy.categories.len() {
        if rng.u8(0..6) == 0 {
            continue;
        }
        policy.allocations.push(Allocation {
            kind: KIND,
            kinds: vec![KIND],
            instead_of: None,
            category: CategoryId::from_index(at),
            about: "".into(),
            binding: if rng.u8(0..8) == 0 { Binding::UpTo } else { Binding::Exact },
            days: Some(Decimal::from(at as i64 * 2 + rng.i64(0..2))),
            days_span: span(),
            activities: Vec::new(),
            disputes: Vec::new(),
            citation: Citation::default(),
            span: span(),
        });
    }
}

/// Whether a setting is in a region, by what its literals say.
pub(super) fn is_in(two: &Two, contrast: &Contrast<'_>, terms: &[Term], region: &Region, setting: &Setting) -> bool {
    region.literals.iter().all(|literal| literal.values.contains(&value_of(two, contrast, &terms[literal.atom], setting)))
}

fn value_of(two: &Two, contrast: &Contrast<'_>, term: &Term, setting: &Setting) -> usize {
    let of = |side: usize| (two.policies()[side], &setting.values[side]);
    match term {
        Term::Fact(level) => {
            let fact = contrast.fact(*level).unwrap();
            let value = of(fact.side).1[fact.fact.at()];
            let same = |at: &usize| fact.regions.representative(*at) == Some(value) && !contrast.said(*level, &[*at]).is_empty();
            match value {
                Value::None | Value::Option(_) => (0..fact.regions.len()).find(same).unwrap(),
                Value::Number(_) | Value::Date(_) => fact.regions.region_of(value).unwrap(),
            }
        }
        Term::Named(_, side, topic) => {
            let (policy, values) = of(*side);
            match topic {
                Topic::Define(id) => usize::from(holds(policy, &policy.defines[id.at()].condition, values, ON)),
                Topic::List(id) => {
                    policy.lists[id.at()].members.iter().filter(|member| holds(policy, member, values, ON)).count()
                }
                Topic::Derived(id, all) => {
                    let value = derived(policy, &policy.derived[id.at()], values, ON);
                    let is = |other: &Value| match (other, value) {
                        (Value::Number(one), Value::Number(other)) => *one == other,
                        (one, other) => *one == other,
                    };
                    all.iter().position(is).unwrap()
                }
                Topic::Fact(id) => panic!("{id:?} has no name"),
            }
        }
        Term::Rest => {
            let strands = &two.new.categorisations[0].strands;
            let given = contrast.rest_strands().map(|at| {
                let strand = &strands[at];
                line_of(&two.new, strand, &setting.values[1], ON).map(|line| strand.lines[line].category)
            });
            let most = given.max().flatten();
            (0..contrast.rest_values()).find(|value| contrast.rest_category(*value) == most).unwrap()
        }
    }
}

/// What is seen of the regions of a set: that they hold just those of some settings that are in it.
fn same_settings(
    two: &Two,
    contrast: &mut Contrast<'_>,
    (set, among): (Set, Set),
    settings: &[&Setting],
    is: &dyn Fn(&Setting) -> bool,
) -> Told {
    let off = contrast.without(among, set).unwrap();
    let told = contrast.told(set, off, 100).unwrap();
    assert!(told.cover.whole, "{}", two.say());
    for setting in settings {
        let within = told.cover.regions.iter().any(|region| is_in(two, contrast, &told.terms, region, setting));
        assert!(
            within == is(setting),
            "{:?}: {within}, {:?}\n{:#?}\n{:?}\n{}",
            setting.values,
            setting.category(two),
            told.cover,
            told.terms,
            two.say()
        );
    }
    for region in &told.cover.regions {
        let found = contrast.setting_in(&[region.set, set]).unwrap();
        assert!(found.is_some(), "{region:?} is empty\n{}", two.say());
    }
    told
}

#[test]
fn regions_hold_just_the_settings_that_come_to_different_things() {
    let mut rng = Rng::with_seed(2603);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..7_000 {
        let two = Two::any(&mut rng);
        let settings = two.settings();
        if settings.is_empty() {
            continue;
        }
        let mut contrast = Contrast::new([(&two.old, KIND), (&two.new, KIND)], ON, &two.pairs).unwrap();
        *seen.entry(two.what).or_default() += 1;
        let outcomes = contrast.outcomes().unwrap();
        let legal: Vec<&Setting> = settings.iter().filter(|setting| setting.legal()).collect();
        let mut expected: BTreeSet<[Option<String>; 2]> = legal.iter().map(|one| one.category(&two)).collect();
        let came: Vec<[Option<CategoryId>; 2]> = outcomes.moves.iter().map(|(categories, _)| *categories).collect();
        for (categories, set) in outcomes.moves.clone() {
            let code = |policy: &Policy, id: Option<CategoryId>| id.map(|id| policy.category_code(id).to_owned());
            let codes = [code(&two.old, categories[0]), code(&two.new, categories[1])];
            assert!(expected.remove(&codes), "nothing goes from {codes:?}\n{}", two.say());
            if codes[0] == codes[1] {
                continue;
            }
            let from = outcomes.moves.iter().filter(|(other, _)| other[0] == categories[0]).map(|(_, set)| *set);
            let before = from.collect::<Vec<_>>().into_iter().fold(Set::NONE, |all, one| contrast.either(all, one).unwrap());
            let of: Vec<&Setting> = legal.iter().copied().filter(|one| one.category(&two)[0] == codes[0]).collect();
            let told = same_settings(&two, &mut contrast, (set, before), &of, &|one| one.category(&two) == codes);
            let absolute = same_settings(&two, &mut contrast, (set, outcomes.all), &legal, &|one| one.category(&two) == codes);
            assert!(!told.cover.fewest || told.cover.regions.len() <= absolute.cover.regions.len(), "{}", two.say());
            *seen.entry(if told.cover.fewest { "fewest" } else { "minimal" }).or_default() += 1;
        }
        assert!(expected.is_empty(), "{expected:?} among {came:?} are missing\n{}", two.say());
        if contrast.agrees().unwrap() {
            assert!(legal.iter().all(|one| one.category(&two)[0] == one.category(&two)[1]), "{}", two.say());
            *seen.entry("the same").or_default() += 1;
        }
        besides(&two, &mut contrast, &legal, &mut seen);
        alone(&two, &mut contrast, &settings, &mut seen);
    }
    for what in ["a parameter", "the constraints", "how it is categorised", "a fact more", "a value more", "other numbers"] {
        assert!(seen.get(what).is_some_and(|times| *times > 20), "{what}: {seen:#?}");
    }
    for what in ["fewest", "minimal", "the same", "expected", "besides", "alone"] {
        assert!(seen.get(what).is_some_and(|times| *times > 20), "{what}: {seen:#?}");
    }
}

/// What is expected and what is got besides.
fn besides<'p>(two: &'p Two, contrast: &mut Contrast<'p>, legal: &[&Setting], seen: &mut BTreeMap<&str, usize>) {
    let outcomes = contrast.outcomes().unwrap();
    let gets = |setting: &Setting, side: usize, item: &str| {
        let also = &two.policies()[side].also;
        setting.comes_to[side].also.iter().any(|(at, holds)| *holds && also[*at].items.iter().any(|one| **one == *item))
    };
    let changes = |was: bool, is: bool| match (was, is) {
        (false, true) => Some(Fate::Begins),
        (true, false) => Some(Fate::Ends),
        (true, true) | (false, false) => None,
    };
    let found = contrast.gets().unwrap();
    for item in ["item 0", "item 1"] {
        for fate in [Fate::Begins, Fate::Ends] {
            let is = |one: &Setting| changes(gets(one, 0, item), gets(one, 1, item)) == Some(fate);
            let told = found.iter().find(|one| &*one.item == item && one.fate == fate);
            assert_eq!(told.is_some(), legal.iter().any(|one| is(one)), "{item}\n{}", two.say());
            if let Some(told) = told {
                same_settings(two, contrast, (told.set, told.all), legal, &is);
                *seen.entry("besides").or_default() += 1;
            }
        }
    }
    let expects = |setting: &Setting, side: usize, category: CategoryId, name: &str| {
        let all = two.policies()[side].categorisations.first().map_or(&[][..], |one| &one.expectations);
        let own = setting.comes_to[side].expectations.iter().zip(all);
        let own = own.filter(|(state, one)| state.is_some() && one.category == category && &*one.name.phrase == name);
        let (met, not): (Vec<_>, Vec<_>) = own.partition(|(state, _)| **state == Some(true));
        (met.len(), not.len())
    };
    for one in contrast.expecting(&outcomes).unwrap() {
        let stay = |setting: &&Setting| (0..2).all(|side| setting.comes_to[side].category == Some(one.categories[side]));
        let staying: Vec<&Setting> = legal.iter().copied().filter(stay).collect();
        let is = |setting: &Setting| {
            let [was, is] = [0, 1].map(|side| expects(setting, side, one.categories[side], &one.name));
            match one.fate {
                Fate::Begins => was == (0, 0) && is != (0, 0),
                Fate::Ends => was != (0, 0) && is == (0, 0),
                Fate::Otherwise => was != (0, 0) && is != (0, 0) && was != is,
            }
        };
        assert!(staying.iter().any(|one| is(one)), "{}", two.say());
        same_settings(two, contrast, (one.set, one.all), &staying, &is);
        *seen.entry("expected").or_default() += 1;
    }
}

/// Settings that can be on one side alone, whatever the facts that the other has besides.
fn alone<'p>(two: &'p Two, contrast: &mut Contrast<'p>, settings: &[Setting], seen: &mut BTreeMap<&str, usize>) {
    for side in [0, 1] {
        let other = 1 - side;
        let own: Vec<usize> = two.policies()[side].facts_of(KIND).map(|(id, _)| id.at()).collect();
        let key = |one: &Setting| own.iter().map(|at| format!("{:?}", one.values[side][*at])).collect::<Vec<_>>();
        let there: BTreeSet<Vec<String>> =
            settings.iter().filter(|one| one.comes_to[other].legal).map(|one| shared_key(two, side, one)).collect();
        let _ = &key;
        let is = |one: &Setting| one.comes_to[side].legal && !there.contains(&shared_key(two, side, one));
        let legal: Vec<&Setting> = settings.iter().filter(|one| one.comes_to[side].legal).collect();
        let found = contrast.only_on(side).unwrap();
        let set = found.map_or(Set::NONE, |found| found.set);
        assert_eq!(!set.is_empty(), legal.iter().any(|one| is(one)), "alone on {side}\n{}", two.say());
        if let Some(found) = found.filter(|found| !found.set.is_empty()) {
            let all = contrast.either(found.set, found.shared).unwrap();
            let off = contrast.without(all, found.set).unwrap();
            let told = contrast.told(found.set, off, 100).unwrap();
            for setting in legal {
                let within = told.cover.regions.iter().any(|region| is_in(two, contrast, &told.terms, region, setting));
                assert_eq!(within, is(setting), "{:?} alone on {side}\n{}", setting.values, two.say());
            }
            *seen.entry("alone").or_default() += 1;
        }
    }
}

/// The values of the facts that both have.
fn shared_key(two: &Two, side: usize, one: &Setting) -> Vec<String> {
    let both = two.pairs.iter().map(|pair| [pair.0, pair.1][side].at());
    both.map(|at| format!("{:?}", one.values[side][at])).collect()
}

#[test]
fn verdicts_are_what_trying_every_setting_comes_to() {
    let mut rng = Rng::with_seed(2604);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let sources = Sources::default();
    for _ in 0..1_500 {
        let two = Two::any(&mut rng);
        let settings = two.settings();
        let Some(categorised) = two.old.categorisation(KIND) else { continue };
        let _ = categorised;
        if settings.is_empty() || two.old.facts.len() != two.new.facts.len() && two.what != "a fact more" {
            continue;
        }
        let of = |policy| Of { policy, sources: &sources };
        let found = meaning::meaning(of(&two.old), of(&two.new), ON);
        let kind = found.kinds.iter().find(|one| &*one.kind == "school").unwrap();
        let Standing::Both(spans) = &kind.standing else { panic!("{:?}", kind.standing) };
        let [span] = spans.as_slice() else { panic!("{spans:#?}") };
        assert!(span.compared.open.is_empty(), "{:?}\n{}", span.compared.open, two.say());
        let days = |side: usize, code: &Option<String>| {
            let policy = two.policies()[side];
            let category = code.as_ref().and_then(|code| policy.categories.iter().position(|one| *one.code == **code));
            let category = category.and_then(CategoryId::from_index)?;
            policy.allocation(KIND, category).and_then(Allocation::stated)
        };
        let (mut categories, mut in_days) = (Verdict::Same, Verdict::Same);
        let mut moved = BTreeSet::new();
        for setting in settings.iter().filter(|one| one.legal()) {
            let [from, to] = setting.category(&two);
            let rank = |code: &Option<String>| {
                code.as_ref().map(|code| two.new.categories.iter().position(|one| *one.code == **code).unwrap())
            };
            let way = |less: bool, same: bool, known: bool| match (same, known, less) {
                (true, _, _) => Verdict::Same,
                (false, false, _) => Verdict::Otherwise,
                (false, true, true) => Verdict::More,
                (false, true, false) => Verdict::Less,
            };
            let known = from.is_some() && to.is_some();
            categories = categories.with(way(rank(&from) < rank(&to), from == to, known));
            let (before, after) = (days(0, &from), days(1, &to));
            let figures = before.zip(after).filter(|((_, one), (_, other))| one != other);
            in_days =
                in_days.with(way(figures.is_some_and(|((_, one), (_, other))| one < other), before == after, figures.is_some()));
            if from != to || before != after {
                moved.insert([from, to]);
            }
        }
        assert_eq!(span.compared.categories, Some(categories), "{:#?}\n{}", span.compared, two.say());
        assert_eq!(span.compared.days, Some(in_days), "{:#?}\n{}", span.compared, two.say());
        let told: BTreeSet<[Option<String>; 2]> = span
            .compared
            .changes
            .iter()
            .filter_map(|change| match &change.what {
                What::Category(codes) => Some(codes.each_ref().map(|code| code.as_ref().map(ToString::to_string))),
                _ => None,
            })
            .collect();
        assert_eq!(told, moved, "{}", two.say());
        *seen.entry(format!("{categories:?}")).or_default() += 1;
        *seen.entry(format!("days {in_days:?}")).or_default() += 1;
    }
    for verdict in
        ["Same", "More", "Less", "Mixed", "Otherwise", "days Same", "days More", "days Less", "days Mixed", "days Otherwise"]
    {
        assert!(seen.get(verdict).is_some_and(|times| *times > 5), "{verdict}: {seen:#?}");
    }
}
