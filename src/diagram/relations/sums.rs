//! Numbers that are added up, as diagrams: what they come to so far is all that counts, until it decides.

use super::Part;
use crate::diagram::conditions::Conditions;
use crate::diagram::store::{QuickMap, Ref, TooLarge};
use crate::model::{Comparison, Value};
use rust_decimal::Decimal;

/// What the facts that are not asked for yet can still add.
#[derive(Clone, Copy, Debug)]
struct Rest {
    least: Decimal,
    most: Decimal,
    /// Whether one of them can be none, so that nothing is compared.
    none: bool,
}

impl Conditions<'_> {
    /// Where some facts, added up to a number, compare so with nought; those on the right count against it.
    pub(super) fn added_up(&mut self, parts: &[Part], start: Decimal, comparison: Comparison) -> Result<Ref, TooLarge> {
        let mut rests = vec![Rest { least: Decimal::ZERO, most: Decimal::ZERO, none: false }];
        for part in parts.iter().rev() {
            let before = rests.last().copied();
            rests.extend(before.map(|before| self.rest_with(part, before)));
        }
        rests.reverse();
        self.added(parts, &rests, (start, comparison), &mut QuickMap::default())
    }

    /// What is left to add with one more fact.
    fn rest_with(&self, part: &Part, rest: Rest) -> Rest {
        let mut numbers = Vec::new();
        let mut none = rest.none;
        for region in self.choices(part) {
            match self.value(part, region) {
                Some(Value::Number(number)) => numbers.push(if part.right { -number } else { number }),
                _ => none = true,
            }
        }
        let (least, most) =
            (numbers.iter().min().copied().unwrap_or_default(), numbers.iter().max().copied().unwrap_or_default());
        let (least, most) = (rest.least.checked_add(least), rest.most.checked_add(most));
        // What is past all numbers decides nothing.
        Rest { least: least.unwrap_or(Decimal::MIN), most: most.unwrap_or(Decimal::MAX), none }
    }

    fn added(
        &mut self,
        parts: &[Part],
        rests: &[Rest],
        (sum, comparison): (Decimal, Comparison),
        memo: &mut QuickMap<(usize, Decimal), Ref>,
    ) -> Result<Ref, TooLarge> {
        let (Some((rest, rests)), sum) = (rests.split_first(), sum.normalize()) else { return Ok(Ref::FALSE) };
        if let Some(decided) = rest.decides(sum, comparison) {
            return Ok(decided);
        }
        let Some((part, others)) = parts.split_first() else { return Ok(Ref::FALSE) };
        if let Some(known) = memo.get(&(parts.len(), sum)) {
            return Ok(*known);
        }
        let mut children = Vec::new();
        for region in self.choices(part) {
            let next = match self.value(part, region) {
                Some(Value::Number(number)) if part.right => sum.checked_sub(number),
                Some(Value::Number(number)) => sum.checked_add(number),
                _ => None,
            };
            children.push(next.map_or(Ok(Ref::FALSE), |next| self.added(others, rests, (next, comparison), memo))?);
        }
        let made = self.asked(part, &children)?;
        memo.insert((parts.len(), sum), made);
        Ok(made)
    }
}

impl Rest {
    /// What a sum so far comes to whatever is added, if that is so.
    fn decides(self, sum: Decimal, comparison: Comparison) -> Option<Ref> {
        let (least, most) = (sum.checked_add(self.least)?, sum.checked_add(self.most)?);
        let nought = Decimal::ZERO;
        let (low, high) = (comparison.holds(&least, &nought), comparison.holds(&most, &nought));
        // An equal one may lie in between; all others change once, upwards or downwards.
        let in_between = comparison == Comparison::Equal && least < nought && nought < most;
        match (low, high) {
            (false, false) if !in_between => Some(Ref::FALSE),
            (true, true) if !self.none && (comparison != Comparison::Equal || least == most) => Some(Ref::TRUE),
            _ => None,
        }
    }
}
