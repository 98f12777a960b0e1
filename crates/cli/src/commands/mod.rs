//! The commands, a file each.

mod add;
mod check;
mod completions;
mod config;
mod first_index;
mod health;
mod key;
mod manual;
mod months;
mod reindex;
mod remove;
mod rollback;
mod search;
mod serve;
mod show;
mod snapshot;
mod stats;
mod timeline;
mod understood;

use crate::arguments::{Arguments, Command, KeyArguments, KeyCommand, Verbosity};
use crate::logging::{self, Subject};
use crate::output::Output;
use crate::reload::Sources;
use crate::settings::{Environment, Layers, Settings};

/// What every command has at hand.
struct Context {
    settings: Settings,
    verbosity: Verbosity,
    output: Output,
}

/// Resolves the settings and runs a command.
pub(crate) fn run(arguments: &Arguments, environment: &Environment) -> anyhow::Result<()> {
    // What tells of the program itself needs no settings.
    match &arguments.command {
        Command::Completions(completions) => return completions::run(completions.shell),
        Command::Man(man) => return manual::run(man.command.as_deref()),
        _ => {}
    }
    let flags = arguments.settings();
    let layers = Layers::read(&flags, environment)?;
    let settings = Settings::of(&layers)?;
    let verbosity = arguments.global.verbosity();
    let subject = match &arguments.command {
        Command::Serve(_) => Subject::Server,
        _ => Subject::Command,
    };
    let log = logging::start(&settings.log, verbosity, subject)?;
    let output = Output::stdout(&arguments.global, environment);
    let mut context = Context { settings, verbosity, output };
    match &arguments.command {
        Command::Serve(serve) => {
            let sources = Sources { flags, environment: environment.clone() };
            serve::run(&mut context, serve, sources, layers, log)
        }
        Command::Reindex(reindex) => reindex::run(&mut context, reindex),
        Command::Add(add) => add::run(&mut context, add),
        Command::Remove(remove) => remove::run(&mut context, &remove.ids),
        Command::Search(search) => search::run(&mut context, &search.parameters()),
        Command::Months(months) => months::run(&mut context, &months.parameters()),
        Command::Timeline(timeline) => timeline::run(&mut context, &timeline.parameters()),
        Command::Show(show) => show::run(&mut context, &show.id),
        Command::Stats => stats::run(&mut context),
        Command::Check => check::run(&mut context),
        Command::Rollback => rollback::run(&mut context),
        Command::Snapshot(archive) => snapshot::take(&mut context, archive),
        Command::Restore(archive) => snapshot::bring_back(&mut context, archive),
        Command::Key(KeyArguments { command: KeyCommand::New(new) }) => key::new(&mut context, new),
        Command::Config => config::run(&mut context, &layers),
        Command::Health(health) => health::run(&mut context, health.url.as_deref()),
        Command::Completions(_) | Command::Man(_) => Ok(()),
    }?;
    Ok(context.output.flush()?)
}
