//! Answers on stdout. Whoever reads them may stop reading: a broken pipe is an error here, which
//! the exit code takes for success.

mod marked;
mod number;

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Write};

use serde::Serialize;

use crate::arguments::{Colour, GlobalArguments};
use crate::settings::Environment;

pub(crate) use marked::{Marked, without_control};
pub(crate) use number::{bytes, grouped};

/// The narrowest terminal that text is wrapped for.
const MIN_WIDTH: usize = 40;

/// Where answers go, and in which form.
pub(crate) struct Output {
    writer: BufWriter<Box<dyn Write>>,
    styled: bool,
    width: Option<usize>,
    /// Whether answers are JSON.
    pub(crate) json: bool,
}

impl Output {
    /// Stdout, as the flags and the environment want it.
    pub(crate) fn stdout(arguments: &GlobalArguments, environment: &Environment) -> Self {
        let stdout = io::stdout();
        let is_terminal = stdout.is_terminal();
        let styled = match arguments.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => is_terminal && !environment.forbids_colour(),
        };
        let columns = console::Term::stdout().size_checked().map(|(_, columns)| columns.into());
        let width = columns.filter(|_| is_terminal).map(|columns: usize| columns.max(MIN_WIDTH));
        Self { writer: BufWriter::new(Box::new(stdout)), styled, width, json: arguments.json }
    }

    /// The width of the terminal, if it is one.
    pub(crate) fn width(&self) -> Option<usize> {
        self.width
    }

    /// A line.
    pub(crate) fn line(&mut self, text: impl Display) -> io::Result<()> {
        writeln!(self.writer, "{text}")
    }

    /// A row of a report: what it is, and how much.
    pub(crate) fn row(&mut self, name: &str, value: &str) -> io::Result<()> {
        self.line(format_args!("  {name:<20} {value:>12}"))
    }

    /// An answer in JSON.
    pub(crate) fn answer(&mut self, answer: &impl Serialize) -> anyhow::Result<()> {
        // serde_json hides the kind of an error of the writer, so it gets none.
        let json = serde_json::to_string_pretty(answer)?;
        Ok(writeln!(self.writer, "{json}")?)
    }

    /// Running text under an indent, wrapped to the terminal, with its marks.
    pub(crate) fn text(&mut self, indent: usize, text: &Marked) -> io::Result<()> {
        let width = self.width.map(|width| width.saturating_sub(indent).max(MIN_WIDTH / 2));
        for line in text.wrapped(width, self.styled) {
            writeln!(self.writer, "{:indent$}{line}", "")?;
        }
        Ok(())
    }

    /// Text in bold, where that is wanted, and without control characters.
    pub(crate) fn bold(&self, text: &str) -> String {
        self.styled_as("1", text)
    }

    /// Text that stands back.
    pub(crate) fn dim(&self, text: &str) -> String {
        self.styled_as("2", text)
    }

    fn styled_as(&self, code: &str, text: &str) -> String {
        let text = without_control(text);
        if self.styled { format!("\x1b[{code}m{text}\x1b[0m") } else { text }
    }

    /// Sends everything on its way.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
