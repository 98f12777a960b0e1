//! For whom does a request come, where a proxy stands between?

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The proxies that are believed. Anybody else could name any address as that of the client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Arc<[Network]>);

/// Addresses that begin alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Network {
    address: IpAddr,
    /// How many bits are alike.
    prefix: u32,
}

impl TrustedProxies {
    /// Reads addresses and networks such as `127.0.0.1, 10.0.0.0/8, fd00::/8`.
    pub fn parse(text: &str) -> Option<Self> {
        if text.trim().is_empty() {
            return Some(Self::default());
        }
        text.split(',').map(|part| Network::parse(part.trim())).collect::<Option<_>>().map(Self)
    }

    /// Who sent a request over a connection from `peer`: the last address in the chain that is no
    /// trusted proxy. Where the chain is not understood, the last proxy that is.
    pub(super) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer;
        if !self.trusts(client) {
            return client;
        }
        let lines = headers.get_all(FORWARDED_FOR).iter().rev();
        let named = lines.flat_map(|line| line.to_str().unwrap_or("?").rsplit(','));
        for name in named {
            match address(name.trim()) {
                Some(named) => client = named,
                None => break,
            }
            if !self.trusts(client) {
                break;
            }
        }
        client
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.has(address))
    }
}

/// An address, with a port or without one, as proxies write it.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let with_port = || text.parse().ok().map(|address: SocketAddr| address.ip());
    bare.parse().ok().or_else(with_port).map(|address: IpAddr| address.to_canonical())
}

impl Network {
    fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let bits = if address.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            Some(prefix) => prefix.parse().ok().filter(|prefix| *prefix <= bits)?,
            None => bits,
        };
        Some(Self { address, prefix })
    }

    fn has(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                let differ = u32::from(own) ^ u32::from(other);
                differ.leading_zeros() >= self.prefix
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                let differ = u128::from(own) ^ u128::from(other);
                differ.leading_zeros() >= self.prefix
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_read_or_refused() {
        for text in ["", " ", "127.0.0.1", "10.0.0.0/8, ::1", "fd00::/8", "0.0.0.0/0", "::/0"] {
            assert!(TrustedProxies::parse(text).is_some(), "{text}");
        }
        for text in ["localhost", "10.0.0.0/33", "::1/129", "10.0.0.1,", "10/8", "10.0.0.0/-1"] {
            assert!(TrustedProxies::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn the_client_is_the_last_address_that_is_no_trusted_proxy() {
        let proxies = TrustedProxies::parse("127.0.0.1, 10.0.0.0/8, fd00::/8").unwrap();
        let cases: [(&str, &[&str], &str); 11] = [
            ("192.0.2.1", &["198.51.100.7"], "192.0.2.1"),
            ("127.0.0.1", &[], "127.0.0.1"),
            ("127.0.0.1", &["198.51.100.7"], "198.51.100.7"),
            ("127.0.0.1", &["203.0.113.9, 198.51.100.7, 10.1.2.3"], "198.51.100.7"),
            ("127.0.0.1", &["203.0.113.9", "198.51.100.7", "10.1.2.3"], "198.51.100.7"),
            ("127.0.0.1", &["198.51.100.7:4711"], "198.51.100.7"),
            ("127.0.0.1", &["[2001:db8::1]:443"], "2001:db8::1"),
            ("127.0.0.1", &["2001:db8::1"], "2001:db8::1"),
            ("fd00::1", &["::ffff:198.51.100.7"], "198.51.100.7"),
            ("127.0.0.1", &["198.51.100.7, unknown, 10.1.2.3"], "10.1.2.3"),
            ("127.0.0.1", &["10.0.0.1, 10.0.0.2"], "10.0.0.1"),
        ];
        for (peer, lines, expected) in cases {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(FORWARDED_FOR, line.parse().unwrap());
            }
            let client = proxies.client(peer.parse().unwrap(), &headers);
            assert_eq!(client.to_string(), expected, "{peer} {lines:?}");
        }
    }
}
