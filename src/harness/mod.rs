//! What holds a policy to what is expected of it: outcomes that can be compared, and what is made of them.

pub mod mutants;
mod outcome;
pub mod properties;
pub mod scenarios;

pub use outcome::{Found, Grounds, Outcome, Support, SupportLine};
