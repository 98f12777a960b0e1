//! Receiving the body of one story.

use std::future::poll_fn;
use std::pin::Pin;

use axum::body::Body;
use futures_core::Stream;

use crate::error::ApiError;
use crate::service::Reception;

/// Reads the whole body into its room.
pub(super) async fn receive(body: Body, mut room: Reception) -> Result<Reception, ApiError> {
    let mut pieces = body.into_data_stream();
    while let Some(piece) = poll_fn(|context| Pin::new(&mut pieces).poll_next(context)).await {
        // Why it broke off is the connection's affair, and who sent it is most likely gone.
        let piece = piece.map_err(|_| ApiError::BodyIncomplete)?;
        room.push(&piece)?;
    }
    Ok(room)
}
