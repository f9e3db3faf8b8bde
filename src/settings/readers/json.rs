//! JSON as records of cells: an array of objects, or objects one after the other (JSON lines).
//!
//! The columns are all the keys that any record has; where a record lacks one its cell is empty. A record is kept as the stretch
//! of text that it is, and its values are looked at one record after the other.

use super::record::{MAX_CELL, MAX_CELLS, Place, Record, Records};
use crate::diagnostic::{Code, Diagnostic, Problems, codes::settings as codes};
use crate::model::machine_name;
use crate::settings::mistake::shown;
use crate::source::{FileId, Span};
use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

/// Reads records one after the other into one place.
#[derive(Debug)]
pub(super) struct Objects<'t> {
    text: &'t str,
    /// The records not yet read, with those that are none.
    ahead: std::vec::IntoIter<&'t str>,
    keys: Keys<'t>,
    record: Record<'t>,
    read: usize,
    headings_read: bool,
}

/// The columns: each key by its place in the order of first appearance. Keys of one machine name are one column.
#[derive(Debug, Default)]
struct Keys<'t> {
    by_text: HashMap<Cow<'t, str>, usize>,
    by_machine: HashMap<String, usize>,
    /// As first spelt, and where.
    list: Vec<(Cow<'t, str>, Span)>,
}

/// The fields of one object, in its order.
struct Fields<'t>(Vec<(Cow<'t, str>, &'t RawValue)>);

impl<'t> Objects<'t> {
    /// What is no JSON is reported, and the records besides are read. `None` where there are none besides.
    pub(super) fn new(text: &'t str, file: FileId, problems: &mut Problems) -> Option<Self> {
        let (records, wrong) = split(text);
        wrong.iter().for_each(|at| problems.push(not_json(text, file, *at)));
        let mut keys = Keys::default();
        for record in &records {
            if let Ok(Fields(fields)) = serde_json::from_str(record) {
                fields.into_iter().for_each(|(key, _)| keys.add(key, text, file, record));
            }
        }
        let first = records.first().map(|first| span_in(text, first, file).beginning());
        let refused = match (first, keys.list.len()) {
            (None, _) if wrong.is_empty() => Some(empty(file)),
            (Some(first), 0) if wrong.is_empty() => Some(not_objects(first)),
            (Some(first), 1) if is_wrapped(&records) => Some(wrapped(first)),
            (_, MAX_CELLS..) => Some(too_wide(file)),
            _ => None,
        };
        if refused.is_some() || keys.list.is_empty() {
            problems.extend(refused);
            return None;
        }
        let record = Record::new(file, Place::Objects { whole: Span::new(file, 0, 0), cells: Vec::new() });
        Some(Self { text, ahead: records.into_iter(), keys, record, read: 0, headings_read: false })
    }

    fn headings(&mut self) -> Option<&mut Record<'t>> {
        self.headings_read = true;
        self.record.texts.clear();
        let mut cells = Vec::with_capacity(self.keys.list.len());
        for (key, span) in &self.keys.list {
            self.record.texts.push_field(key);
            cells.push(*span);
        }
        let whole = *cells.first()?;
        self.record.place = Place::Objects { whole, cells };
        Some(&mut self.record)
    }

    /// Reads one record; what is wrong with it is reported.
    fn fill(&mut self, written: &'t str, problems: &mut Problems) {
        let file = self.record.file;
        let whole = span_in(self.text, written, file);
        self.read += 1;
        self.record.number = self.read;
        self.record.texts.clear();
        self.record.place = Place::Objects { whole, cells: Vec::new() };
        self.record.broken = true;
        let Ok(Fields(fields)) = serde_json::from_str(written) else {
            return problems.push(no_object(&self.record));
        };
        let mut values: Vec<Option<&'t RawValue>> = vec![None; self.keys.list.len()];
        let mut wrong = false;
        for (key, value) in fields {
            let Some(place) = self.keys.by_text.get(&key).and_then(|at| values.get_mut(*at)) else { continue };
            if place.replace(value).is_some() {
                problems.push(twice(&self.record, &key, span_in(self.text, value.get(), file)));
                wrong = true;
            }
        }
        let mut cells = Vec::with_capacity(values.len());
        for (value, (key, _)) in values.into_iter().zip(&self.keys.list) {
            let span = value.map_or(whole.beginning(), |value| span_in(self.text, value.get(), file));
            cells.push(span);
            match value.map_or(Ok(Cow::Borrowed("")), |value| text_of(value.get())) {
                Ok(text) => self.record.texts.push_field(&text),
                Err((code, says, help)) => {
                    self.record.texts.push_field("");
                    let message = format!("{}, key `{}`: {says}", self.record.words(), shown(key));
                    problems.push(Diagnostic::new(code, span.beginning(), message).help(help));
                    wrong = true;
                }
            }
        }
        self.record.place = Place::Objects { whole, cells };
        self.record.broken = wrong;
    }
}

impl<'t> Records<'t> for Objects<'t> {
    fn next(&mut self, problems: &mut Problems) -> Option<&mut Record<'t>> {
        if !self.headings_read {
            return self.headings();
        }
        while let Some(written) = self.ahead.next() {
            self.fill(written, problems);
            if self.record.broken || !self.record.is_blank() {
                return Some(&mut self.record);
            }
        }
        None
    }
}

impl<'t> Keys<'t> {
    fn add(&mut self, key: Cow<'t, str>, text: &str, file: FileId, record: &str) {
        if self.by_text.contains_key(&key) || self.list.len() >= MAX_CELLS {
            return;
        }
        let at = *self.by_machine.entry(machine_name(&key)).or_insert(self.list.len());
        self.by_text.insert(key.clone(), at);
        if at == self.list.len() {
            let span = match &key {
                Cow::Borrowed(key) => span_in(text, key, file),
                Cow::Owned(_) => span_in(text, record, file).beginning(),
            };
            self.list.push((key, span));
        }
    }
}

/// The stretches of text that the records are, and each place where something is no JSON.
fn split(text: &str) -> (Vec<&str>, Vec<usize>) {
    if text.trim_start().starts_with('[') {
        return match serde_json::from_str::<Vec<&RawValue>>(text) {
            Ok(values) => (values.into_iter().map(RawValue::get).collect(), Vec::new()),
            Err(error) => (Vec::new(), vec![offset(text, &error)]),
        };
    }
    let (mut records, mut wrong) = (Vec::new(), Vec::new());
    let mut from = 0;
    while let Some(rest) = text.get(from..).filter(|rest| !rest.trim_start().is_empty()) {
        let values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        let mut stopped = None;
        for value in values {
            match value {
                Ok(value) => records.push(value.get()),
                Err(error) => stopped = Some(from + offset(rest, &error)),
            }
        }
        let Some(at) = stopped else { break };
        wrong.push(at);
        // The next line that begins an object is read again as if nothing had been wrong.
        let next = text.get(at..).and_then(|rest| rest.find("\n{"));
        from = next.map_or(text.len(), |ahead| at + ahead + 1);
    }
    (records, wrong)
}

/// The byte that an error is about.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    if error.classify() == Category::Eof {
        return text.trim_end().len();
    }
    let line: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut at = (line + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The place of a stretch of a text.
fn span_in(text: &str, part: &str, file: FileId) -> Span {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    Span::new(file, start, start + part.len())
}

type Refusal = (Code, &'static str, &'static str);

/// What a value says, as a cell of a table would.
fn text_of(json: &str) -> Result<Cow<'_, str>, Refusal> {
    let text = match json.as_bytes().first() {
        Some(b'"') => serde_json::from_str::<Text<'_>>(json).map(|text| text.0).unwrap_or_default(),
        Some(b'n') | None => Cow::Borrowed(""),
        Some(b't') => Cow::Borrowed("yes"),
        Some(b'f') => Cow::Borrowed("no"),
        Some(b'[' | b'{') => {
            let help = "Give each fact a key of its own, with one text, number, `true`, `false` or `null`.";
            return Err((codes::NESTED_VALUE, "several values stand here, and a fact has one.", help));
        }
        Some(_) if json.contains(['e', 'E']) => {
            Decimal::from_scientific(json).map_or(Cow::Borrowed(json), |number| Cow::Owned(number.normalize().to_string()))
        }
        Some(_) => Cow::Borrowed(json),
    };
    if text.len() > MAX_CELL {
        return Err((codes::CELL_TOO_LONG, "the text is longer than 32767 bytes.", "Shorten it."));
    }
    Ok(text)
}

impl<'de: 't, 't> Deserialize<'de> for Fields<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(Text(key)) = map.next_key()? {
                    fields.push((key, map.next_value()?));
                }
                Ok(fields)
            }
        }
        deserializer.deserialize_map(Object).map(Fields)
    }
}

/// A text that lies in the JSON itself unless it has signs written in another way.
struct Text<'t>(Cow<'t, str>);

impl<'de: 't, 't> Deserialize<'de> for Text<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Letters;
        impl<'de> Visitor<'de> for Letters {
            type Value = Cow<'de, str>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E: serde::de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Cow::Borrowed(text))
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Cow::Owned(text.to_owned()))
            }
        }
        deserializer.deserialize_str(Letters).map(Text).map_err(D::Error::custom)
    }
}

fn not_json(text: &str, file: FileId, at: usize) -> Diagnostic {
    let message = if at >= text.trim_end().len() {
        "The JSON ends in the middle: a bracket or a quotation mark is opened and never closed."
    } else {
        "What stands here is no JSON."
    };
    Diagnostic::new(codes::NOT_JSON, Span::new(file, at, at), message).help(
        "Look just before this place for a comma, bracket or quotation mark that is missing, or a comma too many. Where a program \
         wrote the file, export it again.",
    )
}

const AS_OBJECTS: &str =
    "Write each setting as `{\"id\": \"1\", \"setting\": \"…\", …}`, all in one array or one below the other.";

fn no_object(record: &Record<'_>) -> Diagnostic {
    let message = format!("{} is no object with keys and values.", record.words());
    Diagnostic::new(codes::NOT_OBJECTS, record.span().beginning(), message).help(AS_OBJECTS)
}

fn not_objects(at: Span) -> Diagnostic {
    Diagnostic::new(codes::NOT_OBJECTS, at, "The file holds no objects with keys and values.").help(AS_OBJECTS)
}

fn twice(record: &Record<'_>, key: &str, again: Span) -> Diagnostic {
    let message = format!("{} has the key `{}` twice.", record.words(), shown(key));
    Diagnostic::new(codes::COLUMN_TWICE, again.beginning(), message)
        .help("Delete one of them. Upper case, blanks, hyphens and underscores make no difference.")
}

fn empty(file: FileId) -> Diagnostic {
    Diagnostic::new(codes::EMPTY_TABLE, Span::new(file, 0, 0), "The table is empty.").help(AS_OBJECTS)
}

/// Whether there is one object, and it holds the records in a key of its own.
fn is_wrapped(records: &[&str]) -> bool {
    let [only] = records else { return false };
    let fields = serde_json::from_str(only).map(|Fields(fields)| fields);
    fields.is_ok_and(|fields| fields.first().is_some_and(|(_, value)| value.get().starts_with('[')))
}

fn wrapped(at: Span) -> Diagnostic {
    Diagnostic::new(codes::NOT_OBJECTS, at, "The records lie inside another object.")
        .help("Write the array alone, so that the file begins with `[` and ends with `]`.")
}

fn too_wide(file: FileId) -> Diagnostic {
    let message = format!("The records have {MAX_CELLS} different keys or more.");
    Diagnostic::new(codes::TABLE_TOO_LARGE, Span::new(file, 0, 0), message)
        .help("Leave out the keys that the policy does not ask for.")
}
