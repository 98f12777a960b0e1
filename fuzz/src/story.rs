//! What holds of every record that was parsed, of whichever format.

use dateline_indexer::sources::{Note, NoteKind, Parsed, parse_line};
use dateline_model::Story;

/// No event is lost without being told, and a story that was read is read again from its JSON.
pub(crate) fn holds(parsed: &Parsed) {
    let story = match &parsed.story {
        Ok(story) => story,
        Err(reject) => {
            assert!(!reject.detail.is_empty() && reject.line > 0, "{reject:?}");
            return;
        }
    };
    let kept = story.timeline.len() as u64;
    assert_eq!(parsed.events_read, kept + parsed.events_rejected, "{story:?}");
    let told = parsed.notes.iter().filter(|note| note.kind == NoteKind::RejectedEvent).count();
    assert_eq!(told as u64, parsed.events_rejected, "{:?}", parsed.notes);
    is_read_again(story);
}

fn is_read_again(story: &Story) {
    let json = serde_json::to_vec(story).unwrap_or_default();
    let (again, id) = parse_line(1, json);
    assert_eq!(id.as_deref(), Some(story.id.as_str()));
    assert_eq!(again.story.as_ref(), Ok(story));
    assert_eq!((again.events_rejected, again.unknown_fields), (0, 0), "{story:?}");
    // The text of a date that was not read is still none.
    let undated = |note: &Note| note.kind == NoteKind::UndatedEvent;
    assert!(again.notes.iter().all(undated), "{:?} of {story:?}", again.notes);
}
