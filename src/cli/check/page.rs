//! `ees check --explain CODE`

use super::super::show::Show;
use super::super::{Ending, write};
use crate::diagnostic::pages::{self, Page};
use crate::diagnostic::words::listed;
use crate::diagnostic::{Code, Diagnostic, Problems, Severity, codes::usage as codes};
use crate::explain::{Paragraph, Text};
use crate::source::Sources;

/// How many codes are offered for one that there is not.
const OFFERED: usize = 3;

/// Shows the page of a code.
pub(super) fn show(asked: &str, show: &Show) -> Ending {
    if let Some((code, page)) = pages::page(asked) {
        return show.written(write::whole(None, show.words(&text(code, &page)).as_bytes()));
    }
    let mut problems = Problems::default();
    problems.push(unknown(asked));
    show.bad(problems, &Sources::default())
}

/// The page as it is read.
fn text(code: &Code, page: &Page) -> Text {
    let severity = match code.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut text = Text::default();
    text.heading(format!("{} ({severity}): {}", code.id, code.title));
    text.blank();
    text.push(Paragraph::at(0).plain(page.what.clone()));
    text.heading("Why it matters");
    text.push(Paragraph::at(0).plain(page.why.clone()));
    text.heading("Example");
    if !page.about.is_empty() {
        text.push(Paragraph::at(0).plain(page.about.clone()));
    }
    text.verbatim(4, page.example.text);
    text.heading("How to mend it");
    text.push(Paragraph::at(0).plain(page.mend.clone()));
    text.verbatim(4, page.mended.text);
    text
}

fn unknown(asked: &str) -> Diagnostic {
    let near: Vec<&str> = pages::nearest(asked, OFFERED).iter().map(|code| code.id).collect();
    let families = "A code is a letter and three figures, such as `S012`: `S` how a policy is written, `P` what it says, `D` tables \
                    of settings, `U` how the program was called.";
    let help = if near.is_empty() { families.to_owned() } else { format!("Did you mean {}? {families}", listed(&near, "or")) };
    Diagnostic::nowhere(codes::CODE_UNKNOWN, format!("There is no code `{asked}`.")).help(help)
}
