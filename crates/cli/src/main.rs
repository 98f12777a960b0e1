//! The binary: command line and settings in, everything wired, exit codes out.
//!
//! Each command is a file in `commands/`. Settings are resolved once, in `settings/`; nothing
//! else reads files, the environment or the wall clock for itself.

mod arguments;
mod clock;
mod commands;
mod connections;
mod door;
mod exit_code;
mod failure;
mod figures;
mod interrupt;
mod library;
mod logging;
mod open_files;
mod output;
mod progress;
mod reload;
mod service_manager;
mod settings;
mod telemetry;
mod writing;

use std::io::{self, Write};

use clap::Parser;

use arguments::Arguments;
use exit_code::ExitCode;
use settings::Environment;

/// Indexing allocates short-lived strings on one thread and frees them on another; mimalloc does
/// that faster than the system's allocator, which gives a reindex a sixth more events a second.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    // clap itself prints usage errors, and ends with 2; help and version end with 0.
    let arguments = Arguments::parse();
    let environment = Environment::of_this_process();
    let code = match commands::run(&arguments, &environment) {
        Ok(()) => ExitCode::Success,
        Err(error) => {
            let code = ExitCode::of(&error);
            if code != ExitCode::Success {
                // With stderr gone there is nobody left to tell.
                let _ = writeln!(io::stderr(), "error: {}", failure::message(&error));
            }
            code
        }
    };
    code.into()
}
