//! Annex 1, rows "Schools": the category that each fact calls for. The most intensive decides.
//!
//! The facts are apart from each other but for five that meet: what Ofsted, the LA's judgement and leadership call for turns on
//! whether good is likely next time and on the capacity to improve, and those two are gone through one by one.

use super::facts::{
    Capacity, Facts, Governance, GovernorCapacity, Headteacher, Inspected, Judgement, Leadership, Ofsted, Powers, SAFEGUARDING,
    Vulnerability, YesNo,
};
use super::set::{Category, Set};

/// The Ofsted strand; `None` for a school never inspected, of which it says nothing.
pub(super) fn ofsted(
    (latest, previous, inspected): (Ofsted, Ofsted, Inspected),
    capacity: Capacity,
    likely: YesNo,
) -> Option<Category> {
    match latest {
        Ofsted::SeriousWeaknesses | Ofsted::SpecialMeasures => Some(Category::C),
        Ofsted::RequiresImprovement if capacity != Capacity::Sufficient || likely == YesNo::No => Some(Category::B2),
        Ofsted::RequiresImprovement => Some(Category::B1),
        Ofsted::Good
            if inspected == Inspected::Recently
                && matches!(previous, Ofsted::RequiresImprovement | Ofsted::SeriousWeaknesses | Ofsted::SpecialMeasures) =>
        {
            Some(Category::As)
        }
        Ofsted::Good | Ofsted::Outstanding => Some(Category::A),
        Ofsted::Never => None,
    }
}

/// What inspections come to: a school never inspected is no A, so it is AS at least.
pub(super) fn inspections(history: (Ofsted, Ofsted, Inspected), capacity: Capacity, likely: YesNo) -> Category {
    ofsted(history, capacity, likely).unwrap_or(Category::As)
}

pub(super) fn la_judgement(judgement: Judgement, likely: YesNo) -> Category {
    match (judgement, likely) {
        (Judgement::Inadequate, _) => Category::C,
        (Judgement::RequiresImprovement, YesNo::No) => Category::B2,
        (Judgement::RequiresImprovement, YesNo::Yes) => Category::B1,
        (Judgement::Outstanding | Judgement::Good, YesNo::No) => Category::B1,
        (Judgement::Outstanding | Judgement::Good, YesNo::Yes) => Category::A,
    }
}

pub(super) fn vulnerability(vulnerability: Vulnerability) -> Category {
    match vulnerability {
        Vulnerability::High => Category::B2,
        Vulnerability::Some => Category::B1,
        Vulnerability::Low => Category::A,
    }
}

pub(super) fn formal_powers(powers: Powers) -> Category {
    match powers {
        Powers::InUse => Category::C,
        Powers::Considered => Category::B2,
        Powers::NotConsidered => Category::A,
    }
}

pub(super) fn capacity(capacity: Capacity) -> Category {
    match capacity {
        Capacity::Insufficient => Category::C,
        Capacity::Limited => Category::B2,
        Capacity::Sufficient => Category::A,
    }
}

pub(super) fn leadership(leadership: Leadership) -> Category {
    match leadership {
        Leadership::Ineffective => Category::C,
        Leadership::Inconsistent => Category::B2,
        Leadership::SecureAndImproving => Category::B1,
        Leadership::NeedsConsolidating => Category::As,
        Leadership::Effective => Category::A,
    }
}

pub(super) fn headteacher(headteacher: Headteacher) -> Category {
    match headteacher {
        Headteacher::NewToHeadship => Category::B1,
        Headteacher::NewWithHeadship => Category::As,
        Headteacher::Established => Category::A,
    }
}

pub(super) fn governance(governance: Governance, capacity: GovernorCapacity, vacancies: YesNo) -> Category {
    match governance {
        Governance::Red if capacity == GovernorCapacity::Little || vacancies == YesNo::Yes => Category::C,
        Governance::Red => Category::B2,
        Governance::Amber if capacity != GovernorCapacity::Sufficient => Category::B2,
        Governance::Amber => Category::As,
        Governance::Green => Category::A,
    }
}

/// By how many of the risk factors there are, safeguarding counted with the others.
pub(super) fn risk_factors(count: usize, safeguarding: bool) -> Category {
    match count {
        7.. => Category::C,
        3.. => Category::B2,
        _ if safeguarding => Category::B2,
        1.. => Category::B1,
        0 => Category::A,
    }
}

/// How many of the risk factors other than safeguarding there are, and how many more there can be.
pub(super) fn other_risks(facts: &Facts) -> (usize, usize) {
    let others = facts.risks.iter().enumerate().filter(|(at, _)| *at != SAFEGUARDING);
    others.fold((0, 0), |(certain, more), (_, risk)| match risk.options() {
        [YesNo::Yes] => (certain + 1, more),
        [_] => (certain, more),
        _ => (certain, more + 1),
    })
}

/// What governance can call for.
pub(super) fn governance_set(facts: &Facts) -> Set {
    let mut set = Set::default();
    for rating in facts.governance.options() {
        for capacity in facts.governance_capacity.options() {
            set = set.or(Set::from(facts.governor_vacancies.options(), |vacancies| governance(*rating, *capacity, vacancies)));
        }
    }
    set
}

/// What risk factors can call for.
pub(super) fn risk_set(facts: &Facts) -> Set {
    let (certain, more) = other_risks(facts);
    let mut set = Set::default();
    for safeguarding in facts.risks[SAFEGUARDING].options() {
        let safeguarding = *safeguarding == YesNo::Yes;
        for count in certain..=certain + more {
            set = set.or(Set::of(risk_factors(count + usize::from(safeguarding), safeguarding)));
        }
    }
    set
}

/// What inspections can come to.
pub(super) fn inspections_set(facts: &Facts, capacity: Capacity, likely: YesNo) -> Set {
    facts.histories().fold(Set::default(), |set, history| set.or(Set::of(inspections(history, capacity, likely))))
}

/// What the facts that stand apart can call for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Apart {
    pub(super) vulnerability: Set,
    pub(super) formal_powers: Set,
    pub(super) leadership: Set,
    pub(super) headteacher: Set,
    pub(super) governance: Set,
    pub(super) risk_factors: Set,
}

impl Apart {
    pub(super) fn of(facts: &Facts) -> Self {
        Self {
            vulnerability: Set::from(facts.vulnerability.options(), vulnerability),
            formal_powers: Set::from(facts.formal_powers.options(), formal_powers),
            leadership: Set::from(facts.leadership.options(), leadership),
            headteacher: Set::from(facts.headteacher.options(), headteacher),
            governance: governance_set(facts),
            risk_factors: risk_set(facts),
        }
    }

    pub(super) fn together(&self) -> Set {
        self.vulnerability
            .more_intensive(self.formal_powers)
            .more_intensive(self.leadership)
            .more_intensive(self.headteacher)
            .more_intensive(self.governance)
            .more_intensive(self.risk_factors)
    }
}

/// The categories that the school can have, whatever is unknown of it; none if the facts cannot be together.
pub(super) fn possible(facts: &Facts) -> Set {
    possible_with(facts, &Apart::of(facts))
}

pub(super) fn possible_with(facts: &Facts, apart: &Apart) -> Set {
    let apart = apart.together();
    let mut set = Set::default();
    for likely in facts.likely_good_next.options() {
        let rest = apart.more_intensive(Set::from(facts.la_judgement.options(), |judgement| la_judgement(judgement, *likely)));
        for level in facts.capacity_to_improve.options() {
            let inspections = inspections_set(facts, *level, *likely);
            if inspections == Set::default() {
                return inspections;
            }
            set = set.or(rest.more_intensive(inspections).more_intensive(Set::of(capacity(*level))));
        }
    }
    set
}
