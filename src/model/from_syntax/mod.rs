//! From trees to a checked policy.
//!
//! Passes, each resting only on those before it: what has a name of its own (kinds, scales, categories, times, parameters);
//! facts; names of defines and lists; conditions in their places; allocations. A pass never stops at a mistake.

mod comparisons;
mod conditions;
mod facts;
mod heads;
mod import;
mod names;
mod rules;
mod support;
mod vocabulary;

use super::ids::{FactId, KindId, ListId};
use super::name::machine_name;
use super::policy::{Citation, Policy};
use crate::diagnostic::words::{listed, singular, with_article};
use crate::diagnostic::{Diagnostic, Problems, codes::policy as codes, did_you_mean};
use crate::source::{Sources, Span};
use crate::syntax::tree::{Declaration, DeclarationKind, Order, Phrase, Tail, Text, Tree};
use names::Names;
use std::collections::{HashMap, HashSet};

/// The most facts, values of a vocabulary, categories and so on that a policy can hold. Far above any real policy; it
/// keeps a mistaken or hostile file from costing more than it is worth.
const MOST: usize = 5_000;

/// What people write where a condition begins behind a kind of setting.
const IN_PLACE_OF_WHEN: [&str; 6] = ["if", "where", "with", "whose", "that", "unless"];

/// A policy, and which of its declarations could not be read whole, so that no later check blames them.
#[derive(Debug)]
pub struct Lowered {
    /// The policy; whole only if there were no errors.
    pub policy: Policy,
    /// Spans of declarations and strands with a line that could not be read.
    pub incomplete: Vec<Span>,
    /// Whether some declaration's heading could not be read, so that what it declares is missing here.
    pub unreadable: bool,
    /// The heading of the categories and the order that it claims, where there is one.
    pub categories: Option<(Span, Order)>,
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
    lowering.imports(&declarations);
    lowering.note_incomplete(&declarations);
    let unreadable = declarations.iter().any(|one| matches!(one.kind, DeclarationKind::Unreadable));
    Lowered { policy: lowering.policy, incomplete: lowering.incomplete, unreadable, categories: lowering.categories }
}

/// What the passes share.
struct Lowering<'a> {
    sources: &'a Sources,
    problems: &'a mut Problems,
    policy: Policy,
    names: Names,
    /// The fact that the condition at hand tested last: a value that stands alone is probably its.
    beside: Option<FactId>,
    /// Where kinds, categories, scales and so on were declared, by sort and machine name (exact code for categories).
    places: HashMap<(Sort, String), Span>,
    incomplete: Vec<Span>,
    categories: Option<(Span, Order)>,
    /// How many names nothing declared.
    unknown_names: usize,
    /// Of what there was too much.
    full: HashSet<&'static str>,
    /// Lists of which a member could not be read or looked up, so that no count over them is blamed.
    spoilt: HashSet<ListId>,
}

/// Names that do not share a scope with facts. Scales and choices are one sort.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Sort {
    Kind,
    Vocabulary,
    Category,
    Time,
    Source,
    Import,
}

impl Sort {
    const fn words(self) -> &'static str {
        match self {
            Self::Kind => "kind of setting",
            Self::Vocabulary => "scale or choice",
            Self::Category => "category",
            Self::Time => "time",
            Self::Source => "source",
            Self::Import => "import",
        }
    }
}

impl<'a> Lowering<'a> {
    fn new(sources: &'a Sources, problems: &'a mut Problems) -> Self {
        Self {
            sources,
            problems,
            policy: Policy::empty(),
            names: Names::default(),
            beside: None,
            places: HashMap::new(),
            incomplete: Vec::new(),
            categories: None,
            unknown_names: 0,
            full: HashSet::new(),
            spoilt: HashSet::new(),
        }
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

    /// The kind of setting that a phrase names, in the singular or the plural; an unknown one is reported, once.
    fn kind_called(&mut self, phrase: &Phrase) -> Option<KindId> {
        let machine = machine_name(&phrase.text);
        let alike = |kind: &KindId| {
            let declared = self.policy.kinds.get(kind.at()).map_or("", |kind| &kind.name.machine);
            singular(declared) == machine || singular(&machine) == declared
        };
        let found = self.policy.kind(&machine).or_else(|| self.policy.kind_ids().find(alike));
        if found.is_none() && !self.names.is_broken(&phrase.text) {
            let message = format!("No kind of setting is called `{}`.", phrase.text);
            let help = self.kinds_help(&phrase.text);
            self.report(Diagnostic::new(codes::UNKNOWN_KIND, phrase.span, message).help(help));
        }
        found
    }

    fn kinds_help(&self, words: &str) -> String {
        let kinds: Vec<&str> = self.policy.kinds.iter().map(|kind| &*kind.name.phrase).collect();
        if kinds.is_empty() {
            return format!("Declare it: `setting {words}: what it is`.");
        }
        // A declared kind with a condition behind it: only `when` parts the two.
        let behind = |kind: &&str| words.strip_prefix(*kind).and_then(|rest| rest.trim_start().split(' ').next());
        if let Some(kind) = kinds.iter().find(|kind| behind(kind).is_some_and(|word| IN_PLACE_OF_WHEN.contains(&word))) {
            return format!("Only behind `also` can `{kind}` have a condition, and it begins with `when`.");
        }
        did_you_mean(words, kinds.iter().copied(), || format!("The kinds of setting are {}.", listed(&kinds, "and")))
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
            let help = format!("Add it behind the name, for example `, for {}`.", with_article(&first.name.phrase));
            self.report(Diagnostic::new(codes::WHICH_KIND, span, message).help(help));
        }
        None
    }

    /// Says so once where there are more of something than a policy can hold, and gives `false` for each.
    fn room_for(&mut self, count: usize, what: &'static str, span: Span) -> bool {
        if count < MOST {
            return true;
        }
        if self.full.insert(what) {
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
}

/// A citation from what stands behind a line, falling back on what stands behind its heading.
fn citation(tail: &Tail, outer: Option<&Tail>) -> Citation {
    let text = |of: fn(&Tail) -> Option<&Text>| of(tail).or_else(|| of(outer?)).map(|text| text.value.as_str().into());
    Citation { from: text(|tail| tail.from.as_ref()), reading: text(|tail| tail.reading.as_ref()) }
}

/// The same name twice in one scope.
fn duplicate(sort: &str, phrase: &Phrase, first: Span) -> Diagnostic {
    Diagnostic::new(codes::DUPLICATE, phrase.span, format!("There is already {} called `{}`.", with_article(sort), phrase.text))
        .label("declared again here")
        .also(first, "declared here first")
        .help("Rename one of them, or take one away. Upper and lower case, spaces, hyphens and underscores do not tell names apart.")
}

/// A declaration of which a policy can have one only.
fn given_twice(span: Span, first: Span, message: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic::new(codes::GIVEN_TWICE, span, message).also(first, "the first").help(help)
}
