//! `dateline man`: a page of the manual, for `man` to show.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_mangen::Man;

use crate::arguments::Arguments;
use crate::failure::Failure;

pub(super) fn run(command: Option<&str>) -> anyhow::Result<()> {
    let mut whole = Arguments::command().disable_help_subcommand(true);
    // Names the pages of commands, and gives these the flags of all.
    whole.build();
    let page = match command {
        None => whole,
        Some(name) => whole.find_subcommand(name).cloned().ok_or_else(|| {
            let names: Vec<_> = whole.get_subcommands().map(clap::Command::get_name).collect();
            Failure::Flag(format!("there is no command `{name}`; there is {}", names.join(", ")))
        })?,
    };
    let mut text = Vec::new();
    Man::new(page).render(&mut text)?;
    Ok(io::stdout().write_all(&text)?)
}
