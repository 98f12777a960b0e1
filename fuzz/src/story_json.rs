//! Stories as JSON: a line of NDJSON, and the body of a request.

use dateline_indexer::sources::{parse_body, parse_line};
use dateline_model::StoryId;

/// Parses the input as both.
pub fn check(input: &[u8]) {
    let (line, id) = parse_line(1, input.to_vec());
    super::story::holds(&line);
    if let Ok(story) = &line.story {
        assert_eq!(id.as_deref(), Some(story.id.as_str()));
    }
    let Ok(address) = StoryId::new("address") else { return };
    let body = parse_body(input.to_vec(), &address);
    super::story::holds(&body);
    // What can be read as a line can be read as a body, where only the id may be another.
    if let Ok(story) = &line.story {
        let as_body = body.story.as_ref();
        assert!(as_body.is_ok_and(|it| it.title == story.title && it.timeline == story.timeline));
    }
}
