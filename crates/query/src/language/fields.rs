//! The names that may stand before a colon.

use dateline_engine::TextField;

/// A field of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// A place to look for words, phrases and groups.
    Text(TextField),
    /// A condition with one value.
    Condition(Condition),
}

/// A field whose value is one name, id or date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    /// `feed:world`
    Feed,
    /// `publisher:reuters`
    Publisher,
    /// `story:ID`
    Story,
    /// `kind:event`
    Kind,
    /// `on:2025-12`
    On,
    /// `after:2025-10`
    After,
    /// `before:2026`
    Before,
}

const FIELDS: [(&str, Field); 10] = [
    ("title", Field::Text(TextField::Title)),
    ("section", Field::Text(TextField::Section)),
    ("text", Field::Text(TextField::Text)),
    ("feed", Field::Condition(Condition::Feed)),
    ("publisher", Field::Condition(Condition::Publisher)),
    ("story", Field::Condition(Condition::Story)),
    ("kind", Field::Condition(Condition::Kind)),
    ("on", Field::Condition(Condition::On)),
    ("after", Field::Condition(Condition::After)),
    ("before", Field::Condition(Condition::Before)),
];

/// What other engines and plain English call our fields. They are not accepted, as `source:` or
/// `date:` mean different things in different engines, but the remedy names ours.
const ELSEWHERE: [(&str, &str); 18] = [
    ("body", "text"),
    ("category", "feed"),
    ("content", "text"),
    ("date", "on"),
    ("from", "after"),
    ("headline", "title"),
    ("heading", "section"),
    ("id", "story"),
    ("intitle", "title"),
    ("newspaper", "publisher"),
    ("since", "after"),
    ("site", "publisher"),
    ("source", "publisher"),
    ("to", "before"),
    ("topic", "feed"),
    ("type", "kind"),
    ("until", "before"),
    ("when", "on"),
];

impl Field {
    /// The field of this name, in any case.
    pub(super) fn named(name: &str) -> Option<Self> {
        FIELDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|&(_, field)| field)
    }

    /// The name before the colon.
    pub(super) fn name(self) -> &'static str {
        FIELDS.iter().find(|&&(_, field)| field == self).map_or("", |&(name, _)| name)
    }
}

impl Condition {
    /// The name before the colon.
    pub(super) fn name(self) -> &'static str {
        Field::Condition(self).name()
    }
}

/// How many characters of a text are a field's name: letters and underscores directly followed by
/// a colon, which is directly followed by something that can be a value. So `12:30`, `note: this`
/// and `http://x.y` are plain text.
pub(super) fn name_length(text: &[char]) -> Option<usize> {
    let length = colon(text)?;
    match text.get(length + 1..)? {
        [] => None,
        ['/', '/', ..] => None,
        [next, ..] if next.is_whitespace() || matches!(next, ')' | '|') => None,
        _ => Some(length),
    }
}

/// The length of a known name whose colon is the last thing in the text or group: a condition that
/// someone has begun to type.
pub(super) fn begun(text: &[char]) -> Option<(usize, Field)> {
    let length = colon(text)?;
    if !matches!(text.get(length + 1), None | Some(')' | '|')) {
        return None;
    }
    let name: String = text.get(..length)?.iter().collect();
    Some((length, Field::named(&name)?))
}

/// Whether a word starts as a field does, whatever follows its colon, unless that is `//`.
pub(super) fn may_be_named(word: &str) -> bool {
    word.split_once(':').is_some_and(|(name, value)| {
        let letters = |next: char| next.is_ascii_alphabetic() || next == '_';
        name.chars().all(letters) && !value.starts_with("//")
    })
}

/// Where the colon behind a name is.
fn colon(text: &[char]) -> Option<usize> {
    let length = text.iter().take_while(|next| next.is_ascii_alphabetic() || **next == '_').count();
    let named = text.get(..length)?.iter().any(char::is_ascii_alphabetic);
    (named && text.get(length) == Some(&':')).then_some(length)
}

/// The remedy for a name that is no field.
pub(super) fn remedy(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    match nearest(&name) {
        Some(known) => format!("did you mean `{known}:`?"),
        None => {
            let known: Vec<&str> = FIELDS.iter().map(|&(known, _)| known).collect();
            format!("the fields are {}", known.join(", "))
        }
    }
}

/// The known field that a name is near to, if one is.
fn nearest(name: &str) -> Option<&'static str> {
    if let Some(&(_, ours)) = ELSEWHERE.iter().find(|&&(theirs, _)| theirs == name) {
        return Some(ours);
    }
    // One slip in a short name, two in a longer one: `no:` is not `on:` by two slips of two.
    let slips = if name.len() < 6 { 1 } else { 2 };
    FIELDS
        .iter()
        .filter(|(known, _)| known.len().abs_diff(name.len()) <= slips)
        .map(|&(known, _)| (strsim::damerau_levenshtein(known, name), known))
        .filter(|&(distance, _)| distance <= slips)
        .min()
        .map(|(_, known)| known)
}
