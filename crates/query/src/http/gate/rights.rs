//! The rights as arguments of handlers: each is the service, as whoever calls may use it.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::super::App;
use crate::access::{Caller, Right};
use crate::error::ApiError;
use crate::service::Service;

/// The service for who may read.
pub(in crate::http) struct Reader(pub(in crate::http) Service);
/// The service for who may write.
pub(in crate::http) struct Writer(pub(in crate::http) Service);
/// Who may see how the service fares.
pub(in crate::http) struct Administrator;

impl FromRequestParts<App> for Reader {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        service(parts, app, Right::Read).map(Self)
    }
}

impl FromRequestParts<App> for Writer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        service(parts, app, Right::Write).map(Self)
    }
}

impl FromRequestParts<App> for Administrator {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        service(parts, app, Right::Admin).map(|_| Self)
    }
}

fn service(parts: &Parts, app: &App, right: Right) -> Result<Service, ApiError> {
    // Where nobody has looked who calls, nobody is let in.
    let caller = parts.extensions.get::<Caller>().ok_or(ApiError::KeyNeeded { right })?;
    app.gate.service(caller, right)
}
