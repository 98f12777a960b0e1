//! Receiving the body of a request: as it is, or unpacked.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use futures_core::Stream;
use tokio::time::timeout;

use super::gunzip::Gunzip;
use super::write_headers::Coding;
use crate::error::ApiError;
use crate::service::Reception;

/// A body as its sender meant it.
pub(super) enum Incoming {
    /// It came so.
    Plain(Arriving),
    /// It came as gzip.
    Packed(Box<Gunzip<Arriving>>),
}

impl Incoming {
    /// Takes in a body that came in this coding. A line of it may have so many bytes.
    pub(super) fn of(body: Body, coding: Coding, line_limit: usize) -> Self {
        let arriving = Arriving(body.into_data_stream());
        match coding {
            Coding::Identity => Self::Plain(arriving),
            Coding::Gzip => Self::Packed(Box::new(Gunzip::new(arriving, line_limit))),
        }
    }

    /// Reads all of it into its room, as long as it does not stand still for longer than `stall`.
    pub(super) async fn receive(
        mut self,
        mut room: Reception,
        stall: Duration,
    ) -> Result<Reception, ApiError> {
        loop {
            let next = poll_fn(|context| Pin::new(&mut self).poll_next(context));
            let next = timeout(stall, next).await.map_err(|_| ApiError::BodyIncomplete)?;
            match next {
                Some(piece) => room.push(&piece?)?,
                None => return Ok(room),
            }
        }
    }
}

impl Stream for Incoming {
    type Item = Result<Bytes, ApiError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut *self {
            Self::Plain(body) => Pin::new(body).poll_next(context),
            Self::Packed(body) => Pin::new(body).poll_next(context),
        }
    }
}

/// A body as it comes over the wire.
pub(super) struct Arriving(BodyDataStream);

impl Stream for Arriving {
    type Item = Result<Bytes, ApiError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.0).poll_next(context).map_err(|error| {
            // Why it broke off is the connection's affair, and who sent it is most likely gone.
            tracing::debug!(%error, "a body broke off");
            ApiError::BodyIncomplete
        })
    }
}
