//! Stories that are not meant well, in a real browser: nothing of them runs, and they fit a phone.

use serde_json::json;

use super::harness::Browser;
use crate::support::{Dateline, Place, Server};

const SCRIPT: &str =
    "<script>document.title = 'ran'</script><img src=x onerror=\"document.title='ran'\">";

#[test]
fn markup_long_words_and_texts_of_either_direction_are_shown_and_fit() {
    let long = "w".repeat(300);
    let story = json!({
        "id": "bad", "title": format!("Walrus {SCRIPT} {long} فيضان في المدينة"), "language": "ar",
        "feeds": [SCRIPT, long], "updated": "2025-01-01",
        "sections": [{ "heading": long, "text": format!("walrus {SCRIPT} {long}"), "citations": [1, 2] }],
        "sources": [{ "number": 1, "title": long, "publisher": SCRIPT, "url": "https://example.org/1" }],
        "articles": [{ "number": 1, "title": SCRIPT, "publisher": long, "url": "javascript://x/%0aalert(1)" }],
        "timeline": [{ "date": "2024", "text": format!("Walrus {long}"), "citations": [1] },
                     { "date": "2025-01-05", "text": format!("Walrus {SCRIPT} وصل الماء"), "citations": [1, 9] }]
    });
    let place = Place::empty();
    let file = place.write("bad.ndjson", &story.to_string());
    Dateline::at(&place).run(&["reindex", "--quiet", file.to_str().unwrap()]).expect_code(0);
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    let query = format!("/?q=walrus+{long}&view=events");
    for address in ["/", "/?q=walrus", "/stories/bad", "/timeline?q=walrus", &query] {
        page.open(address);
        assert!(page.find("main").text().contains("<script>"), "{address}");
        page.expect_usable_in_every_look();
        assert_ne!(page.execute("return document.title"), "ran", "{address}");
    }
}
