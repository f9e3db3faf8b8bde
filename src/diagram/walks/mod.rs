//! Walks that explain: one nearest change, and one reason that is minimal.
//!
//! Both are exact over every legal completion of the unknown facts. A change is the cheapest path through the diagram, walked in
//! all those completions at once (the subset construction); a reason is found by leaving out one fact after another
//! and seeing each time where all that is then open leads to.

mod levels;
mod nearest;
mod reason;
mod search;
mod walk;
mod widen;

pub use nearest::{Change, Changed, Nearest, Reach, Values};
pub use walk::Goal;
