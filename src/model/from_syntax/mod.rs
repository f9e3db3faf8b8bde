//! From trees to a checked policy.
//!
//! Passes, each resting only on those before it: what has a name of its own (kinds, scales, categories, times, parameters);
//! facts; names of defines, lists, tables and scores; conditions in their places; allocations. A pass never stops at a mistake.

mod allowances;
mod comparisons;
mod conditions;
mod derived;
mod facts;
mod former;
mod heads;
mod import;
mod names;
mod rules;
mod scenarios;
mod subject;
mod support;
mod vocabulary;

use super::ids::{DerivedId, FactId, KindId, ListId, VocabularyId};
use super::name::{machine_kind, machine_name};
use super::policy::{Citation, Policy};
use crate::diagnostic::words::with_article;
use crate::diagnostic::{Diagnostic, Problems, codes::policy as codes};
use crate::source::{Sources, Span};
use crate::syntax::tree::{Declaration, DeclarationKind, Order, Phrase, Tail, Text, Tree};
use names::Names;
use std::collections::{HashMap, HashSet};

/// The most facts, values of a vocabulary, categories and so on that a policy can hold. Far above any real policy; it
/// keeps a mistaken or hostile file from costing more than it is worth.
const MOST: usize = 5_000;

/// The most lines, conditions and items that are copied because their declaration is for several kinds.
const MOST_COPIES: usize = 100_000;

/// A policy, and which of its declarations could not be read whole, so that no later check blames them.
#[derive(Debug)]
pub struct Lowered {
    /// The policy; whole only if there were no errors.
    pub policy: Policy,
    /// Spans of declarations and strands with a line that could not be read.
    pub incomplete: Vec<Span>,
    /// Whether some declaration's heading could not be read or names a kind of setting that there is not, so that what it declares is
    /// missing here.
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
    lowering.asking(&declarations);
    for declaration in &declarations {
        lowering.vocabulary(declaration);
    }
    for declaration in &declarations {
        if let DeclarationKind::Facts(facts) = &declaration.kind {
            lowering.facts(facts);
        }
    }
    let named = lowering.register(&declarations);
    lowering.former_names(&declarations);
    lowering.defines_and_lists(&named);
    named.derived.iter().for_each(|pending| lowering.derive(pending));
    lowering.refuse_cycles();
    lowering.refuse_great_sums();
    for declaration in &declarations {
        lowering.rules(declaration);
    }
    lowering.allocations(&declarations);
    lowering.imports(&declarations);
    lowering.what_tests_say(&declarations);
    lowering.allowances(&declarations);
    lowering.note_incomplete(&declarations);
    let unreadable = lowering.kind_unknown || declarations.iter().any(|one| matches!(one.kind, DeclarationKind::Unreadable));
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
    /// The kinds of the declaration at hand, where they are several.
    among: Vec<KindId>,
    /// The kinds of the line at hand, where it says for whom it is.
    line_among: Vec<KindId>,
    /// Which of the problems of the declaration at hand are those of a line that says for whom it is.
    of_lines: HashSet<usize>,
    /// How much has been copied for the second and later kinds of declarations.
    copies: usize,
    /// Allocations for several kinds: all of it and its heading.
    shared_allocations: Vec<(Span, Span)>,
    /// Kinds of setting and groups by name, the singular of it.
    kinds_called: HashMap<String, Vec<KindId>>,
    /// Where kinds, categories, scales and so on were declared, by sort and machine name (exact code for categories).
    places: HashMap<(Sort, String), Span>,
    incomplete: Vec<Span>,
    categories: Option<(Span, Order)>,
    /// The heading of the cell at hand, for which advice is given without it.
    heading: Option<String>,
    /// How many names nothing declared.
    unknown_names: usize,
    /// Whether some heading names a kind of setting that nothing declares.
    kind_unknown: bool,
    /// Of what there was too much.
    full: HashSet<&'static str>,
    /// Days told of scenarios that come after their assessment date and were reported.
    told_later: HashSet<Span>,
    /// Lists of which a member could not be read or looked up, so that no count over them is blamed.
    spoilt: HashSet<ListId>,
    /// Tables of which a row could not be read or looked up, so that no strand is blamed for what it may say.
    torn: HashSet<DerivedId>,
    /// Whether some line that may say who can be asked for facts could not be read.
    some_unread: bool,
    /// The categories as values, once some table gives them.
    of_categories: Option<VocabularyId>,
}

/// Names that do not share a scope with facts. Scales and choices are one sort.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Sort {
    Kind,
    Vocabulary,
    Category,
    Time,
    Source,
    Clause,
    Contradiction,
    Import,
    Scenario,
    Property,
    Informant,
}

impl Sort {
    const fn words(self) -> &'static str {
        match self {
            Self::Kind => "kind of setting",
            Self::Vocabulary => "scale or choice",
            Self::Category => "category",
            Self::Time => "time",
            Self::Source => "source",
            Self::Clause => "clause",
            Self::Contradiction => "contradiction",
            Self::Import => "import",
            Self::Scenario => "scenario",
            Self::Property => "property",
            Self::Informant => "line about whom to ask",
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
            among: Vec::new(),
            line_among: Vec::new(),
            of_lines: HashSet::new(),
            copies: 0,
            shared_allocations: Vec::new(),
            kinds_called: HashMap::new(),
            places: HashMap::new(),
            incomplete: Vec::new(),
            categories: None,
            heading: None,
            unknown_names: 0,
            kind_unknown: false,
            full: HashSet::new(),
            told_later: HashSet::new(),
            spoilt: HashSet::new(),
            torn: HashSet::new(),
            some_unread: false,
            of_categories: None,
        }
    }

    fn report(&mut self, mut diagnostic: Diagnostic) {
        if self.line_among != self.among {
            self.of_lines.insert(self.problems.len());
        }
        // A cell holds only what stands behind `is`.
        if let Some(name) = &self.heading {
            diagnostic.help = diagnostic.help.map(|help| help.replace(&format!("`{name} is "), "`"));
        }
        self.problems.push(diagnostic);
    }

    /// Notes where a name is declared; a second declaration is an error and gives `false`.
    fn claim(&mut self, sort: Sort, phrase: &Phrase) -> bool {
        let key = match sort {
            Sort::Category => phrase.text.clone(),
            // The stops in a clause's number count.
            Sort::Clause => phrase.text.to_lowercase(),
            Sort::Kind | Sort::Vocabulary | Sort::Time | Sort::Source => machine_name(&phrase.text),
            Sort::Contradiction | Sort::Import | Sort::Scenario | Sort::Property => machine_name(&phrase.text),
            Sort::Informant => support::informant_name(&phrase.text),
        };
        let Some(first) = self.places.get(&(sort, key.clone())).copied() else {
            self.places.insert((sort, key), phrase.span);
            return true;
        };
        self.report(duplicate(sort.words(), phrase, first));
        false
    }

    /// The same for a kind of setting or a group, of which singular and plural are one name.
    fn claim_kind(&mut self, phrase: &Phrase) -> bool {
        let key = (Sort::Kind, machine_kind(&phrase.text));
        let Some(first) = self.places.get(&key).copied() else {
            self.places.insert(key, phrase.span);
            return true;
        };
        let group = self.policy.groups.iter().any(|group| group.span == first);
        let (one, written) = (if group { "group" } else { Sort::Kind.words() }, self.text_of(first));
        let plural = machine_name(&written) != machine_name(&phrase.text);
        let found = duplicate(one, &Phrase { text: written.to_string(), span: phrase.span }, first);
        self.report(if plural { found.help("Rename one of them. Singular and plural are one name.") } else { found });
        false
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

    /// Whether there is room for what a declaration holds, once more for a second or later kind.
    fn room_to_copy(&mut self, count: usize, kind: KindId, span: Span) -> bool {
        self.among.first().is_none_or(|first| *first == kind) || self.room_for_copies(count, span)
    }

    /// The same for whatever is held once more.
    fn room_for_copies(&mut self, count: usize, span: Span) -> bool {
        self.copies += count;
        if self.copies > MOST_COPIES && self.full.insert("copies") {
            let message = "What is declared for several kinds of setting, categories or strands at once comes to more than a policy can \
                           hold.";
            self.report(
                Diagnostic::new(codes::TOO_MANY, span, message)
                    .help("Name fewer at once, or look for lines that were pasted many times."),
            );
        }
        self.copies <= MOST_COPIES
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
