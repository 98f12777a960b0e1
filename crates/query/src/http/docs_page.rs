//! The OpenAPI document for people, as HTML.

use std::fmt::Write;

use serde_json::Value;
use utoipa::openapi::OpenApi;

/// What each error code means; the problems' `type` points at these.
const CODES: &[(&str, &str)] = &[
    (
        "unknown_parameter",
        "A parameter that the call does not take. The reply names the nearest one and lists all.",
    ),
    ("repeated_parameter", "A parameter with one value is given more than once."),
    (
        "invalid_parameter",
        "A parameter has a value that it does not take. The reply says what it takes.",
    ),
    ("conflicting_parameters", "Two parameters exclude each other."),
    ("query_too_long", "The query has more characters than are read."),
    (
        "query_not_understood",
        "Under strict=true, part of the query has no meaning. The reply says where.",
    ),
    (
        "cursor_invalid",
        "The cursor is none of this service, or of a request with other parameters.",
    ),
    ("cursor_stale", "The index was rebuilt since the page before. Start again at the first page."),
    ("invalid_story_id", "The id has characters or a length that ids do not have."),
    ("story_not_found", "There is no story with this id."),
    (
        "story_invalid",
        "The story cannot be read. The reply says what is wrong, and in which line of the body.",
    ),
    ("id_mismatch", "The story has another id than the address that it is sent to."),
    (
        "unsupported_media_type",
        "The body is of a type that is not read. The reply lists the types that are.",
    ),
    (
        "unsupported_encoding",
        "The body is packed in a way that is not read. The reply lists those that are.",
    ),
    ("body_not_gzip", "The body is not whole gzip, which its Content-Encoding says it is."),
    ("body_too_large", "The body is larger than one story may be. The reply names the limit."),
    ("body_incomplete", "The body broke off before its end."),
    ("invalid_header", "A header has a value that it does not take. The reply says what it takes."),
    (
        "precondition_failed",
        "The story is not in a version that the request asks for. The reply names the one that it is in; nothing was done.",
    ),
    (
        "cross_site",
        "A page of another site had a browser send the request. Such pages do not write.",
    ),
    ("key_needed", "The call needs a key with a right that the reply names, and none was sent."),
    ("key_unknown", "The key that was sent is not known."),
    ("forbidden", "The key that was sent has no right to this. The reply names the right."),
    (
        "too_many_requests",
        "The caller sends more requests than one may. Retry-After says when to try again.",
    ),
    ("route_not_found", "There is nothing at this address."),
    ("method_not_allowed", "The address is not answered to this method."),
    ("unanswerable", "The request is well-formed, but asks for more than an engine should do."),
    ("timeout", "The request took longer than it may. Retry-After says when to try again."),
    (
        "overloaded",
        "More requests are waiting than can be answered. Retry-After says when to try again.",
    ),
    (
        "starting",
        "The index is still being opened, or built for the first time. Retry-After says when to try again.",
    ),
    (
        "storage_full",
        "The disk of the index is full. Nothing was written; searching goes on, and writing does once there is space.",
    ),
    (
        "storage_read_only",
        "The disk of the index can only be read. Nothing was written; searching goes on.",
    ),
    (
        "too_many_files",
        "The service has as many files open as it may. Nothing was written; Retry-After says when to try again.",
    ),
    ("internal", "A fault of the service. The log has it under the request's id."),
];

/// What stands on the page.
pub(super) fn render(document: &OpenApi) -> String {
    // The document is made of plain data, which always has a JSON form.
    let document = serde_json::to_value(document).unwrap_or_default();
    let mut page = String::new();
    let paths = document["paths"].as_object().into_iter().flatten();
    for (path, item) in paths {
        for method in ["get", "post", "put", "delete"] {
            if item[method].is_object() {
                operation(method, path, &item[method], &mut page);
            }
        }
    }
    page.push_str("<h2>Error codes</h2><dl>");
    for (code, meaning) in CODES {
        let _ =
            write!(page, "<dt id=\"{code}\"><code>{code}</code></dt><dd>{}</dd>", escape(meaning));
    }
    page.push_str("</dl>");
    page
}

fn operation(method: &str, path: &str, operation: &Value, page: &mut String) {
    let text = |value: &Value| escape(value.as_str().unwrap_or_default());
    let _ = write!(
        page,
        "<h2><code>{} {}</code></h2><p>{}</p>",
        method.to_uppercase(),
        escape(path),
        text(&operation["summary"])
    );
    for paragraph in operation["description"].as_str().into_iter().flat_map(|d| d.split("\n\n")) {
        let _ = write!(page, "<p>{}</p>", escape(paragraph));
    }
    for (kind, body) in operation["requestBody"]["content"].as_object().into_iter().flatten() {
        let about = text(&operation["requestBody"]["description"]);
        let _ = write!(page, "<p>Body, <code>{}</code>: {about}</p>", escape(kind));
        let _ = write!(page, "<pre>{}</pre>", escape(&example(&body["example"])));
    }
    let parameters = operation["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
    if !parameters.is_empty() {
        page.push_str("<table><thead><tr><th scope=\"col\">Parameter</th><th scope=\"col\">Meaning</th><th scope=\"col\">Example</th></tr></thead><tbody>");
        for parameter in parameters {
            let _ = write!(
                page,
                "<tr><td><code>{}</code></td><td>{}</td><td><code>{}</code></td></tr>",
                text(&parameter["name"]),
                text(&parameter["description"]),
                text(&parameter["example"]),
            );
        }
        page.push_str("</tbody></table>");
    }
    page.push_str("<ul>");
    for (status, response) in operation["responses"].as_object().into_iter().flatten() {
        let _ =
            write!(page, "<li><b>{}</b> {}</li>", escape(status), text(&response["description"]));
    }
    page.push_str("</ul>");
}

/// An example as one would type it.
fn example(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => serde_json::to_string_pretty(other).unwrap_or_default(),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
