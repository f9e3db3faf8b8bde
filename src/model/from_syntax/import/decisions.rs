//! Lines of which the first that holds gives something: their tests, and what no line may be.

use super::super::citation;
use super::{Importing, Lowering, same};
use crate::diagnostic::words::{joined, listed};
use crate::diagnostic::{Diagnostic, codes::policy as codes, did_you_mean};
use crate::model::ids::KindId;
use crate::model::import::{CodeTest, Decision, DecisionLine, InSeries, KindGiven, Series, Subject, code_name};
use crate::model::name::machine_name;
use crate::source::Span;
use crate::syntax::tree::{self, Code, Declaration, Given, ImportLine, ImportTest, Literal, Newest, Phrase, Source};
use std::collections::HashMap;

/// Where the names in tests are looked up.
#[derive(Clone, Copy)]
pub(super) struct Looked<'s> {
    /// What a code alone is a code of.
    pub(super) subject: Option<Subject>,
    /// The parts of the series whose lines they are.
    pub(super) parts: &'s [tree::Text],
    /// What the lines stand below, in words.
    pub(super) heading: &'s str,
}

impl Lowering<'_> {
    /// What kind of setting a row is.
    pub(super) fn setting(
        &mut self,
        import: &tree::Import,
        declaration: &Declaration,
        importing: &mut Importing,
    ) -> Option<Decision<KindGiven>> {
        let mut sections = import.sections.iter().filter(|section| section.is_setting);
        let Some(section) = sections.next() else {
            if !declaration.broken {
                let message = format!("The import `{}` does not say what kind of setting a row is.", import.name.text);
                let help =
                    "Add a line `setting: COLUMN`, and below it for each kind the codes of it: `KIND when CODE, CODE or CODE`.";
                self.report(Diagnostic::new(codes::IMPORT_NO_SETTING, import.name.span, message).help(help));
            }
            return None;
        };
        if let Some(again) = sections.next() {
            let message = "What kind of setting a row is stands in two places.";
            self.report(super::super::given_twice(again.span, section.span, message, "Put all lines under one `setting`."));
        }
        let column = match &section.source {
            Some(Source::Column(column)) => importing.columns.number(column),
            Some(Source::MonthsSince(_) | Source::Newest(_)) => {
                let message = "A kind of setting comes from codes in a column.";
                self.report(Diagnostic::new(codes::IMPORT_NO_SETTING, section.span, message).help("Write `setting: COLUMN`."));
                None
            }
            None => None,
        };
        if section.lines.is_empty() && !section.broken {
            let message = "Which codes are which kind of setting is not said.";
            let help = "Write it below, for each kind: `KIND when CODE, CODE or CODE`.";
            self.report(Diagnostic::new(codes::IMPORT_NO_SETTING, section.span, message).help(help));
        }
        let looked = Looked { subject: column.map(Subject::Column), parts: &[], heading: "setting" };
        let mut lines = Vec::new();
        for line in &section.lines {
            let tests = self.tests(line, looked, importing);
            let gives = match (&line.gives, &line.because) {
                (Given::LeftOut(_), Some(because)) => Some(KindGiven::LeftOut(because.value.as_str().into())),
                (Given::Value(Literal::Phrase(kind)), _) => self.kind_called(kind).map(KindGiven::Kind),
                (Given::Value(literal), _) => {
                    let span = super::super::comparisons::literal_span(literal);
                    let written = self.text_of(span);
                    self.kind_called(&Phrase { text: written.to_string(), span }).map(KindGiven::Kind)
                }
                (Given::LeftOut(_), None) => None,
            };
            lines.extend(gives.zip(tests).map(|(gives, tests)| decided(gives, tests, line)));
        }
        self.check_lines(&section.lines, &lines, importing);
        Some(Decision { lines, span: section.span })
    }

    /// The one kind that a row is of; what names none, or several at once, is reported.
    fn kind_called(&mut self, phrase: &Phrase) -> Option<KindId> {
        match self.whom(std::slice::from_ref(phrase))?.kinds.as_slice() {
            [only] => Some(*only),
            several => {
                let message = format!("`{}` is a group, and a row is one kind of setting.", phrase.text);
                let kinds = joined(&several.iter().map(|kind| self.policy.a_kind(*kind)).collect::<Vec<_>>(), "or");
                let help = format!("Say for which codes it is {kinds}.");
                self.report(Diagnostic::new(codes::UNKNOWN_KIND, phrase.span, message).help(help));
                None
            }
        }
    }

    /// The tests of a line. `None` where one of them was reported.
    pub(super) fn tests(&mut self, line: &ImportLine, looked: Looked<'_>, importing: &mut Importing) -> Option<Vec<CodeTest>> {
        let tests: Vec<_> = line.tests.iter().map(|test| self.test(test, looked, importing)).collect();
        tests.into_iter().collect()
    }

    fn test(&mut self, test: &ImportTest, looked: Looked<'_>, importing: &mut Importing) -> Option<CodeTest> {
        let subject = match &test.subject {
            None => looked.subject.or_else(|| self.which_column(test, looked))?,
            Some(tree::Subject::Newest(newest)) => Subject::Newest(self.newest(newest, &importing.series)?),
            Some(tree::Subject::Column(column)) => match looked.parts.iter().position(|part| same(&part.value, column)) {
                Some(part) => Subject::Part(part),
                None => Subject::Column(importing.columns.number(column)?),
            },
        };
        let value_of = match subject {
            Subject::Newest(at) => importing.series.get(at.series).filter(|series| series.value == at.part),
            Subject::Column(_) | Subject::Part(_) => None,
        };
        let mut codes = Vec::new();
        let (mut written, mut empty) = (Vec::new(), false);
        for code in &test.codes {
            match (code, value_of) {
                (Code::Empty(_), _) => empty = true,
                (Code::Text(text), series) => {
                    codes.push(match series {
                        Some(series) => self.value_of(series, text)?,
                        None => code_name(&text.text).into(),
                    });
                    written.push(text.text.as_str().into());
                }
            }
        }
        Some(CodeTest { subject, negated: test.negated, codes, written, empty })
    }

    /// A code with nothing before it, where no column is named.
    fn which_column(&mut self, test: &ImportTest, looked: Looked<'_>) -> Option<Subject> {
        let written = self.text_of(test.span);
        let message = format!("It is not said in which column `{written}` stands.");
        let help = format!("Name the column above, `{}: COLUMN`, or here: `COLUMN is {written}`.", looked.heading);
        self.report(Diagnostic::new(codes::WHICH_COLUMN, test.span, message).help(help));
        None
    }

    /// A value of a series as its lines give it.
    fn value_of(&mut self, series: &Series, text: &Phrase) -> Option<std::sync::Arc<str>> {
        let found = series.values.iter().find(|value| *value.machine == *machine_name(&text.text));
        if found.is_none() {
            let names: Vec<&str> = series.values.iter().map(|value| &*value.phrase).collect();
            let message = format!("No line below `{}` gives the value `{}`.", series.name.phrase, text.text);
            let help = did_you_mean(&text.text, names.iter().copied(), || format!("Its lines give {}.", listed(&names, "and")));
            self.report(Diagnostic::new(codes::UNKNOWN_VALUE, text.span, message).help(help));
        }
        found.map(|value| value.machine.clone())
    }

    /// `the second newest judgement`, `the date of the newest judgement`.
    pub(super) fn newest(&mut self, newest: &Newest, all: &[Series]) -> Option<InSeries> {
        let Some((at, series)) = all
            .iter()
            .enumerate()
            .find(|(_, one)| same(&one.one.phrase, &newest.series) || same(&one.name.phrase, &newest.series))
        else {
            let names: Vec<&str> = all.iter().map(|series| &*series.one.phrase).collect();
            let message = format!("This import has no `{}` of which one could be the newest.", newest.series.text);
            let help = match names.is_empty() {
                true => "Declare them above: `judgements, newest first`, and below it a table of the columns that hold them."
                    .to_owned(),
                false => did_you_mean(&newest.series.text, names.iter().copied(), || {
                    format!("It has the newest of {}.", listed(&names, "and"))
                }),
            };
            self.report(Diagnostic::new(codes::UNKNOWN_SERIES, newest.series.span, message).help(help));
            return None;
        };
        let part = match &newest.part {
            None => series.value,
            Some(part) => match series.parts.iter().position(|one| same(&one.phrase, part)) {
                Some(part) => part,
                None => {
                    let names: Vec<&str> = series.parts.iter().map(|part| &*part.phrase).collect();
                    let message = format!("The table of `{}` has no column `{}`.", series.name.phrase, part.text);
                    let help = did_you_mean(&part.text, names.iter().copied(), || {
                        format!("The columns of its table are {}.", listed(&names, "and"))
                    });
                    self.report(Diagnostic::new(codes::UNKNOWN_PART, part.span, message).help(help));
                    return None;
                }
            },
        };
        if newest.nth >= series.rows.len() {
            let message = format!(
                "The table of `{}` has {} rows, so there is never one so far back.",
                series.name.phrase,
                series.rows.len()
            );
            self.report(
                Diagnostic::new(codes::UNKNOWN_SERIES, newest.span, message)
                    .help("Add a row with the columns that hold it, or take this away."),
            );
            return None;
        }
        Some(InSeries { series: at, nth: newest.nth, part })
    }

    /// Codes that an earlier line has taken, and lines behind `otherwise`.
    pub(super) fn check_lines<T>(&mut self, written: &[ImportLine], lines: &[DecisionLine<T>], importing: &Importing) {
        if let Some(at) = written.iter().position(|line| line.tests.is_empty())
            && let (Some(otherwise), Some(behind)) = (written.get(at), written.get(at + 1))
        {
            let message = "This line stands behind `otherwise`, so it is never reached.";
            self.report(
                Diagnostic::new(codes::AFTER_OTHERWISE, behind.span, message)
                    .also(otherwise.span, "takes all that is left")
                    .help("Put the `otherwise` line last."),
            );
        }
        let mut taken: HashMap<(String, &str), Span> = HashMap::new();
        for line in lines {
            let [test] = line.tests.as_slice() else { continue };
            if test.negated {
                continue;
            }
            let subject = subject_words(test.subject, importing);
            let codes = test.codes.iter().zip(&test.written).map(|(code, written)| (&**code, &**written));
            for (code, shown) in codes.chain(test.empty.then_some(("", "empty"))) {
                if let Some(first) = taken.insert((subject.clone(), code), line.span) {
                    self.report(code_twice(shown, line.span, first));
                }
            }
        }
    }
}

/// What a test looks at, to tell two apart.
fn subject_words(subject: Subject, importing: &Importing) -> String {
    match subject {
        Subject::Column(id) => importing.columns.list.get(id.at()).map_or_else(String::new, |one| one.headings.join("|")),
        Subject::Part(part) => format!("part {part}"),
        Subject::Newest(at) => format!("{at:?}"),
    }
}

fn code_twice(code: &str, again: Span, first: Span) -> Diagnostic {
    let help = "Take it away in one of the two places.";
    if again == first {
        return Diagnostic::new(codes::CODE_TWICE, again, format!("The code `{code}` stands twice in this line.")).help(help);
    }
    let message = format!("The code `{code}` stands in an earlier line already, and the first line that holds decides.");
    Diagnostic::new(codes::CODE_TWICE, again, message).also(first, "the earlier line").help(help)
}

pub(super) fn decided<T>(gives: T, tests: Vec<CodeTest>, line: &ImportLine) -> DecisionLine<T> {
    DecisionLine { gives, tests, citation: citation(&line.tail, None), span: line.span }
}
