//! The way through `ees` that is measured and compared: the built-in policy, from text to a table of answers.

use ees::assess::{Format, write};
use ees::diagnostic::Problems;
use ees::session::{Place, answers, assessor, load};
use ees::settings::{Reading, read_csv};
use ees::source::Sources;
use jiff::civil::Date;

/// Reads and compiles the policy for a day, and hands what assesses tables with it, CSV to CSV, to `within`.
///
/// Policy from text each time: `ours(on, |assess| assess(csv))`. Policy compiled once: call `assess` again and again inside.
pub(crate) fn ours<R>(on: Date, within: impl FnOnce(&mut dyn FnMut(&str) -> String) -> R) -> R {
    let policy = load(Place::BuiltIn).policy.unwrap();
    let mut assessor = assessor(&policy, on, &mut Problems::default()).unwrap();
    within(&mut |csv| {
        let (mut sources, mut problems) = (Sources::default(), Problems::default());
        let file = sources.add("settings.csv", csv);
        let rows = read_csv(&sources, file, &policy, &Reading { on, strict: false }, &mut problems);
        let answered = answers(&mut assessor, &rows, &mut problems);
        assert!(!problems.has_errors(), "{:?}", problems.iter().next());
        let mut written = Vec::new();
        write(Format::Csv, &policy, on, &answered, &mut written).unwrap();
        String::from_utf8(written).unwrap()
    })
}
