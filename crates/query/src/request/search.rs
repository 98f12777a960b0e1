//! The requests that search: hits, timelines, months.

use std::collections::BTreeSet;

use dateline_engine::{
    DateFilter, Expr, FacetField, FacetRequest, Filters, Grouping, Page, PageStart, Predicate,
    Recency, SearchPlan, Sort,
};
use dateline_model::{Day, Kind, StoryId};
use xxhash_rust::xxh3::xxh3_64;

use super::dates;
use super::query::{self, DatesInQuery, QueryText};
use super::reader::Reader;
use super::{Cursor, Endpoint, Parameter, Parameters, RequestLimits};
use crate::error::ApiError;

/// How many matching events stand under a story when grouped.
pub(super) const EVENTS_PER_STORY: usize = 3;

/// A request to `/api/v1/search`.
#[derive(Clone, Debug)]
pub struct SearchRequest {
    /// The query.
    pub query: QueryText,
    /// The plan, its query as understood and its page as asked for.
    pub plan: SearchPlan,
    /// The page to go on from.
    pub cursor: Option<Cursor>,
    /// Tells requests apart whose pages do not follow one another.
    pub fingerprint: u64,
    /// The day of the request, or of the one that gave out the cursor.
    pub now: Day,
}

impl SearchRequest {
    /// Reads a request.
    ///
    /// # Errors
    /// [`ApiError`], always the caller's fault.
    pub fn read(
        parameters: &Parameters,
        limits: &RequestLimits,
        now: Day,
    ) -> Result<Self, ApiError> {
        let reader = Reader::new(parameters, Endpoint::Search, limits)?;
        let mut request = read_ranked(&reader, now)?;
        let plan = &mut request.plan;
        for word in reader.words(Parameter::Facets) {
            let word = word?;
            plan.facets.fields.extend(FacetField::ALL.into_iter().filter(|f| f.as_str() == word));
        }
        plan.facets.limit = reader.number(Parameter::FacetLimit)?;
        plan.facets.distinct_stories = reader.word(Parameter::Distinct)?.is_some();
        plan.highlight = reader.flag(Parameter::Highlight)?;
        plan.explain = reader.flag(Parameter::Explain)?;
        request.read_page(&reader)?;
        Ok(request)
    }

    /// Reads `limit`, `offset` and `cursor`, with everything else in place.
    fn read_page(&mut self, reader: &Reader<'_>) -> Result<(), ApiError> {
        self.plan.page.limit = reader.number(Parameter::Limit)?;
        let offset = reader.number(Parameter::Offset)?;
        self.fingerprint = fingerprint(&self.plan);
        let Some(text) = reader.text(Parameter::Cursor) else {
            self.plan.page.start = PageStart::Offset(offset);
            return Ok(());
        };
        if offset > 0 {
            return Err(ApiError::ConflictingParameters {
                names: vec![Parameter::Cursor.name(), Parameter::Offset.name()],
                detail: "a cursor already says where the page starts".to_owned(),
                remedy: "leave out one of them",
            });
        }
        let cursor = Cursor::decode(text)?;
        cursor.check(self.fingerprint)?;
        self.plan.page.start = match &cursor.after {
            Some(position) => PageStart::After(position.clone()),
            None => PageStart::Offset(0),
        };
        self.cursor = Some(cursor);
        Ok(())
    }
}

/// A request to `/api/v1/timeline`: a search for events in order of date.
#[derive(Clone, Debug)]
pub struct TimelineRequest(pub SearchRequest);

impl TimelineRequest {
    /// Reads a request.
    ///
    /// # Errors
    /// [`ApiError`], always the caller's fault.
    pub fn read(
        parameters: &Parameters,
        limits: &RequestLimits,
        now: Day,
    ) -> Result<Self, ApiError> {
        let reader = Reader::new(parameters, Endpoint::Timeline, limits)?;
        let mut request = read_events(&reader, now)?;
        request.plan.highlight = reader.flag(Parameter::Highlight)?;
        request.read_page(&reader)?;
        Ok(Self(request))
    }
}

/// A request to `/api/v1/months`: a search for counts alone.
#[derive(Clone, Debug)]
pub struct MonthsRequest(pub SearchRequest);

impl MonthsRequest {
    /// Reads a request.
    ///
    /// # Errors
    /// [`ApiError`], always the caller's fault.
    pub fn read(
        parameters: &Parameters,
        limits: &RequestLimits,
        now: Day,
    ) -> Result<Self, ApiError> {
        let reader = Reader::new(parameters, Endpoint::Months, limits)?;
        let mut request = read_common(&reader, now)?;
        let plan = &mut request.plan;
        plan.filters.kind = read_kind(&reader)?;
        plan.page.limit = 0;
        plan.facets.fields = BTreeSet::from([FacetField::Month]);
        plan.facets.distinct_stories = reader.word(Parameter::Distinct)?.is_some();
        Ok(Self(request))
    }
}

/// A request to `/api/v1/headlines`: a search for the newest stories.
#[derive(Clone, Debug)]
pub struct HeadlinesRequest(pub SearchRequest);

impl HeadlinesRequest {
    /// Reads a request.
    ///
    /// # Errors
    /// [`ApiError`], always the caller's fault.
    pub fn read(
        parameters: &Parameters,
        limits: &RequestLimits,
        now: Day,
    ) -> Result<Self, ApiError> {
        let reader = Reader::new(parameters, Endpoint::Headlines, limits)?;
        let mut request = read_common(&reader, now)?;
        request.plan.filters.kind = Some(Kind::Story);
        request.plan.sort = Sort::Newest;
        request.read_page(&reader)?;
        Ok(Self(request))
    }
}

/// What is asked of ranked hits, apart from their page.
pub(super) fn read_ranked(reader: &Reader<'_>, now: Day) -> Result<SearchRequest, ApiError> {
    let mut request = read_common(reader, now)?;
    let plan = &mut request.plan;
    plan.filters.kind = read_kind(reader)?;
    plan.sort = sort(reader, Parameter::Sort)?.unwrap_or(Sort::Relevance);
    if reader.word(Parameter::Group)?.is_some() {
        plan.grouping = Grouping::Stories { events: EVENTS_PER_STORY };
    }
    let recency = reader.text(Parameter::Recency);
    plan.recency = recency.map(|text| super::recency::read(text, request.now)).transpose()?;
    Ok(request)
}

/// What is asked of events in order of date, apart from their page.
pub(super) fn read_events(reader: &Reader<'_>, now: Day) -> Result<SearchRequest, ApiError> {
    let mut request = read_common(reader, now)?;
    request.plan.filters.kind = Some(Kind::Event);
    request.plan.sort = sort(reader, Parameter::DateOrder)?.unwrap_or(Sort::Oldest);
    Ok(request)
}

/// What every request that searches has: the query, the filters, the dates.
pub(super) fn read_common(reader: &Reader<'_>, now: Day) -> Result<SearchRequest, ApiError> {
    // The pages of a request all count from the day of the first.
    let now = match reader.text(Parameter::Cursor) {
        Some(text) => Cursor::decode(text)?.now,
        None => now,
    };
    let mut dates = dates::read(reader)?;
    let query = query::read(reader, dates.mode, now)?;
    let stories = reader
        .all(Parameter::Story)
        .map(|id| StoryId::new(id).map_err(|error| ApiError::invalid_story(id, &error)))
        .collect::<Result<_, _>>()?;
    let mut plan = SearchPlan::new(query.expr.clone());
    plan.named_dates = query.dates.iter().map(|date| date.named.clone()).collect();
    if query.dates_in_query == DatesInQuery::Filter {
        let filters = plan.named_dates.iter().map(|named| DateFilter::on(&named.date, dates.mode));
        match filters.collect::<Vec<_>>().as_slice() {
            [] => {}
            [one] => dates.filters.push(*one),
            // Of several dates one is enough.
            several => {
                let any = several.iter().map(|one| Expr::Predicate(Predicate::Dates(*one)));
                plan.query = Expr::And(vec![plan.query, Expr::Or(any.collect())]);
            }
        }
    }
    plan.filters = Filters {
        kind: None,
        feeds: reader.all(Parameter::Feed).map(str::to_owned).collect(),
        publishers: reader.all(Parameter::Publisher).map(str::to_owned).collect(),
        stories,
        dates: dates.filters,
        precision: dates.precision,
    };
    plan.facets = FacetRequest { mode: dates.mode, ..FacetRequest::default() };
    plan.page = Page { limit: 0, start: PageStart::Offset(0) };
    Ok(SearchRequest { query, plan, cursor: None, fingerprint: 0, now })
}

pub(super) fn read_kind(reader: &Reader<'_>) -> Result<Option<Kind>, ApiError> {
    Ok(reader.word(Parameter::Kind)?.map(|word| match word {
        "story" => Kind::Story,
        _ => Kind::Event,
    }))
}

fn sort(reader: &Reader<'_>, parameter: Parameter) -> Result<Option<Sort>, ApiError> {
    Ok(reader.word(parameter)?.map(|word| match word {
        "newest" => Sort::Newest,
        "oldest" => Sort::Oldest,
        _ => Sort::Relevance,
    }))
}

/// A hash of all that decides which hits there are and in which order.
fn fingerprint(plan: &SearchPlan) -> u64 {
    let half_life = plan.recency.map(|Recency { half_life_days, .. }| half_life_days);
    let identity = format!(
        "{:?}{:?}{:?}{:?}{:?}{half_life:?}",
        plan.query, plan.filters, plan.named_dates, plan.sort, plan.grouping
    );
    xxh3_64(identity.as_bytes())
}
