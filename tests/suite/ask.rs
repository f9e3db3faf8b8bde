//! `ees ask`: what comes first, by what, and what need not be asked.

use crate::cli::{ees, in_folder};
use insta_cmd::assert_cmd_snapshot;
use std::process::Command;

/// What is unknown is tied, costs differ, and something matters to nothing.
const POLICY: &str = "policy Clubs
  in force: 1 September 2021 to 31 August 2024

setting club

categories, least intensive first
  A: a
  B: b
  C: c

asking costs, nothing
";

const COSTS: &str = "asking costs
  the records: 0.5 days
  the neighbours: 1 day
  the surveyor: 4 days
";

const FACTS: &str = "
facts about a club
  visited: yes or no; asked of the records
  grade: good, fair or poor, or none; asked of the records
  roof: sound, leaking or gone, best first; asked of the surveyor
  noise: per cent, 0 to 100; asked of neighbours
  heating: yes or no; asked of the surveyor
  plan: yes or no
  garden: yes or no
  kitchen: yes or no

it cannot be that not visited and grade is not none
it cannot be that visited and grade is none

categorise a club by its most intensive strand
  strand grade
    C when grade is poor
    B when grade is fair
    A otherwise
  strand house
    C when roof is gone and not heating
    B when roof is leaking or noise is over 60%
    A otherwise
  B expects plan

allocation for a club in A: 2 days
allocation for a club in B: 2 days
allocation for a club in C: 6 days

also for a club when kitchen
  - A cook
";

const CLUBS: &str = "id,name,setting,visited,grade,roof,noise,heating,plan,garden,kitchen
K1,Mrs Kettle,club,,,,,,,,
K2,Mr Pan,club,yes,fair,sound,,,,,
K3,Ms Pot,club,yes,poor,,,,,,yes
K4,Mr Lid,club,no,none,leaking,10%,yes,yes,no,no
";

fn run(folder: &tempfile::TempDir, args: &[&str]) -> Command {
    let mut command = ees(&["ask", "clubs.csv", "--policy", "clubs", "--on", "2021-11-15"]);
    command.args(args).current_dir(folder.path());
    command
}

fn folder() -> tempfile::TempDir {
    let policy = POLICY.replace("asking costs, nothing\n", COSTS) + FACTS;
    in_folder(&[("clubs/policy.ees", &policy), ("clubs.csv", CLUBS)])
}

#[test]
fn what_to_ask_is_in_the_order_that_is_wanted() {
    let folder = folder();
    assert_cmd_snapshot!("ask", run(&folder, &[]));
    assert_cmd_snapshot!("ask_by_cost", run(&folder, &["--by", "cost", "--id", "K1"]));
    assert_cmd_snapshot!("ask_ahead", run(&folder, &["--ahead", "2", "--id", "K1"]));
    assert_cmd_snapshot!("ask_ahead_by_cost", run(&folder, &["--ahead", "2", "--by", "cost", "--id", "K1"]));
    assert_cmd_snapshot!("ask_csv", run(&folder, &["--format", "csv"]));
    assert_cmd_snapshot!("ask_json", run(&folder, &["--format", "json", "--id", "K2", "--ahead", "2"]));
}

#[test]
fn the_examples_are_asked_about() {
    assert_cmd_snapshot!("ask_examples", ees(&["ask"]));
}

#[test]
fn what_can_still_matter_is_explained() {
    let folder = folder();
    for id in ["K1", "K2", "K3"] {
        let mut command = ees(&["explain", "clubs.csv", "--policy", "clubs", "--on", "2021-11-15", "--id", id]);
        assert_cmd_snapshot!(format!("matters_{id}"), command.current_dir(folder.path()));
    }
}

#[test]
fn nobody_by_that_id_is_told() {
    let folder = folder();
    assert_cmd_snapshot!("ask_nobody", run(&folder, &["--id", "K5", "--plain"]));
}
