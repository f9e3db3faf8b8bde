//! Where a pinned table lies: in the policy's folder, and nowhere else.

use crate::model::Pin;
use crate::session::loader::{Place, shown};
use crate::source::Sources;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The path of a pinned table from the policy's folder; `None` for a table outside of it. Only what lies with the policy is
/// declared to be invented, so only its ids may be written down.
pub(super) fn table(place: &Place, sources: &Sources, pin: &Pin) -> Option<PathBuf> {
    let path = inner(&Path::new(&declared(place, sources, pin)).with_file_name("").join(&*pin.file))?;
    // A link may lead out of the folder.
    let leads_out = match place {
        Place::Folder(folder) => fs::canonicalize(folder.join(&path)).is_ok_and(|file| !is_in(&file, folder)),
        Place::BuiltIn | Place::Memory(_) => false,
    };
    (!leads_out).then_some(path)
}

fn is_in(file: &Path, folder: &Path) -> bool {
    fs::canonicalize(folder).is_ok_and(|folder| file.starts_with(folder))
}

/// The file that declares a pin, as its path from the policy's folder.
pub(super) fn declared(place: &Place, sources: &Sources, pin: &Pin) -> String {
    let name = sources.name(pin.span.file);
    let folder = shown(place, "");
    name.strip_prefix(&folder).unwrap_or(name).trim_start_matches(['/', '\\']).to_owned()
}

/// A path without `.` and `..`; `None` where it is none below the folder that it starts from.
fn inner(path: &Path) -> Option<PathBuf> {
    let mut inner = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => inner.push(name),
            Component::CurDir => {}
            Component::ParentDir => {
                if !inner.pop() {
                    return None;
                }
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(inner)
}
