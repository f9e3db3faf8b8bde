//! Interviews as transcripts, and held to what is so: whoever answers truly comes to what is so of all facts.

use super::{COLUMNS, Texts, begun};
use ees::assess::{Answer, Assessor, Status};
use ees::diagnostic::Problems;
use ees::dialogue::{Answered, Dialogue, Interview, Led, Saved, Step, Version};
use ees::evaluate::violations;
use ees::explain;
use ees::model::{FactId, FactState, Facts, KindId, Policy};
use ees::report::{Style, render};
use ees::session::{Place, load};
use fastrand::Rng;
use jiff::civil::{Date, date};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

const ON: Date = date(2021, 11, 15);

/// Facts that are tied, assumed, numbers, days, and asked of somebody; and more kinds of setting than one.
const CLUBS: &str = include_str!("../../fixtures/dialogue/interview/clubs.ees");

fn clubs() -> Version {
    version(CLUBS)
}

fn version(text: &str) -> Version {
    Version::of(load(Place::Memory(vec![("clubs.ees".to_owned(), text.to_owned())]))).unwrap().0
}

fn alone() -> Led {
    Led { alone: true, ..Led::default() }
}

fn told(told: &mut String, step: &Step) {
    told.push_str(&explain::plain(&step.text, COLUMNS));
    told.push_str(&render(&step.problems.iter().cloned().collect::<Vec<_>>(), &step.sources, Style::Plain));
}

/// An interview by itself, as it reads.
fn transcript(version: Version, interview: Interview, world: &mut Texts, typed: &[&str]) -> String {
    let kind = KindId::from_index(0).unwrap();
    let mut dialogue = Dialogue::new(version, kind, ON, "typed").unwrap();
    let mut text = String::new();
    let mut step = dialogue.lead(interview, world);
    told(&mut text, &step);
    for line in typed {
        assert!(!step.ends, "it is over before `{line}`\n{text}");
        step = dialogue.step(line, world);
        writeln!(text, "> {line}").unwrap();
        told(&mut text, &step);
    }
    if step.ends {
        text.push_str("(ends)\n");
    }
    for (path, content) in &world.files {
        writeln!(text, "--- {path}\n{content}").unwrap();
    }
    text
}

fn shown(name: &str, text: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

/// Each fixture is what was typed. The first line says how the interview is led: `club`, `club by cost`, or nothing where that is asked.
#[test]
fn interviews_by_themselves_read_as_they_should() {
    for name in ["alone", "by_cost", "unknown"] {
        let typed = fs::read_to_string(format!("tests/fixtures/dialogue/interview/{name}.txt")).unwrap();
        let (led, typed) = typed.split_once('\n').unwrap();
        let by_cost = led.ends_with("by cost");
        let kind = led.split(' ').next().and_then(|kind| clubs().policy.kind(kind));
        let interview = Interview::new(Led { by_cost, ..alone() }, kind, Vec::new());
        let text = transcript(clubs(), interview, &mut Texts::default(), &typed.lines().collect::<Vec<_>>());
        shown(&format!("interview_{name}"), &text);
    }
}

#[test]
fn answers_are_kept_and_taken_up_again() {
    let mut world = Texts::default();
    world.files.insert("taken.json".to_owned(), "mine".to_owned());
    let interview =
        Interview::new(Led { called: Some("The chess club".to_owned()), ..alone() }, clubs().policy.kind("club"), Vec::new());
    let text =
        transcript(clubs(), interview, &mut world, &["yes", "skip", "don't know", "assume", "stop", "taken.json", "kept.json"]);
    let kept = world.files.remove("kept.json").unwrap();
    let text = text + "=== another day\n" + &resumed(CLUBS, &kept, &["back", "2", "don't know", "stop"]);
    let text = text
        + "=== under another revision\n"
        + &resumed(&CLUBS.replace("insured", "covered").replace("last visit", "last seen"), &kept, &[]);
    shown("interview_kept", &text);
}

/// Kept answers taken up under a policy, what is said of them first.
fn resumed(policy: &str, kept: &str, typed: &[&str]) -> String {
    let mut version = version(policy);
    let file = version.sources.add("kept.json", kept);
    let mut problems = Problems::default();
    let fitted = Saved::read(kept, file).unwrap().fit(&version.policy, ON, &mut problems);
    let said = render(&problems.sorted(), &version.sources, Style::Plain);
    let led = Led { file: Some("kept.json".to_owned()), resumed: true, ..alone() };
    let mut world = Texts::default();
    world.files.insert("kept.json".to_owned(), kept.to_owned());
    said + &transcript(version, Interview::resumed(led, None, fitted), &mut world, typed)
}

#[test]
fn what_holds_no_kept_answers_is_refused() {
    let file = clubs().sources.add("kept.json", "");
    for wrong in ["", "{}", "id,name\n1,2\n", "{\"schema\": 1,\n\"answers\": [}", "[]"] {
        let found = Saved::read(wrong, file).unwrap_err();
        assert_eq!(found.code.id, "W052", "{wrong}");
    }
    let newer =
        "{\"schema\": 2, \"what\": \"\", \"policy\": \"\", \"revision\": \"\", \"on\": \"\", \"setting\": null, \"answers\": []}";
    assert!(Saved::read(newer, file).unwrap_err().message.contains("newer"));
}

/// The shipped policies and some others.
fn policies() -> Vec<(String, Version, Date)> {
    let folder = |name: &str| Version::of(load(Place::Folder(PathBuf::from(name)))).unwrap().0;
    let mut all = vec![("clubs".to_owned(), clubs(), ON)];
    let strangers = fs::read_dir("tests/fixtures/strangers").unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> =
        strangers.chain(["policies/wolverhampton-2021", "policies/wolverhampton-2026-draft"].map(PathBuf::from)).collect();
    paths.sort();
    for path in paths {
        let version = folder(path.to_str().unwrap());
        let on = version.policy.in_force.map_or(ON, |(first, last)| ON.clamp(first, last));
        all.push((path.display().to_string(), version, on));
    }
    all
}

/// A setting that can be, of which everything is known.
fn any_setting(rng: &mut Rng, policy: &Policy, kind: KindId, on: Date) -> Facts {
    let assessor = Assessor::of_kind(policy, kind, on).unwrap();
    let unknown = Facts::unknown(policy.facts.len());
    let inquiry = assessor.inquire(kind, &unknown).unwrap();
    for _ in 0..10_000 {
        let mut facts = unknown.clone();
        for (fact, _) in policy.facts_of(kind) {
            let Some(regions) = inquiry.regions(fact) else { continue };
            facts.set(fact, FactState::Told(regions.representative(rng.usize(..regions.len())).unwrap()));
        }
        if violations(policy, kind, on, &facts).is_empty() {
            return facts;
        }
    }
    panic!("no setting that can be was found")
}

fn known(policy: &Policy, interview: &Interview) -> Facts {
    let mut facts = Facts::unknown(policy.facts.len());
    interview.given().iter().for_each(|given| facts.set(given.fact, given.answer.state()));
    facts
}

/// Whether the fact that is asked can still matter to what is still asked for.
fn can_matter(assessor: &Assessor<'_>, answer: &Answer<'_>, facts: &Facts, asked: FactId) -> bool {
    let found = assessor.inquire(answer.kind, facts).unwrap().relevance().unwrap();
    let others = found.expectations.iter().map(|(_, facts)| facts).chain(found.also.iter().map(|(_, facts)| facts)).flatten();
    match answer.status {
        // What is tied to many others is asked where it is not worked out.
        _ if found.unproved.contains(&asked) => true,
        Status::Open => found.category.contains(&asked),
        _ => found.days.iter().chain(others).any(|fact| *fact == asked),
    }
}

#[test]
fn true_answers_come_to_what_is_so() {
    let mut rng = Rng::with_seed(27);
    let (mut asked_of_all, mut facts_of_all) = (0, 0);
    for (name, version, on) in policies() {
        let kinds: Vec<KindId> = version.policy.kind_ids().collect();
        let mut begun = Dialogue::new(version, kinds[0], on, "typed").unwrap();
        for kind in kinds.into_iter().cycle().take(7) {
            let by_cost = rng.bool();
            let policy = &begun.now().version.clone().policy;
            let truth = any_setting(&mut rng, policy, kind, on);
            let mut assessor = Assessor::of_kind(policy, kind, on).unwrap();
            let expected = assessor.assess("", "", kind, &truth).unwrap();
            let mut step = begun.lead(Interview::new(Led { by_cost, ..alone() }, Some(kind), Vec::new()), &mut Texts::default());
            while !step.ends {
                let asked = begun.interview().unwrap().asked();
                let line = match asked {
                    None => "go on".to_owned(),
                    Some(fact) => policy.value_phrase(fact, truth.get(fact).value().unwrap()),
                };
                if let Some(fact) = asked {
                    let facts = known(policy, begun.interview().unwrap());
                    let answer = assessor.assess("", "", kind, &facts).unwrap();
                    assert!(
                        can_matter(&assessor, &answer, &facts, fact),
                        "{name}: {:?} cannot matter",
                        policy.fact(fact).unwrap().name
                    );
                }
                step = begun.step(&line, &mut Texts::default());
                assert!(step.problems.is_empty(), "{name}: {line}: {:?}", step.problems);
            }
            let interview = begun.interview().unwrap();
            let found = assessor.assess("", "", kind, &known(policy, interview)).unwrap();
            assert_eq!((found.status, found.category, found.days), (expected.status, expected.category, expected.days), "{name}");
            assert_eq!((&found.expectations, &found.also), (&expected.expectations, &expected.also), "{name}");
            asked_of_all += interview.given().len();
            facts_of_all += policy.facts_of(kind).count();
        }
    }
    assert!(asked_of_all * 4 < facts_of_all * 3, "{asked_of_all} of {facts_of_all} facts were asked: hardly any was spared");
}

/// Any answer to what is asked.
fn any_line(rng: &mut Rng, policy: &Policy, truth: &Facts, asked: Option<FactId>) -> String {
    let Some(fact) = asked else { return ["1", "1", "2"][rng.usize(..3)].to_owned() };
    match rng.u8(..10) {
        0 => "skip".to_owned(),
        1 => "don't know".to_owned(),
        2 if policy.fact(fact).unwrap().assumed.is_some() => ["assume", "assume nothing"][rng.usize(..2)].to_owned(),
        _ => policy.value_phrase(fact, truth.get(fact).value().unwrap()),
    }
}

fn asks_again(dialogue: &mut Dialogue) -> String {
    explain::plain(&dialogue.step("", &mut Texts::default()).text, COLUMNS)
}

/// `back` restores all of it; and whoever stops and goes on another day is asked what would have been asked.
#[test]
fn going_back_and_going_on_are_as_if_nothing_had_been() {
    let mut rng = Rng::with_seed(28);
    let (mut backs, mut resumes) = (0, 0);
    // In the draft so many facts are tied to one another that each step takes a while.
    let quick = || policies().into_iter().filter(|(name, ..)| !name.ends_with("draft"));
    for (name, version, on) in quick().chain(quick()).chain(quick()) {
        let kind = version.policy.kind_ids().next().unwrap();
        let mut dialogue = Dialogue::new(version, kind, on, "typed").unwrap();
        let version = dialogue.now().version.clone();
        let policy = &version.policy;
        // Two truths, so that answers clash.
        let truths = [any_setting(&mut rng, policy, kind, on), any_setting(&mut rng, policy, kind, on)];
        let mut step = dialogue.lead(Interview::new(alone(), Some(kind), Vec::new()), &mut Texts::default());
        while !step.ends {
            let before = dialogue.interview().unwrap().clone();
            let question = asks_again(&mut dialogue);
            let truth = &truths[rng.usize(..2)];
            let line = any_line(&mut rng, policy, truth, before.asked());
            step = dialogue.step(&line, &mut Texts::default());
            if step.ends {
                break;
            }
            assert!(step.problems.is_empty(), "{name}: {line}: {:?}", step.problems);
            let after = dialogue.interview().unwrap().clone();
            dialogue.step("back", &mut Texts::default());
            assert_eq!(dialogue.interview(), Some(&before), "{name}: {line}");
            assert_eq!(asks_again(&mut dialogue), question, "{name}: {line}");
            dialogue.step(&line, &mut Texts::default());
            assert_eq!(dialogue.interview(), Some(&after), "{name}: {line}");
            backs += 1;
            if after.asked().is_some() {
                let question = asks_again(&mut dialogue);
                let kept = after.kept(policy, on);
                let file = version.sources.clone().add("kept.json", kept.clone());
                let mut problems = Problems::default();
                let fitted = Saved::read(&kept, file).unwrap().fit(policy, on, &mut problems);
                assert!(problems.is_empty(), "{name}: {kept}: {problems:?}");
                dialogue.lead(Interview::resumed(alone(), None, fitted), &mut Texts::default());
                assert_eq!(asks_again(&mut dialogue), question, "{name}: {kept}");
                assert_eq!(dialogue.interview().unwrap().given(), after.given(), "{name}: {kept}");
                dialogue.lead(after, &mut Texts::default());
                resumes += 1;
            }
        }
    }
    assert!(backs > 40 && resumes > 25, "{backs} {resumes}");
}

#[test]
fn in_a_conversation_what_was_answered_is_told() {
    let mut dialogue = begun("school");
    let world = &mut Texts::default();
    dialogue.step("interview", world);
    let asked = dialogue.interview().unwrap().asked().unwrap();
    dialogue.step("1", world);
    let given = dialogue.interview().unwrap().given()[0];
    assert!(given.fact == asked && matches!(given.answer, Answered::Is(_)));
    dialogue.step("stop", world);
    assert!(dialogue.interview().is_none());
    assert_eq!(dialogue.now().case.facts.get(asked), given.answer.state());
    dialogue.step("undo", world);
    assert_eq!(dialogue.now().case.facts, dialogue.now().policy().untold(dialogue.now().case.kind));
}
