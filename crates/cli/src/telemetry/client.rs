//! The client that takes spans to the collector. It is called on the thread of the queue alone, so it
//! may block.

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response};
use ureq::Agent;

/// How long a collector may take for a batch of spans.
const PATIENCE: Duration = Duration::from_secs(3);
/// The most that is read of what it says.
const LONGEST_REPLY: u64 = 64 << 10;

/// Sends batches, and tells once when that begins to fail and once when it is well again.
#[derive(Debug)]
pub(super) struct Client {
    agent: Agent,
    fails: AtomicBool,
}

impl Default for Client {
    fn default() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .build();
        Self { agent: config.into(), fails: AtomicBool::new(false) }
    }
}

impl Client {
    fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let (head, body) = request.into_parts();
        let mut response = self.agent.run(Request::from_parts(head, body.as_ref()))?;
        let reply = response.body_mut().with_config().limit(LONGEST_REPLY).read_to_vec()?;
        let mut taken = Response::new(Bytes::from(reply));
        *taken.status_mut() = response.status();
        Ok(taken)
    }

    fn tell(&self, result: &Result<Response<Bytes>, HttpError>) {
        let problem = match result {
            Ok(response) if response.status().is_success() => None,
            Ok(response) => Some(format!("it answers {}", response.status())),
            Err(error) => Some(error.to_string()),
        };
        let failed = self.fails.swap(problem.is_some(), Ordering::Relaxed);
        match problem {
            Some(problem) if !failed => {
                tracing::warn!(
                    error = problem,
                    "traces are lost: the collector does not take them"
                );
            }
            None if failed => tracing::info!("the collector takes traces again"),
            _ => {}
        }
    }
}

impl HttpClient for Client {
    // What the macro `async_trait` makes of `async fn`, which is all that it would be needed for.
    fn send_bytes<'a, 'b>(
        &'a self,
        request: Request<Bytes>,
    ) -> Pin<Box<dyn Future<Output = Result<Response<Bytes>, HttpError>> + Send + 'b>>
    where
        'a: 'b,
        Self: 'b,
    {
        Box::pin(async move {
            let result = self.send(request);
            self.tell(&result);
            result
        })
    }
}
