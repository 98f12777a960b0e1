//! Suggestions: words and titles for what is being typed.

use super::draft::{Draft, removal};
use super::subject::{Failure, Subject, Verdict, equal};
use crate::{Engine, SuggestPlan, Suggestions};

/// What was typed: whole words, and the beginning of one.
fn typed(earlier: &[&str], beginning: &str) -> SuggestPlan {
    SuggestPlan {
        earlier: earlier.iter().map(|word| (*word).to_owned()).collect(),
        beginning: Some(beginning.to_owned()).filter(|text| !text.is_empty()),
        limit: 8,
    }
}

/// The suggested words with their documents, a tilde before those that are corrected.
fn words_of(suggestions: &Suggestions) -> Vec<String> {
    let words = suggestions.words.iter();
    words
        .map(|found| {
            let mark = if found.corrected { "~" } else { "" };
            format!("{mark}{} {}", found.word, found.documents)
        })
        .collect()
}

impl Subject<'_> {
    async fn suggests(&self, plan: SuggestPlan, expected: &[&str]) -> Verdict {
        let what = format!("words for {plan:?}");
        let found = self.suggest(plan).await?;
        equal(&what, words_of(&found).iter().map(String::as_str).collect(), expected.to_vec())
    }

    async fn titles(&self, plan: SuggestPlan) -> Result<Vec<String>, Failure> {
        let found = self.suggest(plan).await?.titles;
        Ok(found.iter().map(|title| title.id.to_string()).collect())
    }

    async fn suggests_titles(&self, plan: SuggestPlan, expected: &[&str]) -> Verdict {
        let what = format!("titles for {plan:?}");
        let found = self.titles(plan).await?;
        equal(&what, found.iter().map(String::as_str).collect(), expected.to_vec())
    }
}

pub(super) async fn words_that_begin_so_are_suggested_by_frequency(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("a", "Museum").event("2025", "A museum of music").event("2025", "Mules"),
            Draft::new("b", "Art").section("Mural", "Music and mumps"),
            Draft::new("c", "Art").section("", "Music, murals, camus"),
        ],
    )
    .await?;
    // The museum stands in the title of a story and of its two events, twice in one of them.
    let all = ["museum 3", "music 3", "mules 1", "mumps 1", "mural 1", "murals 1"];
    subject.suggests(typed(&[], "mu"), &all).await?;
    let two = SuggestPlan { limit: 2, ..typed(&[], "mu") };
    subject.suggests(two, &all[..2]).await?;
    subject.suggests(typed(&[], "mur"), &["mural 1", "murals 1"]).await?;
    subject.suggests(typed(&[], "x"), &[]).await
}

pub(super) async fn the_word_itself_is_suggested_next_to_longer_ones(
    engine: &dyn Engine,
) -> Verdict {
    let text = "Kim ate kimchi in a museum";
    let subject = Subject::holding(engine, [Draft::new("a", "Talks").section("", text)]).await?;
    subject.suggests(typed(&[], "kim"), &["kim 1", "kimchi 1"]).await?;
    subject.suggests(typed(&[], "kimchi"), &[]).await?;
    subject.suggests(typed(&[], "museu"), &["museum 1"]).await
}

pub(super) async fn words_are_suggested_folded(engine: &dyn Engine) -> Verdict {
    let draft = Draft::new("a", "Zürich’s CAFÉS").section("", "Café, cafe");
    let subject = Subject::holding(engine, [draft]).await?;
    subject.suggests(typed(&[], "ZÜR"), &["zurich 1"]).await?;
    subject.suggests(typed(&[], "Çaf"), &["cafe 1", "cafes 1"]).await?;
    let found = subject.suggest(typed(&["zurich"], "café")).await?;
    let marked: Vec<_> = found.titles.iter().map(|title| title.highlighted.as_str()).collect();
    equal("the title", marked, vec!["<mark>Zürich’s</mark> <mark>CAFÉS</mark>"])
}

pub(super) async fn a_suggested_word_stands_together_with_those_before_it(
    engine: &dyn Engine,
) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("a", "Kim").event("2025", "A museum opens").event("2025", "Music"),
            Draft::new("b", "Flood").section("", "Mud and museums"),
            Draft::new("c", "Mud"),
        ],
    )
    .await?;
    subject.suggests(typed(&["kim"], "mu"), &["museum 1", "music 1"]).await?;
    subject.suggests(typed(&["kim", "opening"], "mu"), &["museum 1"]).await?;
    subject.suggests(typed(&["flood"], "mu"), &["mud 2", "museums 1"]).await?;
    subject.suggests(typed(&["kim", "flood"], "mu"), &[]).await?;
    subject.suggests(typed(&["zeppelin"], "mu"), &[]).await
}

pub(super) async fn a_misspelt_beginning_is_corrected_below_exact_ones(
    engine: &dyn Engine,
) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("a", "Art").section("", "A museum, museums, the muse, musetta"),
            Draft::new("b", "Art").section("", "The museum has a minister"),
            Draft::new("c", "Flood").section("", "Administrations, mus2um"),
        ],
    )
    .await?;
    subject
        .suggests(typed(&[], "musu"), &["~museum 2", "~muse 1", "~musetta 1", "~museums 1"])
        .await?;
    // One of eight letters may be wrong and another one be missing; of three none.
    subject.suggests(typed(&[], "minsiter"), &["~minister 1"]).await?;
    subject.suggests(typed(&[], "adminstrat"), &["~administrations 1"]).await?;
    subject.suggests(typed(&[], "msu"), &[]).await?;
    // Below what begins so (of whose letters one may be too many), and together with what stands before.
    let both = ["musetta 1", "~museum 2", "~muse 1", "~museums 1"];
    subject.suggests(typed(&[], "muset"), &both).await?;
    subject.suggests(typed(&["minister"], "musu"), &["~museum 2"]).await
}

pub(super) async fn titles_with_all_words_are_suggested(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("a", "Kim <reviews> a museum").event("2025", "x").event("2025", "y"),
            Draft::new("b", "Kim").section("Museum", "A museum"),
            Draft::new("c", "Museum night"),
        ],
    )
    .await?;
    subject.suggests_titles(typed(&["kim"], "mus"), &["a"]).await?;
    subject.suggests_titles(typed(&["museum"], ""), &["c", "a"]).await?;
    subject.suggests_titles(typed(&["mus"], ""), &[]).await?;
    let found = subject.suggest(typed(&["kim"], "mus")).await?;
    let marked: Vec<_> = found.titles.iter().map(|title| title.highlighted.as_str()).collect();
    let expected = "<mark>Kim</mark> &lt;reviews&gt; a <mark>museum</mark>";
    equal("the highlighted title", marked, vec![expected])?;
    let title: Vec<_> = found.titles.iter().map(|title| title.title.as_str()).collect();
    equal("the title", title, vec!["Kim <reviews> a museum"])
}

pub(super) async fn suggested_titles_go_by_completeness_then_newest_then_id(
    engine: &dyn Engine,
) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("long", "Museum night in the city").updated("2026"),
            Draft::new("b", "Museum night").updated("2024-05"),
            Draft::new("a", "Museum night").updated("2024-05"),
            Draft::new("new", "Night museum").updated("2025"),
            Draft::new("old", "Museum nights").updated("2023"),
            Draft::new("undated", "Museum night"),
            Draft::new("one", "Museum").updated("2020"),
        ],
    )
    .await?;
    let all = ["new", "a", "b", "old", "undated", "long"];
    subject.suggests_titles(typed(&["museum"], "ni"), &all).await?;
    let three = SuggestPlan { limit: 3, ..typed(&["museum"], "ni") };
    subject.suggests_titles(three, &all[..3]).await?;
    subject.suggests_titles(SuggestPlan { limit: 2, ..typed(&[], "mus") }, &["one", "new"]).await
}

pub(super) async fn titles_with_near_words_are_suggested_where_no_other_is(
    engine: &dyn Engine,
) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("a", "Minister opens museum"),
            Draft::new("b", "Minister opens harbour"),
            Draft::new("c", "Minster opens harbours"),
        ],
    )
    .await?;
    subject.suggests_titles(typed(&["minsiter"], "muse"), &["a"]).await?;
    subject.suggests_titles(typed(&["minister"], "harbuo"), &["b"]).await?;
    subject.suggests_titles(typed(&["minster"], "harbour"), &["c"]).await?;
    let found = subject.suggest(typed(&["minsiter"], "musuem")).await?;
    let marked: Vec<_> = found.titles.iter().map(|title| title.highlighted.as_str()).collect();
    equal("what is marked", marked, vec!["<mark>Minister</mark> opens <mark>museum</mark>"])
}

pub(super) async fn scripts_without_spaces_are_completed_by_character(
    engine: &dyn Engine,
) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("ja", "東京都知事").language("ja"),
            Draft::new("kyoto", "京都の東").language("ja"),
        ],
    )
    .await?;
    // Of a pair of characters the first is typed.
    subject.suggests(typed(&[], "京"), &["京都 2"]).await?;
    subject.suggests(typed(&["東京"], "京"), &["京都 2"]).await?;
    subject.suggests_titles(typed(&["東京"], "京"), &["ja"]).await
}

pub(super) async fn what_is_deleted_is_not_suggested(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("a", "Museum").section("", "Music").event("2025", "Mules and murals"),
            Draft::new("b", "Museums").section("", "Mules"),
        ],
    )
    .await?;
    subject.apply(vec![removal("a")?]).await?;
    subject.suggests(typed(&[], "mu"), &["mules 1", "museums 1"]).await?;
    subject.suggests(typed(&[], "muisc"), &[]).await?;
    subject.suggests_titles(typed(&[], "museum"), &["b"]).await?;
    subject.suggests_titles(typed(&["museum"], ""), &["b"]).await?;
    subject.put(vec![Draft::new("b", "Harbour")]).await?;
    subject.suggests(typed(&[], "mu"), &[]).await?;
    subject.suggests_titles(typed(&[], "mu"), &[]).await
}

pub(super) async fn nothing_typed_suggests_nothing(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, [Draft::new("a", "Museum")]).await?;
    for (earlier, beginning) in
        [(&[][..], ""), (&["…", "()"][..], ""), (&["?"][..], "-"), (&[], "\u{0}")]
    {
        let found = subject.suggest(typed(earlier, beginning)).await?;
        let what = format!("suggestions for {earlier:?} and {beginning:?}");
        equal(&what, (found.words, found.titles), (Vec::new(), Vec::new()))?;
    }
    Ok(())
}
