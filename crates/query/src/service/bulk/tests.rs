//! Clients that stand still are not waited for for ever.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

use dateline_engine::{
    BoxFuture, Change, Engine, EngineError, Health, Outcome, RelatedStories, SearchPlan,
    SearchResults, Stats, SuggestPlan, Suggestions,
};
use dateline_model::{Day, Story, StoryId};

use super::*;

const LIMIT: usize = 8 << 20;

/// Writes nothing and says that it did.
struct Pretending;

fn unasked<T: Send + 'static>() -> BoxFuture<'static, Result<T, EngineError>> {
    Box::pin(async { Err(EngineError::internal("this is not asked for")) })
}

impl Engine for Pretending {
    fn search(&self, _: SearchPlan) -> BoxFuture<'_, Result<SearchResults, EngineError>> {
        unasked()
    }
    fn apply(&self, changes: Vec<Change>) -> BoxFuture<'_, Result<Vec<Outcome>, EngineError>> {
        Box::pin(async move { Ok(vec![Outcome::Created; changes.len()]) })
    }
    fn story(&self, _: StoryId) -> BoxFuture<'_, Result<Option<Story>, EngineError>> {
        unasked()
    }
    fn related(
        &self,
        _: StoryId,
        _: usize,
    ) -> BoxFuture<'_, Result<Option<RelatedStories>, EngineError>> {
        unasked()
    }
    fn suggest(&self, _: SuggestPlan) -> BoxFuture<'_, Result<Suggestions, EngineError>> {
        unasked()
    }
    fn stats(&self) -> BoxFuture<'_, Result<Stats, EngineError>> {
        unasked()
    }
    fn health(&self) -> BoxFuture<'_, Health> {
        Box::pin(async { Health::Ready })
    }
}

/// The same piece over and over, so often, and then nothing more, without an end.
struct Pieces(usize, Vec<u8>);

impl Stream for Pieces {
    type Item = Result<Vec<u8>, ApiError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.0 == 0 {
            return Poll::Pending;
        }
        self.0 -= 1;
        Poll::Ready(Some(Ok(self.1.clone())))
    }
}

/// Sends pieces and comes back when the bulk has been given up, without having taken a result.
fn given_up(pieces: Pieces) -> Vec<Results> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let clock = Arc::new(|| Day::from_ymd(2025, 6, 15).unwrap());
    let service = Service::new(Arc::new(Pretending), clock);
    let intake = Intake::new(LIMIT).with_stall(Duration::from_millis(20));
    runtime.block_on(async {
        let mut results = service.write_lines(pieces, &intake).unwrap();
        assert!(!intake.is_idle());
        let started = Instant::now();
        while !intake.is_idle() {
            assert!(started.elapsed() < Duration::from_secs(30), "the bulk is not given up");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let mut taken = Vec::new();
        while let Some(some) = results.recv().await {
            taken.push(some);
        }
        taken
    })
}

#[test]
fn results_that_are_left_lying_end_the_bulk_and_do_not_look_complete() {
    let taken = given_up(Pieces(usize::MAX, b"{\"title\":\"A\"}\n".to_vec()));
    assert_eq!(taken.len(), 1);
    assert!(matches!(taken[0], Results::Lines(_)));
}

#[test]
fn a_long_line_that_stops_halfway_gives_its_memory_back() {
    let piece = vec![b' '; 1 << 20];
    let taken = given_up(Pieces(3, piece));
    let [Results::Last(last)] = taken.as_slice() else { panic!("{taken:?}") };
    let last = String::from_utf8_lossy(last);
    assert!(last.contains("body_incomplete"), "{last}");
}
