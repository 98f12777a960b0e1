//! The page of a story.

use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use serde_json::{Value, json};

use crate::corpus::served;
use crate::page::{Page, text};
use crate::rig::Rig;

#[test]
fn citations_lead_into_their_own_list() {
    let rig = served();
    let page = Page::get(&rig, "/stories/old-bridge");
    let cited = |css: &str| page.attributes(css, "href");
    assert_eq!(cited(".story > section > p .cite"), ["#source-1", "#source-2"]);
    assert_eq!(cited(".happened .cite"), ["#article-1", "#article-1", "#article-1"]);
    assert_eq!(
        page.attributes("#source-1 .cite, .story > section > p .cite", "aria-label")[0],
        "Source 1: Reuters, Weights"
    );
    // A citation with no entry keeps its number, and is no link.
    assert!(
        text(page.one("#event-3 .text")).ends_with("[1] [7]")
            || text(page.one("#event-3 .text")).ends_with("[1][7]")
    );
    for target in cited(".cite") {
        assert_eq!(page.all(&target).len(), 1, "{target}");
    }
}

#[test]
fn the_timeline_is_drawn_to_scale_and_dates_stay_what_they_are() {
    let rig = served();
    let page = Page::get(&rig, "/stories/old-bridge");
    assert_eq!(page.all(".scale circle").len(), 1, "one day");
    assert_eq!(page.all(".scale rect").len(), 3, "a year, a month and three days");
    let dates = page.texts(".happened .date");
    assert_eq!(dates, ["1901", "Oct 23, 2025", "Nov 2025", "Dec 2–4, 2025", "Undated"]);
    let days = page.attributes(".happened time", "datetime");
    assert_eq!(days, ["1901", "2025-10-23", "2025-11"], "what has no form in HTML has none");
}

#[test]
fn programs_read_the_story_as_json_ld() {
    let rig = served();
    let reply = rig.client.send(
        axum::http::Method::GET,
        "/stories/old-bridge",
        &[("host", "news.example:8080")],
    );
    let text = reply.text();
    let page = scraper::Html::parse_document(&text);
    let one = |css: &str| page.select(&scraper::Selector::parse(css).unwrap()).next().unwrap();
    let data: Value =
        serde_json::from_str(&one("script[type='application/ld+json']").inner_html()).unwrap();
    assert_eq!(data["@type"], "NewsArticle");
    assert_eq!(data["headline"], "The old bridge is lifted");
    assert_eq!(data["dateModified"], "2025-12-20");
    let address = "http://news.example:8080/stories/old-bridge";
    assert_eq!(data["url"], address);
    let event = |name: &str, start: &str, end: &str| json!({ "@type": "Event", "name": name, "startDate": start, "endDate": end });
    assert_eq!(
        data["about"],
        json!([
            event("The bridge is built.", "1901", "1901"),
            event("The bridge is closed.", "2025-10-23", "2025-10-23"),
            event("The bridge is weighed.", "2025-11", "2025-11"),
            event("The bridge is lifted.", "2025-12-02", "2025-12-04"),
        ])
    );
    let vague = json!([{ "id": "v", "title": "V", "timeline": [
        { "date": "c. 2030", "text": "a" }, { "date": "2024/2025-03", "text": "b" },
        { "date": "202X", "text": "c" }, { "date": "2024-06/..", "text": "d" },
        { "date": "summer 2024", "text": "e" }] }]);
    let rig = Rig::with(vague.as_array().unwrap());
    let page = Page::get(&rig, "/stories/v");
    let data = page.one("script[type='application/ld+json']").inner_html();
    let data: Value = serde_json::from_str(&data).unwrap();
    let dates = data["about"].as_array().unwrap().iter();
    let dates: Vec<_> = dates.map(|event| [&event["startDate"], &event["endDate"]]).collect();
    assert_eq!(
        serde_json::to_value(dates).unwrap(),
        json!([
            ["2030", "2030"],
            ["2024", "2025-03"],
            ["2020", "2029"],
            ["2024-06", null],
            ["2024-06", "2024-08"]
        ]),
        "no day is invented"
    );
    assert_eq!(one("link[rel=canonical]").attr("href"), Some(address));
    assert_eq!(one("meta[property='og:title']").attr("content"), Some("The old bridge is lifted"));
    assert_eq!(one("meta[property='og:url']").attr("content"), Some(address));
}

#[test]
fn a_json_ld_processor_finds_story_events_and_articles() {
    let rig = served();
    let page = Page::get(&rig, "/stories/old-bridge");
    let data = page.one("script[type='application/ld+json']").inner_html();
    let parser = JsonLdParser::new().for_slice(&data).with_load_document_callback(|url, _| {
        assert_eq!(url, "https://schema.org");
        let document = br#"{"@context": {"@vocab": "https://schema.org/"}}"#.to_vec();
        Ok(JsonLdRemoteDocument { document, document_url: url.to_owned() })
    });
    let facts: Vec<_> = parser.map(|fact| fact.unwrap().to_string()).collect();
    let count = |part: &str| facts.iter().filter(|fact| fact.contains(part)).count();
    assert_eq!(count("#type> <https://schema.org/NewsArticle>"), 1);
    assert_eq!(count("#type> <https://schema.org/Event>"), 4);
    assert_eq!(count("<https://schema.org/startDate> \"2025-11\""), 1);
    assert_eq!(count("#type> <https://schema.org/CreativeWork>"), 3);
}

#[test]
fn of_two_articles_with_one_number_the_first_is_cited() {
    let article = |title: &str| json!({ "number": 1, "title": title });
    let rig = Rig::with(&[
        json!({ "id": "two", "title": "Two", "articles": [article("A"), article("B")],
        "timeline": [{ "date": "2025", "text": "Told.", "citations": [1] }] }),
    ]);
    let page = Page::get(&rig, "/stories/two");
    assert!(text(page.one("#article-1")).contains('A'));
    assert_eq!(page.attributes(".happened .cite", "aria-label"), ["Article 1: A"]);
}

#[test]
fn related_stories_say_why() {
    let rig = served();
    let page = Page::get(&rig, "/stories/old-bridge");
    assert_eq!(
        page.attributes(".related a", "href"),
        ["/stories/river-ferry", "/stories/high-dam"]
    );
    assert!(page.texts(".related .quiet").iter().any(|why| why.starts_with("Both speak of ")));
}

#[test]
fn a_story_of_1257_events_has_them_all_and_its_years_to_jump_to() {
    let event = |at: usize| json!({ "date": format!("{}-{:02}-{:02}", 2000 + at / 300, at % 12 + 1, at % 28 + 1), "text": format!("Event {at}"), "citations": [] });
    let timeline: Vec<Value> = (0..1257).map(event).collect();
    let rig = Rig::with(&[json!({ "id": "long", "title": "Long", "timeline": timeline })]);
    let page = Page::get(&rig, "/stories/long");
    assert_eq!(page.all(".happened > li").len(), 1257);
    assert_eq!(page.texts(".jump a"), ["2000", "2001", "2002", "2003", "2004"]);
    for target in page.attributes(".jump a, .scale a", "href") {
        assert_eq!(page.all(&target).len(), 1, "{target}");
    }
}

#[test]
fn a_story_that_says_little_shows_little() {
    let rig = Rig::with(&[json!({ "id": "bare", "title": "Bare" })]);
    let page = Page::get(&rig, "/stories/bare");
    assert_eq!(page.texts("h1"), ["Bare"]);
    assert_eq!(page.texts("h2"), Vec::<String>::new());
}
