//! Writing: a story after the other, and many writers at once.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dateline_model::{Event, Story, StoryId};

use crate::http::Connection;
use crate::run::{Asker, run};
use crate::samples::Samples;

/// How many stories one writer writes.
const ALONE: usize = 200;
/// How many writers there are together.
const TOGETHER: usize = 32;
/// How many events a story has that is written.
const EVENTS: usize = 4;

/// What both came to: one writer, and all together.
pub(crate) fn measure(
    address: SocketAddr,
    stories: &[Story],
    during: Duration,
) -> anyhow::Result<(Samples, Samples)> {
    let alone = Arc::new(requests(address, stories, "alone", ALONE)?);
    let mut writer = Connection::to(address, Arc::clone(&alone))?;
    let (mut took, began) = (Vec::new(), Instant::now());
    for number in 0..alone.len() {
        let started = Instant::now();
        writer.ask(number)?;
        took.push(started.elapsed());
    }
    let mut one = Samples::default();
    one.add(took, began.elapsed());

    let count = (during.as_secs_f64() * 10_000.0) as usize;
    let many = Arc::new(requests(address, stories, "together", count.max(TOGETHER))?);
    let writers = (0..TOGETHER).map(|_| Connection::to(address, Arc::clone(&many)));
    let writers = writers.collect::<Result<Vec<_>, _>>()?;
    let (took, all) = run(writers, many.len(), during)?;
    let mut together = Samples::default();
    together.add(took, all);
    Ok((one, together))
}

/// A request for each of so many new stories, with events of the corpus.
fn requests(
    address: SocketAddr,
    stories: &[Story],
    name: &str,
    count: usize,
) -> anyhow::Result<Vec<Vec<u8>>> {
    let events: Vec<&Event> =
        stories.iter().flat_map(|story| &story.timeline).take(5_000).collect();
    (0..count)
        .map(|number| {
            let at = number * EVENTS % events.len().saturating_sub(EVENTS).max(1);
            let timeline = events.iter().skip(at).take(EVENTS).map(|event| (*event).clone());
            let id = StoryId::new(format!("{name}-{number}"))?;
            let mut story = Story::new(id, format!("Story {number} that was written {name}"));
            story.feeds = vec!["World".to_owned()];
            story.timeline = timeline.collect();
            let body = serde_json::to_vec(&story)?;
            let head = format!(
                "PUT /api/v1/stories/{} HTTP/1.1\r\nHost: {address}\r\n\
                 Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
                story.id,
                body.len()
            );
            Ok([head.into_bytes(), body].concat())
        })
        .collect()
}
