//! The mistakes officers make: each has a fixture, and the snapshot shows what is said of it.

use super::{fixtures, print, read, rendered};

#[test]
fn each_mistake_has_its_own_words() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/syntax");
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| {
        insta::glob!(fixtures(), "mistakes/*.ees", |path| {
            let text = std::fs::read_to_string(path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy();
            let (sources, tree, problems) = read(&name, &text);
            assert!(!problems.is_empty(), "{name} has a mistake and nothing is said");
            let said = rendered(&sources, &problems);
            insta::assert_snapshot!("mistake", format!("{text}----- said -----\n{said}----- read -----\n{}", print::tree(&tree)));
        });
    });
}
