//! `ees check --allowed`

use crate::diagnostic::codes;
use crate::diagnostic::words::counted;
use crate::explain::{Paragraph, Text, policy_name};
use crate::model::{Allowance, Policy};
use crate::prove::{Allowed, Proved};
use crate::source::{Sources, Span};
use crate::syntax::one_line;

/// What the policy allows, where and why, and what each allowance is needed for.
pub(super) fn in_words(policy: &Policy, proved: &Proved, sources: &Sources) -> Text {
    let mut text = Text::default();
    text.heading(format!("What is allowed in {}", policy_name(policy)));
    let number = policy.allowances.len();
    text.push(Paragraph::at(0).plain(match number {
        0 => "Nothing is allowed: everything that is found is shown.".to_owned(),
        _ => format!(
            "{} by {}.",
            counted(proved.allowed(), "finding is allowed", "findings are allowed"),
            counted(number, "allowance", "allowances")
        ),
    }));
    for (number, (one, allowed)) in (1..).zip(policy.allowances.iter().zip(&proved.allowed)) {
        text.blank();
        allowance(number, one, allowed, sources, &mut text);
    }
    text
}

fn allowance(number: usize, one: &Allowance, allowed: &Allowed, sources: &Sources, text: &mut Text) {
    let title = codes::all().find(|code| code.id == &*one.code).map_or_else(String::new, |code| format!(", {}", code.title));
    text.push(Paragraph::at(0).faint(format!("{number}. ")).name(&*one.code).plain(title));
    text.push(Paragraph::at(3).plain("because ").quote(format!("\"{}\"", one.because)));
    let behind = Paragraph::at(3).plain("for ").quote(format!("`{}`", carrier(one, sources)));
    text.push(behind.faint(format!(" ({})", place(one.span, sources))));
    if allowed.findings.is_empty() {
        text.push(Paragraph::at(3).plain("Nothing is found that it would be needed for."));
    }
    for finding in &allowed.findings {
        let at = finding.labels.first().map_or_else(String::new, |label| format!(" ({})", place(label.span, sources)));
        text.push(Paragraph::at(3).plain("- ").plain(&*finding.message).faint(at));
    }
}

/// What an allowance stands behind, as far as it stands before it on one line.
fn carrier(one: &Allowance, sources: &Sources) -> String {
    let before = if one.span.start > one.behind.start { one.behind.end.min(one.span.start) } else { one.behind.end };
    let written = sources.slice(Span { end: before, ..one.behind });
    written.lines().next().map(one_line).unwrap_or_default()
}

fn place(span: Span, sources: &Sources) -> String {
    let at = sources.start(span);
    format!("{}:{}:{}", sources.name(span.file), at.line, at.column)
}
