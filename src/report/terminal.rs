//! With lines and arrows, for a terminal. The only file that names miette.
//!
//! miette gets one safe line at a time ([`excerpt`]), never a file: so it can neither show a whole row of a table nor send
//! a file's control characters on, and a place at the end of a file is drawn like any other.

use super::excerpt::{self, Excerpt};
use super::{headline, place};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::visible;
use crate::source::{Sources, Span};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};
use std::fmt;

/// One finding.
pub(super) fn render(finding: &Diagnostic, sources: &Sources, colour: bool, width: usize) -> String {
    let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(width).with_links(false).with_context_lines(0);
    let mut text = String::new();
    // Writing to a text cannot fail, and miette fails on nothing else: the places lie in the line it is given.
    let _ = handler.render_report(&mut text, &Block::of(finding, sources, width));
    let trimmed: Vec<&str> = text.lines().map(str::trim_end).collect();
    trimmed.join("\n").trim_end().to_owned() + "\n"
}

/// What miette draws: a message, perhaps a line with arrows, and further places as blocks of their own.
#[derive(Debug)]
struct Block {
    code: Option<String>,
    severity: miette::Severity,
    message: String,
    help: Option<String>,
    line: Option<Line>,
    elsewhere: Vec<Block>,
}

impl Block {
    fn of(finding: &Diagnostic, sources: &Sources, width: usize) -> Self {
        let (here, elsewhere) = same_line(&finding.labels, sources);
        Self {
            code: Some(headline(finding, sources)),
            severity: match finding.code.severity {
                Severity::Error => miette::Severity::Error,
                Severity::Warning => miette::Severity::Warning,
                Severity::Note => miette::Severity::Advice,
            },
            message: visible::line(&finding.message),
            help: finding.help.as_ref().map(|help| visible::lines(help).join("\n")),
            line: Line::of(&here, sources, width),
            elsewhere: elsewhere.into_iter().map(|label| Self::also(label, sources, width)).collect(),
        }
    }

    fn also(label: &Label, sources: &Sources, width: usize) -> Self {
        let unsaid = Label { span: label.span, text: String::new() };
        Self {
            code: None,
            severity: miette::Severity::Advice,
            message: format!("{} {}", place(label.span, sources), visible::line(&label.text)),
            help: None,
            line: Line::of(&[&unsaid], sources, width),
            elsewhere: Vec::new(),
        }
    }
}

/// The labels that begin on the line of the first, and the others.
fn same_line<'a>(labels: &'a [Label], sources: &Sources) -> (Vec<&'a Label>, Vec<&'a Label>) {
    let line = |span: Span| (span.file, sources.start(excerpt::on_text(span, sources)).line);
    let first = labels.first().map(|label| line(label.span));
    labels.iter().partition(|label| Some(line(label.span)) == first)
}

/// One line of a file and what is said at its places.
#[derive(Debug)]
struct Line {
    excerpt: Excerpt,
    says: Vec<String>,
    number: usize,
}

impl Line {
    fn of(labels: &[&Label], sources: &Sources, width: usize) -> Option<Self> {
        let spans: Vec<Span> = labels.iter().map(|label| label.span).collect();
        let number = sources.start(excerpt::on_text(*spans.first()?, sources)).line;
        let gutter = number.to_string().len() + 4;
        let excerpt = excerpt::of(&spans, sources, width.saturating_sub(gutter))?;
        Some(Self { excerpt, says: labels.iter().map(|label| visible::line(&label.text)).collect(), number })
    }
}

impl SourceCode for Line {
    fn read_span<'a>(&'a self, _: &SourceSpan, _: usize, _: usize) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text = self.excerpt.text.as_bytes();
        Ok(Box::new(MietteSpanContents::new(text, (0, text.len()).into(), self.number - 1, 0, 1)))
    }
}

impl fmt::Display for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Block {}

impl miette::Diagnostic for Block {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.as_ref().map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.line.as_ref().map(|line| line as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let line = self.line.as_ref()?;
        let said = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let marked = line.excerpt.marks.iter().zip(&line.says);
        Some(Box::new(marked.map(move |(mark, text)| LabeledSpan::new_with_span(said(text), mark.clone()))))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn miette::Diagnostic> + 'a>> {
        let blocks = self.elsewhere.iter().map(|block| block as &dyn miette::Diagnostic);
        Some(Box::new(blocks)).filter(|_| !self.elsewhere.is_empty()).map(|blocks| blocks as Box<dyn Iterator<Item = _>>)
    }
}
