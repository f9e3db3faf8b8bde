//! Defines, lists, constraints, and how settings are categorised.

use super::names::{Declared, Meaning};
use super::{Lowering, citation};
use crate::diagnostic::words::{listed, with_article};
use crate::diagnostic::{Diagnostic, codes::policy as codes, nearest};
use crate::model::condition::{Condition, ConditionKind};
use crate::model::ids::{CategoryId, DefineId, KindId, ListId};
use crate::model::name::{Name, machine_name};
use crate::model::policy::{Categorisation, Constraint, Define, Expectation, Gate, Line, List, Strand};
use crate::source::Span;
use crate::syntax::tree::{self, Categorise, CategoryLine, Declaration, DeclarationKind, Phrase, Tail, Term};
use std::collections::HashMap;

/// The longest chain of definitions, each resting on the next. Later stages follow such chains one call a step.
const MOST_DEEP: usize = 200;

/// Defines and lists whose names are known, not yet what they mean.
pub(super) struct Named<'t> {
    defines: Vec<(KindId, &'t tree::Define, &'t Tail)>,
    lists: Vec<(KindId, &'t tree::List, &'t Declaration)>,
}

impl Lowering<'_> {
    /// Gives every define and list its name, so that their order never matters.
    pub(super) fn register<'t>(&mut self, declarations: &[&'t Declaration]) -> Named<'t> {
        let mut named = Named { defines: Vec::new(), lists: Vec::new() };
        for declaration in declarations {
            if let DeclarationKind::Define(define) = &declaration.kind {
                let at = named.defines.len();
                let meaning = DefineId::from_index(at).map(Meaning::Define);
                let kind = self.registered(&define.name, define.about.as_ref(), meaning, at);
                named.defines.extend(kind.map(|kind| (kind, define, &declaration.tail)));
            } else if let DeclarationKind::List(list) = &declaration.kind {
                let at = named.lists.len();
                let meaning = ListId::from_index(at).map(Meaning::List);
                let kind = self.registered(&list.name, list.about.as_ref(), meaning, at);
                named.lists.extend(kind.map(|kind| (kind, list, *declaration)));
            }
        }
        named
    }

    /// Declares a define or list, of which there are `count` before it, and gives the kind of setting that it is about.
    fn registered(&mut self, name: &Phrase, about: Option<&Phrase>, meaning: Option<Meaning>, count: usize) -> Option<KindId> {
        let meaning = meaning?;
        let Some(kind) = self.kind_or_only(about, meaning.words(), name.span) else {
            self.names.break_names(std::iter::once(name));
            return None;
        };
        let all = if matches!(meaning, Meaning::List(_)) { "lists" } else { "definitions" };
        (self.room_for(count, all, name.span) && self.declare(name, Some(kind), meaning)).then_some(kind)
    }

    /// Looks up what lists and defines mean; lists first, since defines count over them.
    pub(super) fn defines_and_lists(&mut self, named: &Named<'_>) {
        for (kind, list, declaration) in &named.lists {
            let members: Vec<Condition> = list.members.iter().filter_map(|member| self.condition(member, *kind)).collect();
            let mut seen: HashMap<String, Span> = HashMap::new();
            for member in &members {
                if let Some(first) = seen.insert(machine_name(&member.text), member.span) {
                    let message =
                        format!("`{}` stands twice in the list `{}` and would be counted twice.", member.text, list.name.text);
                    self.report(
                        Diagnostic::new(codes::COUNTED_TWICE, member.span, message)
                            .also(first, "the first")
                            .help("Take one of the two away."),
                    );
                }
            }
            if (declaration.broken || members.len() < list.members.len())
                && let Some(id) = ListId::from_index(self.policy.lists.len())
            {
                self.spoilt.insert(id);
            }
            let (name, span) = (Name::new(&list.name.text), list.name.span);
            self.policy.lists.push(List { name, kind: *kind, members, citation: citation(&declaration.tail, None), span });
        }
        for (kind, define, tail) in &named.defines {
            // A condition that cannot be read keeps its place, so that ids stay right; it is never evaluated.
            let condition = self.condition(&define.condition, *kind).unwrap_or_else(|| Condition {
                kind: ConditionKind::Any(Vec::new()),
                text: "".into(),
                span: define.condition.span,
            });
            let (name, span) = (Name::new(&define.name.text), define.name.span);
            self.policy.defines.push(Define { name, kind: *kind, condition, citation: citation(tail, None), span });
        }
    }

    /// Reports definitions that come back to themselves, each circle once, and the first that rests on too many others.
    pub(super) fn refuse_cycles(&mut self) {
        let rests_on: Vec<Vec<usize>> = self.policy.defines.iter().map(|define| self.rests_on(&define.condition)).collect();
        // How many definitions deep each one is, itself counted, once all that it rests on is known.
        let mut depths: Vec<Option<usize>> = vec![None; rests_on.len()];
        let depth = |depths: &[Option<usize>], at: usize| depths.get(at).copied().flatten();
        for start in 0..rests_on.len() {
            let mut path = vec![(start, 0)];
            while let Some((at, next)) = path.last().copied() {
                let on = rests_on.get(at).map_or(&[][..], Vec::as_slice);
                let to = on.get(next).copied().filter(|_| depth(&depths, at).is_none());
                let Some(to) = to else {
                    let deepest = on.iter().filter_map(|on| depth(&depths, *on)).max().unwrap_or(0);
                    if let Some(own @ None) = depths.get_mut(at) {
                        *own = Some(deepest + 1);
                    }
                    path.pop();
                    continue;
                };
                if let Some(last) = path.last_mut() {
                    last.1 += 1;
                }
                match path.iter().position(|(on_path, _)| *on_path == to) {
                    Some(from) => {
                        let circle: Vec<usize> = path.iter().skip(from).map(|(at, _)| *at).collect();
                        self.report_circle(&circle);
                    }
                    None => path.push((to, 0)),
                }
            }
        }
        let too_deep = depths.iter().position(|depth| depth.is_some_and(|depth| depth > MOST_DEEP));
        if let Some(define) = too_deep.and_then(|at| self.policy.defines.get(at)) {
            let message =
                format!("`{}` rests on a chain of more than {MOST_DEEP} definitions, one behind the other.", define.name.phrase);
            let help = "Nobody could follow that far. Write some of them from facts alone.";
            self.report(Diagnostic::new(codes::TOO_DEEP, define.span, message).help(help));
        }
    }

    /// The defines that a condition rests on, through lists too (their members stand in the condition).
    fn rests_on(&self, condition: &Condition) -> Vec<usize> {
        let mut found = Vec::new();
        Self::defines_in(condition, &mut found);
        found.into_iter().map(DefineId::at).collect()
    }

    fn report_circle(&mut self, circle: &[usize]) {
        let defines: Vec<_> = circle
            .iter()
            .filter_map(|at| self.policy.defines.get(*at))
            .map(|define| (define.name.phrase.clone(), define.span))
            .collect();
        let Some((first, span)) = defines.first().cloned() else { return };
        let chain: Vec<String> = defines.iter().map(|(name, _)| format!("`{name}`")).chain([format!("`{first}`")]).collect();
        let round = if defines.len() > 1 { format!(": {}", chain.join(", which rests on ")) } else { String::new() };
        let message = format!("`{first}` rests on itself, so it means nothing{round}.");
        let mut diagnostic =
            Diagnostic::new(codes::CYCLE, span, message).help("Write one of them without the others, from facts alone.");
        for (name, span) in defines.iter().skip(1) {
            diagnostic = diagnostic.also(*span, format!("`{name}`"));
        }
        self.report(diagnostic);
    }

    /// The last pass: everything that gives an outcome.
    pub(super) fn rules(&mut self, declaration: &Declaration) {
        match &declaration.kind {
            DeclarationKind::Constraint(constraint) => self.constraint(constraint, declaration),
            DeclarationKind::Categorise(categorise) => self.categorise(categorise, declaration),
            DeclarationKind::Allocation(allocation) => self.allocation(allocation, declaration),
            DeclarationKind::Also(also) => self.also(also, declaration),
            DeclarationKind::Policy(_)
            | DeclarationKind::Setting(_)
            | DeclarationKind::Scale(_)
            | DeclarationKind::Choice(_)
            | DeclarationKind::Facts(_)
            | DeclarationKind::Parameter(_)
            | DeclarationKind::Times(_)
            | DeclarationKind::Categories(_)
            | DeclarationKind::Define(_)
            | DeclarationKind::List(_)
            | DeclarationKind::Examples(_)
            | DeclarationKind::Import(_)
            | DeclarationKind::Unreadable => {}
        }
    }

    /// Without `for a …`, a constraint is for every kind that has all its names; where none has, for the one that has most.
    fn constraint(&mut self, constraint: &tree::Constraint, declaration: &Declaration) {
        let kinds: Vec<KindId> = match &constraint.about {
            Some(phrase) => self.kind_called(phrase).into_iter().collect(),
            None => self.kinds_with_names(&constraint.condition),
        };
        for kind in kinds {
            if let Some(condition) = self.condition(&constraint.condition, kind) {
                let citation = citation(&declaration.tail, None);
                self.policy.constraints.push(Constraint { kind, condition, citation, span: declaration.heading });
            }
        }
    }

    fn kinds_with_names(&self, condition: &tree::Condition) -> Vec<KindId> {
        let mut names = Vec::new();
        names_in(condition, &mut names);
        let has = |kind: KindId| names.iter().filter(|name| self.names.find(&name.text, Some(kind)).is_some()).count();
        let all: Vec<KindId> = self.policy.kind_ids().filter(|kind| has(*kind) == names.len()).collect();
        if all.is_empty() {
            self.policy.kind_ids().max_by_key(|kind| (has(*kind), std::cmp::Reverse(*kind))).into_iter().collect()
        } else {
            all
        }
    }

    fn categorise(&mut self, categorise: &Categorise, declaration: &Declaration) {
        let Some(kind) = self.kind_called(&categorise.about) else { return };
        if let Some(first) = self.policy.categorisation(kind) {
            let message = format!("How to categorise {} is said in two places.", with_article(&categorise.about.text));
            let help = "Put all strands under one `categorise` line.";
            self.report(super::given_twice(declaration.heading, first.span, message, help));
        }
        let mut seen: HashMap<String, Span> = HashMap::new();
        let mut strands = Vec::new();
        for strand in &categorise.strands {
            if let Some(first) = seen.insert(machine_name(&strand.name.text), strand.name.span) {
                self.report(super::duplicate("strand", &strand.name, first));
            }
            let lines = strand.lines.iter().filter_map(|line| self.line(line, &strand.tail, kind)).collect();
            strands.push(Strand {
                name: Name::new(&strand.name.text),
                lines,
                citation: citation(&strand.tail, None),
                span: strand.span,
            });
        }
        let mut gates: Vec<Gate> = categorise.gates.iter().filter_map(|gate| self.gate(gate, kind)).collect();
        gates.sort_by_key(|gate| gate.category);
        let expectations = categorise.expectations.iter().filter_map(|one| self.expectation(one, kind)).collect();
        let citation = citation(&declaration.tail, None);
        self.policy.categorisations.push(Categorisation {
            kind,
            strands,
            gates,
            expectations,
            citation,
            span: declaration.heading,
        });
    }

    fn line(&mut self, line: &CategoryLine, strand: &Tail, kind: KindId) -> Option<Line> {
        let category = self.category_called(&line.category);
        let condition = match &line.condition {
            Some(condition) => Some(self.condition(condition, kind)?),
            None => None,
        };
        Some(Line { category: category?, condition, citation: citation(&line.tail, Some(strand)), span: line.span })
    }

    fn gate(&mut self, gate: &tree::Gate, kind: KindId) -> Option<Gate> {
        let category = self.category_called(&gate.category);
        let unless = self.condition(&gate.unless, kind);
        let (category, unless) = (category?, unless?);
        Some(Gate { category, unless, text: self.text_of(gate.span), citation: citation(&gate.tail, None), span: gate.span })
    }

    fn expectation(&mut self, one: &tree::Expectation, kind: KindId) -> Option<Expectation> {
        let category = self.category_called(&one.category);
        let expects = self.expected(&one.expects, kind);
        let when = match &one.when {
            Some(when) => Some(self.condition(when, kind)?),
            None => None,
        };
        let declared = self.names.find(&one.expects.text, Some(kind))?.phrase.clone();
        Some(Expectation {
            name: Name::new(&declared),
            category: category?,
            expects: expects?,
            when,
            citation: citation(&one.tail, None),
            span: one.span,
        })
    }

    /// A yes/no fact or a define; a fact with other values can be expected by way of a define only.
    fn expected(&mut self, phrase: &Phrase, kind: KindId) -> Option<Condition> {
        let found = self.names.find(&phrase.text, Some(kind)).cloned();
        if let Some(Declared { meaning: Meaning::Fact(id), phrase: name, span, .. }) = found
            && !self.is_yes_no(id)
        {
            let message = format!("`{name}` has no yes or no, so it cannot be expected.");
            let about = self.policy.kinds.get(kind.at()).map_or_else(String::new, |kind| with_article(&kind.name.phrase));
            let help = format!(
                "Say what is expected in a `define NAME, for {about}`, with `{name} is …` below it; then write `expects NAME`."
            );
            self.report(Diagnostic::new(codes::NEEDS_TEST, phrase.span, message).also(span, "declared here").help(help));
            return None;
        }
        self.bare(phrase, kind)
    }

    /// The category of a code, which keeps its case; an unknown one is reported.
    pub(super) fn category_called(&mut self, phrase: &Phrase) -> Option<CategoryId> {
        let categories = &self.policy.categories;
        if let Some(at) = categories.iter().position(|category| *category.code == *phrase.text) {
            return CategoryId::from_index(at);
        }
        if self.names.is_broken(&phrase.text) {
            return None;
        }
        let codes_: Vec<&str> = categories.iter().map(|category| &*category.code).collect();
        let same = codes_.iter().find(|code| code.eq_ignore_ascii_case(&phrase.text)).copied();
        let help = match same.or_else(|| nearest(&phrase.text, codes_.iter().copied())) {
            _ if codes_.is_empty() => {
                "Declare the categories first: `categories, least intensive first`, one a line below it.".to_owned()
            }
            Some(near) => format!("Did you mean `{near}`? The categories are {}.", listed(&codes_, "and")),
            None => format!("The categories are {}.", listed(&codes_, "and")),
        };
        let message = format!("There is no category `{}`.", phrase.text);
        self.report(Diagnostic::new(codes::UNKNOWN_CATEGORY, phrase.span, message).help(help));
        None
    }
}

/// Every name that a condition uses, lists included, parameters aside.
fn names_in<'t>(condition: &'t tree::Condition, names: &mut Vec<&'t Phrase>) {
    for term in &condition.terms {
        match term {
            Term::Plain(plain) => names.push(&plain.name),
            Term::Group { members, .. } => members.iter().for_each(|member| names_in(member, names)),
            Term::Named { list, .. } => names.push(list),
        }
    }
}
