//! Cursors, as they come and as what is wrapped up in them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dateline_query::request::Cursor;

/// Reads the input as a cursor, and as the content of one.
pub fn check(input: &[u8]) {
    for text in [super::text::of(input).into_owned(), URL_SAFE_NO_PAD.encode(input)] {
        match Cursor::decode(&text) {
            Ok(cursor) => holds(&cursor),
            Err(error) => assert!(error.is_callers_fault() && error.code() == "cursor_invalid"),
        }
    }
}

fn holds(cursor: &Cursor) {
    let wrapped = cursor.encode();
    let again = Cursor::decode(&wrapped);
    assert!(again.is_ok_and(|again| again == *cursor), "{cursor:?} is wrapped as {wrapped}");
    assert!(cursor.check(cursor.request).is_ok());
    assert!(cursor.check(cursor.request ^ 1).is_err());
    assert!(cursor.check_generation(cursor.generation).is_ok());
    if let Some(position) = &cursor.after {
        assert!(position.score.is_finite() && position.score >= 0.0, "{position:?}");
    }
}
