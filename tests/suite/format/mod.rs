//! The canonical form: it changes layout and spelling, and nothing else.

mod command;
mod fixtures;
mod promises;
mod robust;
mod scenarios;

use crate::syntax::print::tree;
use ees::diagnostic::Problems;
use ees::format::{Formatted, Why, format};
use ees::source::Sources;
use std::fs;
use std::path::{Path, PathBuf};

/// What a text says, in brackets, with dashes and apostrophes as a keyboard has them.
fn said(text: &str) -> String {
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let file = sources.add("a.ees", text);
    let tree = tree(&ees::syntax::parse(&sources, file, &mut problems));
    tree.chars().map(plain).filter(|letter| *letter != '\u{200B}').collect()
}

fn plain(letter: char) -> char {
    match letter {
        '\u{2010}'..='\u{2015}' => '-',
        '’' => '\'',
        other => other,
    }
}

/// The comments of a text: what stands behind a `#` that no quotation mark hides.
fn comments(text: &str) -> Vec<&str> {
    text.lines().filter_map(comment_of).collect()
}

fn comment_of(line: &str) -> Option<&str> {
    let mut quoted = false;
    for (at, letter) in line.char_indices() {
        match letter {
            '"' | '“' | '”' | '„' | '‟' => quoted = !quoted,
            '#' if !quoted => return Some(line[at..].trim_end()),
            _ => {}
        }
    }
    None
}

/// All that must hold of any text and its canonical form.
fn keeps_its_promises(name: &str, text: &str) -> Formatted {
    let formatted = format(text);
    assert!(formatted.left.iter().all(|left| left.why == Why::Errors), "{name} needs the net: {formatted:#?}");
    assert_eq!(said(&formatted.text), said(text), "{name} says something else\n{}", formatted.text);
    assert_eq!(comments(&formatted.text), comments(text), "{name} has other comments\n{}", formatted.text);
    assert_eq!(format(&formatted.text).text, formatted.text, "{name}: twice is not once");
    assert_eq!(stand_apart(&formatted.text), stand_apart(text), "{name} has other blank lines\n{}", formatted.text);
    for left in &formatted.left {
        let stretch = &text[left.range.clone()];
        assert!(formatted.text.contains(stretch), "{name} has errors here, and it was changed:\n{stretch}");
    }
    formatted
}

/// Which declarations have a blank line above them, comments between aside.
fn stand_apart(text: &str) -> Vec<bool> {
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let file = sources.add("a.ees", text);
    let tree = ees::syntax::parse(&sources, file, &mut problems);
    let blank = |letter: char| letter.is_whitespace() || matches!(letter, '\u{FEFF}' | '\u{200B}');
    let apart = |start: usize| {
        let above = text[..start].rsplit('\n').skip(1).map(|line| line.trim_start_matches(blank));
        above.take_while(|line| line.is_empty() || line.starts_with('#')).any(str::is_empty)
    };
    tree.declarations.iter().skip(1).map(|one| apart(one.span.start as usize)).collect()
}

/// Every policy text there is: fixtures, shipped policies, and the examples of the language page, one by one.
fn texts() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    files_below(&root.join("tests/fixtures"), &mut paths);
    files_below(&root.join("policies"), &mut paths);
    paths.sort();
    let name = |path: &Path| path.strip_prefix(root).unwrap().display().to_string();
    let mut texts: Vec<_> = paths.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect();
    let page = fs::read_to_string(root.join("docs/language.md")).unwrap();
    let examples = page.split("```ees\n").skip(1).map(|rest| rest.split("```").next().unwrap().to_owned());
    texts.extend(examples.enumerate().map(|(at, text)| (format!("language.md, example {}", at + 1), text)));
    texts
}

fn files_below(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, paths);
        } else if path.extension().is_some_and(|end| end == "ees") {
            paths.push(path);
        }
    }
}
