//! The columns that an import names, each once.

use super::Lowering;
use crate::diagnostic::{Diagnostic, codes::policy as codes, did_you_mean};
use crate::model::ids::ColumnId;
use crate::model::import::{ImportColumn, code_name};
use crate::model::name::machine_name;
use crate::syntax::tree::Phrase;
use std::collections::HashMap;
use std::sync::Arc;

/// The word for a cell with nothing in it.
const EMPTY: &str = "empty";

#[derive(Default)]
pub(super) struct Columns {
    pub(super) list: Vec<ImportColumn>,
    /// What stands in a cell that has nothing in it, as codes are compared.
    pub(super) nothing: Vec<Arc<str>>,
    by_machine: HashMap<String, ColumnId>,
}

impl Columns {
    /// The number of a column, a new one where it is named for the first time.
    pub(super) fn number(&mut self, heading: &Phrase) -> Option<ColumnId> {
        let machine = machine_name(&heading.text);
        if let Some(known) = self.by_machine.get(&machine) {
            return Some(*known);
        }
        let id = ColumnId::from_index(self.list.len())?;
        self.list.push(ImportColumn { headings: vec![heading.text.as_str().into()], span: heading.span });
        self.by_machine.insert(machine, id);
        Some(id)
    }

    /// Adds what columns are also called, and what a cell with nothing in it is.
    pub(super) fn aliases(&mut self, lowering: &mut Lowering<'_>, aliases: &[(Phrase, Vec<Phrase>)]) {
        for (column, others) in aliases {
            let Some(known) = self.by_machine.get(&machine_name(&column.text)).copied() else {
                if column.text.eq_ignore_ascii_case(EMPTY) {
                    self.nothing.extend(others.iter().map(|other| Arc::from(code_name(&other.text))));
                    continue;
                }
                let message = format!("Nothing is read from a column `{}`, so it needs no other name.", column.text);
                if ["id", "name"].iter().any(|label| column.text.eq_ignore_ascii_case(label)) {
                    let help = format!("Write the heading that is read as the {0}, in place of `{0}`.", column.text);
                    lowering.report(Diagnostic::new(codes::ALIAS_OF_NOTHING, column.span, message).help(help));
                    continue;
                }
                let names = self.list.iter().filter_map(|column| column.headings.first());
                let help = did_you_mean(&column.text, names.map(|heading| &**heading), || {
                    "Name the column first as the import uses it, then what it is also called.".to_owned()
                });
                lowering.report(Diagnostic::new(codes::ALIAS_OF_NOTHING, column.span, message).help(help));
                continue;
            };
            for other in others {
                if let Some(own) = self.by_machine.get(&machine_name(&other.text)).and_then(|own| self.list.get(own.at())) {
                    let message = format!("The import reads a column `{}` of its own.", other.text);
                    let help = "Take the other name away: two columns that are both read cannot be one.";
                    let diagnostic = Diagnostic::new(codes::ALIAS_OF_NOTHING, other.span, message).also(own.span, "named here");
                    lowering.report(diagnostic.help(help));
                } else if let Some(column) = self.list.get_mut(known.at()) {
                    column.headings.push(other.text.as_str().into());
                }
            }
        }
    }
}
