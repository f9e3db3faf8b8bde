//! Tables, matrices, scores and what is categorised by what, in brackets.

use super::print::{about, category_line, condition, literal, tail, test};
use ees::syntax::tree::*;

pub(super) fn table(one: &Table) -> String {
    let inputs: Vec<&str> = one.inputs.iter().map(|input| input.text.as_str()).collect();
    let order = if one.any_order { " in any order" } else { "" };
    let mut out = format!("table ({}){} {:?}{order}{}", one.name.text, about(one.about.as_ref()), one.hit, gives(&one.gives));
    out += &format!("\n  {} => {}", inputs.join(" | "), one.result.text);
    for row in &one.rows {
        let cells: Vec<String> = row.cells.iter().map(cell).collect();
        out += &format!("\n  {} => {}{}", cells.join(" | "), literal(&row.gives), tail(&row.tail));
    }
    out
}

pub(super) fn matrix(one: &Matrix) -> String {
    let top: Vec<String> = one.top.iter().map(cell).collect();
    let sides = format!("({}) down ({}) across", one.down.text, one.across.text);
    let mut out = format!("matrix ({}){} {sides}{}", one.name.text, about(one.about.as_ref()), gives(&one.gives));
    out += &format!("\n  {}", top.join(" | "));
    for row in &one.rows {
        let given: Vec<String> = row.gives.iter().map(literal).collect();
        out += &format!("\n  {} => {}", cell(&row.label), given.join(" | "));
    }
    out
}

pub(super) fn score(one: &Score) -> String {
    let line = |line: &ScoreLine| {
        let what = match &line.what {
            ScoredFor::When(when) => format!("when {}", condition(when)),
            ScoredFor::Value(name) => format!("value of <{}>", name.text),
            ScoredFor::EachOf(list) => format!("each of <{}>", list.text),
            ScoredFor::Each(members) => format!("each [{}]", members.iter().map(condition).collect::<Vec<_>>().join("; ")),
        };
        let points = line.points.as_ref().map_or(String::new(), |points| format!("{} ", literal(points)));
        format!("\n  {points}{what}{}", tail(&line.tail))
    };
    format!("score ({}){}{}", one.name.text, about(one.about.as_ref()), one.lines.iter().map(line).collect::<String>())
}

/// What stands behind `categorise a …`, and lines without strands.
pub(super) fn method(method: &Method) -> String {
    let with = |word: &str, lines: &[CategoryLine]| {
        let lines: String = lines.iter().map(|line| format!("\n  {}", category_line(line))).collect();
        format!(" {word}{lines}")
    };
    match method {
        Method::MostIntensiveStrand => String::new(),
        Method::FirstMatch(lines) => with("by the first match", lines),
        Method::ExactlyOne(lines) => with("by exactly one", lines),
        Method::Table(name) => format!(" by <{}>", name.text),
    }
}

fn gives(gives: &Gives) -> String {
    let values = gives.values.as_ref().map_or(String::new(), |values| format!(" giving ({})", values.text));
    values + &gives.order.map_or(String::new(), |order| format!(" {order:?}"))
}

fn cell(cell: &Cell) -> String {
    match &cell.test {
        None => "any".to_owned(),
        Some(of) => format!("{}{}", if of.negated { "not" } else { "" }, test(&of.test)).trim_start().to_owned(),
    }
}
