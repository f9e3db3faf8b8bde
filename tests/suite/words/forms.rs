//! Every form of an explanation.

use super::read::{of_html, of_json, of_markdown, words};
use super::samples::{SIGNS, drawn, shipped};
use ees::explain::{Paragraph, Style, Text, aloud, ansi, html, json, markdown, plain};
use unicode_width::UnicodeWidthStr;

/// A terminal's text without what colours it.
fn without_colour(text: &str) -> String {
    let parts = text.split('\u{1b}').enumerate();
    parts.map(|(at, part)| if at == 0 { part } else { part.split_once('m').unwrap().1 }).collect()
}

/// A voice makes a pause at a stop, and does not say it.
fn spoken(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '.').collect()
}

fn all_say_the_same(text: &Text) {
    // So wide that no word is broken.
    let told = words(&plain(text, 100));
    assert_eq!(words(&without_colour(&ansi(text, 100))), told);
    assert_eq!(of_json(&json(text)), told);
    let page = html(text, 2);
    assert_eq!(of_html(&page).words, told, "{page}");
    let page = markdown(text, 2);
    assert_eq!(of_markdown(&page), told, "{page}");
    assert_eq!(spoken(&aloud(text, 100)), spoken(&plain(text, 100)));
}

#[test]
fn all_forms_of_the_examples_have_the_same_words() {
    let texts = shipped();
    assert!(texts.len() > 400);
    texts.iter().for_each(all_say_the_same);
}

#[test]
fn all_forms_of_random_policies_have_the_same_words() {
    let texts = drawn(77, 60);
    assert!(texts.len() > 500);
    texts.iter().for_each(all_say_the_same);
}

/// Texts of every role and style, in which anything may stand.
#[test]
fn no_text_takes_effect_as_markup() {
    let styles = [Style::Plain, Style::Category, Style::Name, Style::Value, Style::Quote, Style::Source, Style::Faint];
    let mut rng = fastrand::Rng::with_seed(5);
    for _ in 0..2_000 {
        let mut text = Text::default();
        for _ in 0..rng.usize(1..6) {
            let mut paragraph = Paragraph::at(2 * rng.usize(..4));
            for _ in 0..rng.usize(1..5) {
                let blank = if rng.bool() { " " } else { "" };
                let words = format!("{blank}{}", SIGNS[rng.usize(..SIGNS.len())]);
                paragraph = paragraph.piece(styles[rng.usize(..styles.len())], words);
            }
            match rng.u8(..6) {
                0 => text.push(paragraph.as_heading(rng.u8(1..4))),
                1 => text.verbatim(2, "a line of <b>policy</b>\n  ```\n  * and & more"),
                2 => text.blank(),
                3 => text.push(Paragraph::at(0).each(Style::Name, &SIGNS[..rng.usize(..5)], "and").plain(".")),
                _ => text.push(paragraph),
            }
        }
        all_say_the_same(&text);
    }
}

#[test]
fn no_line_is_wider_than_the_columns_that_there_are() {
    for text in &*shipped() {
        for written in [plain(text, 80), aloud(text, 80)] {
            let widest = written.lines().map(UnicodeWidthStr::width).max().unwrap();
            assert!(widest <= 80, "{widest} columns:\n{written}");
        }
    }
}

/// Headings begin where they are asked to and skip no level, lists lie in what they belong to, and no paragraph in another.
#[test]
fn html_is_built_as_a_screen_reader_needs_it() {
    let mut deepest = 0;
    for text in &*shipped() {
        let page = html(text, 3);
        let mut level = 2;
        for (name, within) in of_html(&page).elements.into_iter().skip(1) {
            let parent = within.last().unwrap().as_str();
            match &*name {
                "ul" => assert!(["div", "li"].contains(&parent), "{page}"),
                "li" => assert_eq!(parent, "ul", "{page}"),
                "p" => assert_eq!(parent, "div", "{page}"),
                heading if heading.starts_with('h') => {
                    let own: u8 = heading[1..].parse().unwrap();
                    assert!(parent == "div" && own >= 3 && own <= level + 1, "{page}");
                    level = own;
                }
                inline => assert!(["b", "span", "em", "cite", "small"].contains(&inline), "{page}"),
            }
            deepest = deepest.max(within.iter().filter(|one| *one == "ul").count());
        }
    }
    assert!(deepest > 2, "reasons lie in reasons: {deepest}");
}

/// For a screen reader every sentence ends, and what is listed stands one a line.
#[test]
fn what_is_read_aloud_ends_its_sentences() {
    let texts = shipped();
    for text in &*texts {
        let headings: Vec<String> = text.paragraphs.iter().filter(|one| one.role != Default::default()).map(joined).collect();
        for line in aloud(text, 1_000).lines().filter(|line| !line.is_empty()) {
            let ends = line.ends_with(['.', ':', '?', '!', ';', ',']) || line.len() > 90;
            let goes_on = headings.iter().any(|one| one == line) || line.starts_with("  ") || !text_ends(text, line);
            assert!(ends || goes_on, "{line}");
        }
    }
    let mut list = Text::default();
    list.push(Paragraph::at(0).plain("To find out: ").each(Style::Name, &["one", "two", "three"], "and").plain(". Then stop"));
    assert_eq!(aloud(&list, 80), "To find out:\n  one,\n  two\n  and three.\nThen stop.\n");
    let mut pair = Text::default();
    pair.push(Paragraph::at(2).each(Style::Name, &["one", "two"], "or"));
    assert_eq!(aloud(&pair, 80), "  one or two.\n");
}

fn joined(paragraph: &Paragraph) -> String {
    paragraph.pieces.iter().map(|piece| &*piece.text).collect()
}

/// Whether a line is the end of a paragraph.
fn text_ends(text: &Text, line: &str) -> bool {
    text.paragraphs.iter().any(|one| joined(one).ends_with(line.trim()))
}

#[test]
fn each_form_by_example() {
    let mut text = Text::default();
    text.push(Paragraph::at(0).name("S1, <b>Oak</b>").plain(" (school)").as_heading(1));
    text.push(Paragraph::at(0).plain("It is ").category("B1").plain(": ").value("9.5 days").plain("."));
    text.heading("Why");
    text.push(Paragraph::at(0).name("leadership").plain(": ").category("B1").from(Some("Annex 1, *Leadership*")));
    text.push(Paragraph::at(2).category("C").plain(" when ").quote("any of these").plain(" - ").value("no"));
    text.push(Paragraph::at(4).quote("leadership is ineffective").plain(" - ").value("no").faint(" (told)"));
    text.push(Paragraph::at(2).category("B1").plain(" otherwise"));
    text.heading("The line");
    text.verbatim(4, "B1 when leadership is `weak`\n  and so on");
    let all = [plain(&text, 80), aloud(&text, 80), markdown(&text, 2), html(&text, 2), json(&text)];
    insta::assert_snapshot!(all.join("-----\n"));
}
