//! Mutants: a policy with one sentence changed. A mutant whose outcomes differ and that no scenario notices is a sentence that
//! nobody would miss.
//!
//! `make` changes the texts, `original` reads them again, `decide` compares both policies on their diagrams, `judge` holds the
//! mutant to the policy's tests, and `witness` makes a scenario of what none of them noticed. Imports, names, citations, the time in
//! force and what values a fact may have are not changed: they decide what is accepted, not what comes of it.

mod decide;
mod judge;
mod make;
mod mutant;
mod operator;
mod original;
mod record;
mod run;
mod witness;

pub use judge::{Judge, Judges, Noticed};
pub use mutant::{Edit, Mutant};
pub use operator::Operator;
pub use original::Original;
pub use record::Record;
#[cfg(feature = "cli")]
pub use record::schema;
pub use run::{Counts, Fate, Tried, Watch, try_all};
pub use witness::{Told, Witness, drafted};
