//! The `ees` program.
fn main() {}
