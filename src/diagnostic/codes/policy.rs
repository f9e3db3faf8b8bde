//! Codes for what a policy says.

use super::Code;

/// Every code of this file.
pub(super) const ALL: &[Code] = &[];
