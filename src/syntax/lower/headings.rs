//! Headings, and the declarations that are no more than a heading and simple lines.

use super::{Lowered, Reader, allocation, categorise, derived, facts, import, lists, scenarios, sources};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::mistakes::{self, Place};
use crate::syntax::outline::keyword::{self, Below, Keyword};
use crate::syntax::outline::{Line, Piece, Segment};
use crate::syntax::tree::{
    Choice, Condition, Constraint, DeclarationKind, Define, Examples, Group, List, Parameter, ParameterStep, Phrase, SettingHead,
    Tail, TimeSort, Times,
};

use super::reader::{phrase, text, without_article};

/// Reads a declaration by its word.
pub(super) fn lower(reader: &mut Reader<'_, '_>, piece: &Piece) -> Lowered {
    if piece.found.keyword == Keyword::Unknown {
        return unread(reader, piece);
    }
    let rest = reader.trimmed(reader.span(Segment { start: piece.found.end, end: piece.heading.head.end }));
    let node = reader.read_line(rule(piece.found.keyword), &piece.heading, rest, Place::Heading(piece.found.keyword));
    let node = node.filter(|node| !mistakes::about_no_kind(reader, piece.found.keyword, node));
    if node.is_none() {
        reader.note_names(rest);
    }
    let mut tail = node.as_ref().map_or_else(Tail::default, |node| reader.line_tail(node, &piece.heading));
    let heading = node
        .as_ref()
        .map(|node| Segment { start: piece.found.start, end: (node.span_without_tail().end as usize).max(piece.found.end) });
    let mut broken = false;
    let kind = if piece.found.keyword == Keyword::Define {
        define(reader, piece, node.as_ref(), &mut tail).map(DeclarationKind::Define)
    } else {
        kind(reader, piece, node.as_ref(), &mut broken)
    };
    let kind = kind.unwrap_or(DeclarationKind::Unreadable);
    Lowered { kind, heading, tail, broken }
}

fn rule(keyword: Keyword) -> Rule {
    match keyword {
        Keyword::Policy | Keyword::Unknown => Rule::policy,
        Keyword::Setting => Rule::setting,
        Keyword::Group => Rule::group,
        Keyword::Scale => Rule::scale,
        Keyword::Choice => Rule::choice,
        Keyword::Facts => Rule::facts,
        Keyword::Constraint => Rule::constraint,
        Keyword::Parameter => Rule::parameter,
        Keyword::HalfTerms | Keyword::Terms | Keyword::OtherTimes => Rule::times,
        Keyword::Categories => Rule::categories,
        Keyword::Define => Rule::define,
        Keyword::List => Rule::list,
        Keyword::Table | Keyword::Matrix => Rule::table,
        Keyword::Score => Rule::score,
        Keyword::Categorise => Rule::categorise,
        Keyword::Allocation => Rule::allocation,
        Keyword::Also => Rule::also,
        Keyword::Examples | Keyword::Pin => Rule::examples,
        Keyword::Asking => Rule::asking,
        Keyword::Clause => Rule::clause,
        Keyword::Contradiction => Rule::contradiction,
        Keyword::Import => Rule::import,
        Keyword::Scenario | Keyword::DraftedScenario | Keyword::Scenarios => Rule::scenario,
        Keyword::Property => Rule::property,
        Keyword::Fact => Rule::replaced_fact,
        Keyword::Strand => Rule::strand,
        Keyword::Gate => Rule::gate,
        Keyword::Expectation => Rule::expectation,
    }
}

/// A heading may be unreadable and its body still be read, for what is wrong in it and for the names it declares.
fn kind<'t>(reader: &mut Reader<'t, '_>, piece: &Piece, node: Option<&Node<'t>>, broken: &mut bool) -> Option<DeclarationKind> {
    let below = piece.found.below();
    if node.is_none() && below != Below::Lines {
        piece.body.iter().for_each(|line| reader.note_names(line.head));
        return None;
    }
    if below == Below::Nothing {
        lists::refuse(reader, &piece.heading);
    }
    if below != Below::Lines {
        *broken |= !reader.no_body(piece);
    }
    Some(match piece.found.keyword {
        Keyword::Policy => DeclarationKind::Policy(facts::policy(reader, piece, node, broken)?),
        Keyword::Scale => DeclarationKind::Scale(facts::scale(reader, piece, node, broken)?),
        Keyword::Facts => DeclarationKind::Facts(facts::facts(reader, piece, node, broken)?),
        Keyword::Categories => DeclarationKind::Categories(facts::categories(reader, piece, node, broken)?),
        Keyword::Categorise => DeclarationKind::Categorise(categorise::lower(reader, piece, node, broken)?),
        Keyword::Table => DeclarationKind::Table(derived::table(reader, piece, node, broken)?),
        Keyword::Matrix => DeclarationKind::Matrix(derived::matrix(reader, piece, node, broken)?),
        Keyword::Score => DeclarationKind::Score(derived::score(reader, piece, node, broken)?),
        Keyword::Allocation => DeclarationKind::Allocation(allocation::lower(reader, piece, node, broken)?),
        Keyword::Import => DeclarationKind::Import(import::lower(reader, piece, node, broken)?),
        Keyword::Constraint => DeclarationKind::Constraint(constraint(reader, piece, node?)?),
        Keyword::List => DeclarationKind::List(list(reader, piece, node?)?),
        Keyword::Also => DeclarationKind::Also(allocation::also(reader, piece, node?)?),
        Keyword::Setting => DeclarationKind::Setting(setting(reader, node?)?),
        Keyword::Group => DeclarationKind::Group(group(reader, node?)?),
        Keyword::Choice => DeclarationKind::Choice(choice(reader, node?)?),
        Keyword::Parameter => DeclarationKind::Parameter(parameter(reader, node?)?),
        Keyword::HalfTerms => DeclarationKind::Times(times(reader, TimeSort::HalfTerm, node?)),
        Keyword::Terms => DeclarationKind::Times(times(reader, TimeSort::Term, node?)),
        Keyword::OtherTimes => DeclarationKind::Times(times(reader, TimeSort::Other, node?)),
        Keyword::Clause => DeclarationKind::Clauses(sources::clauses(reader, piece, node?)?),
        Keyword::Contradiction => DeclarationKind::Contradiction(sources::contradiction(reader, piece, node, broken)?),
        Keyword::Asking => DeclarationKind::Asking(sources::asking(reader, piece, node, broken)?),
        Keyword::Examples => DeclarationKind::Examples(examples(reader, node?)?),
        Keyword::Pin => DeclarationKind::Pin(examples(reader, node?)?),
        Keyword::Scenario | Keyword::DraftedScenario | Keyword::Scenarios => {
            DeclarationKind::Scenario(scenarios::scenario(reader, piece, node, broken)?)
        }
        Keyword::Property => DeclarationKind::Property(scenarios::property(reader, piece, node, broken)?),
        Keyword::Fact | Keyword::Strand | Keyword::Gate | Keyword::Expectation => return None,
        Keyword::Define | Keyword::Unknown => return None,
    })
}

/// A declaration of which nothing is read but the names that it may declare.
fn unread(reader: &mut Reader<'_, '_>, piece: &Piece) -> Lowered {
    let word = reader.span(Segment { start: piece.start, end: piece.found.end });
    reader.note_names(piece.heading.head);
    piece.body.iter().for_each(|line| reader.note_names(line.head));
    let written = reader.written(reader.span(piece.heading.head));
    let begins = reader.written(word);
    let meant = keyword::meant(if written.to_lowercase().starts_with("it ") { &written } else { &begins });
    let help = match meant {
        Some(meant) => {
            format!("Did you mean `{meant}`? If this belongs to the declaration above, indent it; a remark begins with `#`.")
        }
        None => {
            "If this belongs to the declaration above, indent it; a remark begins with `#`. Only declarations begin at the left \
                     margin, with a word such as `facts`, `define`, `list` or `categorise`."
                .to_owned()
        }
    };
    let diagnostic = Diagnostic::new(codes::MISSPELT_KEYWORD, word, format!("No declaration begins with `{begins}`."));
    reader.push(diagnostic.help(help));
    reader.note_names(Segment { start: piece.found.end, end: piece.heading.head.end });
    Lowered { kind: DeclarationKind::Unreadable, heading: None, tail: Tail::default(), broken: true }
}

/// `a school or academy`: the kinds without their articles; empty where none are named.
pub(super) fn about(node: &Node<'_>) -> Vec<Phrase> {
    let all = node.child(Rule::whom).or_else(|| node.child(Rule::whom_or));
    let each = all.iter().flat_map(|all| all.children(Rule::about)).filter_map(|about| about.child(Rule::kind));
    each.map(|kind| phrase(&kind)).collect()
}

/// The name of a fact, define, list or parameter, checked.
pub(super) fn declared(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Phrase> {
    let name = without_article(label(node)?);
    reader.check_name(&name);
    Some(name)
}

/// The name of a define or list, behind which a comma and `for a …` may stand, checked.
fn declared_for(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Phrase> {
    let name = without_article(label(node)?);
    if reader.check_comma(&name) {
        reader.check_name(&name);
    }
    Some(name)
}

pub(super) fn label(node: &Node<'_>) -> Option<Phrase> {
    node.child(Rule::label).map(|label| phrase(&label))
}

fn setting(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<SettingHead> {
    let name = label(node)?;
    reader.check_kind(&name);
    Some(SettingHead { name, about: node.child(Rule::text).map(|about| text(&about)) })
}

fn group(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Group> {
    let name = label(node)?;
    reader.check_kind(&name);
    Some(Group { name, members: about(node) })
}

fn choice<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>) -> Option<Choice> {
    let name = label(node)?;
    let values: Vec<Phrase> = node.children(Rule::choice_value).map(|value| phrase(&value)).collect();
    let joins: Vec<Node<'_>> = node.children(Rule::choice_join).collect();
    reader.check_early_or(&values, &joins);
    values.iter().for_each(|value| reader.check_value(value));
    Some(Choice { name, values })
}

impl<'t> Reader<'t, '_> {
    /// `or` parts the last value of a list from the one before; anywhere else it is taken for part of a name.
    pub(in crate::syntax) fn check_early_or(&mut self, values: &[Phrase], joins: &[Node<'t>]) {
        let early = joins.split_last().and_then(|(_, early)| early.iter().position(|join| join.has(Rule::k_or)));
        if let Some((before, after)) = early.and_then(|at| values.get(at).zip(values.get(at + 1))) {
            let (one, two) = (&before.text, &after.text);
            let message =
                format!("This `or` does not stand before the last value: are `{one}` and `{two}` two values, or one name?");
            let help = format!("For two values put a comma between them; for one name write `{one}-or-{two}`.");
            self.push(Diagnostic::new(codes::NAME_WITH_KEYWORD, before.span.to(after.span), message).help(help));
        }
    }
}

fn constraint<'t>(reader: &mut Reader<'t, '_>, piece: &Piece, node: &Node<'t>) -> Option<Constraint> {
    let condition = reader.condition(&node.child(Rule::condition)?, &piece.heading.bullets)?;
    Some(Constraint { about: about(node), condition })
}

fn parameter<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>) -> Option<Parameter> {
    let name = declared(reader, node)?;
    let written: Vec<Node<'t>> = node.children(Rule::step).collect();
    let unclear = reader.refuse_decimal_comma(&written);
    let steps: Vec<_> = written.iter().map(|step| parameter_step(reader, step)).collect();
    let steps = steps.into_iter().collect::<Option<Vec<ParameterStep>>>().filter(|_| !unclear);
    if steps.is_none() {
        reader.broken_names.push(name.clone());
    }
    let steps = steps?;
    if let Some(undated) = steps.iter().zip(node.children(Rule::step)).skip(1).find(|(step, _)| step.from.is_none()) {
        let written = reader.written(undated.1.span());
        let message = format!("From which day is `{}` {written}?", name.text);
        let help = format!("Say from which day each later value holds, as in `{written} from 1 September 2023`.");
        reader.push(Diagnostic::new(codes::MISSING_DATE, undated.1.span(), message).help(help));
    }
    Some(Parameter { name, steps })
}

fn parameter_step<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>) -> Option<ParameterStep> {
    let value = reader.literal(node)?;
    let from = match node.child(Rule::step_from).and_then(|from| from.child(Rule::date)) {
        Some(date) => Some(reader.date(&date)?),
        None => None,
    };
    Some(ParameterStep { value, from })
}

fn times(reader: &mut Reader<'_, '_>, sort: TimeSort, node: &Node<'_>) -> Times {
    let names: Vec<Phrase> = node.children(Rule::time_name).map(|name| phrase(&name)).collect();
    names.iter().for_each(|name| reader.check_time(name));
    Times { sort, names }
}

fn define<'t>(reader: &mut Reader<'t, '_>, piece: &Piece, node: Option<&Node<'t>>, tail: &mut Tail) -> Option<Define> {
    let name = node.and_then(|node| declared_for(reader, node));
    let inline = node.and_then(|node| node.child(Rule::condition));
    let condition = match (&inline, piece.body.split_first()) {
        (Some(condition), None) => reader.condition(condition, &piece.heading.bullets),
        (Some(_), Some(_)) => {
            reader.no_body(piece);
            None
        }
        (None, Some((line, more))) => {
            lists::refuse(reader, &piece.heading);
            let condition = rule_line(reader, line, tail);
            more.iter().for_each(|line| second_condition(reader, line));
            condition.filter(|_| more.is_empty())
        }
        (None, None) => {
            if let Some(node) = node {
                nothing_below(reader, piece, node);
            }
            None
        }
    };
    if condition.is_none() {
        reader.broken_names.extend(name.clone());
    }
    Some(Define { name: name?, about: node.map(about).unwrap_or_default(), condition: condition? })
}

/// The condition of a definition; what is cited behind it is cited for the definition.
fn rule_line(reader: &mut Reader<'_, '_>, line: &Line, tail: &mut Tail) -> Option<Condition> {
    let node = reader.read_line(Rule::rule_line, line, line.head, Place::Rule)?;
    let below = reader.line_tail(&node, line);
    *tail = reader.merge_tails(std::mem::take(tail), below);
    reader.condition(&node.child(Rule::condition)?, &line.bullets)
}

fn second_condition(reader: &mut Reader<'_, '_>, line: &Line) {
    let message = "A `define` has one condition, and this line begins a second.";
    let help = "Begin it with `and` or `or`, or put both below `any of` or `all of` in bullets.";
    reader.push(Diagnostic::new(codes::NO_PLACE, reader.span(line.head), message).help(help));
}

fn nothing_below(reader: &mut Reader<'_, '_>, piece: &Piece, node: &Node<'_>) {
    let joins =
        |kind: &Phrase| kind.text.split(' ').any(|word| ["is", "are", "not"].iter().any(|one| word.eq_ignore_ascii_case(one)));
    if let Some(kind) = about(node).last().filter(|kind| joins(kind)) {
        let message = "A colon is missing between the kind of setting and the condition.";
        let help = "Write `define NAME, for a SETTING: CONDITION`, or the condition on the next line, indented.";
        reader.push(Diagnostic::new(codes::MISSING_COLON, kind.span, message).help(help));
        return;
    }
    let (message, help) = if piece.heading.bullets.is_empty() {
        ("This `define` says nothing.", "Write its condition on the next line, indented.")
    } else {
        ("These bullets belong to no list.", "Write `any of` or `all of` on a line of its own above them.")
    };
    let code = if piece.heading.bullets.is_empty() { codes::NOTHING_BELOW } else { codes::BULLETS_OPEN_NOTHING };
    let place = piece.heading.bullets.first().map_or(node.span(), |bullet| reader.span(bullet.segment));
    reader.push(Diagnostic::new(code, place, message).help(help));
}

fn list<'t>(reader: &mut Reader<'t, '_>, piece: &Piece, node: &Node<'t>) -> Option<List> {
    let name = declared_for(reader, node)?;
    let inline: Vec<_> = node.children(Rule::member).collect();
    let unclear = lists::joined_unclearly(reader, node);
    let members = if inline.is_empty() {
        lists::members(reader, &piece.heading.bullets)
    } else {
        lists::refuse(reader, &piece.heading);
        let members: Vec<_> = inline.iter().map(|member| reader.member(member)).collect();
        members.into_iter().collect::<Option<Vec<_>>>().filter(|_| !unclear)
    };
    if inline.is_empty() && piece.heading.bullets.is_empty() {
        let message = format!("The list `{}` has no members.", name.text);
        let help = "Write them behind a colon with commas, or below it, each on a line that begins with `-`.";
        reader.push(Diagnostic::new(codes::EMPTY_LIST, name.span, message).help(help));
    }
    match members {
        Some(members) if !members.is_empty() => Some(List { name, about: about(node), members }),
        _ => {
            reader.broken_names.push(name);
            None
        }
    }
}

fn examples<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>) -> Option<Examples> {
    let file = text(&node.child(Rule::quoted)?);
    Some(Examples { file, on: reader.date(&node.child(Rule::date)?)? })
}
