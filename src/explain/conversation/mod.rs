//! What is told only when it is asked for: what is known, what happens when, and what would be were the assumed facts otherwise.

mod assumptions;
mod known;
mod plan;

pub use assumptions::assumptions;
pub use known::known;
pub use plan::{days_of_each, plan};
