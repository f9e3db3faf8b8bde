//! `ees check --readings`, `--sources`, `--contradictions` and `--allowed`

use super::super::args::Check;
use super::super::show::Show;
use super::allowed;
use crate::explain;
use crate::explain::sources::{coverage_in_words, readings_in_words};
use crate::model::Policy;
use crate::prove::Proved;
use crate::source::Sources;

/// The lists that were asked for.
pub(super) fn of(policy: &Policy, proved: &Proved, sources: &Sources, args: &Check, show: &Show) -> String {
    let readings = args.readings.then(|| readings_in_words(policy, sources));
    let coverage = args.sources.then(|| coverage_in_words(policy, sources));
    let contradictions = args.contradictions.then(|| explain::contradictions(policy, sources));
    let allowed = args.allowed.then(|| allowed::in_words(policy, proved, sources));
    readings.iter().chain(&coverage).chain(&contradictions).chain(&allowed).map(|text| show.words(text) + "\n").collect()
}
