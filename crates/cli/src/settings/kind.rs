//! What may a setting be?

use dateline_query::http::{CorsOrigins, PublicUrl, TrustedProxies};
use tracing_subscriber::EnvFilter;

use super::Value;

/// The values that a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A path, not empty.
    Path,
    /// A path, or nothing.
    OptionalPath,
    /// A host or address and a port.
    Address,
    /// The address of a site, or nothing.
    OptionalUrl,
    /// The address of a collector of traces, or nothing.
    OptionalCollector,
    /// Origins of pages, or any, or nothing.
    Origins,
    /// Addresses and networks, or nothing.
    Networks,
    /// A whole number within bounds.
    Number {
        /// The least.
        min: u64,
        /// The most.
        max: u64,
    },
    /// One of a few words.
    OneOf(&'static [&'static str]),
    /// A filter of the log.
    LogFilter,
}

impl Kind {
    /// Whether a value is one of these; otherwise what is allowed.
    pub(crate) fn check(self, value: &Value) -> Result<(), String> {
        let allowed = match (self, value) {
            (Self::Path, Value::Text(text)) => !text.is_empty(),
            (Self::OptionalPath, Value::Text(_)) => true,
            (Self::Address, Value::Text(text)) => is_address(text),
            (Self::OptionalUrl, Value::Text(text)) => {
                text.is_empty() || PublicUrl::parse(text).is_some()
            }
            (Self::OptionalCollector, Value::Text(text)) => {
                // Other than PublicUrl, it is spoken to from here, where there is no TLS.
                let is_plain = text.starts_with("http://") && PublicUrl::parse(text).is_some();
                text.is_empty() || is_plain
            }
            (Self::Origins, Value::Text(text)) => CorsOrigins::parse(text).is_some(),
            (Self::Networks, Value::Text(text)) => TrustedProxies::parse(text).is_some(),
            (Self::Number { min, max }, Value::Number(number)) => (min..=max).contains(number),
            (Self::OneOf(words), Value::Text(text)) => words.contains(&text.as_str()),
            (Self::LogFilter, Value::Text(text)) => {
                !text.is_empty() && EnvFilter::try_new(text).is_ok()
            }
            _ => false,
        };
        if allowed { Ok(()) } else { Err(self.allowed()) }
    }

    /// A value from text, as the environment and flags give it.
    pub(crate) fn read(self, text: &str) -> Option<Value> {
        match self {
            Self::Number { .. } => text.trim().parse().ok().map(Value::Number),
            _ => Some(Value::text(text)),
        }
    }

    /// What is allowed, as it stands in an error.
    pub(crate) fn allowed(self) -> String {
        match self {
            Self::Path => "a path in quotes".to_owned(),
            Self::OptionalPath => "a path in quotes, or \"\" for none".to_owned(),
            Self::Address => {
                "an address and a port, such as \"127.0.0.1:7878\", \"[::1]:7878\" or \"localhost:0\""
                    .to_owned()
            }
            Self::OptionalUrl => {
                "http:// or https:// and a host without a path, such as \"https://news.example\", or \"\" \
                 for the host of each request"
                    .to_owned()
            }
            Self::OptionalCollector => {
                "http:// and the host and port of a collector, such as \"http://127.0.0.1:4318\", or \"\" \
                 for none"
                    .to_owned()
            }
            Self::Origins => {
                "origins with commas between, such as \"https://news.example, http://localhost:3000\", \
                 \"*\" for any, or \"\" for none"
                    .to_owned()
            }
            Self::Networks => {
                "addresses and networks with commas between, such as \"127.0.0.1, 10.0.0.0/8\", or \"\" \
                 for none"
                    .to_owned()
            }
            Self::Number { min, max } => format!("a whole number from {min} to {max}"),
            Self::OneOf(words) => {
                let quoted: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
                format!("one of {}", quoted.join(", "))
            }
            Self::LogFilter => {
                "a level (\"error\", \"warn\", \"info\", \"debug\", \"trace\") or a filter such as \
                 \"info,tantivy=debug\""
                    .to_owned()
            }
        }
    }
}

/// Whether it has the form of an address with a port. Whether the host exists shows when it is
/// bound.
fn is_address(text: &str) -> bool {
    let Some((host, port)) = text.rsplit_once(':') else { return false };
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let host_is_whole = match bare {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => {
            !host.is_empty()
                && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
        }
    };
    host_is_whole && port.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_host_and_a_port() {
        let cases = [
            ("127.0.0.1:0", true),
            ("localhost:7878", true),
            ("[::1]:80", true),
            ("::1:80", false),
            ("127.0.0.1", false),
            (":80", false),
            ("127.0.0.1:65536", false),
            ("http://127.0.0.1:80", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_address(text), expected, "{text}");
        }
    }
}
