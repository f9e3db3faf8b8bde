//! For a comment, or a message.

use super::super::Ids;
use super::super::diff::{MOVERS, because_in_words, figures_in_words, mover_row};
use super::super::markdown::{MOST, details, escaped, left_out, table};
use super::{Terms, apart, cause, fact, notes, rest};
use crate::model::spoken;

/// What two terms come to, short: what is long can be unfolded.
#[must_use]
pub fn markdown(terms: &Terms, ids: Ids) -> String {
    let review = &terms.review;
    let day = |on: Option<jiff::civil::Date>| on.map_or_else(String::new, spoken);
    let mut out = format!(
        "### What the term changed\n\n**{}**, from {} to {}.\n\n",
        escaped(&terms.after.words()),
        day(terms.before.on),
        day(terms.after.on)
    );
    figures_in_words(&review.moves, &mut out);
    if !review.movers.is_empty() {
        let headings: Vec<String> = MOVERS
            .iter()
            .chain(&["facts that changed", "what brings it", "rest of the year", "lines"])
            .map(|one| (*one).to_owned())
            .collect();
        let row = |(setting, mover): (&crate::harness::moves::Setting, &crate::harness::review::Mover)| {
            let facts = mover.changed.iter().map(fact).collect::<Vec<_>>().join("; ");
            let lines = setting.because.iter().map(because_in_words).collect::<Vec<_>>().join("; ");
            let besides = [facts, cause(mover), rest(review, mover).unwrap_or_default(), lines];
            mover_row(setting, ids).into_iter().chain(besides).collect()
        };
        let rows: Vec<Vec<String>> = terms.movers().take(MOST).map(row).collect();
        let body = table(&headings, 0..0, &rows) + &left_out(review.movers.len());
        out += &(details(&super::super::movers_in_words(review.moves.movers()), &body) + "\n");
    }
    for (words, names) in apart(terms, ids) {
        out += &(details(&format!("{words}: {}", names.len()), &escaped(&names.join(", "))) + "\n");
    }
    if review.unmoved > 0 {
        out += &format!("Facts changed and category as before: {}.\n\n", review.unmoved);
    }
    out + &format!("<sub>{}</sub>\n", notes(review, ids).join(" ").replace('`', ""))
}
