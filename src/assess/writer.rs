//! Answers written one after the other, as they are given.

use super::answer::Answer;
use super::record::Records;
use super::{Format, csv, json};
use crate::model::Policy;
use jiff::civil::Date;
use std::io::{self, Write};

/// Writes answers one by one, so that none has to be kept.
pub struct Writer<'a> {
    records: Records<'a>,
    form: Form<'a>,
}

enum Form<'a> {
    Csv(Box<csv::Table<&'a mut dyn Write>>),
    Json(json::Lines<&'a mut dyn Write>),
}

impl<'a> Writer<'a> {
    /// Begins: what stands before the first answer is written.
    ///
    /// # Errors
    /// Whatever `out` fails with.
    pub fn new(format: Format, policy: &'a Policy, on: Date, out: &'a mut dyn Write) -> io::Result<Self> {
        let form = match format {
            Format::Csv => Form::Csv(Box::new(csv::Table::new(on, out)?)),
            Format::Json => Form::Json(json::Lines::new(true, out)),
            Format::JsonLines => Form::Json(json::Lines::new(false, out)),
        };
        Ok(Self { records: Records::new(policy, on), form })
    }

    /// Writes one answer.
    ///
    /// # Errors
    /// Whatever the output fails with.
    pub fn write(&mut self, answer: &Answer<'_>) -> io::Result<()> {
        let record = self.records.of(answer);
        match &mut self.form {
            Form::Csv(table) => table.row(record),
            Form::Json(lines) => lines.record(&record),
        }
    }

    /// Ends: what stands behind the last answer is written, and all that was kept back.
    ///
    /// # Errors
    /// Whatever the output fails with.
    pub fn finish(self) -> io::Result<()> {
        match self.form {
            Form::Csv(table) => table.finish(),
            Form::Json(lines) => lines.finish(),
        }
    }
}

impl std::fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("records", &self.records).finish_non_exhaustive()
    }
}
