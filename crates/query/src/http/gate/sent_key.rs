//! The key that a request brings.

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The key in `Authorization`: behind `Bearer`, or as the password behind `Basic`, which is how browsers
/// send it. None where there is no such header; what cannot be read is a key that nobody has.
pub(super) fn sent_key(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?;
    Some(value.to_str().ok().and_then(read).unwrap_or_default())
}

fn read(value: &str) -> Option<String> {
    let (scheme, rest) = value.trim().split_once(' ')?;
    let rest = rest.trim();
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(rest.to_owned());
    }
    if scheme.eq_ignore_ascii_case("basic") {
        let pair = String::from_utf8(STANDARD.decode(rest).ok()?).ok()?;
        // The name before it may be any.
        return pair.split_once(':').map(|(_, password)| password.to_owned());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_from_both_schemes() {
        let cases = [
            ("Bearer dateline_1", "dateline_1"),
            ("bearer   dateline_1 ", "dateline_1"),
            // `anyone:dateline:1`
            ("Basic YW55b25lOmRhdGVsaW5lOjE=", "dateline:1"),
            ("Basic !", ""),
            ("Digest x", ""),
            ("dateline_1", ""),
        ];
        for (value, key) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, value.parse().unwrap());
            assert_eq!(sent_key(&headers).as_deref(), Some(key), "{value}");
        }
        assert_eq!(sent_key(&HeaderMap::new()), None);
    }
}
