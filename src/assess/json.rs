//! Records as JSON: an array, or one a line. `docs/assess.schema.json` describes them.

use super::record::Record;
use crate::model::{Line, Strand};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::ser::Error;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::io::{self, BufWriter, Write};

/// The version of the record.
const SCHEMA: u8 = 1;

/// Records as they come: one a line, so that a changed answer is a changed line; in an array or by themselves.
pub(super) struct Lines<W: Write> {
    out: BufWriter<W>,
    array: bool,
    any: bool,
}

impl<W: Write> Lines<W> {
    pub(super) fn new(array: bool, out: W) -> Self {
        Self { out: BufWriter::new(out), array, any: false }
    }

    pub(super) fn record(&mut self, record: &Record<'_>) -> io::Result<()> {
        if self.array {
            self.out.write_all(if self.any { b",\n" } else { b"[\n" })?;
        }
        self.any = true;
        serde_json::to_writer(&mut self.out, &View::of(*record))?;
        if self.array { Ok(()) } else { self.out.write_all(b"\n") }
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        if self.array {
            self.out.write_all(if self.any { b"\n]\n" } else { b"[]\n" })?;
        }
        self.out.flush()
    }
}

/// One setting's answer. Names are in machine form, texts as the policy writes them. Every field is always there.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename = "record", deny_unknown_fields))]
struct View<'a> {
    /// The version of this record.
    #[cfg_attr(feature = "cli", schemars(extend("const" = SCHEMA)))]
    schema: u8,
    id: &'a str,
    /// As in the input; it may be a person's name.
    name: &'a str,
    /// The kind of setting.
    setting: &'a str,
    /// The policy's name.
    policy: &'a str,
    /// The policy's revision.
    revision: &'a str,
    /// The assessment date.
    #[serde(serialize_with = "shown")]
    #[cfg_attr(feature = "cli", schemars(with = "String", extend("format" = "date")))]
    on: Date,
    /// decided: one category. open: several are possible, or perhaps none. not_categorised: this kind of setting has no
    /// categories. no_answer: the policy says nothing of it, or two things at once.
    #[cfg_attr(feature = "cli", schemars(extend("enum" = ["decided", "open", "not_categorised", "no_answer"])))]
    status: &'static str,
    /// The category; null unless decided.
    category: Option<&'a str>,
    /// Every category still possible, from least to most intensive.
    possible: Vec<&'a str>,
    /// Days; null unless they are the same for all that is possible.
    days: Option<Exactly>,
    /// How `days` binds; null where it is null.
    #[cfg_attr(feature = "cli", schemars(extend("enum" = ["exact", "up_to", "at_least", null])))]
    days_kind: Option<&'static str>,
    /// The least figure of what is possible, as the policy states it.
    days_min: Option<Exactly>,
    /// The greatest figure of what is possible, as the policy states it.
    days_max: Option<Exactly>,
    /// Unknown facts that can still change the category, best first.
    ask: Vec<&'a str>,
    /// Every unknown fact, in the policy's order.
    unknown: Vec<&'a str>,
    /// Assumed facts that the answer rests on, in alphabetical order.
    assumed: Vec<&'a str>,
    /// The gate line that lifted the category, the last where several did, one after the other; null where none did or the
    /// answer is open.
    gate: Option<&'a str>,
    /// What the possible categories expect.
    #[serde(serialize_with = "pairs")]
    #[cfg_attr(feature = "cli", schemars(extend("type" = "object", "additionalProperties" = { "enum": ["met", "not_met", "unknown"] }), with = "serde_json::Value"))]
    expectations: Vec<(&'a str, &'static str)>,
    /// What the setting certainly gets besides.
    also: Vec<&'a str>,
    /// The strands that give the category; for an open answer those that give the most intensive possible one. Empty where
    /// a gate alone gives the category, and where there is none.
    because: Vec<Reason<'a>>,
}

/// A strand and the line of it that decides.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename = "reason", deny_unknown_fields))]
struct Reason<'a> {
    strand: &'a str,
    /// The category that the line gives, before any gate.
    category: &'a str,
    /// Its condition, as written.
    line: &'a str,
    /// Where it comes from.
    from: Option<&'a str>,
    /// What the policy decides that its source leaves open.
    reading: Option<&'a str>,
}

impl<'a> View<'a> {
    fn of(record: Record<'a>) -> Self {
        let (policy, answer) = (record.policy, record.answer);
        let reason = |(strand, line): (&'a Strand, &'a Line)| Reason {
            strand: &strand.name.machine,
            category: policy.category_code(line.category),
            line: line.text(),
            from: line.citation.from.as_deref(),
            reading: line.citation.reading.as_deref(),
        };
        Self {
            schema: SCHEMA,
            id: answer.id,
            name: answer.name,
            setting: record.setting(),
            policy: &policy.name.machine,
            revision: &policy.revision,
            on: record.on,
            status: record.status(),
            category: record.category(),
            possible: record.possible().collect(),
            days: answer.days.stated.map(|(_, figure)| Exactly(figure)),
            days_kind: record.days_kind(),
            days_min: answer.days.least.map(Exactly),
            days_max: answer.days.most.map(Exactly),
            ask: record.facts(&answer.ask).collect(),
            unknown: record.facts(&answer.unknown).collect(),
            assumed: record.assumed().collect(),
            gate: record.gate(),
            expectations: record.expectations().collect(),
            also: record.also().collect(),
            because: record.because().map(reason).collect(),
        }
    }
}

/// The JSON Schema of what [`write_array`] writes, made from the record itself.
#[cfg(feature = "cli")]
pub(super) fn schema() -> serde_json::Value {
    let says = "An array of records, one for each setting in the order of the input. `--format jsonl` writes the same records one a line.";
    schema_of::<Vec<View<'_>>>("What `ees assess --format json` writes", Some(says))
}

/// The JSON Schema of a form that the program writes, with its title and, where the record itself does not say it, what it is.
#[cfg(feature = "cli")]
pub(crate) fn schema_of<T: schemars::JsonSchema>(title: &str, says: Option<&str>) -> serde_json::Value {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    if let Some(says) = says {
        schema.insert("description".to_owned(), says.into());
    }
    schema.to_value()
}

/// A JSON number with just the digits of the decimal.
pub(crate) struct Exactly(pub(crate) Decimal);

#[cfg(feature = "cli")]
impl schemars::JsonSchema for Exactly {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "number".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number" })
    }
}

impl Serialize for Exactly {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.normalize().to_string()).map_err(S::Error::custom)?.serialize(serializer)
    }
}

fn shown<S: Serializer>(on: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(on)
}

fn pairs<S: Serializer>(pairs: &[(&str, &str)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().copied())
}
