//! Tables for spreadsheets.

use crate::assess::harmless;
use csv::Writer;

/// Rows below headings; no cell is run as a formula.
pub(super) fn written(headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = Writer::from_writer(Vec::new());
    // Nothing fails in memory, where every row has as many cells as there are headings.
    drop(writer.write_record(headings));
    for row in rows {
        drop(writer.write_record(row.iter().map(|cell| harmless(cell).into_owned())));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}
