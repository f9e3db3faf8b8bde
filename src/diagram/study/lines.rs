//! Where it makes a difference whether a line holds.

use super::{Set, Study};
use crate::diagram::compile::{SILENT, category_leaf};
use crate::diagram::store::{Ref, TooLarge};
use crate::model::{HitPolicy, Strand};

impl Study<'_> {
    /// For each line of a strand, where it makes a difference to what the strand gives whether the line's condition holds, all
    /// other lines as they are. A line without a condition is taken to hold.
    ///
    /// # Errors
    /// Where it would be too large.
    pub fn lines_matter(&mut self, strand: usize) -> Result<Vec<Set>, TooLarge> {
        let Some(of) = self.policy.categorisation(self.kind).and_then(|one| one.strands.get(strand)) else {
            return Ok(Vec::new());
        };
        match of.hit {
            HitPolicy::MostIntensive => self.in_order_of_intensity(strand, of),
            HitPolicy::FirstMatch | HitPolicy::Sum => self.by_first_match(strand, of),
            HitPolicy::ExactlyOne => self.by_exactly_one(strand, of),
        }
    }

    /// Lines of one category stand next to each other, so that only those of its own category can give the same below a line.
    fn in_order_of_intensity(&mut self, strand: usize, of: &Strand) -> Result<Vec<Set>, TooLarge> {
        let (holds, read) = self.held_and_read(strand);
        let mut matter = Vec::with_capacity(read.len());
        let (mut below, mut others) = (None, Set::ALL);
        for (line, (holds, read)) in of.lines.iter().zip(holds.iter().zip(&read)).rev() {
            if below != Some(line.category) {
                others = Set::ALL;
            }
            matter.push(self.both(*read, others)?);
            others = self.without(others, *holds)?;
            below = Some(line.category);
        }
        matter.reverse();
        Ok(matter)
    }

    fn by_first_match(&mut self, strand: usize, of: &Strand) -> Result<Vec<Set>, TooLarge> {
        let (holds, read) = self.held_and_read(strand);
        let mut matter = Vec::with_capacity(read.len());
        let mut below = Ref::leaf(SILENT);
        for (line, (holds, read)) in of.lines.iter().zip(holds.iter().zip(&read)).rev() {
            let own = category_leaf(line.category);
            let differs = |leaf: Ref| if leaf == own { Ref::FALSE } else { Ref::TRUE };
            let differs = Set(self.conditions.builder.map(below, &differs)?);
            matter.push(self.both(*read, differs)?);
            below = self.conditions.builder.apply(holds.0, below, &|holds, below| match holds {
                Ref::TRUE => Some(own),
                Ref::FALSE => Some(below),
                _ => None,
            })?;
        }
        matter.reverse();
        Ok(matter)
    }

    /// Where no other line holds, the line is the only one or `otherwise` decides; where one other does, it or nothing decides.
    fn by_exactly_one(&mut self, strand: usize, of: &Strand) -> Result<Vec<Set>, TooLarge> {
        let (holds, _) = self.held_and_read(strand);
        let counted: Vec<Ref> =
            of.lines.iter().zip(&holds).map(|(line, holds)| line.condition.as_ref().map_or(Ref::FALSE, |_| holds.0)).collect();
        let mut otherwise = of.lines.iter().filter(|line| line.condition.is_none());
        let otherwise = otherwise.next().filter(|_| otherwise.next().is_none()).map(|line| line.category);
        let above = self.running(counted.iter())?;
        let mut below = self.running(counted.iter().rev())?;
        below.pop();
        let mut matter = Vec::with_capacity(of.lines.len());
        for (at, (line, above)) in of.lines.iter().zip(above).enumerate() {
            let below = below.pop().unwrap_or(Ref::leaf(0));
            if line.condition.is_none() {
                matter.push(self.line_decides(strand, at));
                continue;
            }
            let others = self.conditions.builder.apply(above, below, &|one, other| {
                let sum = one.value().zip(other.value()).map(|(one, other)| (one + other).min(2));
                sum.map(Ref::leaf)
            })?;
            let differs = |others: Ref| match others.value() {
                Some(0) if otherwise != Some(line.category) => Ref::TRUE,
                Some(1) => Ref::TRUE,
                _ => Ref::FALSE,
            };
            matter.push(Set(self.conditions.builder.map(others, &differs)?));
        }
        Ok(matter)
    }

    /// How many of the conditions before each hold, and at the end how many of all; two stands for more.
    fn running<'r>(&mut self, conditions: impl Iterator<Item = &'r Ref>) -> Result<Vec<Ref>, TooLarge> {
        let mut sum = Ref::leaf(0);
        let mut sums = vec![sum];
        for condition in conditions {
            sum = self.conditions.builder.apply(*condition, sum, &|holds, sum| match (holds.value()?, sum.value()) {
                (0, _) => Some(sum),
                (holds, Some(sum)) => Some(Ref::leaf((sum + holds).min(2))),
                (_, None) => None,
            })?;
            sums.push(sum);
        }
        Ok(sums)
    }

    fn held_and_read(&self, strand: usize) -> (Vec<Set>, Vec<Set>) {
        self.strands.get(strand).map_or_else(Default::default, |one| (one.holds.clone(), one.read.clone()))
    }
}
