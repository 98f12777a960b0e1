//! The WebDriver protocol: JSON over HTTP, without knowing what is asked.

use std::fmt;
use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;
use ureq::http::Response;

/// Longer than the driver's own limits, so that it is the driver that says what took too long.
const LIMIT: Duration = Duration::from_secs(90);

/// Where requests go: the driver, or one of its sessions.
pub(super) struct Wire {
    agent: Agent,
    url: String,
}

/// Why the driver did not do what it was told.
#[derive(Debug)]
pub(super) struct Refusal {
    /// The protocol's name of it, such as `no such element`.
    pub(super) error: String,
    message: String,
}

impl Wire {
    /// The driver that listens at a port of this machine.
    pub(super) fn to_port(port: u16) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .proxy(None)
            .timeout_recv_response(Some(LIMIT))
            .timeout_recv_body(Some(LIMIT));
        Self { agent: config.build().into(), url: format!("http://127.0.0.1:{port}") }
    }

    /// The same driver, below a path.
    pub(super) fn below(&self, path: &str) -> Self {
        Self { agent: self.agent.clone(), url: format!("{}{path}", self.url) }
    }

    pub(super) fn get(&self, path: &str) -> Result<Value, Refusal> {
        answer(self.agent.get(format!("{}{path}", self.url)).call())
    }

    pub(super) fn post(&self, path: &str, body: &Value) -> Result<Value, Refusal> {
        let request = self.agent.post(format!("{}{path}", self.url));
        answer(request.header("content-type", "application/json").send(body.to_string()))
    }

    pub(super) fn delete(&self) -> Result<Value, Refusal> {
        answer(self.agent.delete(&self.url).call())
    }

    /// A command of the browser's own protocol, for what WebDriver has no word for.
    pub(super) fn devtools(&self, command: &str, parameters: &Value) -> Result<Value, Refusal> {
        self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }
}

/// What the driver answered. A screenshot of a large window has megabytes.
fn answer(response: Result<Response<ureq::Body>, ureq::Error>) -> Result<Value, Refusal> {
    let unreachable = |error: ureq::Error| Refusal {
        error: String::from("the driver does not answer"),
        message: error.to_string(),
    };
    let mut response = response.map_err(unreachable)?;
    let is_done = response.status().is_success();
    let body = response.body_mut().with_config().limit(64 << 20).read_to_string();
    let body = body.map_err(unreachable)?;
    let mut body: Value = serde_json::from_str(&body).map_err(|error| Refusal {
        error: String::from("the driver answers no JSON"),
        message: format!("{error}: {body:?}"),
    })?;
    let value = body["value"].take();
    if is_done {
        return Ok(value);
    }
    let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    Err(Refusal { error: text("error"), message: text("message") })
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.error, self.message)
    }
}
