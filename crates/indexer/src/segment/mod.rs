//! Building segments from stories, for an index that is built anew.
//!
//! tantivy's own writer takes one document after another and looks every word of it up in its table
//! of lists, which is most of its work. Here a word is looked up once, when it is analysed, for its
//! number and that of its stem; texts are kept as numbers, and the lists are made of them by one
//! counting sort when the segment is complete. What is written is what tantivy would write of the
//! same documents, byte for byte, by its own serializers.

mod builder;
mod built;
mod keys;
mod lists;
mod open;
mod stream;
mod terms;
mod texts;
mod vocabulary;
mod word_table;

pub(crate) use builder::{Placed, SegmentBuilder};
pub(crate) use built::BuiltSegment;
