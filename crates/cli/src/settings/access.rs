//! Who is let in, and how often.

use std::num::NonZeroU32;

use dateline_query::access::{Key as AccessKey, Keyring, Right, Rights};
use dateline_query::http::RequestRate;

use super::{Key, Layers};

/// Who is let in, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AccessSettings {
    keys: Vec<AccessKey>,
    anonymous_read: AnonymousRead,
    /// How often a caller may ask; none for as often as it likes.
    pub(crate) rate: Option<RequestRate>,
}

/// Who may read without a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AnonymousRead {
    OnLoopback,
    Everyone,
    Nobody,
}

/// Who reaches a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// This machine.
    Loopback,
    /// Other machines too.
    Network,
}

impl AccessSettings {
    pub(super) fn of(layers: &Layers) -> Self {
        let number = |key| NonZeroU32::new(u32::try_from(layers.number(key)).unwrap_or(u32::MAX));
        let rate = number(Key::AuthRequestsPerSecond).zip(number(Key::AuthBurst));
        Self {
            keys: layers.keys().iter().map(|set| set.key.clone()).collect(),
            anonymous_read: match layers.text(Key::AuthAnonymousRead) {
                "everyone" => AnonymousRead::Everyone,
                "nobody" => AnonymousRead::Nobody,
                _ => AnonymousRead::OnLoopback,
            },
            rate: rate.map(|(per_second, burst)| RequestRate { per_second, burst }),
        }
    }

    /// Whether anybody is told apart from others.
    pub(crate) fn has_keys(&self) -> bool {
        !self.keys.is_empty()
    }

    /// Who may do what at a server that is reached so. `is_insecure` leaves reading to everyone.
    pub(crate) fn keyring(&self, reach: Reach, is_insecure: bool) -> Keyring {
        let keyring = |rights| Keyring::anonymous(rights).with(self.keys.iter().cloned());
        let reads = match self.anonymous_read {
            AnonymousRead::OnLoopback => reach == Reach::Loopback || is_insecure,
            AnonymousRead::Everyone => true,
            AnonymousRead::Nobody => false,
        };
        match reads {
            // Who is alone on a machine needs no key.
            true if reach == Reach::Loopback && self.keys.is_empty() => keyring(Rights::ALL),
            true => keyring(Rights::NONE.and(Right::Read)),
            false => keyring(Rights::NONE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rights(config: &str, reach: Reach, is_insecure: bool) -> Vec<Right> {
        let layers = Layers::with_file(config).unwrap();
        let keyring = AccessSettings::of(&layers).keyring(reach, is_insecure);
        keyring.caller(None).unwrap().rights.iter().collect()
    }

    #[test]
    fn without_a_key_everything_is_open_on_loopback_and_reading_at_the_most_elsewhere() {
        let key =
            format!("[auth.keys.a]\nhash = \"sha256:{}\"\nrights = [\"read\"]\n", "0".repeat(64));
        let (all, read, none) = (Right::ALL.to_vec(), vec![Right::Read], Vec::new());
        assert_eq!(rights("", Reach::Loopback, false), all);
        assert_eq!(rights("", Reach::Network, false), none);
        assert_eq!(rights("", Reach::Network, true), read);
        assert_eq!(rights(&key, Reach::Loopback, false), read);
        assert_eq!(rights(&key, Reach::Network, false), none);
        let everyone = format!("auth.anonymous_read = \"everyone\"\n{key}");
        assert_eq!(rights(&everyone, Reach::Network, false), read);
        let nobody = "auth.anonymous_read = \"nobody\"";
        assert_eq!(rights(nobody, Reach::Loopback, false), none);
        assert_eq!(rights(nobody, Reach::Network, true), none);
    }
}
