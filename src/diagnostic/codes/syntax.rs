//! Codes for how a policy is written.

use super::Code;

/// Every code of this file.
pub(super) const ALL: &[Code] = &[];
