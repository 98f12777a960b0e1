//! The stories of a generation, whatever schema and analysis it was built with: they are stored
//! whole, so that an index of an older version is source enough for a new one.

use std::path::Path;

use tantivy::Index;
use tantivy::schema::Field;

use super::folder::open_index;
use super::{Manifest, Stories, read_current};
use crate::IndexError;

/// The stories of a generation.
#[derive(Clone, Debug)]
pub struct StoryStore {
    index: Index,
    /// The field that the stories are found by.
    story: Field,
    /// How many stories it was built with.
    pub stories_built: u64,
}

impl StoryStore {
    /// Opens the live generation for its stories alone.
    ///
    /// # Errors
    /// [`IndexError::NoIndex`] where there is none, [`IndexError::Damaged`] where it stores no
    /// stories, otherwise a fault of the disk.
    pub fn open_current(index_dir: &Path) -> Result<Self, IndexError> {
        let id =
            read_current(index_dir)?.ok_or_else(|| IndexError::NoIndex(index_dir.to_owned()))?;
        let path = id.path(index_dir);
        let manifest = Manifest::read(&path)?;
        let index = open_index(&path)?;
        let schema = index.schema();
        let field = |name: &str| {
            schema.get_field(name).map_err(|_| IndexError::Damaged {
                path: path.clone(),
                reason: format!("its index has no field `{name}`"),
            })
        };
        field("source")?;
        Ok(Self { story: field("story")?, stories_built: manifest.stories, index })
    }

    /// Whether it holds none. One that cannot be read counts as empty.
    pub fn is_empty(&self) -> bool {
        self.index.reader().map_or(true, |reader| reader.searcher().num_docs() == 0)
    }

    /// All stories, in no particular order.
    ///
    /// # Errors
    /// [`IndexError::Tantivy`].
    pub fn stories(&self) -> Result<Stories, IndexError> {
        Ok(Stories::of(self.index.reader()?.searcher(), self.story))
    }
}
