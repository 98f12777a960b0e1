//! A parsing thread: records to index documents. All the work that can be done for one story
//! without knowing of the others is done here.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crossbeam_channel::{Receiver, Sender};
use dateline_model::Story;

use super::chunk::{ParsedChunk, ParsedItem, ParserResult, RawChunk, RawItem};
use crate::sources;
use crate::{DocumentBuilder, IndexError};

/// Parses chunks until there are no more, or nobody wants them.
pub(super) fn parse_chunks(
    chunks: &Receiver<RawChunk>,
    results: &Sender<ParserResult>,
    mut builder: DocumentBuilder,
) {
    for chunk in chunks {
        // A panic is a bug of ours; it must end the run with an error and not keep others waiting
        // for a chunk that never comes.
        let result = catch_unwind(AssertUnwindSafe(|| parse_chunk(chunk, &mut builder)))
            .unwrap_or(Err(IndexError::Worker));
        if results.send(result).is_err() {
            return;
        }
    }
}

fn parse_chunk(chunk: RawChunk, builder: &mut DocumentBuilder) -> ParserResult {
    let items = chunk.items.into_iter().map(|item| parse_item(item, builder));
    Ok(ParsedChunk {
        sequence: chunk.sequence,
        items: items.collect::<Result<_, IndexError>>()?,
        ticket: chunk.ticket,
        bytes_read: chunk.bytes_read,
    })
}

fn parse_item(item: RawItem, builder: &mut DocumentBuilder) -> Result<ParsedItem, IndexError> {
    Ok(match item {
        RawItem::Reject(reject) => ParsedItem {
            outcome: Err(reject),
            notes: Vec::new(),
            unknown_fields: 0,
            events_read: 0,
            events_rejected: 0,
        },
        RawItem::Story(story) => ready(*story, builder)?,
        RawItem::Record(record) => {
            let parsed = sources::parse(&record);
            ParsedItem {
                outcome: match parsed.story {
                    Ok(story) => Ok(builder.build(story)?),
                    Err(reject) => Err(reject),
                },
                notes: parsed.notes,
                unknown_fields: parsed.unknown_fields,
                events_read: parsed.events_read,
                events_rejected: parsed.events_rejected,
            }
        }
    })
}

fn ready(story: Story, builder: &mut DocumentBuilder) -> Result<ParsedItem, IndexError> {
    let events_read = story.timeline.len() as u64;
    Ok(ParsedItem {
        outcome: Ok(builder.build(story)?),
        notes: Vec::new(),
        unknown_fields: 0,
        events_read,
        events_rejected: 0,
    })
}
