//! What settings are searched for that is of their answer, and no fact: `category is B2`, `it can be C`, `it is open`.

use super::super::super::phrase::Phrase;
use crate::assess::{Answer, Status};
use crate::diagnostic::{Diagnostic, codes::usage, nearest};
use crate::model::{CategoryId, KindId, Policy};
use crate::session;

/// One thing that is asked of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// `category is B1 or B2`, `category is not A`
    Is(Vec<CategoryId>, bool),
    /// `it can be C`
    CanBe(Vec<CategoryId>),
    /// `it is open`
    Stands(Status),
    /// `it is a school`
    OfKind(KindId),
}

impl Outcome {
    /// What a piece of a search says of the answer; `None` where it is about facts.
    pub(super) fn read(piece: Phrase<'_>, policy: &Policy) -> Option<Result<Self, Box<Diagnostic>>> {
        for words in ["category is not", "it is not in"] {
            if let Some(codes) = piece.after(words) {
                return Some(categories(codes, policy).map(|all| Self::Is(all, false)));
            }
        }
        for words in ["category is", "it is in"] {
            if let Some(codes) = piece.after(words) {
                return Some(categories(codes, policy).map(|all| Self::Is(all, true)));
            }
        }
        for words in ["it can be", "it could be", "category can be"] {
            if let Some(codes) = piece.after(words) {
                return Some(categories(codes, policy).map(Self::CanBe));
            }
        }
        let said = piece.after("it is")?;
        let stands = [("open", Status::Open), ("not decided", Status::Open), ("decided", Status::Decided)];
        if let Some((_, status)) = stands.iter().find(|(word, _)| said.text.eq_ignore_ascii_case(word)) {
            return Some(Ok(Self::Stands(*status)));
        }
        let kind = said.after("a").or_else(|| said.after("an")).unwrap_or(said);
        match policy.kind(&kind.machine()) {
            Some(kind) => Some(Ok(Self::OfKind(kind))),
            None => Some(
                categories(said, policy).map(|all| Self::Is(all, true)).map_err(|wrong| no_state(said, policy).unwrap_or(wrong)),
            ),
        }
    }

    /// The kind of setting that is asked for, if one is.
    pub(super) const fn kind(&self) -> Option<KindId> {
        match self {
            Self::OfKind(kind) => Some(*kind),
            Self::Is(..) | Self::CanBe(_) | Self::Stands(_) => None,
        }
    }

    /// Whether an answer is so.
    pub(super) fn holds(&self, answer: &Answer<'_>) -> bool {
        match self {
            Self::Is(codes, is) => answer.category.is_some_and(|category| codes.contains(&category) == *is),
            Self::CanBe(codes) => answer.possible.iter().any(|category| codes.contains(category)),
            Self::Stands(status) => answer.status == *status,
            Self::OfKind(kind) => answer.kind == *kind,
        }
    }
}

/// That what stands behind `it is` is much like something that settings can be, and no category.
fn no_state(said: Phrase<'_>, policy: &Policy) -> Option<Box<Diagnostic>> {
    let kinds = policy.kind_ids().map(|kind| policy.a_kind(kind)).collect::<Vec<_>>();
    let words = ["open", "decided", "not decided"].into_iter().chain(kinds.iter().map(String::as_str));
    let near = nearest(said.text, words)?;
    let message = format!("`{}` is nothing that a setting can be.", said.text);
    let help = format!("Did you mean `it is {near}`? Behind `it is` stands a category, a kind of setting, `open` or `decided`.");
    Some(Box::new(Diagnostic::new(usage::CATEGORY_UNKNOWN, said.span(), message).help(help)))
}

fn categories(codes: Phrase<'_>, policy: &Policy) -> Result<Vec<CategoryId>, Box<Diagnostic>> {
    let parts = codes.parted(" or ").into_iter().flat_map(|part| part.parted(","));
    // `category is B2 or category is C` says no more than `category is B2 or C`.
    let parts = parts.map(|part| part.after("category is").or_else(|| part.after("it is in")).unwrap_or(part));
    parts.map(|code| session::category_called(policy, code.text, Some(code.span()))).collect()
}
