//! Counts over all matches.

use std::collections::BTreeSet;

use super::ask::{grouped, word};
use super::dates::of_every_span;
use super::draft::{Draft, span};
use super::subject::{Failure, Subject, Verdict, equal, holds, present};
use crate::DateMode::{Overlaps, Within};
use crate::{
    Bucket, DateFacet, DateFilter, DateMode, Engine, Expr, FacetField, FacetRequest, Filters,
    SearchPlan,
};
use dateline_model::Precision;

/// The facets by date, with the coarsest precision that counts in their buckets.
const BY_DATE: [(FacetField, Precision); 3] = [
    (FacetField::Month, Precision::Month),
    (FacetField::Year, Precision::Year),
    (FacetField::Day, Precision::Day),
];

fn counting(query: Expr, fields: &[FacetField], mode: DateMode, distinct: bool) -> SearchPlan {
    let fields: BTreeSet<_> = fields.iter().copied().collect();
    let facets = FacetRequest { fields, limit: 10, mode, distinct_stories: distinct };
    SearchPlan { facets, ..SearchPlan::new(query) }
}

/// The counts by one unit of date.
async fn by_date(
    subject: &Subject<'_>,
    field: FacetField,
    mode: DateMode,
    distinct: bool,
) -> Result<DateFacet, Failure> {
    let facets = subject.search(counting(Expr::All, &[field], mode, distinct)).await?.facets;
    let facet = match field {
        FacetField::Month => facets.month,
        FacetField::Year => facets.year,
        _ => facets.day,
    };
    present(field.as_str(), facet)
}

fn counts(buckets: &[Bucket]) -> Vec<(&str, u64)> {
    buckets.iter().map(|bucket| (bucket.key.as_str(), bucket.count)).collect()
}

fn with_stories(buckets: &[Bucket]) -> Vec<(&str, u64, Option<u64>)> {
    buckets.iter().map(|bucket| (bucket.key.as_str(), bucket.count, bucket.stories)).collect()
}

pub(super) async fn counts_by_date_add_up(engine: &dyn Engine) -> Verdict {
    // Each of these lies in one month, or in one year, or has no date: so each counts once.
    let dates = ["2025-10", "2025-10-03", "2025-11-30", "2025", "2024-21", "2025-36", "2024~", ""];
    let drafts = dates.iter().enumerate().map(|(at, date)| Draft::dated(&format!("s{at}"), date));
    let subject = Subject::holding(engine, drafts).await?;
    for mode in [Overlaps, Within] {
        let facet = by_date(&subject, FacetField::Month, mode, false).await?;
        let sum = |buckets: &[Bucket]| buckets.iter().map(|bucket| bucket.count).sum::<u64>();
        let all = sum(&facet.buckets) + sum(&facet.coarser) + facet.undated;
        equal("the sum of all counts by month", all, dates.len() as u64)?;
        equal("the undated", facet.undated, 1)?;
    }
    Ok(())
}

pub(super) async fn a_bucket_is_its_click(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, of_every_span()).await?;
    for mode in [Overlaps, Within] {
        for (field, precision) in BY_DATE {
            let facet = by_date(&subject, field, mode, false).await?;
            holds(!facet.buckets.is_empty(), || format!("no buckets by {}", field.as_str()))?;
            for bucket in &facet.buckets {
                let filters = Filters {
                    dates: vec![DateFilter::on(&span(&bucket.key)?, mode)],
                    precision: Some(precision),
                    ..Filters::default()
                };
                let click = SearchPlan { filters, ..SearchPlan::new(Expr::All) };
                let total = subject.search(click).await?.total;
                let what = format!("clicking on {} under {}", bucket.key, mode.as_str());
                equal(&what, total, bucket.count)?;
            }
        }
    }
    Ok(())
}

pub(super) async fn what_is_coarser_than_a_bucket_is_counted_by_year(
    engine: &dyn Engine,
) -> Verdict {
    let dates =
        ["2025", "2024/2025", "2025-23", "2025-24", "2021/..", "../2019", "199X", "2025-10"];
    let drafts = dates.iter().enumerate().map(|(at, date)| Draft::dated(&format!("s{at}"), date));
    let subject = Subject::holding(engine, drafts).await?;
    let month = by_date(&subject, FacetField::Month, Overlaps, false).await?;
    equal("months", counts(&month.buckets), vec![("2025-10", 1)])?;
    let mut expected: Vec<(String, u64)> = (1990..2000).map(|year| (year.to_string(), 1)).collect();
    // Winter 2025 reaches into 2026; an open end counts at the end that is known.
    let years = [("2019", 1), ("2021", 1), ("2024", 1), ("2025", 4), ("2026", 1)];
    expected.extend(years.map(|(year, count)| (year.to_owned(), count)));
    let expected = expected.iter().map(|(year, count)| (year.as_str(), *count)).collect();
    equal("coarser than a month", counts(&month.coarser), expected)?;
    let year = by_date(&subject, FacetField::Year, Overlaps, false).await?;
    equal("years", counts(&year.buckets), vec![("2024", 1), ("2025", 5), ("2026", 1)])?;
    let decades = vec![("199X", 1), ("201X", 1), ("202X", 1)];
    equal("coarser than a year", counts(&year.coarser), decades)
}

pub(super) async fn a_range_counts_once_in_each_month_it_touches(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [Draft::dated("a", "2025-12-30/2026-02-01"), Draft::dated("b", "2026-01/2026-02")],
    )
    .await?;
    let month = by_date(&subject, FacetField::Month, Overlaps, false).await?;
    let expected = vec![("2025-12", 1), ("2026-01", 2), ("2026-02", 2)];
    equal("months", counts(&month.buckets), expected)?;
    let day = by_date(&subject, FacetField::Day, Overlaps, false).await?;
    equal("the number of days", day.buckets.len(), 34)?;
    equal("coarser than a day", counts(&day.coarser), vec![("2026", 1)])
}

pub(super) async fn within_a_range_over_two_months_is_too_coarse_for_either(
    engine: &dyn Engine,
) -> Verdict {
    let subject = Subject::holding(
        engine,
        [Draft::dated("a", "2025-10-30/2025-11-02"), Draft::dated("b", "2025-10-01/2025-10-31")],
    )
    .await?;
    let month = by_date(&subject, FacetField::Month, Within, false).await?;
    equal("months", counts(&month.buckets), vec![("2025-10", 1)])?;
    equal("coarser", counts(&month.coarser), vec![("2025", 1)])
}

pub(super) async fn buckets_count_distinct_stories(engine: &dyn Engine) -> Verdict {
    let draft = |id: &str| {
        Draft::new(id, "Flood")
            .feed("World")
            .article(1, "AFP")
            .updated("2025-12-01")
            .event("2025-10-01", "One")
            .citing(&[1])
            .event("2025-10-02/2025-11-01", "Two")
            .event("2025", "Three")
            .event("2025~", "Four")
    };
    let subject = Subject::holding(engine, [draft("a")]).await?;
    subject.put(vec![draft("b")]).await?;
    let month = by_date(&subject, FacetField::Month, Overlaps, true).await?;
    let expected = vec![("2025-10", 4, Some(2)), ("2025-11", 2, Some(2)), ("2025-12", 2, Some(2))];
    equal("months", with_stories(&month.buckets), expected)?;
    equal("coarser", with_stories(&month.coarser), vec![("2025", 4, Some(2))])?;
    let fields = [FacetField::Kind, FacetField::Feed, FacetField::Publisher];
    let facets = subject.search(counting(Expr::All, &fields, Overlaps, true)).await?.facets;
    let (kind, feed) = (present("kind", facets.kind)?, present("feed", facets.feed)?);
    let publisher = present("publisher", facets.publisher)?;
    let kinds = vec![("event", 8, Some(2)), ("story", 2, Some(2))];
    equal("kinds", with_stories(&kind.buckets), kinds)?;
    equal("feeds", with_stories(&feed.buckets), vec![("World", 10, Some(2))])?;
    equal("publishers", with_stories(&publisher.buckets), vec![("AFP", 4, Some(2))])
}

pub(super) async fn names_are_counted_folded(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("a", "A").feed("World News").feed("WORLD NEWS").article(1, "Le Figaro"),
            Draft::new("b", "B").feed("World News").article(1, "LE FIGARO"),
            Draft::new("c", "C").feed("world-news").article(1, "Le Figaro"),
            Draft::new("d", "D").feed("Asia"),
        ],
    )
    .await?;
    let fields = [FacetField::Feed, FacetField::Publisher];
    let facets = subject.search(counting(Expr::All, &fields, Overlaps, false)).await?.facets;
    let (feed, publisher) =
        (present("feed", facets.feed)?, present("publisher", facets.publisher)?);
    // Each in the spelling that most write.
    equal("feeds", counts(&feed.buckets), vec![("World News", 3), ("Asia", 1)])?;
    equal("publishers", counts(&publisher.buckets), vec![("Le Figaro", 3)])
}

pub(super) async fn a_limit_cuts_names_and_says_how_many(engine: &dyn Engine) -> Verdict {
    let feeds = ["B", "C", "A", "D", "D"];
    let drafts =
        feeds.iter().enumerate().map(|(at, feed)| Draft::new(&format!("s{at}"), "X").feed(feed));
    let subject = Subject::holding(engine, drafts).await?;
    let expected = [("D", 2), ("A", 1), ("B", 1), ("C", 1)];
    for limit in [0, 1, 2, 4, 9] {
        let mut plan = counting(Expr::All, &[FacetField::Feed], Overlaps, false);
        plan.facets.limit = limit;
        let feed = present("feed", subject.search(plan).await?.facets.feed)?;
        let shown = limit.min(expected.len());
        equal("feeds", counts(&feed.buckets), expected[..shown].to_vec())?;
        equal("how many more", feed.more, (expected.len() - shown) as u64)?;
    }
    Ok(())
}

pub(super) async fn facets_count_all_matches_whatever_the_page(engine: &dyn Engine) -> Verdict {
    let drafts = (0..30).map(|at| {
        let title = if at < 20 { "Flood" } else { "Storm" };
        Draft::new(&format!("s{at:02}"), title).event("2025-10-01", "Rain")
    });
    let subject = Subject::holding(engine, drafts).await?;
    for limit in [0, 1, 100] {
        for groups in [false, true] {
            let mut plan = counting(word("flood"), &[FacetField::Month], Overlaps, false);
            plan.page.limit = limit;
            if groups {
                plan.grouping = grouped(Expr::All, 1).grouping;
            }
            let month = present("month", subject.search(plan).await?.facets.month)?;
            equal("months", counts(&month.buckets), vec![("2025-10", 40)])?;
        }
    }
    Ok(())
}

pub(super) async fn only_what_is_asked_for_is_counted(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, [Draft::dated("a", "2025-10")]).await?;
    let facets = subject.search(SearchPlan::new(Expr::All)).await?.facets;
    equal("facets that nobody asked for", facets, Default::default())?;
    let facets = subject.search(counting(Expr::All, &[FacetField::Kind], Overlaps, false)).await?;
    let facets = facets.facets;
    equal("kinds", counts(&present("kind", facets.kind)?.buckets), vec![("story", 1)])?;
    equal("months", facets.month, None)
}
