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
