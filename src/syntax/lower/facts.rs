//! The vocabulary: `policy`, `scale`, `facts` and `categories` with the lines below them.

use super::headings::{about, declared, label};
use super::reader::{phrase, text};
use super::{Reader, lists};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::source::Span;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::mistakes::Place;
use crate::syntax::outline::{Line, Piece, keyword};
use crate::syntax::tree::{
    Better, Categories, Domain, Fact, Facts, Order, Period, Phrase, PolicyHead, Quantity, Scale, Tail, Text,
};

/// The lines of a body, each by the same rule. Bullets in front of them are reported once and then not minded.
fn lines<'t>(reader: &mut Reader<'t, '_>, piece: &Piece, rule: Rule, place: Place, broken: &mut bool) -> Vec<(Node<'t>, Line)> {
    lists::refuse(reader, &piece.heading);
    let mut read = Vec::new();
    for line in &piece.body {
        lists::refuse(reader, line);
        match reader.read_line(rule, line, line.head, place) {
            Some(node) => read.push((node, line.clone())),
            None => {
                *broken = true;
                reader.note_names(line.head);
            }
        }
        line.bullets.iter().for_each(|bullet| reader.note_names(bullet.segment));
    }
    piece.heading.bullets.iter().for_each(|bullet| reader.note_names(bullet.segment));
    *broken |= !piece.heading.bullets.is_empty();
    read
}

pub(super) fn policy<'t>(
    reader: &mut Reader<'t, '_>,
    piece: &Piece,
    node: Option<&Node<'t>>,
    broken: &mut bool,
) -> Option<PolicyHead> {
    let mut head = PolicyHead {
        title: Phrase { text: String::new(), span: reader.span(piece.heading.head) },
        amends: None,
        authority: None,
        revision: None,
        in_force: None,
        sources: Vec::new(),
    };
    for (line, _) in lines(reader, piece, Rule::policy_line, Place::PolicyLine, broken) {
        reader.allows_nothing(&line);
        let Some(part) = line.first() else { continue };
        let value = part.child(Rule::text).map(|value| text(&value));
        if part.is(Rule::in_force) {
            let dates: Vec<_> = part.children(Rule::date).map(|date| reader.date(&date)).collect();
            match dates.as_slice() {
                [Some((first, start)), Some((last, end))] => {
                    let period = Period { first: *first, last: *last, span: start.to(*end) };
                    once(reader, "in force", &mut head.in_force, period, |period| period.span);
                }
                _ => *broken = true,
            }
        } else if let (true, Some(folder)) = (part.is(Rule::amends), part.child(Rule::quoted)) {
            once(reader, "amends", &mut head.amends, text(&folder), |text: &Text| text.span);
        } else if let (true, Some(value)) = (part.is(Rule::authority), value.clone()) {
            once(reader, "authority", &mut head.authority, value, |text: &Text| text.span);
        } else if let (true, Some(value)) = (part.is(Rule::revision), value.clone()) {
            once(reader, "revision", &mut head.revision, value, |text: &Text| text.span);
        } else if let (Some(name), Some(value)) = (label(&part), value) {
            head.sources.push((name, value));
        }
    }
    let title = text(&node?.child(Rule::text)?);
    head.title = Phrase { text: title.value, span: title.span };
    Some(head)
}

impl Reader<'_, '_> {
    pub(super) fn given_twice(&mut self, what: &str, first: Span, second: Span) {
        let message = format!("`{what}` is given twice.");
        let diagnostic = Diagnostic::new(codes::GIVEN_TWICE, second, message).also(first, "the first is here");
        self.push(diagnostic.help("Keep one of them."));
    }
}

fn once<T>(reader: &mut Reader<'_, '_>, what: &str, place: &mut Option<T>, value: T, span: impl Fn(&T) -> Span) {
    match place {
        Some(first) => reader.given_twice(what, span(first), span(&value)),
        None => *place = Some(value),
    }
}

pub(super) fn scale<'t>(reader: &mut Reader<'t, '_>, piece: &Piece, node: Option<&Node<'t>>, broken: &mut bool) -> Option<Scale> {
    let mut levels = Vec::new();
    for (line, _) in lines(reader, piece, Rule::level, Place::Level, broken) {
        reader.allows_nothing(&line);
        let level: Vec<Phrase> = line.children(Rule::label).map(|value| phrase(&value)).collect();
        level.iter().for_each(|value| reader.check_value(value));
        levels.push(level);
    }
    let Some((node, name)) = node.and_then(|node| label(node).map(|name| (node, name))) else {
        reader.broken_names.extend(levels.into_iter().flatten());
        return None;
    };
    let order = node.child(Rule::order).map(|order| direction(&order));
    if order.is_none() {
        missing_order(reader, &name);
    }
    if levels.is_empty() && !*broken {
        nothing_below(
            reader,
            &name,
            "Write its values below it, indented, one on a line and the values of equal rank on one line.",
        );
    }
    Some(Scale { name, order, levels })
}

fn missing_order(reader: &mut Reader<'_, '_>, name: &Phrase) {
    let ending = [" best first", " worst first"].into_iter().find_map(|end| Some((name.text.strip_suffix(end)?, end)));
    let (message, help) = match ending {
        Some((short, end)) => {
            reader.broken_names.push(Phrase { text: short.to_owned(), span: name.span });
            (format!("A comma is missing before `{}`.", end.trim()), format!("Write `scale {short},{end}`."))
        }
        None => (
            format!("The scale `{}` does not say which end is the better.", name.text),
            format!("Write `scale {0}, best first` or `scale {0}, worst first`.", name.text),
        ),
    };
    reader.push(Diagnostic::new(codes::MISSING_ORDER, name.span, message).help(help));
}

fn nothing_below(reader: &mut Reader<'_, '_>, name: &Phrase, help: &str) {
    let message = format!("Nothing stands below `{}`.", name.text);
    reader.push(Diagnostic::new(codes::NOTHING_BELOW, name.span, message).help(help));
}

fn direction(order: &Node<'_>) -> Order {
    if order.has(Rule::k_best) { Order::BestFirst } else { Order::WorstFirst }
}

pub(super) fn categories<'t>(
    reader: &mut Reader<'t, '_>,
    piece: &Piece,
    node: Option<&Node<'t>>,
    broken: &mut bool,
) -> Option<Categories> {
    let (mut categories, mut tails) = (Vec::new(), Vec::new());
    for (line, whole) in lines(reader, piece, Rule::category, Place::Category, broken) {
        if let Some(code) = label(&line) {
            reader.check_category(&code);
            categories.push((code, line.child(Rule::text).map(|about| text(&about))));
            tails.push(reader.line_tail(&line, &whole));
        }
    }
    let Some(node) = node else {
        reader.broken_names.extend(categories.into_iter().map(|(code, _)| code));
        return None;
    };
    if categories.is_empty() && !*broken {
        let name = Phrase { text: "categories".to_owned(), span: reader.span(piece.heading.head) };
        nothing_below(
            reader,
            &name,
            "Write the categories below it, indented, one on a line: its code, a colon, and what it means.",
        );
    }
    let order = if node.has(Rule::k_least) { Order::BestFirst } else { Order::WorstFirst };
    Some(Categories { order, categories, tails })
}

pub(super) fn facts<'t>(reader: &mut Reader<'t, '_>, piece: &Piece, node: Option<&Node<'t>>, broken: &mut bool) -> Option<Facts> {
    let mut facts = Vec::new();
    for (line, whole) in lines(reader, piece, Rule::fact, Place::Fact, broken) {
        let tail = reader.line_tail(&line, &whole);
        match fact(reader, &line, tail) {
            Some(fact) => facts.push(fact),
            None => {
                *broken = true;
                reader.broken_names.extend(label(&line));
            }
        }
    }
    let Some(about) = node.map(about) else {
        reader.broken_names.extend(facts.into_iter().map(|fact| fact.name));
        return None;
    };
    if let (Some(last), true) = (about.last(), facts.is_empty() && !*broken) {
        nothing_below(reader, last, "Write the facts below it, indented, one on a line, as in `NAME: yes or no`.");
    }
    Some(Facts { about, facts })
}

pub(super) fn fact<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>, tail: Tail) -> Option<Fact> {
    let name = declared(reader, node)?;
    let mut parts = Parts::default();
    let joins: Vec<_> = node.children(Rule::fact_join).collect();
    for (at, part) in node.children(Rule::fact_part).enumerate() {
        let join = at.checked_sub(1).and_then(|before| joins.get(before));
        parts.past_values |= join.is_some_and(|join| join.text().starts_with(';'));
        parts.add(reader, &part, join.is_some_and(|join| join.has(Rule::k_or)))?;
    }
    let domain = parts.domain(reader, &joins, &name)?;
    let span = node.span_without_tail();
    let first = node.nodes().find(|part| part.is(Rule::lead_in) || part.is(Rule::fact_part))?;
    Some(Fact {
        name,
        span,
        says: Span { end: span.end, ..first.span() },
        domain,
        or_none: parts.or_none,
        assumed: parts.assumed.map(|(value, _)| value),
        fixed: parts.fixed,
        better: parts.better.map(|(better, _)| better),
        asked_of: parts.asked_of,
        former: parts.former,
        least: parts.least,
        most: parts.most,
        tail,
    })
}

/// What a fact says of itself with a value behind it.
const PARTS: &[&str] = &["assumed", "asked of", "formerly", "at least", "at most"];
/// What officers write for `asked of`.
const ASKING: &[&str] = &["asked by ", "asked from ", "asked ", "ask of ", "ask ", "told by ", "known by ", "known to "];
/// What officers write for `formerly`.
const FORMER: &[&str] =
    &["previously called ", "previously ", "once called ", "was called ", "was ", "renamed from ", "used to be "];
/// What it says in so many words.
const ATTRIBUTES: &[&str] = &[
    "fixed",
    "none",
    "best first",
    "worst first",
    "higher is better",
    "lower is better",
    "yes is better",
    "no is better",
    "later is better",
    "earlier is better",
];
/// Domains of the language that no further value can follow.
const DOMAINS: &[&str] = &["date", "per cent", "percent", "percentage", "pounds", "amount in pounds", "number"];

/// What a fact cannot be.
const FREE_TEXT: &[&str] = &["name", "text", "free text", "string", "words", "note", "comment"];

/// The parts of a fact line, in whatever order they stand behind the domain.
#[derive(Default)]
struct Parts {
    values: Vec<Phrase>,
    unit: Option<Phrase>,
    or_none: bool,
    assumed: Option<(crate::syntax::tree::Literal, Span)>,
    fixed: bool,
    order: Option<Order>,
    better: Option<(Better, Span)>,
    asked_of: Option<Phrase>,
    former: Vec<Phrase>,
    least: Option<Quantity>,
    most: Option<Quantity>,
    /// A word of the language has been seen, so that the values are over.
    past_values: bool,
}

impl Parts {
    fn add<'t>(&mut self, reader: &mut Reader<'t, '_>, part: &Node<'t>, or_before: bool) -> Option<()> {
        let inner = part.first()?;
        if inner.is(Rule::fact_value) {
            return self.value(reader, phrase(&inner), or_before);
        }
        let span = inner.span();
        if inner.is(Rule::sign) {
            // A sign is read as the words that are written in its place.
            let text = if inner.has(Rule::pounds) { "pounds" } else { "per cent" };
            return self.value(reader, Phrase { text: text.to_owned(), span }, or_before);
        }
        self.past_values = true;
        if inner.is(Rule::number_of) {
            self.unit = inner.child(Rule::unit).map(|unit| phrase(&unit));
        } else if inner.is(Rule::assumed) {
            let value = reader.literal(&inner.child(Rule::literal)?)?;
            once(reader, "assumed", &mut self.assumed, (value, span), |(_, span)| *span);
        } else if inner.is(Rule::asked_of) {
            let whom = phrase(&inner.child(Rule::asked_whom)?);
            once(reader, "asked of", &mut self.asked_of, whom, |whom| whom.span);
        } else if inner.is(Rule::former) {
            self.former.push(phrase(&inner.child(Rule::former_name)?));
        } else if inner.is(Rule::fixed) {
            self.fixed = true;
        } else if inner.is(Rule::order) {
            self.order = Some(direction(&inner));
        } else if inner.is(Rule::direction) {
            once(reader, "better", &mut self.better, (better(&inner), span), |(_, span)| *span);
        } else {
            let quantities: Vec<_> = inner.children(Rule::quantity).map(|quantity| reader.quantity(&quantity)).collect();
            let mut quantities = quantities.into_iter().collect::<Option<Vec<_>>>()?.into_iter();
            let (low, high) = (inner.is(Rule::lowest), inner.is(Rule::highest));
            if !high {
                once(reader, "at least", &mut self.least, quantities.next()?, |quantity: &Quantity| quantity.span);
            }
            if !low {
                once(reader, "at most", &mut self.most, quantities.next()?, |quantity: &Quantity| quantity.span);
            }
        }
        Some(())
    }

    fn value(&mut self, reader: &mut Reader<'_, '_>, value: Phrase, or_before: bool) -> Option<()> {
        if value.text.eq_ignore_ascii_case("none") && (or_before || !self.values.is_empty()) {
            self.or_none = true;
            self.past_values = true;
            return Some(());
        }
        let text = value.text.to_lowercase();
        let cut_short =
            PARTS.iter().any(|part| text == *part || text.strip_prefix(part).is_some_and(|rest| rest.starts_with(' ')));
        let first = text.split(' ').next().unwrap_or("");
        let assumed = self.past_values && keyword::is_slip(first, "assumed");
        let meant = PARTS.iter().chain(ATTRIBUTES).find(|part| keyword::is_slip(&text, part) || assumed && **part == "assumed");
        if let (Some(meant), false) = (meant, cut_short || self.values.is_empty()) {
            let message = format!("`{}` is not understood here.", value.text);
            reader.push(Diagnostic::new(codes::FACT_PART, value.span, message).help(format!("Did you mean `{meant}`?")));
            return None;
        }
        let after_domain =
            self.values.first().is_some_and(|first| DOMAINS.iter().any(|domain| first.text.eq_ignore_ascii_case(domain)));
        let other_word = ASKING.iter().find_map(|other| value.text.get(other.len()..).filter(|_| text.starts_with(other)));
        let former = FORMER.iter().find_map(|other| value.text.get(other.len()..).filter(|_| text.starts_with(other)));
        let said = other_word.map(|whom| (whom, "Whom a fact is asked of", "asked of"));
        let said = said.or_else(|| former.map(|name| (name, "What a fact was called before", "formerly")));
        if let (Some((rest, what, word)), false) = (said, cut_short || self.values.is_empty()) {
            let message = format!("{what} is said with `{word}`.");
            let help = format!("Write `{word} {}`.", rest.trim());
            reader.push(Diagnostic::new(codes::FACT_PART, value.span, message).help(help));
            return None;
        }
        if self.past_values || cut_short || after_domain {
            let message = format!("`{}` is not something that can be said of a fact.", value.text);
            let help = "Behind its values a fact can say `or none`, `best first`, `assumed …`, `fixed`, `asked of …`, `formerly …`, `higher is \
                        better`, `0 to 100`, `at least …` or `at most …`.";
            reader.push(Diagnostic::new(codes::FACT_PART, value.span, message).help(help));
            return None;
        }
        let yes_or_no =
            ["yes", "no"].iter().all(|one| self.values.iter().chain([&value]).any(|value| value.text.eq_ignore_ascii_case(one)));
        self.past_values |= or_before && yes_or_no;
        self.values.push(value);
        Some(())
    }

    fn domain<'t>(&mut self, reader: &mut Reader<'t, '_>, joins: &[Node<'t>], name: &Phrase) -> Option<Domain> {
        if let Some(unit) = self.unit.take() {
            return Some(match unit.text.to_lowercase().as_str() {
                "pounds" => Domain::Money,
                "per cent" | "percent" => Domain::PerCent,
                _ => Domain::Count(unit),
            });
        }
        let values = std::mem::take(&mut self.values);
        let Some(first) = values.first() else {
            let message = format!("What values `{}` can take is not said.", name.text);
            let help = "Say it first behind the colon: `yes or no`, `date`, `per cent`, `number of months`, the name of a scale or choice, or \
                        the values themselves.";
            reader.push(Diagnostic::new(codes::FACT_PART, name.span, message).help(help));
            return None;
        };
        let lower: Vec<String> = values.iter().map(|value| value.text.to_lowercase()).collect();
        let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
        Some(match lower.as_slice() {
            ["yes", "no"] | ["no", "yes"] => Domain::YesNo,
            ["date"] => Domain::Date,
            ["per cent" | "percent" | "percentage"] => Domain::PerCent,
            ["pounds" | "amount in pounds"] => Domain::Money,
            ["number"] => Domain::Number,
            [one] if FREE_TEXT.contains(one) => {
                let message = format!("`{}` cannot be free text: no rule could be made of it.", name.text);
                let help = "Say what values it takes, as in `ONE, TWO or THREE`, or leave it out: a table may have columns that no fact has.";
                reader.push(Diagnostic::new(codes::FACT_PART, first.span, message).help(help));
                return None;
            }
            [_] => Domain::Named(first.clone()),
            ["yes", other] | [other, "yes"] if one_letter_off(other, "no") => return nearly_yes_or_no(reader, &values),
            ["no", other] | [other, "no"] if one_letter_off(other, "yes") => return nearly_yes_or_no(reader, &values),
            _ => {
                reader.check_early_or(&values, joins.get(..values.len() - 1).unwrap_or(&[]));
                values.iter().for_each(|value| reader.check_value(value));
                Domain::Inline(values, self.order)
            }
        })
    }
}

/// Whether a word is another with one letter wrong, missing or out of place.
fn one_letter_off(word: &str, meant: &str) -> bool {
    strsim::damerau_levenshtein(word, meant) == 1
}

/// `yes or on`
fn nearly_yes_or_no(reader: &mut Reader<'_, '_>, values: &[Phrase]) -> Option<Domain> {
    let (first, last) = (values.first()?, values.last()?);
    let message = format!("`{}` and `{}` are nearly `yes` and `no`.", first.text, last.text);
    let help = "Did you mean `yes or no`? Otherwise give the values other names.";
    reader.push(Diagnostic::new(codes::FACT_PART, first.span.to(last.span), message).help(help));
    None
}

fn better(node: &Node<'_>) -> Better {
    if node.has(Rule::higher) {
        Better::Higher
    } else if node.has(Rule::lower) {
        Better::Lower
    } else if node.has(Rule::yes) {
        Better::Yes
    } else {
        Better::No
    }
}
