//! `ees test --coverage`: which of the policy's text the scenarios exercise.

use super::chosen;
use crate::cli::args::{CoverageArgs, Test, TestFormat};
use crate::cli::show::Show;
use crate::cli::{Ending, write};
use crate::diagnostic::words::counted;
use crate::diagnostic::{Diagnostic, Problems, codes::usage as codes};
use crate::explain::{Text, policy_name};
use crate::harness::coverage::{self, Coverage, Figures, Sort, unexercised};
use crate::model::Policy;
use crate::session::{Loaded, too_tangled};
use crate::source::Sources;
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, TableComponent, presets};
use rust_decimal::Decimal;
use std::path::PathBuf;

/// So many sentences of a policy are named; the page and the record have all.
const MOST: usize = 20;

/// Whose coverage it is, and what it is.
type Measured<'p> = (&'p Policy, Coverage, &'p Sources);

impl CoverageArgs {
    /// Whether anything of it was asked for.
    pub(super) const fn is_wanted(&self) -> bool {
        self.coverage || self.lcov.is_some() || self.html.is_some() || self.min.is_some()
    }
}

/// What is written to standard output behind the results, or in their place, and how it ends. Files are written; what is wrong
/// is said in the policies' problems.
pub(super) fn of(args: &Test, results: &str, found: &mut [(Problems, Loaded)], show: &Show) -> (String, Ending) {
    let mut ending = Ending::Fine;
    let mut measured = Vec::new();
    for (problems, loaded) in found {
        let Some(policy) = &loaded.policy else { continue };
        match coverage::measure(policy, chosen(policy, args)) {
            Ok(one) => {
                if let Some(least) = args.coverage.min.filter(|least| !one.total().reaches(*least)) {
                    problems.push(too_little(policy, one.total(), least));
                    ending = ending.worse(Ending::No);
                }
                measured.push((policy, one, &loaded.sources));
            }
            Err(too_large) => {
                problems.push(too_tangled(policy, &too_large));
                ending = ending.worse(Ending::Bad);
            }
        }
    }
    ending = ending.worse(files(args, &measured, show));
    let words = match args.format {
        TestFormat::Text => results.to_owned() + &measured.iter().map(|one| in_words(one, show)).collect::<String>(),
        TestFormat::Json => {
            let all: Vec<_> = measured.iter().map(|(policy, coverage, sources)| (*policy, coverage, *sources)).collect();
            let mut record = Vec::new();
            // Writing to memory does not fail, and what is written is text.
            _ = coverage::write(&all, &mut record);
            String::from_utf8(record).unwrap_or_default()
        }
    };
    (words, ending)
}

fn files(args: &Test, measured: &[Measured<'_>], show: &Show) -> Ending {
    let mut ending = Ending::Fine;
    if let Some(path) = &args.coverage.lcov {
        let all: Vec<_> = measured.iter().map(|(_, coverage, sources)| (coverage, *sources)).collect();
        ending = ending.worse(show.written(write::whole(Some(path), coverage::lcov(&all).as_bytes())));
    }
    if let Some(path) = &args.coverage.html {
        let all: Vec<_> = measured.iter().map(|(policy, coverage, sources)| (*policy, coverage, *sources)).collect();
        ending = ending.worse(show.written(write::whole(Some(path), coverage::page(&all).as_bytes())));
    }
    ending
}

/// One file can hold one thing.
pub(super) fn refuse_one_file_twice(args: &Test) -> Result<(), Diagnostic> {
    let files: Vec<&PathBuf> = [&args.junit, &args.coverage.lcov, &args.coverage.html].into_iter().flatten().collect();
    let same = |one: &PathBuf, other: &PathBuf| one == other || write::is_same_file(one, other);
    let twice = files.iter().enumerate().find(|(at, one)| files.iter().skip(at + 1).any(|other| same(one, other)));
    let Some((_, path)) = twice else { return Ok(()) };
    let message = format!("`{}` is named for two things, and the one would take the place of the other.", path.display());
    Err(Diagnostic::nowhere(codes::ONE_FILE_TWICE, message).help("Give each a file of its own."))
}

fn too_little(policy: &Policy, total: Figures, least: Decimal) -> Diagnostic {
    let message = format!(
        "The scenarios exercise {} of {} in {}: {}%, and at least {}% is wanted.",
        total.exercised,
        counted(total.all, "thing", "things"),
        policy_name(policy),
        total.per_cent(),
        least.normalize()
    );
    let help = "Add scenarios for the sentences that `ees test --coverage` names, or ask for less with `--min`.";
    Diagnostic::nowhere(codes::LITTLE_EXERCISED, message).help(help)
}

/// The figures of a policy, and the sentences that are not exercised.
fn in_words((policy, coverage, sources): &Measured<'_>, show: &Show) -> String {
    let drafted = match coverage.drafted {
        0 => String::new(),
        drafted => format!("; {} apart", counted(drafted, "drafted scenario", "drafted scenarios")),
    };
    let scenarios = counted(coverage.scenarios, "scenario exercises", "scenarios exercise");
    let mut heading = Text::default();
    heading.heading(format!("What {scenarios} of {}{drafted}", policy_name(policy)));
    let gaps = unexercised(coverage, sources, MOST);
    let mut list = Text::default();
    if !gaps.paragraphs.is_empty() {
        list.heading("Not exercised");
        list.paragraphs.extend(gaps.paragraphs);
    }
    format!("\n{}\n{}\n{}", show.words(&heading), figures(coverage), show.words(&list))
}

fn figures(coverage: &Coverage) -> String {
    let total = coverage.total();
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.set_style(TableComponent::HeaderLines, '-').set_style(TableComponent::MiddleHeaderIntersections, '-');
    let drafted = total.drafted > 0;
    let row = |name: &str, exercised: String, more: String, all: String, per_cent: String| {
        let numbers = std::iter::once(exercised).chain(drafted.then_some(more)).chain([all, per_cent]);
        let numbers = numbers.map(|number| Cell::new(number).set_alignment(CellAlignment::Right));
        std::iter::once(Cell::new(name)).chain(numbers).collect::<Vec<_>>()
    };
    let of = |name: &str, figures: Figures| {
        let Figures { exercised, drafted, all } = figures;
        row(name, exercised.to_string(), drafted.to_string(), all.to_string(), figures.per_cent().to_string())
    };
    table.set_header(row("what", "exercised".into(), "more with drafted".into(), "of".into(), "%".into()));
    for sort in Sort::ALL {
        let figures = coverage.of_sort(sort);
        if figures.all > 0 {
            table.add_row(of(sort.many(), figures));
        }
    }
    table.add_row(of("all together", total));
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
