//! Dates as English news pages write them, from `Dec 12, 2025` to `winter 2024-25`.
//!
//! ```text
//! written  = date
//!          | [ "from" ] date joint date | "between" date "and" date
//!          | [ "since" | "from" ] date [ "on" | "onwards" ] | date joint "present"   ; open end
//!          | ( "until" | "up to" ) date                    ; open start, to the end of the date
//!          | ( "before" | "prior to" ) date | "after" date ; the date itself is left out
//! joint    = dash | "to" | "through" | "until" | "/"       ; "/" between months only
//! date     = { "c." | "around" | "~" .. | "possibly" .. | "the" | weekday } piece { "?" | "~" | "%" }
//! piece    = [ third [ dash ] ] whole
//! third    = "early" | "mid" | "late" | "beginning" .. | "middle" | "end"
//! whole    = numeric
//!          | day month [ year ] | month day [ year ] | month [ year ]
//!          | season [ year [ dash year ] ]                 ; the second year in winter only
//!          | "Q" n [ year ] | year "Q" n | nth "quarter" [ year ] | the same with "H", "half"
//!          | year "s" | year
//!          | day [ year ]                                  ; at one end of an interval
//! numeric  = year sep n sep n | n sep n sep year           ; see `piece` for their order
//!          | year "-" n | n ( "/" | "." ) year
//! ```
//!
//! Case does not matter, commas and "of" may stand or not, and a year has four digits. Of an
//! interval either date may leave out what it shares with the other (`Jan 5-7, 2026`).
//!
//! Text goes through three steps, a file each: [`token`], [`phrase`] (with [`piece`] for one date)
//! and [`meaning`], where what was written meets the calendar.

mod cursor;
mod meaning;
mod phrase;
mod piece;
mod token;
mod word;

use super::{DateProblem, DateSpan, edtf};
pub(super) use token::is_blank;

/// Reads a written date. `Unrecognised` means that it has none of the forms above.
pub(super) fn parse(text: &str) -> Result<DateSpan, DateProblem> {
    // Pages use the non-breaking hyphen to keep "2025-12-12" on one line: it is EDTF nonetheless.
    if text.contains(token::UNICODE_HYPHENS) {
        match edtf::parse(&text.replace(token::UNICODE_HYPHENS, "-")) {
            Err(DateProblem::Unrecognised) => {}
            read => return read,
        }
    }
    let tokens = token::tokens(text)?;
    let phrase = phrase::phrase(&tokens).ok_or(DateProblem::Unrecognised)?;
    meaning::span(&phrase)
}
