//! Questions about one kind of setting that the diagram answers exactly. Each is put to it as the condition of something that
//! comes besides, since whether that may come, and whether it is certain, is part of every answer.

use crate::diagram::{Compiled, Scratch};
use crate::model::{
    Also, Categorisation, CategoryId, Citation, Condition, ConditionKind, Define, DefineId, Domain, FactId, Facts, Gate, KindId,
    Name, Policy, Strand, Test, TestKind, Value,
};
use crate::source::Span;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What is asked. Strands, lines and gates are indices of the categorisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Question {
    /// Whether a line decides its strand.
    Decides(usize, usize),
    /// Whether it does while the setting gets the line's category.
    Gives(usize, usize),
    /// Whether no line of a strand holds.
    Silent(usize),
    /// Whether a gate lifts the category.
    Lifts(usize),
    /// Whether it does and no gate after it.
    LiftsLast(usize),
    /// Whether a gate is shut, whatever the category.
    Shut(usize),
    /// Whether a fact has a value, for facts that the constraints tie.
    Is(FactId, Value),
}

/// The questions of one kind of setting, compiled.
#[derive(Debug)]
pub(super) struct Probes {
    compiled: Compiled,
    asked: Vec<Question>,
}

impl Probes {
    /// Compiles the questions; nothing where they would pass a limit.
    pub(super) fn new(policy: &Policy, kind: KindId, on: Date) -> Option<Self> {
        let categorisation = policy.categorisation(kind)?;
        let mut asking = Asking { policy: without_answers(policy, kind), kind, span: categorisation.span, asked: Vec::new() };
        let ways = asking.ways(categorisation)?;
        for (at, strand) in categorisation.strands.iter().enumerate() {
            asking.strand(at, strand, &ways)?;
        }
        for (at, gate) in categorisation.gates.iter().enumerate() {
            asking.gate(at, gate, categorisation, &ways);
        }
        asking.values();
        Some(Self { compiled: Compiled::new(&asking.policy, kind, on).ok()?, asked: asking.asked })
    }

    /// What may be so, and whether it is certain; nothing where the answer would take too long.
    pub(super) fn answer(&self, scratch: &mut Scratch, facts: &Facts) -> Option<Vec<(Question, bool)>> {
        let exact = self.compiled.answer(scratch, facts).ok()?;
        Some(exact.also.iter().filter_map(|(at, certain)| Some((*self.asked.get(*at)?, *certain))).collect())
    }
}

/// The policy with nothing to answer. Its strands stay, as the diagram goes by the order in which they use facts.
fn without_answers(policy: &Policy, kind: KindId) -> Policy {
    let mut policy = policy.clone();
    policy.also.clear();
    policy.categorisations.retain(|one| one.kind == kind);
    for one in &mut policy.categorisations {
        one.gates.clear();
        one.expectations.clear();
        one.strands.iter_mut().flat_map(|strand| &mut strand.lines).for_each(|line| line.category = CategoryId(0));
    }
    policy
}

/// How a setting comes to a category.
struct Way {
    /// The strands, or a gate, bring it there.
    arrives: Condition,
    /// No gate lifts it from there.
    stays: Condition,
}

struct Asking {
    policy: Policy,
    kind: KindId,
    span: Span,
    asked: Vec<Question>,
}

impl Asking {
    fn ask(&mut self, question: Question, when: Condition) {
        let citation = Citation::default();
        self.policy.also.push(Also { kind: self.kind, when: Some(when), items: Vec::new(), citation, span: self.span });
        self.asked.push(question);
    }

    fn condition(&self, kind: ConditionKind) -> Condition {
        Condition { kind, text: "".into(), span: self.span }
    }

    fn not(&self, condition: Condition) -> Condition {
        self.condition(ConditionKind::Not(Box::new(condition)))
    }

    fn all(&self, parts: Vec<Condition>) -> Condition {
        self.condition(ConditionKind::All(parts))
    }

    /// A condition that others use, so that it is compiled once; nothing where the policy has no room for one more.
    fn defined(&mut self, condition: Condition) -> Option<Condition> {
        let id = DefineId(u16::try_from(self.policy.defines.len()).ok()?);
        let (name, citation) = (Name::new(""), Citation::default());
        self.policy.defines.push(Define { name, kind: self.kind, condition, citation, span: self.span });
        Some(self.condition(ConditionKind::Defined(id)))
    }

    /// A line's condition; that of `otherwise` always holds.
    fn of_line(&self, condition: Option<&Condition>) -> Condition {
        condition.cloned().unwrap_or_else(|| self.all(Vec::new()))
    }

    /// How a setting comes to each category. A strand gives at least a category where any line of that category or a more
    /// intensive one holds, as lines run from most to least intensive.
    fn ways(&mut self, categorisation: &Categorisation) -> Option<Vec<Way>> {
        let count = self.policy.categories.len();
        let lines = || categorisation.strands.iter().flat_map(|strand| &strand.lines);
        let mut at_least = vec![self.condition(ConditionKind::Any(Vec::new()))];
        for category in (0..count).rev() {
            let here = lines().filter(|line| line.category.at() == category);
            let parts = here.map(|line| self.of_line(line.condition.as_ref())).chain(at_least.last().cloned()).collect();
            let any = self.condition(ConditionKind::Any(parts));
            at_least.push(self.defined(any)?);
        }
        at_least.reverse();
        let mut ways: Vec<Way> = Vec::with_capacity(count);
        for (category, pair) in at_least.windows(2).enumerate() {
            let [this, more] = pair else { continue };
            let given = self.all(vec![this.clone(), self.not(more.clone())]);
            let lifted = ways.last().map(|before| self.all(vec![before.arrives.clone(), self.not(before.stays.clone())]));
            let arrives = self.condition(ConditionKind::Any(lifted.into_iter().chain([given]).collect()));
            let gates = categorisation.gates.iter().filter(|gate| gate.category.at() == category && category + 1 < count);
            let stays = self.all(gates.map(|gate| gate.unless.clone()).collect());
            ways.push(Way { arrives: self.defined(arrives)?, stays: self.defined(stays)? });
        }
        Some(ways)
    }

    fn strand(&mut self, at: usize, strand: &Strand, ways: &[Way]) -> Option<()> {
        let mut none_before = self.all(Vec::new());
        for (number, line) in strand.lines.iter().enumerate() {
            let holds = self.of_line(line.condition.as_ref());
            let decides = self.all(vec![none_before.clone(), holds.clone()]);
            let decides = self.defined(decides)?;
            if let Some(way) = ways.get(line.category.at()) {
                let gives = self.all(vec![decides.clone(), way.arrives.clone(), way.stays.clone()]);
                self.ask(Question::Gives(at, number), gives);
            }
            self.ask(Question::Decides(at, number), decides);
            let none = self.all(vec![none_before, self.not(holds)]);
            none_before = self.defined(none)?;
        }
        self.ask(Question::Silent(at), none_before);
        Some(())
    }

    /// Gates are applied mildest category first; of several on one category the first that is shut lifts.
    fn gate(&mut self, at: usize, gate: &Gate, categorisation: &Categorisation, ways: &[Way]) {
        let (Some(way), Some(next)) = (ways.get(gate.category.at()), ways.get(gate.category.at() + 1)) else { return };
        let before = categorisation.gates.iter().take(at).filter(|other| other.category == gate.category);
        let mut parts: Vec<Condition> = before.map(|other| other.unless.clone()).collect();
        parts.extend([way.arrives.clone(), self.not(gate.unless.clone())]);
        let lifts = self.all(parts);
        self.ask(Question::LiftsLast(at), self.all(vec![lifts.clone(), next.stays.clone()]));
        self.ask(Question::Lifts(at), lifts);
        self.ask(Question::Shut(at), self.not(gate.unless.clone()));
    }

    /// What the facts that constraints tie may be. Of numbers and days only whether they exist.
    fn values(&mut self) {
        let mut tied = BTreeSet::new();
        for constraint in self.policy.constraints.iter().filter(|one| one.kind == self.kind) {
            constraint.condition.facts(&self.policy, &mut tied);
        }
        for id in tied {
            let Some(fact) = self.policy.fact(id) else { continue };
            let count = match fact.domain {
                Domain::Vocabulary(words) => self.policy.vocabulary(words).map_or(0, |words| words.values.len()),
                Domain::Number(_) | Domain::Date => 0,
            };
            let options = (0..count).filter_map(|at| u16::try_from(at).ok());
            let options = options.map(|at| (Value::Option(at), TestKind::OneOf(vec![at])));
            for (value, kind) in options.chain(fact.or_none.then_some((Value::None, TestKind::None))) {
                let test = self.condition(ConditionKind::Test(Test { fact: id, kind }));
                self.ask(Question::Is(id, value), test);
            }
        }
    }
}
