//! What is claimed of tables, scores and lines of which one may hold, held to going through every setting.

mod brute;
mod grids;
mod large;
mod merged;
mod random;
