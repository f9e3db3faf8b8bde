//! Which of several rows or lines gives the result, where some of them may hold or not.

use super::trace::Verdict;
use super::truth::Truth;

/// What became of each row or line, and whether there may be no result.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) verdicts: Vec<Verdict>,
    pub(super) may_be_none: bool,
}

/// The first that holds.
pub(super) fn first_match(truths: &[Truth]) -> Settled {
    let (mut decided, mut open_before) = (false, false);
    let mut verdicts = Vec::with_capacity(truths.len());
    for truth in truths {
        let verdict = match truth {
            _ if decided => Verdict::NotReached,
            Truth::Fails => Verdict::Fails,
            Truth::Holds if !open_before => Verdict::Decides,
            Truth::Holds | Truth::Open => Verdict::MayDecide,
        };
        decided |= *truth == Truth::Holds;
        open_before |= verdict == Verdict::MayDecide;
        verdicts.push(verdict);
    }
    Settled { verdicts, may_be_none: !decided }
}

/// The only one that holds; `None` is one that holds where no other does.
pub(super) fn exactly_one(truths: &[Option<Truth>]) -> Settled {
    let count = |of: Option<Truth>| truths.iter().filter(|truth| **truth == of).count();
    let (holding, open, otherwise) = (count(Some(Truth::Holds)), count(Some(Truth::Open)), count(None));
    let verdict = |truth: &Option<Truth>| match truth {
        Some(Truth::Fails) => Verdict::Fails,
        Some(Truth::Holds) if holding > 1 => Verdict::Conflicts,
        Some(Truth::Holds) if open == 0 => Verdict::Decides,
        Some(Truth::Open) if holding > 0 => Verdict::Conflicts,
        Some(Truth::Holds | Truth::Open) => Verdict::MayDecide,
        None if holding > 0 => Verdict::NotReached,
        None if otherwise > 1 => Verdict::Conflicts,
        None if open == 0 => Verdict::Decides,
        None => Verdict::MayDecide,
    };
    // Two that may hold may both hold.
    let certain = match (holding, open) {
        (1, 0) => true,
        (0, 0 | 1) => otherwise == 1,
        _ => false,
    };
    Settled { verdicts: truths.iter().map(verdict).collect(), may_be_none: !certain }
}

/// The greatest of those that hold: each with its rank.
pub(super) fn greatest<R: Ord + Copy>(ranked: &[(Truth, R)]) -> Settled {
    let certain = ranked.iter().filter(|(truth, _)| *truth == Truth::Holds).map(|(_, rank)| *rank).max();
    let may_be_more = ranked.iter().any(|(truth, rank)| *truth == Truth::Open && Some(*rank) > certain);
    let verdict = |(truth, rank): &(Truth, R)| match truth {
        Truth::Fails => Verdict::Fails,
        Truth::Holds if Some(*rank) < certain => Verdict::NotReached,
        Truth::Holds if may_be_more => Verdict::MayDecide,
        Truth::Holds => Verdict::Decides,
        Truth::Open if Some(*rank) > certain => Verdict::MayDecide,
        Truth::Open => Verdict::NotReached,
    };
    Settled { verdicts: ranked.iter().map(verdict).collect(), may_be_none: certain.is_none() }
}

/// All that hold, together.
pub(super) fn all(truths: &[Truth]) -> Settled {
    let verdict = |truth: &Truth| match truth {
        Truth::Holds => Verdict::Decides,
        Truth::Open => Verdict::MayDecide,
        Truth::Fails => Verdict::Fails,
    };
    Settled { verdicts: truths.iter().map(verdict).collect(), may_be_none: false }
}
