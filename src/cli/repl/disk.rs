//! What lies outside a conversation, where that is files.

use crate::cli::write;
use crate::diagnostic::{Diagnostic, Problems, codes::usage as codes};
use crate::dialogue::World;
use crate::session::{self, Loaded, Table};
use std::fs;
use std::path::Path;

/// The files of this machine.
pub(super) struct Disk;

impl World for Disk {
    fn table(&mut self, loaded: &mut Loaded, path: &str, problems: &mut Problems) -> Option<Table> {
        session::read_table(loaded, Some(Path::new(path)), problems)
    }

    fn write_new(&mut self, path: &str, content: &str) -> Result<(), Box<Diagnostic>> {
        let path = Path::new(path);
        if path.exists() {
            let message = format!("`{}` is there already.", path.display());
            return Err(Box::new(
                Diagnostic::nowhere(codes::FILE_UNWRITABLE, message).help("Choose another name; nothing was written."),
            ));
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| Box::new(write::unwritable(Some(path), &error)))?;
        }
        write::whole(Some(path), content.as_bytes()).map_err(Box::new)
    }

    fn is_there(&mut self, path: &str) -> bool {
        Path::new(path).exists()
    }
}
