//! Codes for how the program was called, and files that cannot be read.

use super::Code;

/// Every code of this file.
pub(super) const ALL: &[Code] = &[];
