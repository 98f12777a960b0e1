//! What every request passes: the key is looked up, and the caller's requests are counted.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::super::{App, ClientAddress};
use super::rate::Counted;
use super::sent_key::sent_key;
use crate::error::ApiError;

/// The name of the key that a request came with, left at the response for whoever logs.
#[derive(Clone, Debug)]
pub(in crate::http) struct KeyName(pub(in crate::http) Arc<str>);

/// Finds out who calls, for the handlers behind.
pub(in crate::http) async fn admit(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Response {
    let gate = &app.gate;
    let address = request.extensions().get().map(|ClientAddress(address)| *address);
    let Some(caller) = gate.keys.get().caller(sent_key(request.headers()).as_deref()) else {
        // Guessing costs as much as asking.
        if let Err(busy) = gate.count(address.map(Counted::Address)) {
            return busy.into_response();
        }
        return ApiError::KeyUnknown.into_response();
    };
    let name = caller.key.clone();
    let counted = name.clone().map(Counted::Key).or(address.map(Counted::Address));
    let mut response = match gate.count(counted) {
        Ok(()) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(busy) => busy.into_response(),
    };
    if let Some(name) = name {
        keep_to_itself(response.headers_mut());
        response.extensions_mut().insert(KeyName(name));
    }
    response
}

/// What one caller may see is not for a cache that others share.
fn keep_to_itself(headers: &mut HeaderMap) {
    headers.append(header::VARY, HeaderValue::from_static("authorization"));
    let kept = headers.get(header::CACHE_CONTROL).and_then(|kept| kept.to_str().ok());
    let private = kept.map(|kept| kept.replace("public", "private"));
    if let Some(private) = private.and_then(|kept| HeaderValue::from_str(&kept).ok()) {
        headers.insert(header::CACHE_CONTROL, private);
    }
}

impl super::Gate {
    fn count(&self, counted: Option<Counted>) -> Result<(), ApiError> {
        match (&self.rate, counted) {
            (Some(rate), Some(counted)) => rate.count(counted),
            _ => Ok(()),
        }
    }
}
