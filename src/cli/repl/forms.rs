//! A step of a conversation as people and programs read it. `docs/repl.schema.json` describes the form for programs.

use crate::assess::{Format, schema_of, write};
use crate::cli::args::Transcript;
use crate::cli::show::Show;
use crate::dialogue::{Dialogue, Step};
use crate::explain::{self, Blocks};
use crate::report::{Style, render};
use crate::source::visible;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::value::RawValue;

/// The version of the form.
const SCHEMA: u8 = 1;
/// The level of headings in a transcript: those above it are the document's own.
const HEADINGS: u8 = 3;

/// One step.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "step", deny_unknown_fields)]
struct Record<'s> {
    /// The version of this form.
    #[schemars(extend("const" = SCHEMA))]
    schema: u8,
    /// The line that was typed.
    typed: &'s str,
    /// The answer, as `docs/explain.schema.json` has it in `blocks`.
    answer: Blocks,
    /// What is wrong with the line, as `docs/findings.schema.json` describes it; where there are errors nothing has changed.
    #[schemars(with = "serde_json::Map<String, serde_json::Value>")]
    problems: Option<Box<RawValue>>,
    /// What the setting comes to after it: a record as `docs/assess.schema.json` describes it, without id and name; null where it has
    /// no answer.
    #[schemars(with = "Option<serde_json::Map<String, serde_json::Value>>")]
    now: Option<Box<RawValue>>,
    /// Whether the conversation is over.
    ends: bool,
}

/// The JSON Schema (draft 2020-12) of what `--format json` writes, made from the form itself.
pub(in crate::cli) fn schema() -> serde_json::Value {
    schema_of::<Record<'_>>("A line of what `ees repl --format json` writes", None)
}

/// A step of a conversation that has been taken; nothing for a blank line.
pub(super) fn written(format: Transcript, typed: &str, step: &Step, dialogue: &Dialogue, show: &Show) -> String {
    if typed.trim().is_empty() {
        return String::new();
    }
    match format {
        Transcript::Text => format!("> {}\n{}\n", quoted(&visible::lines(typed.trim_end()).join("\n")), show.words(&step.text)),
        Transcript::Markdown => {
            format!("> {}\n\n{}\n", quoted(&explain::escaped(typed.trim())), explain::markdown(&step.text, HEADINGS))
        }
        Transcript::Json => record(typed, step, dialogue),
    }
}

/// Several lines, the later ones marked as typed too.
fn quoted(typed: &str) -> String {
    typed.replace('\n', "\n> ")
}

fn record(typed: &str, step: &Step, dialogue: &Dialogue) -> String {
    let findings: Vec<_> = step.problems.iter().cloned().collect();
    let problems = render(&findings, &step.sources, Style::Json);
    let mut now = Vec::new();
    let written = dialogue
        .now()
        .answer()
        .map(|answer| write(Format::JsonLines, dialogue.now().policy(), dialogue.on(), std::slice::from_ref(answer), &mut now));
    let now = written.and_then(Result::ok).and_then(|()| String::from_utf8(now).ok()).and_then(|json| raw(&json));
    let (answer, ends) = (Blocks::of(&step.text), step.ends);
    let record = Record { schema: SCHEMA, typed, answer, problems: raw(&problems), now, ends };
    // Nothing in it can fail to be written: no map, no number that JSON lacks.
    serde_json::to_string(&record).unwrap_or_default() + "\n"
}

fn raw(json: &str) -> Option<Box<RawValue>> {
    RawValue::from_string(json.trim().to_owned()).ok()
}
