//! From a row of the table to a school.

use super::facts::{
    CAPACITY_TO_IMPROVE, FIRST_RISK, FORMAL_POWERS, Fact, Facts, GOVERNANCE, GOVERNANCE_ACTION_PLAN, GOVERNANCE_CAPACITY,
    GOVERNOR_VACANCIES, HEADTEACHER, Inspected, LA_JUDGEMENT, LATEST_INSPECTED, LATEST_OFSTED, LEADERSHIP, LIKELY_GOOD_NEXT,
    NAMES, PREVIOUS_OFSTED, TWO_YEAR_OLDS, VULNERABILITY, Words,
};
use csv::{Reader, ReaderBuilder, StringRecord};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::HashSet;

pub(super) struct School<'t> {
    pub(super) id: &'t str,
    pub(super) name: &'t str,
    pub(super) facts: Facts,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Id,
    Name,
    Setting,
    Fact(usize),
}

pub(super) struct Table<'t> {
    reader: Reader<&'t [u8]>,
    columns: Vec<Column>,
    record: StringRecord,
    row: usize,
    ids: HashSet<String>,
    on: Date,
    /// Inspections on this day or later are within twelve months.
    recent: Date,
}

impl<'t> Table<'t> {
    pub(super) fn new(text: &'t str, on: Date) -> Result<Self, String> {
        let mut reader = ReaderBuilder::new().from_reader(text.as_bytes());
        let columns = columns(reader.headers().map_err(|error| error.to_string())?)?;
        let recent = first_recent(on).ok_or("the calendar ends here")?;
        Ok(Self { reader, columns, record: StringRecord::new(), row: 1, ids: HashSet::new(), on, recent })
    }

    /// The next row; `None` after the last.
    pub(super) fn next_school(&mut self) -> Result<Option<School<'_>>, String> {
        if !self.reader.read_record(&mut self.record).map_err(|error| error.to_string())? {
            return Ok(None);
        }
        self.row += 1;
        let row = self.row;
        let (mut id, mut name, mut setting) = ("", "", "");
        let mut facts = Facts::UNTOLD;
        for (column, cell) in self.columns.iter().zip(&self.record) {
            // Most cells are empty.
            let cell = if cell.is_empty() { cell } else { cell.trim() };
            if cell.is_empty() {
                continue;
            }
            match column {
                Column::Id => id = cell,
                Column::Name => name = cell,
                Column::Setting => setting = cell,
                Column::Fact(fact) => tell(&mut facts, *fact, cell, (self.recent, self.on))
                    .ok_or_else(|| format!("row {row}, column `{}`: `{cell}` is no value of it", NAMES[*fact]))?,
            }
        }
        if setting != "school" && folded(setting) != "school" {
            return Err(format!("row {row}, column `setting`: `{setting}` is no kind of setting"));
        }
        if id.is_empty() {
            return Err(format!("row {row}, column `id`: there is no id"));
        }
        if !self.ids.insert(id.to_owned()) {
            return Err(format!("row {row}, column `id`: another row has the same id"));
        }
        if facts.histories().next().is_none() {
            return Err(format!("row {row}: its Ofsted judgements and the date of inspection cannot be together"));
        }
        Ok(Some(School { id, name, facts }))
    }
}

fn columns(headings: &StringRecord) -> Result<Vec<Column>, String> {
    let mut columns = Vec::with_capacity(headings.len());
    for heading in headings {
        let column = match folded(heading).as_str() {
            "id" => Column::Id,
            "name" => Column::Name,
            "setting" => Column::Setting,
            other => {
                let fact = NAMES.iter().position(|name| *name == other);
                Column::Fact(fact.ok_or_else(|| format!("row 1: there is no fact `{heading}`"))?)
            }
        };
        if columns.contains(&column) {
            return Err(format!("row 1: there are two columns `{heading}`"));
        }
        columns.push(column);
    }
    Ok(columns)
}

/// The first day whose anniversary is `on` or later; that of 29 February is 28 February.
fn first_recent(on: Date) -> Option<Date> {
    let before = on.checked_sub(12.months()).ok()?;
    // A year before 29 February there is the 28th, whose anniversary is a day short.
    if before.checked_add(12.months()).ok()? < on { before.tomorrow().ok() } else { Some(before) }
}

/// Lower case, with underscores for blanks and hyphens.
fn folded(text: &str) -> String {
    text.trim().chars().map(|letter| if matches!(letter, ' ' | '-') { '_' } else { letter.to_ascii_lowercase() }).collect()
}

/// Notes what a cell says; `None` if it is no value of the fact.
fn tell(facts: &mut Facts, fact: usize, cell: &str, days: (Date, Date)) -> Option<()> {
    match fact {
        LATEST_OFSTED => set(&mut facts.latest_ofsted, cell),
        PREVIOUS_OFSTED => set(&mut facts.previous_ofsted, cell),
        LATEST_INSPECTED => {
            facts.latest_inspected = inspected(cell, days)?;
            Some(())
        }
        LA_JUDGEMENT => set(&mut facts.la_judgement, cell),
        VULNERABILITY => set(&mut facts.vulnerability, cell),
        LIKELY_GOOD_NEXT => set(&mut facts.likely_good_next, cell),
        CAPACITY_TO_IMPROVE => set(&mut facts.capacity_to_improve, cell),
        FORMAL_POWERS => set(&mut facts.formal_powers, cell),
        LEADERSHIP => set(&mut facts.leadership, cell),
        HEADTEACHER => set(&mut facts.headteacher, cell),
        GOVERNANCE => set(&mut facts.governance, cell),
        GOVERNANCE_CAPACITY => set(&mut facts.governance_capacity, cell),
        GOVERNANCE_ACTION_PLAN => set(&mut facts.governance_action_plan, cell),
        GOVERNOR_VACANCIES => set(&mut facts.governor_vacancies, cell),
        TWO_YEAR_OLDS => set(&mut facts.two_year_olds, cell),
        _ => set(&mut facts.risks[fact - FIRST_RISK], cell),
    }
}

fn set<T: Words>(fact: &mut Fact<T>, cell: &str) -> Option<()> {
    *fact = match T::WORDS.iter().position(|word| *word == cell) {
        Some(at) => Fact::Told(T::ALL[at]),
        None if cell == "?" => Fact::Unknown,
        None => {
            let word = folded(cell);
            Fact::Told(T::ALL[T::WORDS.iter().position(|known| *known == word)?])
        }
    };
    Some(())
}

/// A date, `2021-06-30` or `30 June 2021`, not after the assessment.
fn inspected(cell: &str, (recent, on): (Date, Date)) -> Option<Fact<Inspected>> {
    match cell {
        "?" => Some(Fact::Unknown),
        _ if cell.eq_ignore_ascii_case("none") => Some(Fact::Told(Inspected::Never)),
        _ => {
            let date: Date = cell.parse().ok().or_else(|| Date::strptime("%d %B %Y", cell).ok())?;
            let when = if date >= recent { Inspected::Recently } else { Inspected::LongAgo };
            (date <= on).then_some(Fact::Told(when))
        }
    }
}
