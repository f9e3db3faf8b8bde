//! The exact answer for one setting, field by field.

use super::search::{Completion, Demand, Wanted, joined};
use super::ways::Setting;
use super::{Apart, StrandParts};
use crate::diagram::answer::{Exact, Expected, Scratch, read};
use crate::diagram::compile::{SILENT, category_leaf, category_of, expected, not_finite};
use crate::diagram::project::{Known, Role};
use crate::diagram::store::{Ref, TooLarge};
use crate::model::{CategoryId, Facts};

impl Apart {
    /// The exact answer.
    pub(super) fn answer(&self, scratch: &mut Scratch, facts: &Facts) -> Result<Exact, TooLarge> {
        if let Some(fact) = not_finite(&self.variables, facts).filter(|_| !self.of_one) {
            return Err(TooLarge::NotFinite([fact, fact]));
        }
        let mut known = vec![Known::NOT; self.variables.len()];
        if read(&self.variables, facts, &mut known).is_none() {
            return Ok(Exact { impossible: true, ..Exact::default() });
        }
        if let Some(exact) = scratch.recalled(&self.identity, &known) {
            return Ok(exact);
        }
        let exact = self.exact(&known)?;
        scratch.keep(&known, exact.clone());
        Ok(exact)
    }

    /// The exact answer for a setting of which so much is known, level by level.
    fn exact(&self, known: &[Known]) -> Result<Exact, TooLarge> {
        let roles: Vec<Role> = known.iter().map(|known| known.region().map_or(Role::Kept, Role::Fixed)).collect();
        let mut setting = Setting::new(self, &roles);
        let mut reached: Vec<(u32, Completion)> = Vec::new();
        for outcome in SILENT..=self.most() {
            let ways = setting.outcome_is(outcome);
            reached.extend(setting.find(&ways)?.map(|completion| (outcome, completion)));
        }
        let Some((last, _)) = reached.last() else { return Ok(Exact { impossible: true, ..Exact::default() }) };
        let last = category_of(*last);
        let decided = reached.len() == 1;
        let mut exact = Exact {
            possible: reached.iter().filter_map(|(outcome, _)| category_of(*outcome)).collect(),
            may_be_silent: self.categorised && reached.iter().any(|(outcome, _)| *outcome == SILENT),
            rests_on: self.rests_on(known)?,
            ..Exact::default()
        };
        if !decided {
            exact.ask = setting.ask(&reached)?;
        }
        if let Some(category) = last {
            setting.reasons(category, decided, &mut exact)?;
        }
        setting.expectations(&mut exact)?;
        for (at, root) in &self.parts.also {
            if setting.leads(*root, Wanted::HOLDS)? {
                exact.also.push((*at, !setting.leads(*root, Wanted::FAILS)?));
            }
        }
        Ok(exact)
    }

    /// The most intensive outcome that any strand gives or any gate lifts to.
    pub(super) fn most(&self) -> u32 {
        u32::try_from(self.open.len()).unwrap_or(0)
    }
}

impl Setting<'_> {
    /// The levels of the facts that are open.
    pub(super) fn open(&self) -> Vec<usize> {
        self.search.roles.iter().enumerate().filter(|(_, role)| **role == Role::Kept).map(|(level, _)| level).collect()
    }

    /// A completion with a region for every fact.
    pub(super) fn filled(&self, completion: &Completion) -> Vec<usize> {
        let region = |(role, found): (&Role, &Option<usize>)| match role {
            Role::Fixed(region) => *region,
            Role::Kept | Role::Gathered => found.unwrap_or(0),
        };
        self.search.roles.iter().zip(completion).map(region).collect()
    }

    /// Whether some legal completion leads a diagram there.
    fn leads(&mut self, root: Ref, wanted: Wanted) -> Result<bool, TooLarge> {
        let Some(demands) = joined(&[&self.legal(), &[Demand::new(root, wanted)]]) else { return Ok(false) };
        Ok(self.search.find(&demands)?.is_some())
    }

    /// The gate and the strands that gave the category, or can give the most intensive one.
    fn reasons(&mut self, category: CategoryId, decided: bool, exact: &mut Exact) -> Result<(), TooLarge> {
        let (mut may, mut certain) = (Vec::new(), Vec::new());
        for (at, strand) in self.apart.parts.strands.iter().enumerate() {
            let Some(line) = self.first_line(strand, category)? else { continue };
            may.push((at, line));
            let others = category_leaf(category).value().map_or(0, |value| !(1 << value));
            if !self.leads(strand.given, Wanted(others))? {
                certain.push((at, line));
            }
        }
        if !decided {
            exact.because = may;
            return Ok(());
        }
        let (lifted, always) = self.lifted(category)?;
        exact.gate = lifted.filter(|_| always || certain.is_empty());
        exact.because = if certain.is_empty() { may } else { certain };
        Ok(())
    }

    /// The first line of a strand that can decide it and gives a category.
    fn first_line(&mut self, strand: &StrandParts, category: CategoryId) -> Result<Option<usize>, TooLarge> {
        let mut demands = self.legal();
        let given = category_leaf(category).value().map_or(0, |value| 1 << value);
        demands.push(Demand::new(strand.given, Wanted(given)));
        if self.search.find(&demands)?.is_none() {
            return Ok(None);
        }
        for (at, (of_line, holds)) in strand.lines.iter().enumerate() {
            if *of_line == category {
                let decides = joined(&[&demands, &[Demand::new(*holds, Wanted::HOLDS)]]);
                if let Some(decides) = decides
                    && self.search.find(&decides)?.is_some()
                {
                    return Ok(Some(at));
                }
            }
            demands.push(Demand::new(*holds, Wanted::FAILS));
        }
        Ok(None)
    }

    /// For a decided category: the first gate that can be the last to lift to it, and whether one always does.
    fn lifted(&mut self, category: CategoryId) -> Result<(Option<usize>, bool), TooLarge> {
        let outcome = u32::from(category.0) + 1;
        let given = self.strands_come_to(outcome, &[]);
        let always = self.find(&[given])?.is_none();
        let Some(from) = category.0.checked_sub(1) else { return Ok((None, always)) };
        let mut open = Vec::new();
        for gate in self.apart.parts.gates.iter().filter(|gate| gate.from.0 == from) {
            let shut = Demand::new(gate.open, Wanted::FAILS);
            let arrives = self.arrives(u32::from(from) + 1, [open.as_slice(), &[shut]].concat());
            if self.find(&arrives)?.is_some() {
                return Ok((Some(gate.at), always));
            }
            open.push(Demand::new(gate.open, Wanted::HOLDS));
        }
        Ok((None, always))
    }

    fn expectations(&mut self, exact: &mut Exact) -> Result<(), TooLarge> {
        for (at, (category, root)) in self.apart.parts.expectations.iter().enumerate() {
            if !exact.possible.contains(category) {
                continue;
            }
            let ways = self.outcome_is(u32::from(category.0) + 1);
            let mut may = |state: u32| {
                let others = [self.legal(), vec![Demand::new(*root, Wanted(1 << state))]].concat();
                Ok(self.find_with(&ways, &others)?.is_some())
            };
            let (nothing, met, not_met) = (may(expected::NOTHING)?, may(expected::MET)?, may(expected::NOT_MET)?);
            let state = match (nothing, met, not_met) {
                (_, false, false) => continue,
                (_, true, false) => Expected::Met,
                (false, false, true) => Expected::NotMet,
                (_, _, true) => Expected::Unknown,
            };
            exact.expectations.push((at, state));
        }
        Ok(())
    }
}
