//! What differs in meaning, a row for each region.

use super::{days, is_same};
use crate::diagram::Fate;
use crate::harness::meaning::{Change, Compared, Days, Meaning, OfKind, Region, Span, Standing, Verdict, What};
use crate::harness::moves::{GivenLine, Reason};
use std::sync::Arc;

pub(in super::super) const COLUMNS: [&str; 19] = [
    "kind",
    "first",
    "last",
    "verdict",
    "verdict_days",
    "change",
    "name",
    "from",
    "to",
    "direction",
    "days_before",
    "days_after",
    "where",
    "witness",
    "line_before",
    "place_before",
    "line_after",
    "place_after",
    "note",
];

/// A row for each region; one for a kind of setting for which nothing changes, and one for whatever is not proved.
pub(in super::super) fn rows(meaning: &Meaning) -> Vec<Vec<String>> {
    meaning.kinds.iter().flat_map(of_kind).collect()
}

/// A row, cell by cell; what is not said stays empty.
#[derive(Clone, Default)]
struct Row {
    kind: String,
    span: [String; 2],
    verdicts: [&'static str; 2],
    change: &'static str,
    name: String,
    categories: [String; 2],
    direction: &'static str,
    days: [String; 2],
    whose: String,
    witness: String,
    lines: [[String; 2]; 2],
    note: String,
}

impl Row {
    fn cells(self) -> Vec<String> {
        let [first, last] = self.span;
        let [verdict, verdict_days] = self.verdicts.map(str::to_owned);
        let [from, to] = self.categories;
        let [days_before, days_after] = self.days;
        let [[line_before, place_before], [line_after, place_after]] = self.lines;
        let (change, direction) = (self.change.to_owned(), self.direction.to_owned());
        vec![
            self.kind,
            first,
            last,
            verdict,
            verdict_days,
            change,
            self.name,
            from,
            to,
            direction,
            days_before,
            days_after,
            self.whose,
            self.witness,
            line_before,
            place_before,
            line_after,
            place_after,
            self.note,
        ]
    }
}

fn of_kind(kind: &OfKind) -> Vec<Vec<String>> {
    let row = Row { kind: kind.kind.to_string(), ..Row::default() };
    let spans = match &kind.standing {
        Standing::Gone => return vec![Row { change: "kind_of_old_alone", ..row }.cells()],
        Standing::New => return vec![Row { change: "kind_of_new_alone", ..row }.cells()],
        Standing::Both(spans) => spans,
    };
    if is_same(kind) {
        return vec![Row { verdicts: ["same"; 2], change: "none", ..row }.cells()];
    }
    spans.iter().flat_map(|span| of_span(span, &row)).map(Row::cells).collect()
}

fn of_span(span: &Span, row: &Row) -> Vec<Row> {
    let Compared { categories, days, changes, open, .. } = &span.compared;
    let verdict = |verdict: &Option<Verdict>, days| verdict.map_or("not_proved", |one| one.machine(days));
    let row = Row {
        span: [span.first.to_string(), span.last.to_string()],
        verdicts: [verdict(categories, false), verdict(days, true)],
        ..row.clone()
    };
    if span.compared.is_same() {
        return vec![Row { change: "none", ..row }];
    }
    let not_proved = open.iter().map(|note| Row { change: "not_proved", note: (*note).to_owned(), ..row.clone() });
    changes.iter().flat_map(|change| of_change(change, &row)).chain(not_proved).collect()
}

fn of_change(change: &Change, row: &Row) -> Vec<Row> {
    let code = |code: &Option<Arc<str>>| code.as_deref().unwrap_or("no answer").to_owned();
    let fate = |fate: &Fate| match fate {
        Fate::Begins => "begins",
        Fate::Ends => "ends",
        Fate::Otherwise => "otherwise",
    };
    let (sort, name, categories, direction) = match &change.what {
        What::Category(both) => ("category", String::new(), both.each_ref().map(code), change.sense.machine(false)),
        What::Support => ("support", String::new(), Default::default(), ""),
        What::Categorised(0) => ("categorised_of_old_alone", String::new(), Default::default(), ""),
        What::Categorised(_) => ("categorised_of_new_alone", String::new(), Default::default(), ""),
        What::Expectation { category, name, fate: of } => {
            ("expectation", name.to_string(), [category, category].map(ToString::to_string), fate(of))
        }
        What::Also { item, fate: of } => ("also", item.to_string(), Default::default(), fate(of)),
        What::Untold { fact, possible, .. } => {
            let all = |codes: &Vec<Option<Arc<str>>>| codes.iter().map(code).collect::<Vec<_>>().join("; ");
            ("untold", fact.to_string(), possible.each_ref().map(all), change.sense.machine(false))
        }
        What::Alone(0) => ("can_be_of_old_alone", String::new(), Default::default(), ""),
        What::Alone(_) => ("can_be_of_new_alone", String::new(), Default::default(), ""),
    };
    let (mut days, mut note) = (change.days.map(days), String::new());
    if let What::Untold { assumed, .. } = &change.what {
        let [before, after] = assumed.each_ref().map(|value| value.as_deref().unwrap_or("nothing"));
        note = format!("where nobody tells it; {before} was assumed and {after} is");
    }
    if change.days == [Days::Nothing; 2] && !matches!(change.what, What::Category(_) | What::Support | What::Categorised(_)) {
        days = Default::default();
    }
    let row = Row { change: sort, name, categories, direction, days, note, ..row.clone() };
    let mut rows: Vec<Row> = change.regions.iter().map(|region| of_region(region, &row)).collect();
    if !change.whole {
        rows.push(Row { note: "more settings, which were too many to be put in words".to_owned(), ..row });
    }
    rows
}

fn of_region(region: &Region, row: &Row) -> Row {
    let whose = if region.where_.is_empty() { "all".to_owned() } else { region.where_.join(", and ") };
    let told = region.witness.iter().flat_map(|witness| &witness.facts);
    let lines = |of: fn(&Reason) -> Option<&GivenLine>| {
        let all: Vec<&GivenLine> = region.because.iter().filter_map(of).collect();
        let joined = |each: &dyn Fn(&GivenLine) -> String| all.iter().map(|line| each(line)).collect::<Vec<_>>().join("; ");
        [joined(&|line| line.words()), joined(&|line| line.place.to_string())]
    };
    Row {
        whose,
        witness: told.map(|told| told.words()).collect::<Vec<_>>().join("; "),
        lines: [lines(|reason| reason.before.as_ref()), lines(|reason| reason.after.as_ref())],
        ..row.clone()
    }
}
