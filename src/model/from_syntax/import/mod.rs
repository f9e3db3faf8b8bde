//! Imports: columns numbered, kinds, facts and values looked up.

mod columns;
mod decisions;
mod facts;
mod series;

use super::{Lowering, Sort, citation};
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::ids::KindId;
use crate::model::import::{Decision, Import, KindGiven, Refusal, Series};
use crate::model::name::{Name, machine_name};
use crate::source::Span;
use crate::syntax::tree::{self, Declaration, DeclarationKind, Phrase};
use columns::Columns;
use std::collections::HashSet;

/// What is shared while one import is looked at.
struct Importing {
    columns: Columns,
    series: Vec<Series>,
    /// The kinds of setting that its rows can be, as far as they are known.
    kinds: Vec<KindId>,
    /// Whether all of them are.
    all_kinds: bool,
    /// Places of which it has been said what is wrong: a line is looked at once for each kind of setting and fact.
    said: HashSet<Span>,
}

impl Lowering<'_> {
    /// The last of all: imports name what everything else declares.
    pub(super) fn imports(&mut self, declarations: &[&Declaration]) {
        for declaration in declarations {
            if let DeclarationKind::Import(import) = &declaration.kind
                && self.claim(Sort::Import, &import.name)
                && let Some(import) = self.import(import, declaration)
            {
                self.policy.imports.push(import);
            }
        }
    }

    /// An import; one that cannot be read whole is still looked through. `None` where it has no ids or kinds of setting.
    fn import(&mut self, import: &tree::Import, declaration: &Declaration) -> Option<Import> {
        let mut importing = Importing {
            columns: Columns::default(),
            series: Vec::new(),
            kinds: Vec::new(),
            all_kinds: false,
            said: HashSet::new(),
        };
        let id = import.id.as_ref().and_then(|id| importing.columns.number(id));
        if import.id.is_none() && !declaration.broken {
            let message = format!("The import `{}` does not say which column has the ids.", import.name.text);
            let help = "Add a line `id: COLUMN` with something that tells each setting from every other, such as its number.";
            self.report(Diagnostic::new(codes::IMPORT_NO_ID, import.name.span, message).help(help));
        }
        let title = import.title.as_ref().and_then(|title| importing.columns.number(title));
        for series in &import.series {
            let series = self.series(series, &mut importing);
            importing.series.extend(series);
        }
        let setting = self.setting(import, declaration, &mut importing);
        importing.kinds = setting.as_ref().map_or_else(Vec::new, kinds_given);
        let lines = import.sections.iter().filter(|section| section.is_setting).map(|section| section.lines.len()).sum::<usize>();
        importing.all_kinds = !declaration.broken && setting.as_ref().is_some_and(|setting| setting.lines.len() == lines);
        let facts = self.told(import, &mut importing);
        importing.columns.aliases(self, &import.aliases);
        let refusals = import.refusals.iter().map(|(heading, because)| Refusal {
            heading: heading.text.as_str().into(),
            because: because.value.as_str().into(),
            span: heading.span,
        });
        let Importing { columns, series, .. } = importing;
        Some(Import {
            name: Name::new(&import.name.text),
            dates: import.dates.map(|(order, _)| order),
            encoding: import.encoding.map(|(encoding, _)| encoding).unwrap_or_default(),
            columns: columns.list,
            nothing: columns.nothing,
            id: id?,
            title,
            refusals: refusals.collect(),
            notices: import.notices.iter().map(|notice| notice.value.as_str().into()).collect(),
            setting: setting?,
            series,
            facts,
            citation: citation(&declaration.tail, None),
            span: declaration.heading,
        })
    }
}

/// The kinds of setting that a decision can give, each once.
fn kinds_given(setting: &Decision<KindGiven>) -> Vec<KindId> {
    let mut kinds: Vec<KindId> = Vec::new();
    for line in &setting.lines {
        match &line.gives {
            KindGiven::Kind(kind) if !kinds.contains(kind) => kinds.push(*kind),
            KindGiven::Kind(_) | KindGiven::LeftOut(_) => {}
        }
    }
    kinds
}

/// Two phrases that are one name.
fn same(one: &str, other: &Phrase) -> bool {
    machine_name(one) == machine_name(&other.text)
}
