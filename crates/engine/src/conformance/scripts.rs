//! Languages and scripts: how words are compared that are not plain English.

use super::ask::{phrase, word};
use super::draft::Draft;
use super::subject::{Subject, Verdict, equal};
use crate::{Engine, SearchPlan};

pub(super) async fn a_story_without_a_language_is_stemmed_in_that_of_its_texts(
    engine: &dyn Engine,
) -> Verdict {
    let german = "Die Bundesregierung hat am Donnerstag ein neues Gesetz zum Schutz der Küsten \
                  beschlossen, das nach den Überschwemmungen des Frühjahrs gelten soll.";
    let english = "The government passed a law after the storms that flooded the coast.";
    let subject = Subject::holding(
        engine,
        [
            Draft::new("de", "Gesetz zum Schutz der Küsten").event("2025", german),
            Draft::new("en", "Coast").event("2025", english),
        ],
    )
    .await?;
    subject.finds(word("überschwemmung"), &["de", "de#1"]).await?;
    subject.finds(word("storm"), &["en", "en#1"]).await?;
    // What it was found to be is not what it says of itself.
    let draft = Draft::new("de", "Gesetz zum Schutz der Küsten").event("2025", german).story()?;
    let found = engine.story(draft.id.clone()).await?;
    equal("the story", found, Some(draft))?;
    // It is marked as it was indexed.
    let plan = SearchPlan { highlight: true, ..SearchPlan::new(word("überschwemmung")) };
    let hits = engine.search(plan).await?.hits;
    let marks = hits.iter().filter_map(|hit| hit.highlights.as_ref()?.text.as_deref());
    let marked = marks.filter(|text| text.contains("<mark>Überschwemmungen</mark>")).count();
    equal("in how many hits it is marked", marked, 1)
}

pub(super) async fn letters_and_digits_of_other_scripts_are_compared_folded(
    engine: &dyn Engine,
) -> Verdict {
    let draft = |id: &str, language: &str, text: &str| {
        Draft::new(id, "—").language(language).section("", text)
    };
    let subject = Subject::holding(
        engine,
        [
            draft("ar", "ar", "افتتحت الحكومة مُستشفى عام ٢٠٢٤"),
            draft("fa", "fa", "مصطفی در کابل"),
            draft("he", "he", "נשיא ארה\u{5F4}ב אמר שָׁלוֹם"),
            draft("ru", "ru", "Ёлка у за\u{301}мка"),
            draft("uk", "uk", "П\u{2019}ять років"),
            draft("th", "th", "ปี๒๕๖๗"),
        ],
    )
    .await?;
    for (asked, found) in [
        ("حكومه", "ar"),
        ("الحكومة", "ar"),
        ("مستشفي", "ar"),
        ("2024", "ar"),
        ("مصطفى", "fa"),
        ("كابل", "fa"),
        ("ארה\u{5F4}ב", "he"),
        ("שלום", "he"),
        ("елка", "ru"),
        ("замка", "ru"),
        ("п\u{2BC}ять", "uk"),
        ("2567", "th"),
    ] {
        subject.finds(word(asked), &[found]).await?;
    }
    subject.finds(phrase("مصطفى در كابل"), &["fa"]).await
}

pub(super) async fn scripts_side_by_side_are_found_by_each(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("zh", "AI技術與5G網絡"),
            Draft::new("ko", "대통령은 K-팝 공연을 봤다"),
            Draft::new("ja", "ガソリンの値上げ、東京で"),
            Draft::new("th", "น้ำท่วมกรุงเทพ"),
        ],
    )
    .await?;
    for (asked, found) in [
        ("ai", "zh"),
        ("技術", "zh"),
        ("5G", "zh"),
        ("網", "zh"),
        ("대통령", "ko"),
        ("팝", "ko"),
        ("\u{1103}\u{1162}\u{1110}\u{1169}\u{11BC}", "ko"),
        ("ｶﾞｿﾘﾝ", "ja"),
        ("東京", "ja"),
        ("กรุงเทพ", "th"),
    ] {
        subject.finds(word(asked), &[found]).await?;
    }
    // Simplified characters are not the traditional ones, and no pair reaches over a mark.
    for asked in ["网络", "げ東", "대통"] {
        let found: &[&str] = if asked == "대통" { &["ko"] } else { &[] };
        subject.finds(word(asked), found).await?;
    }
    subject.finds(phrase("AI技術"), &["zh"]).await?;
    subject.finds(phrase("技術AI"), &[]).await
}

pub(super) async fn numbers_and_initialisms_are_words(engine: &dyn Engine) -> Verdict {
    let text = "On the 528th day the U.S.\u{2011}backed plan of $2.3bn for F\u{2011}16s, 1,5 % and \
                35,000 men, said a Ph.D. of the 1990s";
    let subject = Subject::holding(engine, [Draft::new("a", "Talks").section("", text)]).await?;
    for asked in
        ["528th", "US", "u.s.", "2.3bn", "F-16", "16", "1.5", "35000", "35,000", "phd", "1990s"]
    {
        subject.finds(word(asked), &["a"]).await?;
    }
    for asked in ["528", "23bn", "15", "000", "1990"] {
        subject.finds(word(asked), &[]).await?;
    }
    subject.finds(phrase("the U.S. backed plan"), &["a"]).await
}
