//! A small policy built by hand, for tests that need no text.

use ees::model::{
    Activity, Allocation, Also, Amount, Asking, Binding, Categorisation, Category, CategoryId, Citation, Comparison, Condition,
    ConditionKind, Constraint, Define, DefineId, Domain, Expectation, Fact, FactId, FactState, Facts, Gate, HitPolicy, Kind,
    KindId, Line, List, ListId, Method, Name, NumberDomain, Operand, Parameter, ParameterId, ParameterValue, Period, PeriodId,
    Policy, Quota, Strand, Test, TestKind, TimeSort, Unit, Value, Visit, Vocabulary, VocabularyId, VocabularyValue, When, YES_NO,
};
use ees::source::{FileId, Span};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

pub(crate) const SCHOOL: KindId = KindId(0);
pub(crate) const NURSERY: KindId = KindId(1);
pub(crate) const ACADEMY: KindId = KindId(2);

pub(crate) const LATEST: FactId = FactId(0);
pub(crate) const INSPECTED: FactId = FactId(1);
pub(crate) const LEADERSHIP: FactId = FactId(2);
pub(crate) const CAPACITY: FactId = FactId(3);
pub(crate) const GOVERNANCE: FactId = FactId(4);
pub(crate) const PLAN: FactId = FactId(5);
pub(crate) const GAPS: FactId = FactId(6);
pub(crate) const COMPLAINTS: FactId = FactId(7);
pub(crate) const DEFICIT: FactId = FactId(8);
pub(crate) const TWOS: FactId = FactId(9);
pub(crate) const OCCUPANCY: FactId = FactId(10);

pub(crate) const A: CategoryId = CategoryId(0);
pub(crate) const AS: CategoryId = CategoryId(1);
pub(crate) const B: CategoryId = CategoryId(2);
pub(crate) const C: CategoryId = CategoryId(3);

pub(crate) fn on() -> Date {
    date(2021, 11, 15)
}

/// Told values of some facts; the policy's assumed values for others of the kind; the rest unknown.
pub(crate) fn facts(policy: &Policy, kind: KindId, told: &[(FactId, Value)]) -> Facts {
    let mut facts = Facts::unknown(policy.facts.len());
    for (id, fact) in policy.facts_of(kind) {
        if let Some(value) = fact.assumed {
            facts.set(id, FactState::Assumed(value));
        }
    }
    for (id, value) in told {
        facts.set(*id, FactState::Told(*value));
    }
    facts
}

pub(crate) fn span() -> Span {
    Span::new(FileId(0), 0, 0)
}

pub(crate) fn condition(text: &str, kind: ConditionKind) -> Condition {
    Condition { kind, text: text.into(), span: span() }
}

pub(crate) fn is(text: &str, fact: FactId, values: &[u16]) -> Condition {
    test(text, fact, TestKind::OneOf(values.to_vec()))
}

pub(crate) fn test(text: &str, fact: FactId, kind: TestKind) -> Condition {
    condition(text, ConditionKind::Test(Test { fact, kind }))
}

pub(crate) fn not(text: &str, inner: Condition) -> Condition {
    condition(text, ConditionKind::Not(Box::new(inner)))
}

pub(crate) fn cited(from: &str) -> Citation {
    Citation { from: Some(from.into()), reading: None }
}

fn reading(from: &str, reading: &str) -> Citation {
    Citation { from: Some(from.into()), reading: Some(reading.into()) }
}

fn vocabulary(ordered: bool, values: &[&str]) -> Vocabulary {
    let value = |(at, name): (usize, &&str)| VocabularyValue { name: Name::new(name), rank: u16::try_from(at).unwrap() };
    Vocabulary { name: None, ordered, values: values.iter().enumerate().map(value).collect() }
}

fn fact(name: &str, kind: KindId, domain: Domain) -> Fact {
    Fact {
        name: Name::new(name),
        kinds: vec![kind],
        domain,
        or_none: false,
        assumed: None,
        fixed: false,
        direction: None,
        asked_of: None,
        former: Vec::new(),
        citation: Citation::default(),
        span: span(),
    }
}

fn facts_declared() -> Vec<Fact> {
    let words = |at: u16| Domain::Vocabulary(VocabularyId(at));
    let yes_no = || Domain::Vocabulary(YES_NO);
    let no = |fact: Fact| Fact { assumed: Some(Value::yes(false)), ..fact };
    let percent =
        NumberDomain { unit: Unit::PerCent, whole: false, least: Some(Decimal::ZERO), most: Some(Decimal::ONE_HUNDRED) };
    vec![
        Fact { or_none: true, fixed: true, ..fact("latest Ofsted", SCHOOL, words(1)) },
        Fact { or_none: true, fixed: true, ..fact("latest inspected", SCHOOL, Domain::Date) },
        fact("leadership", SCHOOL, words(2)),
        Fact { assumed: Some(Value::Option(0)), ..fact("capacity to improve", SCHOOL, words(3)) },
        fact("governance", SCHOOL, words(4)),
        fact("governance action plan", SCHOOL, yes_no()),
        no(fact("gaps wide", SCHOOL, yes_no())),
        no(fact("complaints high", SCHOOL, yes_no())),
        no(fact("financial deficit", SCHOOL, yes_no())),
        no(fact("two-year-olds", SCHOOL, yes_no())),
        fact("occupancy", NURSERY, Domain::Number(percent)),
    ]
}

fn line(category: CategoryId, condition: Option<Condition>, citation: Citation) -> Line {
    Line { category, condition, citation, span: span() }
}

fn strand(name: &str, from: &str, lines: Vec<(CategoryId, Option<Condition>)>) -> Strand {
    let lines = lines.into_iter().map(|(category, condition)| line(category, condition, cited(from))).collect();
    Strand {
        name: Name::new(name),
        hit: HitPolicy::MostIntensive,
        any_order: false,
        table: None,
        lines,
        citation: cited(from),
        span: span(),
    }
}

fn ofsted() -> Strand {
    let newly_good = condition("newly good", ConditionKind::Defined(DefineId(0)));
    let weak = condition(
        "latest Ofsted is requires improvement and capacity to improve is limited or worse",
        ConditionKind::All(vec![
            is("latest Ofsted is requires improvement", LATEST, &[2]),
            is("capacity to improve is limited or worse", CAPACITY, &[1, 2]),
        ]),
    );
    let mut strand = strand(
        "Ofsted",
        "Annex 1, Ofsted",
        vec![
            (C, Some(is("latest Ofsted is inadequate", LATEST, &[3]))),
            (C, Some(weak)),
            (B, Some(is("latest Ofsted is requires improvement", LATEST, &[2]))),
            (AS, Some(newly_good)),
            (A, Some(is("latest Ofsted is good or better", LATEST, &[0, 1]))),
        ],
    );
    strand.lines[3].citation = reading("Annex 1, Ofsted", "recently: 12 months from the inspection");
    strand
}

fn leadership() -> Strand {
    let weak = condition(
        "any of leadership is ineffective, capacity to improve is insufficient",
        ConditionKind::Any(vec![
            is("leadership is ineffective", LEADERSHIP, &[2]),
            is("capacity to improve is insufficient", CAPACITY, &[2]),
        ]),
    );
    let lines = vec![(C, Some(weak)), (B, Some(is("leadership is inconsistent", LEADERSHIP, &[1]))), (A, None)];
    strand("leadership", "Annex 1, Leadership", lines)
}

fn governance() -> Strand {
    let lines = vec![
        (B, Some(is("governance is red", GOVERNANCE, &[2]))),
        (AS, Some(is("governance is amber", GOVERNANCE, &[1]))),
        (A, Some(is("governance is green", GOVERNANCE, &[0]))),
    ];
    strand("governance", "Annex 1, Governance", lines)
}

fn risk_factors() -> Strand {
    let members = factors();
    let many = condition(
        "at least many of the risk factors",
        ConditionKind::Count {
            quota: Quota::AtLeast(Amount { base: Operand::Parameter(ParameterId(0)), offset: 0 }),
            of: members.clone(),
            list: Some(ListId(0)),
        },
    );
    let any = condition(
        "any of the risk factors",
        ConditionKind::Count {
            quota: Quota::AtLeast(Amount { base: Operand::Number(Decimal::ONE), offset: 0 }),
            of: members,
            list: Some(ListId(0)),
        },
    );
    let mut strand = strand("risk factors", "Annex 1, Risk", vec![(C, Some(many)), (B, Some(any)), (A, None)]);
    strand.lines[0].citation = reading("Annex 1, Risk", "the source names the factors and no number");
    strand
}

fn factors() -> Vec<Condition> {
    vec![is("gaps wide", GAPS, &[0]), is("complaints high", COMPLAINTS, &[0]), is("financial deficit", DEFICIT, &[0])]
}

fn categorisations() -> Vec<Categorisation> {
    let gate = Gate {
        category: A,
        unless: is("latest Ofsted is good or better", LATEST, &[0, 1]),
        text: "never A unless latest Ofsted is good or better".into(),
        citation: cited("4.2"),
        span: span(),
    };
    let plan = Expectation {
        name: Name::new("governance action plan"),
        category: B,
        expects: is("governance action plan", PLAN, &[0]),
        when: Some(is("governance is amber", GOVERNANCE, &[1])),
        citation: cited("Annex 1, Governance"),
        span: span(),
    };
    let under = test(
        "occupancy is under well occupied",
        OCCUPANCY,
        TestKind::Number(Comparison::Under, Operand::Parameter(ParameterId(1))),
    );
    let business = strand("business", "Annex 1, Business", vec![(B, Some(under)), (A, None)]);
    let of = |kind, strands, gates, expectations| Categorisation {
        kind,
        method: Method::MostIntensiveStrand,
        strands,
        gates,
        expectations,
        citation: Citation::default(),
        span: span(),
    };
    vec![
        of(SCHOOL, vec![ofsted(), leadership(), governance(), risk_factors()], vec![gate], vec![plan]),
        of(NURSERY, vec![business], vec![], vec![]),
    ]
}

fn allocations() -> Vec<Allocation> {
    let of = |kind, category, binding, days| Allocation {
        kind,
        kinds: vec![kind],
        instead_of: None,
        category: Some(category),
        about: "settings".into(),
        binding,
        days: Some(days),
        days_span: span(),
        activities: vec![],
        disputes: vec![],
        citation: cited("Annex 2"),
        span: span(),
    };
    let school = [(A, 50), (AS, 70), (B, 95), (C, 190)];
    let nursery = [(A, 40), (AS, 60), (B, 80), (C, 125)];
    let school = school.map(|(category, tenths)| of(SCHOOL, category, Binding::Exact, Decimal::new(tenths, 1)));
    let nursery = nursery.map(|(category, tenths)| of(NURSERY, category, Binding::UpTo, Decimal::new(tenths, 1)));
    let mut all: Vec<Allocation> = school.into_iter().chain(nursery).collect();
    all[2].activities = vec![
        activity("Autumn talk, with report", &[5, 5], &[(0, Some("October"))]),
        activity("Core visit", &[5, 5], &[(1, None), (2, None)]),
        activity("Review", &[10, 10], &[(1, Some("or when agreed")), (2, None)]),
        activity("Extra help", &[25], &[(3, None)]),
    ];
    all
}

/// Parts in tenths of a day; times by index of the period, with a remark.
fn activity(name: &str, parts: &[i64], times: &[(u16, Option<&str>)]) -> Activity {
    let visit =
        |(period, note): &(u16, Option<&str>)| Visit { when: When::At(PeriodId(*period)), times: 1, note: note.map(Into::into) };
    Activity {
        name: name.into(),
        parts: parts.iter().map(|tenths| Decimal::new(*tenths, 1)).collect(),
        visits: times.iter().map(visit).collect(),
        span: span(),
    }
}

fn newly_good() -> Define {
    let recent = test(
        "latest inspected is within 12 months",
        INSPECTED,
        TestKind::Within { length: Operand::Number(Decimal::from(12)), months: true },
    );
    Define {
        name: Name::new("newly good"),
        kind: SCHOOL,
        condition: condition(
            "latest Ofsted is good and latest inspected is within 12 months",
            ConditionKind::All(vec![is("latest Ofsted is good", LATEST, &[1]), recent]),
        ),
        citation: cited("Annex 1, First year"),
        span: span(),
    }
}

/// A policy with schools, nurseries, and academies that are not categorised.
pub(crate) fn policy() -> Policy {
    let kind = |name: &str| Kind { name: Name::new(name), about: None };
    let category = |code: &str, about: &str| Category { code: code.into(), about: Some(about.into()), span: span() };
    let parameter = |name: &str, unit, value: i64| Parameter {
        name: Name::new(name),
        unit: Some(unit),
        steps: vec![(None, ParameterValue::Number(Decimal::from(value)))],
        citation: Citation::default(),
        span: span(),
    };
    let never = not("latest inspected is not none", test("latest inspected is none", INSPECTED, TestKind::None));
    let cannot = condition(
        "latest Ofsted is none and latest inspected is not none",
        ConditionKind::All(vec![test("latest Ofsted is none", LATEST, TestKind::None), never]),
    );
    Policy {
        allowances: Vec::new(),
        name: Name::new("Help for Settings"),
        authority: None,
        revision: "2021".into(),
        in_force: None,
        sources: Vec::new(),
        kinds: vec![kind("school"), kind("nursery"), kind("academy")],
        groups: vec![],
        vocabularies: vec![
            vocabulary(false, &["yes", "no"]),
            vocabulary(true, &["outstanding", "good", "requires improvement", "inadequate"]),
            vocabulary(true, &["effective", "inconsistent", "ineffective"]),
            vocabulary(true, &["sufficient", "limited", "insufficient"]),
            vocabulary(true, &["green", "amber", "red"]),
        ],
        facts: facts_declared(),
        asking: Asking::default(),
        constraints: vec![Constraint { kind: SCHOOL, condition: cannot, citation: Citation::default(), span: span() }],
        parameters: vec![parameter("many", Unit::Bare, 2), parameter("well occupied", Unit::PerCent, 80)],
        categories: vec![
            category("A", "low support"),
            category("AS", "low support, first year"),
            category("B", "medium support"),
            category("C", "high support"),
        ],
        defines: vec![newly_good()],
        derived: Vec::new(),
        lists: vec![List {
            name: Name::new("risk factors"),
            kind: SCHOOL,
            members: factors(),
            citation: Citation::default(),
            span: span(),
        }],
        categorisations: categorisations(),
        periods: ["Autumn 1", "Spring 1", "Summer 1", "when agreed"]
            .map(|name| Period {
                name: Name::new(name),
                sort: if name == "when agreed" { TimeSort::Other } else { TimeSort::HalfTerm },
            })
            .into(),
        allocations: allocations(),
        also: vec![Also {
            kind: SCHOOL,
            when: Some(is("two-year-olds", TWOS, &[0])),
            items: vec!["Core visit for two-year-olds, each term".into()],
            citation: cited("4.2"),
            span: span(),
        }],
        contradictions: vec![],
        clauses: vec![],
        examples: None,
        headings: Vec::new(),
        imports: Vec::new(),
        scenarios: Vec::new(),
        properties: Vec::new(),
        pins: Vec::new(),
    }
}
