//! Records as JSON: an array, or one a line. `docs/assess.schema.json` describes them.

use super::record::Record;
use crate::model::{Line, Policy, Strand};
use rust_decimal::Decimal;
use serde::ser::{Error, SerializeStruct};
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
        serde_json::to_writer(&mut self.out, record)?;
        if self.array { Ok(()) } else { self.out.write_all(b"\n") }
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        if self.array {
            self.out.write_all(if self.any { b"\n]\n" } else { b"[]\n" })?;
        }
        self.out.flush()
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let days = self.answer.days;
        let mut record = serializer.serialize_struct("Record", 21)?;
        record.serialize_field("schema", &SCHEMA)?;
        record.serialize_field("id", self.answer.id)?;
        record.serialize_field("name", self.answer.name)?;
        record.serialize_field("setting", self.setting())?;
        record.serialize_field("policy", &*self.policy.name.machine)?;
        record.serialize_field("revision", &*self.policy.revision)?;
        record.serialize_field("on", &Shown(self.on))?;
        record.serialize_field("status", self.status())?;
        record.serialize_field("category", &self.category())?;
        record.serialize_field("possible", &Sequence(self.possible()))?;
        record.serialize_field("days", &days.stated.map(|(_, figure)| Exactly(figure)))?;
        record.serialize_field("days_kind", &self.days_kind())?;
        record.serialize_field("days_min", &days.least.map(Exactly))?;
        record.serialize_field("days_max", &days.most.map(Exactly))?;
        record.serialize_field("ask", &Sequence(self.facts(&self.answer.ask)))?;
        record.serialize_field("unknown", &Sequence(self.facts(&self.answer.unknown)))?;
        record.serialize_field("assumed", &Sequence(self.assumed()))?;
        record.serialize_field("gate", &self.gate())?;
        record.serialize_field("expectations", &Pairs(self.expectations()))?;
        record.serialize_field("also", &Sequence(self.also()))?;
        record.serialize_field(
            "because",
            &Sequence(self.because().map(|(strand, line)| Reason { policy: self.policy, strand, line })),
        )?;
        record.end()
    }
}

/// A strand and the line that decides it.
struct Reason<'a> {
    policy: &'a Policy,
    strand: &'a Strand,
    line: &'a Line,
}

impl Serialize for Reason<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut reason = serializer.serialize_struct("Reason", 5)?;
        reason.serialize_field("strand", &*self.strand.name.machine)?;
        reason.serialize_field("category", self.policy.category_code(self.line.category))?;
        reason.serialize_field("line", self.line.text())?;
        reason.serialize_field("from", &self.line.citation.from.as_deref())?;
        reason.serialize_field("reading", &self.line.citation.reading.as_deref())?;
        reason.end()
    }
}

/// A JSON number with just the digits of the decimal.
struct Exactly(Decimal);

impl Serialize for Exactly {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.normalize().to_string()).map_err(S::Error::custom)?.serialize(serializer)
    }
}

/// A text that need not be built first.
struct Shown<T>(T);

impl<T: std::fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

struct Sequence<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Sequence<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

struct Pairs<I>(I);

impl<K: Serialize, V: Serialize, I: Iterator<Item = (K, V)> + Clone> Serialize for Pairs<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.clone())
    }
}
