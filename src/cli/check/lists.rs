//! `ees check --readings`, `--sources` and `--contradictions`

use super::super::args::Check;
use super::super::show::Show;
use crate::explain;
use crate::explain::sources::{coverage_in_words, readings_in_words};
use crate::model::Policy;
use crate::source::Sources;

/// The lists that were asked for.
pub(super) fn of(policy: &Policy, sources: &Sources, args: &Check, show: &Show) -> String {
    let readings = args.readings.then(|| readings_in_words(policy, sources));
    let coverage = args.sources.then(|| coverage_in_words(policy, sources));
    let contradictions = args.contradictions.then(|| explain::contradictions(policy, sources));
    readings.iter().chain(&coverage).chain(&contradictions).map(|text| show.words(text) + "\n").collect()
}
