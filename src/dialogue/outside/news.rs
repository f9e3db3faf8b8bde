//! What has changed outside since the last step: files of the policy, and the table that was loaded.

use super::super::{Case, Dialogue, Moment, Version, World, standing};
use super::Rows;
use crate::diagnostic::words::{counted, joined};
use crate::diagnostic::{Diagnostic, Problems, Severity, codes::what_if as codes};
use crate::explain::{Paragraph, Text};
use crate::session::{self, Asked, Place};
use crate::source::Sources;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// What is to be said of it.
#[derive(Default)]
pub(in crate::dialogue) struct News {
    pub(in crate::dialogue) text: Text,
    pub(in crate::dialogue) problems: Problems,
}

impl Dialogue {
    /// Begins to look at the files that it rests on: from here on a change of them is noticed.
    pub fn watches(&self, world: &mut dyn World) {
        world.changed(&self.policy_files());
    }

    /// Takes up again what has changed outside.
    pub(in crate::dialogue) fn news(&mut self, world: &mut dyn World) -> News {
        let mut news = News::default();
        if !world.changed(&self.policy_files()).is_empty() {
            self.policy_again(world, &mut news);
        }
        let table: Vec<String> = self.rows.iter().filter_map(|rows| file_of(&rows.asked)).collect();
        if !table.is_empty() && !world.changed(&table).is_empty() {
            self.table_again(world, &mut news);
        }
        news
    }

    /// The files of the policy, and the folders that they lie in.
    fn policy_files(&self) -> Vec<String> {
        let files: Vec<&str> = self.base.sources.files().map(|file| &*file.name).collect();
        match &self.base.place {
            Place::BuiltIn => Vec::new(),
            Place::Memory(_) => files.into_iter().map(str::to_owned).collect(),
            Place::Folder(_) => {
                let folders: BTreeSet<String> =
                    files.iter().filter_map(|file| Some(Path::new(file).parent()?.display().to_string())).collect();
                files.into_iter().map(str::to_owned).chain(folders).collect()
            }
        }
    }

    fn policy_again(&mut self, world: &mut dyn World, news: &mut News) {
        let version = match Version::of(world.policy(&self.base.place)) {
            Ok((version, _)) => version,
            Err((sources, problems)) => return news.problems.push(broken(&sources, &problems, &self.base.place)),
        };
        if same_texts(&version.sources, &self.base.sources) {
            return;
        }
        let base = Arc::new(version);
        let before = self.now.clone();
        let mut said = vec!["The policy has changed on disk, and was taken up again.".to_owned()];
        let version = match tried_again(&base, &before.version.tried) {
            Ok(version) => version,
            Err(why) => {
                said.push(format!("What was tried cannot be tried on it any more and is set aside: {why}"));
                Arc::clone(&base)
            }
        };
        let Some((now, lost)) = again(&before, &version) else { return };
        if !self.past.is_empty() {
            said.push("`undo` goes back no further than this.".to_owned());
        }
        news.text.push(Paragraph::at(0).faint(said.join(" ")));
        if !lost.is_empty() {
            let message =
                format!("What was told before and the changed policy does not know is left out: {}.", joined(&lost, "and"));
            news.problems.push(
                Diagnostic::nowhere(codes::NOT_CARRIED, message)
                    .help("Tell it by the names that the policy has now; `facts` lists them."),
            );
        }
        self.base = base;
        self.past.clear();
        self.future.clear();
        self.stands_at(now);
        standing::line(&before, &self.now, &mut news.text);
    }

    fn table_again(&mut self, world: &mut dyn World, news: &mut News) {
        let Some(rows) = &self.rows else { return };
        let (asked, version, on) = (rows.asked.clone(), Arc::clone(&rows.version), self.on);
        let name = file_of(&asked).unwrap_or_default();
        let mut sources = version.sources.clone();
        match Rows::read(asked, (&version, on), &mut sources, world) {
            Ok((rows, _)) => {
                let number = counted(rows.rows.len(), "setting", "settings");
                let mut said = format!("`{name}` has changed on disk, and was taken up again: {number}.");
                if let Some(row) = rows.rows.iter().find(|row| row.id == self.now.case.id && Case::of(row) != *self.now.case) {
                    said += &format!(" `use {}` starts from what it says now.", row.id);
                }
                news.text.push(Paragraph::at(0).faint(said));
                self.rows = Some(rows);
            }
            Err(problems) => {
                let message = format!(
                    "`{name}` has changed on disk and cannot be read any more; its settings are kept as they were. {}",
                    first_of(&sources, &problems)
                );
                news.problems.push(Diagnostic::nowhere(codes::TABLE_BROKEN, message).help("Mend the file; it is read again."));
            }
        }
    }
}

/// What was tried, on a policy that has changed; else why not, in a sentence.
fn tried_again(base: &Arc<Version>, sentences: &[String]) -> Result<Arc<Version>, String> {
    if sentences.is_empty() {
        return Ok(Arc::clone(base));
    }
    let loaded = session::tried(base.to_try(), sentences).loaded;
    match Version::of(loaded) {
        Ok((version, _)) => Ok(Arc::new(Version { tried: sentences.to_vec(), place: base.place.clone(), ..version })),
        Err((_, problems)) => {
            let first = problems.iter().find(|one| one.code.severity == Severity::Error);
            Err(first.map_or_else(String::new, |one| one.message.clone()))
        }
    }
}

/// The same setting with a policy that has changed, and what of it is lost. Where the policy no longer has its kind, or rules the facts out
/// together, one of which nothing is known.
fn again(before: &Moment, version: &Arc<Version>) -> Option<(Moment, Vec<String>)> {
    let (old, new, on) = (before.policy(), &version.policy, before.on);
    if let Some(carried) = before.case.carried(old, new, on) {
        let moment = Moment::of(Arc::clone(version), carried.case, on)?;
        if moment.answer().is_some() {
            return Some((moment, carried.lost));
        }
    }
    let told = before.case.told(old).filter_map(|(id, value)| Some((old.fact(id)?, id, value?)));
    let lost = told.map(|(fact, id, value)| format!("{} is {}", fact.name.phrase, old.value_phrase(id, value))).collect();
    let kind = new.kind(&old.kinds.get(before.case.kind.at())?.name.machine).or_else(|| new.kind_ids().next())?;
    Some((Moment::of(Arc::clone(version), Case::untold(new, kind), on)?, lost))
}

/// The file of a table, where it is one.
pub(in crate::dialogue) fn file_of(asked: &Asked) -> Option<String> {
    match asked {
        Asked::Examples => None,
        Asked::File(path) | Asked::Import(path, _) => Some(path.display().to_string()),
    }
}

fn same_texts(one: &Sources, other: &Sources) -> bool {
    one.files().map(|file| (&file.name, file.text())).eq(other.files().map(|file| (&file.name, file.text())))
}

fn broken(sources: &Sources, problems: &Problems, place: &Place) -> Diagnostic {
    let errors = problems.iter().filter(|one| one.code.severity == Severity::Error).count();
    let message = format!(
        "The policy has changed on disk and has {} now; the conversation goes on with it as it was. {}",
        counted(errors, "error", "errors"),
        first_of(sources, problems)
    );
    let folder = match place {
        Place::Folder(folder) => format!(" `ees check {}` shows all that is wrong.", folder.display()),
        Place::BuiltIn | Place::Memory(_) => String::new(),
    };
    Diagnostic::nowhere(codes::CHANGED_AND_BROKEN, message).help(format!("Mend it; it is read again.{folder}"))
}

/// `numbers.ees:12: There is no …`
fn first_of(sources: &Sources, problems: &Problems) -> String {
    let Some(first) = problems.iter().find(|one| one.code.severity == Severity::Error) else { return String::new() };
    let place = first.labels.first().map(|label| (sources.name(label.span.file), sources.start(label.span).line));
    let place = place.map_or_else(String::new, |(name, line)| format!("{name}:{line}: "));
    format!("{place}{}", first.message)
}
