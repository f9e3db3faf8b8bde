//! "Did you mean …?"

/// A longer word is like none: it is no slip of a name, and looking would take long.
const LONGEST: usize = 60;

/// The candidate most like `word`, if one is near enough to be worth saying: few letters apart for the
/// length, or neighbouring letters swapped. Upper and lower case count as the same.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let length = wanted.chars().count();
    let allowed = match length {
        0..=2 => 1,
        3..=5 => 2,
        6..=11 => 3,
        12..=LONGEST => 4,
        _ => return None,
    };
    candidates
        .into_iter()
        // As many letters as the lengths differ are apart in any case.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= allowed)
        .map(|candidate| (strsim::osa_distance(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= allowed && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// `Did you mean `near`?` with the candidate most like `word`; where none is near, what else there is to say.
#[must_use]
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>, otherwise: impl FnOnce() -> String) -> String {
    nearest(word, candidates).map_or_else(otherwise, |near| format!("Did you mean `{near}`?"))
}
