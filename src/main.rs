//! The `ees` program.

fn main() -> std::process::ExitCode {
    ees::cli::run()
}
