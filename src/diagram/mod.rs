//! The policy as one reduced, ordered decision diagram, and the exact answers read off it.
//!
//! The facts of one kind of setting are variables; their values are gathered into [`Regions`] that the policy never
//! tells apart. Conditions, strands, categories, gates, expectations and constraints are diagrams over these variables
//! that share their nodes (Bryant, "Graph-Based Algorithms for Boolean Function Manipulation", 1986, with as many
//! branches as a fact has regions and as many leaves as there are answers). What is possible, what can still matter
//! and what an answer rests on are then walks, exact over every legal completion of the unknown facts.

mod answer;
mod apart;
mod compare;
mod compile;
mod conditions;
mod contrast;
mod cover;
mod derived;
mod grid;
mod matters;
mod order;
mod project;
mod quick;
mod regions;
mod relations;
mod relevance;
mod store;
mod study;
mod walks;

pub use answer::{Exact, Expected, Scratch};
pub use apart::{Answerer, Limits};
pub use compare::{Apart, Brings, Pair, Side, translated};
pub use compile::Compiled;
pub use conditions::for_each as each_part;
pub use contrast::{Alone, Contrast, Expecting, Fate, Gets, Moves, OnSide, Term, Told, Untold, Whose};
pub use cover::{Atom, Cover, Literal, Region, Topic};
pub use derived::values_of;
pub use grid::{Bits, Block, Column, Grid, Subject};
pub use order::{Order, conditions, is_asked_for_none, relations, tested};
pub use regions::{Bound, Regions, Stretch};
pub use relevance::{Fraction, Leaves, Question, Ranking, Relevance, Second};
pub use store::TooLarge;
pub use study::{Effects, Fingerprint, LegalOutcomes, Parted, Parting, Set, Study};
pub use walks::{Change, Changed, Changes, Goal, Nearest, Paths, Reach, Smallest, Values, Walkable, Weight};
