//! How many fewer of a count would do: held to every choice of so many.

use crate::diagram::brute::line_of;
use crate::diagram::kit::{self, add_fact, any, count, is, policy, span, strand};
use ees::assess::Assessor;
use ees::explain::{Question, Row, plain, questions};
use ees::model::{
    Amount, Categorisation, CategoryId, Citation, Condition, Domain, FactState, Facts, KindId, Method, Operand, Policy, Quota,
    Value, YES_NO,
};
use fastrand::Rng;
use jiff::civil::{Date, date};

const ON: Date = date(2021, 11, 15);
const FACTS: usize = 6;

/// A strand that counts four or five of six facts, in some lines with another fact beside the count.
fn counting(rng: &mut Rng) -> Policy {
    let mut policy = policy(&["school"], &["A", "B1", "B2", "C"]);
    let names: Vec<String> = (0..FACTS).map(|at| format!("fact {at}")).collect();
    names.iter().for_each(|name| _ = add_fact(&mut policy, name, KindId(0), Domain::Vocabulary(YES_NO), false, None));
    let members: Vec<Condition> = names.iter().take(rng.usize(4..6)).map(|name| is(&policy, name, "yes")).collect();
    let mut least = rng.i64(3..5);
    let mut lines = Vec::new();
    for category in (1..4).rev() {
        let amount = Amount { base: Operand::Number(least.into()), offset: 0 };
        let own = count(Quota::AtLeast(amount), members.clone());
        let beside = is(&policy, &names[rng.usize(0..FACTS)], ["yes", "no"][rng.usize(0..2)]);
        lines.push((category, Some(if rng.u8(0..4) == 0 { any(vec![own, beside]) } else { own })));
        least = (least - rng.i64(0..3)).max(1);
    }
    lines.push((0, None));
    policy.categorisations.push(Categorisation {
        kind: KindId(0),
        method: Method::MostIntensiveStrand,
        strands: vec![strand("risks", lines)],
        gates: vec![],
        expectations: vec![],
        citation: Citation::default(),
        span: span(),
    });
    policy
}

#[test]
fn so_many_fewer_would_do_whichever_they_are_and_no_fewer_than_that() {
    let mut rng = Rng::with_seed(1916);
    let (mut said, mut several) = (0, 0);
    for _ in 0..600 {
        let policy = counting(&mut rng);
        let mut assessor = Assessor::new(&policy, ON).unwrap();
        let values: Vec<bool> = (0..FACTS).map(|_| rng.u8(0..3) > 0).collect();
        let mut facts = Facts::unknown(FACTS);
        policy.facts_of(KindId(0)).for_each(|(id, _)| facts.set(id, FactState::Told(Value::yes(values[id.at()]))));
        let answer = assessor.assess("one", "", KindId(0), &facts).unwrap();
        for wanted in (0..3).map(CategoryId) {
            let row = Row { answer: &answer, facts: &facts };
            let text = plain(&questions(&mut assessor, row, &[Question::WhyNot(wanted)]), 300);
            let Some((before, _)) = text.split_once(" fewer would do") else { continue };
            let fewer: u32 = before.rsplit("; ").next().unwrap().parse().unwrap();
            let strand = &policy.categorisations[0].strands[0];
            let of = strand.lines.iter().find(|line| line.category > wanted).unwrap().condition.as_ref().unwrap();
            let members = if of.text.starts_with("at least") { of } else { members_of(of) };
            let counted = (0..FACTS).filter(|at| members.text.contains(&format!("fact {at}")) && values[*at]);
            let holding: Vec<usize> = counted.collect();
            for choice in (0_u32..1 << holding.len()).filter(|choice| choice.count_ones() <= fewer) {
                let now = |at: usize| {
                    let changed = holding.iter().position(|member| *member == at).is_some_and(|place| choice >> place & 1 == 1);
                    Value::yes(values[at] && !changed)
                };
                let values: Vec<Value> = (0..FACTS).map(now).collect();
                let given = line_of(&policy, strand, &values, ON).map(|at| strand.lines[at].category);
                let told = || format!("{}{}{text}", kit::policy_told(&policy), kit::facts_told(&policy, &facts));
                assert_eq!(given <= Some(wanted), choice.count_ones() == fewer, "{}", told());
            }
            said += 1;
            several += usize::from(fewer > 1);
        }
    }
    assert!(said > 100 && several > 50, "{said} {several}");
}

/// The count in a condition that has another fact beside it.
fn members_of(condition: &Condition) -> &Condition {
    let ees::model::ConditionKind::Any(parts) = &condition.kind else { panic!("{}", condition.text) };
    &parts[0]
}
