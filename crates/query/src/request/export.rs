//! The requests for all that matches: files to take away, and the feed of what is new.

use dateline_engine::{Grouping, Page, PageStart, Sort};
use dateline_model::{Day, Kind};

use super::reader::Reader;
use super::search::{EVENTS_PER_STORY, read_common, read_events, read_kind, read_ranked};
use super::{Endpoint, Parameter, Parameters, RequestLimits, SearchRequest};
use crate::error::ApiError;

/// How many stories a feed has.
pub const FEED_STORIES: usize = 50;

/// How many hits of a file are read at once. Each page is a search of its own, so that larger ones take
/// less time in all, and smaller ones less memory.
const READ_AT_ONCE: usize = 250;

/// A request to `/export/hits.csv` and its like: a search for all hits, page by page.
#[derive(Clone, Debug)]
pub struct HitsRequest(pub SearchRequest);

impl HitsRequest {
    /// Reads a request.
    ///
    /// # Errors
    /// [`ApiError`], always the caller's fault.
    pub fn read(
        parameters: &Parameters,
        limits: &RequestLimits,
        now: Day,
    ) -> Result<Self, ApiError> {
        let reader = Reader::new(parameters, Endpoint::Hits, limits)?;
        read_ranked(&reader, now).map(|request| Self(in_pages_of(request, READ_AT_ONCE)))
    }
}

/// A request to `/export/timeline.ics` and its like: a search for all events, page by page.
#[derive(Clone, Debug)]
pub struct EventsRequest(pub SearchRequest);

impl EventsRequest {
    /// Reads a request.
    ///
    /// # Errors
    /// [`ApiError`], always the caller's fault.
    pub fn read(
        parameters: &Parameters,
        limits: &RequestLimits,
        now: Day,
    ) -> Result<Self, ApiError> {
        let reader = Reader::new(parameters, Endpoint::Events, limits)?;
        read_events(&reader, now).map(|request| Self(in_pages_of(request, READ_AT_ONCE)))
    }
}

/// A request to `/feed.atom`: a search for the newest stories.
#[derive(Clone, Debug)]
pub struct FeedRequest(pub SearchRequest);

impl FeedRequest {
    /// Reads a request. What asks for words or for events finds the stories that have them; what
    /// asks for neither, the newest stories as they are.
    ///
    /// # Errors
    /// [`ApiError`], always the caller's fault.
    pub fn read(
        parameters: &Parameters,
        limits: &RequestLimits,
        now: Day,
    ) -> Result<Self, ApiError> {
        let reader = Reader::new(parameters, Endpoint::Feed, limits)?;
        let mut request = read_common(&reader, now)?;
        let plan = &mut request.plan;
        plan.sort = Sort::Newest;
        plan.filters.kind = read_kind(&reader)?;
        if plan.filters.kind.is_none() && reader.text(Parameter::Q).is_none() {
            plan.filters.kind = Some(Kind::Story);
        }
        if plan.filters.kind != Some(Kind::Story) {
            plan.grouping = Grouping::Stories { events: EVENTS_PER_STORY };
        }
        Ok(Self(in_pages_of(request, FEED_STORIES)))
    }
}

fn in_pages_of(mut request: SearchRequest, limit: usize) -> SearchRequest {
    request.plan.page = Page { limit, start: PageStart::Offset(0) };
    request
}
