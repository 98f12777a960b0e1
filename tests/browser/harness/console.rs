//! What the browser itself complains of: errors in its console, and violations of the security policy.

use serde_json::{Value, json};

use super::page::Page;

impl Page {
    /// Announces a complaint, by a part of it: it may be told, and one that never comes is a fault too,
    /// so that no test is silent about what no longer happens.
    pub(crate) fn expect_told(&self, part: &str) {
        self.expected.borrow_mut().push(part.to_owned());
    }

    /// Holds that the console told what was announced and nothing else. It is called on drop.
    #[track_caller]
    pub(super) fn expect_quiet(&self) {
        let complaints = self.complaints();
        let expected = self.expected.take();
        let others: Vec<_> = complaints
            .iter()
            .filter(|told| !expected.iter().any(|part| told.contains(part.as_str())))
            .collect();
        assert!(others.is_empty(), "the browser's console tells: {others:#?}");
        for part in expected {
            let came = complaints.iter().any(|told| told.contains(part.as_str()));
            assert!(came, "the browser's console does not tell `{part}`, but: {complaints:#?}");
        }
    }

    /// All complaints since the last time.
    fn complaints(&self) -> Vec<String> {
        // What the browser tells comes in order, so that with the answer to this all before it is there.
        self.execute("return null");
        let told = self.done(self.session.post("/se/log", &json!({ "type": "browser" })));
        told.as_array().unwrap().iter().filter(|entry| is_complaint(entry)).map(line).collect()
    }
}

/// A violation of the policy is one even where the browser only warns of it.
fn is_complaint(entry: &Value) -> bool {
    entry["level"] == "SEVERE" || entry["source"] == "security"
}

fn line(entry: &Value) -> String {
    format!("{}: {}", entry["source"].as_str().unwrap(), entry["message"].as_str().unwrap())
}
