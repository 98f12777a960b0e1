//! `dateline health`: whether a server is ready, for whoever restarts it or sends it requests.

use std::time::Duration;

use dateline_indexer::generation::Ownership;
use serde::Serialize;
use ureq::Agent;

use super::Context;
use crate::failure::Failure;

/// How long a server may take to say so.
const PATIENCE: Duration = Duration::from_secs(5);
/// What is read of what it says.
const LONGEST_REASON: u64 = 4 << 10;

#[derive(Serialize)]
struct Report<'a> {
    ready: bool,
    url: &'a str,
    told: &'a str,
}

pub(super) fn run(context: &mut Context, url: Option<&str>) -> anyhow::Result<()> {
    let url = match url {
        Some(url) => url.trim_end_matches('/').to_owned(),
        None => of_owner(context),
    };
    let config = Agent::config_builder().http_status_as_error(false);
    let agent: Agent = config.timeout_global(Some(PATIENCE)).build().into();
    let asked = agent.get(format!("{url}/readyz")).call().and_then(|mut reply| {
        let text = reply.body_mut().with_config().limit(LONGEST_REASON).read_to_string()?;
        Ok((reply.status().as_u16() == 200, text))
    });
    let (ready, told) = asked.unwrap_or_else(|error| (false, error.to_string()));
    let told = told.trim();
    if context.output.json {
        context.output.answer(&Report { ready, url: &url, told })?;
        context.output.flush()?;
    } else if ready {
        context.output.line(format_args!("{url}: {told}"))?;
    }
    if ready { Ok(()) } else { Err(Failure::NotReady { url, reason: told.to_owned() }.into()) }
}

/// Where the server listens that owns the index; without one, where it would.
fn of_owner(context: &Context) -> String {
    let owner = Ownership::holder(&context.settings.data.index).ok().flatten().flatten();
    let url = owner.and_then(|owner| owner.url);
    url.unwrap_or_else(|| format!("http://{}", context.settings.server.listen))
}
