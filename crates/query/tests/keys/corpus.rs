//! Stories of two feeds, some of both, with words that only one of them has.

use serde_json::{Value, json};

/// What a key sees that is held to the feed `World`.
pub(crate) const SEEN: &str = "World";

/// All stories.
pub(crate) fn all() -> Vec<Value> {
    vec![seen("river-flood", &["World"]), both(), secret("palace-plot"), secret("palace-vote")]
}

/// What may be seen of them: the stories of the feed, none of which tells of another feed.
pub(crate) fn cut() -> Vec<Value> {
    let mut both = both();
    both["feeds"] = json!(["World"]);
    vec![seen("river-flood", &["World"]), both]
}

pub(crate) fn seen(id: &str, feeds: &[&str]) -> Value {
    json!({
        "id": id, "title": "Floods along the river", "feeds": feeds, "updated": "2025-03-02",
        "sections": [{ "heading": "Damage", "text": "The quarter by the museum is under water.", "citations": [1] }],
        "sources": [{ "number": 1, "publisher": "Kyodo" }],
        "articles": [{ "number": 1, "publisher": "Reuters" }],
        "timeline": [
            { "date": "2025-03-01", "text": "The river floods the museum quarter.", "citations": [1] },
            { "date": "Mar 2025", "text": "Volunteers stack sandbags.", "citations": [] }
        ]
    })
}

fn both() -> Value {
    json!({
        "id": "museum-opens", "title": "A museum opens by the river", "feeds": ["Politics", "World"],
        "updated": "2025-04-02", "articles": [{ "number": 1, "publisher": "Yonhap" }],
        "timeline": [
            { "date": "2025-04-01", "text": "The museum by the river opens to volunteers.", "citations": [1] },
            { "date": "2024", "text": "The museum is planned." }
        ]
    })
}

/// A story of the other feed. Words of both feeds stand in it, some of its own, and one of each that is
/// near to a word of the other.
pub(crate) fn secret(id: &str) -> Value {
    json!({
        "id": id, "title": "Ministers plot in the palace by the river", "feeds": ["Politics"],
        "updated": "2025-05-05", "articles": [{ "number": 1, "publisher": "Insider" }],
        "timeline": [
            { "date": "2025-05-01", "text": "A minister floods the museum with ballots, volunteers say.", "citations": [1] },
            { "date": "2025-03-01", "text": "Sandbagging of the vote in the museam palace.", "citations": [1] }
        ]
    })
}
