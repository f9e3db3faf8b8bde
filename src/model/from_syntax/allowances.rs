//! What is allowed, and where it holds: behind what it stands, and in all that belongs to that.

use super::super::support::Allowance;
use super::Lowering;
use crate::source::Span;
use crate::syntax::tree::{
    Categories, Categorise, CategoryLine, Declaration, DeclarationKind, Import, Method, Part, Strand, Tail,
};

/// Something that findings can be allowed behind.
struct Carrier<'t> {
    tail: &'t Tail,
    behind: Span,
    depth: usize,
    covers: Vec<Span>,
}

impl<'t> Carrier<'t> {
    /// A line that nothing belongs to but itself.
    fn line(tail: &'t Tail, span: Span, depth: usize) -> Self {
        Self { tail, behind: span, depth, covers: vec![span] }
    }
}

impl Lowering<'_> {
    /// Takes in everything that is allowed, each once: the only fact of a declaration has what stands behind that too.
    pub(super) fn allowances(&mut self, declarations: &[&Declaration]) {
        let mut carriers = Vec::new();
        for declaration in declarations {
            let own = parts(&declaration.kind);
            let inner = own.iter().flat_map(|part| part.covers.iter().copied());
            let (depth, covers) = if matches!(declaration.kind, DeclarationKind::Policy(_)) {
                (0, declarations.iter().map(|one| one.span).collect())
            } else {
                (1, std::iter::once(declaration.span).chain(inner).collect())
            };
            carriers.push(Carrier { tail: &declaration.tail, behind: declaration.heading, depth, covers });
            carriers.extend(own);
        }
        carriers.sort_by_key(|carrier| std::cmp::Reverse(carrier.depth));
        for carrier in carriers {
            for one in &carrier.tail.allowed {
                let all = &mut self.policy.allowances;
                if all.iter().all(|other| other.span != one.span) {
                    all.push(Allowance {
                        code: one.code.text.as_str().into(),
                        because: one.because.value.as_str().into(),
                        span: one.span,
                        behind: carrier.behind,
                        depth: carrier.depth,
                        covers: carrier.covers.clone(),
                    });
                }
            }
        }
        self.policy.allowances.sort_by_key(|one| one.span);
    }
}

/// The parts of a declaration that findings can be allowed behind.
fn parts(kind: &DeclarationKind) -> Vec<Carrier<'_>> {
    match kind {
        DeclarationKind::Facts(facts) | DeclarationKind::Part(Part::Fact(facts)) => {
            facts.facts.iter().map(|fact| Carrier::line(&fact.tail, fact.span, 2)).collect()
        }
        DeclarationKind::Categories(categories) => of_categories(categories),
        DeclarationKind::Table(table) => table.rows.iter().map(|row| Carrier::line(&row.tail, row.span, 2)).collect(),
        DeclarationKind::Score(score) => score.lines.iter().map(|line| Carrier::line(&line.tail, line.span, 2)).collect(),
        DeclarationKind::Categorise(categorise) => of_categorise(categorise),
        DeclarationKind::Import(import) => of_import(import),
        DeclarationKind::Asking(asking) => asking.costs.iter().map(|one| Carrier::line(&one.tail, one.span, 2)).collect(),
        DeclarationKind::Policy(_)
        | DeclarationKind::Setting(_)
        | DeclarationKind::Group(_)
        | DeclarationKind::Scale(_)
        | DeclarationKind::Choice(_)
        | DeclarationKind::Constraint(_)
        | DeclarationKind::Parameter(_)
        | DeclarationKind::Times(_)
        | DeclarationKind::Define(_)
        | DeclarationKind::List(_)
        | DeclarationKind::Matrix(_)
        | DeclarationKind::Allocation(_)
        | DeclarationKind::Also(_)
        | DeclarationKind::Examples(_)
        | DeclarationKind::Clauses(_)
        | DeclarationKind::Contradiction(_)
        | DeclarationKind::Scenario(_)
        | DeclarationKind::Property(_)
        | DeclarationKind::Pin(_)
        | DeclarationKind::Part(_)
        | DeclarationKind::Unreadable => Vec::new(),
    }
}

fn of_categories(categories: &Categories) -> Vec<Carrier<'_>> {
    let lines = categories.categories.iter().zip(&categories.tails);
    lines.map(|((code, _), tail)| Carrier::line(tail, code.span, 2)).collect()
}

fn of_categorise(categorise: &Categorise) -> Vec<Carrier<'_>> {
    let mut all = Vec::new();
    if let Method::FirstMatch(lines) | Method::ExactlyOne(lines) = &categorise.method {
        all.extend(lines.iter().map(|line| of_line(line, 2)));
    }
    for strand in &categorise.strands {
        all.push(of_strand(strand));
        all.extend(strand.lines.iter().map(|line| of_line(line, 3)));
    }
    all.extend(categorise.gates.iter().map(|gate| Carrier::line(&gate.tail, gate.span, 2)));
    all.extend(categorise.expectations.iter().map(|one| Carrier::line(&one.tail, one.span, 2)));
    all
}

fn of_line(line: &CategoryLine, depth: usize) -> Carrier<'_> {
    Carrier::line(&line.tail, line.span, depth)
}

fn of_strand(strand: &Strand) -> Carrier<'_> {
    let covers = std::iter::once(strand.span).chain(strand.lines.iter().map(|line| line.span)).collect();
    Carrier { tail: &strand.tail, behind: strand.span, depth: 2, covers }
}

fn of_import(import: &Import) -> Vec<Carrier<'_>> {
    let mut all = Vec::new();
    let sections = import.sections.iter().map(|one| (&one.tail, one.span, &one.lines));
    let series = import.series.iter().map(|one| (&one.tail, one.span, &one.lines));
    for (tail, span, lines) in sections.chain(series) {
        let covers = std::iter::once(span).chain(lines.iter().map(|line| line.span)).collect();
        all.push(Carrier { tail, behind: span, depth: 2, covers });
        all.extend(lines.iter().map(|line| Carrier::line(&line.tail, line.span, 3)));
    }
    all
}
