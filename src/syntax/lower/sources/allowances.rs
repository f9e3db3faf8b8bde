//! `allow P318 because "…"` behind a line: the finding that is meant to be, and why.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::lower::Reader;
use crate::syntax::lower::reader::text;
use crate::syntax::mistakes::Place;
use crate::syntax::outline::Segment;
use crate::syntax::tree::{Allow, Phrase};

impl<'t> Reader<'t, '_> {
    /// What is allowed; nothing where that is not said whole, which is reported.
    pub(in crate::syntax::lower) fn allowance(&mut self, node: &Node<'t>) -> Option<Allow> {
        let mut named = node.children(Rule::allowed_code);
        let first = named.next()?;
        let code = Phrase { text: first.text().to_uppercase(), span: first.span() };
        if let Some(second) = named.next() {
            let message = "One `allow` is for one code, so that each can be told when it is no longer needed.";
            let help = format!(
                "Write one for each: `allow {} because \"…\"` and, on a line of its own, `allow {} because \"…\"`.",
                code.text,
                second.text().to_uppercase()
            );
            self.push(Diagnostic::new(codes::SEVERAL_ALLOWED, second.span(), message).help(help));
            return None;
        }
        let reason = node.child(Rule::quoted).map(|quoted| text(&quoted)).filter(|reason| !reason.value.is_empty());
        let word = node.has(Rule::k_because);
        let Some(because) = reason.clone().filter(|_| word) else {
            let (message, said) = match &reason {
                Some(reason) => (format!("`because` is missing between `{}` and its reason.", code.text), &*reason.value),
                None => (format!("Why `{}` is allowed here is not said.", code.text), "…"),
            };
            let help = format!("Write `allow {} because \"{said}\"`.", code.text);
            self.push(Diagnostic::new(codes::MISSING_BECAUSE, node.span(), message).help(help));
            return None;
        };
        Some(Allow { code, because, span: node.span() })
    }

    /// Adds one to those of its line. A code that is allowed already is reported.
    pub(in crate::syntax::lower) fn allow(&mut self, allowed: &mut Vec<Allow>, one: Allow) {
        let Some(first) = allowed.iter().find(|first| first.code.text == one.code.text) else { return allowed.push(one) };
        let message = format!("`{}` is allowed here twice.", one.code.text);
        let diagnostic = Diagnostic::new(codes::GIVEN_TWICE, one.span, message).also(first.span, "the first is here");
        self.push(diagnostic.help("Put both reasons into one pair of quotation marks."));
    }

    /// Refuses what is allowed behind a line of which nothing is found that could be allowed.
    pub(in crate::syntax::lower) fn allows_nothing(&mut self, node: &Node<'t>) {
        if let Some(allow) = node.child(Rule::tail).and_then(|tail| tail.child(Rule::allow)) {
            let message = "Nothing is found in this line that could be allowed.";
            let help = "Put it behind the heading of the declaration, or behind the line that the finding is about.";
            self.push(Diagnostic::new(codes::NOTHING_TO_ALLOW, allow.span(), message).help(help));
        }
    }

    /// What a cell in the column `allow` says: `P307 because "…"`.
    pub(in crate::syntax::lower) fn allowed_cell(&mut self, cell: Segment) -> Vec<Allow> {
        let mut allowed = Vec::new();
        let Some(node) = self.read_segment(Rule::allowed_cell, cell, Place::AllowedCell) else { return allowed };
        for one in node.children(Rule::allowed_one).chain(node.children(Rule::allow)) {
            let found = self.allowance(&one);
            found.into_iter().for_each(|one| self.allow(&mut allowed, one));
        }
        allowed
    }
}
