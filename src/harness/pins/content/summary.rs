//! What the settings of a snapshot come to: read off its lines, so that it fits them where only some changes were taken over.

use super::{Content, Line, NOTHING, Part};
use rust_decimal::Decimal;

pub(super) const TITLE: &str = "summary";
pub(super) const COLUMNS: [(&str, usize); 4] = [("setting", 20), ("outcome", 24), ("count", 5), ("days", 0)];

/// Settings of one kind and outcome, or of all.
#[derive(Default)]
struct Sum {
    count: usize,
    least: Decimal,
    most: Decimal,
    without: usize,
}

impl Sum {
    fn add(&mut self, line: &Line) {
        self.count += 1;
        match figures(line.cell(3)) {
            Some((least, most)) => {
                self.least += least;
                self.most += most;
            }
            None => self.without += 1,
        }
    }

    /// `20`, `20 to 38.5`, `20 and 2 without a figure`.
    fn days(&self) -> String {
        let (least, most) = (self.least.normalize(), self.most.normalize());
        let figure = if least == most { least.to_string() } else { format!("{least} to {most}") };
        match self.without {
            0 => figure,
            without if without == self.count => NOTHING.to_owned(),
            without => format!("{figure}, and {without} without a figure"),
        }
    }
}

/// The rows of the summary: each kind and outcome in the order of the settings, then all.
pub(super) fn rows(content: &Content) -> Vec<[String; 4]> {
    let mut sums: Vec<((&str, &str), Sum)> = Vec::new();
    let mut all = Sum::default();
    for line in content.part(Part::Settings) {
        let group = (line.cell(1), line.cell(2));
        all.add(line);
        match sums.iter_mut().find(|(one, _)| *one == group) {
            Some((_, sum)) => sum.add(line),
            None => {
                let mut sum = Sum::default();
                sum.add(line);
                sums.push((group, sum));
            }
        }
    }
    // Kinds as they come, and the outcomes of each by their letters, so that a setting that moves reorders nothing.
    let mut kinds: Vec<&str> = Vec::new();
    for ((kind, _), _) in &sums {
        if !kinds.contains(kind) {
            kinds.push(kind);
        }
    }
    sums.sort_by_key(|((kind, outcome), _)| (kinds.iter().position(|one| one == kind), *outcome));
    let row =
        |kind: &str, outcome: &str, sum: &Sum| [kind.to_owned(), outcome.to_owned(), format!("{:>5}", sum.count), sum.days()];
    let each = sums.iter().map(|((kind, outcome), sum)| row(kind, outcome, sum));
    each.chain([row("all", NOTHING, &all)]).collect()
}

/// The least and the greatest figure of a cell with days; `None` where it has none.
pub(in crate::harness::pins) fn figures(cell: &str) -> Option<(Decimal, Decimal)> {
    let mut numbers = cell.split(' ').filter_map(|word| word.parse::<Decimal>().ok());
    let first = numbers.next()?;
    Some(numbers.fold((first, first), |(least, most), next| (least.min(next), most.max(next))))
}
