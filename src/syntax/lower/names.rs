//! Names where they are declared: what a rule could not say is refused here, with the mend.
//!
//! The grammar reads a name up to the next word of the language, so a name that holds such a word can be declared and never
//! be used bare. Quotation marks lift that.

use super::reader::Reader;
use crate::diagnostic::codes::syntax as codes;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::grammar::{self, Rule};
use crate::syntax::outline::words::is_quote;
use crate::syntax::tree::Phrase;

/// Words that end a name in a condition.
const IN_NAMES: &[&str] =
    &["is", "are", "isn't", "isn’t", "aren't", "aren’t", "and", "or", "and/or", "but", "nor", "when", "unless"];
/// Words that end a kind of setting in `for …`.
const IN_KINDS: &[&str] = &["by", "when", "or", "and", "on", "that", "in"];
/// Words that end a category.
const IN_CATEGORIES: &[&str] = &["when", "otherwise", "expects", "unless", "in", "and", "or"];
/// How no name may start.
const NAME_STARTS: &[&str] = &["not", "no", "either", "both", "any of", "all of", "none of"];
/// What is said about times and is no name of one.
const NO_TIMES: &[&str] = &["called", "named", "known as", "which", "that", "being", "etc", "and so on", "these", "those"];
/// How no value may start: after `is` these begin a comparison.
const VALUE_STARTS: &[&str] = &[
    "not",
    "neither",
    "either",
    "under",
    "below",
    "over",
    "above",
    "before",
    "after",
    "on",
    "within",
    "between",
    "exactly",
    "at least",
    "at most",
    "up to",
    "less than",
    "lower than",
    "better than",
    "worse than",
    "until",
    "fewer than",
    "more than",
    "greater than",
    "higher than",
    "later than",
    "earlier than",
    "no more than",
    "no less than",
    "no fewer than",
];
/// What no value may be.
const TAKEN_VALUES: &[&str] = &["none", "better", "worse", "more", "less"];

impl Reader<'_, '_> {
    /// A name that conditions use: a fact, define, list or parameter.
    pub(in crate::syntax) fn check_name(&mut self, name: &Phrase) {
        if !self.bare(name.span) {
            return;
        }
        if let Some(start) = starting(&name.text, NAME_STARTS) {
            self.starts_wrong(codes::NAME_STARTS_WRONG, "name", name, start);
        }
        self.holds(name, IN_NAMES, "rules");
    }

    /// A value of a scale, choice or fact.
    pub(in crate::syntax) fn check_value(&mut self, value: &Phrase) {
        if !self.bare(value.span) {
            return;
        }
        if let Some(start) = starting(&value.text, VALUE_STARTS) {
            self.starts_wrong(codes::VALUE_STARTS_WRONG, "value", value, start);
        } else if let Some(taken) = TAKEN_VALUES.iter().find(|taken| value.text.eq_ignore_ascii_case(taken)) {
            let message = format!("`{taken}` is a word of the language and cannot be a value.");
            let diagnostic = Diagnostic::new(codes::VALUE_STARTS_WRONG, value.span, message);
            self.push(match *taken {
                "none" => diagnostic.help("If the fact can be known not to exist, write `or none` where it is declared."),
                taken => diagnostic.help(format!("Give it another name, or put it in quotation marks: `\"{taken}\"`.")),
            });
        }
        self.holds(value, IN_NAMES, "rules");
    }

    /// `half terms: Autumn 1, called terms`, `other times: each term`
    pub(in crate::syntax) fn check_time(&mut self, name: &Phrase) {
        if grammar::read(Rule::only_cadence, &name.text, self.file, 0).is_ok() {
            let message = format!("`{}` says how often, which the language knows from `terms` and `half terms`.", name.text);
            let help = "Take it out here; rows of an allocation can be so often without it.";
            self.push(Diagnostic::new(codes::NAME_STARTS_WRONG, name.span, message).help(help));
            return;
        }
        if let (true, Some(start)) = (self.bare(name.span), starting(&name.text, NO_TIMES)) {
            let message = format!("`{}` is no name of a time: no name of one begins with `{start}`.", name.text);
            let help = format!(
                "Write the names alone, with commas between them. If it is a name, put it in quotation marks: `\"{}\"`.",
                name.text
            );
            self.push(Diagnostic::new(codes::NAME_STARTS_WRONG, name.span, message).help(help));
        }
    }

    pub(in crate::syntax) fn check_kind(&mut self, kind: &Phrase) {
        if self.bare(kind.span) {
            self.holds(kind, IN_KINDS, "headings");
        }
    }

    pub(in crate::syntax) fn check_category(&mut self, category: &Phrase) {
        if self.bare(category.span) {
            self.holds(category, IN_CATEGORIES, "rules");
        }
    }

    /// `define newly good for a school`, where the comma before `for` is missing: reported, and `false`.
    pub(in crate::syntax) fn check_comma(&mut self, name: &Phrase) -> bool {
        let words: Vec<&str> = name.text.split(' ').collect();
        let at = words
            .windows(2)
            .position(|pair| matches!(pair, [first, second] if first.eq_ignore_ascii_case("for") && is_article(second)));
        let missing = at.filter(|_| self.bare(name.span));
        if let Some(at) = missing {
            let (name_words, rest) = words.split_at(at);
            let (name_words, rest) = (name_words.join(" "), rest.join(" "));
            let message = format!("A comma is missing before `{rest}`.");
            self.push(Diagnostic::new(codes::MISSING_COMMA, name.span, message).help(format!("Write `{name_words}, {rest}`.")));
            self.broken_names.extend([Phrase { text: name_words, span: name.span }, name.clone()]);
        }
        missing.is_none()
    }

    fn bare(&self, span: Span) -> bool {
        !self.text.get(span.range()).unwrap_or("").starts_with(is_quote)
    }

    fn starts_wrong(&mut self, code: Code, what: &str, name: &Phrase, start: &str) {
        let rest = name.text.get(start.len()..).unwrap_or("").trim();
        let wrong = if what == "value" && start == "not" {
            format!("A value cannot begin with `not`: `is {}` would mean anything but `{rest}`.", name.text)
        } else {
            format!("A {what} cannot begin with `{start}`.")
        };
        let help = if name.text.contains(' ') {
            format!("Call it `{}`, or give it another name.", name.text.replace(' ', "-"))
        } else {
            format!("Give it another name, or put it in quotation marks: `\"{}\"`.", name.text)
        };
        self.push(Diagnostic::new(code, name.span, wrong).help(help));
        if !rest.is_empty() {
            self.broken_names.push(Phrase { text: rest.to_owned(), span: name.span });
        }
    }

    fn holds(&mut self, name: &Phrase, reserved: &[&str], place: &str) {
        let words: Vec<&str> = name.text.split(' ').collect();
        let is_reserved = |word: &&str| reserved.iter().any(|one| one.eq_ignore_ascii_case(word));
        let Some(found) = words.iter().copied().find(is_reserved) else { return };
        let hyphened = hyphened(&words, is_reserved);
        let message =
            format!("The name `{}` has `{found}` in it, which {place} would read as a word of the language.", name.text);
        let help = format!("Write it with hyphens, `{hyphened}`, or in quotation marks, `\"{}\"`.", name.text);
        self.push(Diagnostic::new(codes::NAME_WITH_KEYWORD, name.span, message).help(help));
        let pieces = words.split(|word: &&str| is_reserved(word)).filter(|piece| !piece.is_empty());
        self.broken_names.extend(pieces.map(|piece| Phrase { text: piece.join(" "), span: name.span }));
    }
}

/// The words with hyphens around those of the language: `absence-or-exclusions high`.
fn hyphened(words: &[&str], is_reserved: impl Fn(&&str) -> bool) -> String {
    let mut written = String::new();
    let mut glue = "";
    for word in words {
        let reserved = is_reserved(word);
        written += if written.is_empty() {
            ""
        } else if reserved {
            "-"
        } else {
            glue
        };
        written += word;
        glue = if reserved { "-" } else { " " };
    }
    written
}

fn starting<'a>(text: &str, starts: &[&'a str]) -> Option<&'a str> {
    let text = text.to_lowercase();
    starts.iter().copied().find(|start| text.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

fn is_article(word: &str) -> bool {
    ["a", "an", "the"].iter().any(|article| article.eq_ignore_ascii_case(word))
}
