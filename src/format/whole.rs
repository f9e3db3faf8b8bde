//! A whole policy as one text.

use super::{Declaration, declarations};

/// In which order declarations stand: what the policy is, whom it is about, its words and numbers, then its rules, then what comes
/// of them. Words that are not here come last.
const ORDER: &[&str] = &[
    "policy",
    "setting",
    "group",
    "categories",
    "scale",
    "choice",
    "half terms",
    "other times",
    "parameter",
    "facts",
    "it cannot be",
    "define",
    "list",
    "table",
    "matrix",
    "score",
    "categorise",
    "allocation",
    "also",
    "contradiction",
    "clause",
    "terms",
    "import",
    "examples",
];

/// Where declarations of a word stand; one clause and several stand together.
fn rank(keyword: &str) -> usize {
    let keyword = if keyword == "clauses" { "clause" } else { keyword };
    ORDER.iter().position(|word| *word == keyword).unwrap_or(ORDER.len())
}

/// A declaration and the file it stands in.
struct Placed<'f> {
    file: &'f str,
    /// Where it stands among the declarations of its file.
    at: usize,
    declaration: Declaration,
}

/// All declarations of a policy's files, in canonical form and a fixed order, as one text that is the same policy. A remark says
/// which file each comes from.
#[must_use]
pub fn one_text(files: &[(&str, &str)]) -> String {
    let mut all: Vec<Placed<'_>> = Vec::new();
    for (file, text) in files {
        let placed = declarations(text).into_iter().enumerate().map(|(at, declaration)| Placed { file, at, declaration });
        all.extend(placed);
    }
    all.sort_by_key(|one| rank(one.declaration.keyword));
    let mut text = String::new();
    let mut before: Option<&Placed<'_>> = None;
    for one in &all {
        let same_file = before.is_some_and(|before| before.file == one.file);
        let follows = same_file && before.is_some_and(|before| before.at + 1 == one.at) && !one.declaration.apart;
        text += if text.is_empty() || follows { "" } else { "\n" };
        if !same_file {
            text += &format!("# From {}\n\n", one.file);
        }
        text += &one.declaration.text.replace("\r\n", "\n");
        text.push('\n');
        before = Some(one);
    }
    text
}
