//! One line through all matching stories, in order of date.
//!
//! The engine gives events in order; those of one date are gathered and folded. A page may end
//! within a date, so its cursor says behind which event the date begins and how many of its
//! entries were given out.

use std::time::Instant;

use dateline_engine::{Hit, PageStart, Position, SearchPlan};
use dateline_model::Day;

use super::fold::fold;
use super::{Found, Service, milliseconds_since, start_after};
use crate::error::ApiError;
use crate::request::{Cursor, Parameters, SearchRequest, TimelineRequest};
use crate::response::{
    DateReply, EntryCitation, QueryReply, StoryReply, TimelineEntry, TimelineResponse,
};

/// How many events are read at once: more than a page, as some fold into one.
const BATCH: usize = 200;
/// How many at the most, where many entries are to be passed over.
const MOST_BATCH: usize = 2_000;
/// More events of one date than this are folded off the threads that serve connections.
const FOLDED_AT_ONCE: usize = 50;

/// How often a page is begun again because the index has moved on; it does so once a reindex.
const MOST_MOVES: usize = 3;

/// A page that is being filled.
struct Filling {
    /// How many entries are to be passed over before the page begins.
    skip: usize,
    limit: usize,
    entries: Vec<TimelineEntry>,
    /// Where the next page starts, once the page is full.
    next: Option<(Option<Position>, usize)>,
}

impl Service {
    /// Answers `/api/v1/timeline`.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn timeline(&self, parameters: &Parameters) -> Result<TimelineResponse, ApiError> {
        let started = Instant::now();
        let TimelineRequest(request) =
            TimelineRequest::read(parameters, &self.limits, self.today())?;
        let (first, filling) = self.fill_from_one_index(&request).await?;
        let next = filling
            .next
            .map(|(after, skip)| Cursor { after, skip, ..first.held(&request) }.encode());
        let dates = &request.plan.filters.dates;
        let query = QueryReply::new(&request.query, dates, &first.results, first.relaxed);
        let query = query.with_synonyms(&first.synonyms);
        Ok(TimelineResponse {
            query,
            total: first.results.documents,
            generation: first.results.generation,
            entries: filling.entries,
            next,
            took_ms: milliseconds_since(started),
        })
    }

    /// Fills a page. Where the index moves to another generation halfway, a request without a
    /// cursor begins again.
    async fn fill_from_one_index(
        &self,
        request: &SearchRequest,
    ) -> Result<(Found, Filling), ApiError> {
        for _ in 0..MOST_MOVES {
            match self.fill(request).await {
                Err(ApiError::CursorStale { .. }) if request.cursor.is_none() => {}
                other => return other,
            }
        }
        self.fill(request).await
    }

    /// Reads events date by date until the page is full or there are no more.
    async fn fill(&self, request: &SearchRequest) -> Result<(Found, Filling), ApiError> {
        let mut filling = Filling::new(request);
        let mut behind = request.cursor.as_ref().and_then(|cursor| cursor.after.clone());
        let mut request = request.clone();
        let mut first: Option<Found> = None;
        let mut date: Vec<(Hit, Position)> = Vec::new();
        let mut read_up_to = behind.clone();
        loop {
            let mut plan = SearchPlan { ..request.plan.clone() };
            plan.page.limit = filling.skip.clamp(BATCH, MOST_BATCH);
            plan.page.start = start_after(read_up_to.take());
            let found = self.find(&request, plan).await?;
            if request.cursor.is_none() {
                // From here on, every batch has to come from the same index, read the same way.
                request.cursor = Some(found.held(&request));
            }
            let next = found.results.next.clone();
            let hits = found.results.hits.clone();
            first.get_or_insert(found);
            for hit in hits {
                let position = position(&hit);
                if date.first().is_some_and(|(_, other)| !stand_together(other, &position)) {
                    behind = filling.take_date(std::mem::take(&mut date), behind).await?;
                    if filling.next.is_some() {
                        break;
                    }
                }
                date.push((hit, position));
            }
            read_up_to = next;
            if filling.next.is_some() || read_up_to.is_none() {
                break;
            }
        }
        if filling.next.is_none() && !date.is_empty() {
            filling.take_date(date, behind).await?;
        }
        match first {
            Some(first) => Ok((first, filling)),
            None => Err(ApiError::Internal("a timeline was read without a search".into())),
        }
    }
}

impl Filling {
    fn new(request: &SearchRequest) -> Self {
        let skip = match (&request.cursor, &request.plan.page.start) {
            (Some(cursor), _) => cursor.skip,
            (None, PageStart::Offset(offset)) => *offset,
            (None, PageStart::After(_)) => 0,
        };
        Self { skip, limit: request.plan.page.limit, entries: Vec::new(), next: None }
    }

    /// Folds the events of a date onto the page, and returns the position of the last of them.
    /// `behind` is the event before the date.
    async fn take_date(
        &mut self,
        date: Vec<(Hit, Position)>,
        behind: Option<Position>,
    ) -> Result<Option<Position>, ApiError> {
        let last = date.last().map(|(_, position)| position.clone());
        let hits: Vec<Hit> = date.into_iter().map(|(hit, _)| hit).collect();
        let dated = hits.first().is_some_and(|hit| hit.date.is_some());
        // Without a date, nothing says that two events are the same.
        let folded = match dated {
            false => hits.into_iter().map(|hit| vec![hit]).collect(),
            true if hits.len() <= FOLDED_AT_ONCE => fold(hits),
            true => tokio::task::spawn_blocking(move || fold(hits))
                .await
                .map_err(|error| ApiError::Internal(error.into()))?,
        };
        for (given, events) in folded.into_iter().enumerate() {
            if self.entries.len() == self.limit {
                self.next = Some((behind, given));
                return Ok(last);
            }
            if self.skip > 0 {
                self.skip -= 1;
            } else {
                self.entries.push(entry(events));
            }
        }
        Ok(last)
    }
}

/// Events are folded within one date; undated ones are each on their own. Dates that are sorted by
/// the same days stand mixed in the order (a day, and what goes on since it), so that they are
/// gathered together.
fn stand_together(a: &Position, b: &Position) -> bool {
    a.days.is_some() && a.days == b.days
}

fn position(hit: &Hit) -> Position {
    let days = hit.date.as_ref().map(|date| {
        // Open ends are sorted at the end that is known.
        let (first, last) = (date.first(), date.last());
        if last == Day::MAX {
            (first, first)
        } else if first == Day::MIN {
            (last, last)
        } else {
            (first, last)
        }
    });
    Position { score: 0.0, days, id: hit.id.clone() }
}

fn entry(events: Vec<Hit>) -> TimelineEntry {
    let first = &events[0];
    let mut entry = TimelineEntry {
        date: first.date.as_ref().map(DateReply::from),
        text: first.text.clone(),
        highlight: first.highlights.as_ref().and_then(|marked| marked.text.clone()),
        events: Vec::new(),
        stories: Vec::new(),
        citations: Vec::new(),
    };
    for event in events {
        let id = event.id.to_string();
        for article in event.citations {
            entry.citations.push(EntryCitation {
                event: id.clone(),
                number: article.number,
                publisher: article.publisher,
                url: article.url,
            });
        }
        entry.events.push(id);
        let story = StoryReply::from(event.story);
        if !entry.stories.contains(&story) {
            entry.stories.push(story);
        }
    }
    entry
}
