//! The description of the search, and what browsers suggest.

use roxmltree::{Document, Node};
use serde_json::json;

use crate::corpus::hard;
use crate::rig::Rig;

const NAMESPACE: &str = "http://a9.com/-/spec/opensearch/1.1/";

#[test]
fn the_description_says_where_and_how_to_search() {
    let rig = hard();
    let reply = rig.client.get("/opensearch.xml", &[]);
    assert_eq!(reply.header("content-type"), "application/opensearchdescription+xml");
    let text = reply.text();
    let document = Document::parse(&text).unwrap();
    let root = document.root_element();
    assert!(root.has_tag_name((NAMESPACE, "OpenSearchDescription")), "{text}");
    let all = |name| root.children().filter(move |node| node.has_tag_name((NAMESPACE, name)));
    let one = |name| all(name).next().and_then(|node| node.text()).unwrap_or_default();
    assert!((1..=16).contains(&one("ShortName").chars().count()), "{text}");
    assert!((1..=1024).contains(&one("Description").chars().count()), "{text}");
    let icon = one("Image").strip_prefix("http://localhost").unwrap();
    assert_eq!(rig.client.get(icon, &[]).status, 200);
    for url in all("Url") {
        let template = url.attribute("template").unwrap();
        let address = template.strip_prefix("http://localhost").unwrap();
        let kind = url.attribute("type").unwrap();
        // The page of results is told of elsewhere.
        if kind != "text/html" {
            let reply = rig.client.get(&address.replace("{searchTerms}", "year"), &[]);
            assert_eq!(reply.status, 200, "{address}");
            assert!(reply.header("content-type").starts_with(kind), "{address}");
        }
    }
    let templates: Vec<_> = all("Url").map(template).collect();
    let expected = [
        ("results", "http://localhost/?q={searchTerms}"),
        ("results", "http://localhost/feed.atom?q={searchTerms}"),
        ("suggestions", "http://localhost/suggest.json?q={searchTerms}"),
        ("self", "http://localhost/opensearch.xml"),
    ];
    assert_eq!(templates, expected);
}

fn template<'a>(url: Node<'a, '_>) -> (&'a str, &'a str) {
    (url.attribute("rel").unwrap(), url.attribute("template").unwrap())
}

#[test]
fn suggestions_are_what_was_typed_and_a_list() {
    let stories = [
        json!({ "id": "a", "title": "Museums of the north" }),
        json!({ "id": "b", "title": "A museum" }),
    ];
    let rig = Rig::with(&stories);
    let reply = rig.client.get("/suggest.json", &[("q", "mus")]);
    assert_eq!(reply.header("content-type"), "application/x-suggestions+json");
    let suggested = rig.ask("/api/v1/suggest", &[("q", "mus")]);
    let words = suggested["words"].as_array().unwrap().iter().map(|word| &word["text"]);
    let titles = suggested["titles"].as_array().unwrap().iter().map(|story| &story["title"]);
    let texts: Vec<_> = words.chain(titles).collect();
    assert!(texts.len() > 2, "{texts:?}");
    assert_eq!(reply.json(), json!(["mus", texts]));
    assert_eq!(rig.ask("/suggest.json", &[]), json!(["", []]));
    assert_eq!(rig.client.get("/suggest.json", &[("limit", "0")]).status, 400);
}
