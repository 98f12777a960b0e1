//! A key that is held to feeds learns nothing of the others: whatever it asks, the answer is that of a
//! service that never had their stories.

use std::time::{Duration, Instant};

use axum::http::Method;
use dateline_query::access::Right;
use serde_json::Value;

use crate::guarded::Guarded;
use crate::rig::{Reply, Rig, address};
use crate::{calls, corpus};

/// What is asked of each call that takes a query: words of both feeds, of one, near to one, their
/// beginnings, names and dates, and whatever shows counts and scores.
const ASKED: &[&[(&str, &str)]] = &[
    &[],
    &[("q", "museum")],
    &[("q", "museum river"), ("explain", "true"), ("facets", "month,year,day,kind,feed,publisher")],
    &[("q", "palace")],
    &[("q", "ministers volunteers")],
    &[("q", "museam")],
    &[("q", "sandbaging")],
    &[("q", "pal"), ("prefix", "true")],
    &[("q", "mus")],
    &[("q", "p")],
    &[("q", "feed:politics")],
    &[("q", "-feed:politics")],
    &[("feed", "Politics")],
    &[("feed", "World")],
    &[("publisher", "Insider")],
    &[("q", "story:palace-plot")],
    &[("q", "may 2025")],
    &[("on", "2025-05")],
    &[("q", "museum"), ("recency", "90d")],
    &[("q", "museum"), ("sort", "newest"), ("limit", "1")],
    &[("group", "story"), ("q", "museum")],
    &[("view", "stories"), ("q", "museum")],
];

/// The addresses that are asked: each call with each of these, and with each story.
fn addresses(guarded: &Guarded) -> Vec<String> {
    let reads = calls::all(&guarded.client);
    let reads = reads.into_iter().filter(|(_, _, right)| *right == Some(Right::Read));
    let mut addresses = Vec::new();
    for (_, path, _) in reads {
        for asked in ASKED {
            for id in ["river-flood", "museum-opens", "palace-plot", "never-there"] {
                addresses.push(address(&path.replace("{id}", id), asked));
                if !path.contains("{id}") {
                    break;
                }
            }
        }
    }
    addresses
}

/// What a reply says, without what differs between two services of the same stories.
fn said(reply: &Reply, of_this_index: bool) -> String {
    let mut text = format!("{}\n{}", reply.status, reply.header("etag"));
    match serde_json::from_slice::<Value>(&reply.bytes) {
        Ok(mut json) => {
            forget(&mut json, of_this_index);
            text.push_str(&json.to_string());
        }
        Err(_) => text.push_str(&without_times(&reply.text())),
    }
    text
}

fn forget(json: &mut Value, of_this_index: bool) {
    let Value::Object(fields) = json else { return };
    for name in ["took_ms", "request_id"] {
        fields.remove(name);
    }
    if !of_this_index {
        // How an index lies on the disk.
        for name in ["index_bytes", "last_commit", "segments"] {
            fields.remove(name);
        }
    }
}

/// A page without the time that it took, and without the id of its request.
fn without_times(page: &str) -> String {
    let is_timed = |line: &&str| {
        !line.contains(" ms") && !line.contains("request_id") && !line.contains("Request ")
    };
    page.lines().filter(is_timed).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_key_held_to_a_feed_is_answered_as_if_there_were_no_other() {
    let guarded = Guarded::with(&corpus::all());
    let alone = Rig::with(&corpus::cut());
    let mut answered = 0;
    for address in addresses(&guarded) {
        let held = guarded.ask(&guarded.held, &address);
        let expected = alone.client.send(Method::GET, &address, &[]);
        assert_eq!(said(&held, false), said(&expected, false), "{address}");
        answered += usize::from(held.status == 200);
    }
    assert!(answered > 200, "only {answered} were answered");
    // The test could tell: who may see everything is answered otherwise.
    let whole = guarded.ask(&guarded.all, "/api/v1/search?q=museum");
    let part = guarded.ask(&guarded.held, "/api/v1/search?q=museum");
    assert_ne!(whole.json()["total"], part.json()["total"]);
}

#[test]
fn nothing_that_is_written_elsewhere_shows() {
    let guarded = Guarded::with(&corpus::all());
    let addresses = addresses(&guarded);
    let ask = |address: &String| said(&guarded.ask(&guarded.held, address), true);
    let before: Vec<_> = addresses.iter().map(ask).collect();
    let secret = corpus::secret("another-plot").to_string();
    let put = |id: &str, story: &str| {
        let address = format!("/api/v1/stories/{id}");
        guarded.send(&guarded.all, Method::PUT, &address, story).status
    };
    assert_eq!(put("another-plot", &secret), 201);
    let address = "/api/v1/stories/palace-vote";
    assert_eq!(guarded.send(&guarded.all, Method::DELETE, address, "").status, 200);
    for (address, before) in addresses.iter().zip(&before) {
        assert_eq!(ask(address), *before, "{address}");
    }
    // Of what is seen, every change shows at once.
    let seen = corpus::seen("second-flood", &["World", "Politics"]).to_string();
    assert_eq!(put("second-flood", &seen), 201);
    assert_ne!(ask(&"/api/v1/stats".to_owned()), before[0]);
    let shown = guarded.ask(&guarded.held, "/api/v1/stories/second-flood").json();
    assert_eq!(shown["feeds"], serde_json::json!(["World"]));
    // A story that leaves the feed is gone.
    let hidden = corpus::seen("second-flood", &["Politics"]).to_string();
    assert_eq!(put("second-flood", &hidden), 200);
    assert_eq!(guarded.ask(&guarded.held, "/api/v1/stories/second-flood").status, 404);
    assert_eq!(guarded.ask(&guarded.all, "/api/v1/stories/second-flood").status, 200);
}

#[test]
fn a_part_follows_to_another_generation_and_what_is_written_meanwhile_is_in_it() {
    // So many that building takes longer than writing.
    const OTHERS: usize = 1_500;
    let guarded = Guarded::with(&corpus::all());
    let others = (0..OTHERS).map(|n| corpus::seen(&format!("other-{n}"), &["World"]));
    let others: Vec<_> = others.chain([corpus::secret("palace-plot")]).collect();
    let page = guarded.ask(&guarded.held, "/api/v1/search?q=museum&limit=1").json();
    let next = page["next"].as_str().unwrap().to_owned();
    guarded.rig.reindex(&others);
    guarded.client.wait(async { guarded.parts.rebuild() });
    let found = || {
        let reply = guarded.ask(&guarded.held, "/api/v1/search?kind=story&limit=0");
        reply.json()["total"].as_u64().unwrap() as usize
    };
    // Some are written before the part is begun, some while it is built.
    let mut written = 0;
    let started = Instant::now();
    while found() < OTHERS {
        let id = format!("late-{written}");
        let late = corpus::seen(&id, &["World"]).to_string();
        let address = format!("/api/v1/stories/{id}");
        assert_eq!(guarded.send(&guarded.all, Method::PUT, &address, &late).status, 201);
        written += 1;
        assert!(started.elapsed() < Duration::from_secs(60), "the part does not follow");
    }
    assert!(written > 1, "the part was built before anything was written");
    assert_eq!(found(), OTHERS + written);
    // A page of the generation before does not go on in this one.
    let on = guarded.ask(&guarded.held, &format!("/api/v1/search?q=museum&limit=1&cursor={next}"));
    assert_eq!(on.status, 410, "{}", on.text());
}
