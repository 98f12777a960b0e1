//! Phrases: words next to one another.

use super::ask::{phrase, phrase_in};
use super::draft::Draft;
use super::subject::{Subject, Verdict};
use crate::{Engine, TextField};

fn text(id: &str, text: &str) -> Draft {
    Draft::new(id, "Talks").section("", text)
}

pub(super) async fn a_phrase_is_words_in_a_row(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            text("a", "The prime minister resigned"),
            text("b", "A minister in his prime resigned"),
            Draft::new("c", "Prime Minister resigns").event("2025", "x"),
            Draft::new("d", "Talks").event("2025", "Our prime-minister spoke"),
        ],
    )
    .await?;
    // A story is not found by a phrase of its timeline, its event is.
    subject.finds(phrase("prime minister"), &["a", "c", "c#1", "d#1"]).await?;
    subject.finds(phrase("Prime MINISTER resigned"), &["a"]).await?;
    subject.finds(phrase("minister prime"), &[]).await?;
    subject.finds(phrase("minister"), &["a", "b", "c", "c#1", "d", "d#1"]).await
}

pub(super) async fn a_phrase_is_not_stemmed(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, [text("a", "It was talking heads")]).await?;
    subject.finds(phrase("talking heads"), &["a"]).await?;
    subject.finds(phrase("talked head"), &[]).await
}

pub(super) async fn a_phrase_keeps_to_one_text(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            text("sections", "It ends with prime").section("", "minister it begins"),
            Draft::new("heading", "Talks").section("prime", "minister"),
            Draft::new("title", "prime").section("", "minister"),
            Draft::new("events", "Talks").event("2025", "prime").event("2025", "minister"),
        ],
    )
    .await?;
    subject.finds(phrase("prime minister"), &[]).await
}

pub(super) async fn a_phrase_with_slop_bridges_so_many_words(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [text("a", "ministers of the north met"), text("b", "ministers met")],
    )
    .await?;
    let near = |slop| phrase_in(TextField::Any, "ministers met", slop);
    subject.finds(near(0), &["b"]).await?;
    subject.finds(near(2), &["b"]).await?;
    subject.finds(near(3), &["a", "b"]).await
}

pub(super) async fn a_field_confines_a_phrase(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("title", "A red line").event("2025", "x"),
            Draft::new("heading", "Talks").section("The red line", "x"),
            Draft::new("text", "Talks").section("x", "Their red line").event("2025", "A red line"),
        ],
    )
    .await?;
    let found = [
        (TextField::Title, &["title", "title#1"][..]),
        (TextField::Section, &["heading"]),
        (TextField::Text, &["text", "text#1"]),
    ];
    for (field, expected) in found {
        subject.finds(phrase_in(field, "red line", 0), expected).await?;
    }
    subject.finds(phrase("red line"), &["title", "title#1", "heading", "text", "text#1"]).await
}
