//! The grid for schools, written out: 30 facts, five strands, one gate, one expectation.

use super::kit::{
    add_fact, add_parameter, add_vocabulary, all, any, at_least, fact_named, is, not, policy, span, strand, test, vocabulary,
};
use ees::model::{
    Also, Categorisation, CategoryId, Citation, Condition, Constraint, Domain, Expectation, Gate, KindId, Name, Operand,
    ParameterValue, Policy, Strand, TestKind, Value, YES_NO,
};
use rust_decimal::Decimal;

pub(crate) const SCHOOL: KindId = KindId(0);

pub(crate) const RISKS: [&str; 14] = [
    "attainment low",
    "gaps wide",
    "absence or exclusions high",
    "safeguarding concerns",
    "teaching inconsistent",
    "governance weak",
    "complaints high",
    "monitoring inadequate",
    "pupil numbers falling",
    "staffing unstable",
    "financial deficit",
    "reluctant to change",
    "leadership breakdown",
    "progress visits poor",
];

/// Values best first, and which is assumed.
type Scaled = (&'static str, &'static [&'static str], Option<u16>);

const SCALES: [Scaled; 9] = [
    ("LA judgement", &["outstanding", "good", "requires improvement", "inadequate"], None),
    ("vulnerability", &["low", "some", "high"], Some(0)),
    ("capacity to improve", &["sufficient", "limited", "insufficient"], Some(0)),
    ("formal powers", &["not considered", "considered", "in use"], Some(0)),
    ("leadership", &["effective", "needs consolidating", "secure and improving", "inconsistent", "ineffective"], None),
    ("headteacher", &["established", "new with headship", "new to headship"], Some(0)),
    ("governance", &["green", "amber", "red"], None),
    ("governance capacity", &["sufficient", "limited", "little"], Some(0)),
    ("likely good next", &["yes", "no"], None),
];

pub(crate) fn school() -> Policy {
    let mut policy = policy(&["school"], &["A", "AS", "B1", "B2", "C"]);
    facts(&mut policy);
    let none = |policy: &Policy, fact| test(policy, fact_named(policy, fact), TestKind::None);
    for fact in ["latest inspected", "previous Ofsted"] {
        let broken = all(vec![none(&policy, "latest Ofsted"), not(none(&policy, fact))]);
        constrain(&mut policy, broken);
    }
    let broken = all(vec![not(none(&policy, "latest Ofsted")), none(&policy, "latest inspected")]);
    constrain(&mut policy, broken);
    let strands = vec![ofsted(&policy), view(&policy), leadership(&policy), governance(&policy), risks(&mut policy)];
    let gate = Gate {
        category: CategoryId(0),
        unless: is(&policy, "latest Ofsted", "outstanding|good"),
        text: "latest Ofsted is good or better".into(),
        citation: Citation::default(),
        span: span(),
    };
    let expectation = Expectation {
        name: Name::new("governance action plan"),
        category: CategoryId(2),
        expects: is(&policy, "governance action plan", "yes"),
        when: Some(is(&policy, "governance", "amber")),
        citation: Citation::default(),
        span: span(),
    };
    let two = Some(is(&policy, "two-year-olds", "yes"));
    policy.also.push(Also { kind: SCHOOL, when: two, items: vec![], citation: Citation::default(), span: span() });
    policy.categorisations.push(Categorisation {
        kind: SCHOOL,
        strands,
        gates: vec![gate],
        expectations: vec![expectation],
        citation: Citation::default(),
        span: span(),
    });
    policy
}

fn facts(policy: &mut Policy) {
    let judgements =
        [("outstanding", 0), ("good", 1), ("requires improvement", 2), ("serious weaknesses", 3), ("special measures", 3)];
    let judgement = add_vocabulary(policy, vocabulary(true, &judgements));
    add_fact(policy, "latest Ofsted", SCHOOL, judgement.clone(), true, None);
    add_fact(policy, "previous Ofsted", SCHOOL, judgement, true, None);
    add_fact(policy, "latest inspected", SCHOOL, Domain::Date, true, None);
    for (name, values, assumed) in SCALES {
        let ranked: Vec<_> = values.iter().enumerate().map(|(rank, value)| (*value, rank as u16)).collect();
        let domain = add_vocabulary(policy, vocabulary(true, &ranked));
        add_fact(policy, name, SCHOOL, domain, false, assumed.map(Value::Option));
    }
    add_fact(policy, "governance action plan", SCHOOL, Domain::Vocabulary(YES_NO), false, None);
    for name in ["governor vacancies", "two-year-olds"].iter().chain(&RISKS) {
        add_fact(policy, name, SCHOOL, Domain::Vocabulary(YES_NO), false, Some(Value::yes(false)));
    }
}

fn constrain(policy: &mut Policy, condition: Condition) {
    policy.constraints.push(Constraint { kind: SCHOOL, condition, citation: Citation::default(), span: span() });
}

fn ofsted(policy: &Policy) -> Strand {
    let latest = |values| is(policy, "latest Ofsted", values);
    let recent = TestKind::Within { length: Operand::Number(Decimal::from(12)), months: true };
    let newly_good = all(vec![
        latest("good"),
        is(policy, "previous Ofsted", "requires improvement|serious weaknesses|special measures"),
        test(policy, fact_named(policy, "latest inspected"), recent),
    ]);
    let weak = any(vec![is(policy, "capacity to improve", "limited|insufficient"), is(policy, "likely good next", "no")]);
    strand(
        "Ofsted",
        vec![
            (4, Some(latest("serious weaknesses|special measures"))),
            (3, Some(all(vec![latest("requires improvement"), weak]))),
            (2, Some(latest("requires improvement"))),
            (1, Some(newly_good)),
            (0, Some(latest("outstanding|good"))),
        ],
    )
}

fn view(policy: &Policy) -> Strand {
    let unlikely = || is(policy, "likely good next", "no");
    let improving = || is(policy, "LA judgement", "requires improvement");
    let severe = any(vec![is(policy, "LA judgement", "inadequate"), is(policy, "formal powers", "in use")]);
    let high = any(vec![
        is(policy, "vulnerability", "high"),
        all(vec![improving(), unlikely()]),
        is(policy, "formal powers", "considered"),
    ]);
    let some = any(vec![is(policy, "vulnerability", "some"), improving(), unlikely()]);
    strand("LA view", vec![(4, Some(severe)), (3, Some(high)), (2, Some(some)), (0, None)])
}

fn leadership(policy: &Policy) -> Strand {
    let either = |one, value, other, other_value| Some(any(vec![is(policy, one, value), is(policy, other, other_value)]));
    strand(
        "leadership",
        vec![
            (4, either("leadership", "ineffective", "capacity to improve", "insufficient")),
            (3, either("leadership", "inconsistent", "capacity to improve", "limited")),
            (2, either("leadership", "secure and improving", "headteacher", "new to headship")),
            (1, either("leadership", "needs consolidating", "headteacher", "new with headship")),
            (0, None),
        ],
    )
}

fn governance(policy: &Policy) -> Strand {
    let colour = |value| is(policy, "governance", value);
    let failing = any(vec![is(policy, "governance capacity", "little"), is(policy, "governor vacancies", "yes")]);
    let amber = all(vec![colour("amber"), is(policy, "governance capacity", "limited|little")]);
    strand(
        "governance",
        vec![
            (4, Some(all(vec![colour("red"), failing]))),
            (3, Some(any(vec![colour("red"), amber]))),
            (1, Some(colour("amber"))),
            (0, Some(colour("green"))),
        ],
    )
}

fn risks(policy: &mut Policy) -> Strand {
    let many = add_parameter(policy, "many", ParameterValue::Number(Decimal::from(3)));
    let very_many = add_parameter(policy, "very many", ParameterValue::Number(Decimal::from(7)));
    let factors = || RISKS.iter().map(|name| is(policy, name, "yes")).collect::<Vec<_>>();
    let serious = any(vec![at_least(many, factors()), is(policy, "safeguarding concerns", "yes")]);
    strand(
        "risk factors",
        vec![(4, Some(at_least(very_many, factors()))), (3, Some(serious)), (2, Some(any(factors()))), (0, None)],
    )
}
