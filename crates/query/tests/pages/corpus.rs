//! Stories for pages: two feeds, dates of every kind, citations of both kinds.

use serde_json::{Value, json};

use crate::rig::Rig;

/// The stories, served.
pub(crate) fn served() -> Rig {
    Rig::with(&[bridge(), ferry(), dam()])
}

fn bridge() -> Value {
    json!({
        "id": "old-bridge",
        "title": "The old bridge is lifted",
        "feeds": ["World", "Rivers"],
        "updated": "2025-12-20",
        "url": "https://news.example/old-bridge",
        "sections": [
            { "heading": "Weighed first", "text": "Engineers weigh the bridge.", "citations": [1, 9] },
            { "text": "Then they lift it.", "citations": [2] }
        ],
        "sources": [
            { "number": 1, "title": "Weights", "publisher": "Reuters", "url": "https://reuters.example/1" },
            { "number": 2, "title": "Lifts", "publisher": "Kyodo", "published": "Dec 2, 2025" }
        ],
        "articles": [
            { "number": 1, "title": "A bridge moves", "publisher": "BBC", "url": "https://bbc.example/1" }
        ],
        "timeline": [
            { "date": "1901", "text": "The bridge is built.", "citations": [] },
            { "date": "Oct 23, 2025", "text": "The bridge is closed.", "citations": [1] },
            { "date": "Nov 2025", "text": "The bridge is weighed.", "citations": [1, 7] },
            { "date": "Dec 2-4, 2025", "text": "The bridge is lifted.", "citations": [1] },
            { "text": "The bridge comes back.", "citations": [] }
        ]
    })
}

fn ferry() -> Value {
    json!({
        "id": "river-ferry",
        "title": "A ferry in place of the bridge",
        "feeds": ["Rivers"],
        "sections": [{ "text": "A ferry carries people across." }],
        "articles": [{ "number": 1, "publisher": "Reuters" }],
        "timeline": [
            { "date": "2025-11-03", "text": "The ferry for the closed bridge sails.", "citations": [1] },
            { "date": "2025-12", "text": "The ferry is full.", "citations": [] }
        ]
    })
}

fn dam() -> Value {
    json!({
        "id": "high-dam",
        "title": "The high dam",
        "feeds": ["World"],
        "updated": "2024-02-01",
        "timeline": [{ "date": "2024-01-15", "text": "The dam is inspected.", "citations": [] }]
    })
}
