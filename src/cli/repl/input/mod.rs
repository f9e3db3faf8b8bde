//! Where lines come from that are typed without help: a file, another program, or an interview at a terminal.

pub(in crate::cli) mod lines;
pub(in crate::cli) mod typed;
