//! Four stories.

use serde_json::{Value, json};

use crate::rig::Rig;

/// The stories, served.
pub(crate) fn served() -> Rig {
    Rig::with(&stories())
}

fn stories() -> Vec<Value> {
    vec![museum(), flood(), cafes(), quiet()]
}

fn museum() -> Value {
    json!({
        "id": "pyongyang-museum",
        "title": "Pyongyang builds a museum for its fallen",
        "feeds": ["World", "Asia Pacific"],
        "url": "https://news.example/pyongyang-museum",
        "language": "en",
        "updated": "2025-12-20",
        "sections": [
            {
                "heading": "Construction and opening",
                "text": "The museum rises on the river’s east bank; soldiers pour concrete by night. Officials call it a “palace of memory” & expect 10,000 visitors <daily>.",
                "citations": [1]
            },
            { "text": "Reporters were shown models of the sculptures.", "citations": [2, 9] }
        ],
        "sources": [
            { "number": 1, "title": "Ground is broken", "publisher": "Reuters", "url": "https://reuters.example/1", "published": "Oct 23, 2025" },
            { "number": 2, "publisher": "Kyodo" }
        ],
        "articles": [
            { "number": 1, "title": "Kim visits the site", "publisher": "REUTERS", "url": "https://reuters.example/2" },
            { "number": 2, "publisher": "Yonhap" }
        ],
        "timeline": [
            { "date": "Oct 23, 2025", "text": "Kim Jong Un breaks ground for the museum.", "citations": [1] },
            { "date": "Nov 2025", "text": "State\u{2011}run media show the museum’s walls.", "citations": [2, 7] },
            { "date": "Dec 12-14, 2025", "text": "Kim reviews giant sculptures of soldiers.", "citations": [] },
            { "date": "early 2026", "text": "The opening is planned.", "citations": [1, 2] }
        ]
    })
}

fn flood() -> Value {
    json!({
        "id": "river-flood",
        "title": "Floods along the river",
        "feeds": ["World"],
        "sections": [
            { "heading": "Damage", "text": "Flooding closed the museum quarter. Volunteers stacked sandbags along the quay while trains stood still, and the mayor asked everyone on the lower streets to leave their homes before nightfall. Bridges were shut one after another. When the flood crested on the second morning, the water had reached the steps of the old museum, whose curators had carried the paintings upstairs.", "citations": [1] }
        ],
        "sources": [{ "number": 1, "publisher": "Réuters" }],
        "articles": [{ "number": 1, "publisher": "Reuters" }],
        "timeline": [
            { "date": "2025-10-23", "text": "Kim Jong-un breaks ground for a museum", "citations": [1] },
            { "date": "2025-11-30/2025-12-01", "text": "The river floods the quay.", "citations": [1] },
            { "date": "2025", "text": "The wettest year on record.", "citations": [] },
            { "date": null, "text": "Levees are promised.", "citations": [] }
        ]
    })
}

fn cafes() -> Value {
    json!({
        "id": "zurich-cafes",
        "title": "Zürich’s cafés reopen",
        "feeds": ["Économie"],
        "updated": "2024-06",
        "sections": [{ "text": "Every Café on the Straße opens again." }],
        "timeline": [
            { "date": "2023~", "text": "Cafés close." },
            { "date": "2024-03/..", "text": "The CAFÉ on the lake serves guests." },
            { "date": "202X", "text": "A decade of change." }
        ]
    })
}

fn quiet() -> Value {
    json!({ "id": "quiet", "title": "Nothing happened" })
}
