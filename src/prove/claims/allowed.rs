//! What is found, without what the policy allows.

use super::merged::{CameOut, Outcome};
use crate::diagnostic::codes::{self, Code, proofs};
use crate::diagnostic::words::listed;
use crate::diagnostic::{Diagnostic, Problems, nearest};
use crate::model::{Allowance, Policy};
use crate::source::Span;

/// Codes of what is found in the texts alone, and so found whatever else could not be proved.
const OF_TEXTS: [Code; 4] = [proofs::FACT_UNUSED, proofs::CLAUSE_UNDECLARED, proofs::CLAUSE_UNCITED, proofs::NEVER_USED];

/// What became of all claims.
#[derive(Clone, Debug, Default)]
pub struct Proved {
    /// What is wrong and not allowed, what is wrong with allowances, and what was not proved.
    pub findings: Problems,
    /// How many claims were proved; those of several kinds and days about one place count once.
    pub proved: usize,
    /// The places and codes of claims that were neither proved nor refuted.
    pub open: Vec<(Code, Span)>,
    /// What comes of something else that is found, which points at it, and is not allowed by itself.
    pub come_of_others: Vec<Diagnostic>,
    /// What is allowed: of each of the policy's allowances, in their order, what it is needed for.
    pub allowed: Vec<Allowed>,
}

/// What an allowance is needed for.
#[derive(Clone, Debug, Default)]
pub struct Allowed {
    /// The findings that it covers.
    pub findings: Vec<Diagnostic>,
}

impl Proved {
    /// Sorts what was found by what the policy allows.
    pub(in crate::prove) fn of(policy: &Policy, outcomes: Vec<Outcome>) -> Self {
        let mut proved = Self { allowed: vec![Allowed::default(); policy.allowances.len()], ..Self::default() };
        for Outcome { code, at, came_out } in outcomes {
            match came_out {
                CameOut::Proved => proved.proved += 1,
                CameOut::Open => proved.open.push((code, at)),
                CameOut::Found(finding, within) => match proved.allowing(policy, code, at, &within) {
                    Some(allowed) => allowed.findings.push(finding),
                    None => proved.findings.push(finding),
                },
                CameOut::ComesOf(finding, within) => match proved.allowing(policy, code, at, &within) {
                    Some(allowed) => allowed.findings.push(finding),
                    None => proved.come_of_others.push(finding),
                },
            }
        }
        let of_allowances: Vec<_> =
            policy.allowances.iter().zip(&proved.allowed).filter_map(|(one, has)| proved.wrong(one, has)).collect();
        proved.findings.extend(of_allowances);
        let open: Vec<_> = proved.open.iter().map(|(code, at)| not_proved(*code, *at)).collect();
        proved.findings.extend(open);
        proved
    }

    /// What is allowed where a finding is, if it is.
    fn allowing(&mut self, policy: &Policy, code: Code, at: Span, within: &[Span]) -> Option<&mut Allowed> {
        allowing(policy, code, at, within).and_then(|at| self.allowed.get_mut(at))
    }

    /// How many findings are allowed.
    #[must_use]
    pub fn allowed(&self) -> usize {
        self.allowed.iter().map(|one| one.findings.len()).sum()
    }

    /// What is wrong with an allowance, if anything is.
    fn wrong(&self, one: &Allowance, needed_for: &Allowed) -> Option<Diagnostic> {
        let may_be = proofs::to_allow().find(|code| code.id == &*one.code);
        match (may_be, codes::all().find(|code| code.id == &*one.code)) {
            (None, Some(code)) => Some(not_to_allow(one, *code)),
            (None, None) => Some(self.unknown(one)),
            (Some(code), _) if needed_for.findings.is_empty() && !self.may_be_needed(one, *code) => {
                Some(self.in_vain(one, *code))
            }
            (Some(_), _) => None,
        }
    }

    /// Whether it may be needed for something that was not proved.
    fn may_be_needed(&self, one: &Allowance, code: Code) -> bool {
        let open_there = |(open, at): &(Code, Span)| *open == proofs::TOO_LARGE || one.holds_at(*at);
        !OF_TEXTS.contains(&code) && self.open.iter().any(open_there)
    }

    fn unknown(&self, one: &Allowance) -> Diagnostic {
        let here = self.findings.iter().filter(|finding| place(finding).is_some_and(|at| one.holds_at(at)));
        let others: Vec<Code> = proofs::to_allow().copied().collect();
        let mut likely = here.map(|finding| finding.code).chain(others.iter().copied());
        let near = likely.find(|code| alike(code.id, &one.code)).or_else(|| {
            let id = nearest(&one.code, others.iter().map(|code| code.id))?;
            others.iter().find(|code| code.id == id).copied()
        });
        let help = match near {
            Some(code) => format!("Did you mean `{}`, {}?", code.id, code.title),
            None => "`ees check` shows the code before each finding.".to_owned(),
        };
        Diagnostic::new(proofs::ALLOWED_UNKNOWN, one.span, format!("There is no code `{}`.", one.code)).help(help)
    }

    fn in_vain(&self, one: &Allowance, code: Code) -> Diagnostic {
        let message = format!("Nothing is found here that `{}` is about: {}.", code.id, code.title);
        let diagnostic = Diagnostic::new(proofs::ALLOWED_IN_VAIN, one.span, message).label("not needed");
        let elsewhere = self.findings.iter().filter(|finding| finding.code == code).find_map(place);
        match elsewhere {
            Some(at) => diagnostic
                .also(at, "here something of the sort is found")
                .help("If this allowance is meant for what is found elsewhere, put it behind that line; otherwise take it out."),
            None => diagnostic.help("Take the allowance out."),
        }
    }
}

/// The nearest allowance that holds for a finding, by its place among the policy's.
fn allowing(policy: &Policy, code: Code, at: Span, within: &[Span]) -> Option<usize> {
    let holds = |one: &Allowance| one.holds_at(at) || within.iter().any(|around| one.holds_at(*around));
    let all = policy.allowances.iter().enumerate().filter(|(_, one)| &*one.code == code.id && holds(one));
    all.max_by_key(|(_, one)| one.depth).map(|(at, _)| at)
}

fn place(finding: &Diagnostic) -> Option<Span> {
    finding.labels.first().map(|label| label.span)
}

/// Whether two codes are likely to be taken for one another: the same figures in another order, or but for one.
fn alike(one: &str, other: &str) -> bool {
    let sorted = |code: &str| {
        let mut letters: Vec<char> = code.chars().collect();
        letters.sort_unstable();
        letters
    };
    let differ = one.chars().zip(other.chars()).filter(|(one, other)| one != other).count();
    one.len() == other.len() && (differ <= 1 || sorted(one) == sorted(other))
}

fn not_to_allow(one: &Allowance, code: Code) -> Diagnostic {
    let message = format!("`{}` cannot be allowed: {}.", code.id, code.title);
    let first_and_last: Vec<&str> = proofs::to_allow().map(|code| code.id).collect();
    let (first, last) = (first_and_last.iter().min(), first_and_last.iter().max());
    let ends: Vec<&str> = first.into_iter().chain(last).copied().collect();
    let help = format!(
        "Only what `ees check` finds by proof can be allowed, with codes from {}. Mend what the finding is about, and take the \
         allowance out.",
        listed(&ends, "to")
    );
    Diagnostic::new(proofs::NOT_TO_ALLOW, one.span, message).help(help)
}

/// What is to be said of a claim that came to nothing.
fn not_proved(code: Code, at: Span) -> Diagnostic {
    let (message, help) = if code == proofs::TOO_LARGE {
        (
            "This cannot be looked through as a whole, so nothing of it is proved.".to_owned(),
            "It is too large, or it adds up facts whose sums fall into no finite number of cases. Settings are answered all the same, one by \
             one. Fewer facts in one strand, fewer numbers and days that rules tell apart, or whole numbers between small bounds, can be \
             looked through.",
        )
    } else {
        (
            format!("Whether there is {} here was neither proved nor refuted (`{}`).", code.title, code.id),
            "It is too large to be looked through. Settings are answered all the same.",
        )
    };
    Diagnostic::new(proofs::TOO_LARGE, at, message).help(help)
}
