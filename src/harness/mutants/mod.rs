//! Mutants: a policy with one sentence changed. A mutant whose outcomes differ and that no scenario tells from the policy is a
//! sentence that nobody would miss.

mod make;
mod mutant;
mod operator;

pub use make::mutants;
pub use mutant::{Edit, Mutant};
pub use operator::Operator;
