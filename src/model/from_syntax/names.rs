//! Names of facts, defines, lists and parameters: one sort, scoped by kind of setting.

use super::Lowering;
use crate::diagnostic::{Diagnostic, codes::policy as codes, nearest};
use crate::model::name::machine_name;
use crate::model::policy::{DefineId, FactId, KindId, ListId, ParameterId};
use crate::source::Span;
use crate::syntax::tree::Phrase;
use std::collections::{HashMap, HashSet};

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Fact(FactId),
    Define(DefineId),
    List(ListId),
    Parameter(ParameterId),
}

impl Meaning {
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Fact(_) => "fact",
            Self::Define(_) => "definition",
            Self::List(_) => "list",
            Self::Parameter(_) => "parameter",
        }
    }
}

/// A declared name. Parameters belong to no kind and are seen from all.
#[derive(Clone, Debug)]
pub(super) struct Declared {
    pub(super) meaning: Meaning,
    pub(super) kind: Option<KindId>,
    pub(super) phrase: String,
    pub(super) span: Span,
}

/// All names of this sort.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_machine: HashMap<String, Vec<Declared>>,
    /// As declared, for suggestions.
    in_order: Vec<(Option<KindId>, String)>,
    broken: HashSet<String>,
}

impl Names {
    pub(super) fn break_names<'p>(&mut self, phrases: impl Iterator<Item = &'p Phrase>) {
        self.broken.extend(phrases.map(|phrase| machine_name(&phrase.text)));
    }

    /// Whether a line that could not be read probably declares this name, so that a use of it is no second mistake.
    pub(super) fn is_broken(&self, phrase: &str) -> bool {
        self.broken.contains(&machine_name(phrase))
    }

    pub(super) fn find(&self, phrase: &str, kind: Option<KindId>) -> Option<&Declared> {
        self.by_machine
            .get(&machine_name(phrase))?
            .iter()
            .find(|declared| declared.kind.is_none() || kind.is_none() || declared.kind == kind)
    }

    fn elsewhere(&self, phrase: &str) -> Option<&Declared> {
        self.by_machine.get(&machine_name(phrase))?.first()
    }

    /// Phrases seen from a kind.
    pub(super) fn seen_from(&self, kind: Option<KindId>) -> impl Iterator<Item = &str> {
        self.in_order
            .iter()
            .filter(move |(of, _)| of.is_none() || kind.is_none() || *of == kind)
            .map(|(_, phrase)| phrase.as_str())
    }
}

impl Lowering<'_> {
    /// Declares a name; a second one in the same scope is an error and gives `false`.
    pub(super) fn declare(&mut self, phrase: &Phrase, kind: Option<KindId>, meaning: Meaning) -> bool {
        let machine = machine_name(&phrase.text);
        if let Some(first) = self.names.find(&phrase.text, kind) {
            let (sort, span) = (first.meaning.words(), first.span);
            self.report(super::duplicate(sort, phrase, span));
            return false;
        }
        let declared = Declared { meaning, kind, phrase: phrase.text.clone(), span: phrase.span };
        self.names.by_machine.entry(machine).or_default().push(declared);
        self.names.in_order.push((kind, phrase.text.clone()));
        true
    }

    /// What a name means for a kind; a name that means nothing there is reported. `span` is the whole term, for `is` forgotten.
    pub(super) fn look_up(&mut self, phrase: &Phrase, kind: Option<KindId>) -> Option<Declared> {
        if let Some(found) = self.names.find(&phrase.text, kind) {
            return Some(found.clone());
        }
        if self.names.is_broken(&phrase.text) {
            return None;
        }
        let diagnostic = self
            .of_another_kind(phrase, kind)
            .or_else(|| self.is_forgotten(phrase, kind))
            .unwrap_or_else(|| self.unknown(phrase, kind));
        self.report(diagnostic);
        None
    }

    fn of_another_kind(&self, phrase: &Phrase, kind: Option<KindId>) -> Option<Diagnostic> {
        let other = self.names.elsewhere(&phrase.text)?;
        let name =
            |kind: Option<KindId>| kind.and_then(|kind| self.policy.kinds.get(kind.at())).map(|kind| kind.name.phrase.clone());
        let (here, there) = (name(kind)?, name(other.kind)?);
        let sort = other.meaning.words();
        let message = format!("`{}` is a {sort} about a {there}; a {here} has none of that name.", phrase.text);
        let help = match nearest(&phrase.text, self.names.seen_from(kind)) {
            Some(near) => format!("Did you mean `{near}`? Otherwise declare it under `facts about a {here}`."),
            None => format!("Declare it under `facts about a {here}`, or use one of that kind's own facts."),
        };
        Some(
            Diagnostic::new(codes::OTHER_KIND, phrase.span, message)
                .also(other.span, format!("the {sort} about a {there}"))
                .help(help),
        )
    }

    /// `latest Ofsted good`, `latest Ofsted has good`, `latest Ofsted isn't good`: a declared name with more words behind it.
    fn is_forgotten(&self, phrase: &Phrase, kind: Option<KindId>) -> Option<Diagnostic> {
        let words: Vec<&str> = phrase.text.split_whitespace().collect();
        let (name, rest) = (1..words.len()).rev().find_map(|at| {
            let (name, rest) = words.split_at_checked(at)?;
            let declared = self.names.find(&name.join(" "), kind)?;
            matches!(declared.meaning, Meaning::Fact(_)).then(|| (declared.phrase.clone(), rest))
        })?;
        let (verb, value) = match rest {
            ["isn't" | "isn\u{2019}t" | "hasn't" | "hasn\u{2019}t", value @ ..] => ("is not", value),
            ["has" | "equals" | "was" | "=" | "being" | "be", value @ ..] => ("is", value),
            value => ("is", value),
        };
        if value.is_empty() {
            return None;
        }
        let message = format!("`{}` is not the name of anything, but it begins with the fact `{name}`.", phrase.text);
        let help = format!("Did you mean `{name} {verb} {}`?", value.join(" "));
        Some(Diagnostic::new(codes::MISSING_IS, phrase.span, message).help(help))
    }

    fn unknown(&self, phrase: &Phrase, kind: Option<KindId>) -> Diagnostic {
        let about = kind.and_then(|kind| self.policy.kinds.get(kind.at())).map(|kind| format!(" about a {}", kind.name.phrase));
        let about = about.unwrap_or_default();
        let message = format!("No fact, definition, list or parameter{about} is called `{}`.", phrase.text);
        let help = match nearest(&phrase.text, self.names.seen_from(kind)) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => format!("Declare it, for example as a fact: `{}: yes or no`, under `facts about …`.", phrase.text),
        };
        Diagnostic::new(codes::UNKNOWN_NAME, phrase.span, message).help(help)
    }
}
