//! What is known of a school.

/// A fact of a school as its row has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fact<T> {
    Told(T),
    /// Nobody told; this is the rule unless somebody does.
    Assumed(T),
    Unknown,
}

/// The words of a fact.
pub(super) trait Words: Copy + PartialEq + 'static {
    const ALL: &'static [Self];
    const WORDS: &'static [&'static str];
}

impl<T: Words> Fact<T> {
    /// The values that it can have.
    pub(super) fn options(&self) -> &[T] {
        match self {
            Self::Told(value) | Self::Assumed(value) => std::slice::from_ref(value),
            Self::Unknown => T::ALL,
        }
    }

    pub(super) fn can_be(&self, value: T) -> bool {
        self.options().contains(&value)
    }

    pub(super) fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }

    pub(super) fn is_assumed(&self) -> bool {
        matches!(self, Self::Assumed(_))
    }

    /// Unknown if it was only assumed.
    fn free(&mut self) {
        if self.is_assumed() {
            *self = Self::Unknown;
        }
    }
}

macro_rules! words {
    ($($name:ident { $($value:ident = $word:literal),+ $(,)? })+) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $name { $($value),+ }

        impl Words for $name {
            const ALL: &'static [Self] = &[$(Self::$value),+];
            const WORDS: &'static [&'static str] = &[$($word),+];
        }
    )+};
}

words! {
    YesNo { Yes = "yes", No = "no" }
    Ofsted {
        Outstanding = "outstanding",
        Good = "good",
        RequiresImprovement = "requires_improvement",
        SeriousWeaknesses = "serious_weaknesses",
        SpecialMeasures = "special_measures",
        Never = "none",
    }
    // A date says no more than whether it lies within twelve months.
    Inspected { Recently = "", LongAgo = "", Never = "none" }
    Judgement { Outstanding = "outstanding", Good = "good", RequiresImprovement = "requires_improvement", Inadequate = "inadequate" }
    Vulnerability { Low = "low", Some = "some", High = "high" }
    Capacity { Sufficient = "sufficient", Limited = "limited", Insufficient = "insufficient" }
    Powers { NotConsidered = "not_considered", Considered = "considered", InUse = "in_use" }
    Leadership {
        Effective = "effective",
        NeedsConsolidating = "needs_consolidating",
        SecureAndImproving = "secure_and_improving",
        Inconsistent = "inconsistent",
        Ineffective = "ineffective",
    }
    Headteacher { Established = "established", NewWithHeadship = "new_with_headship", NewToHeadship = "new_to_headship" }
    Governance { Green = "green", Amber = "amber", Red = "red" }
    GovernorCapacity { Sufficient = "sufficient", Limited = "limited", Little = "little" }
}

/// How many risk factors there are, and which of them is safeguarding.
pub(super) const RISKS: usize = 14;
pub(super) const SAFEGUARDING: usize = 3;

/// The headings of the facts; a fact's number is its place here.
pub(super) const NAMES: [&str; 15 + RISKS] = [
    "latest_ofsted",
    "previous_ofsted",
    "latest_inspected",
    "la_judgement",
    "vulnerability",
    "likely_good_next",
    "capacity_to_improve",
    "formal_powers",
    "leadership",
    "headteacher",
    "governance",
    "governance_capacity",
    "governance_action_plan",
    "governor_vacancies",
    "two_year_olds",
    "attainment_low",
    "gaps_wide",
    "absence_or_exclusions_high",
    "safeguarding_concerns",
    "teaching_inconsistent",
    "governance_weak",
    "complaints_high",
    "monitoring_inadequate",
    "pupil_numbers_falling",
    "staffing_unstable",
    "financial_deficit",
    "reluctant_to_change",
    "leadership_breakdown",
    "progress_visits_poor",
];

pub(super) const LATEST_OFSTED: usize = 0;
pub(super) const PREVIOUS_OFSTED: usize = 1;
pub(super) const LATEST_INSPECTED: usize = 2;
pub(super) const LA_JUDGEMENT: usize = 3;
pub(super) const VULNERABILITY: usize = 4;
pub(super) const LIKELY_GOOD_NEXT: usize = 5;
pub(super) const CAPACITY_TO_IMPROVE: usize = 6;
pub(super) const FORMAL_POWERS: usize = 7;
pub(super) const LEADERSHIP: usize = 8;
pub(super) const HEADTEACHER: usize = 9;
pub(super) const GOVERNANCE: usize = 10;
pub(super) const GOVERNANCE_CAPACITY: usize = 11;
pub(super) const GOVERNANCE_ACTION_PLAN: usize = 12;
pub(super) const GOVERNOR_VACANCIES: usize = 13;
pub(super) const TWO_YEAR_OLDS: usize = 14;
pub(super) const FIRST_RISK: usize = 15;

#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    pub(super) latest_ofsted: Fact<Ofsted>,
    pub(super) previous_ofsted: Fact<Ofsted>,
    pub(super) latest_inspected: Fact<Inspected>,
    pub(super) la_judgement: Fact<Judgement>,
    pub(super) vulnerability: Fact<Vulnerability>,
    pub(super) likely_good_next: Fact<YesNo>,
    pub(super) capacity_to_improve: Fact<Capacity>,
    pub(super) formal_powers: Fact<Powers>,
    pub(super) leadership: Fact<Leadership>,
    pub(super) headteacher: Fact<Headteacher>,
    pub(super) governance: Fact<Governance>,
    pub(super) governance_capacity: Fact<GovernorCapacity>,
    pub(super) governance_action_plan: Fact<YesNo>,
    pub(super) governor_vacancies: Fact<YesNo>,
    pub(super) two_year_olds: Fact<YesNo>,
    pub(super) risks: [Fact<YesNo>; RISKS],
}

impl Facts {
    /// A school of which nobody has told anything.
    pub(super) const UNTOLD: Self = Self {
        latest_ofsted: Fact::Unknown,
        previous_ofsted: Fact::Unknown,
        latest_inspected: Fact::Unknown,
        la_judgement: Fact::Unknown,
        vulnerability: Fact::Assumed(Vulnerability::Low),
        likely_good_next: Fact::Unknown,
        capacity_to_improve: Fact::Assumed(Capacity::Sufficient),
        formal_powers: Fact::Assumed(Powers::NotConsidered),
        leadership: Fact::Unknown,
        headteacher: Fact::Assumed(Headteacher::Established),
        governance: Fact::Unknown,
        governance_capacity: Fact::Assumed(GovernorCapacity::Sufficient),
        governance_action_plan: Fact::Unknown,
        governor_vacancies: Fact::Assumed(YesNo::No),
        two_year_olds: Fact::Assumed(YesNo::No),
        risks: [Fact::Assumed(YesNo::No); RISKS],
    };

    /// The same school with nothing assumed.
    pub(super) fn freed(mut self) -> Self {
        self.vulnerability.free();
        self.capacity_to_improve.free();
        self.formal_powers.free();
        self.headteacher.free();
        self.governance_capacity.free();
        self.governor_vacancies.free();
        self.risks.iter_mut().for_each(Fact::free);
        self
    }

    /// Whether nothing that bears on the category is unknown.
    pub(super) fn is_known(&self) -> bool {
        !(self.history_is_open()
            || self.la_judgement.is_unknown()
            || self.vulnerability.is_unknown()
            || self.likely_good_next.is_unknown()
            || self.capacity_to_improve.is_unknown()
            || self.formal_powers.is_unknown()
            || self.leadership.is_unknown()
            || self.headteacher.is_unknown()
            || self.governance.is_unknown()
            || self.governance_capacity.is_unknown()
            || self.governor_vacancies.is_unknown()
            || self.risks.iter().any(Fact::is_unknown))
    }

    pub(super) fn history_is_open(&self) -> bool {
        self.latest_ofsted.is_unknown() || self.previous_ofsted.is_unknown() || self.latest_inspected.is_unknown()
    }

    /// The inspections that there can have been: latest and previous judgement, and when. No date without a judgement, no
    /// judgement without a date, none before a first one.
    pub(super) fn histories(&self) -> impl Iterator<Item = (Ofsted, Ofsted, Inspected)> {
        self.latest_ofsted.options().iter().flat_map(move |latest| {
            self.previous_ofsted.options().iter().flat_map(move |previous| {
                let inspected = self.latest_inspected.options().iter();
                inspected.map(move |inspected| (*latest, *previous, *inspected)).filter(|(latest, previous, inspected)| {
                    if *latest == Ofsted::Never {
                        *inspected == Inspected::Never && *previous == Ofsted::Never
                    } else {
                        *inspected != Inspected::Never
                    }
                })
            })
        })
    }
}
