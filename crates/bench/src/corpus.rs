//! The stories that are indexed, as NDJSON: those of the source, and as many copies of each as were
//! asked for, each with other dates and other rare words.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use dateline_indexer::sources::{self, Format, Limits, discover};
use dateline_model::{DateSpan, Day, Precision, Story, StoryId};

use crate::bend::Words;

/// By how many days the dates of each copy are later than those of the one before.
const DAYS_APART: i32 = 3;

/// A story, and its line where it stands in one.
pub(crate) struct Entry {
    pub(crate) story: Story,
    line: Option<Vec<u8>>,
}

/// Reads all stories of a file or folder. What cannot be read is passed over.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Entry>> {
    let found = discover(&[path.to_owned()])?;
    let mut entries = Vec::new();
    for file in found.files {
        let is_lines = file.format == Format::Ndjson;
        for record in sources::open(Arc::new(file), Limits::default())? {
            let Ok(record) = record else { continue };
            let Ok(story) = sources::parse(&record).story else { continue };
            entries.push(Entry { story, line: is_lines.then_some(record.body) });
        }
    }
    anyhow::ensure!(!entries.is_empty(), "there is no story in {}", path.display());
    Ok(entries)
}

/// Writes the stories and their copies, a story a line. Gives how many bytes that makes.
pub(crate) fn write(entries: &[Entry], copies: u32, to: &Path) -> anyhow::Result<u64> {
    let mut words = Words::default();
    entries.iter().for_each(|entry| words.count(&entry.story));
    let file = File::create(to).with_context(|| format!("cannot write {}", to.display()))?;
    let mut out = BufWriter::with_capacity(1 << 20, file);
    for copy in 0..copies {
        for Entry { story, line } in entries {
            match line {
                Some(line) if copy == 0 => out.write_all(line)?,
                _ if copy == 0 => serde_json::to_writer(&mut out, story)?,
                _ => serde_json::to_writer(&mut out, &copied(story, copy, &words)?)?,
            }
            out.write_all(b"\n")?;
        }
    }
    let file = out.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    Ok(file.metadata()?.len())
}

fn copied(story: &Story, copy: u32, words: &Words) -> anyhow::Result<Story> {
    let mut story = story.clone();
    let mut id = story.id.as_str().to_owned();
    // Ids are ASCII, and have room for the number behind them.
    id.truncate(100);
    story.id = StoryId::new(format!("{id}-{copy}"))?;
    story.title = words.bend(&story.title, copy);
    story.updated = story.updated.map(|date| moved(date, copy));
    for section in &mut story.sections {
        section.text = words.bend(&section.text, copy);
    }
    for event in &mut story.timeline {
        event.text = words.bend(&event.text, copy);
        event.date = event.date.map(|date| moved(date, copy));
        if let Some(date) = &event.date {
            event.date_text = date.to_string();
        }
    }
    Ok(story)
}

/// A day moves; what is less precise stays.
fn moved(date: DateSpan, copy: u32) -> DateSpan {
    let days = DAYS_APART * i32::try_from(copy).unwrap_or(0);
    if date.precision() != Precision::Day || date.first() != date.last() {
        return date;
    }
    Day::from_number(date.first().number() + days).map_or(date, DateSpan::day)
}
