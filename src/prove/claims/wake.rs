//! Findings that come of others: one mistake makes a good deal else idle, which is then pointed at in the finding about the mistake.

use super::merged::{CameOut, Outcome};
use super::told::{Told, is_in};
use crate::diagnostic::codes::{Code, proofs as codes};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;

/// What a finding would come of, were that found too, for all the kinds of setting of which it is so.
#[derive(Clone, Debug, Default)]
pub(in crate::prove) struct Wake {
    /// Findings, any of which is enough: by code, what tells claims about one place apart, and place.
    pub(in crate::prove) findings: Vec<(Code, u8, Span)>,
    /// Conditions, each with the declarations that it stands in. That each of them is found to make no difference is enough.
    pub(in crate::prove) conditions: Vec<(Span, Vec<Span>)>,
    /// What helps to mend what it comes of, a whole sentence; may be empty.
    pub(in crate::prove) say: String,
}

/// What is found of these leaves the conditions in them without a difference to make.
const WITHOUT_DIFFERENCE: [Code; 8] = [
    codes::DEAD_LINE,
    codes::IDLE_CONDITION,
    codes::IDLE_GATE,
    codes::SHUT_GATE,
    codes::EXPECTATION_IDLE,
    codes::ALSO_NEVER,
    codes::RULES_NOTHING_OUT,
    codes::HOLDS_ALWAYS_OR_NEVER,
];

/// How far back to look for what all the rest comes of.
const DEEPEST: usize = 8;

/// What came out; findings that come of others are pointed at in those.
pub(super) fn pointed_at(mut all: Vec<Told>) -> Vec<Outcome> {
    let found: Vec<usize> = all.iter().enumerate().filter(|(_, one)| one.finding().is_some()).map(|(at, _)| at).collect();
    let causes: Vec<(usize, usize)> = found.iter().filter_map(|at| Some((*at, cause(&all, &found, *at)?))).collect();
    let cause_of =
        |at: usize| causes.binary_search_by_key(&at, |(one, _)| *one).ok().and_then(|at| causes.get(at)).map(|(_, of)| *of);
    for (at, _) in &causes {
        let back: Vec<usize> = std::iter::successors(Some(*at), |at| cause_of(*at)).take(DEEPEST).collect();
        // What comes of itself in the end is told.
        let Some(root) = back.last().copied().filter(|root| cause_of(*root).is_none()) else { continue };
        let (Some(come), Some(root)) = (all.get(*at).and_then(come), all.get_mut(root)) else { continue };
        root.point(come);
        if let Some(one) = all.get_mut(*at) {
            one.outcome.came_out.comes_of_another();
        }
    }
    all.into_iter().map(|one| one.outcome).collect()
}

/// What a finding comes of.
fn cause(all: &[Told], found: &[usize], at: usize) -> Option<usize> {
    let one = all.get(at)?;
    let (_, severity) = one.finding()?;
    let others = || found.iter().copied().filter(|other| *other != at).filter_map(|other| Some((other, all.get(other)?)));
    let covers = |other: &Told| one.kinds.iter().all(|kind| other.kinds.contains(kind));
    let named = |(_, other): &(usize, &Told)| {
        one.wake.findings.contains(&(other.claimed, other.aspect, other.outcome.at)) && covers(other)
    };
    if let Some((cause, _)) = others().find(named) {
        return Some(cause);
    }
    let idle = |condition: &(Span, Vec<Span>)| {
        let (own, within) = condition;
        let around = |(_, other): &(usize, &Told)| {
            let place = other.outcome.at;
            WITHOUT_DIFFERENCE.contains(&other.claimed)
                && other.finding().is_some_and(|(_, grave)| grave <= severity && grave <= Severity::Warning)
                && (is_in(*own, place) || within.contains(&place))
                && covers(other)
        };
        others().find(around).map(|(cause, _)| cause)
    };
    let causes: Option<Vec<usize>> = one.wake.conditions.iter().map(idle).collect();
    causes?.first().copied()
}

/// What a finding adds to that which it comes of.
struct Come {
    /// Its place and what to say there.
    own: (Span, String),
    /// What keeps a line from counting keeps its category away.
    more: Vec<(Span, String)>,
    /// How it helps to mend it.
    say: String,
}

fn come(one: &Told) -> Option<Come> {
    let CameOut::Found(found, _) = &one.outcome.came_out else { return None };
    let own = found.labels.first().map_or("", |label| &label.text);
    let text = match one.claimed {
        _ if !own.is_empty() => own,
        codes::ASSUMED_IN_VAIN | codes::FACT_IDLE => "so nothing depends on this",
        codes::THRESHOLD_IDLE => "nothing changes at this either",
        _ => "comes of this",
    };
    let more = found.labels.iter().skip(1).filter(|_| one.claimed == codes::MASKED_LINE);
    let more = more.map(|label| (label.span, label.text.clone())).collect();
    Some(Come { own: (one.outcome.at, text.to_owned()), more, say: one.wake.say.clone() })
}

impl Told {
    /// Points at what comes of this too, unless it is pointed at already or is a part of it.
    fn point(&mut self, Come { own: come, more, say }: Come) {
        let own = self.outcome.at;
        let CameOut::Found(found, _) = &mut self.outcome.came_out else { return };
        for (at, text) in std::iter::once(come).chain(more) {
            if !is_in(at, own) && !found.labels.iter().any(|label| label.span == at) {
                *found = found.clone().also(at, text);
            }
        }
        add_to_help(found, &say);
    }
}

fn add_to_help(found: &mut Diagnostic, say: &str) {
    let help = found.help.take().unwrap_or_default();
    let more = if say.is_empty() || help.contains(say) { help } else { format!("{say} {help}") };
    found.help = Some(more.trim().to_owned()).filter(|help| !help.is_empty());
}
