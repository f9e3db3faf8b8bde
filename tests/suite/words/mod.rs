//! One text, many forms: all have the same words in the same order.

mod forms;
mod pages;
mod program;
mod read;
mod samples;
