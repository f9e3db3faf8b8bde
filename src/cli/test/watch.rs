//! `ees test --watch`: tests again whenever a file changes.

use super::{Ending, Show, Test, once};
use crate::diagnostic::{Diagnostic, Problems, codes::usage as codes};
use crate::source::Sources;
use notify::{Event, RecursiveMode, Watcher};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Editors save in several steps; so long nothing may change before the tests run again.
const QUIET: Duration = Duration::from_millis(150);

/// Runs until it is stopped.
pub(super) fn run(args: &Test, show: &Show) -> Ending {
    let Some(folder) = &args.folder else {
        return refused(
            show,
            "The built-in policy does not change, so there is nothing to watch.",
            "Name a folder: `ees test --watch DIR`.",
        );
    };
    let (send, changed) = channel();
    let watching = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if let Ok(event) = event {
            // The other side is gone only when the program ends.
            drop(send.send(event));
        }
    });
    let watching = watching.and_then(|mut watcher| watcher.watch(folder, RecursiveMode::Recursive).map(|()| watcher));
    let Ok(_watcher) = watching else {
        let message = format!("`{}` cannot be watched.", folder.display());
        return refused(show, &message, "Check its name, and that you may read it.");
    };
    loop {
        once(args, show);
        show.say("Waiting for a change; Ctrl-C ends this.\n");
        if !wait(&changed) {
            return Ending::Fine;
        }
    }
}

/// Waits until a file of a policy has changed and all is quiet again.
fn wait(changed: &Receiver<Event>) -> bool {
    loop {
        match changed.recv() {
            Ok(event) if matters(&event) => break,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    while changed.recv_timeout(QUIET).is_ok() {}
    true
}

/// Whether something was written, made or taken away that a policy is read from.
fn matters(event: &Event) -> bool {
    let read = |path: &PathBuf| {
        path.extension().is_some_and(|ending| ["ees", "csv", "json", "xlsx", "snap"].iter().any(|one| ending == *one))
    };
    !event.kind.is_access() && event.paths.iter().any(read)
}

fn refused(show: &Show, message: &str, help: &str) -> Ending {
    let mut problems = Problems::default();
    problems.push(Diagnostic::nowhere(codes::NOT_WATCHED, message).help(help));
    show.bad(problems, &Sources::default())
}
