//! Cells that are numbers: counts, per cent, money.

use crate::diagnostic::{Diagnostic, Problems, codes::settings as codes};
use crate::model::{Domain, Fact, NumberDomain, Unit, Value, machine_name};
use crate::settings::mistake::{Mistake, shown};
use crate::source::Span;
use rust_decimal::Decimal;

/// The number that a cell says, in the fact's unit.
pub(in crate::settings) fn decode(text: &str, domain: &NumberDomain, fact: &Fact) -> Result<Decimal, Mistake> {
    let number = parse(text, &domain.unit).ok_or_else(|| not_a_number(text, domain, fact))?;
    if domain.whole && !number.fract().is_zero() {
        let says = format!("`{}` is not a whole number, and `{}` is counted in whole numbers.", shown(text), fact.name.phrase);
        return Err(Mistake::new(codes::NOT_WHOLE, says, format!("It can be {}.", domain.words())));
    }
    let beyond = match (domain.least, domain.most) {
        (Some(least), _) if number < least => Some(("under", "least", least)),
        (_, Some(most)) if number > most => Some(("over", "most", most)),
        _ => None,
    };
    let Some((side, bound, limit)) = beyond else {
        return Ok(number);
    };
    let (limit, name) = (domain.unit.with(limit), &fact.name.phrase);
    let says = format!("`{}` is {side} {limit}, the {bound} that `{name}` can be.", shown(text));
    Err(Mistake::new(codes::OUT_OF_BOUNDS, says, format!("It can be {}.", domain.words())))
}

/// Figures of a column that look like parts of one: spreadsheets hold 80% as 0.8, and some save it so.
#[derive(Clone, Debug, Default)]
pub(in crate::settings) struct PartsOfOne {
    /// Place in words, text and place of each different one, the first few.
    seen: Vec<(String, String, Span)>,
    over_one: bool,
}

/// Different figures that look like parts of one are told apart up to so many.
const MOST_PARTS: usize = 20;

impl PartsOfOne {
    /// Takes note of a cell's value. Of anything but a number nothing is noted, and none of a figure that says `%` itself.
    pub(in crate::settings) fn note(&mut self, value: Value, text: &str, place: impl FnOnce() -> (String, Span)) {
        let Value::Number(number) = value else { return };
        self.over_one |= number > Decimal::ONE;
        let is_part = number > Decimal::ZERO && number < Decimal::ONE && !text.contains('%');
        if is_part && self.seen.len() < MOST_PARTS {
            let (words, span) = place();
            self.seen.push((words, text.to_owned(), span));
        }
    }

    /// Points out what is legal in every cell and still likely wrong, if the column should hold percentages: figures of which it is the
    /// whole column, or single ones among others.
    pub(in crate::settings) fn report(&self, domain: &Domain, column: &str, heading: Span, problems: &mut Problems) {
        let per_cent = matches!(domain, Domain::Number(numbers) if numbers.unit == Unit::PerCent);
        if !per_cent || self.seen.is_empty() {
            return;
        }
        if !self.over_one {
            let message = format!("Every figure in {column} is 1 or less, and is read as it stands: 0.8 would be 0.8%, not 80%.");
            problems.push(Diagnostic::new(codes::PARTS_OF_ONE, heading, message).help(
                "If 80% is meant, write `80` or `80%`. In a spreadsheet, give the column the format for percentages and save the table again.",
            ));
            return;
        }
        for (place, text, span) in &self.seen {
            let message = format!("{place}: `{0}` is read as {0}%, less than 1%.", shown(text));
            let help = format!("If that is meant, write `{0}%`; otherwise mend the figure.", shown(text));
            problems.push(Diagnostic::new(codes::PARTS_OF_ONE, *span, message).help(help));
        }
    }
}

fn not_a_number(text: &str, domain: &NumberDomain, fact: &Fact) -> Mistake {
    let kind = match &domain.unit {
        Unit::PerCent => "a percentage".to_owned(),
        Unit::Pounds => "an amount in pounds".to_owned(),
        Unit::Named(_) => format!("a number of {}", domain.unit),
        Unit::Bare => "a plain number".to_owned(),
    };
    let example = Decimal::from(12).max(domain.least.unwrap_or(Decimal::MIN)).min(domain.most.unwrap_or(Decimal::MAX));
    let (plain, full) = (example.normalize().to_string(), domain.unit.with(example));
    let forms = if plain == full { format!("`{plain}`") } else { format!("`{plain}` or `{full}`") };
    let comma = if text.contains(',') { " A comma stands only between thousands, and decimals follow a point." } else { "" };
    let says = format!("`{}` is not {kind}, as `{}` is.", shown(text), fact.name.phrase);
    let help = format!("Write it in figures, like {forms}.{comma} It can be {}.", domain.words());
    Mistake::new(codes::NOT_A_NUMBER, says, help)
}

/// Reads a number with or without its unit's mark: `80`, `80%`, `£1,200.50`, `-3`, `12 months`.
fn parse(text: &str, unit: &Unit) -> Option<Decimal> {
    let (minus, text) = sign(text);
    let (minus, text) = match unit {
        Unit::PerCent => (minus, text.strip_suffix('%').unwrap_or(text)),
        Unit::Pounds => match text.strip_prefix('£') {
            Some(amount) if !minus => sign(amount.trim_start()),
            Some(amount) => (minus, amount),
            None => (minus, text),
        },
        Unit::Named(name) => (minus, without_word(text, name)),
        Unit::Bare => (minus, text),
    };
    let number = figures(text.trim())?;
    Some(if minus { -number } else { number })
}

/// A minus, also as word processors write it.
fn sign(text: &str) -> (bool, &str) {
    text.strip_prefix(['-', '\u{2212}']).map_or((false, text), |rest| (true, rest.trim_start()))
}

/// A text without the unit after it, which may be in the singular.
fn without_word<'t>(text: &'t str, unit: &str) -> &'t str {
    let after = text.find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ',' | ' '))).unwrap_or(text.len());
    let word = machine_name(text.get(after..).unwrap_or_default());
    let fits = word == unit || unit.strip_suffix('s').is_some_and(|one| word == one);
    if fits { text.get(..after).unwrap_or_default() } else { text }
}

/// Figures with at most one point, and commas only between thousands: `1,20` is a slip or another country's `1.20`.
fn figures(text: &str) -> Option<Decimal> {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let all_figures = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !fraction.is_none_or(all_figures) {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next().filter(|group| all_figures(group))?;
    let mut grouped = false;
    for group in groups {
        grouped = true;
        if group.len() != 3 || !all_figures(group) {
            return None;
        }
    }
    if !grouped {
        return Decimal::from_str_exact(text).ok();
    }
    (first.len() <= 3).then(|| Decimal::from_str_exact(&text.replace(',', "")).ok()).flatten()
}
