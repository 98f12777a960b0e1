//! The four objects of the format as they stand in a file: every field there or not, of any type.
//!
//! Fields of other names are counted and skipped. Of a field that stands twice the last counts.

use serde::de::{IgnoredAny, MapAccess};

use super::value::{Fields, List, Object, Value};

/// A story.
#[derive(Debug, Default)]
pub(super) struct RawStory<'de> {
    pub(super) id: Value<'de>,
    pub(super) title: Value<'de>,
    pub(super) feeds: List<Value<'de>>,
    pub(super) url: Value<'de>,
    pub(super) language: Value<'de>,
    pub(super) updated: Value<'de>,
    pub(super) sections: List<Object<RawSection<'de>>>,
    pub(super) sources: List<Object<RawArticle<'de>>>,
    pub(super) articles: List<Object<RawArticle<'de>>>,
    pub(super) timeline: List<Object<RawEvent<'de>>>,
    pub(super) unknown: u64,
}

/// A paragraph.
#[derive(Debug, Default)]
pub(super) struct RawSection<'de> {
    pub(super) heading: Value<'de>,
    pub(super) text: Value<'de>,
    pub(super) citations: List<Value<'de>>,
    pub(super) unknown: u64,
}

/// A source or a related article.
#[derive(Debug, Default)]
pub(super) struct RawArticle<'de> {
    pub(super) number: Value<'de>,
    pub(super) title: Value<'de>,
    pub(super) publisher: Value<'de>,
    pub(super) url: Value<'de>,
    pub(super) published: Value<'de>,
    pub(super) unknown: u64,
}

/// An entry of the timeline.
#[derive(Debug, Default)]
pub(super) struct RawEvent<'de> {
    pub(super) date: Value<'de>,
    pub(super) date_text: Value<'de>,
    pub(super) text: Value<'de>,
    pub(super) citations: List<Value<'de>>,
    pub(super) unknown: u64,
}

/// Takes fields by their own names.
macro_rules! fields {
    ($object:ident: $($name:ident),*) => {
        impl<'de> Fields<'de> for $object<'de> {
            fn take<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
                match name {
                    $(stringify!($name) => self.$name = map.next_value()?,)*
                    _ => {
                        map.next_value::<IgnoredAny>()?;
                        self.unknown += 1;
                    }
                }
                Ok(())
            }
        }
    };
}

fields!(RawStory: id, title, feeds, url, language, updated, sections, sources, articles, timeline);
fields!(RawSection: heading, text, citations);
fields!(RawArticle: number, title, publisher, url, published);
fields!(RawEvent: date, date_text, text, citations);
