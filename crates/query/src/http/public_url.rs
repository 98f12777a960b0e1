//! The address under which readers reach the service, as far as anybody has said it.

use std::fmt;
use std::net::Ipv6Addr;
use std::sync::Arc;

/// A scheme and a host, perhaps with a port: `https://news.example`. There is no slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(Arc<str>);

impl PublicUrl {
    /// Reads one. A slash at the end says nothing and is left out; a longer path is none, as the
    /// links within pages begin at the root of the host.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.trim().split_once("://")?;
        let scheme = scheme.to_ascii_lowercase();
        let host = rest.strip_suffix('/').unwrap_or(rest);
        let is_known = scheme == "http" || scheme == "https";
        (is_known && is_host(host)).then(|| Self(format!("{scheme}://{host}").into()))
    }

    /// The address that a request names in its header `Host`.
    pub(super) fn of_host(host: &str, scheme: &str) -> Option<Self> {
        is_host(host).then(|| Self(format!("{scheme}://{host}").into()))
    }

    /// What stands in where nobody says the address.
    pub(super) fn of_this_machine() -> Self {
        Self("http://localhost".into())
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a text is a host, perhaps with a port, and nothing that could end one within a link.
fn is_host(text: &str) -> bool {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (text, None),
    };
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let host_is_whole = match bare {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => {
            !host.is_empty()
                && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_".contains(&b))
        }
    };
    let port_is_whole = port
        .is_none_or(|port| port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok());
    host_is_whole && port_is_whole
}

#[cfg(test)]
mod tests {
    use super::PublicUrl;

    #[test]
    fn a_public_url_is_a_scheme_and_a_host() {
        let cases = [
            ("https://news.example", Some("https://news.example")),
            ("HTTPS://news.example/", Some("https://news.example")),
            ("http://127.0.0.1:7878", Some("http://127.0.0.1:7878")),
            ("http://[::1]:80/", Some("http://[::1]:80")),
            ("http://[::1]", Some("http://[::1]")),
            ("", None),
            ("news.example", None),
            ("ftp://news.example", None),
            ("https://", None),
            ("https://news.example/archive", None),
            ("https://news.example//", None),
            ("https://news.example?q=1", None),
            ("https://news.example#top", None),
            ("https://me@news.example", None),
            ("https://news.example:port", None),
            ("https://news.example:+80", None),
            ("https://news.example:65536", None),
            ("https://news example", None),
            ("https://[::g]", None),
            ("https://\"><script>", None),
        ];
        for (text, expected) in cases {
            let read = PublicUrl::parse(text).map(|url| url.to_string());
            assert_eq!(read.as_deref(), expected, "{text}");
        }
    }
}
