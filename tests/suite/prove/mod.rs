//! What is proved of policies, held to brute force, and the faults that must be found.

mod faults;
mod tables;
