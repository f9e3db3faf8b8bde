//! Tables, matrices and scores; and strands that a table speaks for.
//!
//! First each gets its name, and what values it takes is read off its results; then the conditions of its rows are looked
//! up, which may name any other.

mod cycles;
mod results;
mod rows;
mod scores;
mod strands;
mod sums;

use super::names::{Meaning, Whom};
use super::{Lowering, citation};
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::derived::{Derived, DerivedRule, Table};
use crate::model::ids::{DerivedId, KindId};
use crate::model::name::Name;
use crate::model::policy::Domain;
use crate::model::value::Value;
use crate::syntax::tree::{self, Declaration, DeclarationKind, HitPolicy, Literal, Phrase};
use results::{Asked, Results};

/// A table, matrix or score whose name is known, for each of the kinds that it is about.
#[derive(Debug)]
pub(super) struct PendingAll<'t> {
    whom: Whom,
    each: Vec<Pending<'t>>,
}

/// One of these for one kind, of which it is not yet known what it rests on.
#[derive(Debug)]
pub(super) struct Pending<'t> {
    id: DerivedId,
    kind: KindId,
    declaration: &'t Declaration,
    source: Source<'t>,
}

/// How it is written, with what its rows give, in order; `None` where that is wrong and was reported.
#[derive(Clone, Debug)]
enum Source<'t> {
    Table(&'t tree::Table, Vec<Option<Value>>),
    Matrix(&'t tree::Matrix, Vec<Option<Value>>),
    Score(&'t tree::Score),
}

impl Lowering<'_> {
    /// Gives a table, matrix or score its name; other declarations are passed over.
    pub(super) fn register_derived<'t>(&mut self, declaration: &'t Declaration) -> Option<PendingAll<'t>> {
        let (name, about, source, domain, rule) = if let DeclarationKind::Table(table) = &declaration.kind {
            let given = table.rows.iter().map(|row| &row.gives).collect();
            let results = self.results_or_break(&table.name, &table.gives, table.hit, given)?;
            let rule = table_rule((table.hit, table.any_order), false, &results);
            (&table.name, &table.about, Source::Table(table, results.values), Some(results.domain), rule)
        } else if let DeclarationKind::Matrix(matrix) = &declaration.kind {
            let given = matrix.rows.iter().flat_map(|row| &row.gives).collect();
            let results = self.results_or_break(&matrix.name, &matrix.gives, HitPolicy::ExactlyOne, given)?;
            let rule = table_rule((HitPolicy::ExactlyOne, false), true, &results);
            (&matrix.name, &matrix.about, Source::Matrix(matrix, results.values), Some(results.domain), rule)
        } else if let DeclarationKind::Score(score) = &declaration.kind {
            (&score.name, &score.about, Source::Score(score), None, DerivedRule::Score(Vec::new()))
        } else {
            return None;
        };
        let meaning: fn(usize) -> Option<Meaning> = match source {
            Source::Score(_) => |at| DerivedId::from_index(at).map(Meaning::Score),
            Source::Table(..) | Source::Matrix(..) => |at| DerivedId::from_index(at).map(Meaning::Table),
        };
        let first = self.policy.derived.len();
        let whom = if declaration.broken {
            // What its unread lines add to it is not known, so no use of it is blamed.
            self.names.break_names(std::iter::once(name));
            self.whom_or_only(about, meaning(first)?.words(), name.span)?
        } else {
            self.registered(name, about, meaning, &mut first.clone())?
        };
        let or_none = matches!(&rule, DerivedRule::Table(table) if table.hit != HitPolicy::Sum);
        let (citation, span) = (citation(&declaration.tail, None), name.span);
        let mut each = Vec::new();
        for kind in whom.kinds.iter().copied() {
            let id = DerivedId::from_index(self.policy.derived.len())?;
            let domain = match &source {
                Source::Score(score) => Domain::Number(self.score_domain(score, kind)),
                Source::Table(..) | Source::Matrix(..) => domain.clone()?,
            };
            let (name, rule, citation) = (Name::new(&name.text), rule.clone(), citation.clone());
            self.policy.derived.push(Derived { name, kind, domain, or_none, rule, citation, span });
            each.push(Pending { id, kind, declaration, source: source.clone() });
        }
        Some(PendingAll { whom, each })
    }

    fn results_or_break(&mut self, name: &Phrase, gives: &tree::Gives, hit: HitPolicy, given: Vec<&Literal>) -> Option<Results> {
        let results = self.results(&Asked { name, gives, hit, given });
        if results.is_none() {
            self.names.break_names(std::iter::once(name));
        }
        results
    }

    /// Looks up what a table, matrix or score rests on, for each kind that it is about.
    pub(super) fn derive(&mut self, pending: &PendingAll<'_>) {
        self.each_kind(&pending.whom, |lowering, kind| {
            pending.each.iter().filter(|one| one.kind == kind).for_each(|one| lowering.derive_one(one));
        });
    }

    fn derive_one(&mut self, pending: &Pending<'_>) {
        let rows = match &pending.source {
            Source::Table(_, values) | Source::Matrix(_, values) => values.len(),
            Source::Score(score) => score.lines.len(),
        };
        if !self.room_to_copy(rows, pending.kind, pending.declaration.heading) {
            self.torn.insert(pending.id);
            return;
        }
        let rule = match &pending.source {
            Source::Table(table, values) => self.table_rows(pending, table, values).map(|rows| self.with_rows(pending.id, rows)),
            Source::Matrix(matrix, values) => {
                self.matrix_rows(pending, matrix, values).map(|rows| self.with_rows(pending.id, rows))
            }
            Source::Score(score) => Some(Some(DerivedRule::Score(self.points(score, pending)))),
        };
        if pending.declaration.broken || rule.is_none() {
            self.torn.insert(pending.id);
        }
        if let (Some(Some(rule)), Some(derived)) = (rule, self.policy.derived.get_mut(pending.id.at())) {
            derived.rule = rule;
        }
    }

    fn with_rows(&self, id: DerivedId, rows: Vec<crate::model::derived::Row>) -> Option<DerivedRule> {
        let table = self.policy.derived.get(id.at())?.table()?;
        Some(DerivedRule::Table(Table { rows, ..table.clone() }))
    }

    /// Says that a table is named where a table that gives categories is needed.
    fn no_categories(&mut self, phrase: &Phrase, what: &str) {
        // Without categories no table could give any.
        if self.policy.categories.is_empty() {
            return;
        }
        let message = format!("`{}` gives no categories: {what}.", phrase.text);
        let help = "Name a table or matrix whose results are categories, or write lines: `CATEGORY when NAME is …`.";
        self.report(Diagnostic::new(codes::NOT_CATEGORIES, phrase.span, message).help(help));
    }
}

fn table_rule((hit, any_order): (HitPolicy, bool), square: bool, results: &Results) -> DerivedRule {
    DerivedRule::Table(Table { hit, any_order, square, gives_categories: results.categories, rows: Vec::new() })
}
