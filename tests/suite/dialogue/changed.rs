//! Files that are changed while a conversation goes on.

use super::{Texts, transcript};
use ees::dialogue::{Dialogue, Version};
use ees::session::{Place, load};
use jiff::civil::date;
use std::fs;

pub(crate) fn fixture(name: &str) -> (String, String) {
    (name.to_owned(), fs::read_to_string(format!("tests/fixtures/pages/{name}")).unwrap())
}

/// A conversation about the first kind of setting of a policy.
pub(crate) fn begun(texts: &[(String, String)]) -> Dialogue {
    let (version, _) = Version::of(load(Place::Memory(texts.to_vec()))).unwrap();
    let kind = version.policy.kind_ids().next().unwrap();
    Dialogue::new(version, kind, date(2025, 11, 15), "typed").unwrap()
}

#[test]
fn a_policy_that_is_changed_is_taken_up_again() {
    let texts = vec![fixture("larkmere.ees"), fixture("tested.ees")];
    let mut dialogue = begun(&texts);
    let mut world = Texts::default();
    dialogue.watches(&mut world);
    let mut told = transcript(&mut dialogue, &mut world, "latest judgement is good\nteaching is weak\ncomplaints high is yes");
    let with = |from: &str, to: &str| texts.iter().map(|(name, text)| (name.clone(), text.replace(from, to))).collect();
    let changes: [(&str, Vec<(String, String)>); 6] = [
        ("(nothing but the time of a file)", texts.clone()),
        ("(weak teaching makes C)", with("B when teaching is weak", "C when teaching is weak")),
        ("(a mistake)", with("B when teaching is weak", "B when teaching is wek")),
        (
            "(weak is called poor)",
            with("strong, mixed or weak", "strong, mixed or poor")
                .into_iter()
                .map(|(name, text): (String, String)| (name, text.replace("teaching is weak", "teaching is poor")))
                .collect(),
        ),
        ("(schools are called primaries)", with("school", "primary")),
        ("(as in the beginning)", texts.clone()),
    ];
    for (what, changed) in changes {
        world.policy = Some(changed);
        world.touched.push("larkmere.ees".to_owned());
        told += &format!("{what}\n{}", transcript(&mut dialogue, &mut world, "teaching"));
    }
    told += &transcript(&mut dialogue, &mut world, "undo");
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("changed_policy", told);
    });
}

#[test]
fn what_is_tried_is_tried_again_on_a_policy_that_is_changed() {
    let texts = vec![fixture("larkmere.ees"), fixture("tested.ees")];
    let mut dialogue = begun(&texts);
    let mut world = Texts::default();
    dialogue.watches(&mut world);
    let typed = "latest judgement is good\nteaching is weak\ntry in teaching, in place of line 1: C when teaching is weak";
    let mut told = transcript(&mut dialogue, &mut world, typed);
    let with = |from: &str, to: &str| texts.iter().map(|(name, text)| (name.clone(), text.replace(from, to))).collect();
    let changes: [(&str, Vec<(String, String)>); 2] = [
        ("(C brings more days)", with("in C: 10 days", "in C: 12 days")),
        ("(the strand has another name)", with("strand teaching", "strand lessons")),
    ];
    for (what, changed) in changes {
        world.policy = Some(changed);
        world.touched.push("tested.ees".to_owned());
        told += &format!("{what}\n{}", transcript(&mut dialogue, &mut world, "what is tried"));
    }
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("tried_again", told);
    });
}

#[test]
fn a_table_that_is_changed_is_taken_up_again() {
    let mut dialogue = begun(&[fixture("larkmere.ees"), fixture("tested.ees")]);
    let mut world = Texts::default();
    let table = |world: &mut Texts, teaching: &str| {
        let text = format!("id,name,setting,teaching\nL1,Toffee Lane,school,{teaching}\nL2,Elm Row,school,strong\n");
        world.files.insert("settings.csv".to_owned(), text);
    };
    table(&mut world, "weak");
    let mut told = transcript(&mut dialogue, &mut world, "load settings.csv\nuse L1");
    for (what, teaching) in [("(a word that there is not)", "wek"), ("(strong)", "strong")] {
        table(&mut world, teaching);
        world.touched.push("settings.csv".to_owned());
        told += &format!("{what}\n{}", transcript(&mut dialogue, &mut world, "teaching\nuse L1"));
    }
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("changed_table", told);
    });
}
