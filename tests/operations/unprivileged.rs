//! It needs no rights but to write to its data folder.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use serde_json::json;

use crate::support::{BINARY, Dateline, Place, Server};

/// Who has nothing.
const NOBODY: &str = "65534";

#[test]
fn any_user_can_run_it_who_may_write_to_the_data_folder_alone() {
    let is_root = rustix::process::geteuid().is_root();
    if !is_root || Command::new("setpriv").arg("--version").output().is_err() {
        eprintln!("passed over: it takes root and setpriv to become another user");
        return;
    }
    let place = Place::with_stories();
    let owned = Command::new("chown").args(["-R", NOBODY]).arg(place.data()).status().unwrap();
    assert!(owned.success());
    // The folder itself can be passed through and not written to.
    fs::set_permissions(place.path(), Permissions::from_mode(0o755)).unwrap();
    // The binary may lie where others cannot look.
    let binary = place.path().join("dateline");
    fs::copy(BINARY, &binary).unwrap();
    let mut other = Command::new("setpriv");
    let user = [format!("--reuid={NOBODY}"), format!("--regid={NOBODY}")];
    other.args(user).args(["--clear-groups", "--no-new-privs"]).arg(&binary);
    let dateline = Dateline::through(&place, other).with_env("DATELINE_DATA_DIR", place.data());
    let server = Server::start(dateline, &[]);
    server.put(&json!({ "id": "new", "title": "New" })).expect_status(201);
    assert_eq!(server.total("museum"), 9);
    let status = fs::read_to_string(format!("/proc/{}/status", server.process_id())).unwrap();
    assert!(status.contains(&format!("Uid:\t{NOBODY}")), "{status}");
    assert!(status.lines().any(|line| line == "CapEff:\t0000000000000000"), "{status}");
}
