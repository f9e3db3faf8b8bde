//! A line while it is typed: what it can go on with, what it would come to, and what its pieces are.

use super::{Texts, begun};
use ees::dialogue::{COMMANDS, Candidate, Dialogue, Hint, Ink, Takes, Version};
use ees::session::{Place, load};
use jiff::civil::date;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Codes that say that a line was not understood.
const NOT_UNDERSTOOD: [&str; 5] = ["W001", "W002", "W003", "W006", "W007"];

fn candidates(dialogue: &Dialogue, line: &str) -> Vec<String> {
    let completion = dialogue.complete(line, line.len());
    completion.candidates.iter().map(|one| format!("{}{}", &line[..completion.start], one.text)).collect()
}

/// The errors that entering a line brings up.
fn errors(dialogue: &mut Dialogue, line: &str) -> Vec<&'static str> {
    dialogue.step(line, &mut Texts::default()).problems.sorted().iter().map(|one| one.code.id).collect()
}

/// Conversations about every kind of setting of the shipped policies.
fn everywhere() -> Vec<(Dialogue, String)> {
    let mut all = Vec::new();
    let mut folders: Vec<_> = fs::read_dir("policies").unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    for folder in folders {
        let kinds = Version::of(load(Place::Folder(folder.clone()))).unwrap().0.policy.kinds.len();
        for number in 0..kinds {
            let version = Version::of(load(Place::Folder(folder.clone()))).unwrap().0;
            let on = version.policy.in_force.map_or(date(2025, 11, 15), |(first, _)| first);
            let kind = version.policy.kind_ids().nth(number).unwrap();
            let name = format!("{}: {}", folder.display(), version.policy.kind_name(kind));
            all.push((Dialogue::new(version, kind, on, "typed").unwrap(), name));
        }
    }
    all
}

#[test]
fn every_command_completes_from_each_of_its_letters_to_something_understood() {
    let mut dialogue = begun("school");
    for command in COMMANDS {
        for (end, _) in command.words.char_indices() {
            let typed = command.words[..end].to_uppercase();
            let found = candidates(&dialogue, &typed);
            assert!(found.iter().any(|one| one.trim_end() == command.words), "{typed:?}: {found:?}");
        }
        if command.words.starts_with("interview") {
            // From then on what is typed would be answers.
            continue;
        }
        let line = match command.takes {
            Takes::Nothing => command.words.to_owned(),
            Takes::Category | Takes::Fact | Takes::Kind | Takes::Command | Takes::Strand => {
                candidates(&dialogue, &format!("{} ", command.words)).first().expect(command.words).clone()
            }
            Takes::Name | Takes::Path | Takes::Sentence | Takes::Condition | Takes::Id | Takes::Kept => continue,
        };
        assert!(line.starts_with(command.words), "{line}");
        let errors = errors(&mut dialogue, &line);
        assert!(errors.iter().all(|code| !NOT_UNDERSTOOD.contains(code)), "{line}: {errors:?}");
    }
}

#[test]
fn every_fact_of_every_kind_completes_to_something_understood() {
    let mut facts = 0;
    for (mut dialogue, name) in everywhere() {
        let policy = dialogue.now().policy().clone();
        for (_, fact) in policy.facts_of(dialogue.now().case.kind) {
            let phrase = &*fact.name.phrase;
            for (end, _) in phrase.char_indices() {
                let found = candidates(&dialogue, &phrase[..end].to_uppercase());
                assert!(found.contains(&format!("{phrase} is ")), "{name}: {:?} -> {found:?}", &phrase[..end]);
            }
            for joint in [" is ", ": ", "="] {
                let found = candidates(&dialogue, &format!("{phrase}{joint}"));
                for line in &found {
                    let value = line.strip_prefix(&*format!("{phrase}{joint}")).unwrap();
                    let last = dialogue.paint(line).last().copied();
                    assert_eq!(last, Some((Ink::Value, value)), "{name}: {line}");
                }
                if let Some(line) = found.last().filter(|_| joint == ": ") {
                    let errors = errors(&mut dialogue, line);
                    assert!(errors.is_empty() || errors == ["W005"], "{name}: {line}: {errors:?}");
                }
            }
            facts += 1;
        }
    }
    assert!(facts > 100, "{facts}");
}

#[test]
fn a_completion_of_any_cursor_keeps_what_stands_before_it() {
    let dialogue = begun("school");
    for line in lines() {
        for cursor in 0..=line.len() + 1 {
            let completion = dialogue.complete(&line, cursor);
            assert!(completion.start <= line.len() && line.is_char_boundary(completion.start), "{line:?} at {cursor}");
            drop(dialogue.hint(line.get(..cursor).unwrap_or(&line)));
        }
    }
}

#[test]
fn the_pieces_of_a_line_are_the_line() {
    let dialogue = begun("school");
    for line in lines() {
        for cut in (0..=line.len()).filter(|cut| line.is_char_boundary(*cut)) {
            let line = &line[..cut];
            let pieces = dialogue.paint(line);
            assert_eq!(pieces.iter().map(|(_, text)| *text).collect::<String>(), line);
        }
    }
}

/// What is typed in the conversations that are kept, and what nobody should type.
fn lines() -> Vec<String> {
    let odd = [
        "",
        " ",
        ";",
        " ; ;",
        "=",
        ":",
        "is",
        "é",
        "latest Ofsted is é",
        "\"",
        "# note",
        "to\u{a0}b",
        "why\tnot",
        "latest  ofsted  IS  good",
    ];
    let mut lines: Vec<String> = odd.map(str::to_owned).to_vec();
    for entry in fs::read_dir("tests/fixtures/dialogue").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            lines.extend(fs::read_to_string(Path::new(&path)).unwrap().lines().map(str::to_owned));
        }
    }
    lines
}

#[test]
fn a_hint_changes_nothing() {
    let mut dialogue = begun("school");
    dialogue.step("latest Ofsted is good", &mut Texts::default());
    let before = format!("{:?}", dialogue.now().case);
    for line in lines() {
        drop(dialogue.hint(&line));
    }
    assert_eq!(format!("{:?}", dialogue.now().case), before);
    assert_eq!(errors(&mut dialogue, "undo"), Vec::<&str>::new());
    assert_eq!(errors(&mut dialogue, "undo"), ["W009"]);
}

/// What is said beside lines that are typed, `|` being the cursor.
const TYPED: &[&str] = &[
    "|",
    "w|",
    "why|",
    "why n|",
    "why not|",
    "why not |",
    "why not b|",
    "why not B1|",
    "why not D|",
    "why because|",
    "forget LEA|",
    "forget latest ofsted; gov|",
    "forget everything|",
    "fact governance|",
    "strand lea|",
    "diff |",
    "try |",
    "try parameter well occ|",
    "try B2 when leadership is effective and req|",
    "where category is |",
    "where two-year-olds and latest Ofsted is req|",
    "keep |",
    "use |",
    "load |",
    "setting |",
    "help und|",
    "latest|",
    "latest ofsted|",
    "latest-ofsted |",
    "latest Ofsted is |",
    "latest Ofsted is req|",
    "latest Ofsted is requires imp|",
    "latest Ofsted is requires improvement|",
    "latest Ofsted = REQ|",
    "latest Ofsted is god|",
    "latest Ofsted is good; gov|",
    "latest Ofsted is good; governance is |",
    "latest Ofsted is good; governance is amber|",
    "latest Ofsted is none; latest inspected is 10 June 2021|",
    "latest inspected is |",
    "latest inspected is 10 Ju|",
    "latest Ofsted is re| improvement",
    "occupancy is 80%|",
    "frobnicate|",
    "# a note|",
];

#[test]
fn lines_are_helped_with_as_they_should_be() {
    let dialogue = begun("school");
    let mut told = String::new();
    for typed in TYPED {
        let cursor = typed.find('|').unwrap();
        let line = typed.replacen('|', "", 1);
        let completion = dialogue.complete(&line, cursor);
        let shown: Vec<&str> = completion.candidates.iter().map(|Candidate { shown, .. }| &**shown).collect();
        let pieces = dialogue.paint(&line);
        let named: Vec<String> =
            pieces.iter().filter(|(ink, _)| *ink != Ink::Plain).map(|(ink, text)| format!("{ink:?} {text:?}")).collect();
        writeln!(told, "{typed}").unwrap();
        writeln!(told, "  Tab from {}: {}", completion.start, shortened(&shown)).unwrap();
        writeln!(told, "  hint: {}", dialogue.hint(&line).map_or_else(|| "-".to_owned(), |hint| hint.shown())).unwrap();
        writeln!(told, "  pieces: {}", named.join(", ")).unwrap();
    }
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("line", told);
    });
}

fn shortened(names: &[&str]) -> String {
    match names {
        [first, second, third, .., last] if names.len() > 8 => format!("{first}, {second}, {third} .. {last} ({})", names.len()),
        names => names.join(", "),
    }
}

#[test]
fn nothing_is_said_of_or_kept_from_an_interview() {
    let mut dialogue = begun("school");
    assert!(dialogue.may_be_kept("interview", false));
    dialogue.step("interview", &mut Texts::default());
    for line in ["1", "good", "why", "Jo Bloggs"] {
        assert!(!dialogue.may_be_kept(line, true), "{line}");
        assert_eq!((dialogue.hint(line), candidates(&dialogue, line)), (None, Vec::new()));
        assert_eq!(dialogue.paint(line), [(Ink::Plain, line)]);
    }
}

#[test]
fn settings_of_the_table_and_kept_results_complete() {
    let mut dialogue = begun("school");
    for line in ["load examples", "keep before", "latest Ofsted is good", "keep be careful"] {
        assert_eq!(errors(&mut dialogue, line), Vec::<&str>::new(), "{line}");
    }
    let found = candidates(&dialogue, "use s1");
    assert!(found.len() > 3 && found.iter().all(|line| line.starts_with("use S1")), "{found:?}");
    assert_eq!(dialogue.paint("use S12"), [(Ink::Command, "use"), (Ink::Plain, " "), (Ink::Value, "S12")]);
    assert_eq!(dialogue.paint("use S9999").last(), Some(&(Ink::Unknown, "S9999")));
    assert_eq!(candidates(&dialogue, "compare be"), ["compare before", "compare be careful"]);
    assert_eq!(candidates(&dialogue, "compare before, be c"), ["compare before, be careful"]);
    assert_eq!(dialogue.prompt(), "school> ");
    assert_eq!(errors(&mut dialogue, "use S12"), Vec::<&str>::new());
    assert_eq!(dialogue.prompt(), "S12> ");
}

#[test]
fn a_hint_is_cut_to_the_room_there_is() {
    let hint = Hint::Comes("It is B1 (medium support): 9.5 days.".to_owned());
    assert_eq!(hint.fits("school> ", 80).unwrap(), "  [Enter: It is B1 (medium support): 9.5 days.]");
    assert_eq!(hint.fits("school> ", 40).unwrap(), "  [Enter: It is B1 (medium ...]");
    for columns in 0..60 {
        let fitting = hint.fits("school> ", columns);
        assert!(fitting.is_none_or(|text| 8 + text.chars().count() < columns), "{columns}");
    }
    assert_eq!(hint.fits("school> ", 18), None);
}

#[test]
fn no_line_that_names_or_tells_of_a_setting_is_kept_unasked() {
    let dialogue = begun("school");
    for line in ["why", "WHY NOT B1", "to A", "help undo", "setting PVI", "undo"] {
        assert!(dialogue.may_be_kept(line, false), "{line}");
    }
    for line in ["latest Ofsted is good", "latest Ofsted: good; governance is amber", "forget latest Ofsted", "latest Ofsted"] {
        assert!(!dialogue.may_be_kept(line, false), "{line}");
        assert!(dialogue.may_be_kept(line, true), "{line}");
    }
    for line in ["", "# Jo Bloggs", "latest Ofstd is good", "Jo Bloggs", "why Jo Bloggs"] {
        assert!(!dialogue.may_be_kept(line, true), "{line}");
    }
    for command in COMMANDS.iter().filter(|one| matches!(one.takes, Takes::Id | Takes::Name | Takes::Kept | Takes::Path)) {
        assert!(!dialogue.may_be_kept(&format!("{} S12", command.words), true), "{}", command.words);
    }
}
