//! Writing through the server that owns the index.

use std::path::Path;

use anyhow::{Context as _, bail};
use dateline_engine::Outcome;
use dateline_model::{Story, StoryId};
use serde::Deserialize;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Connector as _, TcpConnector};
use ureq::{Agent, RequestBuilder};

use super::pinned::Pinned;
use crate::failure::Failure;

/// A server.
pub(crate) struct Remote {
    url: String,
    agent: Agent,
    /// What a request has in `Authorization`.
    authorization: Option<String>,
}

/// A line of what the server answers to stories in bulk.
#[derive(Deserialize)]
struct Line {
    status: Option<String>,
    error: Option<String>,
}

/// What the server answers where it does not do what it is asked.
#[derive(Deserialize)]
struct Problem {
    detail: String,
}

impl Remote {
    /// The server at a URL. One that speaks TLS is known by its certificate.
    pub(super) fn at(
        url: String,
        key: Option<String>,
        certificate: Option<&Path>,
    ) -> anyhow::Result<Self> {
        let config = Agent::config_builder().http_status_as_error(false).build();
        let agent = match certificate {
            _ if !url.starts_with("https:") => config.into(),
            Some(certificate) => {
                let connector = ().chain(TcpConnector::default()).chain(Pinned::to(certificate)?);
                Agent::with_parts(config, connector, DefaultResolver::default())
            }
            None => bail!(
                "the server at {url}, which owns the index, speaks TLS, and its certificate is not \
                 known here; set server.tls_certificate and server.tls_key as they are set there"
            ),
        };
        let authorization = key.map(|key| format!("Bearer {key}"));
        Ok(Self { url, agent, authorization })
    }

    /// A request with the key.
    fn keyed<B>(&self, request: RequestBuilder<B>) -> RequestBuilder<B> {
        match &self.authorization {
            Some(authorization) => request.header("authorization", authorization),
            None => request,
        }
    }

    pub(super) fn put(&self, stories: &[Story]) -> anyhow::Result<Vec<Outcome>> {
        let mut body = Vec::new();
        for story in stories {
            serde_json::to_writer(&mut body, story)?;
            body.push(b'\n');
        }
        let request = self.agent.post(format!("{}/api/v1/stories", self.url));
        let request = self.keyed(request).content_type("application/x-ndjson");
        let mut reply = request.send(&body[..]).with_context(|| self.lost())?;
        let status = reply.status().as_u16();
        let text = reply.body_mut().with_config().limit(u64::MAX).read_to_string();
        let text = text.with_context(|| self.lost())?;
        if status != 200 {
            return Err(refused(&text, status));
        }
        let outcomes = text.lines().map(outcome).collect::<anyhow::Result<Vec<_>>>()?;
        if outcomes.len() != stories.len() {
            bail!("{}: it answered for {} of {}", self.lost(), outcomes.len(), stories.len());
        }
        Ok(outcomes)
    }

    pub(super) fn remove(&self, ids: &[StoryId]) -> anyhow::Result<Vec<Outcome>> {
        let remove = |id: &StoryId| {
            let request = self.agent.delete(format!("{}/api/v1/stories/{id}", self.url));
            let mut reply = self.keyed(request).call().with_context(|| self.lost())?;
            match reply.status().as_u16() {
                200 => Ok(Outcome::Removed),
                404 => Ok(Outcome::Absent),
                status => {
                    let text = reply.body_mut().read_to_string().with_context(|| self.lost())?;
                    Err(refused(&text, status))
                }
            }
        };
        ids.iter().map(remove).collect()
    }

    fn lost(&self) -> String {
        format!("the server at {}, which owns the index, does not answer", self.url)
    }
}

fn outcome(line: &str) -> anyhow::Result<Outcome> {
    let line: Line = serde_json::from_str(line).context("the server's answer is not understood")?;
    match (line.status.as_deref(), line.error) {
        (Some("created"), _) => Ok(Outcome::Created),
        (Some("updated"), _) => Ok(Outcome::Updated),
        (Some("unchanged"), _) => Ok(Outcome::Unchanged),
        (_, Some(error)) => Err(Failure::Refused(error).into()),
        (status, None) => bail!("the server answered {status:?}, which is not understood"),
    }
}

fn refused(text: &str, status: u16) -> anyhow::Error {
    let detail = serde_json::from_str(text).map_or_else(
        |_| format!("it answered with status {status}"),
        |problem: Problem| problem.detail,
    );
    Failure::Refused(detail).into()
}
