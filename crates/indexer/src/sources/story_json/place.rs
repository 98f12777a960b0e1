//! Where a part of a story stands, for what there is to say about it.

use std::borrow::Cow;

use super::not_blank;
use super::value::{List, Object, Value};
use crate::sources::NoteKind;
use crate::sources::context::Context;

/// A part of a story: what it is, its place in its list, and a text of it by which its line is
/// found should a note need it.
pub(super) struct Place<'de> {
    part: &'static str,
    number: u32,
    anchor: Option<&'de str>,
}

impl<'de> Place<'de> {
    /// The place of a part that has some of these values.
    pub(super) fn of<const N: usize>(
        part: &'static str,
        number: u32,
        values: [&Value<'de>; N],
    ) -> Self {
        let anchor = values.into_iter().find_map(|value| match value {
            Value::Text(Cow::Borrowed(text)) => Some(*text),
            _ => None,
        });
        Self { part, number, anchor }
    }

    /// The place of a part that has no values.
    pub(super) fn nowhere(part: &'static str, number: u32) -> Self {
        Self { part, number, anchor: None }
    }

    /// Its line, as well as it can be told.
    pub(super) fn line(&self, context: &mut Context<'_>) -> u64 {
        context.line_of(self.anchor)
    }

    /// Notes what is wrong with the part: `section 3 has neither heading nor text`.
    pub(super) fn note(&self, kind: NoteKind, what: &str, context: &mut Context<'_>) {
        let line = self.line(context);
        context.note(line, kind, format!("{} {} {what}", self.part, self.number));
    }

    /// Notes that the part is not even an object.
    pub(super) fn no_object<T>(
        &self,
        found: &Object<T>,
        kind: NoteKind,
        context: &mut Context<'_>,
    ) {
        if let Object::Wrong(found) = found {
            self.note(kind, &format!("is {found} and must be an object"), context);
        }
    }

    /// A field that must be a string if it is there. A blank one counts as absent.
    pub(super) fn text(
        &self,
        value: Value<'_>,
        field: &str,
        context: &mut Context<'_>,
    ) -> Option<String> {
        match value {
            Value::Null => None,
            Value::Text(text) => not_blank(text),
            other => {
                self.dropped_field(field, other.kind(), "a string", context);
                None
            }
        }
    }

    /// The number of an article: the one that is given or, without one, its place.
    pub(super) fn number(&self, value: &Value<'_>, context: &mut Context<'_>) -> u32 {
        match (positive(value), value) {
            (Some(number), _) => return number,
            (None, Value::Null) => {}
            (None, other) => {
                let found = shown(other);
                self.dropped_field("number", &found, "a positive whole number", context);
            }
        }
        self.number
    }

    /// The citations that are positive numbers.
    pub(super) fn citations(
        &self,
        citations: List<Value<'_>>,
        context: &mut Context<'_>,
    ) -> Vec<u32> {
        let given = match citations {
            List::Null => return Vec::new(),
            List::Elements(given) => given,
            List::One(one) => vec![one],
            List::Wrong(kind) => {
                let what = format!("has `citations` that are {kind} and must be a list");
                self.note(NoteKind::DroppedCitation, &what, context);
                return Vec::new();
            }
        };
        let mut numbers = Vec::with_capacity(given.len());
        for citation in &given {
            match positive(citation) {
                Some(number) => numbers.push(number),
                None => {
                    let found = shown(citation);
                    let what = format!("cites {found}, which is no positive whole number");
                    self.note(NoteKind::DroppedCitation, &what, context);
                }
            }
        }
        numbers
    }

    fn dropped_field(&self, field: &str, found: &str, expected: &str, context: &mut Context<'_>) {
        let what = format!("has a `{field}` that is {found} and must be {expected}");
        self.note(NoteKind::DroppedField, &what, context);
    }
}

fn positive(value: &Value<'_>) -> Option<u32> {
    match value {
        Value::Whole(number) => u32::try_from(*number).ok().filter(|number| *number > 0),
        _ => None,
    }
}

/// A number as it is, and anything else by its kind.
fn shown(value: &Value<'_>) -> Cow<'static, str> {
    match value {
        Value::Whole(number) => number.to_string().into(),
        other => other.kind().into(),
    }
}
