//! The page of coverage: what people and their aids find in it.

use super::{measured, pools};
use ees::harness::coverage::page;
use std::collections::BTreeSet;

fn written() -> String {
    let loaded = pools();
    page(&[(loaded.policy.as_ref().unwrap(), &measured(&loaded), &loaded.sources)])
}

/// What stands between two marks, each time.
fn between<'t>(text: &'t str, before: &str, after: &str) -> Vec<&'t str> {
    text.split(before).skip(1).filter_map(|rest| Some(rest.split_once(after)?.0)).collect()
}

#[test]
fn it_is_whole_in_itself_and_every_link_leads_somewhere() {
    let page = written();
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
    for word in ["<script", "http:", "https:", "url(", "<img", "@import"] {
        assert!(!page.contains(word), "{word}");
    }
    let ids = between(&page, " id=\"", "\"");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id twice");
    let links = between(&page, "href=\"#", "\"");
    assert!(links.len() > 10);
    for link in links.iter().chain(&between(&page, "aria-labelledby=\"", "\"")) {
        assert!(ids.contains(link), "nothing has the id {link}");
    }
}

#[test]
fn it_has_landmarks_headings_in_order_and_headed_tables() {
    let page = written();
    for mark in ["<header>", "<nav aria-label=", "<main id=\"main\"", "<footer>", "class=\"skip\""] {
        assert_eq!(page.matches(mark).count(), 1, "{mark}");
    }
    let levels: Vec<u32> = between(&page, "<h", ">").iter().filter_map(|tag| tag.chars().next()?.to_digit(10)).collect();
    assert_eq!(levels, [1, 2, 3, 3]);
    assert_eq!(page.matches("<table").count(), page.matches("<caption>").count());
    assert!(between(&page, "<th", ">").iter().filter(|tag| **tag != "ead").all(|tag| tag.contains("scope=\"")));
}

#[test]
fn every_state_is_said_in_words() {
    let page = written();
    let states =
        between(&page, "<span class=\"state ", "</span></td>").len() + between(&page, "<span class=\"state ", "</span> ").len();
    assert!(states > 50);
    for class in ["all", "some", "none"] {
        let word = match class {
            "all" => "exercised",
            "some" => "partly",
            _ => "not exercised",
        };
        let spans = between(&page, &format!("<span class=\"state {class}\">"), "</td>");
        assert!(!spans.is_empty());
        assert!(spans.iter().all(|span| span.contains(&format!("</span> {word}</span>"))), "{class}");
    }
}

/// How bright a colour is: WCAG 2.2, relative luminance.
#[expect(clippy::float_arithmetic, reason = "the formula is one of real numbers")]
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

#[test]
fn its_colours_are_told_apart_in_light_and_in_dark() {
    let page = written();
    for scheme in between(&page, ":root {", "}") {
        let colour = |name: &str| between(scheme, &format!("--{name}: "), ";")[0];
        let pairs = [
            ("ink", "paper", 4.5),
            ("ink", "soft", 4.5),
            ("link", "paper", 4.5),
            ("all", "all-back", 4.5),
            ("some", "some-back", 4.5),
            ("none", "none-back", 4.5),
            // Lines and edges that carry no text.
            ("rule", "paper", 3.0),
            ("all", "paper", 3.0),
            ("some", "paper", 3.0),
            ("none", "paper", 3.0),
        ];
        for (front, back, least) in pairs {
            let (one, other) = (luminance(colour(front)) + 0.05, luminance(colour(back)) + 0.05);
            let contrast = one.max(other) / one.min(other);
            assert!(contrast >= least, "{front} on {back}: {contrast:.2}");
        }
    }
    assert_eq!(between(&page, ":root {", "}").len(), 2);
}

#[test]
fn what_a_policy_writes_is_text_and_no_markup() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/coverage/policy.ees")).unwrap();
    let text = text.replace("a swimming pool", "<b>& a swimming pool");
    let loaded = super::checked(ees::session::Place::Memory(vec![("<i>policy.ees".to_owned(), text)]));
    let page = page(&[(loaded.policy.as_ref().unwrap(), &measured(&loaded), &loaded.sources)]);
    assert!(!page.contains("<b>") && !page.contains("<i>") && page.contains("&#60;b&#62;"));
}
