//! How many files the process may have open. Connections are files, and the index has its own.

/// The most files that are kept from connections.
const MOST_KEPT: u64 = 1_000;

/// Raises the limit as far as this user may, and gives it; none where there is no limit.
#[cfg(unix)]
pub(crate) fn raise_limit() -> Option<u64> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let limit = getrlimit(Resource::Nofile);
    if limit.current == limit.maximum {
        return limit.current;
    }
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    match setrlimit(Resource::Nofile, raised) {
        Ok(()) => limit.maximum,
        Err(error) => {
            tracing::warn!(%error, "the limit of open files cannot be raised");
            limit.current
        }
    }
}

/// Nothing is known of other systems.
#[cfg(not(unix))]
pub(crate) fn raise_limit() -> Option<u64> {
    None
}

/// How many connections so many files admit. A quarter of the files is kept for the index, so that
/// a crowd of clients does not keep it from being read and written.
pub(crate) fn connections(files: Option<u64>, wanted: usize) -> usize {
    let Some(files) = files else { return wanted };
    let admitted = usize::try_from(files - (files / 4).min(MOST_KEPT)).unwrap_or(usize::MAX);
    if admitted < wanted {
        tracing::warn!(
            files,
            connections = admitted,
            "fewer connections than server.max_connections are taken, as no more files may be open"
        );
    }
    admitted.min(wanted)
}

#[cfg(test)]
mod tests {
    use super::connections;

    #[test]
    fn connections_leave_files_for_the_index() {
        let cases = [
            (None, 10_000, 10_000),
            (Some(1_048_576), 10_000, 10_000),
            (Some(20_000), 30_000, 19_000),
            (Some(1_024), 10_000, 768),
            (Some(1_024), 100, 100),
        ];
        for (files, wanted, expected) in cases {
            assert_eq!(connections(files, wanted), expected, "{files:?}, {wanted}");
        }
    }
}
