//! The short cuts give the very answers that the general way gives, on policies too large for brute force.

use super::brute::classes;
use super::kit::{self, add_fact, count, is, strand};
use super::random::{KIND, policy_of};
use super::reasons::{about, categorise};
use super::school::{SCHOOL, school};
use ees::diagram::{Compiled, Exact, Scratch};
use ees::model::{Amount, Domain, FactId, FactState, Facts, KindId, Operand, Policy, Quota, Value, YES_NO};
use fastrand::Rng;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

const ON: Date = date(2021, 11, 15);

/// Settings of one policy answered both ways, each with a scratch that stays.
struct Both<'a> {
    policy: &'a Policy,
    kind: KindId,
    classes: Vec<Vec<Vec<Value>>>,
    compiled: Compiled,
    quick: Scratch,
    general: Scratch,
}

impl<'a> Both<'a> {
    fn new(policy: &'a Policy, kind: KindId) -> Self {
        let classes = (0..policy.facts.len()).map(|at| classes(policy, kind, FactId(at as u16), ON)).collect();
        let compiled = Compiled::new(policy, kind, ON).unwrap();
        Self { policy, kind, classes, compiled, quick: Scratch::default(), general: Scratch::general() }
    }

    /// A setting where so many facts in ten are unknown, and so many that something is assumed of are told.
    fn setting(&self, rng: &mut Rng, unknown: u8, told: u8) -> Facts {
        let mut facts = Facts::unknown(self.policy.facts.len());
        for (id, fact) in self.policy.facts_of(self.kind) {
            let class = rng.choice(&self.classes[id.at()]).unwrap();
            let value = *rng.choice(class).unwrap();
            facts.set(
                id,
                match fact.assumed {
                    _ if rng.u8(..10) < unknown => FactState::Unknown,
                    Some(assumed) if rng.u8(..10) >= told => FactState::Assumed(assumed),
                    _ => FactState::Told(value),
                },
            );
        }
        facts
    }

    fn agree(&mut self, facts: &Facts) -> Exact {
        let quick = self.compiled.answer(&mut self.quick, facts).unwrap();
        let general = self.compiled.answer(&mut self.general, facts).unwrap();
        let told = || format!("{}{}", kit::policy_told(self.policy), kit::facts_told(self.policy, facts));
        assert!(quick == general, "{}quick: {quick:#?}\ngeneral: {general:#?}", told());
        quick
    }
}

#[test]
fn on_random_policies() {
    let mut rng = Rng::with_seed(1959);
    let mut met = [0; 4];
    for _ in 0..500 {
        let policy = policy_of(&mut rng, ON, 8..=16);
        let mut both = Both::new(&policy, KIND);
        for round in 0..20 {
            let told = rng.u8(..8);
            let facts = both.setting(&mut rng, [0, 0, 1, 3][round % 4], told);
            let answer = both.agree(&facts);
            let open = policy.facts_of(KIND).any(|(id, _)| facts.get(id) == FactState::Unknown);
            met[0] += usize::from(answer.impossible);
            met[1] += usize::from(!open && answer.rests_on.len() > 1);
            met[2] += usize::from(open && answer.rests_on.len() > 1);
            met[3] += usize::from(!open && answer.gate.is_some());
        }
    }
    assert!(met.iter().all(|times| *times > 100), "the kinds of answer were met {met:?} times");
}

#[test]
fn on_the_shipped_policy() {
    let policy = school();
    let mut both = Both::new(&policy, SCHOOL);
    let mut rng = Rng::with_seed(2021);
    let mut met = [0; 2];
    for _ in 0..4_000 {
        let told = rng.u8(..8);
        let mut facts = both.setting(&mut rng, 0, told);
        for (id, fact) in policy.facts_of(SCHOOL) {
            // Mostly the first value, so that few facts decide the category on their own.
            match rng.u8(..40) {
                0 => facts.set(id, FactState::Unknown),
                1..30 if fact.assumed.is_none() => facts.set(id, FactState::Told(both.classes[id.at()][0][0])),
                _ => {}
            }
        }
        let open = policy.facts_of(SCHOOL).any(|(id, _)| facts.get(id) == FactState::Unknown);
        met[usize::from(open)] += usize::from(both.agree(&facts).rests_on.len() > 2);
    }
    assert!(met.iter().all(|times| *times > 200), "answers told and open that rest on three facts: {met:?}");
}

/// Of a hundred assumed facts just fifty: too many counts for the bits of one number, and for one layer.
#[test]
fn on_a_long_list() {
    let mut policy = about(&[]);
    for at in 0..100 {
        add_fact(&mut policy, &format!("fact {at}"), KindId(0), Domain::Vocabulary(YES_NO), false, Some(Value::yes(at % 2 == 0)));
    }
    let list = || (0..100).map(|at| is(&policy, &format!("fact {at}"), "yes")).collect();
    let many = |base: i64, quota: fn(Amount) -> Quota| {
        count(quota(Amount { base: Operand::Number(Decimal::from(base)), offset: 0 }), list())
    };
    let lines = vec![(1, Some(many(50, Quota::Exactly))), (0, Some(many(80, Quota::AtMost)))];
    categorise(&mut policy, vec![strand("one", lines)], vec![]);
    let mut both = Both::new(&policy, KindId(0));
    let mut rng = Rng::with_seed(50);
    let (mut all, mut none) = (0, 0);
    for round in 0..60 {
        let facts = both.setting(&mut rng, u8::from(round % 4 == 0), 10 - (round % 10) as u8);
        let answer = both.agree(&facts);
        all += usize::from(answer.rests_on.len() > 10);
        none += usize::from(answer.rests_on.is_empty());
    }
    assert!(all > 10 && none > 3, "{all} answers rested on many facts, {none} on none");
}
