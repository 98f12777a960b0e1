//! How parts of a query go together.

use dateline_model::Kind;

use super::ask::{all, any, feed, kind, not, phrase, word};
use super::draft::Draft;
use super::subject::{Subject, Verdict};
use crate::{Engine, Expr};

fn stories() -> [Draft; 3] {
    [
        Draft::new("a", "Flood").feed("World").section("Rain", "Rivers rise").event("2025", "Dam"),
        Draft::new("b", "Flood").feed("Sport").section("", "Games").event("2025", "Rivers"),
        Draft::new("c", "Storm").feed("World").event("2025", "Dam").event("2025", "Rain"),
    ]
}

pub(super) async fn all_words_have_to_match(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, stories()).await?;
    // Each may stand in a place of its own.
    subject.finds(all([word("flood"), word("rivers")]), &["a", "b", "b#1"]).await?;
    subject.finds(all([word("flood"), word("rain"), word("rivers"), word("dam")]), &["a"]).await?;
    // Those of two events do not make one that matches, but their story.
    subject.finds(all([word("dam"), word("rain")]), &["a", "c"]).await?;
    subject.finds(all([word("flood"), word("storm")]), &[]).await?;
    subject.finds(all([all([word("flood")]), all([word("dam")])]), &["a", "a#1"]).await
}

pub(super) async fn one_of_several_alternatives_suffices(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, stories()).await?;
    subject.finds(any([word("games"), word("rise")]), &["a", "b"]).await?;
    subject.finds(any([word("games"), word("absent")]), &["b"]).await?;
    subject
        .finds(any([phrase("rivers rise"), all([word("storm"), word("dam")])]), &["a", "c", "c#1"])
        .await?;
    subject.finds(all([any([word("dam"), word("rain")]), word("flood")]), &["a", "a#1"]).await
}

pub(super) async fn an_exclusion_takes_away(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, stories()).await?;
    subject.finds(all([word("flood"), not(word("rivers"))]), &["a#1"]).await?;
    subject.finds(not(word("flood")), &["c", "c#1", "c#2"]).await?;
    subject.finds(not(not(word("storm"))), &["c", "c#1", "c#2"]).await?;
    subject.finds(all([not(word("flood")), not(word("rain"))]), &["c#1"]).await?;
    subject.finds(not(any([word("flood"), word("dam")])), &["c#2"]).await?;
    subject.finds(not(all([word("storm"), word("dam")])), &["a", "a#1", "b", "b#1", "c#2"]).await?;
    subject.finds(any([word("games"), not(word("flood"))]), &["b", "c", "c#1", "c#2"]).await?;
    subject.finds(all([word("storm"), not(phrase("absent words"))]), &["c", "c#1", "c#2"]).await
}

pub(super) async fn everything_and_nothing_can_be_asked_for(engine: &dyn Engine) -> Verdict {
    let everything = ["a", "a#1", "b", "b#1", "c", "c#1", "c#2"];
    let subject = Subject::holding(engine, stories()).await?;
    subject.finds(Expr::All, &everything).await?;
    subject.finds(all([]), &everything).await?;
    subject.finds(not(any([])), &everything).await?;
    subject.finds(all([Expr::All, word("games")]), &["b"]).await?;
    subject.finds(any([Expr::All, word("games")]), &everything).await?;
    subject.finds(any([]), &[]).await?;
    subject.finds(not(Expr::All), &[]).await?;
    subject.finds(not(all([])), &[]).await?;
    subject.finds(all([word("games"), any([])]), &[]).await
}

pub(super) async fn conditions_hold_inside_alternatives_and_exclusions(
    engine: &dyn Engine,
) -> Verdict {
    let subject = Subject::holding(engine, stories()).await?;
    subject.finds(any([feed("sport"), word("storm")]), &["b", "b#1", "c", "c#1", "c#2"]).await?;
    subject.finds(all([not(feed("world")), kind(Kind::Event)]), &["b#1"]).await?;
    let worldly_or_playful = any([all([feed("world"), word("rain")]), word("games")]);
    subject.finds(worldly_or_playful, &["a", "b", "c", "c#2"]).await?;
    subject.finds(not(all([feed("world"), kind(Kind::Event)])), &["a", "b", "b#1", "c"]).await
}
