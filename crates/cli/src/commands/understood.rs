//! How the query was understood, where that is not what was typed.

use dateline_query::response::QueryReply;

use crate::output::{Output, without_control};

/// Hints for people.
pub(super) fn hints(output: &mut Output, query: &QueryReply) -> anyhow::Result<()> {
    for warning in &query.warnings {
        // As with everything in this line, the words may be of whoever wrote the query.
        let message = without_control(&warning.message);
        output.line(format_args!("hint: {message} (at character {})", warning.position + 1))?;
    }
    for correction in &query.corrections {
        let (word, with) = (without_control(&correction.word), correction.with.join(", "));
        output.line(format_args!("hint: {word} is in no story; showing {with}"))?;
    }
    for synonyms in &query.synonyms {
        let (word, with) = (without_control(&synonyms.word), synonyms.with.join(", "));
        output.line(format_args!("hint: {word} also finds {}", without_control(&with)))?;
    }
    for named in query.dates.iter().flat_map(|dates| &dates.named) {
        let (text, label) = (without_control(&named.text), &named.date.label);
        let what =
            if named.purpose == "filter" { "nothing else is shown" } else { "it comes first" };
        output.line(format_args!("hint: {text} is taken for a date, {label}: {what}"))?;
    }
    if query.relaxed {
        output.line("hint: nothing matches all words; these are the best matches of any")?;
    }
    Ok(())
}
