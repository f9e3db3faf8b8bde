//! A sentence that is tried on a policy besides those that are tried already: which word of change it needs, and what it puts aside.
//!
//! What is tried is always held as the sentences of one revision of the policy, each thing in one of them; so it can be saved as it is.

use super::Whole;
use super::things::find::{Found, Index, Thing};
use super::things::kinds::Fit;
use super::things::words::{described, folded};
use super::things::{has_no_name, scope, things};
use crate::diagnostic::{Problems, nearest};
use crate::source::Sources;
use crate::syntax;
use crate::syntax::tree::{ChangeWord, Condition, Declaration, DeclarationKind, Facts, Part, Sort, Target, Tree};
use std::collections::BTreeSet;

/// What a sentence does to a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// Puts something in the place of what is called so.
    Replaces,
    /// Adds what there was not.
    Adds,
    /// Takes something away.
    Removes,
}

/// A sentence that is tried, as a revision has it.
#[derive(Clone, Debug)]
pub struct Worded {
    /// All sentences of the revision: those of before that still hold, then the new one.
    pub sentences: Vec<String>,
    /// Where the new one is among them; `None` where it only takes away what was tried before.
    pub own: Option<usize>,
    /// Where what was said begins in the new sentence, in bytes, and where in what was said.
    pub begins: (usize, usize),
    /// What it does to the policy as it is with the sentences of before.
    pub does: Does,
    /// What it is about, as its declaration names it: `parameter many`. Empty where that cannot be read.
    pub about: String,
    /// For what is new, the name most like it that the policy has.
    pub near: Option<String>,
    /// Whether it is a rule. A heading, examples and tests are none, and nothing can be tried with them.
    pub is_rule: bool,
}

/// A sentence as a revision has it that also says what was said before.
#[must_use]
pub fn worded(base: &Whole, sources: &Sources, before: &[String], said: &str) -> Worded {
    let mut sources = sources.clone();
    let old: Vec<Tree> = before.iter().map(|text| read(text, &mut sources)).collect();
    let (word, tree) = parsed(said, &mut sources);
    let own = std::slice::from_ref(&tree);
    let (of_base, of_old) = (Index::of(&base.trees, own, &sources), Index::of(&old, own, &sources));
    let mut wording = Wording { said, word, old: &old, of_base, of_old, sources: &sources, dropped: BTreeSet::new() };
    match tree.declarations.as_slice() {
        [declaration] => wording.of(declaration, before, &tree),
        _ => wording.as_said(before, &tree),
    }
}

fn read(text: &str, sources: &mut Sources) -> Tree {
    let file = sources.add("", text);
    syntax::parse(sources, file, &mut Problems::default())
}

/// What was said as a tree: with the word that it has, or none, or with one where it is a part of a declaration.
fn parsed(said: &str, sources: &mut Sources) -> (Option<ChangeWord>, Tree) {
    let plain = read(said, sources);
    let word = plain.declarations.first().and_then(|one| one.change).map(|change| change.word);
    // By itself `fact` is a slip of `facts`.
    let is_fact = said.split_whitespace().next().is_some_and(|first| first.eq_ignore_ascii_case(Sort::Fact.words()));
    if plain.declarations.is_empty() || is_fact {
        (None, read(&before(ChangeWord::Replace, said), sources))
    } else {
        (word, plain)
    }
}

fn before(word: ChangeWord, said: &str) -> String {
    format!("{} {said}", word.words())
}

/// A sentence while it is worded.
struct Wording<'a> {
    said: &'a str,
    /// The word of change that it was said with.
    word: Option<ChangeWord>,
    old: &'a [Tree],
    of_base: Index,
    of_old: Index,
    sources: &'a Sources,
    /// The sentences of before that no longer hold.
    dropped: BTreeSet<usize>,
}

impl Wording<'_> {
    /// Sentences that are left as they were said. Where they have no word at all that is known, it is asked for what they replace.
    fn as_said(&self, old: &[String], tree: &Tree) -> Worded {
        let has_word = tree.declarations.first().is_some_and(|one| one.change.is_some());
        let (text, begins) = if has_word && self.word.is_none() {
            (before(ChangeWord::Replace, self.said), (ChangeWord::Replace.words().len() + 1, 0))
        } else {
            (self.said.to_owned(), (0, 0))
        };
        self.ends(old, Some(text), begins, Does::Adds, String::new())
    }

    fn ends(&self, before: &[String], new: Option<String>, begins: (usize, usize), does: Does, about: String) -> Worded {
        let kept = before.iter().enumerate().filter(|(at, _)| !self.dropped.contains(at));
        let mut sentences: Vec<String> = kept.map(|(_, text)| text.clone()).collect();
        let own = new.as_ref().map(|_| sentences.len());
        sentences.extend(new);
        Worded { sentences, own, begins, does, about, near: None, is_rule: true }
    }

    fn of(&mut self, declaration: &Declaration, before: &[String], tree: &Tree) -> Worded {
        let all = things(declaration);
        let Some((_, first)) = all.first() else {
            let is_rule = !is_none(&declaration.kind);
            return Worded { is_rule, ..self.as_said(before, tree) };
        };
        for (_, wanted) in &all {
            self.drop_old(wanted, declaration);
        }
        let about = described(first, self.sources);
        if self.word == Some(ChangeWord::Remove) {
            return self.removal(first, before, about);
        }
        let is_there = !matches!(self.of_base.find(first, true, self.sources), Found::Nothing);
        let does =
            if is_there && !self.stands_beside(declaration) || !self.dropped.is_empty() { Does::Replaces } else { Does::Adds };
        let (text, begins) = self.with_word(declaration, is_there);
        let near = if does == Does::Adds { self.near(first) } else { None };
        Worded { near, ..self.ends(before, Some(text), begins, does, about) }
    }

    /// Puts aside what was tried of a thing before.
    fn drop_old(&mut self, wanted: &Target, declaration: &Declaration) {
        if has_no_name(wanted.sort) && self.word == Some(ChangeWord::Add) {
            return;
        }
        for at in self.of_old.called(wanted, self.sources) {
            let Some(thing) = self.of_old.get(at) else { continue };
            let is_alone = self.of_old.within(thing.address).count() == 1;
            let fits = self.of_old.fit(wanted, thing) <= Fit::Wider;
            if is_alone && fits && thing.target.sort == wanted.sort && self.is_of_same_rule(declaration, thing) {
                self.dropped.insert(thing.address.0);
            }
        }
    }

    /// Of what has no name, only the same rule is put aside, or the one that stands in a place that holds one.
    fn is_of_same_rule(&self, new: &Declaration, thing: &Thing) -> bool {
        let Some(old) = self.declaration(thing) else { return false };
        if !has_no_name(thing.target.sort) {
            return true;
        }
        let condition = |one: &Declaration| condition_of(one).map(|condition| folded(self.sources, &condition));
        let (is, was) = (condition(new), condition(old));
        let removes = |one: &Declaration| one.change.is_some_and(|change| change.word == ChangeWord::Remove);
        match (removes(new), removes(old)) {
            (true, _) => is.is_none() || is == was,
            (false, true) => is == was,
            (false, false) => true,
        }
    }

    fn declaration(&self, thing: &Thing) -> Option<&Declaration> {
        self.old.get(thing.address.0)?.declarations.get(thing.address.1)
    }

    /// What is taken away: said where the policy has it, and else only what was tried goes.
    fn removal(&self, wanted: &Target, before: &[String], about: String) -> Worded {
        let found = |target: &Target| !matches!(self.of_base.find(target, false, self.sources), Found::Nothing);
        if found(wanted) || self.dropped.is_empty() {
            return self.ends(before, Some(self.said.to_owned()), (0, 0), Does::Removes, about);
        }
        // What was replaced and is now taken away had another condition in the policy.
        let of_any = Target { condition: None, ..wanted.clone() };
        let replaced = self.dropped.iter().any(|at| self.word_of(*at) == Some(ChangeWord::Replace));
        let text = format!("{} {}", ChangeWord::Remove.words(), described(&of_any, self.sources));
        let new = Some(text).filter(|_| replaced && found(&of_any));
        self.ends(before, new, (0, 0), Does::Removes, about)
    }

    fn word_of(&self, sentence: usize) -> Option<ChangeWord> {
        self.old.get(sentence)?.declarations.first()?.change.map(|change| change.word)
    }

    /// What was said with the word that it needs, and where it begins in that and in itself.
    fn with_word(&self, declaration: &Declaration, is_there: bool) -> (String, (usize, usize)) {
        let body = self.word.map_or(0, |word| word.words().len());
        let body = body + self.said.get(body..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        let rest = self.said.get(body..).unwrap_or_default();
        let as_said = (self.said.to_owned(), (0, 0));
        let with = |word: ChangeWord| (before(word, rest), (word.words().len() + 1, body));
        // Where the word that was said is wrong, it is to be said so.
        if self.word.is_some() && self.dropped.is_empty() {
            return as_said;
        }
        if matches!(declaration.kind, DeclarationKind::Facts(_) | DeclarationKind::Constraint(_)) {
            as_said
        } else if let (DeclarationKind::Part(Part::Fact(facts)), false) = (&declaration.kind, is_there) {
            self.new_fact(facts).unwrap_or(as_said)
        } else if let DeclarationKind::Part(_) = declaration.kind {
            let adds = !is_there || self.stands_beside(declaration);
            with(if adds { ChangeWord::Add } else { ChangeWord::Replace })
        } else if is_there {
            with(ChangeWord::Replace)
        } else {
            (rest.to_owned(), (0, body))
        }
    }

    fn stands_beside(&self, declaration: &Declaration) -> bool {
        let is_part = matches!(declaration.kind, DeclarationKind::Part(Part::Gate(_) | Part::Expectation(_)));
        is_part && self.word == Some(ChangeWord::Add) || matches!(declaration.kind, DeclarationKind::Constraint(_))
    }

    /// `fact NAME, for a SETTING: VALUES` as a revision adds it.
    fn new_fact(&self, facts: &Facts) -> Option<(String, (usize, usize))> {
        let (first, last, name) = (facts.about.first()?, facts.about.last()?, &facts.facts.first()?.name);
        let text = self.sources.text(name.span.file);
        let kinds = text.get(first.span.range().start..last.span.range().end)?;
        let name_text = text.get(name.span.range())?;
        let (_, says) = text.get(last.span.range().end..)?.split_once(':')?;
        let heading = format!("facts about {kinds}\n  ");
        let begins = (heading.len(), self.said.find(name_text)?);
        Some((format!("{heading}{name_text}:{says}"), begins))
    }

    /// The name most like that of something new, of all that could be meant.
    fn near(&self, new: &Target) -> Option<String> {
        let name = new.names.first().filter(|_| !has_no_name(new.sort))?;
        let alike = self.of_base.things.iter().filter(|thing| scope(thing.target.sort) == scope(new.sort));
        let names = alike.filter_map(|thing| thing.target.names.first()).map(|name| name.text.as_str());
        nearest(&name.text, names).map(str::to_owned)
    }
}

/// Whether a declaration is no rule of a policy.
const fn is_none(kind: &DeclarationKind) -> bool {
    matches!(
        kind,
        DeclarationKind::Policy(_)
            | DeclarationKind::Examples(_)
            | DeclarationKind::Scenario(_)
            | DeclarationKind::Property(_)
            | DeclarationKind::Pin(_)
    )
}

fn condition_of(declaration: &Declaration) -> Option<Condition> {
    if let DeclarationKind::Also(also) = &declaration.kind {
        return also.when.clone();
    } else if let DeclarationKind::Constraint(one) = &declaration.kind {
        return Some(one.condition.clone());
    }
    let DeclarationKind::Part(part) = &declaration.kind else { return None };
    match part {
        Part::Gate(gate) => Some(gate.unless.clone()),
        Part::Expectation(one) => one.when.clone(),
        Part::Removed(target) => target.condition.clone(),
        Part::Fact(_) | Part::Strand(_) | Part::Unsaid(_) => None,
    }
}
