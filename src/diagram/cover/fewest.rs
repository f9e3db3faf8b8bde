//! Whether fewer regions could do.

use super::cube::Cube;
use super::{Covering, Region};
use crate::diagram::store::TooLarge;

impl Covering<'_> {
    /// Whether it is proved that no fewer regions could do: each has a setting of the set such that no region at all has two of these,
    /// for even the smallest cube that holds two touches what is to be kept out of. So each needs a region of its own.
    pub(super) fn is_fewest(&mut self, regions: &[Region]) -> Result<bool, TooLarge> {
        if regions.len() <= 1 {
            return Ok(true);
        }
        let mut own = Vec::with_capacity(regions.len());
        for at in 0..regions.len() {
            let left = self.own(regions, at)?;
            let Some(path) = self.path(&[left])? else { return Ok(false) };
            own.push(path);
        }
        for (at, one) in own.iter().enumerate() {
            for other in own.iter().skip(at + 1) {
                let hull = Cube::hull(&self.point(one), &self.point(other), self.atoms);
                let mut sets = self.sets(&hull)?;
                sets.push(self.off);
                if self.near(&sets, one)?.is_none() {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}
