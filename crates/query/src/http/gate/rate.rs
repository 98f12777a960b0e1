//! How often a caller may ask: so many requests a second, some of them at once.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};

use crate::error::ApiError;

/// So many requests are counted before those callers are forgotten that have been quiet. That takes a look at
/// each of them, and so is not done for each request.
const FORGET_EVERY: u64 = 10_000;

/// How many requests a caller may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestRate {
    /// In a second, in the long run.
    pub per_second: NonZeroU32,
    /// At once, after a pause.
    pub burst: NonZeroU32,
}

/// Whose requests are counted together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Counted {
    /// Those with a key.
    Key(Arc<str>),
    /// Those from an address without one.
    Address(IpAddr),
}

/// Counts the requests of each caller.
pub(super) struct RateLimit {
    limiter: DefaultKeyedRateLimiter<Counted>,
    clock: DefaultClock,
    counted: AtomicU64,
}

impl RateLimit {
    pub(super) fn new(rate: RequestRate) -> Self {
        let quota = Quota::per_second(rate.per_second).allow_burst(rate.burst);
        let (limiter, clock) = (DefaultKeyedRateLimiter::keyed(quota), DefaultClock::default());
        Self { limiter, clock, counted: AtomicU64::new(0) }
    }

    /// Counts a request, unless it is one too many.
    pub(super) fn count(&self, caller: Counted) -> Result<(), ApiError> {
        if (self.counted.fetch_add(1, Ordering::Relaxed) + 1).is_multiple_of(FORGET_EVERY) {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(&caller.network()).map_err(|too_many| {
            let wait = too_many.wait_time_from(self.clock.now());
            ApiError::TooManyRequests { retry_after_seconds: seconds(wait) }
        })
    }
}

impl Counted {
    /// Who has one address of the sixth version has a network of them.
    fn network(self) -> Self {
        match self {
            Self::Address(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
                Some(mapped) => Self::Address(mapped.into()),
                None => Self::Address((u128::from(address) >> 64 << 64).to_be_bytes().into()),
            },
            counted => counted,
        }
    }
}

/// Whole seconds, at least one.
fn seconds(wait: Duration) -> u64 {
    (wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_caller_has_a_count_of_its_own() {
        let (one, two) = (NonZeroU32::MIN, NonZeroU32::new(2).unwrap());
        let rate = RateLimit::new(RequestRate { per_second: one, burst: two });
        let count = |caller: &str| rate.count(Counted::Key(caller.into()));
        count("a").unwrap();
        count("a").unwrap();
        let refused = count("a").unwrap_err();
        assert!(matches!(refused, ApiError::TooManyRequests { retry_after_seconds: 1 }));
        count("b").unwrap();
    }

    #[test]
    fn callers_that_have_been_quiet_are_forgotten() {
        // A thousandth of a second later each of them may send another one.
        let many = NonZeroU32::new(1_000).unwrap();
        let rate = RateLimit::new(RequestRate { per_second: many, burst: NonZeroU32::MIN });
        for number in 0..3 * FORGET_EVERY as u32 {
            let _ = rate.count(Counted::Address(std::net::Ipv4Addr::from(number).into()));
            if number == 2 * FORGET_EVERY as u32 {
                std::thread::sleep(Duration::from_millis(50));
            }
        }
        assert!(rate.limiter.len() <= FORGET_EVERY as usize, "{}", rate.limiter.len());
    }

    #[test]
    fn a_network_of_addresses_is_one_caller() {
        let network = |address: &str| Counted::Address(address.parse().unwrap()).network();
        assert_eq!(network("2001:db8::1"), network("2001:db8::ffff:1"));
        assert_ne!(network("2001:db8::1"), network("2001:db8:0:1::1"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
    }
}
