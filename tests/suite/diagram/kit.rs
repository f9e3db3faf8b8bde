//! Policies built by hand, with conditions that can be read.

use ees::model::{
    Against, Category, CategoryId, Citation, Comparison, Condition, ConditionKind, DefineId, Domain, Fact, FactId, FactState,
    Facts, HitPolicy, Kind, KindId, Line, Name, Operand, Parameter, ParameterId, ParameterValue, Policy, Quota, Relation, Strand,
    Test, TestKind, Value, Vocabulary, VocabularyId, VocabularyValue,
};
use ees::source::{FileId, Span};
use std::fmt::Write;

pub(crate) fn span() -> Span {
    Span::new(FileId(0), 0, 0)
}

pub(crate) fn vocabulary(ordered: bool, values: &[(&str, u16)]) -> Vocabulary {
    let values = values.iter().map(|(name, rank)| VocabularyValue { name: Name::new(name), rank: *rank }).collect();
    Vocabulary { name: None, ordered, values }
}

/// A policy with yes and no, these categories, and kinds of setting.
pub(crate) fn policy(kinds: &[&str], categories: &[&str]) -> Policy {
    Policy {
        name: Name::new("a policy"),
        kinds: kinds.iter().map(|name| Kind { name: Name::new(name), about: None }).collect(),
        categories: categories.iter().map(|code| Category { code: (*code).into(), about: None, span: span() }).collect(),
        ..Policy::empty()
    }
}

pub(crate) fn add_vocabulary(policy: &mut Policy, added: Vocabulary) -> Domain {
    policy.vocabularies.push(added);
    Domain::Vocabulary(VocabularyId(policy.vocabularies.len() as u16 - 1))
}

pub(crate) fn add_fact(
    policy: &mut Policy,
    name: &str,
    kind: KindId,
    domain: Domain,
    or_none: bool,
    assumed: Option<Value>,
) -> FactId {
    let citation = Citation::default();
    let name = Name::new(name);
    policy.facts.push(Fact {
        name,
        kinds: vec![kind],
        domain,
        or_none,
        assumed,
        fixed: false,
        direction: None,
        asked_of: None,
        former: Vec::new(),
        citation,
        span: span(),
    });
    FactId(policy.facts.len() as u16 - 1)
}

pub(crate) fn add_parameter(policy: &mut Policy, name: &str, value: ParameterValue) -> Operand {
    let steps = vec![(None, value)];
    policy.parameters.push(Parameter { name: Name::new(name), unit: None, steps, citation: Citation::default(), span: span() });
    Operand::Parameter(ParameterId(policy.parameters.len() as u16 - 1))
}

pub(crate) fn said(kind: ConditionKind, text: String) -> Condition {
    Condition { kind, text: text.into(), span: span() }
}

pub(crate) fn test(policy: &Policy, fact: FactId, kind: TestKind) -> Condition {
    let operand = |operand: &Operand| match operand {
        Operand::Number(number) => number.to_string(),
        Operand::Date(day) => day.to_string(),
        Operand::Parameter(id) => {
            let parameter = &policy.parameters[id.at()];
            format!("{} {:?}", parameter.name.phrase, parameter.steps[0].1)
        }
    };
    let sign = |comparison: &Comparison| format!("{comparison:?}").to_lowercase();
    let test = match &kind {
        TestKind::OneOf(values) => {
            let names: Vec<_> = values.iter().map(|at| policy.value_phrase(fact, Value::Option(*at))).collect();
            names.join(" or ")
        }
        TestKind::None => "none".to_owned(),
        TestKind::Number(comparison, bound) | TestKind::Date(comparison, bound) => {
            format!("{} {}", sign(comparison), operand(bound))
        }
        TestKind::Within { length, months } => {
            format!("within {} {}", operand(length), if *months { "months" } else { "days" })
        }
    };
    let text = format!("{} is {test}", policy.facts[fact.at()].name.phrase);
    said(ConditionKind::Test(Test { fact, kind }), text)
}

/// Facts that compare so.
pub(crate) fn related(policy: &Policy, relation: Relation) -> Condition {
    let names = |facts: &[FactId]| {
        facts.iter().map(|fact| policy.facts[fact.at()].name.phrase.to_string()).collect::<Vec<_>>().join(" plus ")
    };
    let right = match &relation.right {
        Against::Facts(facts) => names(facts),
        Against::Operand(operand) => format!("{operand:?}"),
    };
    let text = format!("{} {:?} {right}", names(&relation.left), relation.how);
    said(ConditionKind::Related(relation), text)
}

/// A fact has one of these values, by their names.
pub(crate) fn is(policy: &Policy, fact: &str, values: &str) -> Condition {
    let id = fact_named(policy, fact);
    let known = match policy.facts[id.at()].domain {
        Domain::Vocabulary(vocabulary) => &policy.vocabularies[usize::from(vocabulary.0)].values,
        Domain::Number(_) | Domain::Date => panic!("{fact} has no named values"),
    };
    let at = |value: &str| known.iter().position(|known| &*known.name.phrase == value).expect(value) as u16;
    test(policy, id, TestKind::OneOf(values.split('|').map(at).collect()))
}

pub(crate) fn fact_named(policy: &Policy, name: &str) -> FactId {
    FactId(policy.facts.iter().position(|fact| &*fact.name.phrase == name).expect(name) as u16)
}

fn listed(parts: &[Condition], word: &str) -> String {
    let texts: Vec<_> = parts.iter().map(|part| part.text.to_string()).collect();
    format!("({})", texts.join(word))
}

pub(crate) fn not(inner: Condition) -> Condition {
    let text = format!("not {}", inner.text);
    said(ConditionKind::Not(Box::new(inner)), text)
}

pub(crate) fn all(parts: Vec<Condition>) -> Condition {
    let text = listed(&parts, " and ");
    said(ConditionKind::All(parts), text)
}

pub(crate) fn any(parts: Vec<Condition>) -> Condition {
    let text = listed(&parts, " or ");
    said(ConditionKind::Any(parts), text)
}

pub(crate) fn count(quota: Quota, of: Vec<Condition>) -> Condition {
    let (Quota::AtLeast(amount) | Quota::AtMost(amount) | Quota::Exactly(amount)) = &quota;
    let word = match &quota {
        Quota::AtLeast(_) => "at least",
        Quota::AtMost(_) => "at most",
        Quota::Exactly(_) => "exactly",
    };
    let text = format!("{word} {:?} + {} of {}", amount.base, amount.offset, listed(&of, ", "));
    said(ConditionKind::Count { quota, of, list: None }, text)
}

pub(crate) fn defined(policy: &Policy, id: DefineId) -> Condition {
    said(ConditionKind::Defined(id), format!("[{}]", policy.defines[id.at()].name.phrase))
}

pub(crate) fn strand(name: &str, lines: Vec<(u16, Option<Condition>)>) -> Strand {
    let line =
        |(category, condition)| Line { category: CategoryId(category), condition, citation: Citation::default(), span: span() };
    let (hit, lines) = (HitPolicy::MostIntensive, lines.into_iter().map(line).collect());
    Strand { name: Name::new(name), hit, any_order: false, table: None, lines, citation: Citation::default(), span: span() }
}

/// The policy as one can read it when a test fails.
pub(crate) fn policy_told(policy: &Policy) -> String {
    let mut out = String::new();
    for (at, fact) in policy.facts.iter().enumerate() {
        let domain = match &fact.domain {
            Domain::Vocabulary(id) => {
                let values = &policy.vocabularies[usize::from(id.0)].values;
                values.iter().map(|value| value.name.phrase.to_string()).collect::<Vec<_>>().join("|")
            }
            Domain::Number(domain) => format!("number whole {} {:?} to {:?}", domain.whole, domain.least, domain.most),
            Domain::Date => "date".to_owned(),
        };
        let (name, kinds) = (&fact.name.phrase, fact.kinds.iter().map(|kind| kind.0).collect::<Vec<_>>());
        writeln!(out, "fact {at} {name} of kinds {kinds:?}: {domain}, none {}, assumed {:?}", fact.or_none, fact.assumed)
            .unwrap();
    }
    out += &super::derived::derived_told(policy);
    for define in &policy.defines {
        writeln!(out, "define {}: {}", define.name.phrase, define.condition.text).unwrap();
    }
    for constraint in &policy.constraints {
        writeln!(out, "it cannot be that {}", constraint.condition.text).unwrap();
    }
    for categorisation in &policy.categorisations {
        writeln!(out, "categorised by {:?}", categorisation.method).unwrap();
        for strand in &categorisation.strands {
            writeln!(out, "strand {} by {:?}", strand.name.phrase, strand.hit).unwrap();
            for line in &strand.lines {
                writeln!(out, "  {} {}", policy.category_code(line.category), line.text()).unwrap();
            }
        }
        for gate in &categorisation.gates {
            writeln!(out, "never {} unless {}", policy.category_code(gate.category), gate.unless.text).unwrap();
        }
        for one in &categorisation.expectations {
            let when = one.when.as_ref().map_or("always", |when| &when.text);
            writeln!(out, "{} expects {} when {when}", policy.category_code(one.category), one.expects.text).unwrap();
        }
    }
    for also in &policy.also {
        writeln!(out, "also when {}", also.when.as_ref().map_or("always", |when| &when.text)).unwrap();
    }
    out
}

/// What is known of a setting as one can read it when a test fails.
pub(crate) fn facts_told(policy: &Policy, facts: &Facts) -> String {
    let mut out = String::new();
    for (at, fact) in policy.facts.iter().enumerate() {
        let id = FactId(at as u16);
        let state = match facts.get(id) {
            FactState::Told(value) => policy.value_phrase(id, value),
            FactState::Assumed(value) => format!("{} (assumed)", policy.value_phrase(id, value)),
            FactState::Unknown => "?".to_owned(),
        };
        writeln!(out, "  {}: {state}", fact.name.phrase).unwrap();
    }
    out
}
