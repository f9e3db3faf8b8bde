//! The file that a pinned text lies in: its header, and what it is called.

use super::content::{Content, Unreadable};
use crate::model::spoken;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The folder of a policy that its snapshots lie in.
pub const FOLDER: &str = "snapshots";

/// How the names of snapshots end.
const ENDING: &str = ".snap";

/// What stands before and behind the header.
const FENCE: &str = "---";

/// A snapshot that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The lines of its header. Who wrote them, this program or insta, is left as it is.
    pub header: Vec<String>,
    /// What it holds.
    pub content: Content,
    /// The text that it was read from, behind the header.
    pub text: String,
}

impl Snapshot {
    /// Reads the text of a snapshot's file.
    ///
    /// # Errors
    /// A file that has no such header, or a text that is none of a snapshot.
    pub fn read(file: &str) -> Result<Self, Unreadable> {
        let text = file.replace("\r\n", "\n");
        let lines: Vec<&str> = text.lines().collect();
        let wrong = |line: usize, says: &str| Unreadable { line, says: says.to_owned() };
        if lines.first().is_none_or(|line| line.trim_end() != FENCE) {
            return Err(wrong(1, "A snapshot begins with a header between two lines `---`, and this file does not."));
        }
        let closing = lines.iter().skip(1).position(|line| line.trim_end() == FENCE);
        let Some(header) = closing else {
            return Err(wrong(1, "The header that begins here does not end: there is no second line `---`."));
        };
        let text: String = lines.iter().skip(header + 2).flat_map(|line| [line, "\n"]).collect();
        let content = Content::read(&text, header + 3)?;
        let header = lines.iter().skip(1).take(header).map(|line| (*line).to_owned()).collect();
        Ok(Self { header, content, text })
    }

    /// The header of a snapshot that is written for the first time. `declared` is the file of the policy that declares the pin.
    #[must_use]
    pub fn header(table: &str, on: Date, declared: &str) -> Vec<String> {
        // Quoted as in JSON, which is YAML too.
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let says = format!("what becomes of {} on {}; written by ees test", table, spoken(on));
        vec![format!("source: {}", quoted(declared)), format!("description: {}", quoted(&says))]
    }

    /// The text of a file with this header and content.
    #[must_use]
    pub fn written(header: &[String], content: &Content) -> String {
        format!("{FENCE}\n{}\n{FENCE}\n{}", header.join("\n"), content.text())
    }

    /// Whether it holds exactly what `now` is, layout and order too. Blanks at its end make no difference.
    #[must_use]
    pub fn is(&self, now: &Content) -> bool {
        self.text.trim_end() == now.text().trim_end()
    }
}

/// What the snapshot of each pinned table is called, by the paths of the tables from the policy's folder and their days:
/// `examples@2021.snap` for `examples.csv` and revision 2021. Where a table is pinned on several days, or several tables would have one
/// name, the name says which: `examples-2021-11-15@2021.snap`, `examples.csv@2021.snap`. What is still the same then, or would be on a
/// system that takes `A` and `a` for one, is numbered in the order of the tables: `a-b.csv-2@2021.snap`. The order of the pins makes no
/// difference.
#[must_use]
pub fn file_names(revision: &str, pinned: &[(String, Date)]) -> Vec<String> {
    let revision = if revision.is_empty() { String::new() } else { format!("@{}", plain(revision)) };
    let stem = |table: &str| {
        let name = plain(table);
        name.rsplit_once('.').map_or(name.clone(), |(stem, _)| stem.to_owned())
    };
    let name = |(table, _): &(String, Date)| {
        let of_stem = pinned.iter().map(|(other, _)| other).filter(|other| stem(other).eq_ignore_ascii_case(&stem(table)));
        let name = if of_stem.collect::<BTreeSet<_>>().len() == 1 { stem(table) } else { plain(table) };
        let days = pinned.iter().filter(|(other, _)| other == table).map(|(_, on)| *on).collect::<BTreeSet<_>>();
        (name, days.len() > 1)
    };
    let day = |several: bool, on: Date| if several { format!("-{on}") } else { String::new() };
    let mut names: Vec<String> =
        pinned.iter().map(|one| (name(one), one.1)).map(|((name, several), on)| name + &day(several, on)).collect();
    number_repeated(&mut names, pinned);
    names.iter().map(|name| format!("{name}{revision}{ENDING}")).collect()
}

/// Numbers names that are the same when their case is left out: all but the first, in the order of what they are for.
fn number_repeated(names: &mut [String], pinned: &[(String, Date)]) {
    let mut taken: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let mut met: BTreeSet<String> = BTreeSet::new();
    let mut in_order: Vec<(&(String, Date), &mut String)> = pinned.iter().zip(names).collect();
    in_order.sort_by_key(|(one, _)| *one);
    for (_, name) in in_order {
        if met.insert(name.to_lowercase()) {
            continue;
        }
        let numbered = (2..).map(|number| format!("{name}-{number}")).find(|numbered| !taken.contains(&numbered.to_lowercase()));
        if let Some(numbered) = numbered {
            taken.insert(numbered.to_lowercase());
            *name = numbered;
        }
    }
}

/// Whether a file of this name is a snapshot.
#[must_use]
pub fn is_snapshot(name: &str) -> bool {
    name.ends_with(ENDING)
}

/// A text in signs that every file system takes: others become hyphens, and none stands in front.
fn plain(text: &str) -> String {
    let keep = |letter: char| if letter.is_alphanumeric() || matches!(letter, '.' | '_') { letter } else { '-' };
    let name: String = text.chars().map(keep).collect();
    name.trim_start_matches(['.', '-']).to_owned()
}
