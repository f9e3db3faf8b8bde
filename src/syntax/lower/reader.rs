//! What is at hand while a file is read, and the small things that every line is made of: names, texts, numbers, dates.

use crate::diagnostic::codes::syntax as codes;
use crate::diagnostic::{Diagnostic, Problems, nearest};
use crate::source::{FileId, Span};
use crate::syntax::grammar::{self, Node, Rule};
use crate::syntax::outline::{Segment, words};
use crate::syntax::tree::{Literal, Phrase, Quantity, Tail, Text};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::cell::RefCell;
use std::str::FromStr;

/// The numbers that may be written out, from one.
pub const NUMBER_WORDS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// The months as they are written out.
pub const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// No number has more digits.
const MOST_DIGITS: usize = 19;

/// A file that is being read.
#[derive(Debug)]
pub(in crate::syntax) struct Reader<'t, 'p> {
    pub(in crate::syntax) file: FileId,
    pub(in crate::syntax) text: &'t str,
    pub(in crate::syntax) problems: &'p mut Problems,
    pub(in crate::syntax) broken_names: Vec<Phrase>,
    /// Everything that was read, in its order, where somebody wants to know how.
    pub(in crate::syntax) seen: Option<RefCell<Vec<Node<'t>>>>,
}

impl<'t> Reader<'t, '_> {
    pub(in crate::syntax) fn push(&mut self, diagnostic: Diagnostic) {
        self.problems.push(diagnostic);
    }

    pub(in crate::syntax) fn slice(&self, segment: Segment) -> &'t str {
        self.text.get(segment.start..segment.end).unwrap_or("")
    }

    pub(in crate::syntax) fn words(&self, segment: Segment) -> words::Tokens<'t> {
        words::tokens(self.slice(segment), segment.start)
    }

    pub(in crate::syntax) fn span(&self, segment: Segment) -> Span {
        Span::new(self.file, segment.start, segment.end)
    }

    /// The text that a span covers, blanks reduced to single spaces.
    pub(in crate::syntax) fn written(&self, span: Span) -> String {
        one_spaced(self.text.get(span.range()).unwrap_or(""))
    }

    pub(in crate::syntax) fn read(&self, rule: Rule, segment: Segment) -> Result<Node<'t>, usize> {
        let read = grammar::read(rule, self.slice(segment), self.file, segment.start);
        if let (Ok(node), Some(seen)) = (&read, &self.seen) {
            seen.borrow_mut().push(node.clone());
        }
        read
    }

    /// A date; one that no calendar has is reported and lost.
    pub(in crate::syntax) fn date(&mut self, node: &Node<'t>) -> Option<(Date, Span)> {
        let span = node.span();
        let form = node.first()?;
        let part = |rule| form.child(rule).map(|found| found.text());
        if form.is(Rule::date_slashes) {
            self.slashed(&form);
            return None;
        }
        let (day, month) = if form.is(Rule::date_iso) {
            let mut parts = form.children(Rule::two_digits).filter_map(|digits| digits.text().parse::<i8>().ok());
            let month = parts.next()?;
            (parts.next()?, month)
        } else {
            let day = form.child(Rule::day)?.child(Rule::one_or_two_digits)?.text().parse::<i8>().ok()?;
            (day, self.month(&form.child(Rule::month)?)?)
        };
        let year = part(Rule::year)?.parse::<i16>().ok()?;
        match Date::new(year, month, day) {
            Ok(date) => Some((date, span)),
            Err(_) => {
                self.no_such_day(node, year, month);
                None
            }
        }
    }

    /// `1/9/2021`, which does not say which number is the month.
    fn slashed(&mut self, form: &Node<'t>) {
        let written = |day: &str, month: &str, year: &str| {
            let name = month.parse::<usize>().ok().and_then(|at| MONTHS.get(at.checked_sub(1)?))?;
            Some(format!("`{} {name} {year}`", day.trim_start_matches('0')))
        };
        let numbers: Vec<&str> = form.text().split('/').collect();
        let readings = match numbers.as_slice() {
            [first, second, year] if first == second => vec![written(first, second, year)],
            [first, second, year] => vec![written(first, second, year), written(second, first, year)],
            _ => Vec::new(),
        };
        let help = match readings.into_iter().flatten().collect::<Vec<_>>().as_slice() {
            [] => "Write the day, the month's name and the year, as in `1 September 2021`.".to_owned(),
            readings => format!("Write {}.", readings.join(" or ")),
        };
        let message = format!("The date `{}` does not say which number is the month.", form.text());
        self.push(Diagnostic::new(codes::DATE_FORM, form.span(), message).help(help));
    }

    fn month(&mut self, node: &Node<'t>) -> Option<i8> {
        let written = node.text().trim_end_matches('.').to_lowercase();
        let known = |name: &str| {
            let name = name.to_lowercase();
            name == written || written.len() >= 3 && name.starts_with(&written)
        };
        let found = MONTHS.iter().position(|name| known(name)).and_then(|at| i8::try_from(at + 1).ok());
        if found.is_none() {
            let message = format!("No month is called `{}`.", node.text());
            let diagnostic = Diagnostic::new(codes::NO_SUCH_DAY, node.span(), message);
            let diagnostic = match nearest(&written, MONTHS) {
                Some(month) => diagnostic.help(format!("Did you mean `{month}`?")),
                None => diagnostic.help("Write the month's name in full, as in `1 September 2021`."),
            };
            self.push(diagnostic);
        }
        found
    }

    fn no_such_day(&mut self, node: &Node<'t>, year: i16, month: i8) {
        let message = format!("No calendar has the day {}.", self.written(node.span()));
        let name = month.checked_sub(1).and_then(|at| usize::try_from(at).ok()).and_then(|at| MONTHS.get(at));
        let last = Date::new(year, month, 1).ok().map(|first| first.days_in_month());
        let diagnostic = Diagnostic::new(codes::NO_SUCH_DAY, node.span(), message);
        self.push(match (name, last) {
            (Some(name), Some(last)) => diagnostic.help(format!("{name} {year} has {last} days.")),
            _ => diagnostic.help("Dates are written as in `1 September 2021` or `2021-09-01`."),
        });
    }

    /// A stretch without the blanks around it.
    pub(in crate::syntax) fn trimmed(&self, span: Span) -> Segment {
        let whole = self.text.get(span.range()).unwrap_or("");
        let text = whole.trim_start_matches(words::is_blank);
        let start = span.start as usize + whole.len() - text.len();
        Segment { start, end: start + text.trim_end_matches(words::is_blank).len() }
    }

    /// A stretch as free text.
    pub(in crate::syntax) fn free_text(&self, segment: Segment) -> Text {
        Text { value: unquoted(&words::one_line(self.slice(segment))), span: self.span(segment) }
    }

    /// A number in figures, in words or with `k` or `m` behind it.
    pub(in crate::syntax) fn decimal(&mut self, node: &Node<'t>) -> Option<Decimal> {
        if node.is(Rule::number_word) {
            let at = NUMBER_WORDS.iter().position(|word| node.text().eq_ignore_ascii_case(word))?;
            return Some(Decimal::from(at + 1));
        }
        let times = |rule, times: u32| if node.has(rule) { Decimal::from(times) } else { Decimal::ONE };
        let times = times(Rule::thousand, 1_000) * times(Rule::million, 1_000_000);
        let plain = node.child(Rule::short).map_or(node.text(), |short| short.text()).replace(',', "");
        let digits = plain.chars().filter(char::is_ascii_digit).count();
        match Decimal::from_str(&plain) {
            Ok(number) if digits <= MOST_DIGITS => Some(number * times),
            Ok(_) | Err(_) => {
                let message = "This number has too many digits.";
                let help = format!("Numbers have at most {MOST_DIGITS} digits.");
                self.push(Diagnostic::new(codes::NUMBER_TOO_LONG, node.span(), message).help(help));
                None
            }
        }
    }

    /// Reports `1,5`, which would be two values here and is one number to whoever writes decimal commas. Where more numbers follow
    /// one another so, they are a list.
    pub(in crate::syntax) fn refuse_decimal_comma(&mut self, values: &[Node<'t>]) -> bool {
        let touch = |pair: &[Node<'t>]| match pair {
            [first, second] => {
                first.span().end + 1 == second.span().start && first.text().ends_with(|end: char| end.is_ascii_digit())
            }
            _ => false,
        };
        let touching: Vec<bool> = values.windows(2).map(touch).collect();
        let alone = |at: &usize| {
            let beside = [at.checked_sub(1), at.checked_add(1)];
            touching.get(*at) == Some(&true) && beside.into_iter().flatten().all(|at| touching.get(at) != Some(&true))
        };
        let Some([first, second]) = (0..touching.len()).find(alone).and_then(|at| values.get(at..at + 2)) else { return false };
        if !second.text().starts_with(|start: char| start.is_ascii_digit()) {
            return false;
        }
        let (one, other) = (first.text(), self.written(second.span()));
        let message = format!("`{one},{other}` can be read as one number or as two.");
        let help =
            format!("A number has a decimal point: write `{one}.{other}`. If two are meant, put a blank behind the comma.");
        self.push(Diagnostic::new(codes::DECIMAL_COMMA, first.span().to(second.span()), message).help(help));
        true
    }

    /// A number with its unit, by a node of kind `quantity` or `worded`.
    pub(in crate::syntax) fn quantity(&mut self, node: &Node<'t>) -> Option<Quantity> {
        let written = [Rule::number, Rule::magnitude, Rule::number_word].into_iter().find_map(|rule| node.child(rule));
        let number = self.decimal(&written?)?;
        let number = if node.has(Rule::minus) { -number } else { number };
        let sign = |rule, sign: &str| node.child(rule).map(|found| Phrase { text: sign.to_owned(), span: found.span() });
        let unit = sign(Rule::pounds, "£")
            .or_else(|| sign(Rule::percent, "%"))
            .or_else(|| node.child(Rule::unit).map(|unit| phrase(&unit)))
            .or_else(|| node.child(Rule::time_unit).map(|unit| Phrase { text: unit.text().to_owned(), span: unit.span() }));
        Some(Quantity { number, unit, span: node.span() })
    }

    /// What a node of kind `literal`, `operand` or `step` holds.
    pub(in crate::syntax) fn literal(&mut self, node: &Node<'t>) -> Option<Literal> {
        let inner = node.first()?;
        if inner.is(Rule::date) {
            self.date(&inner).map(|(date, span)| Literal::Date(date, span))
        } else if inner.is(Rule::quantity) || inner.is(Rule::worded) {
            self.quantity(&inner).map(Literal::Quantity)
        } else {
            Some(Literal::Phrase(phrase(&inner)))
        }
    }

    /// The citations behind a line.
    pub(in crate::syntax) fn tail(&mut self, node: &Node<'t>) -> Tail {
        let mut tail = Tail::default();
        for part in node.child(Rule::tail).iter().flat_map(Node::nodes) {
            if part.is(Rule::allow) {
                let allowed = self.allowance(&part);
                allowed.into_iter().for_each(|one| self.allow(&mut tail.allowed, one));
                continue;
            }
            let place = if part.is(Rule::from) { &mut tail.from } else { &mut tail.reading };
            let word = if part.is(Rule::from) { "from" } else { "reading" };
            let Some(text) = part.child(Rule::quoted).map(|quoted| text(&quoted)) else { continue };
            match place {
                None => *place = Some(text),
                Some(first) => {
                    let message = format!("This line has two `{word}`.");
                    let diagnostic =
                        Diagnostic::new(codes::GIVEN_TWICE, text.span, message).also(first.span, "the first is here");
                    self.push(diagnostic.help("Put both into one pair of quotation marks."));
                }
            }
        }
        tail
    }
}

/// A name: its words with single spaces, or what the quotation marks hold.
pub(in crate::syntax) fn phrase(node: &Node<'_>) -> Phrase {
    if node.is(Rule::quoted) {
        return Phrase { text: unquoted(node.text()), span: node.span() };
    }
    let parts: Vec<Node<'_>> = node.nodes().filter(|part| part.is(Rule::word) || part.is(Rule::quoted)).collect();
    let text = parts.iter().map(|part| if part.is(Rule::quoted) { unquoted(part.text()) } else { part.text().to_owned() });
    let text = text.collect::<Vec<_>>().join(" ");
    match (parts.first(), parts.last()) {
        (Some(first), Some(last)) => Phrase { text, span: first.span().to(last.span()) },
        _ => Phrase { text, span: node.span() },
    }
}

/// A name without the `the` before it, which belongs to the sentence and not to the name.
pub(in crate::syntax) fn without_article(mut name: Phrase) -> Phrase {
    if name.text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("the ")) {
        name.text.drain(..4);
    }
    name
}

/// Free text; quotation marks around all of it are taken off.
pub(in crate::syntax) fn text(node: &Node<'_>) -> Text {
    let span = node.span();
    let mut parts = node.nodes();
    match (parts.next(), parts.next()) {
        (Some(only), None) if only.is(Rule::quoted) => Text { value: unquoted(only.text()), span },
        (None, None) if node.is(Rule::quoted) => Text { value: unquoted(node.text()), span },
        _ => Text { value: words::one_line(node.text()), span },
    }
}

/// What quotation marks hold, blanks reduced.
pub(in crate::syntax) fn unquoted(quoted: &str) -> String {
    one_spaced(quoted.trim_matches(words::is_quote))
}

fn one_spaced(text: &str) -> String {
    text.split(words::is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
