//! Pages link to files and feeds that are there.

use std::collections::BTreeSet;

use scraper::{Html, Selector};

use crate::corpus::hard;

#[test]
fn every_file_and_feed_that_a_page_links_to_is_given() {
    let rig = hard();
    let pages: [(&str, &[(&str, &str)]); 8] = [
        ("/", &[]),
        ("/", &[("feed", "+1")]),
        ("/", &[("q", "year")]),
        ("/", &[("q", "year"), ("sort", "newest"), ("view", "events"), ("on", "2024")]),
        ("/", &[("q", "year"), ("sort", "relevance"), ("recency", "90d"), ("kind", "event")]),
        ("/timeline", &[("q", "year"), ("sort", "newest"), ("facet_limit", "50")]),
        ("/timeline", &[("story", "hard"), ("precision", "year"), ("dates", "within")]),
        ("/stories/hard", &[]),
    ];
    let links = Selector::parse("a[href], link[href]").unwrap();
    let mut seen = BTreeSet::new();
    for (path, parameters) in pages {
        let page = rig.client.get(path, parameters);
        assert_eq!(page.status, 200, "{path} {parameters:?}");
        let html = Html::parse_document(&page.text());
        for link in html.select(&links).filter_map(|link| link.attr("href")) {
            let path = link.split('?').next().unwrap();
            if path.starts_with("/export/") || path == "/feed.atom" || path == "/opensearch.xml" {
                let reply = rig.client.get(link, &[]);
                assert_eq!(reply.status, 200, "{link}: {}", reply.text());
                seen.insert(path.to_owned());
            }
        }
    }
    assert_eq!(seen.len(), 6, "{seen:?}");
}
