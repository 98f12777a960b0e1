//! The OpenAPI document says what the service does, no less and no more.

#![expect(clippy::unwrap_used, reason = "a failed step of a test is a failed test")]

mod rig;

use std::collections::BTreeSet;

use dateline_query::request::{Endpoint, Parameter, RequestLimits, ValueKind};
use rig::Rig;
use serde_json::{Value, json};

/// Every call that reads, with its parameters.
const CALLS: [(&str, Endpoint); 19] = [
    ("/api/v1/search", Endpoint::Search),
    ("/api/v1/timeline", Endpoint::Timeline),
    ("/api/v1/months", Endpoint::Months),
    ("/api/v1/headlines", Endpoint::Headlines),
    ("/api/v1/suggest", Endpoint::Suggest),
    ("/api/v1/stories/{id}", Endpoint::Bare),
    ("/api/v1/stories/{id}/related", Endpoint::Related),
    ("/api/v1/feeds", Endpoint::Bare),
    ("/api/v1/stats", Endpoint::Bare),
    ("/export/hits.csv", Endpoint::Hits),
    ("/export/hits.ndjson", Endpoint::Hits),
    ("/export/timeline.ics", Endpoint::Events),
    ("/export/timelinejs.json", Endpoint::Events),
    ("/feed.atom", Endpoint::Feed),
    ("/opensearch.xml", Endpoint::Bare),
    ("/suggest.json", Endpoint::Suggest),
    ("/healthz", Endpoint::Bare),
    ("/readyz", Endpoint::Bare),
    ("/metrics", Endpoint::Bare),
];

/// Every call that writes; none takes parameters.
const WRITES: [(&str, &str); 3] = [
    ("put", "/api/v1/stories/{id}"),
    ("delete", "/api/v1/stories/{id}"),
    ("post", "/api/v1/stories"),
];

/// Every call, as its method and its path.
fn calls() -> impl Iterator<Item = (&'static str, &'static str)> {
    CALLS.into_iter().map(|(path, _)| ("get", path)).chain(WRITES)
}

fn served() -> Rig {
    Rig::with(&[json!({ "id": "a", "title": "A" })])
}

fn document() -> Value {
    served().ask("/openapi.json", &[])
}

#[test]
fn the_document_is_of_openapi_3_1_and_named() {
    let document = document();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1."), "{}", document["openapi"]);
    assert_eq!(document["info"]["title"], "Dateline");
    assert!(!document["info"]["version"].as_str().unwrap().is_empty());
}

#[test]
fn every_call_is_in_it_and_nothing_else() {
    let document = document();
    let listed: BTreeSet<(&str, &str)> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            item.as_object().unwrap().keys().map(|method| (method.as_str(), path.as_str()))
        })
        .collect();
    assert_eq!(listed, calls().collect());
    let mut ids = BTreeSet::new();
    for (method, path) in calls() {
        let call = &document["paths"][path][method];
        let name = format!("{method} {path}");
        assert!(!call["summary"].as_str().unwrap_or_default().is_empty(), "{name}");
        assert!(ids.insert(call["operationId"].as_str().unwrap().to_owned()), "{name}");
        for (status, response) in call["responses"].as_object().unwrap() {
            let described = response["description"].as_str().unwrap_or_default();
            assert!(!described.is_empty(), "{name} {status}");
            if matches!(status.as_str(), "304" | "431") {
                continue;
            }
            let content = response["content"].as_object();
            let content = content.unwrap_or_else(|| panic!("{name} {status} has no content"));
            assert!(content.values().all(|body| body["schema"].is_object()), "{name} {status}");
        }
    }
}

#[test]
fn a_method_is_answered_exactly_where_it_is_documented() {
    let rig = served();
    let document = document();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in ["get", "post", "put", "delete", "patch"] {
            let address = path.replace("{id}", "unknown");
            let reply = rig.client.send(method.to_uppercase().parse().unwrap(), &address, &[]);
            let answered = reply.status != 405;
            assert_eq!(answered, item[method].is_object(), "{method} {path}");
        }
    }
}

#[test]
fn every_example_of_a_body_is_taken_and_answered_as_documented() {
    let rig = served();
    let document = document();
    for (method, path) in WRITES {
        let call = &document["paths"][path][method];
        for (kind, body) in call["requestBody"]["content"].as_object().into_iter().flatten() {
            let example = match &body["example"] {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            check_write(&rig, call, method, &path.replace("{id}", "new"), kind, example);
        }
        if method == "delete" {
            check_write(&rig, call, method, &path.replace("{id}", "a"), "", String::new());
        }
    }
}

fn check_write(rig: &Rig, call: &Value, method: &str, path: &str, kind: &str, body: String) {
    let headers: Vec<_> =
        [("content-type", kind)].into_iter().filter(|_| !kind.is_empty()).collect();
    let reply = rig.client.send_body(method.to_uppercase().parse().unwrap(), path, &headers, body);
    assert!(reply.status.is_success(), "{method} {path}: {}", reply.text());
    assert!(!reply.text().contains("rejected"), "{method} {path}: {}", reply.text());
    let documented = &call["responses"][reply.status.as_str()];
    let kind = reply.header("content-type");
    assert!(documented["content"][kind].is_object(), "{method} {path} answers {kind}");
    for header in ["etag", "location"] {
        let named = documented["headers"].as_object().into_iter().flatten();
        let named = named.into_iter().any(|(name, _)| name.eq_ignore_ascii_case(header));
        assert_eq!(named, !reply.header(header).is_empty(), "{method} {path} {header}");
    }
}

#[test]
fn every_call_that_is_documented_is_answered_as_documented() {
    let rig = served();
    let document = document();
    for (path, _) in CALLS {
        let reply = rig.client.get(&path.replace("{id}", "a"), &[]);
        assert_eq!(reply.status, 200, "{path}");
        let content = &document["paths"][path]["get"]["responses"]["200"]["content"];
        let kind = reply.header("content-type").split(';').next().unwrap().to_owned();
        assert!(content[&kind].is_object(), "{path} answers {kind}, {content}");
    }
}

#[test]
fn every_parameter_is_described_and_has_a_schema_that_fits_it() {
    let document = document();
    for (path, endpoint) in CALLS {
        let listed = document["paths"][path]["get"]["parameters"].as_array();
        let listed: Vec<&Value> =
            listed.into_iter().flatten().filter(|parameter| parameter["in"] == "query").collect();
        let names: Vec<&str> =
            listed.iter().map(|parameter| parameter["name"].as_str().unwrap()).collect();
        let expected: Vec<&str> = endpoint.parameters().iter().map(|p| p.name()).collect();
        assert_eq!(names, expected, "{path}");
        for (shown, parameter) in listed.into_iter().zip(endpoint.parameters()) {
            let name = format!("{path} {}", parameter.name());
            assert_eq!(shown["description"], parameter.description(), "{name}");
            assert_ne!(shown["description"], "", "{name}");
            assert_ne!(shown["required"], true, "{name}");
            check_schema(&shown["schema"], *parameter, &name);
        }
    }
}

fn check_schema(schema: &Value, parameter: Parameter, name: &str) {
    let schema = if parameter.is_repeatable() {
        assert_eq!(schema["type"], "array", "{name}");
        &schema["items"]
    } else {
        schema
    };
    match RequestLimits::default().values(parameter) {
        ValueKind::OneOf(words) => assert_eq!(schema["enum"], json!(words), "{name}"),
        ValueKind::SeveralOf(words) => {
            let pattern = schema["pattern"].as_str().unwrap();
            assert!(words.iter().all(|word| pattern.contains(word)), "{name}: {pattern}");
        }
        ValueKind::Number { min, max, default } => {
            assert_eq!(schema["type"], "integer", "{name}");
            let bounds = [&schema["minimum"], &schema["maximum"], &schema["default"]];
            let bounds = bounds.map(|bound| bound.as_f64().unwrap() as usize);
            assert_eq!(bounds, [min, max, default], "{name}");
        }
        ValueKind::Flag { default } => {
            assert_eq!(schema["type"], "boolean", "{name}");
            assert_eq!(schema["default"], default, "{name}");
        }
        ValueKind::Text | ValueKind::Date => assert_eq!(schema["type"], "string", "{name}"),
    }
}

#[test]
fn every_value_that_is_named_of_a_parameter_is_one_that_it_takes() {
    let rig = served();
    for (path, endpoint) in CALLS {
        for parameter in endpoint.parameters() {
            let name = parameter.name();
            let words = match parameter.values() {
                ValueKind::OneOf(words) | ValueKind::SeveralOf(words) => words,
                _ => &[],
            };
            for value in [parameter.example(), ""].iter().chain(words) {
                let reply = rig.client.get(&path.replace("{id}", "a"), &[(name, value)]);
                assert_eq!(reply.status, 200, "{path}?{name}={value}: {}", reply.text());
            }
        }
    }
}

#[test]
fn what_may_be_left_out_is_not_null_instead() {
    let document = document();
    let mut headers = 0;
    for (method, path) in calls() {
        let call = &document["paths"][path][method];
        for parameter in call["parameters"].as_array().into_iter().flatten() {
            if parameter["in"] == "header" {
                assert_eq!(parameter["schema"]["type"], "string", "{method} {path}: {parameter}");
                headers += 1;
            }
        }
    }
    assert!(headers >= 4, "{headers} headers");
    let rig = served();
    let reply = rig.client.send_body("POST".parse().unwrap(), "/api/v1/stories", &[], "");
    assert_eq!(reply.status, 200, "{}", reply.text());
    let bulk = &document["paths"]["/api/v1/stories"]["post"]["requestBody"];
    assert_ne!(bulk["required"], true, "a bulk of no lines is one");
}

#[test]
fn every_reference_leads_somewhere() {
    fn check(value: &Value, document: &Value, seen: &mut usize) {
        match value {
            Value::Object(fields) => {
                if let Some(to) = fields.get("$ref").and_then(Value::as_str) {
                    let pointer = to.strip_prefix('#').unwrap();
                    assert!(document.pointer(pointer).is_some(), "{to} leads nowhere");
                    *seen += 1;
                }
                fields.values().for_each(|field| check(field, document, seen));
            }
            Value::Array(items) => items.iter().for_each(|item| check(item, document, seen)),
            _ => {}
        }
    }
    let document = document();
    let mut seen = 0;
    check(&document, &document, &mut seen);
    assert!(seen > 20, "{seen} references");
}

#[test]
fn every_property_of_a_reply_is_described() {
    let document = document();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            // What may be absent is a choice between itself and nothing.
            let described = [&property["description"], &property["oneOf"][0]["description"]];
            let described =
                described.iter().filter_map(|text| text.as_str()).any(|text| !text.is_empty());
            assert!(described, "{name}.{field}: {property}");
        }
    }
}

#[test]
fn every_error_code_is_explained_on_the_page() {
    let page = served().client.get("/docs", &[]).text();
    for code in error_codes() {
        assert!(page.contains(&format!("<dt id=\"{code}\">")), "{code}");
    }
    for (method, path) in calls() {
        let heading = format!("<h2><code>{} {path}</code></h2>", method.to_uppercase());
        assert!(page.contains(&heading), "{heading}");
    }
}

/// The codes as the source of the errors lists them: one in quotes behind each `=>` of `code`.
fn error_codes() -> Vec<&'static str> {
    let source = include_str!("../src/error.rs");
    let (_, body) = source.split_once("pub const fn code(&self)").unwrap();
    let (body, _) = body.split_once("\n    }\n").unwrap();
    let codes: Vec<&str> = body.split('"').skip(1).step_by(2).collect();
    assert!(codes.len() >= 27, "{codes:?}");
    codes
}
