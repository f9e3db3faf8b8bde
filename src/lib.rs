//! `ees`: a policy language for how a local authority categorises schools and early-years settings.
//!
//! text -> [`syntax`] -> [`model`] -> [`evaluate`] and [`diagram`] -> [`assess`] -> [`explain`] -> report
//!
//! A program that embeds it loads a policy, makes it ready for an assessment date, and asks:
//!
//! ```
//! use ees::assess::{Assessor, Status};
//! use ees::model::{FactState, Facts, Value, parse_date};
//! use ees::session::{Place, load};
//!
//! let text = "
//! policy Library Support
//!   in force: 1 January 2026 to 31 December 2027
//! setting library: a public library
//! categories, least intensive first
//!   Light: a visit a year
//!   Close: a visit a month
//! facts about a library
//!   roof leaks: yes or no
//!   much visited: yes or no
//! categorise a library by its most intensive strand
//!   strand building
//!     Close when roof leaks
//!     Light otherwise
//!   strand use
//!     Close when not much visited
//!     Light otherwise
//! ";
//! let loaded = load(Place::Memory(vec![("library.ees".to_owned(), text.to_owned())]));
//! // Where there are errors there is no policy; `report::render` writes them.
//! let policy = loaded.policy.as_ref().ok_or("the policy has errors")?;
//! let mut assessor = Assessor::new(policy, parse_date("2026-11-15").ok_or("no such day")?).map_err(|_| "too tangled")?;
//!
//! let library = policy.kind("library").ok_or("no libraries")?;
//! let roof = policy.facts_of(library).find(|(_, fact)| &*fact.name.machine == "roof_leaks").ok_or("no roof")?.0;
//! let mut facts = Facts::unknown(policy.facts.len());
//! let answer = assessor.assess("L1", "Old Town", library, &facts).map_err(|_| "cannot be")?;
//! assert_eq!((answer.status, answer.possible.len(), answer.ask.len()), (Status::Open, 2, 2));
//!
//! facts.set(roof, FactState::Told(Value::yes(true)));
//! let answer = assessor.assess("L1", "Old Town", library, &facts).map_err(|_| "cannot be")?;
//! assert_eq!(answer.category.map(|id| policy.category_code(id)), Some("Close"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod assess;
pub mod check;
pub mod diagnostic;
pub mod diagram;
pub mod dialogue;
pub mod evaluate;
pub mod explain;
pub mod format;
pub mod harness;
pub mod model;
pub mod prove;
pub mod report;
pub mod revision;
pub mod session;
pub mod settings;
pub mod source;
pub mod syntax;

#[cfg(feature = "cli")]
pub mod cli;
