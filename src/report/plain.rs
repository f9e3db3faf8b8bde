//! Words only: one finding as a short block.

use super::{excerpt, headline, place};
use crate::diagnostic::Diagnostic;
use crate::source::visible;
use crate::source::{Sources, Span};

/// The widest line of a file that is shown.
const WIDTH: usize = 96;

/// One finding. The first line is `error S003 path:line:column`, and each further place has a line of its own.
pub(super) fn render(finding: &Diagnostic, sources: &Sources) -> String {
    let mut lines = vec![headline(finding, sources), format!("  {}", visible::line(&finding.message))];
    let mut labels = finding.labels.iter();
    if let Some(label) = labels.next() {
        lines.extend(shown(label.span, &visible::line(&label.text), sources));
    }
    for label in labels {
        let also = format!("  also {}: {}", place(label.span, sources), visible::line(&label.text));
        lines.push(also.trim_end_matches([':', ' ']).to_owned());
        lines.extend(shown(label.span, "", sources));
    }
    if let Some(help) = &finding.help {
        let mut words = visible::lines(help).into_iter();
        lines.extend(words.next().map(|first| format!("  help: {first}")));
        lines.extend(words.map(|more| format!("        {more}")));
    }
    lines.join("\n") + "\n"
}

/// The line and carets below it with what is to be said there; nothing where the line may not be shown.
fn shown(span: Span, says: &str, sources: &Sources) -> Vec<String> {
    let Some(excerpt) = excerpt::of(&[span], sources, WIDTH) else {
        return Vec::new();
    };
    let Some(mark) = excerpt.marks.first() else {
        return Vec::new();
    };
    let letters = |part: Option<&str>| part.map_or(0, |part| part.chars().count());
    let before = " ".repeat(letters(excerpt.text.get(..mark.start)));
    let carets = "^".repeat(letters(excerpt.text.get(mark.clone())));
    vec![format!("    {}", excerpt.text.trim_end()), format!("    {before}{carets} {says}").trim_end().to_owned()]
}
