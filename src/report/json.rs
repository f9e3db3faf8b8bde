//! Diagnostics for programs. The form is an interface: a change that takes something away raises [`SCHEMA`].

use super::word;
use crate::diagnostic::{Diagnostic, Label};
use crate::source::Sources;
use crate::source::visible;
#[cfg(feature = "cli")]
use schemars::JsonSchema;
use serde::Serialize;

/// The version of the form.
const SCHEMA: u32 = 1;

/// Everything found wrong, by file and place.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(JsonSchema), schemars(title = "What `--errors json` writes", deny_unknown_fields))]
struct Report<'a> {
    /// The version of this form.
    #[cfg_attr(feature = "cli", schemars(extend("const" = SCHEMA)))]
    schema: u32,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(JsonSchema), schemars(rename = "finding", deny_unknown_fields))]
struct Finding<'a> {
    /// Stable: S how a policy is written, P what it says, D tables of settings, U usage.
    code: &'a str,
    #[cfg_attr(feature = "cli", schemars(extend("enum" = ["error", "warning", "note"])))]
    severity: &'a str,
    /// What the code is about.
    title: &'a str,
    /// What is wrong, a sentence.
    message: &'a str,
    /// How to mend it.
    help: Option<&'a str>,
    /// The first is the one it is about; none where there is no text to point into.
    places: Vec<Place<'a>>,
}

/// Lines and columns count from 1, columns in characters; bytes count from 0 in the file's text, where a byte-order mark
/// does not count, and the end is not in. In a workbook the line is the row and the column the cell's; both bytes then number the
/// cell, and say no more than that.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(JsonSchema), schemars(rename = "place", deny_unknown_fields))]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    byte: usize,
    end_line: usize,
    end_column: usize,
    end_byte: usize,
    /// What to say there; may be empty.
    label: &'a str,
}

/// The JSON Schema of what [`render`] writes, made from the form itself.
#[cfg(feature = "cli")]
pub(super) fn schema() -> serde_json::Value {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.into_root_schema_for::<Report<'_>>().to_value()
}

/// All findings as one line of JSON.
pub(super) fn render(findings: &[Diagnostic], sources: &Sources) -> String {
    let findings = findings.iter().map(|finding| Finding {
        code: finding.code.id,
        severity: word(finding.code.severity),
        title: finding.code.title,
        message: &finding.message,
        help: finding.help.as_deref(),
        places: finding.labels.iter().map(|label| place(label, sources)).collect(),
    });
    let report = Report { schema: SCHEMA, findings: findings.collect() };
    // Nothing in it can fail to be written: no map, no number that JSON lacks.
    let text = serde_json::to_string(&report).unwrap_or_default();
    escaped(&text) + "\n"
}

fn place<'a>(label: &'a Label, sources: &'a Sources) -> Place<'a> {
    let (start, end) = (sources.start(label.span), sources.end(label.span));
    Place {
        file: sources.name(label.span.file),
        line: start.line,
        column: start.column,
        byte: start.byte,
        end_line: end.line,
        end_column: end.column,
        end_byte: end.byte,
        label: &label.text,
    }
}

/// JSON leaves some characters raw that a terminal obeys; written as numbers they mean the same.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for letter in json.chars() {
        if visible::hidden(letter) {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            text.push(letter);
        }
    }
    text
}
