//! Small corpora in folders that go with their test.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// Four stories with known dates: to the day, to the month, a range over two months, a year, and
/// one that cannot be read.
pub(crate) const STORIES: &str = r#"{"id":"museum","title":"Museum of the Sea Opens","feeds":["Culture"],"updated":"2025-11-20","sections":[{"heading":"Opening","text":"The museum opened after ten years of building.","citations":[1]}],"sources":[{"number":1,"publisher":"Reuters","title":"A museum for the sea"}],"articles":[{"number":1,"publisher":"BBC","title":"Doors open","url":"https://bbc.example/1"}],"timeline":[{"date":"2024","text":"Building of the museum nears its end.","citations":[]},{"date":"2025-10","text":"The last halls are furnished.","citations":[1]},{"date":"2025-11-04","text":"The museum opens its doors to the public.","citations":[1,2]}]}
{"id":"flood","title":"Flood in the Valley","feeds":["World","Climate"],"updated":"2025-12-03","sections":[{"text":"Heavy rain flooded the valley & its <old> town."}],"articles":[{"number":1,"publisher":"Reuters"}],"timeline":[{"date":"2025-11-28/2025-12-02","text":"The river floods the valley; the museum of the town is closed.","citations":[1]},{"date_text":"some day in winter","text":"The museum dries its archive.","citations":[]}]}
{"id":"treaty","title":"Treaty Signed","feeds":["World"],"sections":[{"text":"Two neighbours signed a treaty on water."}],"timeline":[{"date":"2025-06-01","text":"Talks on the treaty begin."},{"date":"2025-11-04","text":"The treaty is signed."}]}
{"id":"race","title":"Sailing Race Ends","feeds":["Sports"],"updated":"2025-08","sections":[{"text":"The race around the island ended in a storm."}],"timeline":[{"date":"2025-08-15","text":"The last boat reaches the harbour beside the museum."}]}
"#;

/// A data folder of its own, removed in the end.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    /// Without stories and without an index.
    pub(crate) fn empty() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// With an index of the sample stories of the project.
    pub(crate) fn with_samples() -> Self {
        let place = Self::empty();
        let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../index-data/stories");
        super::Dateline::at(&place).run(&["reindex", "--quiet", samples]).expect_code(0);
        place
    }

    /// With stories, but without an index.
    pub(crate) fn with_stories() -> Self {
        let place = Self::empty();
        place.write("data/stories/four.ndjson", STORIES);
        place
    }

    /// With stories and an index of them.
    pub(crate) fn with_index() -> Self {
        let place = Self::with_stories();
        super::Dateline::at(&place).run(&["reindex", "--quiet"]).expect_code(0);
        place
    }

    /// The folder in which commands run.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// Writes a file, with the folders that it needs.
    pub(crate) fn write(&self, path: &str, text: &str) -> PathBuf {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }
}
