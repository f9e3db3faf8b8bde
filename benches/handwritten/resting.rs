//! Which assumed facts an answer rests on.

use super::facts::{
    CAPACITY_TO_IMPROVE, FIRST_RISK, FORMAL_POWERS, Fact, Facts, GOVERNANCE_CAPACITY, GOVERNOR_VACANCIES, GovernorCapacity,
    HEADTEACHER, SAFEGUARDING, VULNERABILITY, Words, YesNo,
};
use super::rules;
use super::set::{Category, Set};
use super::unknown::{Numbers, matter};

/// The assumed facts each of which can, with all assumed facts free, change by itself what is possible.
pub(super) fn rests_on(facts: &Facts) -> Numbers {
    if facts.is_known() {
        // One category is possible whatever is assumed, so it is as if the assumed facts were unknown.
        return matter(&facts.freed());
    }
    let groups = [
        single(&facts.vulnerability, VULNERABILITY, rules::vulnerability),
        single(&facts.formal_powers, FORMAL_POWERS, rules::formal_powers),
        single(&facts.headteacher, HEADTEACHER, rules::headteacher),
        governance(facts),
        risk_factors(facts),
    ];
    let (levels, count) = by_capacity(facts);
    let levels = &levels[..count];
    let mut found = Numbers::default();
    for (at, group) in groups.iter().enumerate() {
        let rest = groups.iter().enumerate().filter(|(other, _)| *other != at);
        let rest = rest.fold(Sets::NOTHING, |all, (_, group)| all.with(group.sets));
        for change in &group.changes {
            if found.has(change.facts) {
                continue;
            }
            let shows = |rest: Set| {
                let (one, other) = (rest.more_intensive(change.one), rest.more_intensive(change.other));
                one != other && levels.iter().any(|level| level.possible(one) != level.possible(other))
            };
            if rest.iter().any(shows) {
                found.add_all(change.facts);
            }
        }
    }
    if let [first, others @ ..] = levels {
        let all = groups.iter().fold(Sets::NOTHING, |all, group| all.with(group.sets));
        if all.iter().any(|set| others.iter().any(|level| level.possible(set) != first.possible(set))) {
            found.add(CAPACITY_TO_IMPROVE);
        }
    }
    found
}

/// Sets of categories: a bit for each of the 31.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sets(u32);

impl Sets {
    /// Facts that call for no more than A.
    const NOTHING: Self = Self::of(Set::of(Category::A));

    const fn of(set: Set) -> Self {
        Self(1 << set.0)
    }

    fn with(self, other: Self) -> Self {
        let pairs = self.iter().flat_map(|one| other.iter().map(move |two| one.more_intensive(two)));
        Self(pairs.fold(0, |all, set| all | Self::of(set).0))
    }

    fn iter(self) -> impl Iterator<Item = Set> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let set = u8::try_from(left.trailing_zeros()).ok().filter(|_| left != 0)?;
            left &= left - 1;
            Some(Set(set))
        })
    }
}

/// Facts that have a meaning together: what they can call for, a set for each way the assumed ones of them can be, and what a
/// change of one assumed fact does to it.
struct Group {
    sets: Sets,
    changes: Vec<Change>,
}

struct Change {
    /// The facts that make the same change.
    facts: Numbers,
    one: Set,
    other: Set,
}

impl Group {
    fn new() -> Self {
        Self { sets: Sets(0), changes: Vec::new() }
    }

    /// Notes what can be called for as the values of some facts change.
    fn note(&mut self, facts: Numbers, assumed: bool, sets: impl Iterator<Item = Set>) {
        let mut before = Sets(0);
        for set in sets {
            if assumed {
                let others = before.iter().filter(|one| *one != set);
                self.changes.extend(others.map(|one| Change { facts, one, other: set }));
            }
            before.0 |= Sets::of(set).0;
        }
        self.sets.0 |= before.0;
    }
}

/// The values of a fact one by one where it is assumed, else all at once.
fn choices<T: Words>(fact: &Fact<T>) -> std::slice::Chunks<'_, T> {
    if fact.is_assumed() { T::ALL.chunks(1) } else { fact.options().chunks(T::ALL.len()) }
}

fn single<T: Words>(fact: &Fact<T>, number: usize, category: fn(T) -> Category) -> Group {
    let mut group = Group::new();
    group.note(Numbers::one(number), fact.is_assumed(), choices(fact).map(|values| Set::from(values, category)));
    group
}

fn governance(facts: &Facts) -> Group {
    let set = |capacities: &[GovernorCapacity], vacancies: &[YesNo]| {
        facts.governance.options().iter().fold(Set::default(), |set, rating| {
            capacities.iter().fold(set, |set, capacity| {
                set.or(Set::from(vacancies, |vacancies| rules::governance(*rating, *capacity, vacancies)))
            })
        })
    };
    let (capacity, vacancies) = (&facts.governance_capacity, &facts.governor_vacancies);
    let mut group = Group::new();
    for one in choices(vacancies) {
        group.note(Numbers::one(GOVERNANCE_CAPACITY), capacity.is_assumed(), choices(capacity).map(|other| set(other, one)));
    }
    for one in choices(capacity) {
        group.note(Numbers::one(GOVERNOR_VACANCIES), vacancies.is_assumed(), choices(vacancies).map(|other| set(one, other)));
    }
    group
}

fn risk_factors(facts: &Facts) -> Group {
    let mut assumed = Numbers::default();
    let (mut certain, mut free, mut unknown) = (0, 0, 0);
    for (at, risk) in facts.risks.iter().enumerate().filter(|(at, _)| *at != SAFEGUARDING) {
        match risk {
            Fact::Told(YesNo::Yes) => certain += 1,
            Fact::Told(YesNo::No) => {}
            Fact::Unknown => unknown += 1,
            Fact::Assumed(_) => {
                free += 1;
                assumed.add(FIRST_RISK + at);
            }
        }
    }
    let set = |count: usize, safeguarding: &[YesNo]| {
        safeguarding.iter().fold(Set::default(), |set, is| {
            let safeguarding = *is == YesNo::Yes;
            (count..=count + unknown)
                .fold(set, |set, count| set.or(Set::of(rules::risk_factors(count + usize::from(safeguarding), safeguarding))))
        })
    };
    let safeguarding = &facts.risks[SAFEGUARDING];
    let mut group = Group::new();
    for one in choices(safeguarding) {
        group.note(assumed, false, (certain..=certain + free).map(|count| set(count, one)));
        for count in certain..certain + free {
            group.note(assumed, true, (count..=count + 1).map(|count| set(count, one)));
        }
    }
    if safeguarding.is_assumed() {
        for count in certain..=certain + free {
            group.note(Numbers::one(FIRST_RISK + SAFEGUARDING), true, choices(safeguarding).map(|is| set(count, is)));
        }
    }
    group
}

/// What the facts that are never assumed can call for, in each case that is open.
#[derive(Clone, Copy, Default)]
struct Level {
    cases: [Set; 6],
    count: usize,
}

impl Level {
    fn possible(&self, rest: Set) -> Set {
        self.cases[..self.count].iter().fold(Set::default(), |all, case| all.or(case.more_intensive(rest)))
    }
}

/// The same for each capacity to improve if that is assumed, else for all at once.
fn by_capacity(facts: &Facts) -> ([Level; 3], usize) {
    let leadership = Set::from(facts.leadership.options(), rules::leadership);
    let (mut levels, mut count) = ([Level::default(); 3], 0);
    for (level, capacities) in levels.iter_mut().zip(choices(&facts.capacity_to_improve)) {
        count += 1;
        for capacity in capacities {
            for likely in facts.likely_good_next.options() {
                let case = Set::from(facts.la_judgement.options(), |judgement| rules::la_judgement(judgement, *likely))
                    .more_intensive(rules::inspections_set(facts, *capacity, *likely))
                    .more_intensive(Set::of(rules::capacity(*capacity)))
                    .more_intensive(leadership);
                if !level.cases[..level.count].contains(&case) {
                    level.cases[level.count] = case;
                    level.count += 1;
                }
            }
        }
    }
    (levels, count)
}
