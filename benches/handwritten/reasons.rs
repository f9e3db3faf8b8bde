//! The strands that give a category, the gate, and what B1 expects.

use super::facts::{Fact, Facts, Governance, Judgement, Ofsted, Vulnerability, YesNo};
use super::rules::{self, Apart};
use super::set::{Category, Set};

pub(super) const STRANDS: [&str; 5] = ["ofsted", "la_view", "leadership", "governance", "risk_factors"];

/// The lines of the strands, most intensive first. Where two lines of a strand give one category, the first of them.
const LINES: [[&str; 5]; 5] = [
    [
        "latest Ofsted is serious weaknesses or special measures",
        "latest Ofsted is requires improvement and any of: capacity to improve is limited or worse, not likely good next",
        "latest Ofsted is requires improvement",
        "newly good",
        "latest Ofsted is good or better",
    ],
    [
        "LA judgement is inadequate",
        "any of: vulnerability is high, LA judgement is requires improvement and not likely good next",
        "any of: vulnerability is some, LA judgement is requires improvement, not likely good next",
        "",
        "otherwise",
    ],
    [
        "leadership is ineffective or capacity to improve is insufficient",
        "leadership is inconsistent or capacity to improve is limited",
        "leadership is secure-and-improving or headteacher is new to headship",
        "leadership is needs consolidating or headteacher is new with headship",
        "otherwise",
    ],
    [
        "governance is red and any of: governance capacity is little, governor vacancies",
        "any of: governance is red, governance is amber and governance capacity is limited or worse",
        "",
        "governance is amber",
        "governance is green",
    ],
    [
        "at least very many of the risk factors",
        "at least many of the risk factors or safeguarding concerns",
        "at least some of the risk factors",
        "",
        "otherwise",
    ],
];
const POWERS_IN_USE: &str = "formal powers are in use";
const POWERS_CONSIDERED: &str = "formal powers are considered";

pub(super) const GATE: &str = "never A unless latest Ofsted is good or better";

/// The strands that give the category, each with the line, and the gate if it lifted it.
#[derive(Debug, Default)]
pub(super) struct Reasons {
    pub(super) lines: [Option<&'static str>; 5],
    pub(super) gate: bool,
}

impl Reasons {
    /// For the only possible category the strands that certainly give it, or else those that may; for several, the strands that
    /// can give the most intensive.
    pub(super) fn of(facts: &Facts, apart: &Apart, possible: Set) -> Self {
        let category = possible.most();
        let strands = strands(facts, apart);
        let mut given = strands.map(|strand| strand.has(category));
        let mut gate = false;
        if possible.len() == 1 {
            let certain = strands.map(|strand| strand == Set::of(category));
            if certain != [false; 5] {
                given = certain;
            } else if category == Category::As {
                // An A that the gate lifted. Had it come from elsewhere in some case, B1 or more would be possible too.
                gate = facts.latest_ofsted.can_be(Ofsted::Never);
            }
        }
        let mut reasons = Self { gate, ..Self::default() };
        for (at, line) in reasons.lines.iter_mut().enumerate().filter(|(at, _)| given[*at]) {
            *line = Some(deciding(facts, at, category));
        }
        reasons
    }
}

/// What each strand can give by itself. That of Ofsted gives nothing where it is certainly silent; where it only may be, the latest
/// judgement is unknown, and it can give several.
fn strands(facts: &Facts, apart: &Apart) -> [Set; 5] {
    let (mut ofsted, mut judgements, mut capacity) = (Set::default(), Set::default(), Set::default());
    for likely in facts.likely_good_next.options() {
        judgements = judgements.or(Set::from(facts.la_judgement.options(), |judgement| rules::la_judgement(judgement, *likely)));
        for level in facts.capacity_to_improve.options() {
            for history in facts.histories() {
                ofsted = rules::ofsted(history, *level, *likely).map_or(ofsted, |category| ofsted.or(Set::of(category)));
            }
            capacity = capacity.or(Set::of(rules::capacity(*level)));
        }
    }
    let la_view = judgements.more_intensive(apart.vulnerability).more_intensive(apart.formal_powers);
    let leadership = apart.leadership.more_intensive(apart.headteacher).more_intensive(capacity);
    [ofsted, la_view, leadership, apart.governance, apart.risk_factors]
}

/// The first line of the strand that can decide for the category.
fn deciding(facts: &Facts, strand: usize, category: Category) -> &'static str {
    let la_view = strand == 1;
    if la_view && category == Category::C && !facts.la_judgement.can_be(Judgement::Inadequate) {
        return POWERS_IN_USE;
    }
    if la_view && category == Category::B2 && !adviser_says_b2(facts) {
        return POWERS_CONSIDERED;
    }
    LINES[strand][4 - category as usize]
}

/// Whether the LA's view can be B2 for the vulnerability or for its judgement, where it can be B2 at all.
fn adviser_says_b2(facts: &Facts) -> bool {
    facts.vulnerability.can_be(Vulnerability::High)
        || (facts.la_judgement.can_be(Judgement::RequiresImprovement) && facts.likely_good_next.can_be(YesNo::No))
}

/// Whether a B1 school has the action plan for its governance: `met`, `not_met` or `unknown`; `None` where it needs none.
pub(super) fn action_plan(facts: &Facts, possible: Set) -> Option<&'static str> {
    if !possible.has(Category::B1) || !facts.governance.can_be(Governance::Amber) {
        return None;
    }
    let b1_with = |governance: &Governance| {
        facts.governance.can_be(*governance)
            && (!facts.governance.is_unknown()
                || rules::possible(&Facts { governance: Fact::Told(*governance), ..*facts }).has(Category::B1))
    };
    if !b1_with(&Governance::Amber) {
        return None;
    }
    match facts.governance_action_plan {
        Fact::Told(YesNo::Yes) => Some("met"),
        Fact::Told(YesNo::No) if !b1_with(&Governance::Green) && !b1_with(&Governance::Red) => Some("not_met"),
        Fact::Told(YesNo::No) | Fact::Assumed(_) | Fact::Unknown => Some("unknown"),
    }
}
