//! That rows which are said to could be one can: the text is changed as the message says, and the table gives the same.

use super::brute::rows_in;
use crate::diagram::brute::derived;
use ees::diagnostic::Diagnostic;
use ees::model::{Derived, Policy, Value};
use ees::session::{Place, load};
use jiff::civil::Date;

pub(super) fn check(policy: &Policy, settings: &[(Date, Vec<Vec<Value>>)], finding: &Diagnostic, text: &str) {
    if finding.code.id != "P311" {
        return;
    }
    let rows = rows_in(&finding.message, "").expect(&finding.message);
    let mut ticked = finding.message.split('`').skip(1).step_by(2);
    let (name, cell, column) = (ticked.next().unwrap(), ticked.next().unwrap(), ticked.next().unwrap());
    let table = policy.derived.iter().find(|one| &*one.name.phrase == name).unwrap();
    let same = [rows[0], *rows.last().unwrap()].into_iter().any(|kept| {
        let changed = merged(text, table, (&rows, kept), column, cell);
        let loaded = load(Place::Memory(vec![("tables.ees".to_owned(), changed.clone())]));
        // A table of what is left may have a row that is now refused for standing twice or never being reached.
        let Some(other) = &loaded.policy else {
            let refused = loaded.problems.sorted();
            assert!(refused.iter().all(|one| ["P083", "P084"].contains(&one.code.id)), "{refused:#?}\n{changed}");
            return true;
        };
        let changed = other.derived.iter().find(|one| &*one.name.phrase == name).unwrap();
        settings.iter().all(|(on, all)| {
            all.iter().all(|values| {
                let (before, after) = (derived(policy, table, values, *on), derived(other, changed, values, *on));
                policy.phrase_in(&table.domain, before) == other.phrase_in(&changed.domain, after)
            })
        })
    });
    assert!(same, "{}\n{text}", finding.message);
}

/// The text with these rows in one, which stands where one of them does.
fn merged(text: &str, table: &Derived, (rows, kept): (&[usize], usize), column: &str, cell: &str) -> String {
    let all = &table.table().unwrap().rows;
    let start = text[..table.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let heads = text[start..].lines().nth(1).unwrap();
    let at = heads.split('|').position(|head| head.trim() == column).unwrap();
    let mut changed = String::new();
    let mut from = 0;
    for row in rows {
        let span = all[*row].span;
        changed += &text[from..span.start as usize];
        if *row == kept {
            let mut cells: Vec<&str> = text[span.start as usize..span.end as usize].split('|').collect();
            cells[at] = cell;
            changed += &cells.join("|");
        } else {
            changed += "# gone";
        }
        from = span.end as usize;
    }
    changed + &text[from..]
}
