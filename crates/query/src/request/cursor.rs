//! The cursor: where the next page starts, wrapped up so that nobody builds one.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dateline_engine::Position;
use dateline_model::{Day, DocumentId};
use serde::{Deserialize, Serialize};

use crate::error::ApiError;

/// Where a page starts, and of which request.
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    /// The generation that the page before was read from.
    pub generation: u64,
    /// Identifies the request; see [`Cursor::check`].
    pub request: u64,
    /// Whether the request had to be relaxed.
    pub relaxed: bool,
    /// The day that recency and dates such as `last month` are counted from.
    pub now: Day,
    /// The last hit of the page before; none where the first page has not moved past one.
    pub after: Option<Position>,
    /// How many entries behind that were already given out, in timelines.
    pub skip: usize,
}

/// The cursor in its wrapping: short names, as it travels in addresses.
#[derive(Serialize, Deserialize)]
struct Wire {
    g: u64,
    r: u64,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    x: bool,
    n: i32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    a: Option<WirePosition>,
    #[serde(default, skip_serializing_if = "is_zero")]
    k: usize,
}

/// No date has more entries than a cursor of ours would pass over.
const MAX_SKIP: usize = 1_000_000;

/// The bits of the score, first and last day, the document.
type WirePosition = (u32, Option<(i32, i32)>, DocumentId);

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl Cursor {
    /// Wraps it up.
    pub fn encode(&self) -> String {
        let position = self.after.as_ref().map(|position| {
            let days = position.days.map(|(first, last)| (first.number(), last.number()));
            (position.score.to_bits(), days, position.id.clone())
        });
        let wire = Wire {
            g: self.generation,
            r: self.request,
            x: self.relaxed,
            n: self.now.number(),
            a: position,
            k: self.skip,
        };
        // Plain numbers and an id always have a JSON form.
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(&wire).unwrap_or_default())
    }

    /// Unwraps one.
    ///
    /// # Errors
    /// [`ApiError::CursorInvalid`] where it is none of ours.
    pub fn decode(text: &str) -> Result<Self, ApiError> {
        Self::unwrap(text.trim()).ok_or(ApiError::CursorInvalid)
    }

    fn unwrap(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let wire: Wire = serde_json::from_slice(&bytes).ok()?;
        if wire.k > MAX_SKIP {
            return None;
        }
        let after = match wire.a {
            None => None,
            Some((score, days, id)) => {
                let score = f32::from_bits(score);
                if !score.is_finite() || score < 0.0 {
                    return None;
                }
                let days = match days {
                    None => None,
                    Some((first, last)) => {
                        Some((Day::from_number(first)?, Day::from_number(last)?))
                    }
                };
                Some(Position { score, days, id })
            }
        };
        Some(Self {
            generation: wire.g,
            request: wire.r,
            relaxed: wire.x,
            now: Day::from_number(wire.n)?,
            after,
            skip: wire.k,
        })
    }

    /// Checks that the cursor belongs to this request.
    ///
    /// # Errors
    /// [`ApiError::CursorOfAnotherRequest`].
    pub fn check(&self, request: u64) -> Result<(), ApiError> {
        if self.request == request { Ok(()) } else { Err(ApiError::CursorOfAnotherRequest) }
    }

    /// Checks that the index still is the one that the page before was read from.
    ///
    /// # Errors
    /// [`ApiError::CursorStale`].
    pub fn check_generation(&self, generation: u64) -> Result<(), ApiError> {
        if self.generation == generation {
            Ok(())
        } else {
            Err(ApiError::CursorStale { of: self.generation, now: generation })
        }
    }
}
