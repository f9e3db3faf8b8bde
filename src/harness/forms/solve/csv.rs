//! For spreadsheets: a row for each change that reaches the goals.

use super::super::Ids;
use super::super::csv::written;
use super::Sought;
use crate::harness::solve::Solution;

const COLUMNS: [&str; 9] = ["parameter", "now", "value", "values", "reached", "moved", "moves", "then", "line"];

/// Changes that reach the goals for certain, then those that do so perhaps.
#[must_use]
pub fn csv(sought: &Sought<'_>, ids: Ids) -> String {
    let row = |solution: &Solution, reached: &str| {
        let moves: Vec<String> = solution.moved.iter().map(|one| sought.moved(one, ids)).collect();
        vec![
            sought.name(solution.parameter).to_owned(),
            solution.now_words(sought.policy),
            solution.value_words(sought.policy),
            solution.values_words(sought.policy),
            reached.to_owned(),
            moves.len().to_string(),
            moves.join("; "),
            sought.figures(solution),
            solution.line(sought.policy, sought.on),
        ]
    };
    let certain = sought.solved.certain.iter().map(|one| row(one, "certain"));
    written(&COLUMNS, certain.chain(sought.solved.perhaps.iter().map(|one| row(one, "perhaps"))))
}
