//! Names of facts, defines, lists, parameters, tables and scores: one sort, scoped by kind of setting.

pub(super) mod english;
mod kinds;
mod unknown;

pub(super) use kinds::Whom;
pub(super) use unknown::Wanted;

use super::Lowering;
use crate::diagnostic::{Diagnostic, codes::policy as codes, nearest};
use crate::model::ids::{DefineId, DerivedId, FactId, KindId, ListId, ParameterId};
use crate::model::name::machine_name;
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
    /// A matrix is one too.
    Table(DerivedId),
    Score(DerivedId),
}

impl Meaning {
    /// Whether it takes values that conditions test.
    pub(super) const fn is_tested(self) -> bool {
        matches!(self, Self::Fact(_) | Self::Table(_) | Self::Score(_))
    }

    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Fact(_) => "fact",
            Self::Define(_) => "definition",
            Self::List(_) => "list",
            Self::Parameter(_) => "parameter",
            Self::Table(_) => "table",
            Self::Score(_) => "score",
        }
    }
}

/// A declared name.
#[derive(Clone, Debug)]
pub(super) struct Declared {
    pub(super) meaning: Meaning,
    /// The kinds that have it; none for a parameter, which is seen from all.
    pub(super) kinds: Vec<KindId>,
    pub(super) phrase: String,
    pub(super) span: Span,
}

impl Declared {
    fn is_seen_from(&self, kind: Option<KindId>) -> bool {
        self.kinds.is_empty() || kind.is_none_or(|kind| self.kinds.contains(&kind))
    }
}

/// All names of this sort.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_machine: HashMap<String, Vec<Declared>>,
    /// As declared, for suggestions.
    in_order: Vec<Declared>,
    broken: HashSet<String>,
}

impl Names {
    pub(super) fn break_names<'p>(&mut self, phrases: impl Iterator<Item = &'p Phrase>) {
        self.broken.extend(phrases.map(|phrase| key(&phrase.text)));
    }

    /// Whether a line that could not be read probably declares this name, so that a use of it is no second mistake.
    pub(super) fn is_broken(&self, phrase: &str) -> bool {
        self.broken.contains(&key(phrase))
    }

    pub(super) fn find(&self, phrase: &str, kind: Option<KindId>) -> Option<&Declared> {
        self.by_machine.get(&key(phrase))?.iter().find(|declared| declared.is_seen_from(kind))
    }

    /// What a name means for other kinds, those at hand first.
    fn elsewhere(&self, phrase: &str, among: &[KindId]) -> Option<&Declared> {
        let all = self.by_machine.get(&key(phrase))?;
        all.iter().find(|one| one.kinds.iter().any(|kind| among.contains(kind))).or_else(|| all.first())
    }

    /// Phrases seen from a kind, in the order of declaration.
    pub(super) fn seen_from(&self, kind: Option<KindId>) -> impl Iterator<Item = &str> {
        self.declared_for(kind).map(|declared| declared.phrase.as_str())
    }

    fn declared_for(&self, kind: Option<KindId>) -> impl Iterator<Item = &Declared> {
        self.in_order.iter().filter(move |one| one.is_seen_from(kind))
    }
}

impl Lowering<'_> {
    /// Declares a name for some kinds, or for all by naming none; a second one in the same scope is an error and gives `false`.
    pub(super) fn declare(&mut self, phrase: &Phrase, kinds: &[KindId], meaning: Meaning) -> bool {
        let machine = key(&phrase.text);
        let before = self.names.by_machine.get(&machine);
        let first = before.into_iter().flatten().find_map(|one| {
            let both: Vec<KindId> = kinds.iter().copied().filter(|kind| one.is_seen_from(Some(*kind))).collect();
            (kinds.is_empty() || !both.is_empty()).then_some((one, both))
        });
        if let Some((first, both)) = first {
            let sort = first.meaning.words();
            let mut found = super::duplicate(sort, phrase, first.span);
            let about = match kinds {
                _ if both.is_empty() || first.kinds.is_empty() => None,
                [kind] if !self.among.is_empty() => Some(self.here(*kind)),
                _ => (first.kinds != kinds).then(|| self.policy.some_kinds(&both)),
            };
            if let Some(about) = about {
                found.message = format!("There is already a {sort} called `{}` about {about}.", phrase.text);
            }
            self.report(found);
            return false;
        }
        let declared = Declared { meaning, kinds: kinds.to_vec(), phrase: phrase.text.clone(), span: phrase.span };
        self.names.in_order.push(declared.clone());
        self.names.by_machine.entry(machine).or_default().push(declared);
        true
    }

    /// What a name means for a kind; a name that means nothing there is reported.
    pub(super) fn look_up(&mut self, phrase: &Phrase, kind: Option<KindId>, wanted: Wanted) -> Option<Declared> {
        if let Some(found) = self.names.find(&phrase.text, kind) {
            return Some(found.clone());
        }
        if self.names.is_broken(&phrase.text) {
            return None;
        }
        self.unknown_names += 1;
        let diagnostic = self.of_another_kind(phrase, kind).unwrap_or_else(|| self.unknown(phrase, kind, wanted));
        self.report(diagnostic);
        None
    }

    fn of_another_kind(&self, phrase: &Phrase, kind: Option<KindId>) -> Option<Diagnostic> {
        let other = self.names.elsewhere(&phrase.text, &self.line_among)?;
        let (here, there) = (self.here(kind?), self.policy.some_kinds(&other.kinds));
        let sort = other.meaning.words();
        let message = format!("`{}` is a {sort} about {there}; there is none of that name about {here}.", phrase.text);
        let of_some = other.kinds.iter().any(|kind| self.line_among.contains(kind));
        let help = match nearest(&phrase.text, self.names.seen_from(kind)) {
            _ if of_some => format!(
                "Say it for {there} alone, in a declaration of its own or by a line such as `CATEGORY for {there} when …`; or declare it \
                 under `facts about {here}` too."
            ),
            _ if matches!(other.meaning, Meaning::Table(_) | Meaning::Score(_)) => format!("Declare one for {here}."),
            Some(near) => format!("Did you mean `{near}`? Otherwise declare it under `facts about {here}`."),
            None => format!("Declare it under `facts about {here}`, or use one of that kind's own facts."),
        };
        Some(
            Diagnostic::new(codes::OTHER_KIND, phrase.span, message)
                .also(other.span, format!("the {sort} about {there}"))
                .help(help),
        )
    }
}

/// A name without the `the` that English puts before some: `the risk factors` are the `risk factors`.
fn key(phrase: &str) -> String {
    let machine = machine_name(phrase);
    match machine.strip_prefix("the_") {
        Some(rest) => rest.to_owned(),
        None => machine,
    }
}
