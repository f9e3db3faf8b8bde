//! A terminal to type at: a pseudo-terminal that the program believes in, and what is then on its screen.

use pty_process::Size;
use pty_process::blocking::{Command, Pty, open};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::Child;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const ROWS: u16 = 120;
const COLUMNS: u16 = 80;

/// So long is waited for what is to appear. The machine may be busy; where all is well nobody waits for it.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the terminal shows, and a bell for whoever waits for a change.
struct Shown {
    screen: Mutex<vt100::Parser>,
    changed: Condvar,
}

/// The program in a terminal.
pub(crate) struct Terminal {
    pty: Arc<Pty>,
    child: Child,
    shown: Arc<Shown>,
}

impl Terminal {
    /// Starts `ees repl` for a school on a day, with its state in a folder.
    pub(crate) fn open(state: &Path, args: &[&str], vars: &[(&str, &str)]) -> Self {
        let (pty, inside) = open().unwrap();
        pty.resize(Size::new(ROWS, COLUMNS)).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_ees"))
            .args(["repl", "--setting", "school", "--on", "2021-11-15"])
            .args(args)
            .env("EES_STATE", state)
            .env("TERM", "xterm-256color")
            .env_remove("NO_COLOR")
            .env_remove("CI")
            .envs(vars.iter().copied())
            .spawn(inside)
            .unwrap();
        let (rows, columns) = (ROWS.try_into().unwrap(), COLUMNS.try_into().unwrap());
        let screen = Mutex::new(vt100::Parser::new(rows, columns, 0));
        let shown = Arc::new(Shown { screen, changed: Condvar::new() });
        let pty = Arc::new(pty);
        let (from, to) = (Arc::clone(&pty), Arc::clone(&shown));
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            // On Linux reading fails once the program has gone.
            while let Ok(count @ 1..) = (&*from).read(&mut bytes) {
                to.screen.lock().unwrap().process(&bytes[..count]);
                to.changed.notify_all();
            }
        });
        let terminal = Self { pty, child, shown };
        terminal.wait_for_line("school>");
        terminal
    }

    /// Types a line and enters it, and gives the screen once there is a new prompt. What is typed before that is not for the editor.
    pub(crate) fn enter(&self, line: &str) -> String {
        let entered = format!("school> {line}");
        // While it is typed the line is the last; redrawn, it is for a moment only its prompt.
        let times = |screen: &str| screen.lines().rev().skip(1).filter(|shown| shown.starts_with(&entered)).count();
        let before = times(&self.screen());
        self.press(line);
        self.wait_for(&entered);
        self.press("\r");
        let is_answered = |screen: &str| times(screen) > before && screen.trim_end().ends_with("\nschool>");
        self.wait_until(&format!("an answer to {line:?}"), is_answered)
    }

    /// Presses keys.
    pub(crate) fn press(&self, keys: &str) {
        (&*self.pty).write_all(keys.as_bytes()).unwrap();
    }

    /// Makes the terminal another size, as a person does with a window.
    pub(crate) fn resize(&self, columns: u16) {
        self.shown.screen.lock().unwrap().screen_mut().set_size(ROWS.try_into().unwrap(), columns.try_into().unwrap());
        self.pty.resize(Size::new(ROWS, columns)).unwrap();
    }

    /// What is on the screen, without blanks at the ends of lines.
    pub(crate) fn screen(&self) -> String {
        self.shown.screen.lock().unwrap().screen().contents()
    }

    /// What is on the screen, with its colours.
    pub(crate) fn coloured(&self) -> String {
        self.shown.screen.lock().unwrap().screen().contents_formatted()
    }

    /// Waits until a text is on the screen, and gives the screen.
    pub(crate) fn wait_for(&self, text: &str) -> String {
        self.wait_until(text, |screen| screen.contains(text))
    }

    /// Waits until the last line on the screen is this one.
    pub(crate) fn wait_for_line(&self, line: &str) {
        self.wait_until(line, |screen| screen.trim_end().lines().last() == Some(line.trim_end()));
    }

    fn wait_until(&self, what: &str, holds: impl Fn(&str) -> bool) -> String {
        let until = Instant::now() + PATIENCE;
        let mut screen = self.shown.screen.lock().unwrap();
        loop {
            let contents = screen.screen().contents();
            if holds(&contents) {
                return contents;
            }
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "waited in vain for {what:?}; on the screen is\n{contents}");
            screen = self.shown.changed.wait_timeout(screen, left).unwrap().0;
        }
    }

    /// Waits until the program has gone, and gives its exit code.
    pub(crate) fn ended(mut self) -> Option<i32> {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            assert!(Instant::now() < until, "the program goes on; on the screen is\n{}", self.screen());
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
