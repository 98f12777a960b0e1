//! A space too many: two neighbours that are one word of the index.

use dateline_indexer::IndexError;

use super::{Corrector, Looked};

impl Corrector<'_> {
    /// The word that two neighbours are together, where one of them is in no document. Then they
    /// stand together nowhere, and the search would find nothing. Where both are words they are left
    /// alone, even if they are one word too: `over turn` may be meant as it is.
    pub(super) fn joined(
        &self,
        one: &Looked,
        other: &Looked,
    ) -> Result<Option<String>, IndexError> {
        if one.is_known && other.is_known {
            return Ok(None);
        }
        let together = format!("{}{}", one.exact, other.exact);
        if together.bytes().any(|b| b.is_ascii_digit()) {
            return Ok(None);
        }
        Ok(self.occurs_exactly(&together)?.then_some(together))
    }
}
