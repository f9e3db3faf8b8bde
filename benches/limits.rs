#![allow(warnings)]
mod large;
use ees::session::*;
use ees::diagram::*;
use ees::model::*;
use std::time::Instant;
use jiff::civil::date;
fn cond(c: &mut Condition, told: &[Option<Value>], p: &Policy) {
    match &mut c.kind {
        ConditionKind::Test(t) => if let Some(v) = told[t.fact.at()] {
            let holds = match (&t.kind, v) {
                (TestKind::OneOf(vs), Value::Option(o)) => vs.contains(&o),
                (TestKind::Number(cmp, Operand::Number(b)), Value::Number(n)) => cmp.holds(&n, b),
                other => panic!("{other:?}"),
            };
            c.kind = if holds { ConditionKind::All(vec![]) } else { ConditionKind::Any(vec![]) };
        },
        ConditionKind::Not(i) => cond(i, told, p),
        ConditionKind::All(v) | ConditionKind::Any(v) => v.iter_mut().for_each(|c| cond(c, told, p)),
        _ => panic!(),
    }
}
fn main() {
    let size = large::LARGE;
    let mut rng = fastrand::Rng::with_seed(7);
    for seed in 0..2 {
        let text = large::policy(seed, size);
        if seed == 0 { std::fs::write("/tmp/large.ees", &text).unwrap(); }
        let start = Instant::now();
        let loaded = load(Place::Memory(vec![("a.ees".to_owned(), text)]));
        let policy = loaded.policy.unwrap();
        let kind = policy.kind("place").unwrap();
        for unknown in [10, 20, 30, 40, 50, 60, 70, 80, 90, 100] {
            for _ in 0..4 {
            let told: Vec<Option<Value>> = policy.facts.iter().map(|f| {
                if rng.u32(..100) < unknown { return None; }
                Some(match &f.domain {
                    Domain::Vocabulary(v) => Value::Option(rng.u16(..policy.vocabulary(*v).unwrap().values.len() as u16)),
                    _ => Value::Number(rng.u32(..100).into()),
                })
            }).collect();
            let mut one = policy.clone();
            for s in &mut one.categorisations[0].strands { for l in &mut s.lines { if let Some(c) = &mut l.condition { cond(c, &told, &policy) } } }
            let start = Instant::now();
            match Compiled::new(&one, kind, date(2021,11,15)) {
                Ok(c) => { print!("unknown {unknown}: {} nodes {:?}", c.nodes(), start.elapsed());
                    let start = Instant::now();
                    let mut facts = Facts::unknown(policy.facts.len());
                    for (at, t) in told.iter().enumerate() { if let Some(v) = t { facts.set(FactId(at as u16), FactState::Told(*v)); } 
                      else if let Some(v) = policy.facts[at].assumed { facts.set(FactId(at as u16), FactState::Assumed(v)); } }
                    let a = c.answer(&mut Scratch::default(), &facts);
                    println!(" answer {:?} {:?}", start.elapsed(), a.map(|a| (a.possible.len(), a.ask.len(), a.rests_on.len())));
                }
                Err(e) => println!("unknown {unknown}: {e:?} {:?}", start.elapsed()),
            }
            }
        }
    }
}
