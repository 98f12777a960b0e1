//! Receiving the body of one story.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use axum::body::Body;
use futures_core::Stream;
use tokio::time::timeout;

use crate::error::ApiError;
use crate::service::Reception;

/// Reads the whole body into its room, as long as it does not stand still for longer than `stall`.
pub(super) async fn receive(
    body: Body,
    mut room: Reception,
    stall: Duration,
) -> Result<Reception, ApiError> {
    let mut pieces = body.into_data_stream();
    loop {
        let next = poll_fn(|context| Pin::new(&mut pieces).poll_next(context));
        let next = timeout(stall, next).await.map_err(|_| ApiError::BodyIncomplete)?;
        let Some(piece) = next else { return Ok(room) };
        // Why it broke off is the connection's affair, and who sent it is most likely gone.
        let piece = piece.map_err(|_| ApiError::BodyIncomplete)?;
        room.push(&piece)?;
    }
}
