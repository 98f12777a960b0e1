//! Whose pages may call the service from a browser: nobody's, unless it is set.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::PublicUrl;

/// The sites that were set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CorsOrigins {
    /// No other site than this one.
    #[default]
    None,
    /// Any site may read. Writing is for sites that are named: whoever is shown any page at all would
    /// write with what their address may do here.
    Any,
    /// These sites may read and write.
    Named(Arc<[HeaderValue]>),
}

impl CorsOrigins {
    /// Reads `*`, or origins such as `https://news.example, http://localhost:3000`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "" => Some(Self::None),
            "*" => Some(Self::Any),
            text => {
                let origin = |part: &str| {
                    let origin = PublicUrl::parse(part)?.to_string().to_ascii_lowercase();
                    HeaderValue::from_str(&origin).ok()
                };
                text.split(',').map(origin).collect::<Option<_>>().map(Self::Named)
            }
        }
    }

    /// Whether a page of this origin was named.
    pub(super) fn names(&self, headers: &HeaderMap) -> bool {
        let origin = headers.get(header::ORIGIN);
        matches!((self, origin), (Self::Named(known), Some(origin)) if known.contains(origin))
    }

    /// What tells browsers so; nothing where it is nobody. Cookies are none of ours, and never asked
    /// for.
    pub(super) fn layer(&self) -> Option<CorsLayer> {
        let (origins, methods) = match self {
            Self::None => return None,
            Self::Any => (AllowOrigin::any(), vec![Method::GET, Method::HEAD]),
            Self::Named(origins) => {
                let methods =
                    [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::DELETE];
                (AllowOrigin::list(origins.iter().cloned()), methods.to_vec())
            }
        };
        let layer = CorsLayer::new().allow_origin(origins).allow_methods(methods);
        Some(layer.allow_headers(SENT).expose_headers(SHOWN).max_age(REMEMBERED))
    }
}

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// What a page may send.
const SENT: [HeaderName; 6] = [
    header::AUTHORIZATION,
    header::CONTENT_TYPE,
    header::CONTENT_ENCODING,
    header::IF_MATCH,
    header::IF_NONE_MATCH,
    REQUEST_ID,
];
/// What a page may see of a reply, beside what browsers show anyway.
const SHOWN: [HeaderName; 4] = [header::ETAG, header::LOCATION, header::RETRY_AFTER, REQUEST_ID];
/// How long a browser need not ask again.
const REMEMBERED: std::time::Duration = std::time::Duration::from_secs(600);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_read_or_refused() {
        assert_eq!(CorsOrigins::parse(" "), Some(CorsOrigins::None));
        assert_eq!(CorsOrigins::parse("*"), Some(CorsOrigins::Any));
        let named = CorsOrigins::parse("https://News.example/, http://localhost:3000").unwrap();
        for (origin, expected) in [
            ("https://news.example", true),
            ("http://localhost:3000", true),
            ("http://localhost", false),
            ("http://news.example", false),
            ("https://news.example.evil.example", false),
            ("null", false),
        ] {
            let headers = HeaderMap::from_iter([(header::ORIGIN, origin.parse().unwrap())]);
            assert_eq!(named.names(&headers), expected, "{origin}");
            assert!(!CorsOrigins::Any.names(&headers), "{origin}");
        }
        for text in ["news.example", "*, https://news.example", "https://news.example/a", "null"] {
            assert_eq!(CorsOrigins::parse(text), None, "{text}");
        }
    }
}
