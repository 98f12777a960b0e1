//! The command line, as typed. Values are checked elsewhere: those of settings by the settings,
//! those of requests by the API, so that each rule stands in one place.

mod key;
mod query;

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

pub(crate) use key::{KeyArguments, KeyCommand, KeyRight, NewKeyArguments};
pub(crate) use query::{MonthsArguments, SearchArguments, TimelineArguments};

use crate::exit_code;
use crate::settings::{Flags, Key};

/// Full-text search for news stories and their timelines.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100, after_long_help = exit_code::HELP)]
#[command(after_help = "`dateline --help` also lists the exit codes.")]
pub(crate) struct Arguments {
    /// What holds for every command.
    #[command(flatten)]
    pub(crate) global: GlobalArguments,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The flags of every command.
#[derive(Args, Debug)]
pub(crate) struct GlobalArguments {
    /// The folder with stories/ and index/ [default: index-data; environment: DATELINE_DATA_DIR]
    #[arg(long, global = true, value_name = "DIR", help_heading = "Global options")]
    data_dir: Option<String>,
    /// The settings to read [default: config.toml, if there is one]
    #[arg(long, global = true, value_name = "FILE", help_heading = "Global options")]
    config: Option<PathBuf>,
    /// Answer in JSON
    #[arg(long, global = true, help_heading = "Global options")]
    pub(crate) json: bool,
    /// Log more to stderr; twice for everything
    #[arg(short, long, global = true, action = ArgAction::Count, help_heading = "Global options")]
    verbose: u8,
    /// Tell only of errors
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Global options")]
    quiet: bool,
    /// When to use colours and bold
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    #[arg(help_heading = "Global options")]
    pub(crate) color: Colour,
}

/// When to use colours and bold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal.
    #[default]
    Auto,
    /// In pipes and files too.
    Always,
    /// Nowhere.
    Never,
}

/// How much is told besides the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verbosity {
    /// Errors.
    Quiet,
    /// As the settings say.
    Normal,
    /// More.
    Verbose,
    /// All there is.
    Everything,
}

impl GlobalArguments {
    /// How much is told besides the answer.
    pub(crate) fn verbosity(&self) -> Verbosity {
        match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, 0) => Verbosity::Normal,
            (false, 1) => Verbosity::Verbose,
            (false, _) => Verbosity::Everything,
        }
    }
}

impl Arguments {
    /// The flags that set settings.
    pub(crate) fn settings(&self) -> Flags {
        let mut values = Vec::new();
        let mut set = |key, flag, value: &Option<String>| {
            values.extend(value.clone().map(|value| (key, flag, value)));
        };
        set(Key::DataDir, "--data-dir", &self.global.data_dir);
        match &self.command {
            Command::Serve(serve) => set(Key::ServerListen, "--listen", &serve.listen),
            Command::Reindex(reindex) => set(Key::IndexThreads, "--threads", &reindex.threads),
            _ => {}
        }
        Flags { config: self.global.config.clone(), values }
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Answer searches over HTTP; build the index first if there is none
    #[command(after_help = "Examples:
  dateline serve
  dateline serve --listen 0.0.0.0:80    for other machines too
  dateline serve --listen 127.0.0.1:0   on any free port; the line on stdout names it")]
    Serve(ServeArguments),
    /// Build the index anew and switch to it; searches go on meanwhile
    #[command(after_help = "Examples:
  dateline reindex                      from DATA_DIR/stories
  dateline reindex news/ more.ndjson.gz
  dateline reindex --from-index         from the stories in the index, after an upgrade")]
    Reindex(ReindexArguments),
    /// Write stories into the index, through the server that owns it if one runs
    #[command(after_help = "Examples:
  dateline add today/ more.ndjson.gz")]
    Add(AddArguments),
    /// Remove stories from the index, through the server that owns it if one runs
    #[command(after_help = "Examples:
  dateline remove river-flood some-other-story")]
    Remove(RemoveArguments),
    /// Find stories and events
    #[command(after_help = "Examples:
  dateline search museum opening
  dateline search 'title:museum -louvre' --from 2025-10 --kind event
  dateline search flood --facets month,publisher --limit 3
  dateline search --kind story --sort newest
A query that begins with a minus stands behind --: dateline search -- -louvre museum")]
    Search(SearchArguments),
    /// Show the shape of a subject over the months, as a bar chart
    #[command(after_help = "Examples:
  dateline months museum
  dateline months 'feed:world treaty' --from 2024")]
    Months(MonthsArguments),
    /// Show matching events of all stories in order of date
    #[command(after_help = "Examples:
  dateline timeline museum
  dateline timeline 'north korea' --from 2024 --sort newest --limit 20")]
    Timeline(TimelineArguments),
    /// Show a story with its timeline
    #[command(after_help = "Examples:
  dateline show webb-telescope-finds-early-galaxies-and-new-worlds
  dateline show SOME-STORY#3            the story of an event")]
    Show(ShowArguments),
    /// Count what is in the index
    Stats,
    /// Verify every file and document of the index
    Check,
    /// Go back to the generation before the live one
    Rollback,
    /// Write the index into one file, while it is read and written
    #[command(after_help = "Examples:
  dateline snapshot backup-2026-01-05.tar.zst")]
    Snapshot(ArchiveArguments),
    /// Bring back the index of a snapshot
    #[command(after_help = "Examples:
  dateline restore backup-2026-01-05.tar.zst
  dateline restore --force backup-2026-01-05.tar.zst    in place of the index that is there")]
    Restore(ArchiveArguments),
    /// Make keys for those who may use the server
    #[command(after_help = "Examples:
  dateline key new editors --right read --right write
  dateline key new sports-desk --feed Sports    reads this feed alone")]
    Key(KeyArguments),
    /// Print the settings in force and where each came from
    #[command(after_help = "Examples:
  dateline config
  dateline config > config.toml         a file to start from")]
    Config,
    /// Ask a running server whether it is ready
    #[command(after_help = "Examples:
  dateline health                       the server that owns the index in DATA_DIR
  dateline health --url http://10.0.0.2:7878")]
    Health(HealthArguments),
    /// Print what a shell needs to complete commands and flags
    #[command(after_help = "Examples:
  dateline completions bash > /usr/share/bash-completion/completions/dateline
  dateline completions zsh > /usr/local/share/zsh/site-functions/_dateline
  dateline completions fish > ~/.config/fish/completions/dateline.fish")]
    Completions(CompletionsArguments),
    /// Print a page of the manual
    #[command(after_help = "Examples:
  dateline man > /usr/local/share/man/man1/dateline.1
  dateline man serve > /usr/local/share/man/man1/dateline-serve.1
  dateline man | man -l -")]
    Man(ManArguments),
}

/// `health`
#[derive(Args, Debug)]
pub(crate) struct HealthArguments {
    /// The address of the server [default: where the owner of the index listens]
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,
}

/// `completions`
#[derive(Args, Debug)]
pub(crate) struct CompletionsArguments {
    /// For which shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// `man`
#[derive(Args, Debug)]
pub(crate) struct ManArguments {
    /// The page of this command [default: that of dateline as a whole]
    pub(crate) command: Option<String>,
}

/// `serve`
#[derive(Args, Debug)]
pub(crate) struct ServeArguments {
    /// Where to listen [default: 127.0.0.1:7878; environment: DATELINE_SERVER_LISTEN]
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
    /// Let everybody read who reaches the server, where no key is set
    #[arg(long)]
    pub(crate) insecure: bool,
}

/// `reindex`
#[derive(Args, Debug)]
pub(crate) struct ReindexArguments {
    /// Files and folders with stories (.txt, .json, .ndjson, .jsonl, each also .gz)
    /// [default: DATA_DIR/stories]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Take the stories that are stored in the live index instead of files
    #[arg(long, conflicts_with = "paths")]
    pub(crate) from_index: bool,
    /// Stop at the first record that cannot be read, instead of passing over it
    #[arg(long)]
    pub(crate) strict: bool,
    /// How many threads to use; 0 is one per core [environment: DATELINE_INDEX_THREADS]
    #[arg(long, value_name = "N")]
    threads: Option<String>,
}

/// `add`
#[derive(Args, Debug)]
pub(crate) struct AddArguments {
    /// Files and folders with stories (.txt, .json, .ndjson, .jsonl, each also .gz)
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Stop at the first record that cannot be read, instead of passing over it
    #[arg(long)]
    pub(crate) strict: bool,
}

/// `snapshot` and `restore`
#[derive(Args, Debug)]
pub(crate) struct ArchiveArguments {
    /// The file of the snapshot
    #[arg(value_name = "FILE")]
    pub(crate) archive: PathBuf,
    /// Replace what is there: the file by a snapshot, the live index by a restore
    #[arg(long)]
    pub(crate) force: bool,
}

/// `remove`
#[derive(Args, Debug)]
pub(crate) struct RemoveArguments {
    /// The ids of the stories
    #[arg(value_name = "ID", required = true)]
    pub(crate) ids: Vec<String>,
}

/// `show`
#[derive(Args, Debug)]
pub(crate) struct ShowArguments {
    /// The id of a story, or of one of its events
    pub(crate) id: String,
}
