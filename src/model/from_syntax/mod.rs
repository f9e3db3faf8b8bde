//! From trees to a checked policy.
//!
//! Passes, each resting only on those before it: what has a name of its own (kinds, scales, categories, times, parameters);
//! facts; names of defines and lists; conditions in their places; allocations. A pass never stops at a mistake.

mod comparisons;
mod conditions;
mod facts;
mod grid;
mod heads;
mod names;
mod support;
mod vocabulary;

use super::name::{Name, machine_name};
use super::policy::{Citation, Fact, KindId, Policy};
use super::value::{Vocabulary, VocabularyValue};
use crate::diagnostic::{Code, Diagnostic, Problems, codes::policy as codes, nearest};
use crate::source::{Sources, Span};
use crate::syntax::tree::{Declaration, DeclarationKind, Phrase, Tail, Tree};
use names::Names;
use std::collections::HashMap;

/// The most facts, values of a vocabulary, categories and so on that a policy can hold. Far above any real policy; it
/// keeps a mistaken or hostile file from costing more than it is worth.
const MOST: usize = 5_000;

/// A policy, and which of its declarations could not be read whole, so that no later check blames them.
#[derive(Debug)]
pub struct Lowered {
    /// The policy; whole only if there were no errors.
    pub policy: Policy,
    /// Spans of declarations and strands with a line that could not be read.
    pub incomplete: Vec<Span>,
    /// Whether some declaration's heading could not be read, so that what it declares is missing here.
    pub unreadable: bool,
}

/// Makes one policy of all its files. Always gives one; what is wrong with it goes to `problems`.
pub fn from_syntax(sources: &Sources, trees: &[Tree], problems: &mut Problems) -> Lowered {
    let mut lowering = Lowering::new(sources, problems);
    let declarations: Vec<&Declaration> = trees.iter().flat_map(|tree| &tree.declarations).collect();
    lowering.names.break_names(trees.iter().flat_map(|tree| &tree.broken_names));
    lowering.heads(&declarations);
    for declaration in &declarations {
        lowering.vocabulary(declaration);
    }
    for declaration in &declarations {
        if let DeclarationKind::Facts(facts) = &declaration.kind {
            lowering.facts(facts);
        }
    }
    let named = lowering.register(&declarations);
    lowering.defines_and_lists(&named);
    lowering.refuse_cycles();
    for declaration in &declarations {
        lowering.rules(declaration);
    }
    lowering.note_incomplete(&declarations);
    let unreadable = declarations.iter().any(|one| matches!(one.kind, DeclarationKind::Unreadable));
    Lowered { policy: lowering.policy, incomplete: lowering.incomplete, unreadable }
}

/// What the passes share.
struct Lowering<'a> {
    sources: &'a Sources,
    problems: &'a mut Problems,
    policy: Policy,
    names: Names,
    /// Where kinds, categories, scales and so on were declared, by sort and machine name (exact code for categories).
    places: HashMap<(Sort, String), Span>,
    incomplete: Vec<Span>,
}

/// Names that do not share a scope with facts. Scales and choices are one sort.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Sort {
    Kind,
    Vocabulary,
    Category,
    Time,
    Source,
}

impl Sort {
    const fn words(self) -> &'static str {
        match self {
            Self::Kind => "kind of setting",
            Self::Vocabulary => "scale or choice",
            Self::Category => "category",
            Self::Time => "time",
            Self::Source => "source",
        }
    }
}

impl<'a> Lowering<'a> {
    fn new(sources: &'a Sources, problems: &'a mut Problems) -> Self {
        let yes_no = ["yes", "no"].iter().zip(0..).map(|(word, rank)| VocabularyValue { name: Name::new(word), rank }).collect();
        let policy = Policy {
            name: Name::new(""),
            authority: None,
            revision: "".into(),
            in_force: None,
            kinds: Vec::new(),
            vocabularies: vec![Vocabulary { name: None, ordered: false, values: yes_no }],
            facts: Vec::new(),
            constraints: Vec::new(),
            parameters: Vec::new(),
            categories: Vec::new(),
            defines: Vec::new(),
            lists: Vec::new(),
            categorisations: Vec::new(),
            periods: Vec::new(),
            allocations: Vec::new(),
            also: Vec::new(),
            examples: None,
        };
        Self { sources, problems, policy, names: Names::default(), places: HashMap::new(), incomplete: Vec::new() }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.problems.push(diagnostic);
    }

    /// Notes where a name is declared; a second declaration is an error and gives `false`.
    fn claim(&mut self, sort: Sort, phrase: &Phrase) -> bool {
        let key = if sort == Sort::Category { phrase.text.clone() } else { machine_name(&phrase.text) };
        let Some(first) = self.places.get(&(sort, key.clone())).copied() else {
            self.places.insert((sort, key), phrase.span);
            return true;
        };
        self.report(duplicate(sort.words(), phrase, first));
        false
    }

    /// The kind of setting that a phrase names; an unknown one is reported.
    fn kind_called(&mut self, phrase: &Phrase) -> Option<KindId> {
        let found = self.policy.kind(&machine_name(&phrase.text));
        if found.is_none() && !self.names.is_broken(&phrase.text) {
            let candidates: Vec<&str> = self.policy.kinds.iter().map(|kind| &*kind.name.phrase).collect();
            let message = format!("No kind of setting is called `{}`.", phrase.text);
            let help = match (nearest(&phrase.text, candidates.iter().copied()), candidates.is_empty()) {
                (Some(near), _) => format!("Did you mean `{near}`?"),
                (None, true) => format!("Declare it: `setting {}: what it is`.", phrase.text),
                (None, false) => format!("Declared are {}. To add one, write `setting {}`.", listed(&candidates), phrase.text),
            };
            self.report(Diagnostic::new(codes::UNKNOWN_KIND, phrase.span, message).help(help));
        }
        found
    }

    /// The kind that `for a …` names; without it, the only kind there is.
    fn kind_or_only(&mut self, about: Option<&Phrase>, what: &str, span: Span) -> Option<KindId> {
        if let Some(phrase) = about {
            return self.kind_called(phrase);
        }
        if self.policy.kinds.len() == 1 {
            return Some(KindId(0));
        }
        if let Some(first) = self.policy.kinds.first() {
            let message = format!("It is not said for which kind of setting this {what} is.");
            let help = format!("Add it behind the name, for example `, for a {}`.", first.name.phrase);
            self.report(Diagnostic::new(codes::WHICH_KIND, span, message).help(help));
        }
        None
    }

    /// Says so where there are more of something than a policy can hold, and gives `false`.
    fn room_for(&mut self, count: usize, what: &str, span: Span) -> bool {
        if count < MOST {
            return true;
        }
        if count == MOST {
            let message = format!("There are more than {MOST} {what}; a policy holds no more.");
            self.report(
                Diagnostic::new(codes::TOO_MANY, span, message)
                    .help("Split the policy, or look for a line that was pasted many times."),
            );
        }
        false
    }

    /// Remembers what could not be read whole.
    fn note_incomplete(&mut self, declarations: &[&Declaration]) {
        for declaration in declarations {
            if declaration.broken {
                self.incomplete.push(declaration.span);
            }
            if let DeclarationKind::Categorise(categorise) = &declaration.kind {
                self.incomplete.extend(categorise.strands.iter().filter(|strand| strand.broken).map(|strand| strand.span));
            }
        }
    }

    fn fact_name(&self, fact: &Fact) -> String {
        fact.name.phrase.to_string()
    }
}

/// A citation from what stands behind a line, falling back on what stands behind its heading.
fn citation(tail: &Tail, outer: Option<&Tail>) -> Citation {
    let text = |own: &Option<_>, of: fn(&Tail) -> &Option<crate::syntax::tree::Text>| {
        let own: &Option<crate::syntax::tree::Text> = own;
        own.as_ref().or_else(|| outer.and_then(|outer| of(outer).as_ref())).map(|text| text.value.as_str().into())
    };
    Citation { from: text(&tail.from, |tail| &tail.from), reading: text(&tail.reading, |tail| &tail.reading) }
}

/// `a, b and c`, each in backticks; long lists end in "and N more".
fn listed<T: AsRef<str>>(names: &[T]) -> String {
    listed_with("and", names)
}

/// The same with another word before the last.
fn listed_with<T: AsRef<str>>(word: &str, names: &[T]) -> String {
    const SHOWN: usize = 12;
    let quoted: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{}`", name.as_ref())).collect();
    match (quoted.as_slice(), names.len().saturating_sub(SHOWN)) {
        ([], _) => String::new(),
        ([one], _) => one.clone(),
        ([firsts @ .., last], 0) => format!("{} {word} {last}", firsts.join(", ")),
        (all, more) => format!("{} {word} {more} more", all.join(", ")),
    }
}

/// The same name twice in one scope.
fn duplicate(sort: &str, phrase: &Phrase, first: Span) -> Diagnostic {
    duplicate_of(codes::DUPLICATE, sort, phrase, first)
}

fn duplicate_of(code: Code, sort: &str, phrase: &Phrase, first: Span) -> Diagnostic {
    Diagnostic::new(code, phrase.span, format!("There is already a {sort} called `{}`.", phrase.text))
        .label("declared again here")
        .also(first, "declared here first")
        .help("Rename one of them, or take one away. Upper and lower case, spaces, hyphens and underscores do not tell names apart.")
}
