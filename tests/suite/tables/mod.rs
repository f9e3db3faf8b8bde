//! Tables in other formats than comma-separated text, and in other encodings: they mean the same, and are complained of in the
//! same words with the exact place.

pub(crate) mod book;
mod encodings;
mod json;
mod workbook;

use crate::settings::{ON, policy};
use ees::diagnostic::Problems;
use ees::report::{Style, render};
use ees::settings::{Reading, Row, read};
use ees::source::{FileId, Sources};

/// Reads whatever `add` puts among the sources.
fn read_with(add: impl FnOnce(&mut Sources) -> FileId) -> (Vec<Row>, Problems, Sources) {
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let file = add(&mut sources);
    let rows = read(&sources, file, &policy(), None, &Reading { on: ON, strict: false }, &mut problems).rows;
    (rows, problems, sources)
}

/// The rows of something that has nothing wrong with it.
fn rows(add: impl FnOnce(&mut Sources) -> FileId) -> Vec<Row> {
    let (rows, problems, sources) = read_with(add);
    assert!(problems.is_empty(), "{}", render(&problems.sorted(), &sources, Style::Plain));
    rows
}

/// What is said of it, in the plain form.
fn said(add: impl FnOnce(&mut Sources) -> FileId) -> String {
    let (_, problems, sources) = read_with(add);
    render(&problems.sorted(), &sources, Style::Plain)
}

/// What a row tells, whatever format it came from.
fn told(rows: &[Row]) -> Vec<(String, String, ees::model::KindId, ees::model::Facts)> {
    rows.iter().map(|row| (row.id.clone(), row.name.clone(), row.kind, row.facts.clone())).collect()
}

/// One table in every format.
const CSV: &str = "id,name,setting,latest_ofsted,latest_inspected,two_year_olds,reserves,occupancy
001,Pebble Lane,school,good,2021-06-30,yes,-1200.5,
002,\"Toffee, Bank\",school,none,none,,,
3,Marzipan,day nursery,,,,,80%
";
