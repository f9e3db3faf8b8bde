//! Lines of earlier conversations about a policy, in a file that its owner alone can read. What may be kept, the conversation says.

use super::super::args::Repl;
use super::super::show::Show;
use super::super::write;
use crate::diagnostic::{Diagnostic, Problems, codes::what_if as codes};
use crate::dialogue::Dialogue;
use crate::model::Policy;
use crate::session::refusal;
use crate::source::Sources;
use etcetera::BaseStrategy as _;
use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// The folder in place of the one that is usual on this machine.
const FOLDER: &str = "EES_STATE";
/// So many lines are kept, the newest.
const MOST: usize = 500;
/// A larger file is no history.
const MOST_BYTES: u64 = 1024 * 1024;
/// The longest name of a file, in letters; a policy's name can be longer.
const LONGEST_NAME: usize = 60;
const HEADING: &str = "# Lines typed in `ees repl`, oldest first. Delete this file to forget them.";

/// The lines that were kept, and where.
#[derive(Debug)]
struct History {
    path: PathBuf,
}

/// What is kept of this conversation.
#[derive(Debug)]
pub(super) struct Kept {
    /// None where nothing is kept, any more or at all.
    history: Option<History>,
    facts_too: bool,
}

impl Kept {
    /// As it was asked for.
    pub(super) fn of(args: &Repl, policy: &Policy) -> Self {
        Self { history: (!args.no_history).then(|| History::of(policy)).flatten(), facts_too: args.keep_facts }
    }

    /// The lines of earlier conversations, oldest first. What is wrong with their file is said.
    pub(super) fn lines(&self, show: &Show) -> Vec<String> {
        let Some(history) = &self.history else { return Vec::new() };
        let (lines, wrong) = history.lines();
        say(wrong, show);
        lines
    }

    /// Keeps a line that may be kept.
    pub(super) fn keep(&mut self, dialogue: &Dialogue, line: &str, show: &Show) {
        let history = self.history.as_ref().filter(|_| dialogue.may_be_kept(line, self.facts_too));
        if let Some(Err(wrong)) = history.map(|history| history.add(line)) {
            self.history = None;
            say(Some(wrong), show);
        }
    }
}

fn say(wrong: Option<Diagnostic>, show: &Show) {
    let mut problems = Problems::default();
    problems.extend(wrong);
    show.problems(problems, &Sources::default());
}

impl History {
    /// That of a policy; none where the machine has no place for it.
    fn of(policy: &Policy) -> Option<Self> {
        let folder = match std::env::var_os(FOLDER).filter(|folder| !folder.is_empty()) {
            Some(folder) => PathBuf::from(folder),
            None => {
                let usual = etcetera::choose_base_strategy().ok()?;
                usual.state_dir().unwrap_or_else(|| usual.data_dir()).join("ees")
            }
        };
        let name: String = policy.name.machine.chars().take(LONGEST_NAME).collect();
        let name = if name.is_empty() { "policy" } else { &name };
        Some(Self { path: folder.join(format!("{name}.history")) })
    }

    /// The lines that were kept, oldest first, and what is wrong with the file. Lines that are none of ours are left out.
    fn lines(&self) -> (Vec<String>, Option<Diagnostic>) {
        let bytes = match read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return (Vec::new(), None),
            Err(error) => return (Vec::new(), Some(self.unreadable(&refusal(&error)))),
        };
        let mut is_whole = true;
        let mut lines = Vec::new();
        for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty() && !line.starts_with(b"#")) {
            match std::str::from_utf8(line).ok().filter(|line| !line.contains(char::is_control)).and_then(unfolded) {
                Some(line) => lines.push(line),
                None => is_whole = false,
            }
        }
        (lines, (!is_whole).then(|| self.unreadable("it has lines that no conversation wrote")))
    }

    /// Keeps a line behind those that are there by now. The file is written whole.
    ///
    /// # Errors
    /// A file that cannot be written.
    fn add(&self, line: &str) -> Result<(), Diagnostic> {
        let mut lines = self.lines().0;
        if lines.last().is_some_and(|last| last == line) {
            return Ok(());
        }
        lines.push(line.to_owned());
        let newest = lines.iter().skip(lines.len().saturating_sub(MOST)).map(|line| folded(line));
        let text: String = std::iter::once(HEADING.to_owned()).chain(newest).map(|line| line + "\n").collect();
        write_for_owner(&self.path, text.as_bytes()).map_err(|error| {
            let written = write::unwritable(Some(&self.path), &error);
            Diagnostic { code: codes::HISTORY_NOT_KEPT, ..written }.help(format!(
                "Lines are not kept from here on. Type `ees repl --no-history`, or name another folder in {FOLDER}."
            ))
        })
    }

    fn unreadable(&self, why: &str) -> Diagnostic {
        let message = format!("The lines kept of earlier conversations, `{}`, cannot all be read: {why}.", self.path.display());
        let help = "The conversation goes on without them; they are left out once another line is kept.";
        Diagnostic::nowhere(codes::HISTORY_UNREADABLE, message).help(help)
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    if fs::metadata(path)?.len() > MOST_BYTES {
        return Err(io::Error::new(ErrorKind::FileTooLarge, "larger than any that is written"));
    }
    fs::read(path)
}

/// A new file is its owner's alone, and so is a new folder.
fn write_for_owner(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)?;
    let mut file = tempfile::Builder::new().prefix(".ees-").tempfile_in(folder)?;
    file.write_all(content)?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// Several lines that belong together, as one.
fn folded(line: &str) -> String {
    line.replace('\\', "\\\\").replace('\n', "\\n")
}

fn unfolded(line: &str) -> Option<String> {
    let mut text = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '\\' => match letters.next()? {
                'n' => '\n',
                '\\' => '\\',
                _ => return None,
            },
            letter => letter,
        });
    }
    Some(text)
}
