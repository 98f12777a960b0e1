//! "Take it with you": what a search found, as files and feeds that other programs read.
//!
//! A file is a [`Format`] that is given the hits page by page and holds none of them. How it is asked
//! for and sent is told in `http/export`.

pub(crate) mod atom;
mod calendar;
mod citation;
mod excerpt;
mod hits_csv;
mod hits_ndjson;
pub(crate) mod opensearch;
mod printable;
mod subject;
mod timelinejs;
mod xml;

use std::io;

use dateline_engine::Hit;

use crate::web::Address;

pub(crate) use calendar::Calendar;
pub(crate) use hits_csv::HitsCsv;
pub(crate) use hits_ndjson::HitsNdjson;
pub(crate) use subject::Subject;
pub(crate) use timelinejs::TimelineJs;

/// Makes an address of ours absolute.
pub(crate) type Absolute = Box<dyn Fn(&Address) -> String + Send + Sync>;

/// A file that is written while its hits are read.
pub(crate) trait Format: Send {
    /// What stands in front of the hits.
    fn begin(&mut self, out: &mut Vec<u8>) -> io::Result<()>;

    /// Some hits, behind those before.
    fn hits(&mut self, hits: Vec<Hit>, out: &mut Vec<u8>) -> io::Result<()>;

    /// What stands behind the hits.
    fn end(&mut self, out: &mut Vec<u8>) -> io::Result<()>;
}
