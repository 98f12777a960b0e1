//! The hits of all segments in one order.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use tantivy::SegmentOrdinal;

use super::collector::SegmentFound;
use crate::embedded::view::View;

/// Puts hits into their order. Within a segment stories are numbered in the order of their ids; the ids
/// themselves are read for hits of several segments that nothing else tells apart.
pub(super) fn put_in_order(found: &mut [SegmentFound], view: &View) -> tantivy::Result<()> {
    found.sort_unstable_by_key(|hit| (hit.rank.key, hit.segment, hit.rank.story, hit.rank.event));
    for equals in found.chunk_by_mut(|a, b| a.rank.key == b.rank.key) {
        let segment = |hit: Option<&SegmentFound>| hit.map(|hit| hit.segment);
        if segment(equals.first()) == segment(equals.last()) {
            continue;
        }
        let mut ids: HashMap<(SegmentOrdinal, u32), String> = HashMap::new();
        for hit in &*equals {
            if let Entry::Vacant(entry) = ids.entry((hit.segment, hit.rank.story)) {
                let of = view.segments.get(hit.segment as usize);
                entry.insert(
                    of.map_or_else(|| Ok(String::new()), |of| of.stories.id(hit.rank.story))?,
                );
            }
        }
        equals.sort_by(|a, b| {
            let id = |hit: &SegmentFound| ids.get(&(hit.segment, hit.rank.story));
            id(a).cmp(&id(b)).then(a.rank.event.cmp(&b.rank.event))
        });
    }
    Ok(())
}
