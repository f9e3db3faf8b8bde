//! A page for each code: what it is, why it matters, an example, and how to mend it.
//!
//! The page of `S012` stands in `syntax/S01x.md` beside this file, below a heading `## S012`. It has four parts, in this order: what
//! it is, then the parts that begin with `**Why it matters.**`, `**Example.**` and `**How to mend it.**`. The last two end in
//! a fenced example each. The word behind the fence says what the example is:
//!
//! - `ees`: declarations, added to the small policy in `tests/fixtures/pages`; `ees whole`: a policy of its own
//! - `ees tests`: tests of that policy, with `tested.ees` beside it, which says how it categorises; they are run
//! - `ees revision`: what a revision of that policy, which lies in the folder `larkmere`, says below its heading; `ees revision whole`:
//!   with its heading
//! - `ees proved`: declarations, added to the policy of the libraries in `tests/fixtures/pages`, of which all is proved that can be; what
//!   else is found is left aside. `ees proved whole`: a policy of its own
//! - `csv`, `json`: a table of settings of that policy; `csv import`: a table that the import `inspections` beside it reads
//! - `console`: a command line
//! - `repl`: a conversation about that policy with `tested.ees` beside it: the kind of setting, then what is typed;
//!   `settings.csv` is there to be loaded
//! - `text`: something that no short text shows; `tests/suite/pages/recipes.rs` builds it
//!
//! A test brings every example up and mends it.

use super::codes::{self, Code};

/// The pages, in the order of their codes.
const FILES: &[&str] = &[
    include_str!("syntax/S00x.md"),
    include_str!("syntax/S01x.md"),
    include_str!("syntax/S02x.md"),
    include_str!("syntax/S03x.md"),
    include_str!("syntax/S04x.md"),
    include_str!("syntax/S05x.md"),
    include_str!("syntax/S06x.md"),
    include_str!("syntax/S07x.md"),
    include_str!("syntax/S09x.md"),
    include_str!("syntax/S10x.md"),
    include_str!("syntax/S11x.md"),
    include_str!("syntax/S15x.md"),
    include_str!("syntax/S17x.md"),
    include_str!("syntax/S18x.md"),
    include_str!("policy/P00x.md"),
    include_str!("policy/P01x.md"),
    include_str!("policy/P02x.md"),
    include_str!("policy/P03x.md"),
    include_str!("policy/P04x.md"),
    include_str!("policy/P06x.md"),
    include_str!("policy/P07x.md"),
    include_str!("policy/P08x.md"),
    include_str!("policy/P09x.md"),
    include_str!("policy/P11x.md"),
    include_str!("policy/P13x.md"),
    include_str!("policy/P14x.md"),
    include_str!("policy/P15x.md"),
    include_str!("policy/P16x.md"),
    include_str!("policy/P17x.md"),
    include_str!("policy/P18x.md"),
    include_str!("policy/P19x.md"),
    include_str!("policy/P20x.md"),
    include_str!("policy/P30x.md"),
    include_str!("policy/P31x.md"),
    include_str!("policy/P32x.md"),
    include_str!("policy/P33x.md"),
    include_str!("policy/P34x.md"),
    include_str!("policy/P35x.md"),
    include_str!("settings/D00x.md"),
    include_str!("settings/D01x.md"),
    include_str!("settings/D02x.md"),
    include_str!("settings/D04x.md"),
    include_str!("settings/D05x.md"),
    include_str!("settings/D07x.md"),
    include_str!("tests/T00x.md"),
    include_str!("tests/T07x.md"),
    include_str!("usage/U00x.md"),
    include_str!("usage/U01x.md"),
    include_str!("usage/U02x.md"),
    include_str!("usage/U03x.md"),
    include_str!("usage/U04x.md"),
    include_str!("usage/U06x.md"),
    include_str!("usage/U08x.md"),
    include_str!("usage/U09x.md"),
    include_str!("usage/U10x.md"),
    include_str!("usage/U11x.md"),
    include_str!("what_if/W00x.md"),
    include_str!("what_if/W01x.md"),
    include_str!("what_if/W02x.md"),
    include_str!("what_if/W03x.md"),
    include_str!("what_if/W04x.md"),
    include_str!("what_if/W05x.md"),
];

/// What begins the second, third and fourth part.
const PARTS: [&str; 3] = ["**Why it matters.**", "**Example.**", "**How to mend it.**"];

const FENCE: &str = "```";

/// What there is to read about a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The code as its heading has it.
    pub code: &'static str,
    /// What it is.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// What is to be said of the example; often nothing.
    pub about: String,
    /// An example that brings the code up.
    pub example: Sample,
    /// How to mend it.
    pub mend: String,
    /// The example mended.
    pub mended: Sample,
}

/// A fenced example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// What it is: `ees`, `csv`, `json`, `console` or `text`, perhaps with a word behind.
    pub kind: &'static str,
    /// Its lines.
    pub text: &'static str,
}

/// The page of a code, in capitals or not.
#[must_use]
pub fn page(id: &str) -> Option<(&'static Code, Page)> {
    let code = codes::all().find(|code| code.id.eq_ignore_ascii_case(id))?;
    Some((code, all().find(|page| page.code == code.id)?))
}

/// Every page there is.
pub fn all() -> impl Iterator<Item = Page> {
    FILES.iter().flat_map(|file| file.split("\n## ")).filter_map(read)
}

/// The codes most like what was asked for, the nearest first: of the same letter, by number. None where the letter is of no family.
#[must_use]
pub fn nearest(asked: &str, most: usize) -> Vec<&'static Code> {
    let number = |id: &str| id.get(1..).unwrap_or_default().parse().unwrap_or(0u32);
    let wanted = number(asked.trim());
    let same =
        |code: &&Code| code.id.chars().zip(asked.trim().chars()).next().is_some_and(|(own, its)| own.eq_ignore_ascii_case(&its));
    let mut near: Vec<&Code> = codes::all().filter(same).collect();
    near.sort_by_key(|code| number(code.id).abs_diff(wanted));
    near.truncate(most);
    near
}

/// A page from its text; none where it is not a heading with four parts.
fn read(text: &'static str) -> Option<Page> {
    let [why, example, mend] = PARTS;
    let (code, rest) = text.trim_start_matches("## ").split_once('\n')?;
    let (what, rest) = rest.split_once(why)?;
    let (why, rest) = rest.split_once(example)?;
    let (example, mend) = rest.split_once(mend)?;
    let ((about, example), (mend, mended)) = (fenced(example)?, fenced(mend)?);
    Some(Page { code: code.trim(), what: paragraph(what), why: paragraph(why), about, example, mend, mended })
}

/// The words before a fence, and what stands in it.
fn fenced(text: &'static str) -> Option<(String, Sample)> {
    let (words, rest) = text.split_once(FENCE)?;
    let (kind, rest) = rest.split_once('\n')?;
    let (text, _) = rest.split_once(FENCE)?;
    Some((paragraph(words), Sample { kind: kind.trim(), text }))
}

fn paragraph(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
