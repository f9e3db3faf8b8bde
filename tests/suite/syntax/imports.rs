//! Imports in brackets, for the snapshots.

use super::print::{about, literal, tail};
use ees::syntax::tree::*;

pub(super) fn import(one: &Import) -> String {
    let mut out = format!("import ({})", one.name.text);
    out += &one.dates.map_or(String::new(), |(order, _)| format!("\n  dates {order:?}"));
    out += &one.encoding.map_or(String::new(), |(encoding, _)| format!("\n  encoding {encoding:?}"));
    for (label, column) in [("id", &one.id), ("name", &one.title)] {
        out += &column.as_ref().map_or(String::new(), |column| format!("\n  {label} [{}]", column.text));
    }
    for (column, others) in &one.aliases {
        let others: Vec<String> = others.iter().map(|other| format!("[{}]", other.text)).collect();
        out += &format!("\n  [{}] also {}", column.text, others.join(" "));
    }
    for (column, because) in &one.refusals {
        out += &format!("\n  not with [{}] because «{}»", column.text, because.value);
    }
    out += &one.notices.iter().map(|notice| format!("\n  notice «{}»", notice.value)).collect::<String>();
    for series in &one.series {
        let texts = |texts: &[Text]| texts.iter().map(|text| format!("[{}]", text.value)).collect::<Vec<_>>().join(" ");
        let broken = if series.broken { " BROKEN" } else { "" };
        out += &format!("\n  newest of ({}) {}{}{broken}", series.name.text, texts(&series.parts), tail(&series.tail));
        let cell = |cell: &Option<Text>| cell.as_ref().map_or("-".to_owned(), |cell| format!("[{}]", cell.value));
        let row = |row: &Vec<Option<Text>>| row.iter().map(cell).collect::<Vec<_>>().join(" ");
        out += &series.rows.iter().map(|one| format!("\n    at {}", row(one))).collect::<String>();
        out += &series.lines.iter().map(line).collect::<String>();
    }
    for section in &one.sections {
        let about = about(&section.about);
        let source = section.source.as_ref().map_or(String::new(), |of| format!(" from {}", source(of)));
        let none = if section.or_none { " or-none" } else { "" };
        let broken = if section.broken { " BROKEN" } else { "" };
        let name = if section.is_setting { "SETTING".to_owned() } else { format!("({})", section.name.text) };
        out += &format!("\n  {name}{about}{source}{none}{}{broken}", tail(&section.tail));
        out += &section.lines.iter().map(line).collect::<String>();
    }
    out
}

fn line(line: &ImportLine) -> String {
    let gives = match &line.gives {
        Given::LeftOut(_) => "LEFT OUT".to_owned(),
        Given::Value(value) => literal(value),
    };
    let tests: Vec<String> = line.tests.iter().map(test).collect();
    let when = if tests.is_empty() { "otherwise".to_owned() } else { format!("when {}", tests.join(" and ")) };
    let because = line.because.as_ref().map_or(String::new(), |because| format!(" because «{}»", because.value));
    format!("\n    {gives} {when}{because}{}", tail(&line.tail))
}

fn test(test: &ImportTest) -> String {
    let subject = match &test.subject {
        None => String::new(),
        Some(Subject::Column(column)) => format!("[{}] ", column.text),
        Some(Subject::Newest(one)) => format!("{} ", newest(one)),
    };
    let code = |code: &Code| match code {
        Code::Empty(_) => "EMPTY".to_owned(),
        Code::Text(text) => format!("‹{}›", text.text),
    };
    let codes: Vec<String> = test.codes.iter().map(code).collect();
    format!("{subject}{}{{{}}}", if test.negated { "not " } else { "" }, codes.join(" "))
}

fn source(source: &Source) -> String {
    match source {
        Source::Column(column) => format!("[{}]", column.text),
        Source::MonthsSince(column) => format!("months since [{}]", column.text),
        Source::Newest(one) => newest(one),
    }
}

fn newest(newest: &Newest) -> String {
    let part = newest.part.as_ref().map_or(String::new(), |part| format!("({}) of ", part.text));
    format!("{part}newest {} ({})", newest.nth + 1, newest.series.text)
}
