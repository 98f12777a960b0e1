//! What comes first of what matches: dates that the query names, titles, and questions in many words.

use dateline_model::Kind;

use super::ask::{all, any, kind, word};
use super::draft::{Draft, span};
use super::subject::{Failure, Subject, Verdict, equal};
use crate::{Engine, Expr, NamedDate, SearchPlan, TextField, Word, WordForm};

/// A query that names a date by some words.
fn naming(query: Expr, date: &str, words: &[&str]) -> Result<SearchPlan, Failure> {
    let word = |text: &&str| Word {
        field: TextField::Any,
        text: (*text).to_owned(),
        form: WordForm::Plain,
    };
    let named = NamedDate { date: span(date)?, words: words.iter().map(word).collect() };
    Ok(SearchPlan { named_dates: vec![named], ..SearchPlan::new(query) })
}

pub(super) async fn what_happened_on_a_named_date_comes_first(engine: &dyn Engine) -> Verdict {
    let draft = Draft::new("a", "Talks")
        .event("2024-05-01", "The flood, the flood, the flood")
        .event("2025", "A flood in a year")
        .event("2025-12-12", "After much else that has nothing to do with it, a flood")
        .event("", "The flood of no date");
    let subject = Subject::holding(engine, [draft]).await?;
    let named = naming(word("flood"), "2025-12", &["december", "2025"])?;
    let found = subject.ids(named).await?;
    // Nothing is left out.
    equal("how many match", found.len(), 5)?;
    equal("the order", found.iter().take(2).map(String::as_str).collect(), vec!["a#3", "a#2"])
}

pub(super) async fn what_says_a_named_date_is_as_near_as_what_lies_in_it(
    engine: &dyn Engine,
) -> Verdict {
    let draft = Draft::new("a", "Talks")
        .event("2009-05-01", "Tickets for the World Cup 2010 are sold, and the World Cup is near")
        .event("2010-06-11", "After a long wait and with much noise, the World Cup opens")
        .event("2009-05-02", "The World Cup of hockey opens");
    let subject = Subject::holding(engine, [draft]).await?;
    let query = || all([word("world"), word("cup"), kind(Kind::Event)]);
    let expected = ["a#1", "a#2", "a#3"];
    subject.lists(naming(query(), "2010", &["2010"])?, &expected).await
}

pub(super) async fn a_story_comes_before_its_events_under_its_title(
    engine: &dyn Engine,
) -> Verdict {
    let long =
        "A report of what was said and done on the day, at some length, by those who were there";
    let stories = [
        Draft::new("a", "Harbour strike")
            .section("", long)
            .event("2025-01-01", "It begins")
            .event("2025-01-02", "It ends"),
        Draft::new("b", "Elsewhere").event("2025-01-03", "A strike in the harbour"),
    ];
    let subject = Subject::holding(engine, stories).await?;
    for query in [all([word("harbour"), word("strike")]), all([word("strike"), word("harbour")])] {
        let found = subject.ids(SearchPlan::new(query)).await?;
        equal("the first", found.first().map(String::as_str), Some("a"))?;
    }
    Ok(())
}

pub(super) async fn a_long_question_is_not_answered_by_a_scattered_timeline(
    engine: &dyn Engine,
) -> Verdict {
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let (first, second) = words.split_at(5);
    let stories = [
        Draft::new("scattered", "Talks")
            .event("2025-01-01", &first.join(" "))
            .event("2025-01-02", &second.join(" ")),
        Draft::new("told", "Talks").section("", &words.join(" ")),
        Draft::new("happened", "Talks").event("2025-01-01", &words.join(" ")),
    ];
    let subject = Subject::holding(engine, stories).await?;
    subject.finds(all(words.map(word)), &["told", "happened#1"]).await?;
    // Of fewer words, each may stand anywhere in the timeline.
    let fewer = words.iter().skip(1).map(|text| word(text));
    subject.finds(all(fewer), &["told", "happened", "happened#1", "scattered"]).await
}

pub(super) async fn a_relaxed_query_lists_first_what_has_most_of_it(
    engine: &dyn Engine,
) -> Verdict {
    let stories = [
        Draft::new("most", "Harbour").section("", "strike ends talks"),
        Draft::new("some", "Harbour").section("", "quiet evening there"),
        Draft::new("none", "Meadow").section("", "quiet evening there"),
    ];
    let subject = Subject::holding(engine, stories).await?;
    let query = any(["the", "harbour", "strike", "talks", "zeppelin"].map(word));
    let plan = SearchPlan { is_relaxed: true, ..SearchPlan::new(query) };
    subject.lists(plan, &["most", "some"]).await
}
