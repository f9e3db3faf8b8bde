//! What settings are categorised by: strands, lines without strands, or a table.

use crate::diagnostic::{Diagnostic, codes::policy as codes, nearest};
use crate::model::derived::HitPolicy;
use crate::model::from_syntax::names::{Meaning, Wanted};
use crate::model::from_syntax::{Lowering, citation, duplicate};
use crate::model::ids::{CategoryId, DerivedId, KindId};
use crate::model::name::{Name, machine_name};
use crate::model::policy::{Line, Method, Strand};
use crate::model::value::Value;
use crate::source::Span;
use crate::syntax::tree::{self, Categorise, CategoryLine, Declaration, Phrase};
use std::collections::HashMap;

/// What a strand is called that is none: lines that stand below `categorise` themselves.
const FIRST_MATCH: &str = "first match";
const EXACTLY_ONE: &str = "exactly one";

impl Lowering<'_> {
    /// The strands of a kind of setting. `None` where it is by a table that there is not.
    pub(in crate::model::from_syntax) fn strands(
        &mut self,
        categorise: &Categorise,
        declaration: &Declaration,
        kind: KindId,
        all: &[KindId],
    ) -> Option<(Method, Vec<Strand>)> {
        match &categorise.method {
            tree::Method::MostIntensiveStrand => {
                let strands = self.written_strands(categorise, kind, all);
                if strands.is_empty() && !categorise.strands.is_empty() {
                    self.none_left("strand", declaration, kind);
                }
                Some((Method::MostIntensiveStrand, strands))
            }
            tree::Method::FirstMatch(lines) => {
                let strand = self.without_strands(lines, FIRST_MATCH, declaration, kind, all);
                Some((Method::FirstMatch, vec![Strand { any_order: categorise.any_order, ..strand }]))
            }
            tree::Method::ExactlyOne(lines) => {
                let strand = self.without_strands(lines, EXACTLY_ONE, declaration, kind, all);
                Some((Method::ExactlyOne, vec![Strand { hit: HitPolicy::ExactlyOne, ..strand }]))
            }
            tree::Method::Table(table) => {
                let id = self.table_called(table, kind, true)?;
                let strand = self.by_table(id, None, table.span, kind)?;
                let method = match strand.hit {
                    HitPolicy::ExactlyOne => Method::ExactlyOne,
                    HitPolicy::MostIntensive => Method::MostIntensiveStrand,
                    HitPolicy::FirstMatch | HitPolicy::Sum => Method::FirstMatch,
                };
                Some((method, vec![strand]))
            }
        }
    }

    fn written_strands(&mut self, categorise: &Categorise, kind: KindId, all: &[KindId]) -> Vec<Strand> {
        let mut seen: HashMap<String, Span> = HashMap::new();
        let mut strands = Vec::new();
        for strand in &categorise.strands {
            if let Some(first) = seen.insert(machine_name(&strand.name.text), strand.name.span) {
                self.report(duplicate("strand", &strand.name, first));
            }
            if !self.is_for(&strand.only, kind, all).unwrap_or(false) {
                continue;
            }
            if let Some(table) = &strand.by {
                let by = self.table_called(table, kind, false).and_then(|id| self.by_table(id, Some(strand), strand.span, kind));
                strands.extend(by);
                continue;
            }
            let whom = self.line_among.clone();
            let lines: Vec<Line> = strand.lines.iter().filter_map(|line| self.line(line, &strand.tail, kind, &whom)).collect();
            // A strand of which a kind has no line is no strand of this kind.
            if lines.is_empty() && strand.lines.iter().any(|line| !line.only.is_empty()) {
                continue;
            }
            strands.push(Strand {
                name: Name::new(&strand.name.text),
                hit: HitPolicy::MostIntensive,
                any_order: false,
                table: None,
                lines,
                citation: citation(&strand.tail, None),
                span: strand.span,
            });
        }
        strands
    }

    /// Lines that stand in no strand, as one.
    fn without_strands(
        &mut self,
        lines: &[CategoryLine],
        name: &str,
        declaration: &Declaration,
        kind: KindId,
        all: &[KindId],
    ) -> Strand {
        let written = !lines.is_empty();
        let lines: Vec<Line> = lines.iter().filter_map(|line| self.line(line, &declaration.tail, kind, all)).collect();
        if lines.is_empty() && written {
            self.none_left("line", declaration, kind);
        }
        let (name, citation) = (Name::new(name), citation(&declaration.tail, None));
        Strand { name, hit: HitPolicy::FirstMatch, any_order: false, table: None, lines, citation, span: declaration.span }
    }

    /// Says that all strands or lines are for other kinds, where nothing else is wrong with them.
    fn none_left(&mut self, what: &str, declaration: &Declaration, kind: KindId) {
        if !self.problems.has_errors() && !self.policy.categories.is_empty() {
            let message = format!("Each {what} here is for others, so {} would never get a category.", self.here(kind));
            let help = format!("Add a {what} for it, or take it out of the heading.");
            self.report(Diagnostic::new(codes::NO_STRAND_LEFT, declaration.heading, message).help(help));
        }
    }

    /// The table that says which category is given; another name, or none at all, is reported.
    fn table_called(&mut self, phrase: &Phrase, kind: KindId, whole: bool) -> Option<DerivedId> {
        if whole && self.names.find(&phrase.text, Some(kind)).is_none() {
            let ways = [
                ("most intensive strand", "its most intensive strand"),
                ("first match", "the first match"),
                ("exactly one", "exactly one"),
            ];
            let near = nearest(&phrase.text, ways.map(|(bare, _)| bare));
            if let Some((_, near)) = ways.iter().find(|(bare, _)| near == Some(bare)) {
                let message = format!("Settings cannot be categorised by `{}`.", phrase.text);
                self.report(
                    Diagnostic::new(codes::UNKNOWN_NAME, phrase.span, message).help(format!("Did you mean `by {near}`?")),
                );
                return None;
            }
        }
        let declared = self.look_up(phrase, Some(kind), Wanted::Table)?;
        let what = match declared.meaning {
            Meaning::Table(id) if self.policy.derived.get(id.at())?.table()?.gives_categories => return Some(id),
            Meaning::Table(id) => {
                let one = self.policy.derived.get(id.at())?;
                format!("its results are {}", self.policy.domain_words(&one.domain, false))
            }
            Meaning::Score(_) => "it is a score, which comes to a number".to_owned(),
            Meaning::Fact(_) | Meaning::Define(_) | Meaning::List(_) | Meaning::Parameter(_) => {
                format!("it is a {}", declared.meaning.words())
            }
        };
        self.no_categories(phrase, &what);
        None
    }

    /// A strand whose lines are the rows of a table. Where the most intensive row decides they are put in that order, so that
    /// the first which holds decides.
    fn by_table(&mut self, id: DerivedId, strand: Option<&tree::Strand>, span: Span, kind: KindId) -> Option<Strand> {
        let rows = self.policy.derived.get(id.at())?.table()?.rows.len();
        if !self.room_for_copies(rows, span) {
            return None;
        }
        let derived = self.policy.derived.get(id.at()).filter(|one| one.kind == kind)?;
        let table = derived.table()?;
        let mut lines: Vec<Line> = table
            .rows
            .iter()
            .filter_map(|row| {
                let Value::Option(at) = row.gives else { return None };
                let condition = Some(row.condition.clone());
                Some(Line { category: CategoryId(at), condition, citation: row.citation.clone(), span: row.span })
            })
            .collect();
        if table.hit == HitPolicy::MostIntensive {
            lines.sort_by_key(|line| std::cmp::Reverse(line.category));
        }
        let own = strand.map(|strand| (Name::new(&strand.name.text), citation(&strand.tail, None)));
        let (name, citation) = own.unwrap_or_else(|| (derived.name.clone(), derived.citation.clone()));
        let strand = Strand { name, hit: table.hit, any_order: table.any_order, table: Some(id), lines, citation, span };
        if self.torn.contains(&id) {
            self.incomplete.push(span);
        }
        Some(strand)
    }
}
