//! Mistakes in the form of a line: its leading words, its colon, its citations, its bars.

use super::{LONGEST_MEND, Look, Place, citation, unreadable};
use crate::diagnostic::codes::syntax as codes;
use crate::diagnostic::{Diagnostic, nearest};
use crate::syntax::outline::keyword::{DECIDERS, Keyword, is_slip};
use crate::syntax::outline::words::{Kind, is_blank, is_code, one_line};

/// What may stand before a colon below `policy`.
const POLICY_LABELS: [&str; 4] = ["authority", "revision", "in force", "source"];

/// What a fact's values often are.
const DOMAINS: [&str; 7] = ["yes or no", "date", "date or none", "per cent", "number", "pounds", "amount in pounds"];
/// Words that say what must or may be, which is not what a condition says.
const MODAL: [&str; 8] = ["must", "should", "shall", "may", "might", "can", "cannot", "never"];
/// No name is longer, in words.
const LONGEST_NAME: usize = 12;

/// A bullet or heading with nothing behind it.
pub(super) fn nothing_written(look: &Look<'_>) -> Option<Diagnostic> {
    if !look.all.is_empty() || matches!(look.place, Place::Heading(_) | Place::Removal(_) | Place::Strand | Place::Gate) {
        return None;
    }
    let before = look.text.get(..look.line.start)?.trim_end_matches(is_blank);
    let mark = before.chars().next_back().map_or(0, char::len_utf8);
    let place = look.span(before.len() - mark, look.line.end);
    let help = "Write something behind it, or take the line out.";
    Some(unreadable(place, "Nothing stands behind this bullet.").help(help))
}

/// `form "Annex 1"`, `redaing "…"`: a slip in the word before a text.
pub(super) fn misspelt_citation(look: &Look<'_>) -> Option<Diagnostic> {
    look.all.windows(2).find_map(|pair| {
        let [word, quote] = pair else { return None };
        let text = word.text.to_lowercase();
        let meant = ["from", "reading"].into_iter().find(|meant| text != *meant && is_slip(&text, meant));
        let meant = meant.filter(|_| word.kind == Kind::Word && quote.kind == Kind::Quoted)?;
        let message = format!("`{}` is not understood in this place.", word.text);
        Some(look.at(codes::MISSPELT_WORD, word, message).help(format!("Did you mean `{meant}`?")))
    })
}

/// `A when x from "1" and y`.
pub(super) fn goes_on_after_citation(look: &Look<'_>) -> Option<Diagnostic> {
    let mut behind = look.all.get(look.tokens.len()..)?;
    while citation(behind) > 0 {
        behind = behind.get(citation(behind)..)?;
    }
    let on = behind.first()?;
    let message = "The line goes on after its citation.";
    let help = "Put `from \"…\"`, `reading \"…\"` and `allow …` last, behind the whole line.";
    Some(look.at(codes::UNREADABLE_LINE, on, message).help(help))
}

/// `because "…"` for `reading "…"`.
pub(super) fn because(look: &Look<'_>) -> Option<Diagnostic> {
    let has_reasons = matches!(look.place, Place::Claim | Place::Statement | Place::Heading(Keyword::Clause));
    if has_reasons || matches!(look.place, Place::ExpectLine | Place::ExpectCell | Place::AllowedCell) {
        return None;
    }
    let pair =
        look.all.windows(2).find(|pair| matches!(pair, [word, quote] if word.is("because") && quote.kind == Kind::Quoted))?;
    let word = pair.first()?;
    if look.all.windows(2).any(|words| matches!(words, [code, because] if is_code(code) && because == word)) {
        return None;
    }
    let message = "No line has a `because`.";
    let help = "Write `reading \"…\"` for what the policy decides, and `from \"…\"` for where the source says so.";
    Some(look.at(codes::OTHER_WORD, word, message).help(help))
}

pub(super) fn row(look: &Look<'_>) -> Option<Diagnostic> {
    if look.place != Place::Row {
        return None;
    }
    let first = look.all.first()?;
    let last = look.all.last()?;
    if !first.is_mark("|") {
        let message =
            "Below `allocation` stand the rows of a table and what else is stated of its figures, and this line is neither.";
        let help =
            "A row is written `| ACTIVITY | DAYS | WHEN |`; what another place states, `also stated as 10 days from \"…\"`.";
        return Some(Diagnostic::new(codes::NO_PLACE, look.whole(), message).help(help));
    }
    let open = !last.is_mark("|") || look.all.len() == 1;
    open.then(|| look.at(codes::ROW_NOT_CLOSED, last, "The last bar of this row is missing.").help("End the row with `|`."))
}

/// `when newly good: AS`, `if newly good then AS`, `otherwise A`.
pub(super) fn reversed(look: &Look<'_>) -> Option<Diagnostic> {
    let first = look.tokens.first().filter(|_| look.place == Place::CategoryLine)?;
    let message = "This line begins with its condition; a line of a strand begins with its category.";
    if first.is_one_of(&["otherwise", "else", "default"]) {
        let behind = look.tokens.iter().skip(1).position(|token| token.kind != Kind::Mark).map_or(look.tokens.len(), |at| at + 1);
        let help = look.mend(&format!("{} otherwise", look.between(behind, look.tokens.len())));
        let help = help.unwrap_or("Write `CATEGORY otherwise`.".to_owned());
        return Some(Diagnostic::new(codes::REVERSED_LINE, look.whole(), message).help(help));
    }
    if !first.is_one_of(&["when", "if"]) {
        return None;
    }
    let colon = look.tokens.iter().position(|token| token.is("then") || token.is_mark(":"));
    let mend = colon.and_then(|at| {
        let category = look.between(at + 1, look.tokens.len());
        look.mend(&format!("{category} when {}", look.between(1, at)))
    });
    let help = mend.unwrap_or("Write `CATEGORY when CONDITION`.".to_owned());
    Some(Diagnostic::new(codes::REVERSED_LINE, look.whole(), message).help(help))
}

/// `B1 if newly good`, `A else`.
pub(super) fn other_word(look: &Look<'_>) -> Option<Diagnostic> {
    if look.place != Place::CategoryLine && look.place != Place::Heading(Keyword::Also) || look.find(DECIDERS).is_some() {
        return None;
    }
    let (at, word) = look.find(&["if", "iff", "where", "whenever", "else", "default"]).filter(|(at, _)| *at > 0)?;
    let last = at + 1 == look.tokens.len();
    let right = match word.text.to_lowercase().as_str() {
        "if" | "iff" | "where" | "whenever" if !last => "when",
        "else" | "default" if last => "otherwise",
        _ => return None,
    };
    let category = if at > 1 && look.tokens.get(at - 1).is_some_and(|by| by.is("by") || by.is_mark(":")) { at - 1 } else { at };
    let exactly = match look.tokens.get(at + 1..at + 4) {
        Some([and, only, again]) => and.is("and") && only.is("only") && again.is_one_of(&["if", "when", "where"]),
        _ => false,
    };
    let rest = look.between(at + if exactly { 4 } else { 1 }, look.tokens.len());
    let mend = look.mend(format!("{} {right} {rest}", look.between(0, category)).trim());
    let message = format!("A rule has no `{}`.", word.text);
    Some(look.at(codes::OTHER_WORD, word, message).help(mend.unwrap_or(format!("Write `{right}` in its place."))))
}

/// A fact, choice or parameter without its colon.
pub(super) fn missing_colon(look: &Look<'_>) -> Option<Diagnostic> {
    if !look.place.has_colon() || look.has_mark(":") {
        return None;
    }
    let what = if look.place == Place::Fact { "behind the name of this fact" } else { "in this line" };
    let message = format!("A colon is missing {what}.");
    let ends = (1..look.tokens.len()).filter(|_| look.place == Place::Fact).take(LONGEST_NAME);
    let mend = { ends }.find_map(|at| {
        let values = look.between(at, look.tokens.len());
        let domain = values.split([',', ';']).next().unwrap_or("").trim().to_lowercase();
        let known = DOMAINS.contains(&domain.as_str()) || domain.starts_with("number of ");
        if known { look.mend(&format!("{}: {values}", look.between(0, at))) } else { None }
    });
    let help = mend.unwrap_or_else(|| super::forms::help(look.place));
    Some(Diagnostic::new(codes::MISSING_COLON, look.whole(), message).help(help))
}

/// `autority: …` below `policy`.
pub(super) fn unknown_label(look: &Look<'_>) -> Option<Diagnostic> {
    let colon = look.tokens.iter().position(|token| token.is_mark(":")).filter(|_| look.place == Place::PolicyLine)?;
    let label = look.between(0, colon);
    let known = POLICY_LABELS.iter().any(|known| known.eq_ignore_ascii_case(&label));
    if known || look.tokens.first().is_some_and(|first| first.is("source")) {
        return None;
    }
    let (first, last) = (look.tokens.first()?, look.tokens.get(colon.checked_sub(1)?)?);
    let span = look.token_span(first).to(look.token_span(last));
    let diagnostic = Diagnostic::new(codes::NO_PLACE, span, format!("Nothing below `policy` is called `{label}`."));
    Some(match nearest(&label, POLICY_LABELS) {
        Some(near) => diagnostic.help(format!("Did you mean `{near}`?")),
        None => diagnostic.help(super::forms::help(look.place)),
    })
}

/// `B1 wen newly good`.
pub(super) fn misspelt_word(look: &Look<'_>) -> Option<Diagnostic> {
    if !matches!(look.place, Place::CategoryLine | Place::Expectation | Place::Gate) || look.find(DECIDERS).is_some() {
        return None;
    }
    look.tokens.iter().enumerate().skip(1).find_map(|(at, token)| {
        let meant = DECIDERS.iter().find(|word| token.kind == Kind::Word && is_slip(&token.text.to_lowercase(), word))?;
        let reads_mended = || {
            let mend = one_line(&format!("{} {meant} {}", look.between(0, at), look.between(at + 1, look.tokens.len())));
            mend.len() <= LONGEST_MEND && look.can_read(&mend)
        };
        let fits = look.place != Place::CategoryLine || *meant == "expects" || *meant == "unless" || reads_mended();
        let diagnostic = look.at(codes::MISSPELT_WORD, token, format!("`{}` is not understood in this place.", token.text));
        fits.then(|| diagnostic.help(format!("Did you mean `{meant}`?")))
    })
}

/// `B1 newly good`, `B1: newly good`.
pub(super) fn missing_when(look: &Look<'_>) -> Option<Diagnostic> {
    if look.place != Place::CategoryLine || look.find(DECIDERS).is_some() {
        return None;
    }
    let first = look.tokens.first()?;
    if look.tokens.len() == 1 {
        let message = format!("When `{}` is given is not said.", first.text);
        let help = format!("Write `{0} when CONDITION`, or `{0} otherwise` for all that is left.", first.text);
        return Some(look.at(codes::MISSING_WHEN, first, message).help(help));
    }
    let behind = if look.tokens.get(1).is_some_and(|colon| colon.is_mark(":")) { 2 } else { 1 };
    if let Some(modal) = look.tokens.get(behind).filter(|next| next.is_one_of(&MODAL)) {
        let message = format!("A line of a strand has no `{}`.", modal.text);
        let help = "Write `CATEGORY when CONDITION` for what gives the category, `CATEGORY expects NAME` for what should be in place then, or \
                    `never CATEGORY unless CONDITION` for what it cannot be given without.";
        return Some(look.at(codes::OTHER_WORD, modal, message).help(help));
    }
    let help = look.mend(&format!("{} when {}", first.text, look.between(behind, look.tokens.len())))?;
    Some(Diagnostic::new(codes::MISSING_WHEN, look.whole(), "This line has no `when`.").help(help))
}

/// `never A`, with no more said.
pub(super) fn gate_without_unless(look: &Look<'_>) -> Option<Diagnostic> {
    if look.place != Place::Gate || look.find(&["unless"]).is_some() {
        return None;
    }
    let help = "Write `never CATEGORY unless CONDITION`, where the condition is what the category needs.";
    Some(Diagnostic::new(codes::OTHER_WORD, look.whole(), "This line has no `unless`.").help(help))
}

/// `A otherwise when x`.
pub(super) fn after_otherwise(look: &Look<'_>) -> Option<Diagnostic> {
    let (at, _) = look.find(&["otherwise"]).filter(|_| look.place == Place::CategoryLine)?;
    let behind = look.tokens.get(at + 1)?;
    let help = "`CATEGORY otherwise` stands alone; a line with a condition is `CATEGORY when CONDITION`.";
    Some(look.at(codes::UNREADABLE_LINE, behind, "Nothing can follow `otherwise`.").help(help))
}
