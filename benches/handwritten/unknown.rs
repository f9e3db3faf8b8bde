//! Which unknown facts can change the category by themselves, and which of them to ask first.

use super::facts::{
    CAPACITY_TO_IMPROVE, FIRST_RISK, FORMAL_POWERS, Fact, Facts, GOVERNANCE, GOVERNANCE_CAPACITY, GOVERNOR_VACANCIES,
    HEADTEACHER, LA_JUDGEMENT, LATEST_INSPECTED, LATEST_OFSTED, LEADERSHIP, LIKELY_GOOD_NEXT, NAMES, PREVIOUS_OFSTED, RISKS,
    SAFEGUARDING, VULNERABILITY, Words, YesNo,
};
use super::rules::{self, Apart};
use super::set::{Category, Set};

/// Facts by number: a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers(u32);

impl Numbers {
    pub(super) const fn one(fact: usize) -> Self {
        Self(1 << fact)
    }

    pub(super) fn add(&mut self, fact: usize) {
        self.0 |= 1 << fact;
    }

    pub(super) fn add_all(&mut self, facts: Self) {
        self.0 |= facts.0;
    }

    /// Whether all of these are there.
    pub(super) const fn has(self, facts: Self) -> bool {
        self.0 & facts.0 == facts.0
    }

    pub(super) fn iter(self) -> impl Iterator<Item = usize> {
        (0..NAMES.len()).filter(move |fact| self.0 & (1 << fact) != 0)
    }
}

/// The most intensive category that a change of one fact can come to or leave, for each group of facts whose meaning does not
/// turn on other groups; `None` where no change makes a difference.
type Reach = Option<Category>;

/// Whether two categories differ, and then the more intensive.
fn reach(one: Category, other: Category) -> Reach {
    (one != other).then(|| one.max(other))
}

fn reach_of(set: Set) -> Reach {
    (set.len() > 1).then(|| set.most())
}

/// The unknown facts each of which can, in some legal case, change the category by itself.
///
/// The category is the most intensive that any fact calls for, so a change shows where it goes above all that the others call
/// for, which is easiest where they call for their least.
pub(super) fn matter(facts: &Facts) -> Numbers {
    let mut found = Numbers::default();
    let apart = Apart::of(facts);
    let mut lowest = Category::C;
    for likely in facts.likely_good_next.options() {
        let judgements = Set::from(facts.la_judgement.options(), |judgement| rules::la_judgement(judgement, *likely));
        for level in facts.capacity_to_improve.options() {
            let inspections = rules::inspections_set(facts, *level, *likely);
            let capacity = rules::capacity(*level);
            if reach_of(judgements) > Some(apart.least().max(inspections.least()).max(capacity)) {
                found.add(LA_JUDGEMENT);
            }
            if facts.history_is_open() {
                history(facts, (*level, *likely), apart.least().max(judgements.least()).max(capacity), &mut found);
            }
            lowest = lowest.min(judgements.least().max(inspections.least()).max(capacity));
        }
    }
    if facts.capacity_to_improve.is_unknown() && capacity_matters(facts, apart.least()) {
        found.add(CAPACITY_TO_IMPROVE);
    }
    if facts.likely_good_next.is_unknown() && likely_matters(facts, apart.least()) {
        found.add(LIKELY_GOOD_NEXT);
    }
    alone(facts, &apart, lowest, &mut found);
    found
}

/// The facts whose meaning turns on no other, or on others of governance or of the risk factors only. `lowest` is the least that
/// inspections, the LA's judgement and the capacity to improve call for together.
fn alone(facts: &Facts, apart: &Apart, lowest: Category, found: &mut Numbers) {
    let sets =
        [apart.vulnerability, apart.formal_powers, apart.leadership, apart.headteacher, apart.governance, apart.risk_factors];
    let [governance, vacancies, capacity] = governance_reach(facts);
    let (safeguarding, others) = risk_reach(facts);
    let others_of = |which: usize| {
        let rest = sets.iter().enumerate().filter(|(at, _)| *at != which);
        rest.fold(lowest, |least, (_, set)| least.max(set.least()))
    };
    let singles = [VULNERABILITY, FORMAL_POWERS, LEADERSHIP, HEADTEACHER];
    for (at, (fact, set)) in singles.into_iter().zip(sets).enumerate() {
        if set.len() > 1 && set.most() > others_of(at) {
            found.add(fact);
        }
    }
    for (fact, reach) in [(GOVERNANCE, governance), (GOVERNOR_VACANCIES, vacancies), (GOVERNANCE_CAPACITY, capacity)] {
        if reach > Some(others_of(4)) {
            found.add(fact);
        }
    }
    let rest = Some(others_of(5));
    for (at, _) in facts.risks.iter().enumerate().filter(|(_, risk)| risk.is_unknown()) {
        if (if at == SAFEGUARDING { safeguarding } else { others }) > rest {
            found.add(FIRST_RISK + at);
        }
    }
}

/// How far changes of the rating, of vacancies and of the governors' capacity reach.
fn governance_reach(facts: &Facts) -> [Reach; 3] {
    let [mut of_rating, mut of_vacancies, mut of_capacity] = [None; 3];
    let (ratings, capacities) = (facts.governance.options(), facts.governance_capacity.options());
    let vacancies = facts.governor_vacancies.options();
    let sets = |one: &mut Reach, set: Set| *one = (*one).max(reach_of(set));
    for capacity in capacities {
        for vacancy in vacancies {
            sets(&mut of_rating, Set::from(ratings, |rating| rules::governance(rating, *capacity, *vacancy)));
        }
        for rating in ratings {
            sets(&mut of_vacancies, Set::from(vacancies, |vacancy| rules::governance(*rating, *capacity, vacancy)));
        }
    }
    for rating in ratings {
        for vacancy in vacancies {
            sets(&mut of_capacity, Set::from(capacities, |capacity| rules::governance(*rating, capacity, *vacancy)));
        }
    }
    [of_rating, of_vacancies, of_capacity]
}

/// How far a change of safeguarding, and of any other unknown risk factor, reaches.
fn risk_reach(facts: &Facts) -> (Reach, Reach) {
    let (certain, more) = rules::other_risks(facts);
    let (mut of_safeguarding, mut of_others) = (None, None);
    let options = facts.risks[SAFEGUARDING].options();
    for count in certain..=certain + more {
        if let [_, _] = options {
            of_safeguarding = of_safeguarding.max(reach(rules::risk_factors(count, false), rules::risk_factors(count + 1, true)));
        }
        for safeguarding in options.iter().map(|is| *is == YesNo::Yes) {
            let all = count + usize::from(safeguarding);
            if count > certain {
                of_others =
                    of_others.max(reach(rules::risk_factors(all - 1, safeguarding), rules::risk_factors(all, safeguarding)));
            }
        }
    }
    (of_safeguarding, of_others)
}

/// The facts about inspections: pairs of legal histories that differ in one of them.
fn history(facts: &Facts, (level, likely): (super::facts::Capacity, YesNo), rest: Category, found: &mut Numbers) {
    for one in facts.histories() {
        let category = rules::inspections(one, level, likely);
        for other in facts.histories() {
            if reach(category, rules::inspections(other, level, likely)) <= Some(rest) {
                continue;
            }
            match (one.0 != other.0, one.1 != other.1, one.2 != other.2) {
                (true, false, false) => found.add(LATEST_OFSTED),
                (false, true, false) => found.add(PREVIOUS_OFSTED),
                (false, false, true) => found.add(LATEST_INSPECTED),
                _ => {}
            }
        }
    }
}

/// The capacity to improve bears on what Ofsted's judgement calls for, and on leadership by itself.
fn capacity_matters(facts: &Facts, apart: Category) -> bool {
    facts.likely_good_next.options().iter().any(|likely| {
        let judgements = Set::from(facts.la_judgement.options(), |judgement| rules::la_judgement(judgement, *likely));
        let rest = apart.max(judgements.least());
        facts.histories().any(|history| {
            let levels = facts.capacity_to_improve.options();
            let set = Set::from(levels, |level| rules::inspections(history, level, *likely).max(rules::capacity(level)));
            reach_of(set) > Some(rest)
        })
    })
}

/// Whether good is likely next time bears on what Ofsted's judgement and the LA's call for.
fn likely_matters(facts: &Facts, apart: Category) -> bool {
    facts.capacity_to_improve.options().iter().any(|level| {
        let rest = apart.max(rules::capacity(*level));
        facts.histories().any(|history| {
            facts.la_judgement.options().iter().any(|judgement| {
                let of = |likely| rules::inspections(history, *level, likely).max(rules::la_judgement(*judgement, likely));
                reach(of(YesNo::Yes), of(YesNo::No)) > Some(rest)
            })
        })
    })
}

impl Apart {
    /// The least that all of them call for.
    fn least(&self) -> Category {
        self.together().least()
    }
}

/// The facts to ask, best first: by how many categories are left on average over the fact's legal values.
pub(super) fn ask(facts: &Facts) -> Vec<usize> {
    let mut ranked: Vec<(u32, u32, usize)> = matter(facts)
        .iter()
        .map(|fact| {
            let (mut left, mut values) = (0, 0);
            each_value(facts, fact, |told| {
                let possible = rules::possible(told).len();
                left += possible;
                values += u32::from(possible > 0);
            });
            (left, values, fact)
        })
        .collect();
    // Facts stand in the order of declaration, and a stable sort keeps it among equals.
    ranked.sort_by(|one, other| (one.0 * other.1).cmp(&(other.0 * one.1)));
    ranked.into_iter().map(|(_, _, fact)| fact).collect()
}

/// The school with each value of a fact told in turn.
fn each_value(facts: &Facts, fact: usize, visit: impl FnMut(&Facts)) {
    match fact {
        LATEST_OFSTED => tell(facts, |facts| &mut facts.latest_ofsted, visit),
        PREVIOUS_OFSTED => tell(facts, |facts| &mut facts.previous_ofsted, visit),
        LATEST_INSPECTED => tell(facts, |facts| &mut facts.latest_inspected, visit),
        LA_JUDGEMENT => tell(facts, |facts| &mut facts.la_judgement, visit),
        VULNERABILITY => tell(facts, |facts| &mut facts.vulnerability, visit),
        LIKELY_GOOD_NEXT => tell(facts, |facts| &mut facts.likely_good_next, visit),
        CAPACITY_TO_IMPROVE => tell(facts, |facts| &mut facts.capacity_to_improve, visit),
        FORMAL_POWERS => tell(facts, |facts| &mut facts.formal_powers, visit),
        LEADERSHIP => tell(facts, |facts| &mut facts.leadership, visit),
        HEADTEACHER => tell(facts, |facts| &mut facts.headteacher, visit),
        GOVERNANCE => tell(facts, |facts| &mut facts.governance, visit),
        GOVERNANCE_CAPACITY => tell(facts, |facts| &mut facts.governance_capacity, visit),
        GOVERNOR_VACANCIES => tell(facts, |facts| &mut facts.governor_vacancies, visit),
        FIRST_RISK.. if fact < FIRST_RISK + RISKS => tell(facts, |facts| &mut facts.risks[fact - FIRST_RISK], visit),
        _ => {}
    }
}

fn tell<T: Words>(facts: &Facts, of: impl Fn(&mut Facts) -> &mut Fact<T>, mut visit: impl FnMut(&Facts)) {
    let mut told = *facts;
    for value in T::ALL {
        *of(&mut told) = Fact::Told(*value);
        visit(&told);
    }
}
