//! Whether what is kept of a setting is enough for an outcome, strands being kept apart.

use super::Apart;
use super::ways::{Setting, Way};
use crate::diagram::project::Role;
use crate::diagram::store::TooLarge;

impl Apart {
    /// Whether every legal setting whose facts are fixed as given comes to an outcome from one to another, both included; and how many
    /// steps it took to see.
    pub(in crate::diagram) fn all_come_to(&self, roles: &[Role], from: u32, to: u32) -> Result<(bool, usize), TooLarge> {
        let mut setting = Setting::new(self, roles);
        let below: Vec<Way> = from.checked_sub(1).map_or_else(Vec::new, |below| setting.not_above(below));
        let above = if to < self.most() { setting.above(to) } else { Vec::new() };
        let other = setting.find(&[below, above].concat())?;
        Ok((other.is_none(), setting.search.spent()))
    }
}
