//! What a check found.

use std::path::Path;

use serde::Serialize;

/// How many findings of a generation are told in detail; the rest is counted.
const TOLD: usize = 100;

/// What a check of an index found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// What is wrong with the index as a whole: with what says which generation is live.
    pub findings: Vec<Finding>,
    /// What lies in the index folder and belongs to nothing. It does no harm.
    pub strays: Vec<String>,
    /// The generations, the oldest first.
    pub generations: Vec<GenerationReport>,
}

impl CheckReport {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty() && self.generations.iter().all(GenerationReport::is_sound)
    }
}

/// What a check of a generation found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct GenerationReport {
    /// Its number.
    pub number: u64,
    /// Whether it is the live one.
    pub live: bool,
    /// How many files it consists of.
    pub files: u64,
    /// The bytes of these files.
    pub bytes: u64,
    /// The stories found in it.
    pub stories: u64,
    /// The events found in it.
    pub events: u64,
    /// Documents that were not looked at, because a file of their segment is damaged or the
    /// generation was built with other settings.
    pub documents_unchecked: u64,
    /// The fingerprint that it was built with, where this version has another. That is a finding
    /// for the live generation alone: one that is kept for a rollback may be of another version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foreign_fingerprint: Option<String>,
    /// What is wrong with it, the first hundred.
    pub findings: Vec<Finding>,
    /// How many findings there are besides these.
    pub findings_omitted: u64,
    /// Files in its folder that nobody names. They do no harm.
    pub strays: Vec<String>,
}

impl GenerationReport {
    /// Whether nothing is wrong with it.
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }

    pub(super) fn found_in_file(&mut self, file: &Path, what: impl Into<String>) {
        let subject = Subject::File(file.display().to_string());
        self.found(Finding { subject, what: what.into() });
    }

    pub(super) fn found_in_document(&mut self, document: String, what: impl Into<String>) {
        self.found(Finding { subject: Subject::Document(document), what: what.into() });
    }

    fn found(&mut self, finding: Finding) {
        if self.findings.len() < TOLD {
            self.findings.push(finding);
        } else {
            self.findings_omitted += 1;
        }
    }
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// With what.
    #[serde(flatten)]
    pub subject: Subject,
    /// What it is.
    pub what: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (Subject::File(subject) | Subject::Document(subject)) = &self.subject;
        write!(f, "{subject}: {}", self.what)
    }
}

/// What something is wrong with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// A file.
    File(String),
    /// A document.
    Document(String),
}
