//! A whole table of answers: the table itself and what it comes to.

use super::Row;
use super::exact::Exactly;
use super::reasons::{self, Usual};
use crate::model::Policy;
use jiff::civil::Date;

/// Answers that one policy gave as of one day. What most of them have in common is looked for once, for the table and for the
/// words below it.
#[derive(Debug)]
pub struct Overview<'a> {
    pub(super) rows: &'a [Row<'a>],
    pub(super) exactly: Exactly<'a>,
    pub(super) usual: Option<Usual>,
}

impl<'a> Overview<'a> {
    /// Of these rows, in their order.
    #[must_use]
    pub fn new(policy: &'a Policy, on: Date, rows: &'a [Row<'a>]) -> Self {
        let mut exactly = Exactly::new(policy, on);
        let usual = reasons::usual(&mut exactly, rows);
        Self { rows, exactly, usual }
    }
}
