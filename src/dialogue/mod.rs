//! A conversation about one setting and a policy that can be changed while it goes on: a line in, an answer out.
//!
//! [`Dialogue::step`] is all of it, and does no input or output of its own: what lies outside it asks of a [`World`]. `commands` holds
//! what can be typed, one table ([`COMMANDS`]) and a file for each family; `moment` is what `undo` goes back to; `line`
//! helps with a line while it is typed.

mod carried;
mod commands;
mod interview;
mod line;
mod moment;
mod outside;
mod phrase;
mod standing;
mod turn;
mod version;
mod world;

pub use carried::Carried;
pub use commands::{COMMANDS, Command, Group, Takes};
pub use interview::{Answered, Fitted, Given, Interview, Led, Outcome, Saved};
pub use line::{Candidate, Completion, Hint, Ink};
pub use moment::{Case, Moment};
pub use outside::Rows;
pub use turn::{Dialogue, Step};
pub use version::Version;
pub use world::{World, way};
