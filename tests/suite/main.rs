//! The one integration test binary; each module is a room or a promise.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test may stop at once"
)]

mod agreement;
mod ask;
mod assess;
mod change;
mod change_counts;
mod cli;
mod compare;
mod coverage;
mod diagram;
mod dialogue;
mod early_years;
mod evaluate;
mod explain;
mod format;
mod groups;
mod handwritten;
mod imports;
#[path = "../../benches/large/mod.rs"]
mod large;
mod limits;
mod manual;
mod mutants;
mod new;
mod pages;
mod pins;
mod policy;
mod possible;
mod properties;
mod prove;
mod real;
mod report;
mod revisions;
mod robust;
mod sample;
mod scenarios;
mod schema;
mod settings;
mod solve;
mod sources;
mod strangers;
mod support;
mod syntax;
mod tables;
#[cfg(unix)]
mod terminal;
mod tidy;
mod usage;
mod without_strands;
mod words;
