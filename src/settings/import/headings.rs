//! Which column of a file is which of an import's. Headings drift from edition to edition, so they are compared ever more loosely
//! until one fits: by name; without the years in them; without what stands in brackets.

use crate::diagnostic::words::listed;
use crate::diagnostic::{Diagnostic, Problems, codes::settings as codes, nearest};
use crate::model::{ColumnId, Import, ImportColumn, machine_name};
use crate::settings::mistake;
use crate::settings::readers::Record;

/// The headings stand in one of so many first rows; files have title lines above them.
pub(in crate::settings) const WITHIN: usize = 30;

/// The headings of a file, each compared by name in so many ways.
struct Found {
    names: Vec<[String; LOOSENESS]>,
}

/// How many ways there are, from the strictest.
const LOOSENESS: usize = 3;

/// One place or several that fit equally.
enum Fits {
    Nowhere,
    At(usize),
    Several(Vec<usize>),
}

/// Whether a row can be the headings: it has the id and, where the import reads more, another column.
pub(in crate::settings) fn are_headings(record: &Record<'_>, import: &Import) -> bool {
    let found = Found::of(record);
    let has = |column: &ImportColumn| !matches!(found.find(column), Fits::Nowhere);
    let id = import.column(import.id).is_some_and(has);
    let others = || import.columns.iter().enumerate().filter(|(at, _)| *at != import.id.at());
    id && (others().count() == 0 || others().any(|(_, column)| has(column)))
}

/// Where each column stands in the file. `None` where the file is not for the import or lacks a column, which is said.
pub(super) fn places(record: &Record<'_>, import: &Import, problems: &mut Problems) -> Option<Vec<usize>> {
    let found = Found::of(record);
    if let Some(refused) = refused(record, import, &found) {
        problems.push(refused);
        return None;
    }
    let mut places = Vec::with_capacity(import.columns.len());
    for (at, column) in import.columns.iter().enumerate() {
        match found.find(column) {
            Fits::At(place) => places.push(place),
            Fits::Nowhere => problems.push(missing(record, import, at, &found)),
            Fits::Several(several) => problems.push(ambiguous(record, import, at, &several)),
        }
    }
    (places.len() == import.columns.len()).then_some(places)
}

impl Found {
    fn of(record: &Record<'_>) -> Self {
        Self { names: record.cells().map(loosened).collect() }
    }

    fn find(&self, column: &ImportColumn) -> Fits {
        let wanted: Vec<[String; LOOSENESS]> = column.headings.iter().map(|heading| loosened(heading)).collect();
        for level in 0..LOOSENESS {
            for wanted in &wanted {
                let fits = |names: &[String; LOOSENESS]| {
                    names.get(level).is_some_and(|name| !name.is_empty() && wanted.get(level) == Some(name))
                };
                let places: Vec<usize> =
                    self.names.iter().enumerate().filter(|(_, names)| fits(names)).map(|(at, _)| at).collect();
                match places.as_slice() {
                    [] => {}
                    [one] => return Fits::At(*one),
                    _ => return Fits::Several(places),
                }
            }
        }
        Fits::Nowhere
    }
}

/// A heading as a name, the same without years, and without years and brackets.
fn loosened(heading: &str) -> [String; LOOSENESS] {
    let mut outside = String::new();
    let mut depth = 0_usize;
    for letter in heading.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(letter),
            _ => {}
        }
    }
    let name = machine_name(heading);
    let years = without_years(&name);
    [name, years, without_years(&machine_name(&outside))]
}

/// A name without years: `issued_in_2022_23_academic_year` is `issued_in_academic_year`.
fn without_years(name: &str) -> String {
    let is_year = |word: &str| {
        word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut kept: Vec<&str> = Vec::new();
    let mut after_year = false;
    for word in name.split('_') {
        let second = after_year && word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
        after_year = is_year(word);
        if !after_year && !second {
            kept.push(word);
        }
    }
    kept.join("_")
}

fn refused(record: &Record<'_>, import: &Import, found: &Found) -> Option<Diagnostic> {
    import.refusals.iter().find_map(|refusal| {
        let column = ImportColumn { headings: vec![refusal.heading.clone()], span: refusal.span };
        let at = match found.find(&column) {
            Fits::At(at) => at,
            Fits::Several(several) => *several.first()?,
            Fits::Nowhere => return None,
        };
        let message =
            format!("The import `{}` is not for this file: {}.", import.name.phrase, refusal.because.trim_end_matches('.'));
        let help = format!("It has a column `{}`. Read an earlier edition, or write an import for this one.", refusal.heading);
        Some(
            Diagnostic::new(codes::FILE_REFUSED, record.span_of(at), message)
                .also(refusal.span, "the import says so here")
                .help(help),
        )
    })
}

fn missing(record: &Record<'_>, import: &Import, column: usize, found: &Found) -> Diagnostic {
    let id = ColumnId::from_index(column);
    let heading = id.map_or("", |id| import.heading(id));
    let span = id.and_then(|id| import.column(id)).map_or(import.span, |column| column.span);
    let message = format!("The file has no column `{heading}`, which the import `{}` reads.", import.name.phrase);
    let headings: Vec<String> = record.cells().map(mistake::heading).filter(|text| !text.is_empty()).collect();
    let has_words = |at: usize| {
        let wanted = machine_name(heading);
        found.names.get(at).is_some_and(|[name, ..]| wanted.split('_').all(|word| name.split('_').any(|own| own == word)))
    };
    let near = nearest(heading, headings.iter().map(String::as_str)).map(str::to_owned);
    let alike = near.or_else(|| (0..record.len()).find(|at| has_words(*at)).and_then(|at| record.cell(at)).map(mistake::heading));
    let help = match alike {
        Some(alike) => {
            format!("It has `{alike}`. If that is the same, say so in the import: `\"{heading}\" is also called \"{alike}\"`.")
        }
        None => format!(
            "If the file calls it otherwise, say so in the import: `\"{heading}\" is also called \"…\"`. Else it is another file."
        ),
    };
    Diagnostic::new(codes::IMPORT_COLUMN_MISSING, record.span().beginning(), message)
        .also(span, "the import names it here")
        .help(help)
}

fn ambiguous(record: &Record<'_>, import: &Import, column: usize, several: &[usize]) -> Diagnostic {
    let heading = ColumnId::from_index(column).map_or("", |id| import.heading(id));
    let names: Vec<String> = several.iter().filter_map(|at| record.cell(*at)).map(mistake::heading).collect();
    let message = format!("Several columns of the file could be `{heading}`: {}.", listed(&names, "and"));
    let span = several.first().map_or(record.span(), |at| record.span_of(*at));
    Diagnostic::new(codes::IMPORT_COLUMN_TWICE, span, message)
        .help("Write the heading in the import just as the file has the one that is meant, or delete the other column.")
}

/// What is said where no row is the headings.
pub(super) fn nowhere(file: crate::source::Span, import: &Import) -> Diagnostic {
    let names: Vec<&str> = import.columns.iter().filter_map(|column| column.headings.first()).map(|heading| &**heading).collect();
    let message = format!(
        "None of the first {WITHIN} rows has the headings that the import `{}` reads: {}.",
        import.name.phrase,
        listed(&names, "and")
    );
    Diagnostic::new(codes::NO_HEADINGS, file, message)
        .help("Check that it is the file that the import is for, and that it is comma-separated text, a workbook or JSON.")
}
