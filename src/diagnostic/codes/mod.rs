//! The table of codes. A code never changes its meaning; one that is given up is not used again.
//!
//! `S` is for how a policy is written, `P` for what it says, `D` for tables of settings, `T` for what a policy's own tests find, `U`
//! for how the program was called, `W` for what is typed in a conversation about a setting.

/// Makes a constant of every line, and the list of them all.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $severity:ident($id:literal, $title:literal);)*) => {
        $($(#[$doc])* pub const $name: Code = Code::$severity($id, $title);)*
        /// Every code of this file.
        pub(super) const ALL: &[Code] = &[$($name),*];
    };
}

pub mod policy;
pub mod proofs;
pub mod settings;
pub mod syntax;
pub mod tests;
pub mod usage;
pub mod what_if;

use super::Severity;

/// A stable code and what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Code {
    /// Letter and number, as in `S001`.
    pub id: &'static str,
    /// What it is about, in a few words.
    pub title: &'static str,
    /// How bad it is.
    pub severity: Severity,
}

impl Code {
    pub(super) const fn error(id: &'static str, title: &'static str) -> Self {
        Self { id, title, severity: Severity::Error }
    }

    /// Of no harm, and perhaps meant.
    pub(super) const fn note(id: &'static str, title: &'static str) -> Self {
        Self { id, title, severity: Severity::Note }
    }

    pub(super) const fn warning(id: &'static str, title: &'static str) -> Self {
        Self { id, title, severity: Severity::Warning }
    }
}

/// Every code there is.
pub fn all() -> impl Iterator<Item = &'static Code> {
    [syntax::ALL, policy::ALL, proofs::ALL, settings::ALL, tests::ALL, usage::ALL, what_if::ALL].into_iter().flatten()
}
