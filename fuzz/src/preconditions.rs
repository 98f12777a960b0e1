//! `If-Match` and `If-None-Match`.

use dateline_engine::{Condition, Version};
use dateline_query::request::Preconditions;

/// Reads the input as the value of either header.
pub fn check(input: &[u8]) {
    let text = super::text::of(input).into_owned();
    let given = Preconditions { if_match: Some(text.clone()), if_none_match: None };
    let none = Preconditions { if_match: None, if_none_match: Some(text) };
    // A condition that is there is refused or held to, and never passed over.
    for condition in [given.for_put(), given.for_removal(), none.for_put(), none.for_removal()] {
        match condition {
            Ok(condition) => assert!(condition != Condition::Always, "{given:?}"),
            Err(error) => assert!(error.is_callers_fault() && !error.to_string().is_empty()),
        }
    }
    assert!(given.for_bulk().is_err() && none.for_bulk().is_err());
    if let Ok(version) = "0123456789abcdef0123456789abcdef".parse::<Version>() {
        assert!(given.are_fresh(version).is_ok_and(|fresh| !fresh));
        let _ = none.are_fresh(version);
    }
}
