//! What the settings of a snapshot come to: read off its lines, so that it fits them where only some changes were taken over.

use super::days::{Days, Figures};
use super::{Content, Line, NOTHING, Part};

pub(super) const TITLE: &str = "summary";
pub(super) const COLUMNS: [(&str, usize); 4] = [("setting", 20), ("outcome", 24), ("count", 5), ("days", 0)];

/// Settings of one kind and outcome, or of all.
#[derive(Default)]
struct Sum {
    count: usize,
    days: Days,
    /// So many have no figure.
    without: usize,
    /// So many have one for some of what is possible.
    perhaps: usize,
}

impl Sum {
    fn add(&mut self, line: &Line) {
        self.count += 1;
        let Figures { days, may_lack } = Figures::of(line);
        self.days = self.days.and(days.unwrap_or_default());
        match (days, may_lack) {
            (None, _) => self.without += 1,
            (Some(_), true) => self.perhaps += 1,
            (Some(_), false) => {}
        }
    }

    /// `20`, `up to 38.5`, `20, and 2 without a figure`.
    fn days(&self) -> String {
        if self.without == self.count {
            return NOTHING.to_owned();
        }
        let besides = [(self.without, "without a figure"), (self.perhaps, "perhaps without a figure")];
        let besides = besides.iter().filter(|(count, _)| *count > 0);
        besides.fold(self.days.words(), |words, (count, what)| format!("{words}, and {count} {what}"))
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
