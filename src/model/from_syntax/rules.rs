//! Defines, lists, constraints, and how settings are categorised.

use super::derived::PendingAll;
use super::names::{Declared, Meaning, Whom};
use super::{Lowering, citation};
use crate::diagnostic::words::listed;
use crate::diagnostic::{Diagnostic, codes::policy as codes, nearest};
use crate::model::condition::{Condition, ConditionKind};
use crate::model::ids::{CategoryId, DefineId, KindId, ListId};
use crate::model::name::{Name, machine_name};
use crate::model::policy::{Categorisation, Constraint, Define, Expectation, Gate, Line, List};
use crate::source::Span;
use crate::syntax::tree::{self, Categorise, CategoryLine, Declaration, DeclarationKind, Phrase, Tail, Term};
use std::collections::HashMap;
use std::sync::Arc;

/// Defines and lists whose names are known, not yet what they mean.
pub(super) struct Named<'t> {
    defines: Vec<(Whom, &'t tree::Define, &'t Tail)>,
    lists: Vec<(Whom, &'t tree::List, &'t Declaration)>,
    pub(super) derived: Vec<PendingAll<'t>>,
}

impl Lowering<'_> {
    /// Gives every define and list its name, so that their order never matters.
    pub(super) fn register<'t>(&mut self, declarations: &[&'t Declaration]) -> Named<'t> {
        let mut named = Named { defines: Vec::new(), lists: Vec::new(), derived: Vec::new() };
        let (mut defines, mut lists) = (0, 0);
        for declaration in declarations {
            if let DeclarationKind::Define(define) = &declaration.kind {
                let meaning = |at| DefineId::from_index(at).map(Meaning::Define);
                let whom = self.registered(&define.name, &define.about, meaning, &mut defines);
                named.defines.extend(whom.map(|whom| (whom, define, &declaration.tail)));
            } else if let DeclarationKind::List(list) = &declaration.kind {
                let meaning = |at| ListId::from_index(at).map(Meaning::List);
                let whom = self.registered(&list.name, &list.about, meaning, &mut lists);
                named.lists.extend(whom.map(|whom| (whom, list, *declaration)));
            } else if !matches!(declaration.kind, DeclarationKind::Score(_)) {
                named.derived.extend(self.register_derived(declaration));
            }
        }
        // A score takes its unit from tables, if it adds them up.
        for declaration in declarations.iter().filter(|one| matches!(one.kind, DeclarationKind::Score(_))) {
            named.derived.extend(self.register_derived(declaration));
        }
        named
    }

    /// Declares a define, list, table or score, one for each kind that it is about, of which there are `count` before it; and gives these kinds.
    pub(super) fn registered(
        &mut self,
        name: &Phrase,
        about: &[Phrase],
        meaning: fn(usize) -> Option<Meaning>,
        count: &mut usize,
    ) -> Option<Whom> {
        let (what, all) = match meaning(*count)? {
            one @ Meaning::List(_) => (one.words(), "lists"),
            one @ (Meaning::Table(_) | Meaning::Score(_)) => (one.words(), "tables and scores"),
            one @ (Meaning::Fact(_) | Meaning::Define(_) | Meaning::Parameter(_)) => (one.words(), "definitions"),
        };
        if about.is_empty() && self.policy.kinds.len() > 1 && self.names.is_broken(&name.text) {
            // The kind stands in the name, for want of a comma.
            return None;
        }
        let Some(mut whom) = self.whom_or_only(about, what, name.span) else {
            self.names.break_names(std::iter::once(name));
            return None;
        };
        let mut declared = Vec::new();
        self.each_kind(&whom, |lowering, kind| {
            let Some(meaning) = meaning(*count).filter(|_| lowering.room_for(*count, all, name.span)) else { return };
            if lowering.declare(name, &[kind], meaning) {
                declared.push(kind);
                *count += 1;
            }
        });
        whom.kinds = declared;
        (!whom.kinds.is_empty()).then_some(whom)
    }

    /// Looks up what lists and defines mean; lists first, since defines count over them.
    pub(super) fn defines_and_lists(&mut self, named: &Named<'_>) {
        for (whom, list, declaration) in &named.lists {
            self.each_kind(whom, |lowering, kind| lowering.list(list, declaration, kind));
        }
        for (whom, define, tail) in &named.defines {
            self.each_kind(whom, |lowering, kind| lowering.define(define, tail, kind));
        }
    }

    fn list(&mut self, list: &tree::List, declaration: &Declaration, kind: KindId) {
        let members: Vec<Condition> = list.members.iter().filter_map(|member| self.condition(member, kind)).collect();
        self.refuse_counted_twice(&members, &format!("list `{}`", list.name.text));
        if (declaration.broken || members.len() < list.members.len())
            && let Some(id) = ListId::from_index(self.policy.lists.len())
        {
            self.spoilt.insert(id);
        }
        let (name, span) = (Name::new(&list.name.text), list.name.span);
        self.policy.lists.push(List { name, kind, members, citation: citation(&declaration.tail, None), span });
    }

    fn define(&mut self, define: &tree::Define, tail: &Tail, kind: KindId) {
        // A condition that cannot be read keeps its place, so that ids stay right; it is never evaluated.
        let condition = self.condition(&define.condition, kind).unwrap_or_else(|| Condition {
            kind: ConditionKind::Any(Vec::new()),
            text: "".into(),
            span: define.condition.span,
        });
        let (name, span) = (Name::new(&define.name.text), define.name.span);
        self.policy.defines.push(Define { name, kind, condition, citation: citation(tail, None), span });
    }

    /// Reports members of a list that stand in it twice.
    pub(super) fn refuse_counted_twice(&mut self, members: &[Condition], list: &str) {
        let mut seen: HashMap<String, Span> = HashMap::new();
        for member in members {
            if let Some(first) = seen.insert(machine_name(&member.text), member.span) {
                let message = format!("`{}` stands twice in the {list} and would be counted twice.", member.text);
                self.report(
                    Diagnostic::new(codes::COUNTED_TWICE, member.span, message)
                        .also(first, "the first")
                        .help("Take one of the two away."),
                );
            }
        }
    }

    /// The last pass: everything that gives an outcome.
    pub(super) fn rules(&mut self, declaration: &Declaration) {
        match &declaration.kind {
            DeclarationKind::Constraint(constraint) => self.constraint(constraint, declaration),
            DeclarationKind::Categorise(categorise) => self.categorise(categorise, declaration),
            DeclarationKind::Also(also) => self.also(also, declaration),
            DeclarationKind::Contradiction(one) => self.contradiction(one, declaration),
            DeclarationKind::Policy(_)
            | DeclarationKind::Setting(_)
            | DeclarationKind::Group(_)
            | DeclarationKind::Scale(_)
            | DeclarationKind::Choice(_)
            | DeclarationKind::Facts(_)
            | DeclarationKind::Parameter(_)
            | DeclarationKind::Times(_)
            | DeclarationKind::Categories(_)
            | DeclarationKind::Define(_)
            | DeclarationKind::List(_)
            | DeclarationKind::Table(_)
            | DeclarationKind::Matrix(_)
            | DeclarationKind::Score(_)
            | DeclarationKind::Allocation(_)
            | DeclarationKind::Examples(_)
            | DeclarationKind::Clauses(_)
            | DeclarationKind::Import(_)
            | DeclarationKind::Asking(_)
            | DeclarationKind::Scenario(_)
            | DeclarationKind::Property(_)
            | DeclarationKind::Pin(_)
            | DeclarationKind::Part(_)
            | DeclarationKind::Unreadable => {}
        }
    }

    /// Without `for a …`, a constraint is for every kind that has all its names; where none has, for the one that has most.
    fn constraint(&mut self, constraint: &tree::Constraint, declaration: &Declaration) {
        let whom = if constraint.about.is_empty() {
            let kinds = self.kinds_with_names(&constraint.condition);
            Some(Whom { words: self.policy.some_kinds(&kinds), kinds })
        } else {
            self.whom(&constraint.about)
        };
        let Some(whom) = whom else { return };
        self.each_kind(&whom, |lowering, kind| {
            if let Some(condition) = lowering.condition(&constraint.condition, kind) {
                let citation = citation(&declaration.tail, None);
                lowering.policy.constraints.push(Constraint { kind, condition, citation, span: declaration.heading });
            }
        });
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
        let whom = self.whom(&categorise.about);
        self.kind_unknown |= whom.is_none();
        if let Some(whom) = whom {
            self.each_kind(&whom, |lowering, kind| lowering.categorise_kind(categorise, declaration, kind, &whom.kinds));
        }
    }

    fn categorise_kind(&mut self, categorise: &Categorise, declaration: &Declaration, kind: KindId, all: &[KindId]) {
        if let Some(first) = self.policy.categorisation(kind) {
            let message = format!("How to categorise {} is said in two places.", self.here(kind));
            let help = "Put all strands under one `categorise` line.";
            self.report(super::given_twice(declaration.heading, first.span, message, help));
        }
        let strands = self.strands(categorise, declaration, kind, all);
        let mut gates: Vec<Gate> = categorise.gates.iter().filter_map(|gate| self.gate(gate, kind, all)).collect();
        gates.sort_by_key(|gate| gate.category);
        let expectations = categorise.expectations.iter().filter_map(|one| self.expectation(one, kind, all)).collect();
        let citation = citation(&declaration.tail, None);
        let Some((method, strands)) = strands else { return };
        self.policy.categorisations.push(Categorisation {
            kind,
            method,
            strands,
            gates,
            expectations,
            citation,
            span: declaration.heading,
        });
    }

    pub(super) fn line(&mut self, line: &CategoryLine, strand: &Tail, kind: KindId, whom: &[KindId]) -> Option<Line> {
        let category = self.category_for(&line.category, &line.only, kind, whom)?;
        let condition = match &line.condition {
            Some(condition) => Some(self.condition(condition, kind)?),
            None => None,
        };
        Some(Line { category: category?, condition, citation: citation(&line.tail, Some(strand)), span: line.span })
    }

    fn gate(&mut self, gate: &tree::Gate, kind: KindId, whom: &[KindId]) -> Option<Gate> {
        let category = self.category_for(&gate.category, &gate.only, kind, whom)?;
        let unless = self.condition(&gate.unless, kind);
        let (category, unless) = (category?, unless?);
        let text = self.gate_text(gate, &unless);
        Some(Gate { category, unless, text, citation: citation(&gate.tail, None), span: gate.span })
    }

    /// A gate as one line: as written, or what it needs as conditions say it, where citations stand before its bullets.
    fn gate_text(&self, gate: &tree::Gate, unless: &Condition) -> Arc<str> {
        if !self.sources.slice(gate.span).contains('\n') {
            return self.text_of(gate.span);
        }
        let before = self.text_of(Span { end: gate.unless.span.start, ..gate.span });
        format!("{} {}", before.trim_end(), unless.text).into()
    }

    fn expectation(&mut self, one: &tree::Expectation, kind: KindId, whom: &[KindId]) -> Option<Expectation> {
        let category = self.category_for(&one.category, &one.only, kind, whom)?;
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
        if let Some(Declared { meaning, phrase: name, span, .. }) = found
            && self.needs_test(meaning)
        {
            let message = format!("`{name}` has no yes or no, so it cannot be expected.");
            let about = self.here(kind);
            let help = format!(
                "Say what is expected in a `define NAME, for {about}`, with `{name} is …` below it; then write `expects NAME`."
            );
            self.report(Diagnostic::new(codes::NEEDS_TEST, phrase.span, message).also(span, "declared here").help(help));
            return None;
        }
        self.bare(phrase, kind)
    }

    /// The category of a line, `None` within where it is unknown; nothing where the line is not for this kind. `Cause for concern`
    /// may be one category.
    fn category_for(&mut self, category: &Phrase, only: &[Phrase], kind: KindId, whom: &[KindId]) -> Option<Option<CategoryId>> {
        if let Some(last) = only.last() {
            let span = category.span.to(last.span);
            let whole = Phrase { text: self.text_of(span).to_string(), span };
            if self.policy.categories.iter().any(|one| *one.code == *whole.text) {
                return Some(self.category_called(&whole));
            }
        }
        if !self.room_to_copy(1, kind, category.span) {
            return None;
        }
        let is_for = self.is_for(only, kind, whom);
        // What is wrong with a category is wrong for every kind.
        let category = self.category_called(category);
        is_for?.then_some(category)
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
