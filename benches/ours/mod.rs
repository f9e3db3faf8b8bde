//! The way through `ees` that is measured and compared: the built-in policy, from text to a table of answers.

use jiff::civil::Date;

/// Reads and compiles the policy for a day, and hands what assesses tables with it, CSV to CSV, to `within`.
///
/// Policy from text each time: `ours(on, |assess| assess(csv))`. Policy compiled once: call `assess` again and again inside.
pub(crate) fn ours<R>(on: Date, within: impl FnOnce(&mut dyn FnMut(&str) -> String) -> R) -> R {
    compile_error!(
        "to be connected: session's loading and compiling here, then `within(&mut |csv| ...)` reads, answers and writes"
    );
}
