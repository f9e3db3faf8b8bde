//! One text, many forms: all have the same words in the same order.

mod forms;
mod program;
mod read;
mod samples;
