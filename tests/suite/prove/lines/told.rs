//! How it is told that something makes no difference.

use crate::cli::{ees, in_folder};
use insta_cmd::assert_cmd_snapshot;

#[test]
fn what_makes_no_difference_is_told_with_what_settles_it() {
    let texts = [
        ("libraries/policy.ees", include_str!("../../../fixtures/prove/lines/libraries.ees")),
        ("clubs/policy.ees", include_str!("../../../fixtures/prove/lines/clubs.ees")),
    ];
    let folder = in_folder(&texts);
    for name in ["libraries", "clubs"] {
        assert_cmd_snapshot!(name, ees(&["check", name, "--plain", "--notes"]).current_dir(folder.path()));
    }
}
