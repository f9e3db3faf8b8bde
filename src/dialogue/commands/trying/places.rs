//! Places in the texts of a policy that is tried, as places in what was typed.

use super::super::super::phrase::Phrase;
use crate::diagnostic::{Diagnostic, Label};
use crate::explain::Paragraph;
use crate::source::{FileId, Sources, Span};
use std::collections::HashMap;
use std::ops::Range;

/// A sentence that is to be tried.
#[derive(Debug)]
pub(super) struct Typed<'l> {
    /// The sentence.
    pub(super) text: String,
    /// The bytes of it that were typed; all others stand in the policy already. Empty where none were.
    pub(super) own: Range<usize>,
    /// Those bytes as they were typed.
    pub(super) said: Phrase<'l>,
    /// What that does, where it is one line of a strand.
    pub(super) done: Option<Paragraph>,
}

impl<'l> Typed<'l> {
    /// A sentence that was typed as a whole.
    pub(super) fn whole(said: Phrase<'l>) -> Self {
        Self { text: said.text.to_owned(), own: 0..said.text.len(), said, done: None }
    }

    fn is_whole(&self) -> bool {
        self.own == (0..self.text.len())
    }
}

/// The way from the texts of the policy that is tried to those of a step.
pub(super) struct Places<'t, 'l> {
    pub(super) typed: &'t Typed<'l>,
    /// The texts of the policy that is tried.
    pub(super) from: &'t Sources,
    /// How many of them the step has too, under the same numbers.
    pub(super) shared: usize,
    /// The sentence that was typed, where the policy has it.
    pub(super) file: Option<FileId>,
    /// Where what was said begins in that, and in what was said.
    pub(super) begins: (usize, usize),
    /// Texts that were added to the step.
    pub(super) added: HashMap<FileId, FileId>,
}

impl Places<'_, '_> {
    /// What was typed, where it stands in the policy that is tried.
    pub(super) fn own(&self) -> Option<Span> {
        let there = |at: usize| at.saturating_sub(self.begins.1) + self.begins.0;
        self.file.map(|file| Span::new(file, there(self.typed.own.start), there(self.typed.own.end)))
    }

    /// A finding with its places in the texts of the step.
    pub(super) fn of(&mut self, diagnostic: &Diagnostic, to: &mut Sources) -> Diagnostic {
        let mut labels: Vec<Label> = Vec::new();
        for one in &diagnostic.labels {
            let span = self.place(one.span, to);
            // What was typed is marked once, and not again for what the policy would then say.
            if !labels.iter().any(|other| other.span == span) {
                labels.push(Label { span, text: one.text.clone() });
            }
        }
        Diagnostic { labels, ..diagnostic.clone() }
    }

    fn place(&mut self, span: Span, to: &mut Sources) -> Span {
        if (span.file.0 as usize) < self.shared {
            return span;
        }
        if let Some(typed) = self.typed_place(span) {
            return typed;
        }
        let from = self.from;
        let file = *self.added.entry(span.file).or_insert_with(|| to.add_from(from, span.file));
        Span { file, ..span }
    }

    /// The same place where it was typed.
    fn typed_place(&self, span: Span) -> Option<Span> {
        let (own, said) = (&self.typed.own, self.typed.said.span());
        if self.file != Some(span.file) {
            return None;
        }
        if own.is_empty() {
            return Some(said);
        }
        let before = |at: usize| (at + self.begins.1).saturating_sub(self.begins.0).min(self.typed.text.len());
        let (start, end) = (before(span.range().start), before(span.range().end));
        let is_own = own.contains(&start) && end <= own.end;
        if !is_own && !self.typed.is_whole() {
            return None;
        }
        let first = said.range().start;
        Some(Span::new(said.file, first + start.saturating_sub(own.start), first + end.saturating_sub(own.start)))
    }
}
