//! The parts of messages that depend on what went wrong.

use dateline_engine::{StorageFault, Version};

/// What to do about a condition that did not hold.
pub(super) fn conflict(current: Option<&Version>) -> String {
    match current {
        Some(version) => format!(
            "the story is there in version \"{version}\", which is not what the request asks for; \
             read it, make the change anew and send it with that version"
        ),
        None => "the request asks for a version of the story, and there is no such story; to \
                 write it as a new one leave out `If-Match`"
            .to_owned(),
    }
}

/// What is wrong with the disk and what to do about it, without saying where it is.
pub(super) fn storage_remedy(fault: StorageFault) -> &'static str {
    match fault {
        StorageFault::Full => {
            "the disk of the index is full; searching goes on, so free some space and send the \
             request again"
        }
        StorageFault::ReadOnly => {
            "the disk of the index can only be read; searching goes on, so make it writable and \
             send the request again"
        }
        StorageFault::TooManyFiles => {
            "the service has as many files open as it may; try again shortly, and if that does \
             not help have its limit of open files raised"
        }
    }
}

/// Methods for a sentence. Who knows GET knows HEAD.
pub(super) fn apart_from_head(methods: &[&str]) -> String {
    let named: Vec<&str> = methods.iter().copied().filter(|method| *method != "HEAD").collect();
    match named.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => "another address".to_owned(),
    }
}

/// What to do about an unknown parameter.
pub(super) fn instead(nearest: Option<&str>, allowed: &[&str]) -> String {
    match nearest {
        Some(nearest) => format!("; did you mean `{nearest}`?"),
        None if allowed.is_empty() => "; this call takes none".to_owned(),
        None => format!("; this call takes {}", allowed.join(", ")),
    }
}

pub(super) fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ")
}

/// What a caller sent, cut to what a message can hold.
pub(super) fn shortened(value: &str) -> String {
    const CHARS: usize = 80;
    match value.char_indices().nth(CHARS) {
        None => value.to_owned(),
        Some((at, _)) => format!("{}…", &value[..at]),
    }
}
