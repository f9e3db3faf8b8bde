//! A condition as a tree: its parts, each with whether it holds, and the facts with what is known of them.

use crate::evaluate::{Because, Count, Limit, Truth, Why};
use crate::explain::markup::{Paragraph, Text};
use crate::explain::phrases::{self, answer_to, cited};
use crate::explain::telling::{CommonCount, Teller, common_count};
use crate::model::{Citation, DefineId, DerivedId, FactId, FactState, ListId, ParameterId, Relation, spoken};

/// Columns that parts stand further in than the whole.
pub(super) const STEP: usize = 2;
/// Members of a list that do not hold are named up to so many, alike ones together.
const NAMED: usize = 4;

/// Writes conditions; what has been told of a definition, list or parameter is not told again.
pub(super) struct Tree<'p> {
    pub(super) teller: Teller<'p>,
    defines: Vec<DefineId>,
    pub(super) derived: Vec<DerivedId>,
    lists: Vec<ListId>,
    parameters: Vec<ParameterId>,
}

impl<'p> Tree<'p> {
    pub(super) const fn new(teller: Teller<'p>) -> Self {
        Self { teller, defines: Vec::new(), derived: Vec::new(), lists: Vec::new(), parameters: Vec::new() }
    }

    /// A condition, whether it holds, and its parts.
    pub(super) fn part(&mut self, why: &Why, indent: usize, text: &mut Text) {
        let paragraph = match &of_both_ends(why).because {
            Because::All(_) => Paragraph::at(indent).plain("all of these"),
            Because::Any(_) => Paragraph::at(indent).plain("any of these"),
            Because::Count(count) if count.list.is_none() => match common_count(count) {
                Some(CommonCount::Any) => Paragraph::at(indent).plain("any of these"),
                Some(CommonCount::All) => Paragraph::at(indent).plain("all of these"),
                Some(CommonCount::None) => Paragraph::at(indent).plain("none of these"),
                None => Paragraph::at(indent).quote(&*why.text),
            },
            Because::Fact { .. } | Because::Related { .. } | Because::Derived { .. } => Paragraph::at(indent).quote(&*why.text),
            Because::Defined(..) | Because::Not(_) | Because::Count(_) => Paragraph::at(indent).quote(&*why.text),
        };
        text.push(self.stands(why, paragraph));
        self.below(why, indent + STEP, text);
    }

    /// Adds to a condition whether it holds, and what is known of its fact or how a count stands.
    pub(super) fn stands(&self, why: &Why, paragraph: Paragraph) -> Paragraph {
        let paragraph = paragraph.plain(" - ").value(answer_to(why.truth));
        match &of_both_ends(why).because {
            Because::Fact { fact, state, limit } => self.fact(why, *fact, *state, *limit, paragraph),
            Because::Related { relation, states, .. } => self.related(relation, states, paragraph),
            Because::Derived { trace, .. } => self.comes_to(trace, &why.text, why.truth, paragraph),
            Because::Not(inner) => match &inner.because {
                Because::Fact { fact, state, limit } => self.fact(why, *fact, *state, *limit, paragraph),
                Because::Related { relation, states, .. } => self.related(relation, states, paragraph),
                Because::Derived { trace, .. } => self.comes_to(trace, &why.text, why.truth, paragraph),
                Because::Defined(..) | Because::Not(_) | Because::All(_) | Because::Any(_) | Because::Count(_) => paragraph,
            },
            Because::Count(count) if count.list.is_some() || common_count(count).is_none() => {
                let open = if count.tally.open > 0 { format!(", {} not known", count.tally.open) } else { String::new() };
                paragraph.plain(": ").value(format!("{} of {}{open}", count.tally.holds, count.of.len()))
            }
            Because::Defined(..) | Because::All(_) | Because::Any(_) | Because::Count(_) => paragraph,
        }
    }

    /// `yes: special measures (told)`; a value that the condition itself names is not said again.
    fn fact(&self, why: &Why, id: FactId, state: FactState, limit: Option<Limit>, paragraph: Paragraph) -> Paragraph {
        let policy = self.teller.policy;
        let Some(value) = state.value() else { return paragraph };
        let value = policy.value_phrase(id, value);
        let negated = matches!(why.because, Because::Not(_));
        let said = match (self.teller.is_yes_no(id), negated) {
            (true, true) => {
                let name = policy.fact(id).map_or("", |fact| &fact.name.phrase);
                Some(format!("{name} is {value}"))
            }
            (true, false) => None,
            (false, _) => Some(value).filter(|value| why.truth == Truth::Fails || !why.text.ends_with(value.as_str())),
        };
        let paragraph = match said {
            Some(said) => paragraph.plain(": ").value(said),
            None => paragraph,
        };
        let paragraph = paragraph.faint(format!(" ({})", self.teller.untold(id, state).unwrap_or("told")));
        match limit.and_then(|limit| limit.until) {
            Some(until) => paragraph.plain(", counts to ").value(spoken(until)),
            None => paragraph,
        }
    }

    /// `yes: latest Ofsted good (told), previous Ofsted outstanding (told)`
    fn related(&self, relation: &Relation, states: &[(FactId, FactState)], paragraph: Paragraph) -> Paragraph {
        let policy = self.teller.policy;
        let known = states.iter().filter_map(|(fact, state)| Some((*fact, *state, state.value()?)));
        let mut paragraph = paragraph;
        for (at, (fact, state, value)) in known.enumerate() {
            let name = policy.fact(fact).map_or("", |fact| &fact.name.phrase);
            paragraph =
                paragraph.plain(if at == 0 { ": " } else { ", " }).value(format!("{name} {}", policy.value_phrase(fact, value)));
            paragraph = paragraph.faint(format!(" ({})", self.teller.untold(fact, state).unwrap_or("told")));
        }
        match self.teller.together(relation, states) {
            Some(sum) => paragraph.plain(", ").value(sum),
            None => paragraph,
        }
    }

    /// What stands below a condition that has been written itself.
    pub(super) fn below(&mut self, why: &Why, indent: usize, text: &mut Text) {
        match &of_both_ends(why).because {
            Because::Fact { limit, .. } | Because::Related { limit, .. } => {
                self.parameter(limit.and_then(|limit| limit.parameter), indent, text);
            }
            Because::Derived { limit, trace } => {
                self.parameter(limit.and_then(|limit| limit.parameter), indent, text);
                self.derived(trace, indent, text);
            }
            Because::Defined(id, inner) => {
                if !self.defines.contains(id) {
                    self.defines.push(*id);
                    self.define(*id, indent, text);
                    match &inner.because {
                        Because::All(_) | Because::Any(_) | Because::Count(_) => self.below(inner, indent, text),
                        Because::Fact { .. } | Because::Related { .. } | Because::Derived { .. } => {
                            self.part(inner, indent, text)
                        }
                        Because::Defined(..) | Because::Not(_) => self.part(inner, indent, text),
                    }
                }
            }
            Because::Not(inner) => match &inner.because {
                Because::Fact { .. } | Because::Related { .. } => self.below(inner, indent, text),
                Because::Derived { .. } | Because::Defined(..) => self.below(inner, indent, text),
                Because::All(_) | Because::Any(_) | Because::Count(_) | Because::Not(_) => self.part(inner, indent, text),
            },
            Because::All(parts) | Because::Any(parts) => parts.iter().for_each(|part| self.part(part, indent, text)),
            Because::Count(count) => self.count(count, indent, text),
        }
    }

    /// Where a definition comes from: `newly good (from ...)`
    fn define(&self, id: DefineId, indent: usize, text: &mut Text) {
        let define = self.teller.policy.defines.get(id.at());
        if let Some(define) = define.filter(|define| define.citation != Citation::default()) {
            text.push(cited(Paragraph::at(indent).name(&*define.name.phrase), &define.citation));
        }
    }

    fn count(&mut self, count: &Count, indent: usize, text: &mut Text) {
        self.parameter(count.parameter, indent, text);
        self.members(count, indent, text);
    }

    /// The members of a count; those of a list once, by how they stand.
    pub(super) fn members(&mut self, count: &Count, indent: usize, text: &mut Text) {
        let Some(list) = count.list else {
            count.of.iter().for_each(|part| self.part(part, indent, text));
            return;
        };
        if self.lists.contains(&list) {
            return;
        }
        self.lists.push(list);
        for (sort, members) in self.sorts(count) {
            let names = match members.len() {
                many if sort.0 == Truth::Fails && many > NAMED && many == count.of.len() => format!("all {many}"),
                many if sort.0 == Truth::Fails && many > NAMED => format!("{many} others"),
                _ => phrases::list(&members, "and"),
            };
            let words = match sort {
                (Truth::Open, _) | (_, None) => answer_to(sort.0).to_owned(),
                (truth, Some(known)) => format!("{} ({known})", answer_to(truth)),
            };
            text.push(Paragraph::at(indent).quote(names).plain(" - ").value(words));
        }
    }

    /// `many is 3 (from ...)`
    pub(super) fn parameter(&mut self, id: Option<ParameterId>, indent: usize, text: &mut Text) {
        let Some(id) = id.filter(|id| !self.parameters.contains(id)) else { return };
        self.parameters.push(id);
        let parameter = self.teller.policy.parameters.get(id.at());
        if let (Some(words), Some(parameter)) = (self.teller.parameter(id), parameter) {
            text.push(cited(Paragraph::at(indent).value(words), &parameter.citation));
        }
    }

    /// The members of a list by how they stand: those that hold first, then the open ones.
    fn sorts<'c>(&self, count: &'c Count) -> Vec<(Sort, Vec<&'c str>)> {
        let mut groups: Vec<(Sort, Vec<&str>)> = Vec::new();
        for truth in [Truth::Holds, Truth::Open, Truth::Fails] {
            for part in count.of.iter().filter(|part| part.truth == truth) {
                let known = match &part.because {
                    Because::Fact { fact, state, .. } => Some(self.teller.untold(*fact, *state).unwrap_or("told")),
                    Because::Related { .. } | Because::Derived { .. } | Because::Defined(..) | Because::Not(_) => None,
                    Because::All(_) | Because::Any(_) | Because::Count(_) => None,
                };
                match groups.iter_mut().find(|(sort, _)| *sort == (truth, known)) {
                    Some((_, members)) => members.push(&part.text),
                    None => groups.push(((truth, known), vec![&part.text])),
                }
            }
        }
        groups
    }
}

/// A range is written once: the end that tells, if it is one.
fn of_both_ends(why: &Why) -> &Why {
    let (Because::All(parts), [first, second]) = (&why.because, parts_of(why)) else { return why };
    let tells = parts.iter().find(|part| part.truth == why.truth).unwrap_or(first);
    if first.text == second.text && first.text == why.text { tells } else { why }
}

fn parts_of(why: &Why) -> &[Why] {
    match &why.because {
        Because::All(parts) => parts,
        Because::Fact { .. } | Because::Related { .. } | Because::Derived { .. } | Because::Defined(..) => &[],
        Because::Not(_) | Because::Any(_) | Because::Count(_) => &[],
    }
}

/// Whether members hold, and how that is known, where it comes from one fact.
type Sort = (Truth, Option<&'static str>);
