//! A tree in brackets, so that a snapshot shows how each line was read.

use super::{print_derived, print_scenarios};
use ees::syntax::tree::*;

pub(crate) fn tree(tree: &Tree) -> String {
    let mut out: String = tree.declarations.iter().map(declaration).collect();
    let mut names: Vec<&str> = tree.broken_names.iter().map(|name| name.text.as_str()).collect();
    names.dedup();
    if !names.is_empty() {
        out += &format!("names of broken lines: {}\n", names.join(" / "));
    }
    out
}

fn declaration(one: &Declaration) -> String {
    let broken = if one.broken { " BROKEN" } else { "" };
    let tail = tail(&one.tail);
    let change = one.change.map_or(String::new(), |change| format!("{} ", change.word.words()));
    let text = match &one.kind {
        DeclarationKind::Policy(head) => policy(head),
        DeclarationKind::Setting(head) => format!("setting ({}){}", head.name.text, about_text(head.about.as_ref())),
        DeclarationKind::Group(group) => format!("group ({}) {}", group.name.text, phrases(&group.members)),
        DeclarationKind::Scale(scale) => {
            let levels: Vec<String> = scale.levels.iter().map(|level| phrases(level)).collect();
            format!("scale ({}) {:?} {}", scale.name.text, scale.order, levels.join(" > "))
        }
        DeclarationKind::Choice(choice) => format!("choice ({}) {}", choice.name.text, phrases(&choice.values)),
        DeclarationKind::Facts(facts) => {
            let lines: String = facts.facts.iter().map(|one| format!("\n  {}", fact(one))).collect();
            format!("facts about {}{lines}", phrases(&facts.about))
        }
        DeclarationKind::Constraint(one) => format!("cannot be{} {}", about(&one.about), condition(&one.condition)),
        DeclarationKind::Parameter(one) => {
            let step = |step: &ParameterStep| {
                let from = step.from.map_or(String::new(), |(date, _)| format!(" from {date}"));
                format!("{}{from}", literal(&step.value))
            };
            format!("parameter ({}) {}", one.name.text, one.steps.iter().map(step).collect::<Vec<_>>().join(" then "))
        }
        DeclarationKind::Times(times) => {
            let sort = match times.sort {
                TimeSort::HalfTerm => "half terms",
                TimeSort::Term => "terms",
                TimeSort::Other => "other times",
            };
            format!("{sort} {}", phrases(&times.names))
        }
        DeclarationKind::Categories(categories) => {
            let lines = categories.categories.iter().zip(&categories.tails);
            let lines = lines.map(|((code, about), behind)| {
                format!("\n  ({}){}{}", code.text, about_text(about.as_ref()), self::tail(behind))
            });
            format!("categories {:?}{}", categories.order, lines.collect::<String>())
        }
        DeclarationKind::Define(one) => {
            format!("define ({}){}\n  {}", one.name.text, about(&one.about), condition(&one.condition))
        }
        DeclarationKind::List(one) => {
            let members: String = one.members.iter().map(|member| format!("\n  - {}", condition(member))).collect();
            format!("list ({}){}{members}", one.name.text, about(&one.about))
        }
        DeclarationKind::Table(one) => print_derived::table(one),
        DeclarationKind::Matrix(one) => print_derived::matrix(one),
        DeclarationKind::Score(one) => print_derived::score(one),
        DeclarationKind::Categorise(one) => categorise(one),
        DeclarationKind::Allocation(one) => allocation(one),
        DeclarationKind::Also(one) => {
            let when = one.when.as_ref().map_or(String::new(), |when| format!(" when {}", condition(when)));
            let items: String = one.items.iter().map(|item| format!("\n  - «{}»", item.value)).collect();
            format!("also for {}{when}{items}", phrases(&one.about))
        }
        DeclarationKind::Examples(one) => format!("examples «{}» on {}", one.file.value, one.on.0),
        DeclarationKind::Clauses(one) => {
            let names: Vec<&str> = one.names.iter().map(|name| name.value.as_str()).collect();
            let standing = match &one.standing {
                ClauseStanding::NoRule(because) => format!(" no rule because «{}»", because.value),
                ClauseStanding::Cited(words) => about_text(words.as_ref()),
            };
            format!("clauses ({}){standing}", names.join(") ("))
        }
        DeclarationKind::Contradiction(one) => contradiction(one),
        DeclarationKind::Import(one) => super::imports::import(one),
        DeclarationKind::Scenario(one) => print_scenarios::scenario(one),
        DeclarationKind::Property(one) => print_scenarios::property(one),
        DeclarationKind::Asking(one) => {
            let line = |line: &AskingCost| {
                let whom = line.whom.as_ref().map_or("anyone else".to_owned(), |whom| format!("({})", whom.text));
                format!("\n  {whom} {}{}", quantity(&line.cost), self::tail(&line.tail))
            };
            format!("asking costs{}", one.costs.iter().map(line).collect::<String>())
        }
        DeclarationKind::Pin(one) => format!("pin «{}» on {}", one.file.value, one.on.0),
        DeclarationKind::Part(part) => super::print_changes::part(part),
        DeclarationKind::Unreadable => "unreadable".to_owned(),
    };
    let (first, rest) = text.split_at(text.find('\n').unwrap_or(text.len()));
    format!("{change}{first}{tail}{broken}{rest}\n")
}

fn policy(head: &PolicyHead) -> String {
    let mut out = format!("policy ({})", head.title.text);
    out += &head.amends.as_ref().map_or(String::new(), |amends| format!("\n  amends «{}»", amends.value));
    for (label, text) in [("authority", &head.authority), ("revision", &head.revision)] {
        out += &text.as_ref().map_or(String::new(), |text| format!("\n  {label} «{}»", text.value));
    }
    out += &head.in_force.map_or(String::new(), |period| format!("\n  in force {} to {}", period.first, period.last));
    out + &head.sources.iter().map(|(name, title)| format!("\n  source ({}) «{}»", name.text, title.value)).collect::<String>()
}

fn categorise(one: &Categorise) -> String {
    let order = if one.any_order { " in any order," } else { "" };
    let mut out = format!("categorise {}{order}{}", phrases(&one.about), print_derived::method(&one.method));
    one.strands.iter().for_each(|one| out += &format!("\n  {}", strand(one)));
    one.gates.iter().for_each(|one| out += &format!("\n  {}", gate(one)));
    one.expectations.iter().for_each(|one| out += &format!("\n  {}", expectation(one)));
    out
}

pub(super) fn strand(strand: &Strand) -> String {
    let broken = if strand.broken { " BROKEN" } else { "" };
    let by = strand.by.as_ref().map_or(String::new(), |by| format!(" by <{}>", by.text));
    let lines: String = strand.lines.iter().map(|line| format!("\n    {}", category_line(line))).collect();
    format!("strand ({}){by}{}{}{broken}{lines}", strand.name.text, about(&strand.only), tail(&strand.tail))
}

pub(super) fn gate(gate: &Gate) -> String {
    let unless = condition(&gate.unless);
    format!("never {}{} unless {unless}{}", gate.category.text, about(&gate.only), tail(&gate.tail))
}

pub(super) fn expectation(one: &Expectation) -> String {
    let when = one.when.as_ref().map_or(String::new(), |when| format!(" when {}", condition(when)));
    format!("{}{} expects ({}){when}{}", one.category.text, about(&one.only), one.expects.text, tail(&one.tail))
}

pub(super) fn category_line(line: &CategoryLine) -> String {
    let when = line.condition.as_ref().map_or("otherwise".to_owned(), |when| format!("when {}", condition(when)));
    format!("{}{} {when}{}", line.category.text, about(&line.only), tail(&line.tail))
}

fn allocation(one: &Allocation) -> String {
    let categories = if one.categories.is_empty() { String::new() } else { format!(" in {}", phrases(&one.categories)) };
    let mut out = format!("allocation {}{categories} {}", phrases(&one.about), figure(&one.stated));
    out += &one.rows.iter().map(row).collect::<String>();
    for claim in &one.claims {
        let of = claim.activity.as_ref().map_or(String::new(), |name| format!(" for «{}»", name.value));
        let from = claim.from.as_ref().map_or(String::new(), |from| format!(" from «{}»", from.value));
        out += &match &claim.sort {
            ClaimSort::AlsoStated => format!("\n  also {}{of}{from}", figure(&claim.figure)),
            ClaimSort::Settled(because) => format!("\n  settled {}{of} because «{}»{from}", figure(&claim.figure), because.value),
        };
    }
    out
}

pub(super) fn row(row: &AllocationRow) -> String {
    let days = row.days.as_ref().map(|days| days.iter().map(ToString::to_string).collect::<Vec<_>>().join(" + "));
    let days = days.unwrap_or("not given".to_owned());
    let count = row.count.map_or(String::new(), |count| format!("{count} x "));
    let time = |time: &Time| match &time.when {
        When::At(name) => format!("({}){}", name.text, about_text(time.note.as_ref())),
        When::Each(cadence, _) => format!("{cadence:?}{}", about_text(time.note.as_ref())),
    };
    let times: Vec<String> = row.times.iter().map(time).collect();
    format!("\n  «{}» {count}{days} each in {}", row.activity.value, times.join(" "))
}

pub(super) fn figure(one: &Figure) -> String {
    match &one.measure {
        Measure::Days(binding, days) => format!("{binding:?} {}", quantity(days)),
        other @ (Measure::NotGiven | Measure::Each(_) | Measure::Times(_)) => format!("{other:?}"),
    }
}

fn contradiction(one: &Contradiction) -> String {
    let mut out = format!("contradiction ({})", one.title.text);
    for statement in &one.statements {
        out += &format!("\n  stated «{}» from «{}»", statement.words.value, statement.from.value);
    }
    out + &one
        .settled
        .as_ref()
        .map_or(String::new(), |settled| format!("\n  settled «{}» because «{}»", settled.words.value, settled.because.value))
}

pub(super) fn fact(fact: &Fact) -> String {
    let domain = match &fact.domain {
        Domain::Named(name) => format!("({})", name.text),
        Domain::Inline(values, order) => format!("{} {order:?}", phrases(values)),
        Domain::Count(unit) => format!("count of ({})", unit.text),
        Domain::YesNo | Domain::Date | Domain::PerCent | Domain::Money | Domain::Number => format!("{:?}", fact.domain),
    };
    let mut out = format!("({}): {domain}", fact.name.text);
    if fact.or_none {
        out += " or-none";
    }
    if fact.fixed {
        out += " fixed";
    }
    out += &fact.asked_of.as_ref().map_or(String::new(), |whom| format!(" asked of ({})", whom.text));
    out += &fact.assumed.as_ref().map_or(String::new(), |value| format!(" assumed {}", literal(value)));
    out += &fact.better.map_or(String::new(), |better| format!(" better {better:?}"));
    out += &fact.least.as_ref().map_or(String::new(), |least| format!(" least {}", quantity(least)));
    out += &fact.most.as_ref().map_or(String::new(), |most| format!(" most {}", quantity(most)));
    out + &tail(&fact.tail)
}

pub(super) fn condition(one: &Condition) -> String {
    let join = if one.join == Join::And { " and " } else { " or " };
    one.terms.iter().map(term).collect::<Vec<_>>().join(join)
}

fn term(term: &Term) -> String {
    match term {
        Term::Plain(plain) => format!(
            "({}{}{})",
            if plain.negated { "not " } else { "" },
            if plain.addends.is_empty() {
                plain.name.text.clone()
            } else {
                plain.addends.iter().map(|one| format!("<{}>", one.text)).collect::<Vec<_>>().join(" plus ")
            },
            plain.test.as_ref().map_or(String::new(), test)
        ),
        Term::Group { quantifier, members, .. } => {
            format!("{} [{}]", quantified(quantifier), members.iter().map(condition).collect::<Vec<_>>().join("; "))
        }
        Term::Named { quantifier, list, .. } => format!("{} <{}>", quantified(quantifier), list.text),
    }
}

fn quantified(quantifier: &Quantifier) -> String {
    match quantifier {
        Quantifier::Any => "any of".to_owned(),
        Quantifier::All => "all of".to_owned(),
        Quantifier::None => "none of".to_owned(),
        Quantifier::AtLeast(amount) => format!("at least {} of", count(amount)),
        Quantifier::AtMost(amount) => format!("at most {} of", count(amount)),
        Quantifier::Exactly(amount) => format!("exactly {} of", count(amount)),
        Quantifier::MoreThan(amount) => format!("more than {} of", count(amount)),
        Quantifier::FewerThan(amount) => format!("fewer than {} of", count(amount)),
    }
}

fn count(amount: &Amount) -> String {
    match amount {
        Amount::Number(number, _) => number.to_string(),
        Amount::Parameter(name) => format!("<{}>", name.text),
    }
}

pub(super) fn test(test: &Test) -> String {
    let values = |values: &[ValueTest]| values.iter().map(value).collect::<Vec<_>>().join(", ");
    match test {
        Test::OneOf(of) => format!(" is {{{}}}", values(of)),
        Test::Not(of) => format!(" is not {{{}}}", value(of)),
        Test::Neither(of) => format!(" is neither {{{}}}", values(of)),
        Test::None(true) => " is none".to_owned(),
        Test::None(false) => " is not none".to_owned(),
        Test::Compare(comparison, with) => format!(" {comparison:?} {}", operand(with)),
        Test::Between(low, high) => format!(" between {} and {}", operand(low), operand(high)),
        Test::Within(length) => format!(" within {}", operand(length)),
        Test::Graded(comparison, with) => format!(" graded {comparison:?} <{}>", with.text),
        Test::WithinOf(length, other) => format!(" within {} of <{}>", quantity(length), other.text),
    }
}

fn value(value: &ValueTest) -> String {
    let reach = match value.reach {
        Some(Reach::OrBetter) => " or better",
        Some(Reach::OrWorse) => " or worse",
        None => "",
    };
    format!("{}{reach}", literal(&value.value))
}

fn operand(operand: &Operand) -> String {
    match operand {
        Operand::Quantity(of) => quantity(of),
        Operand::Date(date, _) => date.to_string(),
        Operand::Parameter(name) => format!("<{}>", name.text),
    }
}

pub(super) fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Phrase(name) => name.text.clone(),
        Literal::Quantity(of) => quantity(of),
        Literal::Date(date, _) => date.to_string(),
    }
}

fn quantity(quantity: &Quantity) -> String {
    quantity.unit.as_ref().map_or(quantity.number.to_string(), |unit| format!("{}[{}]", quantity.number, unit.text))
}

pub(super) fn phrases(phrases: &[Phrase]) -> String {
    phrases.iter().map(|phrase| format!("({})", phrase.text)).collect::<Vec<_>>().join(" ")
}

pub(super) fn about(kinds: &[Phrase]) -> String {
    if kinds.is_empty() { String::new() } else { format!(" for {}", phrases(kinds)) }
}

fn about_text(text: Option<&Text>) -> String {
    text.map_or(String::new(), |text| format!(" «{}»", text.value))
}

pub(super) fn tail(tail: &Tail) -> String {
    let from = tail.from.as_ref().map_or(String::new(), |from| format!(" from «{}»", from.value));
    let reading = tail.reading.as_ref().map_or(String::new(), |reading| format!(" reading «{}»", reading.value));
    let allowed = tail.allowed.iter().map(|one| format!(" allow {} because «{}»", one.code.text, one.because.value));
    from + &reading + &allowed.collect::<String>()
}
