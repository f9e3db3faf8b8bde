//! The commands that give texts: a policy's, written again or as one, and what shells need.

pub(super) mod completions;
pub(super) mod diff;
pub(super) mod fmt;
pub(super) mod show;
