//! The parameters of every call, read from the query string of an address.

use dateline_engine::PageStart;
use dateline_model::Day;
use dateline_query::error::ApiError;
use dateline_query::request::{
    EventsRequest, FeedRequest, HeadlinesRequest, HitsRequest, MAX_RELATED, MAX_SUGGESTIONS,
    MonthsRequest, Parameters, RelatedRequest, RequestLimits, SearchRequest, SuggestRequest,
    TimelineRequest,
};

/// The most hits of a page of a file; calls of the API have fewer.
const READ_AT_ONCE: usize = 250;

/// Reads the input as the query string of a call. The first byte chooses the call.
pub fn check(input: &[u8]) {
    let (choice, query) = super::text::choice(input);
    let query = super::text::of(query);
    let parameters = Parameters::from_query(&query);
    let limits = &RequestLimits::default();
    let Some(today) = Day::from_ymd(2025, 6, 15) else { return };
    match choice % 9 {
        0 => searched(SearchRequest::read(&parameters, limits, today), limits.limit),
        1 => {
            searched(
                TimelineRequest::read(&parameters, limits, today).map(|it| it.0),
                limits.limit,
            );
        }
        2 => searched(MonthsRequest::read(&parameters, limits, today).map(|it| it.0), 0),
        3 => searched(
            HeadlinesRequest::read(&parameters, limits, today).map(|it| it.0),
            limits.limit,
        ),
        4 => searched(HitsRequest::read(&parameters, limits, today).map(|it| it.0), READ_AT_ONCE),
        5 => searched(EventsRequest::read(&parameters, limits, today).map(|it| it.0), READ_AT_ONCE),
        6 => searched(FeedRequest::read(&parameters, limits, today).map(|it| it.0), READ_AT_ONCE),
        7 => related(&query, &parameters),
        _ => suggested(SuggestRequest::read(&parameters, limits)),
    }
}

fn searched(read: Result<SearchRequest, ApiError>, most: usize) {
    let limits = RequestLimits::default();
    let request = match read {
        Ok(request) => request,
        Err(error) => return refused(&error),
    };
    assert!(request.query.text.chars().count() <= limits.query_chars);
    assert!(request.plan.page.limit <= most);
    if let PageStart::Offset(offset) = request.plan.page.start {
        assert!(offset <= limits.offset);
    }
    assert!(request.plan.filters.dates.iter().all(|filter| !filter.is_empty()));
}

fn related(query: &str, parameters: &Parameters) {
    for id in ["a-story", query] {
        match RelatedRequest::read(id, parameters, &RequestLimits::default()) {
            Ok(request) => assert!((1..=MAX_RELATED).contains(&request.limit)),
            Err(error) => refused(&error),
        }
    }
}

fn suggested(read: Result<SuggestRequest, ApiError>) {
    let request = match read {
        Ok(request) => request,
        Err(error) => return refused(&error),
    };
    assert!((1..=MAX_SUGGESTIONS).contains(&request.plan.limit));
    assert!(request.text.is_char_boundary(request.completed_from), "{request:?}");
}

fn refused(error: &ApiError) {
    assert!(error.is_callers_fault(), "{error:?}");
    // However long the value, what is said of it is not.
    assert!(error.to_string().len() < 2_000, "{error}");
}
