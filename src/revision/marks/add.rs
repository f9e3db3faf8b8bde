//! What a revision declares without a word before it: it is new.

use super::Marking;
use crate::model::machine_name;
use crate::revision::things::find::{Address, Fate, Thing};
use crate::revision::things::kinds::Fit;
use crate::revision::things::{Piece, things};
use crate::syntax::tree::{Declaration, DeclarationKind, Sort, Target, Times};
use std::collections::BTreeSet;

impl Marking<'_> {
    /// Refuses what the policy that is amended has already.
    pub(super) fn add(&mut self, declaration: &Declaration, address: Address) {
        for (at, (piece, wanted)) in things(declaration).into_iter().enumerate() {
            let called = self.marks.index.called(&wanted, self.sources).into_iter();
            let there = called.filter(|other| {
                self.marks.index.get(*other).is_some_and(|thing| self.cannot_stand_beside(&wanted, piece, thing, declaration))
            });
            if let Some(other) = there.take(1).next() {
                self.already(other, &wanted);
                let part = if piece == Piece::Whole { None } else { Some(at) };
                self.marks.refused.insert((address, part));
            }
            if piece == Piece::Whole {
                return;
            }
        }
    }

    /// Whether a new thing and one that is kept cannot both be.
    fn cannot_stand_beside(&self, wanted: &Target, piece: Piece, thing: &Thing, declaration: &Declaration) -> bool {
        let fit = self.marks.index.fit(wanted, thing);
        if thing.fate != Fate::Kept || fit == Fit::Apart {
            return false;
        }
        match wanted.sort {
            // One for fewer kinds of setting may stand beside one for more.
            Sort::Allocation => self.marks.index.groups.kinds(&wanted.about).fit(&thing.kinds) == Fit::Exact,
            // Other names are added to those that there are.
            Sort::HalfTerms | Sort::Terms | Sort::OtherTimes => self.share_a_name(declaration, thing.address),
            // The same things can be given, expected and ruled out in several places.
            Sort::Also | Sort::Constraint | Sort::Gate | Sort::Expectation => false,
            Sort::Setting | Sort::Group | Sort::Scale | Sort::Choice | Sort::Fact | Sort::Parameter | Sort::Categories => true,
            Sort::Define | Sort::List | Sort::Table | Sort::Matrix | Sort::Score | Sort::Clause => true,
            Sort::Contradiction | Sort::Import | Sort::Asking => true,
            Sort::Categorise | Sort::Strand => piece == Piece::Whole,
        }
    }

    fn share_a_name(&self, new: &Declaration, there: Address) -> bool {
        let there = self.base.get(there.0).and_then(|tree| tree.declarations.get(there.1));
        let (DeclarationKind::Times(new), Some(DeclarationKind::Times(there))) = (&new.kind, there.map(|one| &one.kind)) else {
            return false;
        };
        let names = |times: &Times| times.names.iter().map(|name| machine_name(&name.text)).collect::<BTreeSet<String>>();
        !names(new).is_disjoint(&names(there))
    }
}
