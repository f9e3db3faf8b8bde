//! Mistakes in `allow P318 because "…"`.

use super::super::{LONGEST_MEND, Look, Place};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::lower::Reader;
use crate::syntax::outline::Segment;
use crate::syntax::outline::words::{Kind, Token, is_blank, is_code, is_quote, one_line};

/// How people say that a finding may be.
const ALLOWS: &[&str] = &[
    "allow",
    "allows",
    "allowed",
    "allowing",
    "alow",
    "allo",
    "accept",
    "accepts",
    "accepted",
    "disable",
    "except",
    "ignore",
    "ignores",
    "ignored",
    "permit",
    "permits",
    "permitted",
    "skip",
    "suppress",
    "suppressed",
    "tolerate",
    "waive",
    "waived",
];
/// What people write before a reason.
const REASONS: &[&str] = &["because", "as", "since", "for", "reason", "due", "becuase", "becasue"];

/// `ignore P318 because "…"`, `allow 318 because "…"`, `allow P318 because it is meant`, `allow P318 since "…"`
pub(in crate::syntax::mistakes) fn line(look: &Look<'_>) -> Option<Diagnostic> {
    let found = |at: usize| Found::of(look, look.all.get(at..)?, look.place == Place::AllowedCell && at == 0);
    let found = (0..look.all.len()).find_map(found)?;
    Some(found.mistake(look)?.help(found.help()))
}

/// `B when weak ignore P308`: read as a name, which nobody means who ends it with a code.
pub(in crate::syntax) fn ends_allowing(reader: &Reader<'_, '_>, place: Place, line: Segment) -> bool {
    let last = reader.slice(line).trim_end_matches(is_blank).rsplit(is_blank).next().unwrap_or_default();
    let of_names = place.has_condition() || matches!(place, Place::Fact | Place::Strand);
    if last.len() != 4 || !of_names {
        return false;
    }
    let words: Vec<Token<'_>> = reader.words(line).collect();
    matches!(words.as_slice(), [.., word, code] if word.is_one_of(ALLOWS) && !word.is("allow") && is_code(code))
}

/// What is allowed, as far as it can be seen.
struct Found<'l, 't> {
    /// What stands for `allow`; nothing in a cell.
    word: Option<&'l Token<'t>>,
    code: &'l Token<'t>,
    /// What stands between the code and the reason.
    between: &'l [Token<'t>],
    /// The reason, without quotation marks.
    reason: Option<String>,
    quoted: bool,
}

impl<'l, 't> Found<'l, 't> {
    /// What these words allow, if they do; in a cell a code may stand alone.
    fn of(look: &Look<'_>, words: &'l [Token<'t>], in_cell: bool) -> Option<Self> {
        let (word, code, behind) = match words {
            [word, code, behind @ ..] if word.is_one_of(ALLOWS) => (Some(word), code, behind),
            [code, behind @ ..] if in_cell => (None, code, behind),
            _ => return None,
        };
        let before = behind.iter().take_while(|token| token.is_one_of(REASONS) || token.is_mark(":")).count();
        let (between, reason) = behind.split_at_checked(before)?;
        // `allow` may be a word of a name: only what looks like a code or a reason says that it is none.
        let ends = reason.is_empty() || !between.is_empty() || reason.first().is_some_and(|first| first.kind == Kind::Quoted);
        if !ends || !like_a_code(code) {
            return None;
        }
        let quoted = reason.first().filter(|first| first.kind == Kind::Quoted);
        let rest = || look.text.get(reason.first()?.start..look.line.end).map(one_line);
        let words = quoted.map(|quoted| quoted.text.to_owned()).or_else(rest);
        let reason = words.map(|words| words.trim_matches(is_quote).to_owned()).filter(|words| !words.contains(is_quote));
        Some(Self { word, code, between, reason, quoted: quoted.is_some() })
    }

    /// What is wrong with it; nothing where it is as it should be.
    fn mistake(&self, look: &Look<'_>) -> Option<Diagnostic> {
        if let Some(word) = self.word.filter(|word| !word.is("allow")) {
            let message = format!("`{}` allows no finding: the word is `allow`.", word.text);
            return Some(look.at(codes::OTHER_WORD, word, message));
        }
        if self.code.kind == Kind::Quoted {
            return Some(look.at(codes::NO_CODE, self.code, "A code stands without quotation marks."));
        }
        if !is_code(self.code) {
            let message = format!("`{}` is no code of a finding.", self.code.text);
            return Some(look.at(codes::NO_CODE, self.code, message));
        }
        let wrong = self.between.iter().find(|token| !token.is("because"));
        if let Some(wrong) = wrong {
            let message = "Before the reason stands `because`, and nothing else.";
            return Some(look.at(codes::OTHER_WORD, wrong, message));
        }
        let because = self.between.first().filter(|_| !self.quoted && self.reason.is_some())?;
        Some(look.at(codes::NEEDS_QUOTES, because, "What stands behind `because` needs quotation marks."))
    }

    /// How it is written.
    fn help(&self) -> String {
        let allow = if self.word.is_some() { "allow " } else { "" };
        let code = self.code.text.trim_matches(is_quote).to_uppercase();
        let reason = self.reason.as_deref().filter(|reason| reason.len() <= LONGEST_MEND).unwrap_or("…");
        let written = |code: &str| format!("`{allow}{code} because \"{reason}\"`");
        if code.len() == 4 && code.starts_with(|first: char| first.is_ascii_uppercase()) {
            return format!("Write {}.", written(&code));
        }
        let figures: String = code.chars().filter(char::is_ascii_digit).collect();
        let shown = "A code is a letter and three figures, as `ees check` shows it before each finding";
        if figures.len() == 3 {
            format!("{shown}: {}.", written(&format!("P{figures}")))
        } else {
            format!("{shown}: {}.", written("CODE"))
        }
    }
}

/// `P318`, `318`, `"P318"`, `P31`, `P-318`: what may be meant for a code.
fn like_a_code(token: &Token<'_>) -> bool {
    let text = token.text.trim_matches(is_quote);
    let figures = text.chars().filter(char::is_ascii_digit).count();
    let others = text.chars().filter(|letter| !letter.is_ascii_digit()).count();
    matches!(token.kind, Kind::Word | Kind::Quoted) && figures >= 2 && others <= 2
}
