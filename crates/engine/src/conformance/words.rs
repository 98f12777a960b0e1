//! Words: where they are looked for, and which stand in for them.

use super::ask::{fuzzy, phrase, prefix, word, word_in};
use super::draft::Draft;
use super::subject::{Subject, Verdict, equal};
use crate::{Engine, Expr, SearchPlan, TextField};

/// A word in each place of a story of its own.
fn in_each_place() -> [Draft; 4] {
    [
        Draft::new("in-title", "Sculpture").event("2025", "Nothing here"),
        Draft::new("in-heading", "Art").section("Sculpture", "Stone"),
        Draft::new("in-text", "Art").section("Stone", "A sculpture was shown."),
        Draft::new("in-event", "Art")
            .event("2025", "Stone")
            .event("2025", "A sculpture was shown."),
    ]
}

pub(super) async fn a_word_is_found_wherever_it_stands(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, in_each_place()).await?;
    let everywhere = ["in-title", "in-title#1", "in-heading", "in-text", "in-event", "in-event#2"];
    subject.finds(word("sculpture"), &everywhere).await?;
    subject.finds(word("painting"), &[]).await
}

pub(super) async fn an_event_is_found_by_the_title_of_its_story(engine: &dyn Engine) -> Verdict {
    let draft = Draft::new("kim", "Kim reviews sculptures").section("Museum", "Visitors");
    let draft = draft.event("2025", "It opens").event("2025", "It closes");
    let subject = Subject::holding(engine, [draft]).await?;
    subject.finds(word("kim"), &["kim", "kim#1", "kim#2"]).await?;
    subject.finds(super::ask::all([word("kim"), word("opens")]), &["kim", "kim#1"]).await?;
    subject.finds(super::ask::phrase("reviews sculptures"), &["kim", "kim#1", "kim#2"]).await?;
    // Headings and texts of its story are not the event's.
    subject.finds(word("museum"), &["kim"]).await?;
    subject.finds(word("visitors"), &["kim"]).await
}

pub(super) async fn a_field_confines_a_word(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, in_each_place()).await?;
    let found = [
        (TextField::Title, &["in-title", "in-title#1"][..]),
        (TextField::Section, &["in-heading"]),
        // The timeline of a story is not its text: its events have it.
        (TextField::Text, &["in-text", "in-event#2"]),
    ];
    for (field, expected) in found {
        subject.finds(word_in(field, "sculpture"), expected).await?;
        subject.finds(word_in(field, "Sculptures"), expected).await?;
    }
    Ok(())
}

pub(super) async fn words_are_compared_folded(engine: &dyn Engine) -> Verdict {
    let text = "ÉLYSÉE Łódź straße Kim\u{2019}s U.S.\u{2011}backed anti\u{2011}aircraft 35,000 \u{FF21}\u{FF22} e\u{301}lan";
    let subject = Subject::holding(engine, [Draft::new("a", "Talks").section("", text)]).await?;
    for asked in [
        "elysee",
        "lodz",
        "Łódź",
        "STRASSE",
        "kim",
        "Kim's",
        "us",
        "U.S.",
        "backed",
        "35000",
        "ab",
        "élan",
        "us-backed",
    ] {
        subject.finds(word(asked), &["a"]).await?;
    }
    for asked in ["s", "000"] {
        subject.finds(word(asked), &[]).await?;
    }
    // A word without its hyphen is another one, which only a correction finds.
    subject.finds(super::ask::phrase("antiaircraft"), &[]).await
}

pub(super) async fn words_match_by_their_stem(engine: &dyn Engine) -> Verdict {
    let draft = |id: &str, text: &str| Draft::new(id, "Talks").section("", text);
    let stories = [draft("a", "It reviews"), draft("b", "reviewing"), draft("c", "a preview")];
    let subject = Subject::holding(engine, stories).await?;
    for asked in ["review", "reviewed", "REVIEWS"] {
        subject.finds(word(asked), &["a", "b"]).await?;
    }
    Ok(())
}

pub(super) async fn each_story_is_stemmed_in_its_language(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("de", "Die Überschwemmungen").language("de-AT"),
            Draft::new("fr", "Titre").language("fr").event("2025", "L\u{2019}homme vote"),
            Draft::new("ru", "Заводы закрыты").language("ru"),
            Draft::new("en", "Floods").language("en"),
            Draft::new("xx", "floodings").language("tlh"),
        ],
    )
    .await?;
    subject.finds(word("überschwemmung"), &["de"]).await?;
    subject.finds(word("hommes"), &["fr", "fr#1"]).await?;
    subject.finds(word("завод"), &["ru"]).await?;
    subject.finds(word("flood"), &["en"]).await?;
    subject.finds(word("floodings"), &["en", "xx"]).await
}

pub(super) async fn scripts_without_spaces_are_searched_by_their_characters(
    engine: &dyn Engine,
) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("ja", "東京都知事が会見"),
            Draft::new("zh", "京东发布财报"),
            Draft::new("th", "น้ำท่วมกรุงเทพ"),
        ],
    )
    .await?;
    subject.finds(word("東京"), &["ja"]).await?;
    subject.finds(word("京都"), &["ja"]).await?;
    subject.finds(word("京"), &["ja", "zh"]).await?;
    subject.finds(word("東京知事"), &[]).await?;
    subject.finds(word("ท่วม"), &["th"]).await?;
    subject.finds(super::ask::phrase("知事が会見"), &["ja"]).await?;
    subject.finds(super::ask::phrase("会見が"), &[]).await
}

pub(super) async fn a_prefix_is_the_beginning_of_a_word(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("a", "Sculpture").event("2025", "x"),
            Draft::new("b", "Art").event("2025", "The sculptor arrives"),
            Draft::new("c", "Art").section("sculpting", "x"),
            Draft::new("d", "Resculpt").section("", "sculp-ture scull"),
        ],
    )
    .await?;
    subject.finds(prefix("sculpt"), &["a", "a#1", "b", "b#1", "c"]).await?;
    subject.finds(prefix("SCULPTO"), &["b", "b#1"]).await?;
    subject.finds(prefix("scul"), &["a", "a#1", "b", "b#1", "c", "d"]).await?;
    subject.finds(prefix("sculpturey"), &[]).await?;
    // Of several words in one, the last may go on.
    subject.finds(prefix("sculp-tu"), &["d"]).await
}

pub(super) async fn a_near_word_stands_in_under_fuzzy(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("a", "Talks").event("2025", "The minister spoke"),
            Draft::new("b", "Talks").section("", "A flood"),
        ],
    )
    .await?;
    // Eight letters: two edits, a transposition being one of them.
    for asked in ["minister", "mimister", "mimistrr", "imnisetr", "ministerr"] {
        subject.finds(fuzzy(asked), &["a", "a#1"]).await?;
    }
    // Seven: one.
    subject.finds(fuzzy("ministr"), &["a", "a#1"]).await?;
    subject.finds(fuzzy("mimistr"), &[]).await?;
    for asked in ["flod", "fllod", "floood", "lfood"] {
        subject.finds(fuzzy(asked), &["b"]).await?;
    }
    for asked in ["fladd", "lfodo", "monistrrr", "flo"] {
        subject.finds(fuzzy(asked), &[]).await?;
    }
    Ok(())
}

pub(super) async fn short_words_and_numbers_are_never_near(engine: &dyn Engine) -> Verdict {
    let text = "Kim paid 35000 in 2024 for an F16";
    let subject = Subject::holding(engine, [Draft::new("a", "Talks").section("", text)]).await?;
    for asked in ["kim", "35000", "2024", "f16"] {
        subject.finds(fuzzy(asked), &["a"]).await?;
    }
    for asked in ["kin", "im", "35001", "2025", "f15"] {
        subject.finds(fuzzy(asked), &[]).await?;
    }
    Ok(())
}

pub(super) async fn a_word_in_no_document_is_corrected_and_told(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("a", "Talks").section("", "A museum opened"),
            Draft::new("b", "Talks").section("", "Two museums and a mausoleum"),
        ],
    )
    .await?;
    let plan = SearchPlan::new(Expr::And(vec![word("musuem"), word("talks")]));
    let results = engine.search(SearchPlan { highlight: true, ..plan }).await?;
    let told: Vec<_> = results
        .corrections
        .iter()
        .map(|correction| (correction.word.as_str(), correction.with.clone()))
        .collect();
    equal("what stood in", told, vec![("musuem", vec!["museum".to_owned()])])?;
    equal("how many are found by it", results.total, 2)?;
    let marked = results.hits.iter().filter_map(|hit| hit.highlights.as_ref()?.text.clone());
    let marked = marked.filter(|text| text.contains("<mark>museum")).count();
    equal("in how many it is marked", marked, 2)?;
    // A word that is there is left alone, and so are quoted, excluded and short ones.
    for expr in [word("mausoleum"), phrase("musuem"), Expr::Not(Box::new(word("musuem")))] {
        let results = engine.search(SearchPlan::new(expr.clone())).await?;
        equal(&format!("corrections of {expr:?}"), results.corrections, Vec::new())?;
    }
    subject.finds(word("tlk"), &[]).await
}
