//! HTTPS: with certificates from files, which may change while the server runs.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Instant;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use super::{CUT_OFF, PATIENCE, Raw, impatient, sockets};
use crate::support::{Dateline, Place, Server, eventually};

/// A certificate for `news.example` in two files of a place.
fn certify(place: &Place) -> CertificateDer<'static> {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["news.example".to_owned()]).unwrap();
    place.write("tls/certificate.pem", &cert.pem());
    place.write("tls/key.pem", &signing_key.serialize_pem());
    cert.der().clone()
}

const FILES: [(&str, &str); 2] = [
    ("DATELINE_SERVER_TLS_CERTIFICATE", "tls/certificate.pem"),
    ("DATELINE_SERVER_TLS_KEY", "tls/key.pem"),
];

/// Asks for a path over TLS, for a server that is known by this certificate alone.
fn ask(server: &Server, known: &CertificateDer<'static>, path: &str) -> std::io::Result<String> {
    let mut roots = RootCertStore::empty();
    roots.add(known.clone()).unwrap();
    let config =
        ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
    let name = ServerName::try_from("news.example").unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let socket = TcpStream::connect(server.url.strip_prefix("https://").unwrap())?;
    socket.set_read_timeout(Some(CUT_OFF))?;
    let mut stream = StreamOwned::new(connection, socket);
    write!(stream, "GET {path} HTTP/1.1\r\nhost: news.example\r\nconnection: close\r\n\r\n")?;
    let mut reply = String::new();
    stream.read_to_string(&mut reply)?;
    Ok(reply)
}

#[test]
fn searches_are_answered_over_tls_and_plain_http_is_told_so() {
    let place = Place::with_index();
    let certificate = certify(&place);
    let server = impatient(&place, &FILES);
    let reply = ask(&server, &certificate, "/api/v1/search?q=museum&kind=story").unwrap();
    assert!(reply.starts_with("HTTP/1.1 200 ") && reply.contains("\"museum\""), "{reply}");
    assert!(reply.contains("strict-transport-security: max-age="), "{reply}");
    // Long ones, too, arrive in full.
    let reply = ask(&server, &certificate, "/openapi.json").unwrap();
    assert!(reply.len() > 50_000 && reply.ends_with('}'), "{}", reply.len());
    let reply = ask(&server, &certificate, "/feed.atom?q=museum").unwrap();
    assert!(reply.contains("https://news.example/"), "{reply}");

    let mut plain = Raw::to(&server);
    plain.ask("/healthz");
    let (reply, _) = plain.read_to_end();
    assert!(reply.starts_with("HTTP/1.1 400 ") && reply.contains("https://"), "{reply}");
}

#[test]
fn who_does_not_come_to_tls_in_time_is_cut_off() {
    let place = Place::with_index();
    let certificate = certify(&place);
    let server = impatient(&place, &FILES);
    let before = sockets(&server);
    let mut silent = Raw::to(&server);
    let mut begun = Raw::to(&server);
    begun.send([22, 3, 1, 2, 0, 1]);
    let mut nonsense = Raw::to(&server);
    nonsense.send([22, 22, 22, 22, 22, 22, 22, 22]);
    let started = Instant::now();
    assert!(ask(&server, &certificate, "/healthz").unwrap().ends_with("ok\n"));
    assert!(started.elapsed() < PATIENCE, "others wait");
    nonsense.read_to_end();
    assert_eq!(silent.read_to_end().0, "");
    assert_eq!(begun.read_to_end().0, "");
    assert!(started.elapsed() > PATIENCE / 2 && started.elapsed() < CUT_OFF);
    eventually("the connections are closed", || (sockets(&server) <= before).then_some(()));
}

#[test]
fn a_new_certificate_is_taken_over_and_a_bad_one_is_not() {
    let place = Place::with_index();
    let old = certify(&place);
    let server = impatient(&place, &FILES);
    let log = || std::fs::read_to_string(place.path().join("server.log")).unwrap();
    place.write("tls/certificate.pem", "no certificate");
    eventually("it is told", || log().contains("is no good").then_some(()));
    assert!(ask(&server, &old, "/healthz").unwrap().ends_with("ok\n"));

    let new = certify(&place);
    eventually("it is taken over", || ask(&server, &new, "/healthz").ok());
    assert!(ask(&server, &old, "/healthz").is_err());
    assert_eq!(log().matches("is no good").count(), 1, "{}", log());
    assert_eq!(log().matches("read the new TLS certificate").count(), 1, "{}", log());
}

#[test]
fn a_certificate_that_cannot_be_served_with_is_told_at_the_start() {
    let place = Place::with_index();
    certify(&place);
    let key = std::fs::read_to_string(place.path().join("tls/key.pem")).unwrap();
    let serve = |told: &str| {
        let mut dateline = Dateline::at(&place);
        for (name, value) in FILES {
            dateline = dateline.with_env(name, value);
        }
        dateline.run(&["serve", "--listen", "127.0.0.1:0"]).expect_error(2, told);
    };
    certify(&place);
    place.write("tls/key.pem", &key);
    serve("tls/key.pem: ");
    place.write("tls/key.pem", "no key");
    serve("tls/key.pem: ");
    place.write("tls/certificate.pem", "");
    serve("tls/certificate.pem: there is no certificate in it");
    std::fs::remove_file(place.path().join("tls/certificate.pem")).unwrap();
    serve("tls/certificate.pem: ");
    let one = Dateline::at(&place).with_env(FILES[0].0, FILES[0].1);
    one.run(&["serve"]).expect_error(2, "`server.tls_certificate` = \"tls/certificate.pem\"");
}

#[test]
fn stories_are_added_through_a_server_that_speaks_tls() {
    let place = Place::with_index();
    certify(&place);
    let server = impatient(&place, &FILES);
    let story = place.write("new.ndjson", "{\"id\":\"tower\",\"title\":\"Tower opens\"}\n");
    let add = |files: &[(&str, &str)]| {
        let mut dateline = Dateline::at(&place);
        for (name, value) in files {
            dateline = dateline.with_env(name, value);
        }
        dateline.run(&["add", story.to_str().unwrap()])
    };
    add(&FILES).expect_code(0);
    add(&[]).expect_error(1, "speaks TLS, and its certificate is not known here");
    // Not to who shows another one.
    let shown = std::fs::read(place.path().join("tls/certificate.pem")).unwrap();
    certify(&place);
    let ended = add(&FILES);
    assert!(ended.code != Some(0) && ended.stderr.contains("certificate"), "{ended:#?}");
    std::fs::write(place.path().join("tls/certificate.pem"), shown).unwrap();
    drop(server);
    let found = Dateline::at(&place).run(&["search", "tower", "--json"]).expect_code(0);
    assert!(found.stdout.contains("tower"), "{found:#?}");
}
