//! A story of all that is hard to write down, and stories of which there are many.

use serde_json::{Value, json};

use crate::rig::Rig;

/// A title that ends elements, sections and lines, and rings.
pub(crate) const TITLE: &str = "<script>alert(\"1\")</script> ]]> & 'it', \u{7}متحف";
/// The same as formats hold it that have no control characters.
pub(crate) const PRINTABLE: &str = "<script>alert(\"1\")</script> ]]> & 'it', \u{FFFD}متحف";

/// A text from right to left, longer than a line, and the text of a formula with line ends.
pub(crate) const RIGHT_TO_LEFT: &str =
    "افتتح المتحف أبوابه للزوار بعد سنوات من البناء، وقال المسؤولون إنه يتوقع استقبال آلاف الزائرين";
pub(crate) const FORMULA: &str = "=HYPERLINK(\"https://evil.example\"),\r\n\"click\"; me\\now";

/// The hard story alone.
pub(crate) fn hard() -> Rig {
    Rig::with(&[hard_story()])
}

fn hard_story() -> Value {
    json!({
        "id": "hard",
        "title": TITLE,
        "feeds": ["World, Asia; East", "+1"],
        "updated": "2025-12-20",
        "sections": [{ "text": "A summary with <b>marks</b> & ]]>." }],
        "articles": [{ "number": 1, "publisher": "Reuters", "url": "https://reuters.example/a,b;c" }],
        "timeline": [
            { "date": "0001", "text": "The first year." },
            { "date": "2024", "text": "A year alone." },
            { "date": "early 2025", "text": "A part of a year." },
            { "date": "mid-June 2025", "text": "A part of a month." },
            { "date": "2024-06/..", "text": "It goes on since then." },
            { "date": "../2023-05", "text": "It went on until then." },
            { "date": "2025-11-30/2025-12-02", "text": RIGHT_TO_LEFT, "citations": [1, 2] },
            { "date": "2025-12-05?", "text": FORMULA },
            { "date": "9999-12-31", "text": "The last day." },
            { "date": "9999", "text": "The last year." },
            { "date": null, "text": "Nobody knows when <i>this</i> was." },
            { "date": null, "text": "Nor this." }
        ]
    })
}

/// How many events the longest story has.
pub(crate) const LONGEST: usize = 1_257;
/// How many stories and events there are in all.
pub(crate) const MANY: usize = 2_500;

/// Many stories and events, each with the word "many".
pub(crate) fn many() -> Rig {
    Rig::with(&many_stories())
}

pub(crate) fn many_stories() -> Vec<Value> {
    let day = |number: usize| format!("20{:02}-0{}-1{}", number % 25, number % 9 + 1, number % 7);
    let event = |number: usize| json!({ "date": day(number), "text": format!("Many {number}.") });
    let longest: Vec<Value> = (0..LONGEST).map(event).collect();
    let longest = json!({ "id": "longest", "title": "The longest of many", "timeline": longest });
    let short = |number: usize| json!({ "id": format!("s{number}"), "title": format!("One of many, {number}"), "timeline": [event(number)] });
    std::iter::once(longest).chain((0..(MANY - LONGEST - 1) / 2).map(short)).collect()
}
