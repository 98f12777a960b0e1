//! Asking a server over HTTP: one that may refuse, and one that may be killed in the middle.

use std::io::{BufRead, BufReader};

use serde_json::Value;
use ureq::http::HeaderMap;
use ureq::http::header::ETAG;
use ureq::{Agent, Body, RequestBuilder, http};

use super::DEADLINE;

/// Connections to one server, kept alive. A thread that measures or writes has one of its own. An
/// error is a connection that was refused or broke off before there was a status.
pub(crate) struct Client {
    url: String,
    agent: Agent,
    /// The value of `Authorization`; empty where no key is sent.
    authorization: String,
}

/// An answer of any status.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// Empty where the server died between the status and the end of the body: who has the status
    /// has the acknowledgement.
    pub(crate) body: String,
}

impl Client {
    /// For a server, given as `http://127.0.0.1:40123`.
    pub(crate) fn of(url: &str) -> Self {
        // With a limit on all together the client would start a thread for each request.
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(DEADLINE))
            .timeout_send_request(Some(DEADLINE))
            .timeout_send_body(Some(DEADLINE))
            .timeout_recv_response(Some(DEADLINE))
            .timeout_recv_body(Some(DEADLINE));
        let (url, authorization) = (url.to_owned(), String::new());
        Self { url, agent: config.build().into(), authorization }
    }

    /// The same with a key.
    pub(crate) fn with_key(mut self, key: &str) -> Self {
        self.authorization = format!("Bearer {key}");
        self
    }

    fn keyed<B>(&self, request: RequestBuilder<B>) -> RequestBuilder<B> {
        match self.authorization.as_str() {
            "" => request,
            authorization => request.header("authorization", authorization),
        }
    }

    pub(crate) fn get(&self, path: &str) -> Result<Reply, Box<ureq::Error>> {
        Ok(reply(self.keyed(self.agent.get(self.full(path))).call()?))
    }

    /// Writes a story, where it is given only over the version with this ETag.
    pub(crate) fn put(
        &self,
        id: &str,
        story: &Value,
        if_match: Option<&str>,
    ) -> Result<Reply, Box<ureq::Error>> {
        let mut request = self.keyed(self.agent.put(self.full(&format!("/api/v1/stories/{id}"))));
        request = request.header("content-type", "application/json");
        if let Some(tag) = if_match {
            request = request.header("if-match", tag);
        }
        Ok(reply(request.send(story.to_string())?))
    }

    pub(crate) fn delete(&self, id: &str) -> Result<Reply, Box<ureq::Error>> {
        let request = self.agent.delete(self.full(&format!("/api/v1/stories/{id}")));
        Ok(reply(self.keyed(request).call()?))
    }

    /// Writes stories in bulk and hands each result line over as soon as it is there, so that what
    /// was acknowledged before a kill is known. A last line that is cut off is no line. Gives the
    /// status and, where it is not 200, what the server said instead.
    pub(crate) fn bulk(
        &self,
        lines: &str,
        mut each: impl FnMut(Value),
    ) -> Result<(u16, String), Box<ureq::Error>> {
        let request = self.agent.post(self.full("/api/v1/stories"));
        let request = request.header("content-type", "application/x-ndjson");
        let mut response = request.send(lines)?;
        let status = response.status().as_u16();
        if status != 200 {
            return Ok((status, response.body_mut().read_to_string().unwrap_or_default()));
        }
        let mut results = BufReader::new(response.body_mut().as_reader());
        let mut line = String::new();
        while results.read_line(&mut line).is_ok_and(|read| read > 0) && line.ends_with('\n') {
            each(serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line:?}")));
            line.clear();
        }
        Ok((status, String::new()))
    }

    fn full(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }
}

fn reply(mut response: http::Response<Body>) -> Reply {
    Reply {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        body: response.body_mut().read_to_string().unwrap_or_default(),
    }
}

impl Reply {
    /// The body as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }

    /// Holds that it has this status.
    #[track_caller]
    pub(crate) fn expect_status(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{self:#?}");
        self
    }

    /// The version of the story, as its ETag has it.
    #[track_caller]
    pub(crate) fn etag(&self) -> String {
        let tag = self.headers.get(ETAG).unwrap_or_else(|| panic!("no ETag: {self:#?}"));
        tag.to_str().unwrap().to_owned()
    }

    /// Whether it says that a write was done.
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}
