//! What differs between the texts of two policies, thing by thing.
//!
//! What is compared is what is declared, in the plain way to write it. Where a declaration stands, in which file, how it is laid
//! out and what is remarked beside it make no difference.

mod pair;
mod sort;
mod things;

pub use pair::changes;
pub use sort::Sort;
pub use things::{Thing, things};

use super::Place;

/// A thing that only one of two policies declares, or that they declare otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What sort of thing it is.
    pub sort: Sort,
    /// Its name as declared, in the later policy where it is there; empty for what has none.
    pub name: String,
    /// For which settings it is declared, as written; empty where that is not said.
    pub about: String,
    /// What it was; `None` where it is new.
    pub before: Option<Declared>,
    /// What it is; `None` where it is gone.
    pub after: Option<Declared>,
}

/// What is declared of a thing, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// Its lines, written plainly; what belongs to a line stands two blanks further in.
    pub lines: Vec<String>,
    /// Where it is declared.
    pub place: Place,
}

/// What became of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It is there in both, and not the same.
    Changed,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

impl Fate {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Changed, Self::Added, Self::Removed];

    /// `changed`, `added`, `removed`
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

impl Change {
    /// What became of it.
    #[must_use]
    pub const fn fate(&self) -> Fate {
        match (&self.before, &self.after) {
            (None, _) => Fate::Added,
            (Some(_), None) => Fate::Removed,
            (Some(_), Some(_)) => Fate::Changed,
        }
    }

    /// What it is, to stand after what became of it: `parameter many`, `strand people (school)`.
    #[must_use]
    pub fn title(&self) -> String {
        let name = if self.name.is_empty() { String::new() } else { format!(" {}", self.name) };
        let about = if self.about.is_empty() { String::new() } else { format!(" ({})", self.about) };
        format!("{}{name}{about}", self.sort.word())
    }
}
