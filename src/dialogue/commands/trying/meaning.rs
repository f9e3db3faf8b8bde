//! What the policy that is tried does otherwise, in meaning and for the settings of a table.

use super::super::super::phrase::Phrase;
use super::super::super::turn::Turn;
use super::super::super::{Rows, Version};
use super::differs::nothing_tried;
use crate::assess::Assessor;
use crate::diagnostic::{Diagnostic, codes::what_if as codes};
use crate::explain::Text;
use crate::harness::forms::{Ids, diff as form};
use crate::harness::meaning::{Of, meaning};
use crate::harness::moves::{Pair, Side, compare};
use crate::settings::Row;
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::Arc;

/// Behind `diff`: for every kind of setting.
const ALL: &str = "all";

pub(super) fn diff(turn: &mut Turn<'_>, what: Phrase<'_>) {
    let all = what.text.eq_ignore_ascii_case(ALL);
    if !all && !what.text.is_empty() {
        let message = format!("`{}` is nothing that could be compared.", what.text);
        let help = format!("Type `diff` for settings of the kind that is talked about, `diff {ALL}` for those of every kind.");
        return turn.wrong(Diagnostic::new(codes::DIFF_OF_WHAT, what.span(), message).help(help));
    }
    let (base, now) = (Arc::clone(&turn.dialogue.base), Arc::clone(&turn.dialogue.now.version));
    if now.tried.is_empty() {
        return turn.wrong(nothing_tried(what));
    }
    let [before, after] = [&base, &now].map(|one| Of { policy: &one.policy, sources: &one.sources });
    let mut found = meaning(before, after, turn.dialogue.on);
    let kind = now.policy.kind_name(turn.dialogue.now.case.kind);
    found.kinds.retain(|one| all || *one.kind == *kind);
    turn.text.paragraphs.extend(form::in_meaning(&found).paragraphs);
    let rows = turn.dialogue.rows().and_then(|rows| moved(rows, &base, &now, turn.dialogue.on));
    if let Some(text) = rows {
        turn.text.heading("Of the settings of the table");
        turn.text.paragraphs.extend(text.paragraphs);
    }
}

/// Which settings of a table move; those of kinds that only one of the policies has are left out. `None` where one is too tangled.
fn moved(rows: &Rows, base: &Arc<Version>, now: &Arc<Version>, on: Date) -> Option<Text> {
    let (old, new) = (rows.under(base), rows.under(now));
    let by_id: HashMap<&str, &Row> = new.iter().map(|row| (row.id.as_str(), row)).collect();
    let with_number = old.iter().zip(1..);
    let pairs: Vec<Pair<'_>> =
        with_number.filter_map(|(before, number)| Some(Pair { number, before, after: by_id.get(before.id.as_str())? })).collect();
    let mut before = Side { assessor: Assessor::new(&base.policy, on).ok()?, sources: &base.sources };
    let mut after = Side { assessor: Assessor::new(&now.policy, on).ok()?, sources: &now.sources };
    Some(form::in_short(&compare(&mut before, &mut after, pairs), Ids::Shown))
}
