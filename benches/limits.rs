#![allow(warnings)]
mod large;
use ees::diagram::*;
use ees::model::*;
use ees::session::*;
use jiff::civil::date;
use std::time::Instant;
fn main() {
    let size = large::LARGE;
    let mut rng = fastrand::Rng::with_seed(7);
    for seed in 0..8 {
        let text = large::policy(seed, size);
        let start = Instant::now();
        let loaded = load(Place::Memory(vec![("a.ees".to_owned(), text)]));
        println!("load {:?}", start.elapsed());
        let policy = loaded.policy.unwrap();
        let kind = policy.kind("place").unwrap();
        let start = Instant::now();
        let answerer = Answerer::new(&policy, kind, date(2021, 11, 15), Limits::default()).unwrap();
        println!("compile {:?} whole {}", start.elapsed(), answerer.compiled().is_some());
        let set = Limits { whole: 0, apart: 0, setting: 2_000_000 };
        let by = Answerer::new(&policy, kind, date(2021, 11, 15), set).unwrap();
        for unknown in [60, 80, 90, 100] {
            for _ in 0..2 {
                let mut facts = Facts::unknown(policy.facts.len());
                for (at, f) in policy.facts.iter().enumerate() {
                    let id = FactId(at as u16);
                    facts.set(
                        id,
                        match f.assumed {
                            Some(v) if rng.u32(..100) < 80 => FactState::Assumed(v),
                            _ if rng.u32(..100) < unknown => FactState::Unknown,
                            _ => FactState::Told(match &f.domain {
                                Domain::Vocabulary(v) => {
                                    Value::Option(rng.u16(..policy.vocabulary(*v).unwrap().values.len() as u16))
                                }
                                _ => Value::Number(rng.u32(..100).into()),
                            }),
                        },
                    );
                }
                let start = Instant::now();
                let a = answerer.answer(&mut Scratch::default(), &facts);
                print!(
                    "unknown {unknown}: {:?} {:?}",
                    start.elapsed(),
                    a.as_ref().map(|a| (a.possible.len(), a.ask.len(), a.rests_on.len()))
                );
                let start = Instant::now();
                let b = a.clone();
                println!("  by setting: {:?} {}", start.elapsed(), a == b);
            }
        }
    }
}
