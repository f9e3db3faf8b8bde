//! `ees new`: a folder with a small policy, its tests and settings, and what runs them on every change.

use super::args::New;
use super::show::Show;
use super::{Ending, write};
use crate::diagnostic::{Diagnostic, Problems, codes::usage as codes};
use crate::format::format;
use crate::model::{in_days, in_months, machine_name, spoken};
use crate::session::{Place, load_with_tests, pins, refusal};
use crate::source::Sources;
use jiff::Zoned;
use jiff::civil::Date;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The files, and where they come to lie in the folder.
const FILES: &[(&str, &str)] = &[
    ("policy.ees", include_str!("starter/policy.ees")),
    ("words.ees", include_str!("starter/words.ees")),
    ("facts.ees", include_str!("starter/facts.ees")),
    ("categories.ees", include_str!("starter/categories.ees")),
    ("support.ees", include_str!("starter/support.ees")),
    ("settings.csv", include_str!("starter/settings.csv")),
    ("tests/schools.ees", include_str!("starter/tests/schools.ees")),
    ("tests/nurseries.ees", include_str!("starter/tests/nurseries.ees")),
    ("README.md", include_str!("starter/readme.md")),
    (".gitignore", include_str!("starter/ignore.txt")),
    (".github/workflows/policy.yml", include_str!("starter/github/policy.yml")),
];

/// Makes the folder, whole or not at all.
pub(super) fn run(args: &New, show: &Show) -> Ending {
    let made = title(&args.folder).and_then(|title| {
        let texts = texts(&title, Zoned::now().date());
        make(&args.folder, &texts).map_err(|error| unwritable(&args.folder, &error))
    });
    if let Err(found) = made {
        let mut problems = Problems::default();
        problems.push(found);
        return show.bad(problems, &Sources::default());
    }
    let folder = args.folder.display();
    let words = format!(
        "Made {folder} with a small policy, its tests and invented settings. Next:\n\n  cd {folder}\n  ees test .              \
         hold it to its tests\n  ees assess --policy .   what comes of its settings\n\nREADME.md in it says what is where.\n"
    );
    show.written(write::whole(None, words.as_bytes()))
}

/// The policy's name, by the last part of the folder's; a folder that is there already and holds something is refused.
fn title(folder: &Path) -> Result<String, Diagnostic> {
    let name = folder.file_name().map(|name| name.to_string_lossy().replace(['-', '_'], " ")).unwrap_or_default();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    // Other signs would mean something in the policy's text.
    let plain = name.chars().all(|sign| sign.is_alphanumeric() || sign == ' ');
    if machine_name(&name).is_empty() || !plain {
        let message = format!("`{}` is no name for a policy.", folder.display());
        let help = "Name the folder by letters, figures and hyphens: `ees new our-policy`.";
        return Err(Diagnostic::nowhere(codes::NO_NEW_FOLDER, message).help(help));
    }
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) || folder.is_file() {
        let message = format!("`{}` is there already.", folder.display());
        return Err(Diagnostic::nowhere(codes::NO_NEW_FOLDER, message).help("Choose another name; nothing was changed."));
    }
    let mut letters = name.chars();
    Ok(letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect()))
}

/// The files with their blanks filled in, which sets the columns of tables anew. The policy is in force for three school years from the one that today lies in.
fn texts(title: &str, today: Date) -> Vec<(PathBuf, String)> {
    let year = if today.month() >= 9 { today.year() } else { today.year() - 1 };
    let day = Date::new(year, 11, 15).unwrap_or(today);
    let ago = |months: i64| in_months(day, -months).unwrap_or(day);
    let blanks = [
        ("{{title}}", title.to_owned()),
        ("{{first}}", spoken(Date::new(year, 9, 1).unwrap_or(today))),
        ("{{last}}", spoken(Date::new(year + 3, 8, 31).unwrap_or(today))),
        ("{{day}}", spoken(day)),
        ("{{recent}}", spoken(ago(5))),
        ("{{long ago}}", spoken(ago(44))),
        ("{{two years ago}}", spoken(ago(24))),
        ("{{a day more}}", spoken(in_days(ago(24), -1).unwrap_or(day))),
    ];
    let filled = |text: &str| blanks.iter().fold(text.to_owned(), |text, (blank, words)| text.replace(blank, words));
    let text = |path: &str, text: &str| if path.ends_with(".ees") { format(&filled(text)).text } else { filled(text) };
    FILES.iter().map(|(path, blank)| (PathBuf::from(path), text(path, blank))).collect()
}

/// Writes all files into a folder beside, which then takes the name.
fn make(folder: &Path, texts: &[(PathBuf, String)]) -> io::Result<()> {
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let beside = tempfile::Builder::new().prefix(".ees-").tempdir_in(parent)?;
    for (path, text) in texts {
        let path = beside.path().join(path);
        if let Some(inner) = path.parent() {
            fs::create_dir_all(inner)?;
        }
        fs::write(path, text)?;
    }
    keep_outcomes(beside.path())?;
    // An empty folder of that name gives way.
    if folder.exists() {
        fs::remove_dir(folder)?;
    }
    open_to_all(beside.path())?;
    fs::rename(beside.path(), folder)
}

/// Keeps what comes of the policy's own settings, so that its tests hold from the start.
fn keep_outcomes(folder: &Path) -> io::Result<()> {
    let mut loaded = load_with_tests(Place::Folder(folder.to_owned()));
    if loaded.policy.is_none() {
        return Err(io::Error::other("the small policy is not whole"));
    }
    for pinned in pins(&mut loaded).results {
        let Some(path) = &pinned.path else { continue };
        if let Some(snapshots) = path.parent() {
            fs::create_dir_all(snapshots)?;
        }
        fs::write(path, pinned.accepted())?;
    }
    Ok(())
}

/// A folder for a while is for its owner alone; what is made here has the permissions of any new folder.
fn open_to_all(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let inner = fs::metadata(folder.join("tests"))?.permissions().mode();
        fs::set_permissions(folder, fs::Permissions::from_mode(inner))?;
    }
    Ok(())
}

fn unwritable(folder: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("`{}` cannot be made: {}.", folder.display(), refusal(error));
    Diagnostic::nowhere(codes::NO_NEW_FOLDER, message).help("Choose another place; nothing was left behind.")
}
