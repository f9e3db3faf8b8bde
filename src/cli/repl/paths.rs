//! Which files a path that is being typed can become.

use std::fs;
use std::path::{MAIN_SEPARATOR, Path, is_separator};

/// The files and folders that a path begins, in order; folders end in a separator. Hidden ones where their dot was typed.
pub(super) fn begun(typed: &str) -> Vec<String> {
    let cut = typed.rfind(is_separator).map_or(0, |at| at + 1);
    let (folder, first) = typed.split_at_checked(cut).unwrap_or(("", typed));
    let Ok(entries) = fs::read_dir(if folder.is_empty() { Path::new(".") } else { Path::new(folder) }) else { return Vec::new() };
    let fitting = entries.flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let is_shown = name.starts_with(first) && (first.starts_with('.') || !name.starts_with('.'));
        let end = if entry.path().is_dir() { MAIN_SEPARATOR.to_string() } else { String::new() };
        is_shown.then(|| format!("{folder}{name}{end}"))
    });
    let mut found: Vec<String> = fitting.filter(|path| !path.contains(char::is_control)).collect();
    found.sort();
    found
}
