//! Coverage as one page: every text of the policies, each line with its state, and tables of what it was seen to do.

use super::words::{gaps, value};
use super::{Coverage, Figures, Item, Outcomes, Seen, Side, Sort, State, missing};
use crate::diagnostic::words::counted;
use crate::model::Policy;
use crate::source::{FileId, Sources};
use askama::Template;
use std::collections::BTreeMap;

/// The page, filled in.
#[derive(Template)]
#[template(path = "harness/coverage/page/page.html")]
struct Page {
    title: String,
    policies: Vec<Whole>,
}

/// One policy.
struct Whole {
    id: String,
    name: String,
    scenarios: String,
    rows: Vec<Row>,
    total: Row,
    any_drafted: bool,
    gaps: Vec<Gap>,
    files: Vec<File>,
    /// Files of which nothing can be exercised.
    others: String,
}

/// A row of the table of figures.
struct Row {
    name: &'static str,
    exercised: usize,
    drafted: usize,
    all: usize,
    per_cent: String,
}

/// A line of which something is not exercised.
struct Gap {
    id: String,
    place: String,
    text: String,
    state: Mark,
    missing: Vec<String>,
}

/// A text.
struct File {
    id: String,
    name: String,
    figures: String,
    lines: Vec<Line>,
}

/// A line of a text.
struct Line {
    id: String,
    number: usize,
    text: String,
    state: Option<Mark>,
    details: Option<Details>,
    missing: Vec<String>,
}

/// How far something is exercised: a sign, a word, and what the style sheet knows it by.
#[derive(Clone, Copy)]
struct Mark {
    sign: &'static str,
    word: &'static str,
    class: &'static str,
}

/// What stands below a line.
struct Details {
    summary: String,
    wholes: Vec<Done>,
    conditions: Vec<Decision>,
    thresholds: Vec<Edge>,
}

struct Done {
    sort: &'static str,
    text: String,
    reached: usize,
    held: usize,
    state: Mark,
    missing: String,
}

struct Decision {
    text: String,
    yes: String,
    no: String,
    state: Mark,
    missing: String,
}

struct Edge {
    text: String,
    yes: String,
    no: String,
    state: Mark,
    missing: String,
}

/// The page of some policies.
#[must_use]
pub fn page(policies: &[(&Policy, &Coverage, &Sources)]) -> String {
    let policies: Vec<Whole> =
        policies.iter().zip(1..).map(|((policy, coverage, sources), at)| whole(policy, coverage, sources, at)).collect();
    let names: Vec<&str> = policies.iter().map(|one| one.name.as_str()).collect();
    let title = match names.as_slice() {
        [one] => format!("What the scenarios exercise: {one}"),
        _ => "What the scenarios exercise".to_owned(),
    };
    // Writing to memory does not fail.
    Page { title, policies }.render().unwrap_or_default() + "\n"
}

fn whole(policy: &Policy, coverage: &Coverage, sources: &Sources, at: usize) -> Whole {
    let mut texts: BTreeMap<FileId, BTreeMap<usize, Vec<&Item>>> = BTreeMap::new();
    for item in &coverage.items {
        texts.entry(item.span.file).or_default().entry(sources.start(item.span).line).or_default().push(item);
    }
    let files: Vec<File> =
        texts.iter().zip(1..).map(|((file, items), number)| file_of(sources, *file, items, &format!("p{at}f{number}"))).collect();
    let gap = |(file, line): (&File, &Line)| {
        let state = line.state.filter(|mark| mark.word != State::Exercised.word())?;
        let name = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let place = format!("{name}, line\u{a0}{}", line.number);
        let missing = line.missing.clone();
        Some(Gap { id: line.id.clone(), place, text: line.text.split_whitespace().collect::<Vec<_>>().join(" "), state, missing })
    };
    let gaps = files.iter().flat_map(|file| file.lines.iter().map(move |line| (file, line))).filter_map(gap).collect();
    let named = |sort: &Sort| Some(row(sort.many(), coverage.of_sort(*sort))).filter(|row| row.all > 0);
    let total = row("all together", coverage.total());
    let besides = match coverage.drafted {
        0 => String::new(),
        drafted => format!(
            " {} drafted by the program and {} apart.",
            counted(drafted, "more was", "more were"),
            if drafted == 1 { "counts" } else { "count" }
        ),
    };
    Whole {
        id: format!("p{at}"),
        name: crate::explain::policy_name(policy),
        scenarios: format!("{} counted.{besides}", counted(coverage.scenarios, "scenario is", "scenarios are")),
        rows: Sort::ALL.iter().filter_map(named).collect(),
        any_drafted: total.drafted > 0,
        total,
        gaps,
        others: others(sources, &texts),
        files,
    }
}

fn others(sources: &Sources, texts: &BTreeMap<FileId, BTreeMap<usize, Vec<&Item>>>) -> String {
    let known: Vec<&str> = texts.keys().map(|file| sources.name(*file)).collect();
    let others = sources.files().map(|file| file.name.as_str()).filter(|name| !known.contains(name));
    others.collect::<Vec<_>>().join(", ")
}

fn row(name: &'static str, figures: Figures) -> Row {
    let Figures { exercised, drafted, all } = figures;
    Row { name, exercised, drafted, all, per_cent: format!("{}%", figures.per_cent()) }
}

fn file_of(sources: &Sources, file: FileId, items: &BTreeMap<usize, Vec<&Item>>, id: &str) -> File {
    let lines = sources.text(file).lines().zip(1..).map(|(text, number)| {
        let here = items.get(&number).map_or(&[][..], Vec::as_slice);
        Line {
            id: format!("{id}l{number}"),
            number,
            text: text.to_owned(),
            state: together(here).map(mark),
            details: (!here.is_empty()).then(|| details(here)),
            missing: gaps(here).into_iter().map(|(item, missing)| said(item, &missing)).collect(),
        }
    });
    let figures = Figures::of(items.values().flatten().copied());
    File {
        id: id.to_owned(),
        name: sources.name(file).to_owned(),
        figures: format!(
            "{} of {} exercised ({}%)",
            figures.exercised,
            counted(figures.all, "thing", "things"),
            figures.per_cent()
        ),
        lines: lines.collect(),
    }
}

/// What a thing lacks. A line is the text above it.
fn said(item: &Item, missing: &str) -> String {
    let text = if item.sort.is_line() { String::new() } else { format!(" {}", item.text) };
    format!("{}{text}: {missing}", item.sort.one())
}

/// The state of several things: exercised where all are, missed where none is at all.
fn together(items: &[&Item]) -> Option<State> {
    let states = || items.iter().map(|item| item.state());
    let (least, most) = (states().min()?, states().max()?);
    Some(if least == most { least } else { State::Partly })
}

const fn mark(state: State) -> Mark {
    let (sign, class) = match state {
        State::Exercised => ("\u{2713}", "all"),
        State::Partly => ("\u{25d0}", "some"),
        State::Missed => ("\u{2717}", "none"),
    };
    Mark { sign, word: state.word(), class }
}

fn details(items: &[&Item]) -> Details {
    let mut details = Details { summary: String::new(), wholes: Vec::new(), conditions: Vec::new(), thresholds: Vec::new() };
    let mut parts: BTreeMap<Sort, usize> = BTreeMap::new();
    for item in items {
        *parts.entry(item.sort).or_default() += 1;
        let (text, state, missing) = (item.text.to_string(), mark(item.state()), missing(item).unwrap_or_default());
        match &item.seen {
            Seen::Whole { reached, held } => {
                let (reached, held) = (reached.counted, held.counted);
                details.wholes.push(Done { sort: item.sort.one(), text, reached, held, state, missing });
            }
            Seen::Condition(outcomes) => {
                let (yes, no) = (decided(outcomes, true), decided(outcomes, false));
                details.conditions.push(Decision { text, yes, no, state, missing });
            }
            Seen::Threshold { holds, fails } => {
                details.thresholds.push(Edge { text, yes: near(holds), no: near(fails), state, missing });
            }
        }
    }
    let counts = parts.iter().map(|(sort, number)| match number {
        1 => sort.one().to_owned(),
        _ => format!("{number} {}", sort.many()),
    });
    details.summary = counts.collect::<Vec<_>>().join(", ");
    details
}

/// `3 times; its line held` or whatever its line then did.
fn decided(outcomes: &Outcomes, truth: bool) -> String {
    let (held, failed) =
        if truth { (outcomes.true_true, outcomes.true_false) } else { (outcomes.false_true, outcomes.false_false) };
    let line = match (held.counted > 0, failed.counted > 0) {
        (false, false) => return "never".to_owned(),
        (true, false) => "the line held",
        (false, true) => "the line did not hold",
        (true, true) => "the line held here, not there",
    };
    format!("{}; {line}", counted(held.counted + failed.counted, "time", "times"))
}

fn near(side: &Side) -> String {
    let times = counted(side.times.counted, "time", "times");
    match (&side.nearest, side.times.counted) {
        (_, 0) => "never".to_owned(),
        (Some(nearest), _) => format!("{times}; nearest {}", value(nearest)),
        (None, _) => times,
    }
}
