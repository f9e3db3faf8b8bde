//! The most memory that `ees assess` takes, against the size of the table.
//!
//! `cargo bench --bench memory`. A table of ten megabytes is assessed by a process of its own in each form, and that process says
//! what it took at most; what it takes for a table of one row is taken off. Nothing is asserted. Linux tells the figures.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark may stop at once, and prints"
)]

#[expect(dead_code, reason = "tests write cells of every sort, and a table of texts is enough here")]
#[path = "../tests/suite/tables/book.rs"]
mod book;
mod population;

use population::{Gaps, ON, schools};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const TABLE: usize = 10 * 1024 * 1024;
/// Said to the process that is measured.
const MEASURED: &str = "EES_MEASURED";

fn main() {
    if std::env::var_os(MEASURED).is_some() {
        let _ = ees::cli::run();
        eprintln!("peak {}", peak().unwrap_or(0));
        return;
    }
    if peak().is_none() {
        println!("This system does not tell how much memory a process took.");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let schools = table();
    let count = schools.lines().count() - 1;
    let rows = |text: &str| -> String { text.lines().take(2).map(|line| format!("{line}\n")).collect() };
    let few = rows(&schools);
    println!("{count} schools, {} bytes as text; kB at most, beyond what one school takes\n", schools.len());
    println!("{:<26} {:>9} {:>9} {:>9} {:>9}", "", "file", "at most", "of file", "of text");
    let utf16 = |text: &str| [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let forms: [(&str, &Written); 4] = [
        ("settings.csv", &|text| text.as_bytes().to_vec()),
        ("utf16.csv", &utf16),
        ("settings.jsonl", &json),
        ("settings.xlsx", &book::of_csv),
    ];
    for (name, written) in forms {
        let (all, one) = (folder.path().join(name), folder.path().join(format!("one-{name}")));
        fs::write(&all, written(&schools)).unwrap();
        fs::write(&one, written(&few)).unwrap();
        for format in ["csv", "json", "table"] {
            report(name, format, &all, &one, schools.len());
        }
    }
}

/// A table of text in another form.
type Written = dyn Fn(&str) -> Vec<u8>;

/// Schools of about the size that is measured.
fn table() -> String {
    let sample = schools(1_000, 1, Gaps::Usual).len();
    schools(TABLE / sample * 1_000, 1, Gaps::Usual)
}

fn json(text: &str) -> Vec<u8> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.unwrap();
        let told = headings.iter().zip(&record).filter(|(_, cell)| !cell.is_empty());
        serde_json::to_writer(&mut lines, &told.collect::<std::collections::BTreeMap<_, _>>()).unwrap();
        lines.push(b'\n');
    }
    lines
}

fn report(name: &str, format: &str, all: &Path, one: &Path, text: usize) {
    let most = measured(all, format).saturating_sub(measured(one, format));
    let file = usize::try_from(fs::metadata(all).unwrap().len()).unwrap();
    let hundredths = |of: usize| most * 1024 * 100 / of;
    let ratio = |of: usize| format!("{}.{:02}", hundredths(of) / 100, hundredths(of) % 100);
    println!("{:<26} {:>9} {most:>9} {:>9} {:>9}", format!("{name} to {format}"), file / 1024, ratio(file), ratio(text));
}

/// The most that a process took that assesses a table, in kB.
fn measured(table: &Path, format: &str) -> usize {
    let out = table.with_extension("answers");
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg("assess").arg(table).args(["--on", &ON.to_string(), "--format", format, "-o"]).arg(out);
    let ended = command.env(MEASURED, "1").stdout(Stdio::null()).output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    let peak = said.lines().last().and_then(|line| line.strip_prefix("peak ")).expect(&said);
    assert_eq!(said.lines().count(), 1, "{said}");
    peak.parse().unwrap()
}

/// The most that this process has taken so far, in kB, where the system tells it.
fn peak() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().trim_end_matches(" kB").parse().ok()
}
