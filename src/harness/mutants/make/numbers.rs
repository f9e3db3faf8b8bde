//! Numbers and days as written, moved by the least step that is written of them.

use super::Maker;
use crate::harness::mutants::mutant::Edit;
use crate::harness::mutants::operator::Operator;
use crate::model::spoken;
use crate::source::Span;
use crate::syntax::NUMBER_WORDS;
use crate::syntax::tree::{Literal, Operand};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::ops::Range;
use std::str::FromStr;

/// Which way a number is moved.
const WAYS: [Decimal; 2] = [Decimal::ONE, Decimal::NEGATIVE_ONE];

impl Maker<'_> {
    /// A number as it stands in a stretch: where its figures or its word stand, and what they say. Signs stand before it.
    pub(super) fn figures(&self, range: Range<usize>) -> Option<(Range<usize>, Decimal)> {
        let text = self.slice(range.clone());
        let Some(start) = text.find(|char: char| char.is_ascii_digit()) else {
            let (word, place) = self.words(range).into_iter().find(|(word, _)| number_word(word).is_some())?;
            return Some((place, number_word(word)?));
        };
        let rest = text.get(start..)?;
        let length = rest.find(|char: char| !(char.is_ascii_digit() || char == '.' || char == ',')).unwrap_or(rest.len());
        let written = rest.get(..length)?.trim_end_matches(['.', ',']);
        let start = range.start + start;
        Some((start..start + written.len(), Decimal::from_str(&written.replace(',', "")).ok()?))
    }

    /// The number of a stretch moved by one in its last figure, up and down; never past nothing.
    pub(super) fn move_number(&mut self, operator: Operator, range: Range<usize>) {
        let Some((place, number)) = self.figures(range) else { return };
        let step = Decimal::new(1, number.scale());
        for way in WAYS {
            let moved = number + way * step;
            if !moved.is_sign_negative() || moved.is_zero() {
                self.replace(operator, place.clone(), moved.to_string());
            }
        }
    }

    /// A day moved to the next and to the one before.
    pub(super) fn move_day(&mut self, operator: Operator, day: Date, span: Span) {
        for other in [day.tomorrow(), day.yesterday()].into_iter().flatten() {
            self.replace(operator, span.range(), spoken(other));
        }
    }

    /// What something is compared with; a parameter moves where it is declared.
    pub(super) fn move_operand(&mut self, operator: Operator, operand: &Operand) {
        match operand {
            Operand::Quantity(quantity) => self.move_number(operator, quantity.span.range()),
            Operand::Date(day, span) => self.move_day(operator, *day, *span),
            Operand::Parameter(_) => {}
        }
    }

    /// A number or day written out.
    pub(super) fn move_literal(&mut self, operator: Operator, literal: &Literal) {
        match literal {
            Literal::Quantity(quantity) => self.move_number(operator, quantity.span.range()),
            Literal::Date(day, span) => self.move_day(operator, *day, *span),
            Literal::Phrase(_) => {}
        }
    }

    /// The number of a stretch with something added to it.
    pub(super) fn added(&self, range: Range<usize>, more: Decimal) -> Option<Edit> {
        let (place, number) = self.figures(range)?;
        let sum = number + more;
        (!sum.is_sign_negative() || sum.is_zero()).then(|| Edit::new(place, sum.normalize().to_string()))
    }
}

fn number_word(word: &str) -> Option<Decimal> {
    let at = NUMBER_WORDS.iter().position(|known| word.eq_ignore_ascii_case(known))?;
    Some(Decimal::from(at + 1))
}

/// Where something said as a value stands.
pub(super) const fn place(literal: &Literal) -> Span {
    match literal {
        Literal::Phrase(phrase) => phrase.span,
        Literal::Quantity(quantity) => quantity.span,
        Literal::Date(_, span) => *span,
    }
}
