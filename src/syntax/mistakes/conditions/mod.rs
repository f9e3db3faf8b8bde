//! Mistakes in conditions.

pub(super) mod commas;

use super::{JOINING, Look, Place};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::outline::keyword::DECIDERS;
use crate::syntax::outline::words::{Kind, Token, is_dash};

/// `==`, `>=`, `&&` and the like, with the words to write.
pub(super) fn symbol(look: &Look<'_>) -> Option<Diagnostic> {
    let is_sign = |token: &&Token<'_>| token.kind == Kind::Mark && token.text.chars().all(|char| "=!<>≥≤≠&|~".contains(char));
    let at = look.tokens.iter().position(|token| is_sign(&token))?;
    if look.place == Place::Row {
        return None;
    }
    let signs: Vec<&Token<'_>> = look.tokens.iter().skip(at).take_while(is_sign).collect();
    let sign: String = signs.iter().map(|token| token.text).collect();
    let (first, last) = (signs.first()?, signs.last()?);
    let span = look.token_span(first).to(look.token_span(last));
    let message = format!("The sign `{sign}` is not part of the language.");
    let diagnostic = Diagnostic::new(codes::SYMBOL, span, message);
    if look.place.has_colon() && sign.trim_matches('=').is_empty() {
        return Some(diagnostic.help(format!("Write a colon in its place: `{}: …`.", look.between(0, at))));
    }
    if look.place == Place::Fact && sign.contains(['<', '>', '≤', '≥']) {
        return Some(diagnostic.help("Write `at least` or `at most` and the number."));
    }
    let mend = format!("{} when {}", look.between(0, at), look.between(at + signs.len(), look.tokens.len()));
    if look.place == Place::CategoryLine && look.find(DECIDERS).is_none() && at == 1 && look.can_read(&mend) {
        return Some(diagnostic.help(format!("Write `{mend}`.")));
    }
    if !look.place.has_condition() {
        return Some(diagnostic.help("Take it out, or put the text into quotation marks."));
    }
    let counted = look
        .tokens
        .get(at + signs.len())
        .is_some_and(|next| next.text.starts_with(|char: char| char.is_ascii_digit() || char == '£'));
    let after_is =
        at.checked_sub(1).and_then(|before| look.tokens.get(before)).is_some_and(|before| before.is_one_of(&["is", "are"]));
    let help = match (sign.as_str(), counted) {
        ("=" | "==" | "===", _) => "Write `is`.".to_owned(),
        ("!=" | "!==" | "<>" | "≠" | "=!", _) => "Write `is not`.".to_owned(),
        ("&&" | "&", _) => "Write `and`.".to_owned(),
        ("||" | "|", _) => "Write `or`.".to_owned(),
        ("!" | "~", _) => "Write `not` before a name, or `is not` before a value.".to_owned(),
        (">=" | "=>" | "≥", true) => "Write `is at least`.".to_owned(),
        ("<=" | "=<" | "≤", true) => "Write `is at most`.".to_owned(),
        (">", true) => "Write `is over`.".to_owned(),
        ("<", true) => "Write `is under`.".to_owned(),
        (">=" | "=>" | "≥", false) => "Write `is at least` for a number, and `is … or better` for a scale.".to_owned(),
        ("<=" | "=<" | "≤", false) => "Write `is at most` for a number, and `is … or worse` for a scale.".to_owned(),
        (">", false) => "Write `is over` for a number; for a scale name the values, as in `is … or …`.".to_owned(),
        ("<", false) => "Write `is under` for a number; for a scale name the values, as in `is … or …`.".to_owned(),
        _ => "Say it in words, such as `is`, `is not`, `is at least` or `is at most`.".to_owned(),
    };
    Some(diagnostic.help(match help.as_str() {
        "Write `is`." if after_is => "Take it out.".to_owned(),
        _ if after_is => help.replacen("`is ", "`", 1),
        _ => help,
    }))
}

pub(super) fn brackets(look: &Look<'_>) -> Option<Diagnostic> {
    let at = look.tokens.iter().position(|token| token.kind == Kind::Mark && "()[]{}".contains(token.text))?;
    let bracket = look.tokens.get(at)?;
    let after_is = at
        .checked_sub(1)
        .and_then(|before| look.tokens.get(before))
        .is_some_and(|before| before.is_one_of(&["is", "are", "not"]));
    if look.place == Place::WhenCell {
        return None;
    }
    let source =
        look.tokens.get(at + 1).is_some_and(|inner| inner.is_one_of(&["see", "section", "annex", "page", "paragraph", "para"]));
    if source && look.tokens.last().is_some_and(|last| last.is_mark(")")) {
        let see = usize::from(look.tokens.get(at + 1).is_some_and(|inner| inner.is("see")));
        let place = look.between(at + 1 + see, look.tokens.len() - 1);
        let help = format!("For where the source says so write `from \"{place}\"` at the end of the line.");
        return Some(look.at(codes::BRACKETS, bracket, "Brackets cannot stand here.").help(help));
    }
    let (message, help) = if after_is && look.place.has_condition() {
        ("A condition has no brackets.", "Take them out: `or` between values belongs to the `is` before them.")
    } else if look.place.has_condition() {
        let help = "Write `any of` or `all of` with the parts in bullets below it, or give a part a name with `define`.";
        ("A condition has no brackets.", help)
    } else {
        ("Brackets cannot stand here.", "Take the brackets out, or put the whole name into quotation marks.")
    };
    Some(look.at(codes::BRACKETS, bracket, message).help(help))
}

/// `is is`, `and or`.
pub(super) fn doubled(look: &Look<'_>) -> Option<Diagnostic> {
    if !look.place.has_condition() {
        return None;
    }
    look.tokens.windows(2).find_map(|pair| {
        let [first, second] = pair else { return None };
        if JOINING.iter().any(|word| first.is(word) && second.is(word)) {
            let message = format!("`{}` stands twice.", first.text);
            let help = if first.is("not") { "Take both out, or one of them." } else { "Take one of them out." };
            return Some(look.at(codes::DOUBLED_WORD, second, message).help(help));
        }
        let both = first.is_one_of(&["and", "or"]) && second.is_one_of(&["and", "or"]);
        let message = format!("`{} {}` joins in two ways.", first.text, second.text);
        both.then(|| look.at(codes::DOUBLED_WORD, second, message).help("Keep `and` or `or`."))
    })
}

/// `newly good and`, with nothing behind it.
pub(super) fn nothing_follows(look: &Look<'_>) -> Option<Diagnostic> {
    let last = look.tokens.last()?;
    let word = if last.is_mark(",") || last.is_mark(";") {
        let mark = if last.is_mark(",") { "comma" } else { "semicolon" };
        format!("A {mark} stands at the end, and nothing follows it.")
    } else if last.is_one_of(JOINING) && (look.place.has_condition() || last.is_one_of(&["and", "or"])) {
        format!("Nothing follows this `{}`.", last.text)
    } else {
        return None;
    };
    let help = if last.is_one_of(&["when", "unless", "that"]) {
        "Write the condition behind it."
    } else if last.is("is") || last.is("are") || last.is("not") {
        "Write what it is behind it."
    } else {
        "Take it out, or write behind it what it joins."
    };
    Some(look.at(codes::NOTHING_FOLLOWS, last, word).help(help))
}

/// Words of which a comparison is made.
const COMPARING: &[&str] = &[
    "under", "below", "over", "above", "before", "after", "within", "between", "at", "least", "most", "up", "to", "no", "not",
    "less", "more", "fewer", "greater", "than", "on", "or", "exactly", "neither",
];

/// `occupancy is at least`, `occupancy is between 50%`.
pub(super) fn comparison_cut_short(look: &Look<'_>) -> Option<Diagnostic> {
    if !look.place.has_condition() {
        return None;
    }
    let is = look.tokens.iter().rposition(|token| token.is_one_of(&["is", "are"]))?;
    let behind = look.tokens.get(is + 1..).filter(|behind| !behind.is_empty())?;
    let (first, last) = (behind.first()?, behind.last()?);
    if first.is("between") && !behind.iter().any(|token| token.is("and")) {
        let help = "Write both ends, as in `is between 50% and 80%`.";
        return Some(look.at(codes::NOTHING_FOLLOWS, first, "`between` has one end only.").help(help));
    }
    let message = format!("Nothing follows `{}`.", look.between(is, look.tokens.len()));
    let span = look.token_span(first).to(look.token_span(last));
    let diagnostic = Diagnostic::new(codes::NOTHING_FOLLOWS, span, message);
    behind.iter().all(|token| token.is_one_of(COMPARING)).then(|| diagnostic.help("Write what it is compared with behind it."))
}

/// `when and newly good`.
pub(super) fn nothing_before(look: &Look<'_>) -> Option<Diagnostic> {
    let starts = |token: &Token<'_>| token.is_one_of(&["and", "or", "is", "are"]);
    let first = look.tokens.first().filter(|first| starts(first));
    let inner =
        || look.tokens.windows(2).find(|pair| pair.first().is_some_and(|one| one.is_one_of(&["when", "unless", "that", ","])));
    let word = first.or_else(|| inner().and_then(|pair| pair.get(1)).filter(|word| starts(word)))?;
    if !look.place.has_condition() {
        return None;
    }
    let is = word.is_one_of(&["is", "are"]);
    let help = if is { "Write the name of what is tested before it." } else { "Take it out, or write what it joins before it." };
    let message = format!("Nothing stands before this `{}`.", word.text);
    Some(look.at(codes::NOTHING_FOLLOWS, word, message).help(help))
}

/// `not any of`, `not at least 2 of`.
pub(super) fn not_a_count(look: &Look<'_>) -> Option<Diagnostic> {
    let bounded = look.tokens.windows(3).find_map(|three| match three {
        [not, at, bound] if not.is("not") && at.is("at") && bound.is_one_of(&["least", "most"]) => Some((not, bound)),
        _ => None,
    });
    if let Some((not, bound)) = bounded.filter(|_| look.place.has_condition() && look.find(&["of"]).is_some()) {
        let opposite = if bound.is("least") { "fewer than" } else { "more than" };
        let message = format!("`not` cannot stand before `at {}`.", bound.text);
        return Some(look.at(codes::OTHER_WORD, not, message).help(format!("Write `{opposite}` in place of the three words.")));
    }
    look.tokens.windows(3).find_map(|three| {
        let [not, count, of] = three else { return None };
        let found = not.is("not") && of.is("of") && count.is_one_of(&["any", "all", "none"]);
        let help = match count.text.to_lowercase().as_str() {
            "any" => "Write `none of`.",
            "none" => "Write `any of`.",
            _ => "Write `any of`, and `not` before each of the members.",
        };
        let message = format!("`not` cannot stand before `{} of`.", count.text);
        found.then(|| look.at(codes::OTHER_WORD, not, message).help(help))
    })
}

/// `is neither good or outstanding`.
pub(super) fn neither_or(look: &Look<'_>) -> Option<Diagnostic> {
    let (at, _) = look.find(&["neither"])?;
    let or = look.tokens.iter().skip(at).find(|token| token.is_one_of(&["or", "nor"]) || token.is_mark(","))?;
    let message = format!("`neither` goes with `nor`, not with `{}`.", or.text);
    (!or.is("nor")).then(|| look.at(codes::OTHER_WORD, or, message).help("Write `nor` in its place."))
}

/// A second `any of` in a line.
pub(super) fn nested(look: &Look<'_>) -> Option<Diagnostic> {
    let mut lists = look.tokens.windows(2).filter_map(|pair| match pair {
        [count, of] if of.is("of") && count.is_one_of(&["any", "all", "none"]) => Some(count),
        _ => None,
    });
    let (_, second) = (lists.next()?, lists.next()?);
    let message = "A list cannot stand inside a list, and a list with commas comes last in its line.";
    let help = "Give the inner list a name with `define`, or with `list` if it is counted, and write the name here.";
    Some(look.at(codes::NESTED_LIST, second, message).help(help))
}

/// `occupancy under 50%`.
pub(super) fn missing_is(look: &Look<'_>) -> Option<Diagnostic> {
    if !look.place.has_condition() {
        return None;
    }
    let words = ["under", "below", "over", "above", "at", "less", "more", "fewer", "between", "within", "before", "after"];
    let at = look.tokens.iter().enumerate().position(|(at, token)| {
        let before = at.checked_sub(1).and_then(|before| look.tokens.get(before));
        let counted = look
            .tokens
            .iter()
            .skip(at + 1)
            .take(2)
            .any(|next| next.text.starts_with(|char: char| char.is_ascii_digit() || char == '£'));
        token.is_one_of(&words) && counted && before.is_some_and(|before| before.kind != Kind::Mark && !before.is_one_of(JOINING))
    })?;
    let word = look.tokens.get(at)?;
    let parts = |token: &Token<'_>| token.is_one_of(JOINING) || token.is_mark(",") || token.is("of");
    let starts = look.tokens.get(..at)?.iter().rposition(parts).map_or(0, |before| before + 1);
    let behind = look.tokens.get(starts..at)?.iter().rposition(|token| !token.is_one_of(VERBS)).map(|last| starts + last + 1)?;
    let has = look.tokens.get(starts..behind)?.iter().rposition(|token| token.is_one_of(&["has", "have", "had"]));
    let from = has.filter(|_| look.tokens.get(starts).is_some_and(|first| first.is_one_of(&["the", "it", "they"])));
    let from = from.map_or(starts, |has| starts + has + 1);
    let (before, name) = (look.between(0, starts), look.between(from, behind));
    let line = format!("{before} {name} is {}", look.between(at, look.tokens.len()));
    let help = look.mend(line.trim())?;
    Some(look.at(codes::MISSING_IS, word, format!("`is` is missing before `{}`.", word.text)).help(help))
}

/// Verbs that say no more than `is`.
const VERBS: &[&str] = &[
    "must", "should", "shall", "will", "be", "being", "been", "has", "have", "had", "was", "were", "falls", "fall", "fell",
    "fallen", "drops", "dropped", "goes", "rises", "risen", "stays", "remains",
];

/// A dash or full stop that belongs to no word.
pub(super) fn lone_mark(look: &Look<'_>) -> Option<Diagnostic> {
    let mark = look.tokens.iter().find(|token| token.end() > look.stopped)?;
    let last = look.tokens.last().is_some_and(|last| last.start == mark.start);
    if mark.is_mark(".") && last {
        return Some(look.at(codes::SYMBOL, mark, "A full stop ends this line.").help("Take it out: a line ends where it ends."));
    }
    let dash = look.place.has_condition() && mark.kind == Kind::Mark && mark.text.chars().all(is_dash);
    let help = "Write a word in its place, such as `is`; inside a name write hyphens without blanks around them.";
    dash.then(|| look.at(codes::SYMBOL, mark, "This dash stands alone.").help(help))
}
