//! Coverage as LCOV, for programs that show it beside a text.
//!
//! A line has the count of what begins on it: of a line of the policy where there is one, else of whatever was seen most. A
//! condition has two branches, where it decides: true, then false. Where several things to be exercised as a whole begin on one line,
//! as in a matrix, each is a branch too.

use super::{Coverage, Item, Seen};
use crate::source::{FileId, Sources};
use lcov::Record;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The coverage of some policies, each with its texts. Drafted scenarios are left out.
#[must_use]
pub fn lcov(policies: &[(&Coverage, &Sources)]) -> String {
    let mut out = String::new();
    for (coverage, sources) in policies {
        let mut files: BTreeMap<FileId, BTreeMap<usize, Vec<&Item>>> = BTreeMap::new();
        for item in &coverage.items {
            let line = sources.start(item.span).line;
            files.entry(item.span.file).or_default().entry(line).or_default().push(item);
        }
        for (file, lines) in &files {
            for record in section(sources.name(*file), lines) {
                // Writing to memory does not fail.
                _ = writeln!(out, "{record}");
            }
        }
    }
    out
}

fn section(name: &str, lines: &BTreeMap<usize, Vec<&Item>>) -> Vec<Record> {
    let mut records = vec![Record::TestName { name: String::new() }, Record::SourceFile { path: name.into() }];
    let (mut found, mut hit) = (0, 0);
    for (line, items) in lines {
        for (branch, taken) in (0..).zip(branches(items)) {
            found += 1;
            hit += u32::from(taken.is_some_and(|times| times > 0));
            records.push(Record::BranchData { line: small(*line), block: 0, branch, taken });
        }
    }
    records.extend([Record::BranchesFound { found }, Record::BranchesHit { hit }]);
    let (mut found, mut hit) = (0, 0);
    for (line, items) in lines {
        let count = hits(items);
        found += 1;
        hit += u32::from(count > 0);
        records.push(Record::LineData { line: small(*line), count, checksum: None });
    }
    records.extend([Record::LinesFound { found }, Record::LinesHit { hit }, Record::EndOfRecord]);
    records
}

fn hits(items: &[&Item]) -> u64 {
    let of_lines = items.iter().filter(|item| item.sort.is_line()).map(|item| item.hits()).max();
    large(of_lines.or_else(|| items.iter().map(|item| item.hits()).max()).unwrap_or(0))
}

/// How often each branch of a line was taken; `None` where it was never got to.
fn branches(items: &[&Item]) -> Vec<Option<u64>> {
    let mut branches = Vec::new();
    let several = items.iter().filter(|item| matches!(item.seen, Seen::Whole { .. })).count() > 1;
    for item in items {
        match &item.seen {
            Seen::Condition(outcomes) => {
                let times = [outcomes.when(true).counted, outcomes.when(false).counted];
                let got_to = times.iter().any(|times| *times > 0);
                branches.extend(times.map(|times| got_to.then_some(large(times))));
            }
            Seen::Whole { reached, held } if several => {
                branches.push((reached.counted > 0).then_some(large(held.counted)));
            }
            Seen::Whole { .. } | Seen::Threshold { .. } => {}
        }
    }
    branches
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn large(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
