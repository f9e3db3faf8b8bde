//! The example settings that a policy brings, checked with it.

use super::answers::{answers, assessor};
use super::loader::Loaded;
use super::tables::read_table;
use crate::diagnostic::{Label, Problems};
use crate::settings::{Reading, read};

/// Answers for the example settings, so that a value renamed in the policy and not in them is found when the policy is checked.
/// What is wrong with them is added to the policy's problems.
pub fn check_examples(loaded: &mut Loaded) {
    let Some(examples) = loaded.policy.as_ref().and_then(|policy| policy.examples.clone()) else { return };
    let mut problems = Problems::default();
    if let (Some(table), Some(policy)) = (read_table(loaded, None, &mut problems), &loaded.policy) {
        let reading = Reading { on: examples.on, strict: false };
        let rows = read(&loaded.sources, table.file, policy, None, &reading, &mut problems).rows;
        if let Some(mut assessor) = assessor(policy, examples.on, &mut problems) {
            answers(&mut assessor, &rows, &mut problems);
        }
    }
    if problems.has_errors() {
        loaded.policy = None;
    }
    for mut found in problems.sorted() {
        if found.labels.is_empty() {
            found.labels.push(Label { span: examples.span, text: "named here".to_owned() });
        }
        loaded.problems.push(found);
    }
}
