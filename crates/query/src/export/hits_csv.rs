//! Hits as a table, for spreadsheets and for programs: CSV as RFC 4180 has it.
//!
//! A spreadsheet takes a cell for a formula that begins with `=`, `+`, `-`, `@`, a tab or a carriage
//! return, and a formula can send what stands in the other cells elsewhere. Texts come from many hands,
//! so such a cell begins with an apostrophe, which makes it text; a program that needs the cell as it
//! was takes the apostrophe away, or reads `hits.ndjson`, where nothing is added.

use std::borrow::Cow;
use std::io;

use csv::{Terminator, Writer, WriterBuilder};
use dateline_engine::Hit;
use dateline_model::DateSpan;

use super::Format;
use super::citation::cited;

const HEADER: [&str; 12] = [
    "kind",
    "id",
    "story_id",
    "story_title",
    "feeds",
    "date_edtf",
    "date_start",
    "date_end",
    "precision",
    "label",
    "text",
    "citations",
];

/// What stands between several values of one cell.
const BETWEEN: &str = "; ";

/// Hits as a table with a header.
#[derive(Debug)]
pub(crate) struct HitsCsv;

impl Format for HitsCsv {
    fn begin(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        let mut table = table(out);
        table.write_record(HEADER)?;
        table.flush()
    }

    fn hits(&mut self, hits: Vec<Hit>, out: &mut Vec<u8>) -> io::Result<()> {
        let mut table = table(out);
        for hit in hits {
            let cells = cells(&hit);
            table.write_record(cells.iter().map(|cell| no_formula(cell).into_owned()))?;
        }
        table.flush()
    }

    fn end(&mut self, _: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }
}

fn table(out: &mut Vec<u8>) -> Writer<&mut Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out)
}

fn cells(hit: &Hit) -> [String; HEADER.len()] {
    let of_date = |told: fn(&DateSpan) -> String| hit.date.as_ref().map(told).unwrap_or_default();
    let citations: Vec<String> = hit.citations.iter().map(cited).collect();
    [
        hit.id.kind().as_str().to_owned(),
        hit.id.to_string(),
        hit.story.id.to_string(),
        hit.story.title.clone(),
        hit.story.feeds.join(BETWEEN),
        of_date(DateSpan::to_string),
        of_date(|date| if date.is_open_start() { String::new() } else { date.first().to_string() }),
        of_date(|date| if date.is_open_end() { String::new() } else { date.last().to_string() }),
        of_date(|date| date.precision().to_string()),
        of_date(DateSpan::label),
        hit.text.clone(),
        citations.join(BETWEEN),
    ]
}

/// The cell as one that no spreadsheet calculates.
fn no_formula(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}
