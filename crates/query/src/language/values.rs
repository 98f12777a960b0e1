//! What stands behind the colon of a condition.

use dateline_engine::{DateFilter, DateMode, Predicate};
use dateline_model::{DateSpan, Day, Kind, StoryId};

use super::fields::Condition;
use super::warning::{WarningCode, shown};

/// Why a value cannot be taken: the code, what is wrong, and what is allowed.
pub(super) type Refusal = (WarningCode, String);

/// The condition that a field and its value make.
pub(super) fn predicate(
    condition: Condition,
    value: &str,
    quoted: bool,
    mode: DateMode,
) -> Result<Predicate, Refusal> {
    let trimmed = without_punctuation(value, quoted);
    match condition {
        Condition::Feed => Ok(Predicate::Feed(name(value, quoted))),
        Condition::Publisher => Ok(Predicate::Publisher(name(value, quoted))),
        Condition::Story => story(value)
            .or_else(|refusal| story(trimmed).map_err(|_| refusal))
            .map(Predicate::Story),
        Condition::Kind => kind(trimmed).map(Predicate::Kind),
        Condition::On | Condition::After | Condition::Before => {
            // As written first: the dots of `2024/..` and the mark of `2024?` belong to the date.
            let span = date(condition, value)
                .or_else(|refusal| date(condition, trimmed).map_err(|_| refusal))?;
            Ok(Predicate::Dates(filter(condition, &span, mode)))
        }
    }
}

/// The days that a date operator leaves. `after:` and `before:` are strict: what is within the
/// date itself is neither after nor before it.
fn filter(condition: Condition, span: &DateSpan, mode: DateMode) -> DateFilter {
    let nothing = DateFilter { from: Some(Day::MAX), to: Some(Day::MIN), mode };
    match condition {
        Condition::After => match span.last().next() {
            Some(day) => DateFilter { from: Some(day), to: None, mode },
            None => nothing,
        },
        Condition::Before => match span.first().pred() {
            Some(day) => DateFilter { from: None, to: Some(day), mode },
            None => nothing,
        },
        _ => DateFilter::on(span, mode),
    }
}

/// The name of a feed or publisher. Only what separates items of a list is taken off an unquoted
/// one: the mark in `Yahoo!` is a part of the name.
fn name(value: &str, quoted: bool) -> String {
    if quoted { value.to_owned() } else { value.trim_end_matches([',', ';']).to_owned() }
}

/// Whether anything is left of a value to compare with.
pub(super) fn is_empty(value: &str, quoted: bool) -> bool {
    without_punctuation(value, quoted).is_empty()
}

fn without_punctuation(value: &str, quoted: bool) -> &str {
    if quoted { value } else { value.trim_end_matches([',', ';', '.', '?', '!']) }
}

fn story(value: &str) -> Result<StoryId, Refusal> {
    StoryId::new(value).map_err(|_| {
        let message = format!(
            "{} is no story id and is searched as words; an id is 1 to 128 of a-z 0-9 - _ .",
            shown(value)
        );
        (WarningCode::InvalidStoryId, message)
    })
}

fn kind(value: &str) -> Result<Kind, Refusal> {
    value.to_lowercase().parse().map_err(|_| {
        let message = format!(
            "there is no kind {}, so it is searched as words; write `kind:story` or `kind:event`",
            shown(value)
        );
        (WarningCode::UnknownKind, message)
    })
}

fn date(condition: Condition, value: &str) -> Result<DateSpan, Refusal> {
    DateSpan::parse(value).map_err(|error| {
        let (name, problem) = (condition.name(), error.problem());
        let message = format!(
            "{} is no date and is searched as words: {problem}; dates are written as in \
             `{name}:2025-12` and `{name}:\"Dec 2025\"`",
            shown(value)
        );
        (WarningCode::UnreadableDate, message)
    })
}
