//! Tables and policies other than the built-in one's, in conversations.

use super::changed::{begun, fixture};
use super::{Texts, transcript};

fn snapshot(name: &str, told: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, told);
    });
}

#[test]
fn a_table_of_others_is_loaded_by_an_import() {
    let mut dialogue = begun(&[fixture("larkmere.ees"), fixture("tested.ees"), fixture("inspections.ees")]);
    let file = "tests/fixtures/dialogue/files/visits.csv";
    let typed = format!(
        "load {file} by import visits of nobody\nload {file} by import inspections\non 20 December 2025\n\
         load {file} by import inspections\nuse 105\nnext\non 20 November 2025\non 1 May 2025\nundo\nsettings\nforget everything\n\
         on 20 November 2025\nsettings\nload examples"
    );
    snapshot("imported", &transcript(&mut dialogue, &mut Texts::default(), &typed));
}

/// A policy whose facts are called like commands, and are asked of somebody.
const NAMESAKES: &str = "policy Namesakes
setting hall
asking costs
  the caretaker: 1
facts about a hall
  days: number, 0 to 7; asked of the caretaker
  plan: yes or no
  to do: yes or no
  trace of damp: yes or no
  \"terms and conditions\": kept or broken
categories, least intensive first
  A: little
  B: much
categorise a hall by its most intensive strand
  strand use
    B when days is over 5 or plan
    A otherwise
";

#[test]
fn facts_can_be_called_like_commands() {
    let mut dialogue = begun(&[("halls.ees".to_owned(), NAMESAKES.to_owned())]);
    let typed = "facts\ndays\nfact days\nask\ndays is 3\ndays: six\ndays = 6.5\nplan is no\nplan\nfact plan\nto do is yes\nto do\n\
                 trace of damp\nforget days; plan\n\"terms and conditions\" is kept\nterms-and-conditions\nterms and conditions\n\
                 fact\nfact of\nforget\nload\nload halls.csv\nwhere\nnext\nsources\nassumptions\nwhich facts matter\nplan\ndays\nto B";
    snapshot("namesakes", &transcript(&mut dialogue, &mut Texts::default(), typed));
}

#[test]
fn a_fact_that_is_called_otherwise_keeps_what_was_told_of_it() {
    let mut dialogue = begun(&[("halls.ees".to_owned(), NAMESAKES.to_owned())]);
    let mut world = Texts::default();
    let rename = "try replace fact damp, for a hall: yes or no; formerly trace of damp";
    let told = transcript(
        &mut dialogue,
        &mut world,
        &format!("trace of damp is yes\n{rename}\n\nfact damp\nreset policy\nfact trace of damp"),
    );
    assert!(told.contains("damp is yes (told)") && told.contains("trace of damp is yes (told)"), "{told}");
    assert!(!told.contains("No longer told"), "{told}");
}

#[test]
fn nothing_is_supposed_of_a_setting_that_cannot_be() {
    let mut dialogue = crate::dialogue::begun("school");
    let mut world = Texts::default();
    transcript(&mut dialogue, &mut world, "load examples\nuse S12");
    let refused = transcript(&mut dialogue, &mut world, "latest Ofsted is good; latest inspected is none");
    assert!(refused.contains("cannot be together") && !refused.contains("Supposed"), "{refused}");
    let taken = transcript(&mut dialogue, &mut world, "latest Ofsted is inadequate; latest Ofsted is good; deficit is yes");
    assert!(!taken.contains("Supposed"), "{taken}");
    assert!(transcript(&mut dialogue, &mut world, "financial deficit is yes").contains("Supposed"));
}

#[test]
fn a_command_that_takes_something_says_so() {
    let mut dialogue = crate::dialogue::begun("school");
    let mut world = Texts::default();
    for (typed, code) in [("drop", "W006"), ("keep", "W006"), ("drop x", "W0"), ("compare", "W0")] {
        let told = transcript(&mut dialogue, &mut world, typed);
        assert!(told.contains(&format!("error {code}")), "{typed}: {told}");
    }
    assert!(!transcript(&mut dialogue, &mut world, "compare").contains("W006"));
}
