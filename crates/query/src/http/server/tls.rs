//! TLS, with a certificate that is read anew when its files change.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use thiserror::Error;
use tokio::net::TcpStream;
use tokio::task::spawn_blocking;
use tokio::time::{MissedTickBehavior, interval};
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::{self, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{self, ServerConfig};
use tokio_rustls::server::TlsStream;
use tokio_rustls::{Accept, TlsAcceptor};

use super::taking::Taking;

/// How often to look whether the files have changed.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// A certificate and its key. Clones share what is read anew.
#[derive(Clone, Debug)]
pub struct Tls(Arc<Files>);

#[derive(Debug)]
struct Files {
    certificate: PathBuf,
    key: PathBuf,
    config: RwLock<Arc<ServerConfig>>,
    /// The state of the files that was last read, whether it was good or not.
    read: Mutex<Stamp>,
}

/// When the two files were changed, and how long they are; none that cannot be looked at.
type Stamp = [Option<(SystemTime, u64)>; 2];

/// Why a certificate cannot be used.
#[derive(Debug, Error)]
pub enum TlsError {
    /// A file that cannot be read, or does not have what it should.
    #[error("{}: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        source: pem::Error,
    },
    /// A file of certificates without any.
    #[error("{}: there is no certificate in it (-----BEGIN CERTIFICATE-----)", path.display())]
    NoCertificate {
        /// Which file.
        path: PathBuf,
    },
    /// A certificate and a key that do not make a whole.
    #[error("the certificate {} and the key {}: {source}", certificate.display(), key.display())]
    Pair {
        /// The file of the certificate.
        certificate: PathBuf,
        /// The file of the key.
        key: PathBuf,
        /// What is wrong with them.
        #[source]
        source: rustls::Error,
    },
}

impl Tls {
    /// Reads a certificate with those that vouch for it, and its key, from PEM files.
    ///
    /// # Errors
    /// Where they cannot be read or do not belong together.
    pub fn read(certificate: PathBuf, key: PathBuf) -> Result<Self, TlsError> {
        let stamp = stamp(&certificate, &key);
        let config = RwLock::new(config(&certificate, &key)?);
        Ok(Self(Arc::new(Files { certificate, key, config, read: Mutex::new(stamp) })))
    }

    /// Reads the files again. Connections that come from now on have the new certificate; where it
    /// is no good, the old one.
    ///
    /// # Errors
    /// As [`Tls::read`].
    pub fn reload(&self) -> Result<(), TlsError> {
        let files = &self.0;
        *files.read.lock().unwrap_or_else(PoisonError::into_inner) =
            stamp(&files.certificate, &files.key);
        let config = config(&files.certificate, &files.key)?;
        *files.config.write().unwrap_or_else(PoisonError::into_inner) = config;
        Ok(())
    }

    /// Reloads whenever the files have changed and stand still again: a new certificate and its key
    /// do not come in the same moment.
    pub(super) async fn follow(self) {
        let mut ticks = interval(LOOK_EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut last = *self.0.read.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            ticks.tick().await;
            let tls = self.clone();
            let looked = spawn_blocking(move || {
                let now = stamp(&tls.0.certificate, &tls.0.key);
                let read = *tls.0.read.lock().unwrap_or_else(PoisonError::into_inner);
                let is_new = now == last && now != read;
                (now, is_new.then(|| tls.reload()))
            });
            let Ok((now, reloaded)) = looked.await else { continue };
            last = now;
            match reloaded {
                Some(Ok(())) => tracing::info!("read the new TLS certificate"),
                Some(Err(error)) => {
                    tracing::error!(%error, "the new TLS certificate is no good; the old one serves on");
                }
                None => {}
            }
        }
    }

    /// Begins with TLS on a connection.
    pub(super) fn accept(&self, stream: Taking) -> Accept<Taking> {
        let config = self.0.config.read().unwrap_or_else(PoisonError::into_inner);
        TlsAcceptor::from(Arc::clone(&config)).accept(stream)
    }
}

/// What a connection is once both sides have agreed on keys.
pub(super) type Secured = TlsStream<Taking>;

/// Whether a connection begins as TLS does. Nothing is taken from it.
pub(super) async fn begins_with_tls(stream: &TcpStream) -> io::Result<bool> {
    const HANDSHAKE: u8 = 22;
    let mut first = [0];
    Ok(stream.peek(&mut first).await? == 0 || first == [HANDSHAKE])
}

fn stamp(certificate: &Path, key: &Path) -> Stamp {
    [certificate, key].map(|path| {
        let metadata = std::fs::metadata(path).ok()?;
        Some((metadata.modified().ok()?, metadata.len()))
    })
}

fn config(certificate: &Path, key: &Path) -> Result<Arc<ServerConfig>, TlsError> {
    let in_file = |path: &Path| {
        let path = path.to_owned();
        move |source| TlsError::File { path, source }
    };
    let certificates = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(in_file(certificate))?;
    if certificates.is_empty() {
        return Err(TlsError::NoCertificate { path: certificate.to_owned() });
    }
    let private = PrivateKeyDer::from_pem_file(key).map_err(in_file(key))?;
    let pair = |source| TlsError::Pair {
        certificate: certificate.to_owned(),
        key: key.to_owned(),
        source,
    };
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(pair)?
        .with_no_client_auth()
        .with_single_cert(certificates, private)
        .map_err(pair)?;
    // HTTP/2 would need bounds of its own: many requests on a connection, each with its own pauses.
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
