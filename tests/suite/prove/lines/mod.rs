//! Claims about lines, strands, gates, categories and parts of conditions, held to trying every setting, both ways: what is found is
//! so, and where nothing is found there is nothing.

mod claims;
mod points;
mod policies;
mod told;

use crate::diagram::kit::{policy_told, span};
use claims::{Claims, State};
use ees::diagnostic::Diagnostic;
use ees::model::{KindId, Policy};
use ees::prove::{days, prove};
use ees::source::Span;
use fastrand::Rng;
use jiff::civil::date;
use points::Points;
use std::collections::{BTreeMap, BTreeSet};

const OWN: [&str; 10] = ["P305", "P306", "P308", "P309", "P310", "P312", "P313", "P314", "P331", "P333"];
/// Settings that are tried one by one.
const MOST: usize = 100;

/// What is to be found of one sort at one place: the code, how often, and what tells it apart.
type Expected = BTreeMap<(&'static str, Span, usize), &'static str>;

#[test]
fn what_is_claimed_of_random_policies_is_what_trying_every_setting_shows() {
    let mut rng = Rng::with_seed(1938);
    let dates = [date(2021, 11, 15), date(2024, 2, 29), date(2022, 3, 31)];
    let (mut met, mut tried) = (BTreeMap::new(), 0);
    for round in 0..1_300 {
        let policy = policies::any_policy(&mut rng, dates[round % dates.len()]);
        let Some(claims) = by_trying(&policy) else { continue };
        tried += 1;
        let proved = prove(&policy);
        assert!(proved.open.is_empty(), "{:?}\n{}", proved.open, policy_told(&policy));
        // Rows of tables have no place here; what is said of them is not said of lines.
        let own = |one: &Diagnostic| OWN.contains(&one.code.id) && one.labels[0].span != span();
        let found: Vec<Diagnostic> = proved.findings.sorted().into_iter().chain(proved.come_of_others).filter(own).collect();
        same(&policy, &claims, &found);
        found.iter().for_each(|one| *met.entry(one.code.id).or_insert(0) += 1);
    }
    assert!(tried > 500, "only {tried} were small enough");
    for code in OWN {
        let times = met.get(code).copied().unwrap_or(0);
        assert!(times >= 15, "only {times} findings of {code}: {met:?}");
    }
}

/// Every claim of every kind and day; none where there are too many settings, or none at all.
fn by_trying(policy: &Policy) -> Option<Claims> {
    let mut claims = Claims::new();
    for kind in policy.kind_ids().filter(|kind| policy.categorisation(*kind).is_some()) {
        for on in days(policy) {
            let points = Points::new(policy, kind, on, MOST)?;
            if points.all.is_empty() {
                return None;
            }
            claims::add(&points, &mut claims);
        }
    }
    Some(claims).filter(|claims| !claims.is_empty())
}

/// What the claims of all kinds and days come to.
fn expected(claims: &Claims) -> Expected {
    let mut expected = Expected::new();
    for ((code, at, which), came) in claims {
        let kinds: BTreeSet<KindId> = came.iter().map(|(kind, ..)| *kind).collect();
        let of = |kind: KindId| came.iter().filter(move |(one, ..)| *one == kind);
        let failed: BTreeSet<KindId> =
            kinds.iter().copied().filter(|kind| of(*kind).all(|(.., state)| *state != State::Holds)).collect();
        let here = failed.iter().any(|kind| of(*kind).any(|(.., state)| *state == State::FailsHere));
        let of_some = failed.len() < kinds.len();
        let told = match *code {
            _ if failed.is_empty() => continue,
            "P305" => "P305",
            "P308" | "P310" if of_some => continue,
            "P309" if here && of_some => continue,
            "P309" if here => "P333",
            "P308" | "P310" => code,
            _ if of_some => "P331",
            code => code,
        };
        expected.insert((code, *at, *which), told);
    }
    expected
}

fn same(policy: &Policy, claims: &Claims, found: &[Diagnostic]) {
    let all = expected(claims);
    let told = |found: &Diagnostic| (found.code.id, found.labels[0].span);
    let places: BTreeSet<(&str, Span)> = found.iter().map(told).collect();
    let wrong = |what: String| panic!("{what}\n{}\nfound {found:#?}\nexpected {all:#?}", policy_told(policy));
    // What is found is so.
    let so: BTreeSet<(&str, Span)> = all.iter().map(|((_, at, _), told)| (*told, *at)).collect();
    if let Some(one) = found.iter().find(|one| !so.contains(&told(one))) {
        wrong(format!("{one:#?} is not so"));
    }
    // What is so is found, or something that says more.
    for ((code, at, which), told) in &all {
        let said = places.contains(&(*told, *at));
        let is_said = match *code {
            "P305" => {
                let category = format!("`{}`", policy.categories[*which].code);
                found.iter().any(|one| one.code.id == "P305" && one.labels[0].span == *at && one.message.contains(&category))
            }
            "P309" => said || says_more(policy, found, *at),
            "P310" => said || *which == 0 && cites_many(policy, *at),
            _ => said,
        };
        if !is_said {
            wrong(format!("{told} is not found at {at:?}"));
        }
    }
}

/// Whether something is found about all around a part of a condition, or about a later part or a line of the same strand with which it
/// could not be left out as well.
fn says_more(policy: &Policy, found: &[Diagnostic], at: Span) -> bool {
    let whole = ["P306", "P309", "P313", "P314", "P331", "P333"];
    let inside = |outer: Span| outer != at && inside_of(at, outer);
    // A line could be taken out because the one with the part gives the same.
    let strands = policy.categorisations.iter().flat_map(|one| &one.strands);
    let beside: Vec<Span> = strands
        .map(|strand| strand.lines.iter().map(|line| line.span).collect::<Vec<_>>())
        .filter(|lines| lines.iter().any(|line| inside_of(at, *line)))
        .flatten()
        .collect();
    let could_go = |one: &Diagnostic| one.code.id == "P310" && beside.contains(&one.labels[0].span);
    let all_around = |one: &Diagnostic| whole.contains(&one.code.id) && inside(one.labels[0].span);
    let line = lines_around(policy, at);
    let later = |one: &Diagnostic| {
        let other = one.labels[0].span;
        ["P309", "P331", "P333"].contains(&one.code.id)
            && other.start > at.start
            && line.is_some_and(|line| other.end <= line.end)
    };
    found.iter().any(|one| all_around(one) || later(one) || could_go(one))
}

const fn inside_of(at: Span, outer: Span) -> bool {
    outer.start <= at.start && at.end <= outer.end
}

/// The condition that a part stands in.
fn lines_around(policy: &Policy, at: Span) -> Option<Span> {
    let rules = policy.categorisations.iter().flat_map(|one| {
        let lines = one.strands.iter().flat_map(|strand| &strand.lines).filter_map(|line| line.condition.as_ref());
        let gates = one.gates.iter().map(|gate| &gate.unless);
        lines.chain(gates).chain(one.expectations.iter().filter_map(|one| one.when.as_ref()))
    });
    let names = policy.defines.iter().map(|define| &define.condition);
    let also = policy.also.iter().filter_map(|also| also.when.as_ref());
    let all = rules.chain(names).chain(also).chain(policy.lists.iter().flat_map(|list| &list.members));
    all.map(|condition| condition.span).find(|span| span.start <= at.start && at.end <= span.end)
}

/// Whether the lines of the strand come from different places, so that it depends on which of them gives the same.
fn cites_many(policy: &Policy, at: Span) -> bool {
    let strands = policy.categorisations.iter().flat_map(|one| &one.strands);
    strands
        .filter(|strand| strand.lines.iter().any(|line| line.span == at))
        .any(|strand| strand.lines.iter().any(|line| line.citation != strand.lines[0].citation))
}
