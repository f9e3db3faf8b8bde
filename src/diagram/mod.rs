//! The policy as one reduced, ordered decision diagram, and the exact answers read off it.
//!
//! The facts of one kind of setting are variables; their values are gathered into [`Regions`] that the policy never
//! tells apart. Conditions, strands, categories, gates, expectations and constraints are diagrams over these variables
//! that share their nodes (Bryant, "Graph-Based Algorithms for Boolean Function Manipulation", 1986, with as many
//! branches as a fact has regions and as many leaves as there are answers). What is possible, what can still matter
//! and what an answer rests on are then walks, exact over every legal completion of the unknown facts.

mod answer;
mod apart;
mod claims;
mod compare;
mod compile;
mod conditions;
mod contrast;
mod cover;
mod derived;
mod matters;
mod order;
mod project;
mod quick;
mod regions;
mod store;
mod study;
mod walks;

pub use answer::{Exact, Expected, Scratch};
pub use apart::{Answerer, Limits};
pub use claims::Differs;
pub use compare::{Apart, Brings, Pair, Side, translated};
pub use compile::Compiled;
pub use contrast::{Alone, Contrast, Expecting, Fate, Gets, OnSide, Outcomes, Term, Told, Whose};
pub use cover::{Atom, Cover, Literal, Region, Subject};
pub use order::tested;
pub use regions::{Bound, Regions, Stretch};
pub use store::TooLarge;
pub use study::{Set, Study};
pub use walks::{Change, Changed, Goal, Nearest, Reach, Values};
