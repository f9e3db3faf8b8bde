//! What is left of each form when its markup is taken away, by readers that know nothing of ours.

use pulldown_cmark::{Event, Parser};
use quick_xml::Reader;
use quick_xml::events::Event as Xml;
use serde_json::Value as Json;

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// The words of Markdown; nothing in it may be HTML.
pub(super) fn of_markdown(text: &str) -> Vec<String> {
    let mut told = String::new();
    for event in Parser::new(text) {
        let shown = format!("{event:?}");
        match event {
            Event::Text(text) | Event::Code(text) => told.push_str(&text),
            Event::Start(tag) => {
                assert!(is_ours(&tag), "{tag:?} in\n{text}");
                if matches!(tag, pulldown_cmark::Tag::List(_)) {
                    told.push('\n');
                }
            }
            Event::End(tag) if !matches!(tag, pulldown_cmark::TagEnd::Strong | pulldown_cmark::TagEnd::Emphasis) => {
                told.push('\n')
            }
            Event::End(_) => {}
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_) => {
                panic!("{shown} in\n{text}")
            }
            Event::SoftBreak | Event::HardBreak | Event::Rule | Event::TaskListMarker(_) => panic!("{shown} in\n{text}"),
        }
    }
    words(&told)
}

/// What Markdown of ours consists of.
fn is_ours(tag: &pulldown_cmark::Tag<'_>) -> bool {
    use pulldown_cmark::Tag;
    let plain = matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::List(None) | Tag::Item);
    plain || matches!(tag, Tag::Strong | Tag::Emphasis | Tag::CodeBlock(_))
}

/// An element of HTML as it is read.
pub(super) struct Fragment {
    pub(super) words: Vec<String>,
    /// Every element with its class, and the elements that it lies in.
    pub(super) elements: Vec<(String, Vec<String>)>,
}

/// A fragment of HTML, which must be well-formed, read as XML.
pub(super) fn of_html(html: &str) -> Fragment {
    let whole = format!("<div>{html}</div>");
    let mut reader = Reader::from_str(&whole);
    reader.config_mut().check_end_names = true;
    let (mut told, mut within, mut elements) = (String::new(), Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error} in\n{html}")) {
            Xml::Start(start) => {
                let name = start.name().as_ref().to_owned();
                if name == "ul" {
                    told.push('\n');
                }
                elements.push((name.clone(), within.clone()));
                within.push(name);
            }
            Xml::End(_) => {
                let name = within.pop().unwrap();
                if ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre"].contains(&&*name) {
                    told.push('\n');
                }
            }
            Xml::Text(text) => told.push_str(&text),
            Xml::GeneralRef(name) => told.push_str(match &*name {
                "lt" => "<",
                "gt" => ">",
                "amp" => "&",
                "quot" => "\"",
                "#39" => "'",
                other => panic!("&{other}; in\n{html}"),
            }),
            Xml::Eof => break,
            Xml::Empty(_) | Xml::CData(_) | Xml::Comment(_) | Xml::Decl(_) | Xml::PI(_) | Xml::DocType(_) => {
                panic!("markup that is none of ours in\n{html}")
            }
        }
    }
    assert!(within.is_empty(), "{html}");
    Fragment { words: words(&told), elements }
}

/// The words of JSON.
pub(super) fn of_json(json: &str) -> Vec<String> {
    let record: Json = serde_json::from_str(json).unwrap();
    let mut told = String::new();
    of_blocks(&record["blocks"], &mut told);
    words(&told)
}

pub(super) fn of_blocks(value: &Json, told: &mut String) {
    match value {
        Json::Array(all) => all.iter().for_each(|one| of_blocks(one, told)),
        Json::Object(one) => {
            match (one.get("pieces"), one.get("lines")) {
                (Some(Json::Array(pieces)), _) => pieces.iter().for_each(|piece| told.push_str(piece["text"].as_str().unwrap())),
                (_, Some(Json::Array(lines))) => {
                    lines.iter().for_each(|line| told.push_str(&format!("{}\n", line.as_str().unwrap())));
                }
                _ => {}
            }
            told.push('\n');
            one.get("items").into_iter().for_each(|items| of_blocks(items, told));
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => panic!("{value}"),
    }
}
