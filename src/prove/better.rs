//! Which values of a fact are better.

use crate::diagram::Regions;
use crate::model::{Direction, Domain, FactId, Policy, Value, YES_NO};

/// Each pair of regions of which the first is better, those next to each other first. `none` is neither, nor are values of one rank.
pub(crate) fn better_and_worse(policy: &Policy, fact: FactId, regions: &Regions) -> Vec<(usize, usize)> {
    let all: Vec<(usize, i64)> =
        (0..regions.len()).filter_map(|region| Some((region, goodness(policy, fact, regions, region)?))).collect();
    let worse = |better: i64| all.iter().filter(move |(_, worse)| better > *worse);
    let mut pairs: Vec<(i64, usize, usize)> =
        all.iter().flat_map(|(one, better)| worse(*better).map(move |(other, worse)| (better - worse, *one, *other))).collect();
    pairs.sort_by_key(|(apart, ..)| *apart);
    pairs.into_iter().map(|(_, one, other)| (one, other)).collect()
}

/// How good the values of a region are, beside those of others; `None` for none and where no direction is better.
fn goodness(policy: &Policy, id: FactId, regions: &Regions, region: usize) -> Option<i64> {
    let fact = policy.fact(id)?;
    let place = match (regions.representative(region)?, &fact.domain) {
        (Value::None, _) => return None,
        // Of yes and no, yes comes first and is the higher.
        (Value::Option(at), Domain::Vocabulary(YES_NO)) => -i64::from(at),
        (Value::Option(at), Domain::Vocabulary(vocabulary)) => {
            let vocabulary = policy.vocabulary(*vocabulary).filter(|one| one.ordered)?;
            return Some(-i64::from(vocabulary.values.get(usize::from(at))?.rank));
        }
        (Value::Option(_) | Value::Number(_) | Value::Date(_), _) => i64::try_from(region).ok()?,
    };
    Some(match fact.direction? {
        Direction::Higher => place,
        Direction::Lower => -place,
    })
}
