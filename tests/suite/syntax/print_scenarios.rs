//! Scenarios and properties, in brackets.

use super::print::{about, condition, figure, literal, phrases, row};
use ees::syntax::tree::*;

pub(super) fn scenario(one: &Scenario) -> String {
    let drafted = if one.drafted { "drafted " } else { "" };
    let starts = match &one.starts {
        Start::About(kinds) => format!(" about {}", phrases(kinds)),
        Start::Like(other) => format!(" like <{}>", other.text),
        Start::Unsaid => String::new(),
    };
    let on = one.on.map_or(String::new(), |(date, _)| format!(" on {date}"));
    let mut out = format!("{drafted}scenario ({}){starts}{on}{}{}", one.name.text, told(&one.told), expects(&one.expects));
    for read in one.table.iter().flat_map(|table| &table.rows) {
        let name = read.name.as_ref().map_or(String::new(), |name| format!(" «{}»", name.value));
        let on = read.on.map_or(String::new(), |(date, _)| format!(" on {date}"));
        out += &format!("\n  row{name}{on}{}{}", cells(&read.told, one), expects(&read.expects))
            .replace("\n  ", "\n    ")
            .replacen("\n    ", "\n  ", 1);
    }
    out
}

fn value(value: &ToldValue) -> String {
    match value {
        ToldValue::Unknown => "unknown".to_owned(),
        ToldValue::Is(value) => literal(value),
    }
}

fn cells(told: &[ToldCell], scenario: &Scenario) -> String {
    let facts = &scenario.table.as_ref().unwrap().facts;
    told.iter().map(|one| format!("\n  ({}) is {}", facts[one.fact].text, value(&one.value))).collect()
}

fn told(told: &[Told]) -> String {
    told.iter().map(|one| format!("\n  {} is {}", phrases(&one.facts), value(&one.value))).collect()
}

fn expects(expects: &[Expected]) -> String {
    expects.iter().map(|one| format!("\n  expects {}", expected(&one.kind))).collect()
}

fn expected(kind: &ExpectedKind) -> String {
    match kind {
        ExpectedKind::Categories(codes) => phrases(codes),
        ExpectedKind::CategoriesOrNoAnswer(codes) => format!("{} or no answer", phrases(codes)),
        ExpectedKind::NoCategory | ExpectedKind::NoAnswer | ExpectedKind::CannotBe | ExpectedKind::AlsoNothing => {
            format!("{kind:?}")
        }
        ExpectedKind::Days(days) => figure(days),
        ExpectedKind::Because(strand, line) => {
            format!("because ({}){}", strand.text, line.as_ref().map_or(String::new(), |line| format!(" «{}»", line.value)))
        }
        ExpectedKind::Lifted(category) => format!("because never ({})", category.text),
        ExpectedKind::Ask(facts) => format!("asked [{}]", phrases(facts)),
        ExpectedKind::Assumed(facts) => format!("assumed [{}]", phrases(facts)),
        ExpectedKind::Also(text) => format!("also «{}»", text.value),
        ExpectedKind::State(name, state) => format!("({}) {state:?}", name.text),
        ExpectedKind::Support(rows) => format!("support{}", rows.iter().map(row).collect::<String>()),
    }
}

pub(super) fn property(one: &Property) -> String {
    let claim = match &one.claim {
        PropertyClaim::Never(kind, codes) => format!("no {} is {}", phrases(kind), phrases(codes)),
        PropertyClaim::Always(kind, codes) => format!("every {} is {}", phrases(kind), phrases(codes)),
        PropertyClaim::Improving(facts) => format!("improving [{}]", phrases(facts)),
        PropertyClaim::Changing(facts) => format!("changing [{}]", phrases(facts)),
    };
    let when = one.when.as_ref().map_or(String::new(), |when| format!(" when {}", condition(when)));
    format!("property ({}){}\n  {claim}{when}", one.name.text, about(&one.about))
}
