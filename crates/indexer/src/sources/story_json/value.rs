//! JSON values that are whatever they are.
//!
//! serde's derive stops at the first value of a wrong type, with the whole record. Here a wrong
//! type in one event must not cost the story, so that every field takes any value, remembers what
//! it can use, and skips the rest without building it. What is wrong is decided afterwards, where
//! the name of the field and the line are known.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A text, a whole number, or nothing.
#[derive(Debug, Default)]
pub(super) enum Value<'de> {
    /// Absent, or `null`.
    #[default]
    Null,
    Text(Cow<'de, str>),
    Whole(i128),
    /// Anything else; how an error names it.
    Wrong(&'static str),
}

impl Value<'_> {
    /// How an error names it.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Text(_) => "a string",
            Self::Whole(_) => "a number",
            Self::Wrong(kind) => kind,
        }
    }
}

/// A list whose elements are all of one sort, or something that is no list.
#[derive(Debug, Default)]
pub(super) enum List<T> {
    /// Absent, or `null`.
    #[default]
    Null,
    Elements(Vec<T>),
    /// One string where a list was expected, which is allowed for feeds.
    One(T),
    /// Anything else; how an error names it.
    Wrong(&'static str),
}

/// An object of known fields, or something that is no object.
#[derive(Debug)]
pub(super) enum Object<T> {
    Fields(T),
    /// Anything else; how an error names it.
    Wrong(&'static str),
}

/// The fields of an object.
pub(super) trait Fields<'de>: Default {
    /// Takes the value of a field. A name that is not known is counted and its value skipped.
    fn take<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error>;
}

/// What a list may have in the place of a string; `None` where that is not allowed.
pub(super) trait FromText<'de>: Sized {
    fn from_text(text: Cow<'de, str>) -> Option<Self>;
}

impl<'de> FromText<'de> for Value<'de> {
    fn from_text(text: Cow<'de, str>) -> Option<Self> {
        Some(Self::Text(text))
    }
}

impl<'de, T> FromText<'de> for Object<T> {
    fn from_text(_: Cow<'de, str>) -> Option<Self> {
        None
    }
}

/// The visitor's methods that are alike in all three: a value of another type is remembered by its
/// name alone.
macro_rules! wrong {
    ($($method:ident($type:ty) => $kind:literal),* $(,)?) => {
        $(fn $method<E>(self, _: $type) -> Result<Self::Value, E> {
            Ok(Self::Value::Wrong($kind))
        })*
    };
}

fn skip_list<'de, A: SeqAccess<'de>>(mut list: A) -> Result<&'static str, A::Error> {
    while list.next_element::<IgnoredAny>()?.is_some() {}
    Ok("a list")
}

fn skip_object<'de, A: MapAccess<'de>>(mut map: A) -> Result<&'static str, A::Error> {
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok("an object")
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyValue;

        impl<'de> Visitor<'de> for AnyValue {
            type Value = Value<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a value")
            }

            wrong!(visit_bool(bool) => "a boolean", visit_f64(f64) => "a number");

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Value::Null)
            }

            fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
                Ok(Value::Whole(number.into()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Value::Whole(number.into()))
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Value::Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Value::Text(Cow::Owned(text.to_owned())))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
                skip_list(list).map(Value::Wrong)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                skip_object(map).map(Value::Wrong)
            }
        }

        deserializer.deserialize_any(AnyValue)
    }
}

impl<'de, T: Deserialize<'de> + FromText<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyList<T>(PhantomData<T>);

        impl<T> AnyList<T> {
            fn text<'de>(text: Cow<'de, str>) -> List<T>
            where
                T: FromText<'de>,
            {
                T::from_text(text).map_or(List::Wrong("a string"), List::One)
            }
        }

        impl<'de, T: Deserialize<'de> + FromText<'de>> Visitor<'de> for AnyList<T> {
            type Value = List<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a list")
            }

            wrong!(
                visit_bool(bool) => "a boolean",
                visit_f64(f64) => "a number",
                visit_u64(u64) => "a number",
                visit_i64(i64) => "a number",
            );

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(List::Null)
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Self::text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Self::text(Cow::Owned(text.to_owned())))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut elements = Vec::new();
                while let Some(element) = list.next_element()? {
                    elements.push(element);
                }
                Ok(List::Elements(elements))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                skip_object(map).map(List::Wrong)
            }
        }

        deserializer.deserialize_any(AnyList(PhantomData))
    }
}

impl<'de, T: Fields<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyObject<T>(PhantomData<T>);

        impl<'de, T: Fields<'de>> Visitor<'de> for AnyObject<T> {
            type Value = Object<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            wrong!(
                visit_bool(bool) => "a boolean",
                visit_f64(f64) => "a number",
                visit_u64(u64) => "a number",
                visit_i64(i64) => "a number",
                visit_str(&str) => "a string",
            );

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Object::Wrong("null"))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
                skip_list(list).map(Object::Wrong)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = T::default();
                while let Some(Value::Text(name)) = map.next_key()? {
                    fields.take(&name, &mut map)?;
                }
                Ok(Object::Fields(fields))
            }
        }

        deserializer.deserialize_any(AnyObject(PhantomData))
    }
}
