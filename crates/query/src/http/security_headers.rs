//! What every reply tells the browser, whatever it is. Pages say more (`pages/headers.rs`).

use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use super::App;

/// For half a year. Who goes back to plain HTTP has to let it run out first.
const HTTPS_ALONE: HeaderValue = HeaderValue::from_static("max-age=15552000");

/// Adds them: what is no script is not to be taken for one, and what came by HTTPS once is not to
/// be asked for without it.
pub(super) async fn add(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if app.options.connections.tls.is_some() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HTTPS_ALONE);
    }
    response
}
