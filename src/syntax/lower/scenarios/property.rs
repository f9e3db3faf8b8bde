//! `property NAME, for a KIND` and the line that it says.

use super::super::headings::{about, label};
use super::super::reader::phrase;
use super::super::{Reader, lists};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::mistakes::Place;
use crate::syntax::outline::{Line, Piece};
use crate::syntax::tree::{Condition, Phrase, Property, PropertyClaim};

pub(in crate::syntax::lower) fn property<'t>(
    reader: &mut Reader<'t, '_>,
    piece: &Piece,
    node: Option<&Node<'t>>,
    broken: &mut bool,
) -> Option<Property> {
    lists::refuse(reader, &piece.heading);
    let mut claims = piece.body.iter().map(|line| claim(reader, line)).collect::<Vec<_>>().into_iter();
    let claim = claims.next();
    *broken |= claim.as_ref().is_some_and(Option::is_none);
    if let Some(second) = piece.body.get(1) {
        let help = "Begin a `property` of its own for it.";
        let span = reader.span(second.head);
        reader.push(Diagnostic::new(codes::NO_PLACE, span, "A property says one thing, and this line says a second.").help(help));
        *broken = true;
    }
    let node = node?;
    let name = label(node)?;
    let Some(claim) = claim else {
        let message = format!("What `{}` says of every setting is missing.", name.text);
        let help = "Write it below, indented: `no SETTING is CATEGORY when CONDITION`, `every SETTING is CATEGORY when CONDITION`, \
                    `improving FACT never gives a more intensive category` or `changing FACT never changes the category`.";
        reader.push(Diagnostic::new(codes::NOTHING_BELOW, name.span, message).help(help));
        return None;
    };
    let (claim, when, claim_span) = claim?;
    Some(Property { name, about: about(node), claim, when, claim_span })
}

fn claim(reader: &mut Reader<'_, '_>, line: &Line) -> Option<(PropertyClaim, Option<Condition>, crate::source::Span)> {
    let node = reader.read_line(Rule::claim_line, line, line.head, Place::PropertyLine)?;
    reader.allows_nothing(&node);
    let when = match node.child(Rule::condition) {
        Some(condition) => Some(reader.condition(&condition, &line.bullets)?),
        None => {
            lists::refuse(reader, line);
            None
        }
    };
    Some((said(&node.first()?), when, node.span_without_tail()))
}

fn said(node: &Node<'_>) -> PropertyClaim {
    let all = |rule| node.children(rule).map(|one| phrase(&one)).collect::<Vec<Phrase>>();
    if node.is(Rule::never_is) {
        PropertyClaim::Never(all(Rule::claim_subject), all(Rule::expected_code))
    } else if node.is(Rule::always_is) {
        PropertyClaim::Always(all(Rule::claim_subject), all(Rule::expected_code))
    } else if node.is(Rule::improving) {
        PropertyClaim::Improving(all(Rule::claim_fact))
    } else {
        PropertyClaim::Changing(all(Rule::claim_fact))
    }
}
