//! What came of a policy's tests, for people and for programs.

use super::of_each;
use crate::assess::schema_of;
use crate::cli::args::TestFormat;
use crate::source::{Sources, Span};
use schemars::JsonSchema;
use serde::Serialize;

/// What came of the tests of one policy.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
#[schemars(rename = "policy", deny_unknown_fields)]
pub(super) struct Results {
    /// The folder, or that it is the built-in policy.
    pub(super) place: String,
    /// The policy's name in machine form; empty where it has errors.
    pub(super) policy: String,
    /// Its revision.
    pub(super) revision: String,
    /// Whether the policy has errors, so that nothing was tested.
    pub(super) broken: bool,
    /// Its scenarios that expect something, each row of a table by itself.
    pub(super) scenarios: Vec<Tested>,
    /// Its properties, for each kind of setting by itself.
    pub(super) properties: Vec<Tested>,
    /// Its pinned tables that could be read.
    pub(super) pins: Vec<Tested>,
}

/// What came of one test.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "test", deny_unknown_fields)]
pub(super) struct Tested {
    /// Its name.
    pub(super) name: String,
    /// The file that it stands in.
    pub(super) path: String,
    /// Its line, from 1.
    pub(super) line: usize,
    /// Whether the program drafted it and no person has looked at it yet.
    pub(super) drafted: bool,
    /// The assessment date of a scenario; of a property those for which it was decided, or the one on which it does not hold.
    pub(super) on: Vec<String>,
    /// Whether all is as expected.
    pub(super) passed: bool,
    /// What is not, in words, and in short why.
    pub(super) failures: Vec<String>,
}

impl Tested {
    pub(super) fn of(sources: &Sources, name: &str, span: Span, drafted: bool, failure: Option<Vec<String>>) -> Self {
        let line = sources.start(span).line;
        let path = sources.name(span.file).to_owned();
        let passed = failure.is_none();
        Self { name: name.to_owned(), path, line, drafted, on: Vec::new(), passed, failures: failure.unwrap_or_default() }
    }
}

/// All that `--format json` writes.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Record<'r> {
    /// The version of this form.
    schema: u32,
    /// The policies, in the order of their folders.
    policies: &'r [Results],
}

/// The JSON Schema (draft 2020-12) of what `--format json` writes, made from the form itself.
pub(super) fn schema() -> serde_json::Value {
    schema_of::<Record<'_>>("What `ees test --format json` writes", None)
}

impl Results {
    pub(super) fn of(place: String) -> Self {
        Self { place, ..Self::default() }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Tested> {
        self.scenarios.iter().chain(&self.properties).chain(&self.pins)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all().next().is_none()
    }

    pub(super) fn failed(&self) -> usize {
        self.all().filter(|one| !one.passed).count()
    }

    /// `policies/x: 12 scenarios and 1 property; all as expected.`
    fn summary(&self) -> String {
        let place = &self.place;
        if self.broken {
            return format!("{place}: not tested; see below.\n");
        }
        if self.is_empty() {
            return format!("{place}: nothing to test.\n");
        }
        match self.failed() {
            0 => format!("{place}: {}; all as expected.\n", of_each(self)),
            failed => format!("{place}: {}; {failed} not as expected, see below.\n", of_each(self)),
        }
    }
}

/// What is written to standard output.
pub(super) fn written(all: &[Results], format: TestFormat) -> String {
    match format {
        TestFormat::Text => all.iter().map(Results::summary).collect(),
        TestFormat::Json => {
            let mut text = serde_json::to_string_pretty(&Record { schema: 1, policies: all }).unwrap_or_default();
            text.push('\n');
            text
        }
    }
}
