//! Invented decision tables of the shapes that are published, by a seed, as text: numbers in ranges, values of scales and choices,
//! yes and no, days before or after another, and cells where it makes no difference. The same seed gives the same table.

use fastrand::Rng;
use std::fmt::Write as _;

/// How its rows come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rows {
    /// One part of everything is cut in two, again and again: no two rows meet and nothing is left out.
    Cut,
    /// The same without one row.
    OneMissing,
    /// The same; the cell of one row is `any`, so that it meets others.
    OneWider,
    /// Each cell by itself: rows meet all over, and much is left out.
    Scattered,
    /// Likewise, with a last row for whatever is left.
    ScatteredWithRest,
}

/// How large it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    pub(crate) of: Rows,
    /// `by exactly one`; otherwise by the first match.
    pub(crate) exactly_one: bool,
}

/// What a column is about.
#[derive(Clone, Copy, Debug)]
enum Sort {
    Number,
    Scale,
    YesNo,
    Date,
}

const SORTS: [Sort; 5] = [Sort::Number, Sort::Scale, Sort::Number, Sort::YesNo, Sort::Date];
const SCALE: [&str; 6] = ["excellent", "sound", "fair", "weak", "poor", "failing"];
/// A number is less than this.
const MOST: usize = 1_000;

impl Sort {
    /// How many values are told apart.
    const fn values(self) -> usize {
        match self {
            Self::Number => MOST,
            Self::Scale => SCALE.len(),
            Self::YesNo | Self::Date => 2,
        }
    }

    const fn domain(self) -> &'static str {
        match self {
            Self::Number => "number of points, 0 to 999",
            Self::Scale => "quality",
            Self::YesNo => "yes or no",
            Self::Date => "date",
        }
    }

    /// The cell for values from one to another, which is left out.
    fn cell(self, from: usize, to: usize) -> String {
        if (from, to) == (0, self.values()) {
            return "any".to_owned();
        }
        match self {
            Self::Number if from == 0 => format!("under {to}"),
            Self::Number if to == MOST => format!("at least {from}"),
            Self::Number if from + 1 == to => format!("{from}"),
            Self::Number => format!("{from} to {}", to - 1),
            Self::Scale => SCALE[from..to].join(" or "),
            Self::YesNo => ["yes", "no"][from].to_owned(),
            Self::Date => ["before 1 September 2024", "on or after 1 September 2024"][from].to_owned(),
        }
    }
}

/// The text of a policy with such a table, `band`.
pub(crate) fn policy(seed: u64, shape: Shape) -> String {
    let mut rng = Rng::with_seed(seed);
    let sorts: Vec<Sort> = (0..shape.columns).map(|at| SORTS[at % SORTS.len()]).collect();
    let rows = match shape.of {
        Rows::Cut | Rows::OneMissing | Rows::OneWider => cut(&mut rng, &sorts, shape),
        Rows::Scattered | Rows::ScatteredWithRest => scattered(&mut rng, &sorts, shape),
    };
    let mut text =
        "policy Tables\n  in force: 1 September 2025 to 31 August 2026\nsetting school\nscale quality, best first\n".to_owned();
    SCALE.iter().for_each(|value| writeln!(text, "  {value}").unwrap());
    text += "facts about a school\n";
    sorts.iter().enumerate().for_each(|(at, sort)| writeln!(text, "  fact {at}: {}", sort.domain()).unwrap());
    let by = if shape.exactly_one { "exactly one" } else { "the first match" };
    writeln!(text, "table band, for a school, by {by}").unwrap();
    let heads: String = (0..shape.columns).map(|at| format!("| fact {at} ")).collect();
    writeln!(text, "  {heads}| band |").unwrap();
    for row in rows {
        let cells: String = row.iter().zip(&sorts).map(|((from, to), sort)| format!("| {} ", sort.cell(*from, *to))).collect();
        writeln!(text, "  {cells}| {} |", ["green", "amber", "red", "black"][rng.usize(0..4)]).unwrap();
    }
    text
}

type Row = Vec<(usize, usize)>;

fn cut(rng: &mut Rng, sorts: &[Sort], shape: Shape) -> Vec<Row> {
    let everything: Row = sorts.iter().map(|sort| (0, sort.values())).collect();
    let mut rows = vec![everything.clone()];
    while rows.len() < shape.rows {
        let (row, column) = (rng.usize(0..rows.len()), rng.usize(0..sorts.len()));
        let (from, to) = rows[row][column];
        if to - from < 2 {
            continue;
        }
        let at = rng.usize(from + 1..to);
        let mut other = rows[row].clone();
        rows[row][column] = (from, at);
        other[column] = (at, to);
        rows.push(other);
    }
    rng.shuffle(&mut rows);
    match shape.of {
        Rows::OneMissing => _ = rows.pop(),
        Rows::OneWider => {
            let wider = |row: usize, column: usize| {
                let mut wider = rows[row].clone();
                wider[column] = everything[column];
                wider
            };
            // One that meets others and neither holds wherever another does nor the other way round.
            let (row, column) = (0..rows.len())
                .flat_map(|row| (0..sorts.len()).map(move |column| (row, column)))
                .find(|(row, column)| {
                    let wide = wider(*row, *column);
                    let mut others = rows.iter().enumerate().filter(|(at, _)| at != row).map(|(_, other)| other);
                    wide != rows[*row] && others.all(|other| !covers(&wide, other) && !covers(other, &wide))
                })
                .unwrap();
            rows[row] = wider(row, column);
        }
        Rows::Cut | Rows::Scattered | Rows::ScatteredWithRest => {}
    }
    rows
}

fn scattered(rng: &mut Rng, sorts: &[Sort], shape: Shape) -> Vec<Row> {
    let cell = |rng: &mut Rng, sort: &Sort| {
        let all = sort.values();
        if rng.u8(0..10) < 3 {
            return (0, all);
        }
        let one = rng.usize(0..all);
        (one, (one + rng.usize(1..=all.div_ceil(3))).min(all))
    };
    let mut rows: Vec<Row> = Vec::new();
    while rows.len() < shape.rows {
        let row: Row = sorts.iter().map(|sort| cell(rng, sort)).collect();
        // What one row alone makes pointless is refused when it is read.
        if !rows.iter().any(|other| covers(other, &row) || covers(&row, other)) {
            rows.push(row);
        }
    }
    if shape.of == Rows::ScatteredWithRest {
        rows.push(sorts.iter().map(|sort| (0, sort.values())).collect());
    }
    rows
}

/// Whether a row holds wherever another does.
fn covers(one: &Row, other: &Row) -> bool {
    one.iter().zip(other).all(|((from, to), (low, high))| from <= low && to >= high)
}
