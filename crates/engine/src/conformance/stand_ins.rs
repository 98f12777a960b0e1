//! Synonyms and optional words, which people set and which come into a query after it was read.

use super::ask::{all, any, not, phrase, word};
use super::draft::Draft;
use super::subject::{Subject, Verdict, equal};
use crate::{Engine, Expr, SearchPlan, TextField, Word, WordForm};

fn text(id: &str, text: &str) -> Draft {
    Draft::new(id, "Talks").section("", text)
}

fn synonyms(typed: Expr, with: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Synonyms { typed: Box::new(typed), with: with.into_iter().collect() }
}

fn optional(text: &str) -> Expr {
    let (field, form) = (TextField::Any, WordForm::Plain);
    Expr::Optional(Word { field, text: text.to_owned(), form })
}

fn uk() -> Expr {
    synonyms(word("uk"), [phrase("united kingdom"), word("britain")])
}

pub(super) async fn a_synonym_matches_where_the_word_does_not(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            text("a", "The UK votes"),
            text("b", "The United Kingdom votes"),
            text("c", "Britain waits"),
            text("d", "A kingdom united"),
            Draft::new("e", "Talks").event("2025", "Britain votes"),
        ],
    )
    .await?;
    subject.finds(uk(), &["a", "b", "c", "e", "e#1"]).await?;
    subject.finds(all([uk(), word("votes")]), &["a", "b", "e", "e#1"]).await?;
    subject.finds(any([uk(), word("kingdom")]), &["a", "b", "c", "d", "e", "e#1"]).await?;
    let run = synonyms(all([word("united"), word("kingdom")]), [word("uk")]);
    subject.finds(run, &["a", "b", "d"]).await?;
    let results = subject.search(SearchPlan { highlight: true, ..SearchPlan::new(uk()) }).await?;
    let marked = |id: &str| {
        let hit = results.hits.iter().find(|hit| hit.id.to_string() == id)?;
        hit.highlights.as_ref()?.text.clone()
    };
    let (kingdom, britain) = (marked("b"), marked("c"));
    equal(
        "a phrase",
        kingdom.as_deref(),
        Some("The <mark>United</mark> <mark>Kingdom</mark> votes"),
    )?;
    equal("a word", britain.as_deref(), Some("<mark>Britain</mark> waits"))
}

pub(super) async fn what_was_typed_comes_before_its_synonyms_however_rare_they_are(
    engine: &dyn Engine,
) -> Verdict {
    let mut drafts: Vec<_> = (0..30).map(|n| text(&format!("typed-{n:02}"), "UK votes")).collect();
    drafts.extend([
        text("word", "Britain votes").updated("2025-12-01"),
        text("phrase", "United Kingdom votes").updated("2025-12-02"),
    ]);
    let subject = Subject::holding(engine, drafts).await?;
    for query in [uk(), all([uk(), word("votes")]), all([word("talks"), uk()])] {
        let ids = subject.ids(SearchPlan::new(query)).await?;
        let mut behind: Vec<_> = ids.iter().skip(30).map(String::as_str).collect();
        behind.sort_unstable();
        equal("what comes last", behind, vec!["phrase", "word"])?;
    }
    Ok(())
}

pub(super) async fn a_synonym_is_excluded_and_relaxed_as_the_word_is(
    engine: &dyn Engine,
) -> Verdict {
    let drafts = [text("a", "Britain votes"), text("b", "France votes"), text("c", "united")];
    let subject = Subject::holding(engine, drafts).await?;
    subject.finds(all([word("votes"), not(uk())]), &["b"]).await?;
    let relaxed = |query: Expr| query.relaxed().unwrap_or(Expr::Or(Vec::new()));
    subject.finds(relaxed(all([uk(), word("france")])), &["a", "b"]).await?;
    // Of several words, each is one, and so is what stands for them.
    let run = synonyms(all([word("united"), optional("of"), word("kingdom")]), [word("britain")]);
    subject.finds(relaxed(run.clone()), &["a", "c"]).await?;
    subject.finds(relaxed(all([run, word("zeppelin")])), &["a", "c"]).await?;
    equal("a single word relaxed", uk().relaxed(), None)
}

pub(super) async fn a_word_with_a_synonym_that_is_there_is_not_corrected(
    engine: &dyn Engine,
) -> Verdict {
    let subject =
        Subject::holding(engine, [text("a", "A museum opens"), text("b", "A gallery")]).await?;
    let with_gallery = SearchPlan::new(synonyms(word("musuem"), [word("gallery")]));
    let results = subject.search(with_gallery.clone()).await?;
    equal("corrections", results.corrections, Vec::new())?;
    subject.matches(with_gallery, &["b"]).await?;
    let with_nothing = SearchPlan::new(synonyms(word("musuem"), [phrase("gallery a")]));
    let results = subject.search(with_nothing.clone()).await?;
    equal("how many corrections", results.corrections.len(), 1)?;
    subject.matches(with_nothing, &["a"]).await
}

pub(super) async fn an_optional_word_need_not_match_and_adds_to_the_score(
    engine: &dyn Engine,
) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            text("without", "A town opens its museum").updated("2025-12-01"),
            text("with", "The town opens its museum"),
            text("other", "The flood"),
        ],
    )
    .await?;
    let query = all([optional("the"), word("museum")]);
    subject.lists(SearchPlan::new(query.clone()), &["with", "without"]).await?;
    subject.finds(any([query, word("flood")]), &["with", "without", "other"]).await?;
    subject.finds(optional("the"), &["with", "without", "other"]).await
}
