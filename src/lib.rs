//! `ees`: a policy language for how a local authority categorises schools and early-years settings.
//!
//! text -> [`syntax`] -> [`model`] -> [`evaluate`] and [`diagram`] -> [`assess`] -> [`explain`] -> report

pub mod assess;
pub mod check;
pub mod diagnostic;
pub mod diagram;
pub mod evaluate;
pub mod explain;
pub mod format;
pub mod model;
pub mod report;
pub mod session;
pub mod settings;
pub mod source;
pub mod syntax;

#[cfg(feature = "cli")]
pub mod cli;
