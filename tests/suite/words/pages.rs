//! The conversations that the pages show are those that the program has.

use super::program::piped;
use std::path::Path;
use std::process::Command;

fn page(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// What stands between the first such fence after some words and its end.
fn fenced<'p>(page: &'p str, after: &str, fence: &str) -> &'p str {
    let (_, rest) = page.split_once(after).unwrap();
    let (_, inside) = rest.split_once(&format!("```{fence}\n")).unwrap();
    inside.split_once("```").unwrap().0
}

#[test]
fn the_conversation_of_the_page_is_held() {
    let page = page("docs/what-if.md");
    let shown = fenced(&page, "## An example", "text");
    let typed: String = shown.lines().filter_map(|line| line.strip_prefix("> ")).map(|line| format!("{line}\n")).collect();
    let (code, told, problems) = piped(&[], &typed);
    assert_eq!((code, problems.as_str()), (Some(0), ""));
    assert_eq!(told.trim_end(), shown.trim_end());
}

#[test]
fn the_tour_s_conversation_is_held() {
    let page = page("README.md");
    let command = fenced(&page, "## A tour: what if", "sh");
    let shown = fenced(&page, "## A tour: what if", "text");
    let bin = Path::new(env!("CARGO_BIN_EXE_ees")).parent().unwrap();
    let path = std::env::join_paths([bin, Path::new("/bin"), Path::new("/usr/bin")]).unwrap();
    let told = Command::new("sh").args(["-c", command]).env("PATH", path).env_remove("EES_ERRORS").output().unwrap();
    assert!(told.status.success(), "{told:?}");
    assert_eq!(String::from_utf8(told.stdout).unwrap().trim_end(), shown.trim_end());
}
