//! How often a caller may ask.

use std::num::NonZeroU32;
use std::sync::Arc;

use dateline_query::access::{AccessKey, Keyring, Rights, Scope, SharedKeyring};
use dateline_query::http::{Gate, RequestRate};

use crate::corpus;
use crate::guarded::{key, options};
use crate::rig::{Client, Rig, service};

#[test]
fn one_too_many_is_refused_and_others_are_not() {
    let rig = Rig::with(&corpus::all());
    let (busy, other) = (AccessKey::generate().unwrap(), AccessKey::generate().unwrap());
    let keyring = Keyring::anonymous(Rights::NONE).with([
        key("busy", &busy, Rights::ALL, Scope::Everything),
        key("other", &other, Rights::ALL, Scope::Everything),
    ]);
    let (one, two) = (NonZeroU32::MIN, NonZeroU32::new(2).unwrap());
    let gate =
        Gate::new(service(Arc::new(rig.engine)), SharedKeyring::new(keyring), Arc::default())
            .limited_to(Some(RequestRate { per_second: one, burst: two }));
    let client = Client::behind(gate, options());
    let ask = |key: &AccessKey| {
        let bearer = format!("Bearer {}", key.reveal());
        client.send(axum::http::Method::GET, "/healthz", &[("authorization", &bearer)])
    };
    assert_eq!(ask(&busy).status, 200);
    assert_eq!(ask(&busy).status, 200);
    let refused = ask(&busy);
    assert_eq!(refused.status, 429);
    assert_eq!(refused.header("retry-after"), "1");
    assert_eq!(refused.json()["code"], "too_many_requests");
    assert_eq!(ask(&other).status, 200);
}
