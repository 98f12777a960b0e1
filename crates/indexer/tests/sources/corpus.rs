//! The real corpus, which lies beside the project.

use std::time::Instant;

use dateline_indexer::sources::{Limits, open, parse};

use super::{beside_the_project, source};

#[test]
fn the_corpus_is_read_without_a_reject() {
    let Some(path) = beside_the_project("stories-2002-2023.ndjson.gz") else { return };
    let started = Instant::now();
    let records: Vec<_> = open(source(&path), Limits::default()).unwrap().collect();
    let cut = started.elapsed();
    let bytes: usize = records.iter().flatten().map(|record| record.body.len()).sum();
    let started = Instant::now();
    let (mut stories, mut events, mut undated) = (0, 0, 0);
    for record in &records {
        let parsed = parse(record.as_ref().unwrap());
        let story = parsed.story.unwrap();
        assert_eq!((parsed.events_rejected, parsed.unknown_fields), (0, 0));
        assert_eq!(parsed.events_read, story.timeline.len() as u64);
        stories += 1;
        events += story.timeline.len();
        undated += story.timeline.iter().filter(|event| event.date.is_none()).count();
    }
    println!("{bytes} bytes: unpacked and cut in {cut:?}, parsed in {:?}", started.elapsed());
    assert_eq!((stories, events, undated), (14_865, 102_567, 0));
}
