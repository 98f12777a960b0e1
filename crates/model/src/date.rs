//! Civil dates: days, months, and spans of them that remember how precisely they were written.
//!
//! Text becomes a [`DateSpan`] in two steps: [`edtf`] reads the standard notation, [`written`]
//! what news pages write. The way back is `Display` (EDTF) and [`label`] (for people).

mod day;
mod edtf;
mod error;
mod label;
mod month;
mod part;
mod precision;
mod span;
mod unit;
mod written;

pub use day::Day;
pub use error::{DateError, DateProblem, ReversedSpan};
pub use month::Month;
pub use precision::{Precision, PrecisionError};
pub use span::DateSpan;
