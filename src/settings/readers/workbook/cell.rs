//! What a cell of a workbook says, as the text that a person sees in it.

use calamine::{DataRef, Style};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

/// The text of a cell: days as `2021-06-30`, numbers without the noise of how they are stored, per cent as they are shown.
pub(super) fn text(value: &DataRef<'_>, style: Option<&Style>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(is) => if *is { "yes" } else { "no" }.to_owned(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Int(number) if is_per_cent(style) => per_cent(Decimal::from(*number)),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => match Decimal::from_f64(*number) {
            Some(exact) if is_per_cent(style) => per_cent(exact),
            Some(exact) => exact.normalize().to_string(),
            None => number.to_string(),
        },
        DataRef::DateTime(moment) if moment.is_duration() => moment.as_f64().to_string(),
        DataRef::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date} {hour:02}:{minute:02}:{second:02}") }
        }
    }
}

/// A workbook holds 80% as 0.8 and says in the cell's format that it is shown as per cent.
fn per_cent(number: Decimal) -> String {
    number.checked_mul(Decimal::ONE_HUNDRED).map_or_else(|| number.to_string(), |number| format!("{}%", number.normalize()))
}

fn is_per_cent(style: Option<&Style>) -> bool {
    let format = style.and_then(|style| style.number_format.as_ref()).map_or("", |format| &format.format_code);
    // What stands in quotation marks or behind a backslash is text beside the number.
    let mut quoted = false;
    let mut before = ' ';
    let mut found = false;
    for sign in format.chars() {
        quoted ^= sign == '"';
        found |= sign == '%' && !quoted && before != '\\';
        before = sign;
    }
    found
}
