//! What holds a policy to what is expected of it: outcomes that can be compared, and what is made of them.

pub mod changes;
pub mod coverage;
mod difference;
#[cfg(feature = "cli")]
pub mod forms;
pub mod inquiry;
pub mod meaning;
pub mod moves;
pub mod mutants;
mod outcome;
pub mod pins;
mod place;
pub mod properties;
pub mod review;
pub mod scenarios;
pub mod solve;

pub use difference::{About, Difference};
pub use outcome::{Found, Grounds, Outcome, Support, SupportLine};
pub use place::Place;
