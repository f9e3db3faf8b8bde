//! All that can carry `from` and `reading`.

use crate::explain::phrases::list;
use crate::model::{
    Allocation, Also, Categorisation, Citation, Constraint, DefineId, DerivedId, DerivedRule, Expectation, FactId, Gate, Heading,
    Import, Informant, KindId, Line, ListId, Parameter, ParameterId, ParameterValue, Points, Policy, Row, Strand, spoken,
};
use crate::source::Span;

/// Something of a policy, and what stands behind it.
#[derive(Debug)]
pub(super) struct Carrier<'p> {
    pub(super) item: Item<'p>,
    /// The kinds of setting that it is declared for; none where it is for all.
    pub(super) kinds: Vec<KindId>,
    /// Its own citation, without what it only has from its strand.
    pub(super) citation: Citation,
    pub(super) span: Span,
    /// Whether it should say where it comes from, and nothing above it says so.
    pub(super) needed: bool,
}

/// What it is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item<'p> {
    Heading(&'p Heading),
    Fact(FactId),
    Constraint(&'p Constraint),
    Parameter(ParameterId),
    Define(DefineId),
    List(ListId),
    Derived(DerivedId),
    Row(DerivedId, &'p Row),
    Points(DerivedId, &'p Points),
    Categorisation(&'p Categorisation),
    Strand(&'p Categorisation, &'p Strand),
    Line(&'p Categorisation, &'p Strand, &'p Line),
    Gate(&'p Categorisation, &'p Gate),
    Expectation(&'p Categorisation, &'p Expectation),
    Allocation(&'p Allocation),
    Also(&'p Also),
    Import(&'p Import),
    Informant(&'p Informant),
    /// Something below an import, perhaps of a fact.
    Imported(&'p Import, Option<FactId>),
}

/// Everything in the order in which it is written. What is declared once for several kinds of setting is there once.
pub(super) fn all<'p>(policy: &'p Policy) -> Vec<Carrier<'p>> {
    let mut found = Vec::new();
    let mut add = |item: Item<'p>, citation: &Citation, span| {
        let kinds = item.kinds(policy);
        let needed = !matches!(item, Item::Row(..) | Item::Points(..) | Item::Imported(..) | Item::Informant(_));
        found.push(Carrier { item, kinds, citation: citation.clone(), span, needed });
    };
    for one in &policy.headings {
        add(Item::Heading(one), &one.citation, one.span);
    }
    for (at, one) in policy.facts.iter().enumerate() {
        FactId::from_index(at).into_iter().for_each(|id| add(Item::Fact(id), &one.citation, one.span));
    }
    for one in &policy.constraints {
        add(Item::Constraint(one), &one.citation, one.span);
    }
    for (at, one) in policy.parameters.iter().enumerate() {
        ParameterId::from_index(at).into_iter().for_each(|id| add(Item::Parameter(id), &one.citation, one.span));
    }
    for (at, one) in policy.defines.iter().enumerate() {
        DefineId::from_index(at).into_iter().for_each(|id| add(Item::Define(id), &one.citation, one.span));
    }
    for (at, one) in policy.lists.iter().enumerate() {
        ListId::from_index(at).into_iter().for_each(|id| add(Item::List(id), &one.citation, one.span));
    }
    for (at, one) in policy.derived.iter().enumerate() {
        let Some(id) = DerivedId::from_index(at) else { continue };
        add(Item::Derived(id), &one.citation, one.span);
        match &one.rule {
            DerivedRule::Table(table) => {
                table.rows.iter().for_each(|row| add(Item::Row(id, row), &without(&row.citation, &one.citation), row.span));
            }
            DerivedRule::Score(lines) => {
                lines.iter().for_each(|line| add(Item::Points(id, line), &without(&line.citation, &one.citation), line.span));
            }
        }
    }
    for one in &policy.asking.informants {
        add(Item::Informant(one), &one.citation, one.span);
    }
    for one in policy.declared_allocations() {
        add(Item::Allocation(one), &one.citation, one.span);
    }
    for one in &policy.also {
        add(Item::Also(one), &one.citation, one.span);
    }
    for one in &policy.imports {
        add(Item::Import(one), &one.citation, one.span);
        one.citations().for_each(|(fact, citation, span)| add(Item::Imported(one, fact), citation, span));
    }
    for one in &policy.categorisations {
        of_categorisation(one, &mut found);
    }
    found.sort_by_key(|carrier| carrier.span);
    found.dedup_by(|later, first| {
        let same = later.span == first.span && later.citation == first.citation;
        if same {
            first.kinds.extend(later.kinds.iter().filter(|kind| !first.kinds.contains(kind)).copied().collect::<Vec<_>>());
        }
        same
    });
    found
}

fn of_categorisation<'p>(whole: &'p Categorisation, found: &mut Vec<Carrier<'p>>) {
    let mut add = |item, citation: Citation, span, needed| {
        found.push(Carrier { item, kinds: vec![whole.kind], citation, span, needed });
    };
    add(Item::Categorisation(whole), whole.citation.clone(), whole.span, true);
    for strand in &whole.strands {
        // Lines speak for themselves where their strand cites nothing.
        add(Item::Strand(whole, strand), strand.citation.clone(), strand.span, false);
        for line in &strand.lines {
            let needed = strand.citation.from.is_none();
            add(Item::Line(whole, strand, line), without(&line.citation, &strand.citation), line.span, needed);
        }
    }
    for gate in &whole.gates {
        add(Item::Gate(whole, gate), gate.citation.clone(), gate.span, true);
    }
    for one in &whole.expectations {
        add(Item::Expectation(whole, one), one.citation.clone(), one.span, true);
    }
}

/// A line's citation without what it has from its strand.
fn without(line: &Citation, strand: &Citation) -> Citation {
    Citation {
        from: line.from.clone().filter(|from| strand.from.as_ref() != Some(from)),
        reading: line.reading.clone().filter(|reading| strand.reading.as_ref() != Some(reading)),
    }
}

impl Item<'_> {
    fn kinds(self, policy: &Policy) -> Vec<KindId> {
        match self {
            Self::Fact(id) => policy.fact(id).map_or_else(Vec::new, |fact| fact.kinds.clone()),
            Self::Define(id) => policy.defines.get(id.at()).map(|one| one.kind).into_iter().collect(),
            Self::List(id) => policy.lists.get(id.at()).map(|one| one.kind).into_iter().collect(),
            Self::Derived(id) | Self::Row(id, _) | Self::Points(id, _) => {
                policy.derived.get(id.at()).map(|one| one.kind).into_iter().collect()
            }
            Self::Constraint(one) => vec![one.kind],
            Self::Also(one) => vec![one.kind],
            Self::Allocation(one) => one.kinds.clone(),
            Self::Categorisation(one) | Self::Strand(one, _) | Self::Line(one, ..) | Self::Gate(one, _) => vec![one.kind],
            Self::Expectation(one, _) => vec![one.kind],
            Self::Informant(_) | Self::Heading(_) | Self::Parameter(_) | Self::Import(_) | Self::Imported(..) => Vec::new(),
        }
    }
}

impl Carrier<'_> {
    /// What it is, in words.
    pub(super) fn words(&self, policy: &Policy) -> String {
        let of = || policy.some_kinds(&self.kinds);
        match self.item {
            Item::Heading(heading) => heading.what.to_string(),
            Item::Fact(id) => {
                policy.fact(id).map_or_else(String::new, |fact| format!("the fact `{}` of {}", fact.name.phrase, of()))
            }
            Item::Constraint(one) => format!("it cannot be that `{}`", one.condition.text),
            Item::Parameter(id) => policy.parameters.get(id.at()).map_or_else(String::new, parameter),
            Item::Define(id) => policy
                .defines
                .get(id.at())
                .map_or_else(String::new, |one| format!("the definition `{}` for {}", one.name.phrase, of())),
            Item::List(id) => {
                policy.lists.get(id.at()).map_or_else(String::new, |one| format!("the list `{}` for {}", one.name.phrase, of()))
            }
            Item::Derived(id) => derived(policy, id, &of()),
            Item::Row(id, row) => format!("the row `{}` of {}", row.condition.text, derived(policy, id, &of())),
            Item::Points(id, line) => format!("`{}` in {}", line.text, derived(policy, id, &of())),
            Item::Categorisation(_) => format!("how {} is categorised", of()),
            Item::Strand(_, strand) => format!("the strand `{}` of {}", strand.name.phrase, of()),
            Item::Line(_, strand, line) => {
                let when = if line.condition.is_some() { "when " } else { "" };
                let category = policy.category_code(line.category);
                format!("`{category} {when}{}` in the strand `{}` of {}", line.text(), strand.name.phrase, of())
            }
            Item::Gate(_, gate) => format!("`{}` for {}", gate.text, of()),
            Item::Expectation(_, one) => {
                let category = policy.category_code(one.category);
                format!("what is expected of {} in {category}: `{}`", of(), one.expects.text)
            }
            Item::Allocation(one) => format!("what is given to {}", one.about),
            Item::Import(one) | Item::Imported(one, None) => format!("the import `{}`", one.name.phrase),
            Item::Imported(one, Some(id)) => {
                let fact = policy.fact(id).map_or("", |fact| &fact.name.phrase);
                format!("the fact `{fact}` in the import `{}`", one.name.phrase)
            }
            Item::Informant(one) => format!("what asking {} costs", one.whom),
            Item::Also(one) => format!("what else is given: {}", list(&one.items, "and")),
        }
    }
}

/// `the table `band` for a school`
fn derived(policy: &Policy, id: DerivedId, of: &str) -> String {
    let Some(one) = policy.derived.get(id.at()) else { return String::new() };
    let sort = if one.table().is_some() { "table" } else { "score" };
    format!("the {sort} `{}` for {of}", one.name.phrase)
}

/// The parameter with its values: `the parameter `target`: 94%, later 95%`
fn parameter(one: &Parameter) -> String {
    let value = |value: &ParameterValue| match value {
        ParameterValue::Date(date) => spoken(*date),
        ParameterValue::Number(number) => {
            one.unit.as_ref().map_or_else(|| number.normalize().to_string(), |unit| unit.with(*number))
        }
    };
    let values: Vec<String> = one.steps.iter().map(|(_, step)| value(step)).collect();
    format!("the parameter `{}`: {}", one.name.phrase, values.join(", later "))
}
