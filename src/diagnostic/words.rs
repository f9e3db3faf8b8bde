//! Lists and numbers of things in English, one way for every message.

/// The most members of a list that a message names.
const MOST: usize = 12;

/// `a`, `a or b`, `a, b or c` with `word` before the last; a long list ends in "and 3 more".
#[must_use]
pub fn joined<T: AsRef<str>>(members: &[T], word: &str) -> String {
    let shown: Vec<&str> = members.iter().take(MOST).map(AsRef::as_ref).collect();
    match (shown.as_slice(), members.len().saturating_sub(MOST)) {
        ([], _) => String::new(),
        ([one], _) => (*one).to_owned(),
        ([firsts @ .., last], 0) => format!("{} {word} {last}", firsts.join(", ")),
        (all, more) => format!("{} and {more} more", all.join(", ")),
    }
}

/// The same, each member in backticks.
#[must_use]
pub fn listed<T: AsRef<str>>(names: &[T], word: &str) -> String {
    let quoted: Vec<String> = names.iter().take(MOST + 1).map(|name| format!("`{}`", name.as_ref())).collect();
    match names.len().saturating_sub(MOST) {
        0 => joined(&quoted, word),
        more => format!("{} and {more} more", quoted.get(..MOST).unwrap_or_default().join(", ")),
    }
}

/// `1 error`, `3 errors`, `2 kinds of setting`: a number with the word that goes with it.
#[must_use]
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Words as they stand at the start of a sentence.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The singular of a plain English plural: `month`, `vacancy`, `class`; any other word stays as it is.
#[must_use]
pub fn singular(word: &str) -> String {
    const HISSING: [&str; 5] = ["sses", "xes", "ches", "shes", "zes"];
    match word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        Some(stem) => format!("{stem}y"),
        None if HISSING.iter().any(|end| word.ends_with(end)) => word.strip_suffix("es").unwrap_or(word).to_owned(),
        None if word.ends_with("ss") => word.to_owned(),
        None => word.strip_suffix('s').unwrap_or(word).to_owned(),
    }
}

/// A kind of thing with its article: `a school`, `an academy`, `an SEN unit`, and `child minders` without one.
#[must_use]
pub fn with_article(name: &str) -> String {
    if is_plural(name.split_whitespace().next_back().unwrap_or_default()) {
        return name.to_owned();
    }
    let first = name.split_whitespace().next().unwrap_or_default();
    let vowel = if is_spelt_out(first) {
        first.starts_with(|letter| "AEFHILMNORSX".contains(letter))
    } else {
        let lower = first.to_lowercase();
        let like_you = ["uni", "eu", "one"].iter().any(|start| lower.starts_with(start));
        lower.starts_with(['a', 'e', 'i', 'o', 'u']) && !like_you
    };
    format!("{} {name}", if vowel { "an" } else { "a" })
}

/// Whether the last word of a kind of thing is a plural: `minders`, `PVIs`, but not `campus` or `AFS`.
fn is_plural(word: &str) -> bool {
    if is_spelt_out(word) || word.strip_suffix('s').is_some_and(is_spelt_out) {
        return word.ends_with('s');
    }
    let lower = word.to_lowercase();
    singular(&lower) != lower && !lower.ends_with("us") && !lower.ends_with("is")
}

/// Whether a word is read out letter by letter.
fn is_spelt_out(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|letter| letter.is_ascii_uppercase())
}
