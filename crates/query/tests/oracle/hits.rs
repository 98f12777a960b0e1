//! What a hit says of its document.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::calendar::{FIRST_OF_ALL, LAST_OF_ALL, PRECISIONS, day_text};
use super::corpus::Document;
use super::request::Request;
use super::world::World;

/// The date of a hit.
fn date(document: &Document) -> Value {
    let Some(when) = &document.when else { return Value::Null };
    let mut date = json!({ "edtf": when.edtf, "precision": PRECISIONS[when.precision] });
    if when.first != FIRST_OF_ALL {
        date["start"] = json!(day_text(when.first));
    }
    if when.last != LAST_OF_ALL {
        date["end"] = json!(day_text(when.last));
    }
    if when.approximate {
        date["approximate"] = json!(true);
    }
    if when.uncertain {
        date["uncertain"] = json!(true);
    }
    date
}

fn check_hit(hit: &Value, document: &Document, story: &Value, name: &str) {
    let kind = if document.is_event() { "event" } else { "story" };
    assert_eq!(hit["kind"], kind, "{name}");
    assert_eq!(hit["story"]["id"], json!(document.story), "{name}");
    assert_eq!(hit["story"]["title"], story["title"], "{name}");
    assert_eq!(hit["story"]["feeds"], story["feeds"], "{name}");
    let mut shown = hit["date"].clone();
    if let Some(shown) = shown.as_object_mut() {
        assert!(shown.remove("label").is_some_and(|label| label != ""), "{name}");
    }
    assert_eq!(shown, date(document), "the date of {}, {name}", hit["id"]);
    if !document.is_event() {
        assert_eq!(hit["citations"], json!([]), "{name}");
        return;
    }
    let event = &story["timeline"][document.number - 1];
    assert_eq!(hit["text"], event["text"], "{name}");
    let written = event["date_text"].as_str().filter(|text| !text.is_empty());
    assert_eq!(hit["date_text"].as_str(), written, "{name}");
    let articles = story["articles"].as_array().unwrap();
    let cited: Vec<Value> = event["citations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|number| {
            let article = articles.iter().find(|article| article["number"] == *number);
            let publisher = article.map_or(&Value::Null, |article| &article["publisher"]);
            json!({ "number": number, "publisher": publisher, "url": null })
        })
        .collect();
    assert_eq!(hit["citations"], json!(cited), "{name}");
}

#[test]
fn a_hit_shows_its_document_and_no_other() {
    let mut world = World::grown(21);
    let stories: BTreeMap<String, Value> =
        world.tales.iter().map(|tale| (tale.id.clone(), tale.to_json())).collect();
    let documents: BTreeMap<String, Document> =
        world.documents.iter().map(|document| (document.id(), document.clone())).collect();
    for _ in 0..60 {
        let request = Request::random(&mut world.random, &world.tales);
        let parameters = request.with_kind();
        let more = [("limit", "100"), ("sort", *world.random.pick(&["newest", "relevance"]))];
        let name = world.named("/api/v1/search", &parameters, &more);
        let reply = world.ask("/api/v1/search", &parameters, &more);
        for hit in reply["hits"].as_array().unwrap() {
            let document = &documents[hit["id"].as_str().unwrap()];
            check_hit(hit, document, &stories[&document.story], &name);
        }
    }
}
