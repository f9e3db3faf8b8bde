//! The early-years grid, written again by hand from the strategy's Annex 1 and held to the policy on random settings.

use ees::assess::{Answer, Assessor, Status};
use ees::diagnostic::Problems;
use ees::model::Policy;
use ees::session::{Place, answers, assessor, load};
use ees::settings::{Reading, read_csv};
use ees::source::Sources;
use fastrand::Rng;
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};

const ON: Date = date(2021, 11, 15);
const CATEGORIES: [&str; 5] = ["A", "AS", "B1", "B2", "C"];
const STRANDS: [&str; 5] = ["ofsted", "la_view", "leadership", "safeguarding_and_welfare", "business"];

/// Facts, their values, whether the first of these is assumed, and whether only nurseries have them.
const FACTS: &[(&str, &[&str], bool, bool)] = &[
    ("latest_ofsted", &["outstanding", "good", "met", "requires_improvement", "not_met", "inadequate", "none"], false, false),
    ("previous_ofsted", &["good", "met", "requires_improvement", "not_met", "inadequate", "none"], false, false),
    ("latest_inspected", &["2018-05-15", "2020-11-14", "2020-11-15", "2021-11-15", "none"], false, false),
    ("two_earlier_ri", &["no", "yes"], true, false),
    ("months_open", &["40", "0", "11", "12"], false, false),
    ("vulnerability", &["low", "some", "high"], true, false),
    ("capacity_to_improve", &["sufficient", "limited", "insufficient"], true, false),
    ("leadership", &["strong", "guidance_needed", "committed", "unable_to_drive_change", "intervention_needed"], false, false),
    ("manager", &["established", "new_with_experience", "new_to_management"], true, true),
    ("quality_of_education", &["good", "inconsistent", "poor"], false, false),
    ("safeguarding", &["robust", "some_areas", "areas_for_improvement", "ineffective"], false, false),
    ("breach_impact", &["no_breach", "limited", "significant"], true, false),
    ("mandatory_training", &["yes", "no"], true, false),
    ("occupancy", &["100", "49.9", "50", "65%", "80", "80.5"], false, false),
    ("funding_support", &["self_sufficient", "some", "needed"], true, false),
    ("plans_in_place", &["yes", "no"], true, false),
    ("la_terms", &["kept", "inconsistent", "unreturned"], true, false),
    ("staff_turnover_concern", &["no", "yes"], true, true),
    ("premises_concern", &["no", "yes"], true, false),
    ("supervision_effective", &["yes", "no"], true, true),
    ("premises_suitable", &["yes", "no"], true, false),
    ("policies_current", &["yes", "no"], true, false),
    ("ofsted_informed", &["yes", "no"], true, false),
    ("training_has_impact", &["yes", "no"], true, false),
    ("documentation", &["in_place", "inconsistent", "missing"], true, false),
];

type Cells = BTreeMap<&'static str, &'static str>;

#[test]
fn the_policy_gives_what_the_grid_by_hand_gives() {
    let mut rng = Rng::with_seed(2021);
    let settings: Vec<(bool, Cells)> = (0..3_000).map(|_| random(&mut rng)).collect();
    let policy = load(Place::BuiltIn).policy.unwrap();
    let mut assessor = assessor(&policy, ON, &mut Problems::default()).unwrap();
    let mut reached = BTreeSet::new();
    let mut lifted = 0;
    assess(&mut assessor, &table(&settings), |at, policy, answer| {
        let (nursery, cells) = &settings[at];
        let (category, gate, because) = by_hand(*nursery, cells);
        assert_eq!(answer.status, Status::Decided, "{cells:?}");
        assert_eq!(policy.category_code(answer.category.unwrap()), category, "{cells:?}");
        assert_eq!(answer.gate.is_some(), gate, "{cells:?}");
        let strands = &policy.categorisation(answer.kind).unwrap().strands;
        let says: BTreeSet<&str> = answer.because.iter().map(|(strand, _)| &*strands[*strand].name.machine).collect();
        assert_eq!(says, because, "{cells:?}");
        reached.insert((*nursery, category));
        lifted += usize::from(gate);
    });
    assert_eq!(reached.len(), 10, "every category at both kinds: {reached:?}");
    assert!(lifted > 5, "{lifted}");
}

/// What one value of each unknown fact gives by hand is possible, and nothing else.
#[test]
fn what_is_possible_is_what_the_grid_by_hand_can_give() {
    let mut rng = Rng::with_seed(7);
    let settings: Vec<(bool, Cells)> = (0..200)
        .map(|_| {
            let (nursery, mut cells) = random(&mut rng);
            for fact in ["leadership", "occupancy", "quality_of_education", "safeguarding", "months_open"] {
                if rng.u8(..3) == 0 {
                    cells.remove(fact);
                }
            }
            if rng.u8(..4) == 0 {
                cells.insert("manager", "?");
                if !nursery {
                    cells.remove("manager");
                }
            }
            (nursery, cells)
        })
        .collect();
    let policy = load(Place::BuiltIn).policy.unwrap();
    let mut assessor = assessor(&policy, ON, &mut Problems::default()).unwrap();
    let mut open = 0;
    assess(&mut assessor, &table(&settings), |at, policy, answer| {
        let (nursery, cells) = &settings[at];
        let mut completions = vec![cells.clone()];
        for (fact, values, assumed, nurseries) in FACTS {
            let unknown = cells.get(fact).is_none_or(|value| *value == "?") && (!nurseries || *nursery);
            if unknown && (!assumed || cells.get(fact) == Some(&"?")) {
                completions = completions
                    .iter()
                    .flat_map(|cells| {
                        values.iter().map(|value| {
                            [(*fact, *value)]
                                .into_iter()
                                .chain(cells.clone().into_iter().filter(|(name, _)| name != fact))
                                .collect()
                        })
                    })
                    .collect();
            }
        }
        let by_hand: BTreeSet<&str> = completions.iter().map(|cells: &Cells| by_hand(*nursery, cells).0).collect();
        let possible: BTreeSet<&str> = answer.possible.iter().map(|id| policy.category_code(*id)).collect();
        assert_eq!(possible, by_hand, "{cells:?}");
        open += usize::from(by_hand.len() > 1);
    });
    assert!(open > 50, "{open}");
}

fn assess(assessor: &mut Assessor<'_>, csv: &str, mut look: impl FnMut(usize, &Policy, &Answer<'_>)) {
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let file = sources.add("settings.csv", csv);
    let rows = read_csv(&sources, file, assessor.policy(), &Reading { on: ON, strict: false }, &mut problems);
    let answered = answers(assessor, &rows, &mut problems);
    assert!(problems.is_empty(), "{:?}", problems.iter().next());
    for (at, answer) in answered.iter().enumerate() {
        look(at, assessor.policy(), answer);
    }
}

fn table(settings: &[(bool, Cells)]) -> String {
    let names: Vec<&str> = FACTS.iter().map(|fact| fact.0).collect();
    let mut csv = format!("id,name,setting,{}\n", names.join(","));
    for (at, (nursery, cells)) in settings.iter().enumerate() {
        let kind = if *nursery { "pvi" } else { "child_minder" };
        let cells: Vec<&str> = names.iter().map(|name| cells.get(name).copied().unwrap_or("")).collect();
        csv += &format!("E{at},Invented setting {at},{kind},{}\n", cells.join(","));
    }
    csv
}

/// A setting with nothing unknown, one that can be; most facts are as one would wish them, so that every category comes up.
fn random(rng: &mut Rng) -> (bool, Cells) {
    let (nursery, luck) = (rng.bool(), rng.u8(1..200));
    loop {
        let mut cells = Cells::new();
        for (fact, values, assumed, _) in FACTS.iter().filter(|fact| nursery || !fact.3) {
            let value = if rng.u8(..luck + 2) < 2 { values[rng.usize(..values.len())] } else { values[0] };
            if !assumed || value != values[0] || rng.bool() {
                cells.insert(fact, value);
            }
        }
        if rng.u8(..8) == 0 {
            cells.extend([("latest_ofsted", "none"), ("previous_ofsted", "none"), ("latest_inspected", "none")]);
        }
        let is = |fact: &str, value: &str| cells.get(fact) == Some(&value);
        let uninspected = is("latest_ofsted", "none");
        let twice = is("two_earlier_ri", "yes");
        let possible = uninspected == is("latest_inspected", "none")
            && (!uninspected || is("previous_ofsted", "none"))
            && (!twice || is("previous_ofsted", "requires_improvement") || is("previous_ofsted", "not_met"));
        if possible {
            return (nursery, cells);
        }
    }
}

/// The category, whether the gate lifted it, and the strands that give it.
fn by_hand(nursery: bool, cells: &Cells) -> (&'static str, bool, BTreeSet<&'static str>) {
    let fact = |name: &str| {
        let (_, values, _, nurseries) = FACTS.iter().find(|fact| fact.0 == name).unwrap();
        assert!(nursery || !nurseries);
        cells.get(name).copied().unwrap_or(values[0])
    };
    let is = |name: &str, value: &str| fact(name) == value;
    let strands = [
        ofsted(&is, fact("latest_inspected")),
        la_view(&is, fact("months_open").parse().unwrap()),
        leadership(&is, nursery),
        welfare(&is),
        business(&is, fact("occupancy").trim_end_matches('%').parse().unwrap(), nursery),
    ];
    let most = strands.iter().flatten().max().copied().unwrap();
    let securely_good = ["outstanding", "good", "met"].contains(&fact("latest_ofsted"));
    let because = STRANDS.iter().zip(&strands).filter(|(_, says)| **says == Some(most)).map(|(name, _)| *name).collect();
    if most == 0 && !securely_good { (CATEGORIES[1], true, BTreeSet::new()) } else { (CATEGORIES[most], false, because) }
}

fn ofsted(is: &dyn Fn(&str, &str) -> bool, inspected: &str) -> Option<usize> {
    let latest = |value| is("latest_ofsted", value);
    let below_good = latest("requires_improvement") || latest("not_met") || latest("inadequate");
    let was_below = ["requires_improvement", "not_met", "inadequate"].iter().any(|value| is("previous_ofsted", value));
    match () {
        () if latest("none") => None,
        () if latest("inadequate") || (is("two_earlier_ri", "yes") && below_good) => Some(4),
        () if below_good => Some(3),
        // A year to the day after the inspection is the last day of it.
        () if !latest("outstanding") && was_below && inspected >= "2020-11-15" => Some(1),
        () => Some(0),
    }
}

fn la_view(is: &dyn Fn(&str, &str) -> bool, months_open: u32) -> Option<usize> {
    Some(match () {
        () if is("capacity_to_improve", "insufficient") || is("quality_of_education", "poor") => 4,
        () if is("vulnerability", "high")
            || is("quality_of_education", "inconsistent")
            || is("capacity_to_improve", "limited") =>
        {
            3
        }
        () if is("vulnerability", "some") || months_open < 12 => 2,
        () => 0,
    })
}

fn leadership(is: &dyn Fn(&str, &str) -> bool, nursery: bool) -> Option<usize> {
    Some(match () {
        () if is("leadership", "intervention_needed") || is("mandatory_training", "no") => 4,
        () if is("leadership", "unable_to_drive_change") || is("training_has_impact", "no") => 3,
        () if nursery && is("supervision_effective", "no") => 3,
        () if is("leadership", "committed") || (nursery && is("manager", "new_to_management")) => 2,
        () if is("leadership", "guidance_needed") || (nursery && is("manager", "new_with_experience")) => 1,
        () => 0,
    })
}

fn welfare(is: &dyn Fn(&str, &str) -> bool) -> Option<usize> {
    Some(match () {
        () if is("safeguarding", "ineffective") || is("breach_impact", "significant") => 4,
        () if is("safeguarding", "areas_for_improvement") || is("breach_impact", "limited") => 3,
        () if is("safeguarding", "some_areas") => 2,
        () => 0,
    })
}

fn business(is: &dyn Fn(&str, &str) -> bool, occupancy: rust_decimal::Decimal, nursery: bool) -> Option<usize> {
    let failings = [
        occupancy < 50.into(),
        is("plans_in_place", "no"),
        is("la_terms", "unreturned"),
        is("documentation", "missing"),
        is("premises_suitable", "no"),
    ];
    let failing = failings.iter().filter(|failing| **failing).count();
    let weak = is("funding_support", "needed")
        || is("premises_concern", "yes")
        || is("policies_current", "no")
        || is("ofsted_informed", "no")
        || is("documentation", "inconsistent");
    Some(match () {
        () if failing >= 2 => 4,
        () if failing == 1 || weak => 3,
        () if is("la_terms", "inconsistent") || (nursery && is("staff_turnover_concern", "yes")) => 2,
        () if occupancy <= 80.into() || is("funding_support", "some") => 1,
        () => 0,
    })
}
