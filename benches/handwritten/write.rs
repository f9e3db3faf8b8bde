//! From a school to its row of the answers.

use super::facts::{Fact, Facts, NAMES, YesNo};
use super::read::School;
use super::reasons::{GATE, Reasons, STRANDS, action_plan};
use super::resting::rests_on;
use super::rules::{Apart, possible_with};
use super::set::Set;
use super::unknown::ask;
use csv::Writer;
use jiff::civil::Date;

const COLUMNS: [&str; 17] = [
    "id",
    "name",
    "setting",
    "policy",
    "revision",
    "on",
    "status",
    "category",
    "possible",
    "days",
    "days_kind",
    "ask",
    "assumed",
    "expectations",
    "gate",
    "also",
    "because",
];

pub(super) struct Answers {
    writer: Writer<Vec<u8>>,
    on: String,
    /// The cell being written; kept, so that rows do not allocate.
    cell: String,
}

impl Answers {
    /// With room for the answers to a table of so many bytes.
    pub(super) fn new(on: Date, size: usize) -> csv::Result<Self> {
        let mut writer = Writer::from_writer(Vec::with_capacity(3 * size));
        writer.write_record(COLUMNS)?;
        Ok(Self { writer, on: on.to_string(), cell: String::new() })
    }

    pub(super) fn finish(self) -> Result<String, String> {
        let bytes = self.writer.into_inner().map_err(|error| error.to_string())?;
        String::from_utf8(bytes).map_err(|error| error.to_string())
    }

    pub(super) fn school(&mut self, school: &School<'_>) -> csv::Result<()> {
        let facts = &school.facts;
        let apart = Apart::of(facts);
        let possible = possible_with(facts, &apart);
        let decided = (possible.len() == 1).then(|| possible.most());
        let reasons = Reasons::of(facts, &apart, possible);
        self.harmless(school.id)?;
        self.harmless(school.name)?;
        for text in ["school", "education_excellence_strategy", "2021"] {
            self.writer.write_field(text)?;
        }
        self.writer.write_field(&self.on)?;
        self.writer.write_field(if decided.is_some() { "decided" } else { "open" })?;
        self.writer.write_field(decided.map_or("", |category| category.code()))?;
        self.list(possible.iter().map(|category| category.code()))?;
        self.writer.write_field(decided.map_or("", |category| category.days()))?;
        self.writer.write_field(decided.map_or("", |_| "exact"))?;
        if decided.is_some() {
            self.writer.write_field("")?;
        } else {
            self.list(ask(facts).into_iter().map(|fact| NAMES[fact]))?;
        }
        let mut assumed: Vec<&str> = rests_on(facts).iter().map(|fact| NAMES[fact]).collect();
        assumed.sort_unstable();
        self.list(assumed.into_iter())?;
        self.rest(facts, possible, &reasons)?;
        self.writer.write_record(None::<&[u8]>)
    }

    /// What goes with the category.
    fn rest(&mut self, facts: &Facts, possible: Set, reasons: &Reasons) -> csv::Result<()> {
        self.cell.clear();
        if let Some(state) = action_plan(facts, possible) {
            self.cell.extend(["governance_action_plan: ", state]);
        }
        self.writer.write_field(&self.cell)?;
        self.writer.write_field(if reasons.gate { GATE } else { "" })?;
        let nursery = facts.two_year_olds == Fact::Told(YesNo::Yes);
        self.writer.write_field(if nursery { "Early-years core visit, each term" } else { "" })?;
        self.cell.clear();
        for (strand, line) in STRANDS.iter().zip(reasons.lines) {
            if let Some(line) = line {
                self.cell.extend([if self.cell.is_empty() { "" } else { "; " }, strand, ": ", line]);
            }
        }
        self.writer.write_field(&self.cell)
    }

    fn list(&mut self, items: impl Iterator<Item = &'static str>) -> csv::Result<()> {
        self.cell.clear();
        for item in items {
            self.cell.extend([if self.cell.is_empty() { "" } else { "; " }, item]);
        }
        self.writer.write_field(&self.cell)
    }

    /// A cell, with an apostrophe before what a spreadsheet would run as a formula. A negative number is none.
    fn harmless(&mut self, text: &str) -> csv::Result<()> {
        let formula = match text.as_bytes() {
            [b'=' | b'+' | b'@' | b'\t' | b'\r', ..] => true,
            [b'-', b'0'..=b'9', ..] => text.parse::<f64>().is_err(),
            [b'-', ..] => true,
            _ => false,
        };
        if formula { self.writer.write_field(format!("'{text}")) } else { self.writer.write_field(text) }
    }
}
