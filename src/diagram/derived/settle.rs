//! Which of several rows or lines gives the result, as diagrams.

use crate::diagram::conditions::Conditions;
use crate::diagram::store::{Ref, TooLarge};

impl Conditions<'_> {
    /// What the first that holds leads to: where each holds, and its leaf. Where none holds, another leaf.
    pub(super) fn first_match(&mut self, rows: &[(Ref, Ref)], none: Ref) -> Result<Ref, TooLarge> {
        let mut rest = none;
        for (holds, leaf) in rows.iter().rev() {
            rest = self.builder.apply(*holds, rest, &|holds, rest| match holds {
                Ref::TRUE => Some(*leaf),
                Ref::FALSE => Some(rest),
                _ => None,
            })?;
        }
        Ok(rest)
    }

    /// The index of the only one that holds; `None` is one that holds where no other does. Where none or several hold, the
    /// number of them all.
    pub(in crate::diagram) fn exactly_one(&mut self, lines: &[Option<Ref>]) -> Result<Ref, TooLarge> {
        let (none, several) = (Ref::leaf_at(lines.len()), Ref::leaf_at(lines.len() + 1));
        let mut found = none;
        for (at, holds) in lines.iter().enumerate().rev() {
            let Some(holds) = holds else { continue };
            found = self.builder.apply(*holds, found, &|holds, found| match holds {
                Ref::FALSE => Some(found),
                Ref::TRUE => found.value().map(|_| if found == none { Ref::leaf_at(at) } else { several }),
                _ => None,
            })?;
        }
        let mut otherwise = lines.iter().enumerate().filter(|(_, holds)| holds.is_none()).map(|(at, _)| at);
        let left = match (otherwise.next(), otherwise.next()) {
            (Some(only), None) => Ref::leaf_at(only),
            (None, _) | (Some(_), Some(_)) => none,
        };
        self.builder.map(found, &|found| match found {
            _ if found == none => left,
            _ if found == several => none,
            _ => found,
        })
    }

    /// The greatest leaf of those that hold; no other leaf may be greater than theirs.
    pub(super) fn greatest(&mut self, rows: &[(Ref, Ref)], none: Ref) -> Result<Ref, TooLarge> {
        let mut most = none;
        for (holds, leaf) in rows.iter().rev() {
            most = self.builder.apply(*holds, most, &|holds, most| match holds {
                Ref::FALSE => Some(most),
                Ref::TRUE => most.value().map(|_| most.max(*leaf)),
                _ => None,
            })?;
        }
        Ok(most)
    }
}
