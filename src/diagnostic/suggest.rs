//! "Did you mean …?"

/// The candidate most like `word`, if one is near enough to be worth saying: few letters apart for the
/// length, or the same letters in another order. Upper and lower case count as the same.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let allowed = match wanted.chars().count() {
        0..=2 => 1,
        3..=5 => 2,
        6..=11 => 3,
        _ => 4,
    };
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= allowed && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
