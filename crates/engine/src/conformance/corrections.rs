//! Misspelt words: wrong letters, missing spaces, spaces too many.

use super::ask::{all, any, phrase, word};
use super::draft::{Draft, removal};
use super::subject::{Failure, Subject, Verdict, equal};
use crate::{Engine, Expr, SearchPlan};

/// What a query finds, and what stood in for what.
type Corrected = (Vec<String>, Vec<(String, Vec<String>)>);

impl Subject<'_> {
    async fn corrected(&self, query: Expr) -> Result<Corrected, Failure> {
        let results = self.search(SearchPlan::new(query)).await?;
        let mut ids: Vec<_> = results.hits.iter().map(|hit| hit.id.to_string()).collect();
        ids.sort_unstable();
        let corrections = results.corrections.into_iter();
        Ok((ids, corrections.map(|correction| (correction.word, correction.with)).collect()))
    }

    /// Requires that a query finds these, with these words for others.
    async fn corrects(&self, query: Expr, ids: &[&str], with: &[(&str, &[&str])]) -> Verdict {
        let what = format!("{query:?}");
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let with = with.iter().map(|(word, with)| ((*word).to_owned(), owned(with)));
        equal(&what, self.corrected(query).await?, (owned(ids), with.collect()))
    }
}

pub(super) async fn every_kind_of_typo_is_corrected(engine: &dyn Engine) -> Verdict {
    let text =
        "A flood hit the embassy, said the minister of Zürich, and the government was elected";
    let subject = Subject::holding(engine, [Draft::new("a", "Talks").section("", text)]).await?;
    let typos: &[(&str, &[&str])] = &[
        // Substitution, deletion, insertion, transposition, first letter, doubled letter.
        ("flood", &["fload", "floo", "floodx", "flodo", "clood", "lood", "fflood", "floood"]),
        ("embassy", &["embussy", "embasy", "embasssy", "embsasy", "ambassy", "mbassy", "eembassy"]),
        ("minister", &["manister", "minster", "minisster", "minitser", "ninister", "inister"]),
        // Two of eight letters and more.
        ("minister", &["manisterr", "mnistr", "minsitre", "mniisetr"]),
        ("government", &["goverment", "govermnet", "gouvernement", "govenrmetn", "bovernmant"]),
        // Accents cost nothing.
        ("zurich", &["Zürihc", "zúrch", "Zürrich", "ürich"]),
    ];
    for (meant, typed) in typos {
        for typo in *typed {
            // Of six letters one may be wrong.
            if typo.chars().count() < 8 && *typo == "mnistr" {
                subject.corrects(word(typo), &[], &[]).await?;
                continue;
            }
            subject.corrects(word(typo), &["a"], &[(typo, &[meant])]).await?;
        }
    }
    Ok(())
}

pub(super) async fn a_word_that_is_two_words_is_split(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("a", "Talks").event("2025", "North Korea fires"),
            Draft::new("b", "Korea").section("", "Seoul and the north, a korea"),
            Draft::new("c", "Nor thkorea").section("", "Northk area"),
            Draft::new("d", "Storms in South Korea"),
        ],
    )
    .await?;
    subject.corrects(word("NorthKorea"), &["a#1"], &[("NorthKorea", &["north korea"])]).await?;
    let both = all([word("southkorea"), word("storms")]);
    subject.corrects(both, &["d"], &[("southkorea", &["south korea"])]).await?;
    // What is nowhere side by side is not split, and neither is what was quoted.
    subject.corrects(word("northseoul"), &[], &[]).await?;
    subject.corrects(word("stormsfires"), &[], &[]).await?;
    subject.corrects(phrase("northkorea"), &[], &[]).await
}

pub(super) async fn one_wrong_letter_is_likelier_than_a_missing_space(
    engine: &dyn Engine,
) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("a", "Talks").section("", "A country under war"),
            Draft::new("b", "Talks").section("", "Underwear is sold"),
            Draft::new("c", "Talks").section("", "The news casts doubt; a newcastle fan"),
        ],
    )
    .await?;
    subject.corrects(word("underwar"), &["b"], &[("underwar", &["underwear"])]).await?;
    // Two wrong letters are not: `newcastle` is as far from this as that.
    subject.corrects(word("newscasts"), &["c"], &[("newscasts", &["news casts"])]).await
}

pub(super) async fn two_words_that_are_one_are_joined(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("a", "Talks").section("", "The newspaper of a museum, overturned"),
            Draft::new("b", "Talks").section("", "Paper, over a turn"),
        ],
    )
    .await?;
    let told: &[(&str, &[&str])] = &[("news paper", &["newspaper"])];
    subject.corrects(all([word("news"), word("paper")]), &["a"], told).await?;
    subject
        .corrects(
            all([word("talks"), word("News"), word("paper")]),
            &["a"],
            &[("News paper", &["newspaper"])],
        )
        .await?;
    subject.corrects(any([word("mu"), word("seum")]), &["a"], &[("mu seum", &["museum"])]).await?;
    // Both are words, though not side by side.
    subject.corrects(all([word("over"), word("turned")]), &["b"], &[]).await?;
    subject.corrects(all([word("seum"), word("mu")]), &[], &[]).await
}

pub(super) async fn what_is_only_in_deleted_documents_corrects_nothing(
    engine: &dyn Engine,
) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("a", "Talks").section("", "North Korea and a newspaper of the minister"),
            Draft::new("b", "Talks").section("", "North of Korea, the news and the paper"),
        ],
    )
    .await?;
    subject.apply(vec![removal("a")?]).await?;
    for nothing in [word("northkorea"), word("ministre"), all([word("newspa"), word("per")])] {
        subject.corrects(nothing, &[], &[]).await?;
    }
    Ok(())
}
