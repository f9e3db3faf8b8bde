//! Questions about one kind of setting that the diagram answers exactly. Each is put to it as the condition of something that
//! comes besides, since whether that may come, and whether it is certain, is part of every answer.

use crate::diagram::{Compiled, Scratch};
use crate::model::{
    Also, Amount, Categorisation, CategoryId, Citation, Comparison, Condition, ConditionKind, Define, DefineId, DerivedId,
    DerivedTest, Domain, FactId, Facts, Gate, HitPolicy, KindId, Name, Operand, Policy, Quota, Strand, Test, TestKind, Value,
};
use crate::source::Span;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashSet};

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
    /// Whether a table comes to a value that it may give, or to none.
    Comes(DerivedId, Value),
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
        let strands: Option<Vec<Decided>> = categorisation.strands.iter().map(|strand| asking.decided(strand)).collect();
        let strands = strands?;
        let ways = asking.ways(categorisation, &strands)?;
        for (at, (strand, decided)) in categorisation.strands.iter().zip(strands).enumerate() {
            asking.strand(at, strand, decided, &ways);
        }
        for (at, gate) in categorisation.gates.iter().enumerate() {
            asking.gate(at, gate, categorisation, &ways);
        }
        asking.values();
        asking.tables();
        Some(Self { compiled: Compiled::new(&asking.policy, kind, on).ok()?, asked: asking.asked })
    }

    /// What tables cannot come to, where so much may be so.
    pub(super) fn ruled_out(&self, may: &[(Question, bool)]) -> Vec<(DerivedId, Value)> {
        let may: HashSet<&Question> = may.iter().map(|(question, _)| question).collect();
        let comes = |question: &Question| {
            let Question::Comes(id, value) = question else { return None };
            (!may.contains(question)).then_some((*id, *value))
        };
        self.asked.iter().filter_map(comes).collect()
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

/// When each line of a strand decides it, and when none does.
struct Decided {
    lines: Vec<Condition>,
    silent: Condition,
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

    /// When each line of a strand decides it.
    fn decided(&mut self, strand: &Strand) -> Option<Decided> {
        if strand.hit == HitPolicy::ExactlyOne {
            return self.only(strand);
        }
        let (mut lines, mut none_before) = (Vec::with_capacity(strand.lines.len()), self.all(Vec::new()));
        for line in &strand.lines {
            let holds = self.of_line(line.condition.as_ref());
            let decides = self.all(vec![none_before.clone(), holds.clone()]);
            lines.push(self.defined(decides)?);
            let none = self.all(vec![none_before, self.not(holds)]);
            none_before = self.defined(none)?;
        }
        Some(Decided { lines, silent: none_before })
    }

    /// The same where only one line may hold; otherwise is where no other does.
    fn only(&mut self, strand: &Strand) -> Option<Decided> {
        let of: Vec<Condition> = strand.lines.iter().filter_map(|line| line.condition.clone()).collect();
        let so_many = |number: u32| Amount { base: Operand::Number(number.into()), offset: 0 };
        let one = self.condition(ConditionKind::Count { quota: Quota::Exactly(so_many(1)), of: of.clone(), list: None });
        let none = self.condition(ConditionKind::Count { quota: Quota::AtMost(so_many(0)), of: of.clone(), list: None });
        let (one, none) = (self.defined(one)?, self.defined(none)?);
        let single = strand.lines.len() == of.len() + 1;
        let mut lines = Vec::with_capacity(strand.lines.len());
        for line in &strand.lines {
            let decides = match &line.condition {
                Some(condition) => self.all(vec![one.clone(), condition.clone()]),
                None if single => none.clone(),
                None => self.condition(ConditionKind::Any(Vec::new())),
            };
            lines.push(self.defined(decides)?);
        }
        let any = self.condition(ConditionKind::Any(lines.clone()));
        Some(Decided { silent: self.not(any), lines })
    }

    /// How a setting comes to each category. A strand gives at least a category where any line of that category or a more
    /// intensive one decides; or just holds, where lines run from most to least intensive.
    fn ways(&mut self, categorisation: &Categorisation, strands: &[Decided]) -> Option<Vec<Way>> {
        let count = self.policy.categories.len();
        let mut gives: Vec<(CategoryId, Condition)> = Vec::new();
        for (strand, decided) in categorisation.strands.iter().zip(strands) {
            for (line, decides) in strand.lines.iter().zip(&decided.lines) {
                let ordered = strand.hit == HitPolicy::MostIntensive;
                gives.push((line.category, if ordered { self.of_line(line.condition.as_ref()) } else { decides.clone() }));
            }
        }
        let mut at_least = vec![self.condition(ConditionKind::Any(Vec::new()))];
        for category in (0..count).rev() {
            let here = gives.iter().filter(|(given, _)| given.at() == category);
            let parts = here.map(|(_, when)| when.clone()).chain(at_least.last().cloned()).collect();
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

    fn strand(&mut self, at: usize, strand: &Strand, decided: Decided, ways: &[Way]) {
        for (number, (line, decides)) in strand.lines.iter().zip(decided.lines).enumerate() {
            if let Some(way) = ways.get(line.category.at()) {
                let gives = self.all(vec![decides.clone(), way.arrives.clone(), way.stays.clone()]);
                self.ask(Question::Gives(at, number), gives);
            }
            self.ask(Question::Decides(at, number), decides);
        }
        self.ask(Question::Silent(at), decided.silent);
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

    /// What tables may come to. Sums are told by their ends.
    fn tables(&mut self) {
        let mut tests = Vec::new();
        for (at, derived) in self.policy.derived.iter().enumerate().filter(|(_, one)| one.kind == self.kind) {
            let Some(table) = derived.table().filter(|table| table.hit != HitPolicy::Sum) else { continue };
            let Some(id) = DerivedId::from_index(at) else { continue };
            let mut values = vec![Value::None];
            for row in &table.rows {
                if !values.contains(&row.gives) {
                    values.push(row.gives);
                }
            }
            tests.extend(values.into_iter().filter_map(|value| Some((id, value, passed_by(value)?))));
        }
        for (id, value, kind) in tests {
            let test = self.condition(ConditionKind::Derived(DerivedTest { derived: id, kind }));
            self.ask(Question::Comes(id, value), test);
        }
    }
}

/// The test that a value alone passes.
fn passed_by(value: Value) -> Option<TestKind> {
    match value {
        Value::None => Some(TestKind::None),
        Value::Option(at) => Some(TestKind::OneOf(vec![at])),
        Value::Number(number) => Some(TestKind::Number(Comparison::Equal, Operand::Number(number))),
        Value::Date(_) => None,
    }
}
