//! From a policy's texts to the things that they declare, written plainly.

use super::Sort;
use crate::diagnostic::Problems;
use crate::diagnostic::words::joined;
use crate::harness::Place;
use crate::model::machine_name;
use crate::source::{FileId, Sources, Span};
use crate::syntax::layout::{Block, Line, Part, Role, Word, line_of};
use crate::syntax::tree::{Categorise, ClauseStanding, Clauses, Declaration, DeclarationKind, Facts, Phrase, Tail, Tree};
use crate::syntax::{self};

/// A thing that a policy declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// What sort of thing it is.
    pub sort: Sort,
    /// Its name as declared; empty for what has none.
    pub name: String,
    /// For which settings it is declared, as written.
    pub about: String,
    /// What a fact was called before, as machines see it.
    pub former: Vec<String>,
    /// The heading that it stands below, where it is a part of a declaration.
    pub within: Option<String>,
    /// Its lines, written plainly.
    pub lines: Vec<String>,
    /// Where it is declared.
    pub place: Place,
}

impl Thing {
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        self.within == other.within && self.lines == other.lines
    }
}

/// What a whole policy without errors declares, in its order: its texts, and the trees of the same declarations in the files of
/// `sources`, which say where each stands. Of a revision these are what it inherits and what it says itself, put together.
#[must_use]
pub fn things(texts: &[(FileId, String)], trees: &[Tree], sources: &Sources) -> Vec<Thing> {
    let mut originals = trees.iter().flat_map(|tree| &tree.declarations);
    let mut written = Sources::default();
    let mut all = Vec::new();
    for (_, text) in texts {
        let file = written.add("", text.as_str());
        // Who asks has read the texts before, and told what is wrong with them.
        let (tree, layout) = syntax::lay_out(&written, file, &mut Problems::default());
        for (declaration, block) in tree.declarations.iter().zip(&layout.blocks) {
            let original = originals.next().unwrap_or(declaration);
            Things { sources, original, block, all: &mut all }.of(declaration);
        }
    }
    all
}

/// The things of one declaration.
struct Things<'a> {
    sources: &'a Sources,
    /// The declaration where it stands, which says the same.
    original: &'a Declaration,
    block: &'a Block,
    all: &'a mut Vec<Thing>,
}

impl Things<'_> {
    fn of(&mut self, declaration: &Declaration) {
        let named = |name: &Phrase| name.text.clone();
        match &declaration.kind {
            DeclarationKind::Policy(_) => self.whole(Sort::Policy, String::new(), &[]),
            DeclarationKind::Setting(setting) => self.whole(Sort::Setting, named(&setting.name), &[]),
            DeclarationKind::Group(group) => self.whole(Sort::Group, named(&group.name), &[]),
            DeclarationKind::Scale(scale) => self.whole(Sort::Scale, named(&scale.name), &[]),
            DeclarationKind::Choice(choice) => self.whole(Sort::Choice, named(&choice.name), &[]),
            DeclarationKind::Facts(facts) => self.facts(facts),
            DeclarationKind::Constraint(constraint) => self.whole(Sort::Constraint, String::new(), &constraint.about),
            DeclarationKind::Parameter(parameter) => self.whole(Sort::Parameter, named(&parameter.name), &[]),
            DeclarationKind::Times(_) => self.whole(Sort::Times, self.block.keyword.to_owned(), &[]),
            DeclarationKind::Asking(_) => self.whole(Sort::Asking, String::new(), &[]),
            DeclarationKind::Categories(_) => self.whole(Sort::Categories, String::new(), &[]),
            DeclarationKind::Define(define) => self.whole(Sort::Define, named(&define.name), &define.about),
            DeclarationKind::List(list) => self.whole(Sort::List, named(&list.name), &list.about),
            DeclarationKind::Table(table) => self.whole(Sort::Table, named(&table.name), &table.about),
            DeclarationKind::Matrix(matrix) => self.whole(Sort::Matrix, named(&matrix.name), &matrix.about),
            DeclarationKind::Score(score) => self.whole(Sort::Score, named(&score.name), &score.about),
            DeclarationKind::Categorise(categorise) => self.categorise(categorise),
            DeclarationKind::Allocation(allocation) => {
                let codes: Vec<&str> = allocation.categories.iter().map(|code| code.text.as_str()).collect();
                let kinds: Vec<&str> = allocation.about.iter().map(|kind| kind.text.as_str()).collect();
                let (about, codes) = (joined(&kinds, "or"), joined(&codes, "or"));
                let name = if codes.is_empty() { about } else { format!("{about} in {codes}") };
                self.whole(Sort::Allocation, name, &[]);
            }
            DeclarationKind::Also(also) => self.whole(Sort::Also, String::new(), &also.about),
            DeclarationKind::Examples(_) => self.whole(Sort::Examples, String::new(), &[]),
            DeclarationKind::Clauses(clauses) => self.clauses(clauses, &declaration.tail),
            DeclarationKind::Contradiction(contradiction) => {
                self.whole(Sort::Contradiction, named(&contradiction.title), &[]);
            }
            DeclarationKind::Import(import) => self.whole(Sort::Import, named(&import.name), &[]),
            DeclarationKind::Scenario(scenario) => self.whole(Sort::Scenario, named(&scenario.name), &[]),
            DeclarationKind::Property(property) => self.whole(Sort::Property, named(&property.name), &property.about),
            DeclarationKind::Pin(pin) => self.whole(Sort::Pin, pin.file.value.clone(), &[]),
            // A change is part of what it changes by now.
            DeclarationKind::Part(_) | DeclarationKind::Unreadable => {}
        }
    }

    /// A declaration that is one thing.
    fn whole(&mut self, sort: Sort, name: String, about: &[Phrase]) {
        let lines = self.block.lines.iter().flat_map(written).collect();
        self.push(sort, name, phrases(about), None, lines, self.original.span);
    }

    fn push(&mut self, sort: Sort, name: String, about: String, within: Option<String>, lines: Vec<String>, span: Span) {
        let place = Place::of(span, self.sources);
        self.all.push(Thing { sort, name, about, former: Vec::new(), within, lines, place });
    }

    /// A fact is a thing of its own; the heading is one where something is cited for it.
    fn facts(&mut self, facts: &Facts) {
        let about = phrases(&facts.about);
        let block = self.block;
        let Some(heading) = block.lines.first() else { return };
        if heading.head.words.iter().any(is_citation) {
            let lines = written(heading);
            self.push(Sort::FactsHeading, about.clone(), String::new(), None, lines, self.original.heading);
        }
        let within = said(&heading.head);
        let DeclarationKind::Facts(originals) = &self.original.kind else { return };
        for (fact, original) in facts.facts.iter().zip(&originals.facts) {
            if let Some(line) = block.lines.iter().find(|line| holds(line, fact.name.span)) {
                let lines = written(line);
                self.push(Sort::Fact, fact.name.text.clone(), about.clone(), Some(within.clone()), lines, original.name.span);
                if let Some(thing) = self.all.last_mut() {
                    thing.former = fact.former.iter().map(|name| machine_name(&name.text)).collect();
                }
            }
        }
    }

    /// Strands, gates and expectations are things of their own; what is left is how settings are categorised.
    fn categorise(&mut self, categorise: &Categorise) {
        let about = phrases(&categorise.about);
        let within = Some(format!("categorise {about}"));
        let DeclarationKind::Categorise(originals) = &self.original.kind else { return };
        let strands = || categorise.strands.iter().zip(&originals.strands);
        let gates = || categorise.gates.iter().zip(&originals.gates);
        let expectations = || categorise.expectations.iter().zip(&originals.expectations);
        let mut own = Vec::new();
        let mut strand_at = None;
        for line in &self.block.lines {
            let strand = strands().find(|(strand, _)| holds(line, strand.name.span));
            let gate = gates().find(|(gate, _)| holds(line, gate.category.span));
            let expectation = expectations().find(|(one, _)| holds(line, one.category.span));
            let lines = written(line);
            let of_strand = strand_at.filter(|_| line.level > 1).and_then(|at: usize| self.all.get_mut(at));
            if let Some((strand, original)) = strand {
                strand_at = Some(self.all.len());
                self.push(Sort::Strand, strand.name.text.clone(), about.clone(), within.clone(), lines, original.span);
            } else if let Some((gate, original)) = gate {
                self.push(Sort::Gate, gate.category.text.clone(), about.clone(), within.clone(), lines, original.span);
            } else if let Some((one, original)) = expectation {
                let name = format!("{} expects {}", one.category.text, one.expects.text);
                self.push(Sort::Expectation, name, about.clone(), within.clone(), lines, original.span);
            } else if let Some(strand) = of_strand {
                strand.lines.extend(lines);
            } else {
                own.extend(lines);
            }
        }
        self.push(Sort::Categorisation, String::new(), about, None, own, self.original.span);
    }

    /// Each clause of a declaration that names several is a thing of its own.
    fn clauses(&mut self, clauses: &Clauses, tail: &Tail) {
        let standing = match &clauses.standing {
            ClauseStanding::NoRule(because) => format!(": no rule because \"{}\"", because.value),
            ClauseStanding::Cited(Some(about)) => format!(": {}", about.value),
            ClauseStanding::Cited(None) => String::new(),
        };
        let cited = [("from", &tail.from), ("reading", &tail.reading)];
        let cited: String = cited
            .into_iter()
            .filter_map(|(word, text)| text.as_ref().map(|text| format!(" {word} \"{}\"", text.value)))
            .chain(tail.allowed.iter().map(|one| format!(" allow {} because \"{}\"", one.code.text, one.because.value)))
            .collect();
        let DeclarationKind::Clauses(originals) = &self.original.kind else { return };
        for (name, original) in clauses.names.iter().zip(&originals.names) {
            let line = format!("clause \"{}\"{standing}{cited}", name.value);
            self.push(Sort::Clause, name.value.clone(), String::new(), None, vec![line], original.span);
        }
    }
}

fn phrases(all: &[Phrase]) -> String {
    all.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join(", ")
}

fn holds(line: &Line, span: Span) -> bool {
    line.head.range.contains(&(span.start as usize))
}

fn is_citation(word: &Word) -> bool {
    matches!(word.role, Role::Because | Role::From | Role::Reading | Role::Allow)
}

/// What a part says, without what is cited for it.
fn said(part: &Part) -> String {
    line_of(&part.words.iter().filter(|word| !is_citation(word)).cloned().collect::<Vec<_>>())
}

/// A line as it is plainly written, with its bullets: what is cited for it stands behind it, wherever its author put it.
fn written(line: &Line) -> Vec<String> {
    let indent = "  ".repeat(line.level);
    if !line.cells.is_empty() {
        let is_rule = line.cells.iter().all(|cell| cell.contains('-') && cell.chars().all(|letter| matches!(letter, '-' | ':')));
        return if is_rule { Vec::new() } else { vec![format!("{indent}| {} |", line.cells.join(" | "))] };
    }
    let mut cited: Vec<&Word> = line.head.words.iter().chain(line.tail.iter().flat_map(|tail| &tail.words)).collect();
    cited.retain(|word| is_citation(word));
    cited.sort_by_key(|word| match word.role {
        Role::From => 1,
        Role::Reading => 2,
        Role::Allow => 3,
        Role::Because | Role::Plain | Role::Join | Role::Or | Role::Opening => 0,
    });
    let head = std::iter::once(said(&line.head)).chain(cited.into_iter().map(|word| word.text.clone()));
    let head = format!("{indent}{}", head.collect::<Vec<_>>().join(" "));
    let bullets = line.bullets.iter().map(|bullet| format!("{indent}  - {}", line_of(&bullet.words)));
    std::iter::once(head).chain(bullets).collect()
}
