//! Codes for tables of settings.

use super::Code;

/// Every code of this file.
pub(super) const ALL: &[Code] = &[];
