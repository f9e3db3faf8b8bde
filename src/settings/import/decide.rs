//! Which line of a decision holds for a row.

use crate::model::{CodeTest, Decision, DecisionLine, KindGiven, SeriesGiven, Subject, Value, code_name};

/// What a test finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Seen<'r> {
    /// The text of a cell, perhaps empty, and the place of its column in the file.
    Text(&'r str, usize),
    /// A value of a series, by machine name.
    Value(&'r str),
    /// There is no such thing.
    Nothing,
    /// Nobody has told.
    Unknown,
    /// What it should have been found from has been complained of.
    Bad,
}

/// What the lines of a decision give.
pub(super) trait Gives {
    /// Whether it is that the row is no setting.
    fn leaves_out(&self) -> bool {
        false
    }
}

impl Gives for KindGiven {
    fn leaves_out(&self) -> bool {
        matches!(self, Self::LeftOut(_))
    }
}

impl Gives for SeriesGiven {}

impl Gives for Option<Value> {}

/// What came of a decision.
pub(super) enum Decided<'d, T> {
    /// This line holds and is the first.
    Line(&'d DecisionLine<T>),
    /// Whether a line holds rests on what nobody has told.
    Unknown,
    /// None does.
    Not(Undecided),
}

/// Why no line holds.
pub(super) enum Undecided {
    /// A cell has a code that no line names.
    NoCode { at: usize, text: String },
    /// No line fits the cells that could have decided, by place in the file.
    NoLine(Vec<(usize, String)>),
    /// Something that it rests on has been complained of.
    Bad,
}

/// Goes through the lines. What a line looks at must be empty or one of the codes that some line names, unless `otherwise` takes
/// whatever is left. A column that only lines look at which leave rows out need not have all its codes named: what they do not name
/// stays in.
pub(super) fn decide<'d, 'r, T: Gives>(decision: &'d Decision<T>, look: &mut dyn FnMut(Subject) -> Seen<'r>) -> Decided<'d, T> {
    let open = decision.lines.iter().any(|line| line.tests.is_empty());
    let mut looked: Vec<(usize, String)> = Vec::new();
    for line in &decision.lines {
        let mut holds = Some(true);
        for test in &line.tests {
            let seen = look(test.subject);
            if seen == Seen::Bad {
                return Decided::Not(Undecided::Bad);
            }
            if let Seen::Text(text, at) = seen
                && !looked.iter().any(|(known, _)| *known == at)
            {
                if !open && !text.is_empty() && !is_named(decision, test.subject, text) {
                    return Decided::Not(Undecided::NoCode { at, text: text.to_owned() });
                }
                if !is_filter(decision, test.subject) {
                    looked.push((at, text.to_owned()));
                }
            }
            match is_one_of(test, &seen) {
                Some(true) => {}
                Some(false) => {
                    holds = Some(false);
                    break;
                }
                None => holds = None,
            }
        }
        match holds {
            Some(true) => return Decided::Line(line),
            Some(false) => {}
            None => return Decided::Unknown,
        }
    }
    Decided::Not(Undecided::NoLine(looked))
}

/// Whether a test holds; `None` where nobody has told.
fn is_one_of(test: &CodeTest, seen: &Seen<'_>) -> Option<bool> {
    let found = match seen {
        Seen::Unknown | Seen::Bad => return None,
        Seen::Nothing => test.empty,
        Seen::Text("", _) => test.empty,
        Seen::Text(text, _) => {
            let code = code_name(text);
            test.codes.iter().any(|one| **one == code)
        }
        Seen::Value(value) => test.codes.iter().any(|one| &**one == *value),
    };
    Some(found != test.negated)
}

/// Whether some line names a code of this subject, or takes all but some; or no line needs to.
fn is_named<T: Gives>(decision: &Decision<T>, subject: Subject, text: &str) -> bool {
    let code = code_name(text);
    let names = |test: &CodeTest| test.negated || test.codes.iter().any(|one| **one == code);
    let mut tests = decision.lines.iter().flat_map(|line| &line.tests).filter(|test| test.subject == subject);
    is_filter(decision, subject) || tests.any(names)
}

/// Whether only lines that leave rows out look at it.
fn is_filter<T: Gives>(decision: &Decision<T>, subject: Subject) -> bool {
    let mut lines = decision.lines.iter().filter(|line| line.tests.iter().any(|test| test.subject == subject));
    lines.all(|line| line.gives.leaves_out())
}

/// The codes that the lines name for a subject, as written.
pub(super) fn codes_of<T>(decision: &Decision<T>, subject: impl Fn(Subject) -> bool) -> Vec<&str> {
    let tests = decision.lines.iter().flat_map(|line| &line.tests).filter(|test| subject(test.subject));
    tests.flat_map(|test| &test.written).map(|code| &**code).collect()
}
