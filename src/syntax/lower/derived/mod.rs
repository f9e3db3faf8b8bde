//! `table …`, `matrix …` and `score …`: values that follow from facts.

mod cells;
mod heading;
mod matrix;
pub(super) mod method;
pub(super) mod rows;
mod score;
mod settling;
mod table;

pub(super) use matrix::matrix;
pub(super) use score::score;
pub(super) use table::table;
